// SPDX-License-Identifier: GPL-3.0-or-later
// Open addressing over an array of entries kept in order of insertion.
#include "holdtrace/map.h"

#include <stdint.h>
#include <string.h>

#include "holdtrace/arena.h"

struct entry {
    const char *key;
    void *value;
    uint64_t hash;
};

struct ht_map {
    struct ht_arena *arena;
    struct entry *entries;
    size_t count, capacity;
    uint32_t *slots;   // index into entries plus one; 0 is free
    size_t slot_count; // a power of two
};

// FNV-1a, 64 bits.
static uint64_t hash_of(const char *key) {
    uint64_t hash = 14695981039346656037u;
    for (; *key; key++)
        hash = (hash ^ (unsigned char)*key) * 1099511628211u;
    return hash;
}

struct ht_map *ht_map_new(struct ht_arena *arena) {
    struct ht_map *map = ht_arena_alloc(arena, sizeof *map);
    map->arena = arena;
    map->slot_count = 16;
    map->slots = ht_arena_array(arena, map->slot_count, sizeof *map->slots);
    return map;
}

// The slot that holds KEY, or the free one where it belongs.
static size_t slot_of(const struct ht_map *map, const char *key, uint64_t hash) {
    size_t slot = hash & (map->slot_count - 1);
    while (map->slots[slot]) {
        const struct entry *entry = &map->entries[map->slots[slot] - 1];
        if (entry->hash == hash && strcmp(entry->key, key) == 0)
            break;
        slot = (slot + 1) & (map->slot_count - 1);
    }
    return slot;
}

void *ht_map_get(const struct ht_map *map, const char *key) {
    size_t slot = slot_of(map, key, hash_of(key));
    return map->slots[slot] ? map->entries[map->slots[slot] - 1].value : NULL;
}

static void enlarge(struct ht_map *map) {
    map->slot_count *= 2;
    map->slots = ht_arena_array(map->arena, map->slot_count, sizeof *map->slots);
    for (size_t i = 0; i < map->count; i++)
        map->slots[slot_of(map, map->entries[i].key, map->entries[i].hash)] = (uint32_t)i + 1;
}

void ht_map_put(struct ht_map *map, const char *key, void *value) {
    uint64_t hash = hash_of(key);
    size_t slot = slot_of(map, key, hash);
    if (map->slots[slot]) {
        map->entries[map->slots[slot] - 1].value = value;
        return;
    }
    map->entries = ht_arena_grow(map->arena, map->entries, map->count, &map->capacity, sizeof *map->entries);
    map->entries[map->count++] = (struct entry){ht_arena_string(map->arena, key), value, hash};
    map->slots[slot] = (uint32_t)map->count;
    if (map->count * 2 > map->slot_count)
        enlarge(map);
}

size_t ht_map_count(const struct ht_map *map) {
    return map->count;
}

const char *ht_map_key_at(const struct ht_map *map, size_t index) {
    return map->entries[index].key;
}

void *ht_map_value_at(const struct ht_map *map, size_t index) {
    return map->entries[index].value;
}
