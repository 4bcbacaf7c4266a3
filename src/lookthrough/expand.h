// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What the parts of looking through one portfolio share.
 */
#ifndef HOLDTRACE_LOOKTHROUGH_EXPAND_H
#define HOLDTRACE_LOOKTHROUGH_EXPAND_H

#include "holdtrace/map.h"
#include "lookthrough/library.h"

struct look {
    const struct ht_fund_library *library;
    const bool *kept;                 // funds that count as a whole, by number less 1; NULL: none
    struct ht_arena *arena, *scratch; // scratch: for one row
    struct ht_portfolio *out;
    size_t capacity, fund_capacity, aside_capacity;
    struct ht_look_through *result;
    struct ht_tally tally;
    struct ht_map *said; // findings that were made, by their text
};

// A file being read on the way into the funds; the outermost is the scanned one.
struct level {
    const struct level *outer;
    const struct ht_portfolio *portfolio;
    struct fund_ids ids;
    unsigned depth;
};

// expand.c: adds POSITION, a row of LEVEL's file, or what takes its place.
void look_take(struct look *look, const struct level *level, const struct ht_position *position);

// replace.c: puts the rows of the file of VOLUME in the place of POSITION, which is HELD, and takes each of them in
// turn. False, and nothing is done, when the numbers are too large.
bool look_replace(struct look *look, const struct level *level, const struct ht_position *position,
                  const struct volume *volume, struct ht_held_fund *held);

// Adds POSITION to what comes out.
void look_put(struct look *look, const struct ht_position *position);

// A finding, unless it was made before or there were many of its code.
void look_find(struct look *look, enum ht_code code, long line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
