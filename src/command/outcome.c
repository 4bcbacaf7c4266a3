// SPDX-License-Identifier: GPL-3.0-or-later
// The exit rule.
#include "command/outcome.h"

#include <string.h>

#include "holdtrace/large.h"

bool coverage_named(const char *name, enum coverage_of *out) {
    static const char *const NAMES[] = {"comparable-with-names", "comparable", "resolved", "ownership-known"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        if (strcmp(name, NAMES[i]) == 0) {
            *out = (enum coverage_of)i;
            return true;
        }
    }
    return false;
}

static bool reaches(struct ht_amount weight, struct ht_amount limit) {
    return !weight.known || ht_decimal_cmp(weight.number, limit.number) >= 0;
}

static bool is_exposed(const struct ht_account *account, struct ht_amount limit) {
    return account->exposed && (!limit.known || reaches(account->counted_long_pct, limit));
}

static bool is_possible(const struct ht_account *account, struct ht_amount limit) {
    if (!account->possible || !limit.known)
        return account->possible;
    struct ht_amount both = account->possible_long_pct;
    if (account->exposed && !account->counted_long_pct.known)
        return true;
    return !both.known || !ht_amount_add(&both, account->counted_long_pct) || reaches(both, limit);
}

static bool is_covered(const struct ht_account *account, const struct limits *limits) {
    const struct ht_coverage *coverage = &account->coverage;
    struct ht_amount share = coverage->comparable_pct;
    if (!limits->min_coverage.known)
        return true;
    if (limits->of == COVER_RESOLVED)
        share = coverage->resolved_pct;
    else if (limits->of == COVER_OWNERSHIP_KNOWN)
        share = coverage->ownership_known_pct;
    else if (limits->of == COVER_COMPARABLE_WITH_NAMES && !ht_amount_add(&share, coverage->comparable_by_name_pct))
        return false;
    return share.known && ht_decimal_cmp(share.number, limits->min_coverage.number) >= 0;
}

static void judge(struct ht_outcome *outcome, const struct ht_account *account, const struct limits *limits) {
    outcome->exposure |= is_exposed(account, limits->fail_above);
    outcome->possible |= is_possible(account, limits->fail_above);
    outcome->coverage_ok &= is_covered(account, limits);
}

struct ht_outcome outcome_of_account(const struct ht_account *account, const struct limits *limits) {
    struct ht_outcome outcome = {.coverage_ok = true};
    judge(&outcome, account, limits);
    return outcome;
}

struct ht_outcome outcome_of(const struct results *results, const struct limits *limits) {
    struct ht_outcome outcome = {.coverage_ok = true, .trouble = results->trouble};
    for (size_t i = 0; i < results->account_count; i++) {
        ht_large_rest_fund();
        judge(&outcome, &results->accounts[i], limits);
    }
    return outcome;
}

void outcome_add_scheme(struct ht_outcome *outcome, const struct ht_scheme *scheme, const struct limits *limits) {
    const struct ht_account whole = {
        .exposed = scheme->exposed,
        .possible = scheme->has_possible,
        .counted_long_pct = scheme->counted_long_pct,
        .possible_long_pct = scheme->possible_long_pct,
        .coverage = {.comparable_pct = scheme->comparable_pct,
                     .comparable_by_name_pct = scheme->comparable_by_name_pct,
                     .resolved_pct = scheme->resolved_pct,
                     .ownership_known_pct = scheme->ownership_known_pct},
    };
    judge(outcome, &whole, limits);
    for (size_t i = 0; i < scheme->findings.count; i++)
        outcome->trouble |= scheme->findings.items[i].severity == HT_TROUBLE;
}
