// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Resolved positions to exposures, and exposures to accounts: categories, weights, totals, coverage. Every amount is
 * exact; every percentage names its denominator; nothing unresolved or possible is ever in a total.
 */
#ifndef HOLDTRACE_EXPOSURE_H
#define HOLDTRACE_EXPOSURE_H

#include "holdtrace/lookthrough.h"
#include "holdtrace/ownership.h"
#include "holdtrace/resolve.h"

struct ht_exposed_designation {
    const struct ht_designation *designation;
    enum ht_standing standing;
    bool selects; // fits the screen's lists and grounds; others are shown beside it
    struct ht_reach reach;
    const struct ht_statement *response; // the subject's denial, a removal, a dispute; NULL when none
};

struct ht_exposed_target {
    struct ht_tie tie;
    const struct ht_exposed_designation *designations;
    size_t designation_count;
};

// A listed company that the issuer is known not to be, although name or code may suggest it: another legal person of
// its group, say. Printed apart, so that its listing is neither hidden nor taken for the issuer's. It decides
// nothing.
struct ht_apart {
    const struct ht_entity *entity;
    const char *why, *source;
    const struct ht_exposed_designation *designations;
    size_t designation_count;
};

// One position with everything that is said of it.
struct ht_line {
    const struct ht_resolved *resolved;
    enum ht_category category;         // HT_NO_CATEGORY: none; HT_POSSIBLE: needs a decision
    unsigned also;                     // bits of further categories
    struct ht_amount exposure_value;   // value; for derivatives the notional; unknown if neither
    struct ht_amount weight_pct;       // six decimals
    struct ht_amount attributed_value; // value for direct; unknown otherwise until integrated shares are computed
    const struct ht_exposed_target *targets;
    size_t target_count;
    const struct ht_apart *apart; // of an exposed position's issuer
    size_t apart_count;
    const struct ht_statement *const
        *statements;               // what is on record beside a claim about an exposed position's issuer:
    size_t statement_count;        // denials, removals, "not listed"; without those told as responses
    const struct ht_doubt *doubts; // ties of the issuer and its guarantor that the facts leave open
    size_t doubt_count;
};

// A sum over positions of one currency (currency NULL: the file does not say).
struct ht_sum {
    const char *currency;
    size_t positions;
    struct ht_amount value, long_value, short_value, notional;
    struct ht_amount weight_pct; // sum of the printed weights; unknown when any is unknown
    struct ht_amount attributed_value, attributed_unknown_value;
};

struct ht_category_sum {
    enum ht_category category;
    struct ht_sum sum;
};

struct ht_entity_sum {
    const struct ht_entity *entity;
    enum ht_category category; // by_target only
    struct ht_sum sum;
    struct ht_amount distinct_value; // this entity's rows that no earlier entity of the list has
};

// What is counted of a fund that the scanned one holds, looked through to its last constituents.
struct ht_fund_sum {
    const struct ht_held_fund *fund; // the first of its rows in the scanned file
    struct ht_sum sum;
};

struct ht_method_sum {
    enum ht_method method;
    size_t positions;
    struct ht_amount value, pct;
};

struct ht_coverage {
    struct ht_amount comparable_pct, comparable_by_name_pct, resolved_pct, ownership_known_pct;
    const char *base; // "value" or "weight": what the shares are shares of
    struct ht_method_sum by_method[HT_METHOD_COUNT];
    const struct ht_line **largest_unresolved; // up to ten, largest first
    size_t largest_unresolved_count;
};

// Bounds of the counted exposure in percent of net assets, with what is not known.
struct ht_interval {
    struct ht_amount at_least_pct, at_most_pct, expected_pct;
    const char **why;
    size_t why_count;
};

struct ht_account {
    const struct ht_resolution *resolution;
    struct ht_line *lines; // one a position, in order
    size_t line_count;
    // Rows of tables that are not counted (ht_portfolio.looked_through) which would be counted or possible, unless a
    // counted position of the same side has the same issuer. Each is HT_POSSIBLE, with the ties that its issuer has
    // and their categories in `also`. Its value is as printed; it has no exposure value, no weight and no attributed
    // value, and is in no sum, group, share of coverage or method.
    struct ht_line *looked_through;
    size_t looked_through_count;
    const char *denominator; // "nav" or "sum_of_values" or "file_weights"
    struct ht_sum *totals;   // one a currency
    size_t total_count;
    struct ht_amount weight_file_sum_pct;
    struct ht_category_sum *exposure; // categories with positions, by category then currency; possible included
    size_t exposure_count;
    struct ht_entity_sum *by_target, *by_parent;
    size_t by_target_count, by_parent_count;
    struct ht_fund_sum *by_fund; // funds with counted positions, the largest long value first
    size_t by_fund_count;
    struct ht_coverage coverage;
    struct ht_interval interval;
    struct ht_amount counted_long_pct;  // exact weight of counted long positions, for --fail-above;
                                        // those with a value below zero weigh nothing in it
    struct ht_amount possible_long_pct; // unknown when a row of looked_through is long
    bool exposed;                       // a counted category has a position
    bool possible;                      // a possible position, or a row of looked_through
    struct ht_findings findings;        // of the portfolio, of resolving, of accounting: in that order, by line
};

/*
 * Classifies and sums RESOLUTION under SCREEN and TARGETS as of AS_OF. *OUT lives in ARENA.
 */
void ht_account_make(struct ht_reference *ref, const struct ht_screen *screen, const struct ht_targets *targets,
                     const struct ht_resolution *resolution, struct ht_date as_of, struct ht_arena *arena,
                     struct ht_account *out);

#endif
