// SPDX-License-Identifier: GPL-3.0-or-later
// A hash table from row keys (whole numbers other than zero; entities made for a line of exclusions have negative
// ones) to pointers, kept in an arena. Nothing is ever taken out.
#ifndef HOLDTRACE_KEYED_H
#define HOLDTRACE_KEYED_H

#include <stddef.h>
#include <stdint.h>

struct ht_arena;

struct keyed_slot {
    int64_t key; // 0: free
    void *value;
};

struct keyed {
    struct keyed_slot *slots;
    size_t count, capacity; // capacity: zero or a power of two
};

// The value of KEY, or NULL.
void *keyed_get(const struct keyed *table, int64_t key);

// Sets KEY to VALUE.
void keyed_put(struct keyed *table, struct ht_arena *arena, int64_t key, void *value);

#endif
