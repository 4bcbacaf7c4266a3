// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Resolved positions to exposures, and exposures to accounts: categories, weights, totals, coverage. Every amount is
 * exact; every percentage names its denominator; nothing unresolved or possible is ever in a total.
 */
#ifndef HOLDTRACE_EXPOSURE_H
#define HOLDTRACE_EXPOSURE_H

#include "holdtrace/known_issuers.h"
#include "holdtrace/lookthrough.h"
#include "holdtrace/ownership.h"
#include "holdtrace/resolve.h"
#include "holdtrace/rules.h"
#include "holdtrace/told.h"

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
    enum ht_category category;       // HT_NO_CATEGORY: none; HT_POSSIBLE: needs a decision
    unsigned also;                   // bits of further categories
    struct ht_amount exposure_value; // value; for derivatives the notional; unknown if neither
    struct ht_amount weight_pct;     // six decimals
    // The value for direct; value x the targets' integrated share of the issuer (ht_ties.share; of the guarantor,
    // where that gives the category) for owned, controlled and minority, rounded half to even to a hundredth of the
    // minor unit; unknown where that share is not one number, and for all other categories.
    struct ht_amount attributed_value;
    const struct ht_exposed_target *targets;
    size_t target_count;
    const struct ht_apart *apart; // of an exposed position's issuer
    size_t apart_count;
    const struct ht_statement *const
        *statements;               // what is on record beside a claim about an exposed position's issuer:
    size_t statement_count;        // denials, removals, "not listed"; without those told as responses
    const struct ht_doubt *doubts; // ties of the issuer and its guarantor that the facts leave open
    size_t doubt_count;
    struct ht_rule_readings rules; // every rule side by side, where the issuer is owned or controlled; else none
};

