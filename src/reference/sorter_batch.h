// SPDX-License-Identifier: GPL-3.0-or-later
// Records in memory, sorted there: what a sorter (sorter.h) writes out as one run.
#ifndef HOLDTRACE_REFERENCE_SORTER_BATCH_H
#define HOLDTRACE_REFERENCE_SORTER_BATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "reference/heads.h"

// Zero-initialised but for `room` is empty. Memory is taken when the first record comes.
struct batch {
    unsigned char *bytes;
    size_t used, room;
    // Of each record: its first eight bytes, so that most comparisons touch nothing else, and where it lies in
    // `bytes`.
    struct headed *items, *other; // other: room for sorting
    size_t count, items_room;
};

uint64_t batch_head(const unsigned char *bytes, size_t len);

// As memcmp, a shorter one before what it begins.
int batch_compare(const unsigned char *a, size_t a_len, const unsigned char *b, size_t b_len);

// Whether a record of LEN bytes still fits in.
bool batch_has_room(const struct batch *batch, size_t len);
void batch_add(struct batch *batch, const void *record, size_t len);
void batch_sort(struct batch *batch);

// Asks for the record that will be wanted some records after number I of a batch that is sorted: they lie anywhere in
// memory, and waiting for each would take longer than all else.
static inline void batch_ask_ahead(const struct batch *batch, size_t i) {
    enum { AHEAD = 16 };
    if (i + AHEAD >= batch->count)
        return;
    const struct headed *item = &batch->items[i + AHEAD];
    __builtin_prefetch(batch->bytes + item->at);
    __builtin_prefetch(batch->bytes + item->at + item->len - 1);
}
void batch_free(struct batch *batch);

#endif
