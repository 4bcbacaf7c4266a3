// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Digests of rows, taken by a second thread: see digests.h. They are spread evenly, so that they are kept by their
 * first byte, each heap of which is sorted by itself in the end. Merging sorted runs takes twice the time.
 */
#include "reference/digests.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/feeder.h"
#include "base/memory.h"
#include "base/thread.h"
#include "reference/scratch.h"
#include "reference/sorter_batch.h"

enum { HEAPS = 256, CHUNK = 8192 };

struct digests {
    struct feeder *feeder; // of rows, each with its length before it
    // The thread's, while it works.
    unsigned char (*chunks)[CHUNK]; // what of each heap is not written out yet
    size_t used[HEAPS];             // of its chunk
    struct scratch file;            // of full chunks
    unsigned char *heap_of;         // of each chunk in the file
    size_t written, room;           // chunks
    size_t written_of[HEAPS];
    // Of the end.
    pthread_t thread;
    bool threaded, finished;
    char text[HT_SHA256_TEXT];
};

static void write_chunk(struct digests *d, unsigned heap) {
    if (d->written == d->room) {
        d->room = d->room * 2 + 256;
        d->heap_of = ht_heap_resize(d->heap_of, d->room);
    }
    scratch_write(&d->file, d->chunks[heap], CHUNK);
    d->heap_of[d->written++] = (unsigned char)heap;
    d->written_of[heap]++;
    d->used[heap] = 0;
}

static void empty(void *context, const unsigned char *records, size_t size) {
    struct digests *d = context;
    unsigned char digest[HT_SHA256_BYTES];
    for (size_t at = 0; at < size;) {
        uint32_t len;
        memcpy(&len, records + at, sizeof len);
        ht_sha256_bytes(records + at + sizeof len, len, digest);
        unsigned heap = digest[0];
        memcpy(d->chunks[heap] + d->used[heap], digest, sizeof digest);
        d->used[heap] += sizeof digest;
        if (d->used[heap] == CHUNK)
            write_chunk(d, heap);
        at += sizeof len + len;
    }
}

struct digests *digests_new(const char *beside) {
    struct digests *d = ht_heap_alloc(sizeof *d);
    d->chunks = ht_heap_resize(NULL, HEAPS * sizeof *d->chunks);
    d->file = scratch_beside(beside);
    d->feeder = feeder_new(empty, d);
    return d;
}

void digests_add(struct digests *d, const char *kind, const void *row, size_t len) {
    size_t before = strlen(kind);
    uint32_t size = (uint32_t)(before + len);
    unsigned char *room = feeder_room(d->feeder, sizeof size + size);
    memcpy(room, &size, sizeof size);
    memcpy(room + sizeof size, kind, before);
    memcpy(room + sizeof size + before, row, len);
}

static void gather(struct batch *batch, const unsigned char *digests, size_t len) {
    for (size_t at = 0; at < len; at += HT_SHA256_BYTES)
        batch_add(batch, digests + at, HT_SHA256_BYTES);
}

// All digests of HEAP, whose chunks are CHUNKS in the file, into BATCH.
static void gather_heap(struct digests *d, unsigned heap, const uint32_t *chunks, struct batch *batch) {
    unsigned char chunk[CHUNK];
    batch->count = batch->used = 0;
    for (size_t i = 0; i < d->written_of[heap]; i++)
        if (scratch_read(&d->file, (off_t)chunks[i] * CHUNK, chunk, CHUNK))
            gather(batch, chunk, CHUNK);
    gather(batch, d->chunks[heap], d->used[heap]);
}

// The chunks of the file by heap; STARTS: where those of each begin.
static uint32_t *by_heap(const struct digests *d, size_t starts[HEAPS]) {
    uint32_t *chunks = ht_heap_resize(NULL, d->written * sizeof *chunks);
    size_t next[HEAPS], sum = 0;
    for (unsigned heap = 0; heap < HEAPS; heap++) {
        starts[heap] = next[heap] = sum;
        sum += d->written_of[heap];
    }
    for (size_t i = 0; i < d->written; i++)
        chunks[next[d->heap_of[i]]++] = (uint32_t)i;
    return chunks;
}

static void *hash_all(void *context) {
    struct digests *d = context;
    struct ht_sha256 *all = ht_sha256_begin();
    size_t starts[HEAPS], most = 0;
    scratch_flush(&d->file);
    uint32_t *chunks = by_heap(d, starts);
    for (unsigned heap = 0; heap < HEAPS; heap++)
        most = d->written_of[heap] > most ? d->written_of[heap] : most;
    struct batch batch = {.room = (most + 1) * CHUNK};
    for (unsigned heap = 0; heap < HEAPS; heap++) {
        gather_heap(d, heap, chunks + starts[heap], &batch);
        batch_sort(&batch);
        for (size_t i = 0; i < batch.count; i++)
            ht_sha256_add(all, batch.bytes + batch.items[i].at, HT_SHA256_BYTES);
    }
    ht_sha256_end(all, d->text);
    batch_free(&batch);
    free(chunks);
    return NULL;
}

void digests_finish(struct digests *d) {
    feeder_end(d->feeder);
    d->finished = true;
    d->threaded = thread_start(&d->thread, NULL, hash_all, d);
    if (!d->threaded)
        hash_all(d);
}

static void join(struct digests *d) {
    if (d->threaded)
        pthread_join(d->thread, NULL);
    d->threaded = false;
}

enum ht_status digests_end(struct digests *d, char text[HT_SHA256_TEXT], struct ht_error *err) {
    if (!d->finished)
        digests_finish(d);
    join(d);
    memcpy(text, d->text, sizeof d->text);
    return scratch_status(&d->file, err);
}

void digests_free(struct digests *d) {
    if (!d)
        return;
    feeder_free(d->feeder);
    join(d);
    scratch_close(&d->file);
    free(d->chunks);
    free(d->heap_of);
    free(d);
}
