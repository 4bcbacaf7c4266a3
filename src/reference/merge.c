// SPDX-License-Identifier: GPL-3.0-or-later
// A heap of runs, and a ring of pieces of what comes out of it: see merge.h.
#include "reference/merge.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/thread.h"
#include "reference/sorter_batch.h"

enum { PIECE = 256 * 1024, PIECES = 4 };

// A run that is read in pieces.
struct source {
    off_t next, end; // what of the file is not read yet
    unsigned char *piece;
    size_t used, len, room;
    const unsigned char *record; // the current one
    size_t record_len;
    uint64_t head;
};

// Records in order, each with its length before it.
struct piece {
    unsigned char *bytes;
    size_t used, room;
    bool full;
};

struct merge {
    struct scratch *file;
    struct source *sources;
    size_t count;
    size_t *heap; // of sources, the least on top
    size_t heap_count;
    struct piece pieces[PIECES];
    size_t filling, taking, at; // at: in the piece that is being taken
    bool threaded, ended, stopped;
    bool begun; // a piece is being taken
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
};

// Makes at least LEN bytes of the run stand in its piece; false at its end.
static bool fill(struct merge *m, struct source *run, size_t len) {
    if (run->len - run->used >= len)
        return true;
    if (run->len - run->used + (size_t)(run->end - run->next) < len)
        return false;
    if (run->len > run->used)
        memmove(run->piece, run->piece + run->used, run->len - run->used);
    run->len -= run->used;
    run->used = 0;
    if (len > run->room) {
        run->room = len > PIECE ? len : PIECE;
        run->piece = ht_heap_resize(run->piece, run->room);
    }
    size_t more = run->room - run->len;
    if ((off_t)more > run->end - run->next)
        more = (size_t)(run->end - run->next);
    if (!scratch_read(m->file, run->next, run->piece + run->len, more))
        return false;
    run->next += (off_t)more;
    run->len += more;
    return true;
}

static bool next_of_run(struct merge *m, struct source *run) {
    uint32_t len;
    if (!fill(m, run, sizeof len))
        return false;
    memcpy(&len, run->piece + run->used, sizeof len);
    if (!fill(m, run, sizeof len + len))
        return false;
    run->record = run->piece + run->used + sizeof len;
    run->record_len = len;
    run->head = batch_head(run->record, len);
    run->used += sizeof len + len;
    return true;
}

static bool run_is_after(const struct merge *m, size_t a, size_t b) {
    const struct source *x = &m->sources[a], *y = &m->sources[b];
    if (x->head != y->head)
        return x->head > y->head;
    int order = batch_compare(x->record, x->record_len, y->record, y->record_len);
    return order ? order > 0 : a > b;
}

static void sink(struct merge *m, size_t at) {
    for (size_t child; (child = 2 * at + 1) < m->heap_count; at = child) {
        if (child + 1 < m->heap_count && run_is_after(m, m->heap[child], m->heap[child + 1]))
            child++;
        if (!run_is_after(m, m->heap[at], m->heap[child]))
            return;
        size_t swap = m->heap[at];
        m->heap[at] = m->heap[child];
        m->heap[child] = swap;
    }
}

static void begin(struct merge *m) {
    for (size_t i = 0; i < m->count; i++)
        if (next_of_run(m, &m->sources[i]))
            m->heap[m->heap_count++] = i;
    for (size_t i = m->heap_count; i-- > 0;)
        sink(m, i);
}

// Writes records into PIECE until it is full; false when there are no more.
static bool fill_piece(struct merge *m, struct piece *piece) {
    piece->used = 0;
    while (m->heap_count && !m->file->failed) {
        struct source *top = &m->sources[m->heap[0]];
        uint32_t len = (uint32_t)top->record_len;
        size_t need = sizeof len + len;
        if (piece->used && piece->used + need > PIECE)
            return true;
        if (piece->used + need > piece->room) {
            piece->room = need > PIECE ? need : PIECE;
            piece->bytes = ht_heap_resize(piece->bytes, piece->room);
        }
        memcpy(piece->bytes + piece->used, &len, sizeof len);
        memcpy(piece->bytes + piece->used + sizeof len, top->record, len);
        piece->used += need;
        if (!next_of_run(m, top))
            m->heap[0] = m->heap[--m->heap_count];
        sink(m, 0);
    }
    return false;
}

static void *work(void *context) {
    struct merge *m = context;
    begin(m);
    for (bool more = true; more;) {
        struct piece *piece = &m->pieces[m->filling];
        more = fill_piece(m, piece);
        pthread_mutex_lock(&m->lock);
        piece->full = true;
        m->ended = !more;
        m->filling = (m->filling + 1) % PIECES;
        pthread_cond_broadcast(&m->changed);
        while (m->pieces[m->filling].full && !m->stopped)
            pthread_cond_wait(&m->changed, &m->lock);
        more = more && !m->stopped;
        pthread_mutex_unlock(&m->lock);
    }
    return NULL;
}

struct merge *merge_new(struct scratch *file, const struct run *runs, size_t count) {
    struct merge *m = ht_heap_alloc(sizeof *m);
    m->file = file;
    m->count = count;
    m->sources = ht_heap_alloc(count * sizeof *m->sources);
    m->heap = ht_heap_alloc(count * sizeof *m->heap);
    for (size_t i = 0; i < count; i++)
        m->sources[i] = (struct source){.next = runs[i].start, .end = runs[i].end};
    pthread_mutex_init(&m->lock, NULL);
    pthread_cond_init(&m->changed, NULL);
    m->threaded = thread_start(&m->thread, NULL, work, m);
    if (!m->threaded)
        begin(m);
    return m;
}

void merge_free(struct merge *m) {
    if (!m)
        return;
    pthread_mutex_lock(&m->lock);
    m->stopped = true;
    pthread_cond_broadcast(&m->changed);
    pthread_mutex_unlock(&m->lock);
    if (m->threaded)
        pthread_join(m->thread, NULL);
    for (size_t i = 0; i < m->count; i++)
        free(m->sources[i].piece);
    for (size_t i = 0; i < PIECES; i++)
        free(m->pieces[i].bytes);
    free(m->sources);
    free(m->heap);
    pthread_mutex_destroy(&m->lock);
    pthread_cond_destroy(&m->changed);
    free(m);
}

// Gives the piece that was taken back, and waits for the next; false when there is none.
static bool next_piece(struct merge *m) {
    pthread_mutex_lock(&m->lock);
    if (m->begun) {
        m->pieces[m->taking].full = false;
        m->taking = (m->taking + 1) % PIECES;
        pthread_cond_broadcast(&m->changed);
    }
    struct piece *next = &m->pieces[m->taking];
    while (m->threaded && !next->full && !m->ended)
        pthread_cond_wait(&m->changed, &m->lock);
    if (!m->threaded) {
        (void)fill_piece(m, next);
        next->full = next->used > 0;
    }
    m->at = 0;
    m->begun = next->full;
    pthread_mutex_unlock(&m->lock);
    return m->begun && next->used > 0;
}

const unsigned char *merge_next(struct merge *m, size_t *len) {
    const struct piece *piece = &m->pieces[m->taking];
    uint32_t size;
    if (!m->begun || m->at >= piece->used) {
        if (!next_piece(m))
            return NULL;
        piece = &m->pieces[m->taking];
    }
    memcpy(&size, piece->bytes + m->at, sizeof size);
    const unsigned char *record = piece->bytes + m->at + sizeof size;
    m->at += sizeof size + size;
    *len = size;
    return record;
}
