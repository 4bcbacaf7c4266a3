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

// Stands before the bytes that come from the heap. Those in the store have none: to give them back must not fetch
// them.
struct head {
    size_t size; // that was asked for
    alignas(max_align_t) unsigned char bytes[];
};

static const size_t MIB = (size_t)1024 * 1024;

static bool chosen; // by ht_large_budget
static size_t budget = (size_t)HT_LARGE_BUDGET_MIB * 1024 * 1024;
static atomic_size_t on_heap; // taken from the heap and not given back
static bool disk_full;

atomic_bool ht_large_in_file;

void ht_large_budget(size_t bytes) {
    budget = bytes;
    chosen = true;
    ht_store_bound(bytes / 2 > MIB ? bytes / 2 : MIB);
}

void ht_large_share(size_t parts) {
    static const size_t least = (size_t)HT_LARGE_LEAST_MIB * 1024 * 1024;
    size_t share = budget / parts;
    if (chosen && budget > 0)
        ht_large_budget(share > least ? share : least < budget ? least : budget);
}

void ht_large_beside(size_t bytes) {
    static const size_t most = (size_t)HT_LARGE_MOST_MIB * 1024 * 1024;
    if (chosen)
        return;
    ht_large_budget(budget + (bytes < most ? bytes : most));
}

bool ht_large_is(size_t size) {
    return size >= HT_LARGE_FROM || budget == 0;
}

static bool fits_heap(size_t size) {
    size_t used = atomic_load_explicit(&on_heap, memory_order_relaxed);
    return size <= budget && used <= budget - size;
}

static struct head *head_of(void *memory) {
    return (struct head *)(void *)((unsigned char *)memory - offsetof(struct head, bytes));
}

static void *hand_out(struct head *head, size_t size) {
    if (head == NULL)
        return NULL;
    head->size = size;
    atomic_fetch_add_explicit(&on_heap, size, memory_order_relaxed);
    return head->bytes;
}

static void *take(size_t size, bool zeroed) {
    void *memory = NULL;
    enum ht_store_result result = HT_STORE_NONE;
    disk_full = false;
    if (size > PTRDIFF_MAX - sizeof(struct head))
        return NULL;
    if (!fits_heap(size))
        result = ht_store_map(size, &memory);
    disk_full = result == HT_STORE_FULL;
    if (result != HT_STORE_NONE)
        return memory;
    size_t whole = sizeof(struct head) + size;
    return hand_out(zeroed ? ht_heap_try(whole) : malloc(whole), size);
}

void *ht_large_alloc(size_t size) {
    return take(size, true);
}

static void *resize_on_heap(struct head *head, size_t size) {
    size_t before = head->size;
    head = size <= PTRDIFF_MAX - sizeof *head ? realloc(head, sizeof *head + size) : NULL;
    if (head != NULL)
        atomic_fetch_sub_explicit(&on_heap, before, memory_order_relaxed);
    return hand_out(head, size);
}

void *ht_large_resize(void *memory, size_t size) {
    if (memory == NULL)
        return take(size, false);
    size_t stored = ht_store_size(memory), before = stored > 0 ? stored : head_of(memory)->size;
    if (stored > 0 && size <= stored)
        return memory;
    if (stored == 0 && (size <= before || fits_heap(size - before)))
        return resize_on_heap(head_of(memory), size);
    void *copy = take(size, false);
    if (copy != NULL) {
        memcpy(copy, memory, before);
        ht_large_free(memory);
    }
    return copy;
}

void ht_large_free(void *memory) {
    if (memory == NULL || ht_store_unmap(memory))
        return;
    struct head *head = head_of(memory);
    atomic_fetch_sub_explicit(&on_heap, head->size, memory_order_relaxed);
    free(head);
}

void ht_large_rest_in_file(size_t rows) {
    enum { ROWS = 1024 };
    static _Thread_local size_t passed;
    passed += rows;
    if (passed >= ROWS) {
        passed = 0;
        ht_store_rest();
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
