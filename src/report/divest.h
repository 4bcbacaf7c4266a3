// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The formats of a divestment, and the words that they share.
 */
#ifndef HOLDTRACE_REPORT_DIVEST_H
#define HOLDTRACE_REPORT_DIVEST_H

#include "holdtrace/divest_report.h"
#include "report/paper.h"

#define HT_DIVEST_DISCLAIMER "A what-if on the holdings as given; neither legal nor investment advice."

ht_divest_writer ht_divest_text, ht_divest_json, ht_divest_csv;

// What the figures of DIVESTMENT rest on, one sentence each; *COUNT of them, in ARENA.
const char *const *ht_divest_assumptions(const struct ht_divest_report *report,
                                         const struct ht_divestment *divestment, struct ht_arena *arena,
                                         size_t *count);

// AMOUNT with a comma between groups of three digits; "-" when it is not known.
const char *ht_divest_number(struct ht_arena *arena, struct ht_amount amount);

// The table of DIVESTMENT's alternatives, and why one was not made.
void ht_divest_compare(struct ht_paper *paper, const struct ht_divestment *divestment);

// Whether the entry INDEX of SALE stood before it already: one target may be met by several ties.
bool ht_dealing_is_repeated(const struct ht_sale *sale, size_t index);

// Why SALE, which is restricted, is no order: whom which rule binds since when, with its citation.
const char *ht_divest_restriction(const struct ht_sale *sale, struct ht_arena *arena);

#endif
