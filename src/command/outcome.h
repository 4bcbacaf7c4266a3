// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * How a run ends: the exit rule of check.
 */
#ifndef HOLDTRACE_OUTCOME_H
#define HOLDTRACE_OUTCOME_H

#include "command/pipeline.h"

enum coverage_of { COVER_COMPARABLE_WITH_NAMES, COVER_COMPARABLE, COVER_RESOLVED, COVER_OWNERSHIP_KNOWN };

struct limits {
    struct ht_amount fail_above;   // percent of net assets; unknown: any counted position
    struct ht_amount min_coverage; // percent; unknown: no demand
    enum coverage_of of;
};

// Finds the coverage that NAME asks for: "comparable-with-names", "comparable", "resolved", "ownership-known".
bool coverage_named(const char *name, enum coverage_of *out);

/*
 * Exposure is found when a counted category has a position or, with a limit, when a fund's counted long weight
 * reaches it; a weight that is not known is taken to reach it. Possible rows are told when they would reach the same
 * limit.
 */
struct ht_outcome outcome_of(const struct results *results, const struct limits *limits);

// The same of one fund; its trouble is not asked.
struct ht_outcome outcome_of_account(const struct ht_account *account, const struct limits *limits);

// Adds the scheme to OUTCOME, which counts as one more fund.
void outcome_add_scheme(struct ht_outcome *outcome, const struct ht_scheme *scheme, const struct limits *limits);

#endif
