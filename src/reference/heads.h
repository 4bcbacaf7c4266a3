// SPDX-License-Identifier: GPL-3.0-or-later
// Sorting millions of items by a number of eight bytes each, without comparing them.
#ifndef HOLDTRACE_REFERENCE_HEADS_H
#define HOLDTRACE_REFERENCE_HEADS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// An item: the first bytes of what it stands for, the first of them the highest, and two numbers of the caller's.
struct headed {
    uint64_t head;
    uint32_t at, len;
};

/*
 * Sorts ITEMS by the highest bytes of their heads, by way of OTHER, which has room for as many: WHOLE: by all eight;
 * else by as many as should leave hardly two alike. Returns the bits by which it sorted. Of items alike in these, the
 * order in which they came is kept.
 */
uint64_t heads_sort(struct headed *items, struct headed *other, size_t count, bool whole);

#endif
