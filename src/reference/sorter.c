// SPDX-License-Identifier: GPL-3.0-or-later
// Runs in memory by radix over the first eight bytes, then a heap of runs: see sorter.h.
#include "reference/sorter.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "reference/scratch.h"

// A record in memory: its first eight bytes as a number, so that most comparisons touch nothing else.
struct item {
    uint64_t head;
    uint32_t at, len; // in `bytes`
};

// A sorted run in the file, read in pieces.
struct run {
    off_t next, end; // what of the file is not read yet
    unsigned char *piece;
    size_t used, len, room;
    const unsigned char *record; // the current one
    size_t record_len;
    uint64_t head;
};

struct sorter {
    struct scratch file;
    unsigned char *bytes;
    size_t used, room;
    struct item *items, *other; // other: room for sorting
    size_t count, items_room, at;
    struct run *runs;
    size_t run_count, runs_room;
    size_t *heap; // of runs, the least on top
    size_t heap_count;
    bool reading;
};

enum { PIECE = 256 * 1024, SMALL = 48 };

static uint64_t head_of(const unsigned char *bytes, size_t len) {
    uint64_t head = 0;
    for (size_t i = 0; i < 8; i++)
        head = head << 8 | (i < len ? bytes[i] : 0);
    return head;
}

static int compare_bytes(const unsigned char *a, size_t a_len, const unsigned char *b, size_t b_len) {
    int order = memcmp(a, b, a_len < b_len ? a_len : b_len);
    return order ? order : (a_len > b_len) - (a_len < b_len);
}

static bool is_after(const struct sorter *s, const struct item *a, const struct item *b) {
    if (a->head != b->head)
        return a->head > b->head;
    return compare_bytes(s->bytes + a->at, a->len, s->bytes + b->at, b->len) > 0;
}

static void insertion_sort(const struct sorter *s, struct item *items, size_t count) {
    for (size_t i = 1; i < count; i++) {
        struct item item = items[i];
        size_t k = i;
        for (; k > 0 && is_after(s, &items[k - 1], &item); k--)
            items[k] = items[k - 1];
        items[k] = item;
    }
}

// Merges the sorted halves of ITEMS, by way of OTHER.
static void merge_sort(const struct sorter *s, struct item *items, struct item *other, size_t count) {
    if (count <= SMALL) {
        insertion_sort(s, items, count);
        return;
    }
    size_t half = count / 2, a = 0, b = half, n = 0;
    merge_sort(s, items, other, half);
    merge_sort(s, items + half, other, count - half);
    if (!is_after(s, &items[half - 1], &items[half]))
        return; // in order already, as ids and LEIs come
    memcpy(other, items, half * sizeof *other);
    while (a < half && b < count)
        items[n++] = is_after(s, &other[a], &items[b]) ? items[b++] : other[a++];
    memcpy(items + n, other + a, (half - a) * sizeof *items);
}

// One pass over byte BYTE (0: the last) of the heads; nothing when all have the same.
static void radix_pass(struct sorter *s, unsigned byte) {
    size_t starts[256] = {0}, sum = 0;
    unsigned shift = byte * 8;
    for (size_t i = 0; i < s->count; i++)
        starts[s->items[i].head >> shift & 255]++;
    if (starts[s->items[0].head >> shift & 255] == s->count)
        return;
    for (size_t i = 0; i < 256; i++) {
        size_t here = starts[i];
        starts[i] = sum;
        sum += here;
    }
    for (size_t i = 0; i < s->count; i++)
        s->other[starts[s->items[i].head >> shift & 255]++] = s->items[i];
    struct item *swap = s->items;
    s->items = s->other;
    s->other = swap;
}

static void sort_items(struct sorter *s) {
    if (s->count < 2)
        return;
    for (unsigned byte = 0; byte < 8; byte++)
        radix_pass(s, byte);
    for (size_t i = 0, end; i < s->count; i = end) {
        for (end = i + 1; end < s->count && s->items[end].head == s->items[i].head;)
            end++;
        merge_sort(s, s->items + i, s->other, end - i);
    }
}

// Writes what is in memory as a run.
static void write_run(struct sorter *s) {
    if (s->run_count == s->runs_room) {
        s->runs_room = s->runs_room * 2 + 8;
        s->runs = ht_heap_resize(s->runs, s->runs_room * sizeof *s->runs);
    }
    sort_items(s);
    struct run run = {.next = s->file.size};
    for (size_t i = 0; i < s->count; i++) {
        uint32_t len = s->items[i].len;
        scratch_write(&s->file, &len, sizeof len);
        scratch_write(&s->file, s->bytes + s->items[i].at, len);
    }
    run.end = s->file.size;
    s->runs[s->run_count++] = run;
    s->count = s->used = 0;
}

