// SPDX-License-Identifier: GPL-3.0-or-later
// Binary search over sorted records: pairs.h.
#include "holdtrace/pairs.h"

#include <string.h>

#include "holdtrace/arena.h"

size_t ht_sorted_place(const void *records, size_t count, size_t size, const char *key, bool *found) {
    size_t low = 0, high = count;
    *found = false;
    while (low < high && !*found) {
        size_t middle = low + (high - low) / 2;
        const char *const *there = (const void *)((const char *)records + middle * size);
        int order = strcmp(*there, key);
        *found = order == 0;
        low = order < 0 ? middle + 1 : order == 0 ? middle : low;
        high = order > 0 ? middle : high;
    }
    return low;
}

const char *ht_pairs_get(const struct ht_pairs *pairs, const char *key) {
    bool found = false;
    if (pairs == NULL || pairs->count == 0)
        return NULL;
    size_t at = ht_sorted_place(pairs->items, pairs->count, sizeof *pairs->items, key, &found);
    return found ? pairs->items[at].value : NULL;
}

void ht_pairs_put(struct ht_arena *arena, struct ht_pairs *pairs, const char *key, const char *value) {
    bool found = false;
    size_t at = ht_sorted_place(pairs->items, pairs->count, sizeof *pairs->items, key, &found);
    struct ht_pair *items = ht_arena_grow(arena, pairs->items, pairs->count, &pairs->capacity, sizeof *items);
    if (!found) {
        memmove(items + at + 1, items + at, (pairs->count - at) * sizeof *items);
        items[at].key = ht_arena_string(arena, key);
        pairs->count++;
    }
    items[at].value = ht_arena_string(arena, value);
    pairs->items = items;
}
