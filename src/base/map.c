// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Open addressing over an array of entries kept in order of insertion. Most maps of a scan are of one issuer's owners
 * and hold a handful: up to SEARCHED entries are looked through one by one, and cost no table.
 */
#include "holdtrace/map.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/auxv.h>

#include "holdtrace/arena.h"

enum { FIRST_ENTRIES = 2, SEARCHED = 8, FIRST_SLOTS = 32 };

struct entry {
    const char *key;
    void *value;
    uint64_t hash;
};

struct ht_map {
    struct ht_arena *arena;
    struct entry *entries;
    size_t count, capacity;
    uint32_t *slots;   // index into entries plus one; 0 is free. NULL: few entries
    size_t slot_count; // a power of two
};

// Of the sixteen bytes that the system makes up for each process, eight; 1 where it makes up none.
static uint64_t seed(void) {
    static atomic_uint_fast64_t known; // the same, whoever writes it
    uint64_t number = atomic_load_explicit(&known, memory_order_relaxed);
    if (number != 0)
        return number;
    const void *random = (const void *)getauxval(AT_RANDOM); // NOLINT(performance-no-int-to-ptr)
    if (random)
        memcpy(&number, random, sizeof number);
    number |= 1;
    atomic_store_explicit(&known, number, memory_order_relaxed);
    return number;
}

// Both halves of a product: each bit of A and B has its part in many bits of it.
static uint64_t folded_product(uint64_t a, uint64_t b) {
    __extension__ unsigned __int128 product = a;
    product *= b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/*
 * Eight bytes at a time, by the multiplication that is folded of wyhash (https://github.com/wangyi-fudan/wyhash).
 * With a number that differs from run to run: a file cannot be made up whose names all fall into one slot.
 */
static uint64_t hash_of(const char *key) {
    static const uint64_t odd = 0x9E3779B97F4A7C15, other = 0xD6E8FEB86659FD93;
    size_t len = strlen(key);
    uint64_t hash = folded_product(len ^ seed(), odd), word;
    for (; len >= sizeof word; len -= sizeof word, key += sizeof word) {
        memcpy(&word, key, sizeof word);
        hash = folded_product(hash ^ word, odd);
    }
    word = 0;
    memcpy(&word, key, len);
    return folded_product(hash ^ word, other);
}

struct ht_map *ht_map_new(struct ht_arena *arena) {
    struct ht_map *map = ht_arena_alloc(arena, sizeof *map);
    map->arena = arena;
    return map;
}

static bool is_entry(const struct entry *entry, const char *key, uint64_t hash) {
    return entry->hash == hash && strcmp(entry->key, key) == 0;
}

// The slot that holds KEY, or the free one where it belongs.
static size_t slot_of(const struct ht_map *map, const char *key, uint64_t hash) {
    size_t slot = hash & (map->slot_count - 1);
    while (map->slots[slot] && !is_entry(&map->entries[map->slots[slot] - 1], key, hash))
        slot = (slot + 1) & (map->slot_count - 1);
    return slot;
}

static struct entry *find(const struct ht_map *map, const char *key, uint64_t hash) {
    if (map->slots) {
        size_t slot = slot_of(map, key, hash);
        return map->slots[slot] ? &map->entries[map->slots[slot] - 1] : NULL;
    }
    for (size_t i = 0; i < map->count; i++)
        if (is_entry(&map->entries[i], key, hash))
            return &map->entries[i];
    return NULL;
}

void *ht_map_get(const struct ht_map *map, const char *key) {
    const struct entry *entry = map->count ? find(map, key, hash_of(key)) : NULL;
    return entry ? entry->value : NULL;
}

static void spread(struct ht_map *map) {
    uint32_t *outgrown = map->slots;
    map->slot_count = map->slots ? map->slot_count * 2 : FIRST_SLOTS;
    map->slots = ht_arena_array(map->arena, map->slot_count, sizeof *map->slots);
    for (size_t i = 0; i < map->count; i++)
        map->slots[slot_of(map, map->entries[i].key, map->entries[i].hash)] = (uint32_t)i + 1;
    ht_arena_outgrown(map->arena, outgrown);
}

static void append(struct ht_map *map, struct entry entry) {
    if (map->count == map->capacity) {
        size_t larger = map->capacity ? map->capacity * 2 : FIRST_ENTRIES;
        struct entry *entries = ht_arena_array(map->arena, larger, sizeof *entries);
        if (map->count)
            memcpy(entries, map->entries, map->count * sizeof *entries);
        ht_arena_outgrown(map->arena, map->entries);
        map->entries = entries;
        map->capacity = larger;
    }
    map->entries[map->count++] = entry;
    if (map->slots && map->count * 2 <= map->slot_count)
        map->slots[slot_of(map, entry.key, entry.hash)] = (uint32_t)map->count;
    else if (map->slots || map->count > SEARCHED)
        spread(map);
}

void ht_map_put(struct ht_map *map, const char *key, void *value) {
    uint64_t hash = hash_of(key);
    struct entry *entry = find(map, key, hash);
    if (entry)
        entry->value = value;
    else
        append(map, (struct entry){ht_arena_string(map->arena, key), value, hash});
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