struct sorter *sorter_new(const char *beside, size_t memory) {
    struct sorter *s = ht_heap_alloc(sizeof *s);
    s->room = memory < UINT32_MAX / 2 ? memory : UINT32_MAX / 2;
    s->file = scratch_beside(beside);
    return s;
}

void sorter_free(struct sorter *s) {
    if (!s)
        return;
    for (size_t i = 0; i < s->run_count; i++)
        free(s->runs[i].piece);
    scratch_close(&s->file);
    free(s->bytes);
    free(s->items);
    free(s->other);
    free(s->runs);
    free(s->heap);
    free(s);
}

// Memory is taken when the first record comes: most of a small build's sorters hold a handful.
static void make_room(struct sorter *s, size_t len) {
    if (s->used + len > s->room && s->count)
        write_run(s);
    if (len > s->room)
        s->room = len;
    if (!s->bytes)
        s->bytes = ht_heap_resize(NULL, s->room); // not touched before it is needed
    if (s->count < s->items_room)
        return;
    s->items_room = s->items_room ? s->items_room * 2 : 256;
    s->items = ht_heap_resize(s->items, s->items_room * sizeof *s->items);
    free(s->other);
    s->other = ht_heap_resize(NULL, s->items_room * sizeof *s->other);
}

void sorter_add(struct sorter *s, const void *record, size_t len) {
    make_room(s, len);
    memcpy(s->bytes + s->used, record, len);
    s->items[s->count++] = (struct item){head_of(s->bytes + s->used, len), (uint32_t)s->used, (uint32_t)len};
    s->used += len;
}

// Makes at least LEN bytes of the run stand in its piece; false at its end.
static bool fill(struct sorter *s, struct run *run, size_t len) {
    if (run->len - run->used >= len)
        return true;
    if (run->len - run->used + (size_t)(run->end - run->next) < len)
        return false;
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
    if (!scratch_read(&s->file, run->next, run->piece + run->len, more))
        return false;
    run->next += (off_t)more;
    run->len += more;
    return true;
}

static bool next_of_run(struct sorter *s, struct run *run) {
    uint32_t len;
    if (!fill(s, run, sizeof len))
        return false;
    memcpy(&len, run->piece + run->used, sizeof len);
    if (!fill(s, run, sizeof len + len))
        return false;
    run->record = run->piece + run->used + sizeof len;
    run->record_len = len;
    run->head = head_of(run->record, len);
    run->used += sizeof len + len;
    return true;
}

static bool run_is_after(const struct sorter *s, size_t a, size_t b) {
    const struct run *x = &s->runs[a], *y = &s->runs[b];
    if (x->head != y->head)
        return x->head > y->head;
    int order = compare_bytes(x->record, x->record_len, y->record, y->record_len);
    return order ? order > 0 : a > b;
}

static void sink(struct sorter *s, size_t at) {
    for (size_t child; (child = 2 * at + 1) < s->heap_count; at = child) {
        if (child + 1 < s->heap_count && run_is_after(s, s->heap[child], s->heap[child + 1]))
            child++;
        if (!run_is_after(s, s->heap[at], s->heap[child]))
            return;
        size_t swap = s->heap[at];
        s->heap[at] = s->heap[child];
        s->heap[child] = swap;
    }
}

static void begin_reading(struct sorter *s) {
    s->reading = true;
    if (!s->run_count) {
        sort_items(s);
        return;
    }
    if (s->count)
        write_run(s);
    scratch_flush(&s->file);
    free(s->bytes);
    free(s->items);
    free(s->other);
    s->bytes = NULL;
    s->items = s->other = NULL;
    s->heap = ht_heap_alloc(s->run_count * sizeof *s->heap);
    for (size_t i = 0; i < s->run_count; i++)
        if (next_of_run(s, &s->runs[i]))
            s->heap[s->heap_count++] = i;
    for (size_t i = s->heap_count; i-- > 0;)
        sink(s, i);
    s->at = SIZE_MAX; // nothing was taken from the heap's top yet
}

const unsigned char *sorter_next(struct sorter *s, size_t *len) {
    if (!s->reading)
        begin_reading(s);
    if (!s->run_count) {
        if (s->at >= s->count)
            return NULL;
        const struct item *item = &s->items[s->at++];
        *len = item->len;
        return s->bytes + item->at;
    }
    if (s->at != SIZE_MAX && s->heap_count) {
        if (!next_of_run(s, &s->runs[s->heap[0]]))
            s->heap[0] = s->heap[--s->heap_count];
        sink(s, 0);
    }
    s->at = 0;
    if (!s->heap_count || s->file.failed)
        return NULL;
    *len = s->runs[s->heap[0]].record_len;
    return s->runs[s->heap[0]].record;
}

enum ht_status sorter_status(const struct sorter *s, struct ht_error *err) {
    return scratch_status(&s->file, err);
}
