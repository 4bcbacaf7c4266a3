// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What a fund's lines add up to, by currency, before anything is resolved.
 */
#ifndef HOLDTRACE_SUMS_H
#define HOLDTRACE_SUMS_H

#include "holdtrace/position.h"

// Sums of the market values in one currency (NULL: the file does not say). An amount no line states is unknown.
struct ht_total {
    const char *currency;
    size_t positions;
    struct ht_amount long_value, short_value; // by the positions' side, as the report sums them
    struct ht_amount net;                     // their sum
};

struct ht_totals {
    struct ht_total *items; // ordered by currency, the unstated one last
    size_t count;
    struct ht_amount weight_file_sum_pct; // sum of the file's own weights
    bool overflow;                        // a sum did not fit 38 digits; it is unknown
};

// The totals of PORTFOLIO; exact sums of the values as printed. In ARENA.
struct ht_totals ht_portfolio_totals(const struct ht_portfolio *portfolio, struct ht_arena *arena);

#endif
