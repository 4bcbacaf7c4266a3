// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Converted amounts in words, for every format: the rates, whose they are, and what a file printed before.
 */
#ifndef HOLDTRACE_REPORT_CONVERSION_WORDS_H
#define HOLDTRACE_REPORT_CONVERSION_WORDS_H

#include "holdtrace/base_currency.h"
#include "holdtrace/portfolio.h"

// "1 USD = EUR 0.855872".
const char *ht_word_rate(struct ht_arena *arena, const struct ht_cross_rate *rate, const char *base);

// "1 USD = EUR 0.855872 on 2025-06-30 (3 positions); ..."; "none".
const char *ht_word_rates(struct ht_arena *arena, const struct ht_conversion *conversion);

// Publisher, title, file and digest of the rates; NULL where nothing was converted.
const char *ht_word_rates_source(struct ht_arena *arena, const struct ht_conversion *conversion);

// "3 positions in TRY; REASON" of what was not converted.
const char *ht_word_unconverted(struct ht_arena *arena, const struct ht_unconverted *left);

// Net assets as the file prints them; NULL where they were not converted.
const char *ht_word_net_assets_printed(struct ht_arena *arena, const struct ht_portfolio *portfolio);

// "USD 5.00, notional USD 7.00; 1 USD = EUR 0.855872 on 2025-06-30" of POSITION; NULL where it was not converted.
const char *ht_word_printed(struct ht_arena *arena, const struct ht_position *position);

#endif
