// SPDX-License-Identifier: GPL-3.0-or-later
// Open addressing with linear probing; at most three quarters full. See keyed.h.
#include "base/keyed.h"

#include <assert.h>

#include "holdtrace/arena.h"

// The slot that holds KEY, or the free one where it belongs.
static struct keyed_slot *slot_of(const struct keyed *table, int64_t key) {
    uint64_t hash = (uint64_t)key * UINT64_C(0x9E3779B97F4A7C15);
    size_t at = (size_t)(hash >> 32) & (table->capacity - 1);
    while (table->slots[at].key && table->slots[at].key != key)
        at = (at + 1) & (table->capacity - 1);
    return &table->slots[at];
}

void *keyed_get(const struct keyed *table, int64_t key) {
    return table->capacity ? slot_of(table, key)->value : NULL;
}

static void grow(struct keyed *table, struct ht_arena *arena) {
    struct keyed old = *table;
    table->capacity = old.capacity ? old.capacity * 2 : 64;
    table->slots = ht_arena_array(arena, table->capacity, sizeof *table->slots);
    for (size_t i = 0; i < old.capacity; i++)
        if (old.slots[i].key)
            *slot_of(table, old.slots[i].key) = old.slots[i];
    ht_arena_outgrown(arena, old.slots);
}

void keyed_put(struct keyed *table, struct ht_arena *arena, int64_t key, void *value) {
    assert(key != 0);
    if (table->count * 4 >= table->capacity * 3)
        grow(table, arena);
    struct keyed_slot *slot = slot_of(table, key);
    table->count += slot->key == 0;
    *slot = (struct keyed_slot){key, value};
}
