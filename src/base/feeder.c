// SPDX-License-Identifier: GPL-3.0-or-later
// A ring of pieces between two threads: see feeder.h.
#include "base/feeder.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/thread.h"

enum { PIECE = 512 * 1024, PIECES = 4 };

struct piece {
    unsigned char *bytes;
    size_t used, room;
    bool full;
};

struct feeder {
    feeder_empty *empty;
    void *context;
    struct piece pieces[PIECES];
    size_t filling, emptying;
    bool threaded, ended;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
};

static void *work(void *context) {
    struct feeder *f = context;
    pthread_mutex_lock(&f->lock);
    for (;;) {
        struct piece *piece = &f->pieces[f->emptying];
        while (!piece->full && !f->ended)
            pthread_cond_wait(&f->changed, &f->lock);
        if (!piece->full)
            break;
        pthread_mutex_unlock(&f->lock);
        f->empty(f->context, piece->bytes, piece->used);
        pthread_mutex_lock(&f->lock);
        piece->used = 0;
        piece->full = false;
        f->emptying = (f->emptying + 1) % PIECES;
        pthread_cond_broadcast(&f->changed);
    }
    pthread_mutex_unlock(&f->lock);
    return NULL;
}

struct feeder *feeder_new(feeder_empty *empty, void *context) {
    struct feeder *f = ht_heap_alloc(sizeof *f);
    f->empty = empty;
    f->context = context;
    pthread_mutex_init(&f->lock, NULL);
    pthread_cond_init(&f->changed, NULL);
    return f;
}

static void empty_here(struct feeder *f) {
    struct piece *piece = &f->pieces[f->filling];
    if (piece->used)
        f->empty(f->context, piece->bytes, piece->used);
    piece->used = 0;
}

// Hands the piece that is being filled to the thread, and waits until there is another to fill.
static void hand_over(struct feeder *f) {
    struct piece *piece = &f->pieces[f->filling];
    // The thread begins with the first full piece: a small build needs none.
    if (!f->threaded)
        f->threaded = thread_start(&f->thread, NULL, work, f);
    if (!f->threaded) {
        empty_here(f);
        return;
    }
    pthread_mutex_lock(&f->lock);
    piece->full = true;
    pthread_cond_broadcast(&f->changed);
    f->filling = (f->filling + 1) % PIECES;
    while (f->pieces[f->filling].full)
        pthread_cond_wait(&f->changed, &f->lock);
    pthread_mutex_unlock(&f->lock);
}

unsigned char *feeder_room(struct feeder *f, size_t len) {
    struct piece *piece = &f->pieces[f->filling];
    if (piece->used && piece->used + len > PIECE) {
        hand_over(f);
        piece = &f->pieces[f->filling];
    }
    if (piece->used + len > piece->room) {
        piece->room = len > PIECE ? len : PIECE;
        piece->bytes = ht_heap_resize(piece->bytes, piece->room);
    }
    piece->used += len;
    return piece->bytes + piece->used - len;
}

void feeder_drain(struct feeder *f) {
    if (!f->threaded) {
        empty_here(f);
        return;
    }
    if (f->pieces[f->filling].used)
        hand_over(f);
    pthread_mutex_lock(&f->lock);
    while (f->pieces[f->emptying].full)
        pthread_cond_wait(&f->changed, &f->lock);
    pthread_mutex_unlock(&f->lock);
}

void feeder_end(struct feeder *f) {
    if (f->threaded) {
        hand_over(f);
        pthread_mutex_lock(&f->lock);
        f->ended = true;
        pthread_cond_broadcast(&f->changed);
        pthread_mutex_unlock(&f->lock);
        pthread_join(f->thread, NULL);
        f->threaded = f->ended = false;
        f->filling = f->emptying = 0;
    } else {
        empty_here(f);
    }
}

void feeder_free(struct feeder *f) {
    if (!f)
        return;
    feeder_end(f);
    for (size_t i = 0; i < PIECES; i++)
        free(f->pieces[i].bytes);
    pthread_mutex_destroy(&f->lock);
    pthread_cond_destroy(&f->changed);
    free(f);
}
