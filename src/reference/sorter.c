// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Batches that are sorted in memory, and where they are too many, written out as runs and merged: see sorter.h. A
 * full batch is sorted and written in a thread of its own while the next is filled.
 */
#include "reference/sorter.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/thread.h"
#include "reference/merge.h"
#include "reference/sorter_batch.h"

struct sorter {
    struct scratch file; // the thread's while it works
    struct batch batches[2];
    size_t filling;
    struct run *runs;
    size_t run_count, runs_room;
    pthread_t thread;
    bool working;
    bool reading;
    size_t at;           // in the one batch there is
    struct merge *merge; // when there are more
};

struct sorter *sorter_new(const char *beside, size_t memory) {
    struct sorter *s = ht_heap_alloc(sizeof *s);
    for (size_t i = 0; i < 2; i++)
        s->batches[i].room = memory / 2 < UINT32_MAX / 2 ? memory / 2 : UINT32_MAX / 2;
    s->file = scratch_beside(beside);
    return s;
}

static void join(struct sorter *s) {
    if (s->working)
        pthread_join(s->thread, NULL);
    s->working = false;
}

void sorter_free(struct sorter *s) {
    if (!s)
        return;
    join(s);
    merge_free(s->merge);
    scratch_close(&s->file);
    batch_free(&s->batches[0]);
    batch_free(&s->batches[1]);
    free(s->runs);
    free(s);
}

// Sorts the batch that is not being filled and writes it as a run.
static void *write_run(void *context) {
    struct sorter *s = context;
    struct batch *batch = &s->batches[1 - s->filling];
    if (s->run_count == s->runs_room) {
        s->runs_room = s->runs_room * 2 + 8;
        s->runs = ht_heap_resize(s->runs, s->runs_room * sizeof *s->runs);
    }
    struct run *run = &s->runs[s->run_count++];
    batch_sort(batch);
    run->start = s->file.size;
    for (size_t i = 0; i < batch->count; i++) {
        uint32_t len = batch->items[i].len;
        batch_ask_ahead(batch, i);
        scratch_write(&s->file, &len, sizeof len);
        scratch_write(&s->file, batch->bytes + batch->items[i].at, len);
    }
    run->end = s->file.size;
    batch->count = batch->used = 0;
    return NULL;
}

// Has the full batch written; the other one, which is written by now, is filled next.
static void turn(struct sorter *s) {
    join(s);
    s->filling = 1 - s->filling;
    s->working = thread_start(&s->thread, NULL, write_run, s);
    if (!s->working)
        write_run(s);
}

void sorter_add(struct sorter *s, const void *record, size_t len) {
    if (!batch_has_room(&s->batches[s->filling], len))
        turn(s);
    batch_add(&s->batches[s->filling], record, len);
}

static void begin_reading(struct sorter *s) {
    s->reading = true;
    if (!s->working && !s->run_count) {
        batch_sort(&s->batches[s->filling]);
        return;
    }
    if (s->batches[s->filling].count)
        turn(s);
    join(s);
    scratch_flush(&s->file);
    batch_free(&s->batches[0]);
    batch_free(&s->batches[1]);
    s->merge = merge_new(&s->file, s->runs, s->run_count);
}

const unsigned char *sorter_next(struct sorter *s, size_t *len) {
    if (!s->reading)
        begin_reading(s);
    if (s->merge)
        return merge_next(s->merge, len);
    const struct batch *batch = &s->batches[s->filling];
    if (s->at >= batch->count)
        return NULL;
    batch_ask_ahead(batch, s->at);
    const struct headed *item = &batch->items[s->at++];
    *len = item->len;
    return batch->bytes + item->at;
}

enum ht_status sorter_status(struct sorter *s, struct ht_error *err) {
    join(s);
    merge_free(s->merge);
    s->merge = NULL;
    return scratch_status(&s->file, err);
}
