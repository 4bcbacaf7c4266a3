// SPDX-License-Identifier: GPL-3.0-or-later
// Open addressing over one growing piece of bytes: see texts.h.
#include "reference/texts.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static uint32_t hash_of(const char *text, size_t len) {
    uint64_t hash = len;
    for (; len >= 8; text += 8, len -= 8) {
        uint64_t piece;
        memcpy(&piece, text, 8);
        hash = (hash ^ piece) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 29;
    }
    uint64_t rest = 0;
    memcpy(&rest, text, len);
    hash = (hash ^ rest) * UINT64_C(0xBF58476D1CE4E5B9);
    return (uint32_t)(hash ^ hash >> 32);
}

// The slot that holds TEXT, or the free one where they belong.
static struct texts_slot *slot_of(const struct texts *texts, const char *text, uint32_t hash) {
    size_t at = hash & (texts->capacity - 1);
    for (; texts->slots[at].place; at = (at + 1) & (texts->capacity - 1))
        if (texts->slots[at].hash == hash &&
            strcmp(texts->bytes + texts->starts[texts->slots[at].place - 1], text) == 0)
            break;
    return &texts->slots[at];
}

uint32_t texts_find(const struct texts *texts, const char *text) {
    if (!texts->capacity)
        return TEXTS_NONE;
    size_t len = strlen(text);
    const struct texts_slot *slot = slot_of(texts, text, hash_of(text, len));
    return slot->place ? slot->place - 1 : TEXTS_NONE;
}

static void grow_slots(struct texts *texts) {
    struct texts_slot *old = texts->slots;
    size_t count = texts->capacity;
    texts->capacity = count ? count * 2 : 1024;
    texts->slots = ht_heap_alloc(texts->capacity * sizeof *texts->slots);
    for (size_t i = 0; i < count; i++) {
        size_t at = old[i].hash & (texts->capacity - 1);
        if (!old[i].place)
            continue;
        while (texts->slots[at].place)
            at = (at + 1) & (texts->capacity - 1);
        texts->slots[at] = old[i];
    }
    free(old);
}

static void append(struct texts *texts, const char *text, size_t len) {
    if (texts->used + len + 1 > texts->room) {
        texts->room = texts->room * 2 + len + 4096;
        texts->bytes = ht_heap_resize(texts->bytes, texts->room);
    }
    if (texts->count == texts->starts_room) {
        texts->starts_room = texts->starts_room * 2 + 512;
        texts->starts = ht_heap_resize(texts->starts, texts->starts_room * sizeof *texts->starts);
    }
    texts->starts[texts->count++] = texts->used;
    memcpy(texts->bytes + texts->used, text, len + 1);
    texts->used += len + 1;
}

uint32_t texts_add(struct texts *texts, const char *text) {
    if (texts->count * 2 >= texts->capacity)
        grow_slots(texts);
    size_t len = strlen(text);
    uint32_t hash = hash_of(text, len);
    struct texts_slot *slot = slot_of(texts, text, hash);
    if (!slot->place) {
        append(texts, text, len);
        *slot = (struct texts_slot){hash, (uint32_t)texts->count};
    }
    return slot->place - 1;
}

const char *texts_at(const struct texts *texts, uint32_t number) {
    return texts->bytes + texts->starts[number];
}

void texts_free(struct texts *texts) {
    free(texts->bytes);
    free(texts->starts);
    free(texts->slots);
    *texts = (struct texts){0};
}
