// SPDX-License-Identifier: GPL-3.0-or-later
// Heap up to the budget, the store beyond: large.h.
#include "holdtrace/large.h"

#include <stdalign.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/store.h"

// Stands before the bytes that are handed out.
struct large {
    size_t size; // that was asked for
    bool stored;
    alignas(max_align_t) unsigned char bytes[];
};

static const size_t MIB = (size_t)1024 * 1024;

static size_t budget = (size_t)HT_LARGE_BUDGET_MIB * 1024 * 1024;
static atomic_size_t on_heap; // taken from the heap and not given back
static bool disk_full;

void ht_large_budget(size_t bytes) {
    budget = bytes;
    ht_store_bound(bytes / 2 > MIB ? bytes / 2 : MIB);
}

bool ht_large_is(size_t size) {
    return size >= HT_LARGE_FROM || budget == 0;
}

static struct large *large_of(void *memory) {
    return (struct large *)(void *)((unsigned char *)memory - offsetof(struct large, bytes));
}

static bool fits_heap(size_t size) {
    size_t used = atomic_load_explicit(&on_heap, memory_order_relaxed);
    return size <= budget && used <= budget - size;
}

// A block of WHOLE bytes with its head; NULL when there is none.
static struct large *take(size_t whole, bool zeroed) {
    void *memory = NULL;
    enum ht_store_result result = fits_heap(whole) ? HT_STORE_NONE : ht_store_map(whole, &memory);
    disk_full = result == HT_STORE_FULL;
    if (result == HT_STORE_NONE)
        memory = zeroed ? ht_heap_try(whole) : malloc(whole);
    struct large *large = memory;
    if (large != NULL)
        large->stored = result == HT_STORE_OK;
    return large;
}

static void *hand_out(struct large *large, size_t size) {
    large->size = size;
    if (!large->stored)
        atomic_fetch_add_explicit(&on_heap, size, memory_order_relaxed);
    return large->bytes;
}

static void *new_large(size_t size, bool zeroed) {
    disk_full = false;
    if (size > SIZE_MAX - sizeof(struct large))
        return NULL;
    struct large *large = take(sizeof *large + size, zeroed);
    return large != NULL ? hand_out(large, size) : NULL;
}

void *ht_large_alloc(size_t size) {
    return new_large(size, true);
}

static void *resize_on_heap(struct large *old, size_t size) {
    size_t before = old->size;
    struct large *large = realloc(old, sizeof *large + size);
    if (large == NULL)
        return NULL;
    atomic_fetch_sub_explicit(&on_heap, before, memory_order_relaxed);
    return hand_out(large, size);
}

void *ht_large_resize(void *memory, size_t size) {
    if (memory == NULL)
        return new_large(size, false);
    struct large *old = large_of(memory);
    bool grows = size > old->size;
    if (!grows && old->stored)
        return memory;
    if (!old->stored && size <= SIZE_MAX - sizeof *old && (!grows || fits_heap(size - old->size)))
        return resize_on_heap(old, size);
    void *copy = new_large(size, false);
    if (copy != NULL) {
        memcpy(copy, memory, old->size < size ? old->size : size);
        ht_large_free(memory);
    }
    return copy;
}

void ht_large_free(void *memory) {
    if (memory == NULL)
        return;
    struct large *large = large_of(memory);
    if (large->stored) {
        ht_store_unmap(large);
    } else {
        atomic_fetch_sub_explicit(&on_heap, large->size, memory_order_relaxed);
        free(large);
    }
}

const char *ht_large_failure(void) {
    static char text[512];
    if (!disk_full)
        return "out of memory";
    snprintf(text, sizeof text, "no room left in %s for what does not fit in memory (TMPDIR names another place)",
             ht_store_folder());
    return text;
}
