// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A whole scheme in words, for every format: its verdict, its bounds, its mandates and who holds what.
 */
#ifndef HOLDTRACE_REPORT_SCHEME_WORDS_H
#define HOLDTRACE_REPORT_SCHEME_WORDS_H

#include "report/text.h"

// What heads a scheme.
struct ht_scheme_verdict {
    struct ht_scheme_amounts counted; // the counted categories together
    const char *sentence;             // all of it with coverage and lists
    size_t says, said; // where in it the exposure is told, after the scheme's name and before what else there is
};

struct ht_scheme_verdict ht_scheme_verdict(struct ht_text_report *report, const struct ht_scheme *scheme);

// How much the counted exposure is at least and at most, and why, as a sentence.
const char *ht_word_scheme_bounds(struct ht_arena *arena, const struct ht_scheme *scheme);

// What the shares of the mandates are, without a full stop.
const char *ht_word_scheme_shares(const struct ht_scheme_file *file);

// "Equity (Example Asset Managers)".
const char *ht_word_mandate(struct ht_arena *arena, const struct ht_scheme_mandate *mandate);

// What MANDATE adds to the counted exposure of the scheme: unknown when a weight is, or when nothing of it was read.
struct ht_amount ht_scheme_counted_part(const struct ht_screen *screen, const struct ht_scheme *scheme,
                                        const struct ht_scheme_mandate *mandate);

// Whether any of the files of MANDATE was read.
bool ht_mandate_is_read(const struct ht_scheme_mandate *mandate);

// "yes", "without 3 %", "no".
const char *ht_word_mandate_read(struct ht_arena *arena, const struct ht_scheme_mandate *mandate);

// "A and B": the mandates that hold ROW, the first of them and how many more; IN_FULL: all, with manager and weight.
const char *ht_word_scheme_holders(struct ht_arena *arena, const struct ht_scheme_sum *row, bool in_full);

#endif