// A sum over positions of one currency (currency NULL: the file does not say).
struct ht_sum {
    const char *currency;
    size_t positions;
    struct ht_amount value, long_value, short_value, notional;
    struct ht_amount weight_pct; // sum of the printed weights; unknown when any is unknown
    struct ht_amount attributed_value, attributed_unknown_value;
    struct ht_amount short_pct; // the part of weight_pct that is short; zero when none is, unknown with weight_pct
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
    const struct ht_line **lines;    // its rows, sum.positions of them
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

// One reason why the bounds of the exposure lie apart, or why one is not stated. No position is in two of them.
struct ht_reason {
    const char *kind; // a stable word: "possible", "open_tie", "fund", ...
    size_t positions; // 0: it is not about positions
    struct ht_amount
        widens_pct;          // percentage points between the bounds; unknown: it leaves no bound, or is in neither
    struct ht_told sentence; // without a full stop
};

/*
 * Bounds of the counted exposure in percent of net assets (of what ht_account.denominator says), and what lies
 * between them. A long position that may or may not count takes its weight below zero from the lower bound and adds
 * one above zero to the upper; what the reasons widen adds up to the distance of the bounds.
 *
 * What is expected rests on the positions whose chance to count has a number: possible matches by the calibrated
 * probability of their names, and stakes of a stated range, as if every share in it were as likely. Nothing else
 * between the bounds is in it. One company is the one meant, or is not, in all its positions together.
 */
struct ht_interval {
    struct ht_amount at_least_pct, at_most_pct;
    struct ht_amount expected_pct;      // unknown when no position between the bounds has a probability
    struct ht_amount low_pct, high_pct; // 5 % of the outcomes lie below, 5 % above; unknown as the expectation is
    unsigned long draws;                // of the simulation that found these two; 0: all outcomes were gone through
    size_t expected_of;                 // positions that the expectation rests on
    const struct ht_reason *reasons;    // what widens most first, what leaves no bound before it
    size_t reason_count;
};

/*
 * What a percentage can be a share of, where all values are of one currency. Shares of a group are sums of its rows'
 * printed shares, six decimals each, so that groups add up to the whole.
 */
enum ht_denominator {
    HT_OF_NAV,               // stated net assets, else the sum of values: what weights are shares of
    HT_OF_GROSS,             // long and short values, all taken as positive
    HT_OF_LONG,              // values of long positions
    HT_OF_LONG_WITHOUT_CASH, // those that are not cash
    HT_DENOMINATOR_COUNT
};
const char *ht_denominator_name(enum ht_denominator denominator); // "nav", "gross", "long", "long_without_cash"

// Percentages of one denominator, short ones below zero; unknown when that of any row is.
struct ht_side_shares {
    struct ht_amount long_pct, short_pct, net_pct, gross_pct;
};

// Notionals of derivatives, and of notes on other securities, by the side of their positions, short ones below zero
// whatever the file prints; in no sum of values.
struct ht_notionals {
    struct ht_amount long_side, short_side;
};

// The exposed rows of one issuer in one currency: its shares, depositary receipts, bonds and what is written on them.
struct ht_issuer_sum {
    const struct ht_entity *entity;
    enum ht_category category; // the nearest of its rows
    struct ht_sum sum;
    struct ht_amount gross; // long and short values, all taken as positive
    struct ht_notionals notionals;
    struct ht_side_shares shares[HT_DENOMINATOR_COUNT];
    const long *lines; // of the file, sum.positions of them
};

// Rows of one kind and currency, with their share of what weights are shares of.
struct ht_kind_sum {
    enum ht_kind kind;
    struct ht_sum sum;
    struct ht_notionals notionals;
    struct ht_side_shares share;
};

// Of long positions without cash and derivatives, by issuer; a security whose issuer is not known is of one of its
// own.
struct ht_concentration {
    const char *base;                         // "value" or "weight": what the shares are shares of; NULL: not stated
    size_t issuers, unresolved_lines;         // issuers known; rows whose issuer is not
    struct ht_amount index, effective_number; // Herfindahl-Hirschman, 0 to 1, eight decimals; 1 over it, six decimals
    struct ht_amount top_ten_pct;             // of the ten largest
};

// How much of a class of shares, or of all its shares, a company's exposed positions are: long ones, no derivatives,
// and none that other funds hold.
struct ht_company_share {
    const struct ht_entity *issuer;
    const struct ht_security *security; // of the class, with the number of shares that was taken; NULL: of the issuer
    size_t positions;
    struct ht_amount quantity, outstanding; // of the issuer: sums over its classes
    struct ht_amount pct;                   // six decimals; unknown with `why`
    enum ht_tri reaches_line;               // half a percent or more, exactly; unknown with pct
    const char *why;                        // why pct is not known; NULL when it is
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

    // Long, short, derivatives and cash apart.
    struct ht_amount denominators[HT_DENOMINATOR_COUNT];
    struct ht_side_shares share;     // of all rows, of what weights are shares of
    struct ht_issuer_sum *by_issuer; // the largest gross value first
    struct ht_kind_sum *by_kind;     // in the order of the kinds, then by currency
    size_t by_issuer_count, by_kind_count;
    struct ht_concentration concentration;

    // Of issuers for which the reference has a number of shares: by issuer in the order of the file, its classes
    // before the issuer as a whole. None otherwise.
    struct ht_company_share *company_shares;
    size_t company_share_count;
};

/*
 * Classifies and sums RESOLUTION under SCREEN and TARGETS as of AS_OF, with what is KNOWN, which learns. *OUT lives
 * in ARENA and with KNOWN.
 */
void ht_account_make(struct ht_reference *ref, const struct ht_screen *screen, const struct ht_targets *targets,
                     struct ht_known_issuers *known, const struct ht_resolution *resolution, struct ht_date as_of,
                     struct ht_arena *arena, struct ht_account *out);

// Whether the file seems to hold a part of the fund, since its own weights are far from a whole: the weights computed
// of its sum are those of that part then.
bool ht_account_is_part(const struct ht_account *account);

// The guarantor of the line's instrument when it is another than its issuer; NULL when none is known.
const struct ht_entity *ht_line_guarantor(const struct ht_line *line);

#endif
