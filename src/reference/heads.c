// SPDX-License-Identifier: GPL-3.0-or-later
// Radix sort, from the lowest byte that is needed to the highest: see heads.h.
#include "reference/heads.h"

#include <string.h>

enum { BYTES = 8, VALUES = 256 };

// How often each value stands in each byte; byte 0 is the lowest.
struct counts {
    size_t of[BYTES][VALUES];
};

static void count_values(struct counts *counts, const struct headed *items, size_t count) {
    memset(counts, 0, sizeof *counts);
    for (size_t i = 0; i < count; i++)
        for (unsigned byte = 0; byte < BYTES; byte++)
            counts->of[byte][items[i].head >> 8 * byte & 255]++;
}

static size_t most_of(const size_t counts[VALUES]) {
    size_t most = 0;
    for (size_t i = 0; i < VALUES; i++)
        most = counts[i] > most ? counts[i] : most;
    return most;
}

/*
 * The lowest byte that is needed for groups of about one item. Each byte parts the items in at least as many groups
 * as its most frequent value fits into them; that bytes depend on each other makes groups larger, which costs time
 * only.
 */
static unsigned lowest_needed(const struct counts *counts, size_t count) {
    double groups = 1;
    unsigned byte = BYTES;
    while (byte > 0 && groups < (double)count)
        groups *= (double)count / (double)most_of(counts->of[--byte]);
    return byte;
}

static void pass(const struct headed *from, struct headed *to, size_t count, unsigned byte,
                 const size_t counts[VALUES]) {
    size_t starts[VALUES], sum = 0;
    for (size_t i = 0; i < VALUES; i++) {
        starts[i] = sum;
        sum += counts[i];
    }
    for (size_t i = 0; i < count; i++)
        to[starts[from[i].head >> 8 * byte & 255]++] = from[i];
}

uint64_t heads_sort(struct headed *items, struct headed *other, size_t count, bool whole) {
    struct counts counts;
    if (count < 2)
        return UINT64_MAX;
    count_values(&counts, items, count);
    unsigned lowest = whole ? 0 : lowest_needed(&counts, count);
    struct headed *from = items, *to = other;
    for (unsigned byte = lowest; byte < BYTES; byte++) {
        if (most_of(counts.of[byte]) == count)
            continue; // all have the same
        pass(from, to, count, byte, counts.of[byte]);
        struct headed *swap = from;
        from = to;
        to = swap;
    }
    if (from != items)
        memcpy(items, from, count * sizeof *items);
    return lowest < BYTES ? UINT64_MAX << 8 * lowest : 0;
}
