// SPDX-License-Identifier: GPL-3.0-or-later
// Sorting in memory: by the first bytes, then what is alike in these by merging: see sorter_batch.h.
#define _DEFAULT_SOURCE // be64toh
#include "reference/sorter_batch.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { SMALL = 48 };

uint64_t batch_head(const unsigned char *bytes, size_t len) {
    uint64_t head = 0;
    if (len >= 8) {
        memcpy(&head, bytes, 8);
        return be64toh(head);
    }
    for (size_t i = 0; i < 8; i++)
        head = head << 8 | (i < len ? bytes[i] : 0);
    return head;
}

int batch_compare(const unsigned char *a, size_t a_len, const unsigned char *b, size_t b_len) {
    int order = memcmp(a, b, a_len < b_len ? a_len : b_len);
    return order ? order : (a_len > b_len) - (a_len < b_len);
}

static bool is_after(const struct batch *s, const struct headed *a, const struct headed *b) {
    if (a->head != b->head)
        return a->head > b->head;
    return batch_compare(s->bytes + a->at, a->len, s->bytes + b->at, b->len) > 0;
}

static void insertion_sort(const struct batch *s, struct headed *items, size_t count) {
    for (size_t i = 1; i < count; i++) {
        struct headed item = items[i];
        size_t k = i;
        for (; k > 0 && is_after(s, &items[k - 1], &item); k--)
            items[k] = items[k - 1];
        items[k] = item;
    }
}

// Merges the sorted halves of ITEMS, by way of OTHER.
static void merge_sort(const struct batch *s, struct headed *items, struct headed *other, size_t count) {
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

void batch_sort(struct batch *s) {
    uint64_t sorted = heads_sort(s->items, s->other, s->count, false);
    for (size_t i = 0, end; i < s->count; i = end) {
        for (end = i + 1; end < s->count && (s->items[end].head & sorted) == (s->items[i].head & sorted);)
            end++;
        merge_sort(s, s->items + i, s->other, end - i);
    }
}

bool batch_has_room(const struct batch *batch, size_t len) {
    return batch->used + len <= batch->room || !batch->count;
}

void batch_add(struct batch *batch, const void *record, size_t len) {
    if (!batch->bytes || len > batch->room) {
        batch->room = len > batch->room ? len : batch->room;
        batch->bytes = ht_heap_resize(batch->bytes, batch->room); // not touched before it is needed
    }
    if (batch->count == batch->items_room) {
        batch->items_room = batch->items_room ? batch->items_room * 2 : 256;
        batch->items = ht_heap_resize(batch->items, batch->items_room * sizeof *batch->items);
        free(batch->other);
        batch->other = ht_heap_resize(NULL, batch->items_room * sizeof *batch->other);
    }
    unsigned char *bytes = batch->bytes + batch->used;
    memcpy(bytes, record, len);
    batch->items[batch->count++] = (struct headed){batch_head(bytes, len), (uint32_t)batch->used, (uint32_t)len};
    batch->used += len;
}

void batch_free(struct batch *batch) {
    free(batch->bytes);
    free(batch->items);
    free(batch->other);
    *batch = (struct batch){.room = batch->room};
}
