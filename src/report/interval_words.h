// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The bounds of an exposure, and what is expected between them, in sentences.
 */
#ifndef HOLDTRACE_REPORT_INTERVAL_WORDS_H
#define HOLDTRACE_REPORT_INTERVAL_WORDS_H

#include "holdtrace/exposure.h"

// "Counted exposure is at least 1.2 % of net assets, at most 3 %, because ...". NULL when nothing is known of it.
const char *ht_word_interval(struct ht_arena *arena, const struct ht_account *account);

// What is expected, told as the estimate it is, with what it rests on; NULL when nothing is.
const char *ht_word_expectation(struct ht_arena *arena, const struct ht_interval *interval);

#endif
