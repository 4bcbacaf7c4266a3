// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Rows are gathered in pieces, a second thread takes the digests of a piece while the next is gathered, and a sorter
 * orders the digests: see digests.h. Without a second thread (none can be had) the same is done at once.
 */
#include "reference/digests.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "reference/sorter.h"

enum { PIECE = 512 * 1024, PIECES = 4, SORT_MEMORY = 24 * 1024 * 1024 };

struct piece {
    unsigned char *bytes; // rows, each with its length before it
    size_t used, room;
    bool full;
};

struct digests {
    struct sorter *sorter; // the thread's alone until it has ended
    struct piece pieces[PIECES];
    size_t filling, emptying;
    bool threaded, ended;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
};

static void empty(struct digests *d, struct piece *piece) {
    unsigned char digest[HT_SHA256_BYTES];
    for (size_t at = 0; at < piece->used;) {
        uint32_t len;
        memcpy(&len, piece->bytes + at, sizeof len);
        ht_sha256_bytes(piece->bytes + at + sizeof len, len, digest);
        sorter_add(d->sorter, digest, sizeof digest);
        at += sizeof len + len;
    }
    piece->used = 0;
}

static void *work(void *context) {
    struct digests *d = context;
    pthread_mutex_lock(&d->lock);
    for (;;) {
        struct piece *piece = &d->pieces[d->emptying];
        while (!piece->full && !d->ended)
            pthread_cond_wait(&d->changed, &d->lock);
        if (!piece->full)
            break;
        pthread_mutex_unlock(&d->lock);
        empty(d, piece);
        pthread_mutex_lock(&d->lock);
        piece->full = false;
        d->emptying = (d->emptying + 1) % PIECES;
        pthread_cond_broadcast(&d->changed);
    }
    pthread_mutex_unlock(&d->lock);
    return NULL;
}

struct digests *digests_new(const char *beside) {
    struct digests *d = ht_heap_alloc(sizeof *d);
    d->sorter = sorter_new(beside, SORT_MEMORY);
    pthread_mutex_init(&d->lock, NULL);
    pthread_cond_init(&d->changed, NULL);
    d->threaded = pthread_create(&d->thread, NULL, work, d) == 0;
    return d;
}

// Hands the piece that is being filled to the thread, and waits until there is another to fill.
static void hand_over(struct digests *d) {
    struct piece *piece = &d->pieces[d->filling];
    if (!d->threaded) {
        empty(d, piece);
        return;
    }
    pthread_mutex_lock(&d->lock);
    piece->full = true;
    pthread_cond_broadcast(&d->changed);
    d->filling = (d->filling + 1) % PIECES;
    while (d->pieces[d->filling].full)
        pthread_cond_wait(&d->changed, &d->lock);
    pthread_mutex_unlock(&d->lock);
}

void digests_add(struct digests *d, const void *row, size_t len) {
    struct piece *piece = &d->pieces[d->filling];
    uint32_t size = (uint32_t)len;
    if (piece->used && piece->used + sizeof size + len > PIECE) {
        hand_over(d);
        piece = &d->pieces[d->filling];
    }
    if (piece->used + sizeof size + len > piece->room) {
        piece->room = sizeof size + len > PIECE ? sizeof size + len : PIECE;
        piece->bytes = ht_heap_resize(piece->bytes, piece->room);
    }
    memcpy(piece->bytes + piece->used, &size, sizeof size);
    memcpy(piece->bytes + piece->used + sizeof size, row, len);
    piece->used += sizeof size + len;
}

static void end_thread(struct digests *d) {
    if (!d->threaded)
        return;
    pthread_mutex_lock(&d->lock);
    d->ended = true;
    pthread_cond_broadcast(&d->changed);
    pthread_mutex_unlock(&d->lock);
    pthread_join(d->thread, NULL);
    d->threaded = false;
}

enum ht_status digests_end(struct digests *d, char text[HT_SHA256_TEXT], struct ht_error *err) {
    hand_over(d);
    end_thread(d);
    struct ht_sha256 *all = ht_sha256_begin();
    const unsigned char *digest;
    for (size_t len; (digest = sorter_next(d->sorter, &len)) != NULL;)
        ht_sha256_add(all, digest, len);
    ht_sha256_end(all, text);
    return sorter_status(d->sorter, err);
}

void digests_free(struct digests *d) {
    if (!d)
        return;
    end_thread(d);
    for (size_t i = 0; i < PIECES; i++)
        free(d->pieces[i].bytes);
    sorter_free(d->sorter);
    pthread_mutex_destroy(&d->lock);
    pthread_cond_destroy(&d->changed);
    free(d);
}
