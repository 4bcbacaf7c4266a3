// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Large memory, of which a run may need more than it may keep resident: the bytes of an input, the blocks of arenas,
 * a report before it is written. Up to a budget, for all of the process together, it comes from the heap. Beyond, it
 * is mapped from a file without a name in $TMPDIR, else /var/tmp, else /tmp; what was not touched for a while leaves
 * resident memory and is fetched from the file, or the system's cache of it, when it is touched again. Where no such
 * file can be made, all of it comes from the heap.
 *
 * It is used like any other memory and holds the same bytes; only what is resident differs.
 */
#ifndef HOLDTRACE_LARGE_H
#define HOLDTRACE_LARGE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

// Unless ht_large_budget says otherwise.
enum { HT_LARGE_BUDGET_MIB = 64, HT_LARGE_LEAST_MIB = 32, HT_LARGE_MOST_MIB = 2048 };

// What is asked for piece by piece and is smaller than this is better taken from the heap by itself.
enum { HT_LARGE_FROM = 256 * 1024 };

/*
 * SIZE bytes, zeroed and aligned for any object, given back with ht_large_free. NULL when memory, or room on the
 * disk, is exhausted: ht_large_failure says which.
 */
void *ht_large_alloc(size_t size);

// As realloc: MEMORY, which may be NULL, with SIZE bytes; those added hold anything. NULL, with MEMORY unchanged,
// when that cannot be had.
void *ht_large_resize(void *memory, size_t size);

// NULL is allowed.
void ht_large_free(void *memory);

// Why memory could not be had last, as the end of a sentence: "out of memory", "no room left in /var/tmp ...".
const char *ht_large_failure(void);

// Sets the bytes that may come from the heap. With none, everything large, and each block of an arena, is in the
// file. For the program's start only.
void ht_large_budget(size_t bytes);

// For one of PARTS processes that work on many files: takes a share of what ht_large_budget said, HT_LARGE_LEAST_MIB
// at least, and none of none.
void ht_large_share(size_t parts);

// Where ht_large_budget said nothing, so many BYTES more: who scans beside a large reference has the memory, and what
// is worked out of its issuers is gone back to in no order, and slow from a file.
void ht_large_beside(size_t bytes);

// Whether SIZE bytes count as large.
bool ht_large_is(size_t size);

extern atomic_bool ht_large_in_file; // some of it is; for ht_large_rest only
void ht_large_rest_in_file(size_t rows);

/*
 * Called for each row by what passes over all rows of a file quickly: keeps what is resident to the bound while it is
 * passed over. Elsewhere that is done often enough without.
 */
static inline void ht_large_rest(void) {
    if (atomic_load_explicit(&ht_large_in_file, memory_order_relaxed))
        ht_large_rest_in_file(1);
}

// The same for each fund, by what passes over all funds of a run: little is looked at of each, and all over the
// place.
static inline void ht_large_rest_fund(void) {
    if (atomic_load_explicit(&ht_large_in_file, memory_order_relaxed))
        ht_large_rest_in_file(32);
}

#endif
