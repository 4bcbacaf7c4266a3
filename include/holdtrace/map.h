// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A hash map from strings to pointers, kept in an arena. Iteration is in the order of insertion, so that what is
 * printed from a map never depends on hash values.
 */
#ifndef HOLDTRACE_MAP_H
#define HOLDTRACE_MAP_H

#include <stddef.h>

struct ht_arena;
struct ht_map;

struct ht_map *ht_map_new(struct ht_arena *arena);

// The value of KEY, or NULL.
void *ht_map_get(const struct ht_map *map, const char *key);

// Sets KEY to VALUE; the key is copied into the arena.
void ht_map_put(struct ht_map *map, const char *key, void *value);

size_t ht_map_count(const struct ht_map *map);

// Key and value number INDEX (below ht_map_count) in order of insertion.
const char *ht_map_key_at(const struct ht_map *map, size_t index);
void *ht_map_value_at(const struct ht_map *map, size_t index);

#endif
