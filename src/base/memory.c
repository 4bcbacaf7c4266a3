// SPDX-License-Identifier: GPL-3.0-or-later
// One policy for exhausted memory: a handler that does not return.
#include "base/memory.h"

#include <stdlib.h>

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

void *ht_heap_alloc(size_t size) {
    void *memory = calloc(1, size ? size : 1);
    if (!memory)
        ht_out_of_memory();
    return memory;
}

void *ht_heap_resize(void *old, size_t size) {
    void *memory = realloc(old, size ? size : 1);
    if (!memory)
        ht_out_of_memory();
    return memory;
}
