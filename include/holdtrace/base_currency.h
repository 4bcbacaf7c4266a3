// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A portfolio in one currency: values, notionals and net assets at the rates of the holdings date, or of the last day
 * before it that has them. The original amounts stand beside them. An amount without a rate stays as it is, and is
 * told: amounts of different currencies are never added.
 */
#ifndef HOLDTRACE_BASE_CURRENCY_H
#define HOLDTRACE_BASE_CURRENCY_H

#include "holdtrace/position.h"
#include "holdtrace/rates.h"
#include "holdtrace/told.h"

enum { HT_RATE_MAX_AGE = 10 }; // days that a rate may be older than the holdings

// What was asked for.
struct ht_base_currency {
    const char *currency;         // ISO code
    const struct ht_rates *rates; // NULL: none, so that only what is in it already can be said in it
};

// The rate from one currency to another through the euro, of one day.
struct ht_cross_rate {
    const char *from;
    struct ht_date date;
    struct ht_decimal from_per_eur, to_per_eur;
    const char *source;
    struct ht_amount rate; // units of the base for one of `from`, to twelve decimals: to be shown, not reckoned with
    size_t positions;      // converted by it
};

// What a file said before.
struct ht_original {
    const char *currency;
    struct ht_amount value, notional; // of a fund: net assets
    const struct ht_cross_rate *rate;
};

// Positions of one currency (NULL: the file does not say) that have no rate.
struct ht_unconverted {
    const char *currency;
    size_t positions;
    long line; // of the first
    struct ht_told why;
};

struct ht_conversion {
    const struct ht_base_currency *base;
    struct ht_cross_rate **rates; // by currency
    size_t rate_count, rate_capacity;
    struct ht_unconverted *left; // likewise
    size_t left_count, left_capacity;
};

/*
 * PORTFOLIO with its amounts in BASE, in ARENA, which it shares the rest with. Each amount is multiplied and divided
 * once and rounded once, half to even, to the minor unit of the base currency times 10^-2; what is in the base
 * currency already keeps its digits. Zero is converted without a rate. What has none is a finding (no-rate).
 */
const struct ht_portfolio *ht_portfolio_convert(const struct ht_portfolio *portfolio,
                                                const struct ht_base_currency *base, struct ht_arena *arena);

#endif
