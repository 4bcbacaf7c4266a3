// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Selected companies by funds: what each fund of a run weighs in each of them, of counted categories alone. Weights
 * are percentages of each fund's own denominator, so that those of different funds are never added.
 */
#ifndef HOLDTRACE_REPORT_CROSS_H
#define HOLDTRACE_REPORT_CROSS_H

#include "report/pieces.h"

enum { HT_CROSS_TARGETS = 40 };

struct ht_cross_cell {
    bool held;
    struct ht_amount weight_pct; // long and short added as they are; unknown when any part is
};

// What a fund holds of one target, its categories and currencies together.
struct ht_cross_holding {
    const struct ht_entity *target;
    struct ht_cross_cell cell;
};

// A fund with counted exposure.
struct ht_cross_fund {
    const char *name;
    const char *denominator;          // of its weights
    const struct ht_account *account; // NULL: it is not at hand
    const struct ht_cross_holding *holdings;
    size_t count; // 0: it has no counted exposure
};

struct ht_cross {
    const struct ht_cross_fund *funds; // in the order of the report
    size_t fund_count;
    const struct ht_entity **targets; // up to HT_CROSS_TARGETS: those that weigh most in any one fund first
    size_t target_count, more;        // more: targets that are left out
    struct ht_cross_cell *cells;      // of target t in fund f at t * fund_count + f
    size_t read;                      // funds, exposed or not
    struct ht_amount largest;         // of the cells, by size; unknown when no weight is known
};

// What the fund of ACCOUNT holds, in ARENA.
struct ht_cross_fund ht_cross_fund_of(const struct ht_scan *scan, const struct ht_account *account,
                                      struct ht_arena *arena);

// Those of SCAN with counted exposure, in the order of the report; *COUNT of them.
const struct ht_cross_fund *ht_cross_funds(const struct ht_scan *scan, struct ht_arena *arena, size_t *count);

// Of the COUNT FUNDS, all with counted exposure, of as many as were READ. FUNDS must outlive it; the rest is in
// ARENA.
struct ht_cross ht_cross_of(const struct ht_cross_fund *funds, size_t count, size_t read, struct ht_arena *arena);

// "The 40 largest of 57 selected companies in 5 of 9 funds".
const char *ht_word_cross(struct ht_arena *arena, const struct ht_cross *cross);

#endif
