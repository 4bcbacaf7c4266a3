// SPDX-License-Identifier: GPL-3.0-or-later
// One policy for exhausted memory: a handler that does not return.
#define _DEFAULT_SOURCE // madvise
#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "holdtrace/arena.h"

// The one piece of global state below the command layer: set once, at the program's start.
static void (*out_of_memory)(void) = abort;

void ht_set_out_of_memory(void (*handler)(void)) {
    out_of_memory = handler;
}

_Noreturn void ht_out_of_memory(void) {
    out_of_memory();
    abort();
}

enum { HUGE_FROM_MIB = 4 };

// Large memory is asked for in large pages: small ones, each fetched when first touched, cost as much as what is done
// with them. That it is not granted is no fault.
static void ask_for_large_pages(unsigned char *memory, size_t size) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t skip = (page - (uintptr_t)memory % page) % page;
    (void)madvise(memory + skip, (size - skip) / page * page, MADV_HUGEPAGE);
}

void *ht_heap_try(size_t size) {
    void *memory = calloc(1, size ? size : 1);
    if (memory && size >= (size_t)HUGE_FROM_MIB * 1024 * 1024)
        ask_for_large_pages(memory, size);
    return memory;
}

void *ht_heap_alloc(size_t size) {
    void *memory = ht_heap_try(size);
    if (!memory)
        ht_out_of_memory();
    return memory;
}

void *ht_heap_resize(void *old, size_t size) {
    void *memory = realloc(old, size ? size : 1);
    if (!memory)
        ht_out_of_memory();
    if (!old && size >= (size_t)HUGE_FROM_MIB * 1024 * 1024) // what is moved stays in the pages that it has
        ask_for_large_pages(memory, size);
    return memory;
}
