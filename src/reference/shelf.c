// SPDX-License-Identifier: GPL-3.0-or-later
// Blocks at hand: see shelf.h.
#include "reference/shelf.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { DUE_AFTER = 400, MOST_HELD = 12 * 1024 * 1024 };

bool shelf_is_due(struct shelf *shelf) {
    return shelf->asked++ == DUE_AFTER;
}

static size_t add_text(struct shelf *shelf, const char *text) {
    size_t len = strlen(text) + 1, at = shelf->texts_len;
    if (at + len > shelf->texts_room) {
        shelf->texts_room = shelf->texts_room * 2 + len + 1024;
        shelf->texts = ht_heap_resize(shelf->texts, shelf->texts_room);
    }
    memcpy(shelf->texts + at, text, len);
    shelf->texts_len += len;
    return at;
}

void shelf_add(struct shelf *shelf, int64_t key, int64_t entity, const char *first) {
    if (shelf->count == shelf->capacity) {
        shelf->capacity = shelf->capacity * 2 + 256;
        shelf->blocks = ht_heap_resize(shelf->blocks, shelf->capacity * sizeof *shelf->blocks);
    }
    shelf->blocks[shelf->count++] =
        (struct shelved){.key = key, .entity = entity, .first = first ? add_text(shelf, first) : 0};
}

struct shelved *shelf_by_text(const struct shelf *shelf, const char *text) {
    size_t low = 0, high = shelf->count; // blocks before low begin at or before TEXT, those from high on behind it
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(shelf->texts + shelf->blocks[middle].first, text) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? &shelf->blocks[low - 1] : NULL;
}

struct shelved *shelf_by_key(const struct shelf *shelf, int64_t key) {
    size_t low = 0, high = shelf->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (shelf->blocks[middle].key <= key)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? &shelf->blocks[low - 1] : NULL;
}

static void clear(struct shelf *shelf) {
    for (size_t i = 0; i < shelf->count; i++) {
        free(shelf->blocks[i].data);
        shelf->blocks[i].data = NULL;
    }
    shelf->held = 0;
}

void shelf_keep(struct shelf *shelf, struct shelved *block, const void *data, size_t size) {
    if (shelf->held + size > MOST_HELD)
        clear(shelf);
    block->data = ht_heap_resize(NULL, size + 1);
    if (size)
        memcpy(block->data, data, size);
    block->size = size;
    shelf->held += size;
}

void shelf_free(struct shelf *shelf) {
    clear(shelf);
    free(shelf->blocks);
    free(shelf->texts);
}
