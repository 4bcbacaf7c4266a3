// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What part of its fund each row of a file is, and an amount split by that.
 */
#ifndef HOLDTRACE_LOOKTHROUGH_SHARES_H
#define HOLDTRACE_LOOKTHROUGH_SHARES_H

#include "holdtrace/position.h"

// Row i is parts[i] / whole of the fund.
struct shares {
    size_t count;
    ht_int128 *parts;
    bool *known;          // false: the row tells no amount
    size_t unknown;       // how many
    ht_int128 whole;      // above zero
    ht_int128 rest;       // whole less all parts; below zero when the rows are more than the fund
    struct ht_amount net; // what the values are divided by; unknown when weights are the shares
    const char *by;       // "net assets", "the sum of values", "weights"
    const char *why;      // the file tells no shares; NULL when it does
};

// The shares of the rows of PORTFOLIO, in ARENA.
void shares_of(const struct ht_portfolio *portfolio, struct ht_arena *arena, struct shares *out);

/*
 * Splits AMOUNT, a number of units, by SHARES: OUT[i] for row i, 0 where it has no share, and OUT[count] for the
 * rest; together they are AMOUNT. Each is rounded down or up: up where most is left over, ties by line, the rest
 * last. False when the numbers are too large.
 */
bool shares_split(const struct shares *shares, ht_int128 amount, struct ht_arena *scratch, ht_int128 *out);

// Part INDEX (count: the rest) as a fraction of 1.
struct ht_amount shares_fraction(const struct shares *shares, size_t index);

#endif
