// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Rules in words, for every format.
 */
#ifndef HOLDTRACE_REPORT_RULE_WORDS_H
#define HOLDTRACE_REPORT_RULE_WORDS_H

#include "holdtrace/rules.h"

// What kind of statement says that STAKE's owner controls: "actual_controller", a vendor's field; "consolidation",
// whose accounts take it in; "stated", by an authority, a filing or the company.
const char *ht_word_control_basis(const struct ht_stake *stake);

// "more than 50 %, not added up, from 2020 to 2024-07-02"; "" for a rule that is no list's.
const char *ht_word_rule_terms(struct ht_arena *arena, const struct ht_reach_rule *row);

// ", from 2020, to 2024-07-02", as far as the days are known.
const char *ht_word_span(struct ht_arena *arena, struct ht_date from, struct ht_date to);

// ", through A and B, 2 links up"; ", left open by A" of an answer not known; "" when nobody is told. Of many, the
// first eight and how many more.
const char *ht_word_through(struct ht_arena *arena, const struct ht_majority *answer);

// "; by bis_affiliates_50, from A, to B, it would be reached, through C": the list's rules of other days,
// where they say otherwise; "" when none does.
const char *ht_word_other_days(struct ht_arena *arena, const struct ht_reach *reach);

// How SCREEN has rules read, as sentences; NULL when it leaves them as the reference has them.
const char *ht_word_rule_settings(struct ht_arena *arena, const struct ht_screen *screen);

// "reached", "not reached", "not known".
const char *ht_word_reached(enum ht_tri reached);

// "By rule: not reached by A, B; reached by control, through CETC." of those in force; NULL when there is none.
const char *ht_word_rules_in_short(struct ht_arena *arena, const struct ht_rule_readings *rules);

#endif
