// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Blocks of one kind that were read, kept as far as they fit, and where each begins. A run that looks up more than a
 * few hundred things in no order comes back to the same blocks again and again; a short run never makes a shelf.
 */
#ifndef HOLDTRACE_REFERENCE_SHELF_H
#define HOLDTRACE_REFERENCE_SHELF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct shelved {
    int64_t key;         // of its row
    int64_t entity;      // of a block of securities
    size_t first;        // of a block of keys: where its first key stands in `texts`
    unsigned char *data; // NULL: not at hand
    size_t size;
};

struct shelf {
    struct shelved *blocks; // in their order
    size_t count, capacity;
    char *texts;
    size_t texts_len, texts_room;
    size_t held;    // bytes at hand
    unsigned asked; // before there was a shelf
};

// Whether it is time for a shelf, after one more question that was asked without.
bool shelf_is_due(struct shelf *shelf);

// Adds a block behind the others; FIRST may be NULL.
void shelf_add(struct shelf *shelf, int64_t key, int64_t entity, const char *first);

// The last block whose first key is not behind TEXT, or whose key is not above KEY; NULL when there is none.
struct shelved *shelf_by_text(const struct shelf *shelf, const char *text);
struct shelved *shelf_by_key(const struct shelf *shelf, int64_t key);

// Keeps a copy of DATA as BLOCK's. Others may go.
void shelf_keep(struct shelf *shelf, struct shelved *block, const void *data, size_t size);

void shelf_free(struct shelf *shelf);

#endif
