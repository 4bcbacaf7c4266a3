// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Texts that stand for other texts, in byte order of their keys, so that a table made when the program is built is
 * looked up as it stands: unlike a map (map.h) it needs no memory and no filling at the start.
 */
#ifndef HOLDTRACE_PAIRS_H
#define HOLDTRACE_PAIRS_H

#include <stdbool.h>
#include <stddef.h>

struct ht_arena;

struct ht_pair {
    const char *key, *value;
};

struct ht_pairs {
    const struct ht_pair *items; // in byte order of their keys, each key once
    size_t count, capacity;
};

// The value of KEY, or NULL; also when PAIRS is NULL.
const char *ht_pairs_get(const struct ht_pairs *pairs, const char *key);

// Sets KEY to VALUE; both are copied into ARENA.
void ht_pairs_put(struct ht_arena *arena, struct ht_pairs *pairs, const char *key, const char *value);

/*
 * The place of KEY among COUNT records of SIZE bytes, each of which begins with its key (const char *), in byte
 * order: where it stands, and *FOUND is true, or where it belongs.
 */
size_t ht_sorted_place(const void *records, size_t count, size_t size, const char *key, bool *found);

#endif
