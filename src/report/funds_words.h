// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Funds that were looked through in words, for every format: which, by which files, how far.
 */
#ifndef HOLDTRACE_REPORT_FUNDS_WORDS_H
#define HOLDTRACE_REPORT_FUNDS_WORDS_H

#include "holdtrace/lookthrough.h"
#include "holdtrace/report.h"

const char *ht_word_held_name(const struct ht_held_fund *held);

// The way to POSITION, the outermost fund first: "A (4 % of it, line 12 of FILE), there B (1 % of it, ...)"; NULL
// when the scanned file holds it itself.
const char *ht_word_held_through(struct ht_arena *arena, const struct ht_position *position);

// "by isin IE00B4L5Y983: FILE of 2024-03-28; part not looked through: USD 5.00", or why not at all.
const char *ht_word_held_outcome(struct ht_arena *arena, const struct ht_held_fund *held);

// The value of HELD, or its weight where it has none.
const char *ht_word_held_amount(struct ht_arena *arena, const struct ht_held_fund *held);

// How much of the funds was looked through, as sentences.
const char *ht_word_fund_coverage(struct ht_arena *arena, const struct ht_look_through *looked);

// "3 funds, 2 used; SHA-256 ..." of a file to look through by.
const char *ht_word_funds_file(struct ht_arena *arena, const struct ht_funds_file *file);

#endif
