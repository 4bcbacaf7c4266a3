// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Heap memory that never comes back NULL, for the few objects of the base stage that outlive or precede an arena.
 */
#ifndef HOLDTRACE_MEMORY_H
#define HOLDTRACE_MEMORY_H

#include <stddef.h>

// SIZE bytes, zeroed; given back with free().
void *ht_heap_alloc(size_t size);

// As ht_heap_alloc, but that NULL comes back when memory is exhausted.
void *ht_heap_try(size_t size);

// As realloc, without a NULL result for a SIZE above zero.
void *ht_heap_resize(void *old, size_t size);

// Calls the handler for exhausted memory; does not return.
_Noreturn void ht_out_of_memory(void);

#endif
