// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Looking through funds: a row that is a fund becomes the rows of the file that tells what the fund holds, each worth
 * its share of the row, and those that are funds again likewise. The row's value and its weight are conserved to the
 * last digit. A portfolio and files of constituents in, a new portfolio out; nothing is known here of companies.
 *
 * A row's share is its value over the net assets of its file, or over the sum of the file's values where no net
 * assets are stated, which is what the weights of rows without a value leave of the fund; its weight where it has no
 * value, and for all rows where the weights of a file without net assets tell that it holds a part of the fund (below
 * 95 %). Amounts are rounded by largest remainder, ties by line, to a hundredth of the currency's minor unit, or as
 * fine as the row itself is.
 */
#ifndef HOLDTRACE_LOOKTHROUGH_H
#define HOLDTRACE_LOOKTHROUGH_H

#include "holdtrace/position.h"

enum {
    HT_FUND_MAX_AGE_DAYS = 366, // unless the reader says otherwise: reports that are due each year are a year apart
    HT_FUND_DEEPEST = 32,       // funds within funds
    HT_FUND_ROWS_MOST = 20000000
};

// By what a row was recognised as a fund of the library, strongest first.
enum ht_fund_method {
    HT_FUND_BY_ISIN,
    HT_FUND_BY_CUSIP,
    HT_FUND_BY_SEDOL,
    HT_FUND_BY_TICKER_EXCHANGE,
    HT_FUND_BY_TICKER, // of the file; one of the two names no exchange
    HT_FUND_BY_NAME,   // exact after normalisation
    HT_FUND_METHODS
};
const char *ht_fund_method_name(enum ht_fund_method method); // "isin", ..., "ticker+exchange", "ticker", "name"

// One fund as a file of constituents tells it.
struct ht_constituents {
    const struct ht_portfolio *portfolio;
    unsigned number; // in the library, from 1
};

// Files of constituents, read once and asked by every scanned fund.
struct ht_fund_library;

// An empty library in ARENA. MAX_AGE_DAYS: how far the date of a file may lie from the holdings it is used for.
struct ht_fund_library *ht_fund_library_new(struct ht_arena *arena, long max_age_days);

// Adds PORTFOLIO, which must outlive LIBRARY; ALONE: its file holds no other fund, so that the file's name is its
// own.
void ht_fund_library_add(struct ht_fund_library *library, const struct ht_portfolio *portfolio, bool alone);

size_t ht_fund_library_count(const struct ht_fund_library *library);
const struct ht_constituents *ht_fund_library_at(const struct ht_fund_library *library, size_t index);
long ht_fund_library_max_age(const struct ht_fund_library *library);

// A row that is a fund, and what became of it.
struct ht_held_fund {
    const struct ht_through *through; // of the row; NULL: it stands in the scanned file
    long line;                        // of the scanned file
    const char *name, *isin;          // as the row has them; NULL when absent
    const char *currency;
    bool is_derivative; // written on the fund, which is then not held itself
    struct ht_amount value, weight_file_pct;
    const struct ht_constituents *constituents; // NULL: none was found
    enum ht_fund_method method;                 // of finding them
    const char *matched_value;
    bool by_file_name;                    // which stands in the name of the file alone
    size_t parts;                         // rows in its place, without the rest
    struct ht_amount rest, rest_file_pct; // of value and weight: the part that was not looked through
    const char *why;                      // it was not looked through; NULL when it was
};

// How a row of a fund's file came into a portfolio.
struct ht_through {
    const struct ht_through *outer;  // of the row that is `fund`
    const struct ht_held_fund *fund; // in whose file the row stands
    long line;                       // in that file; 0: what is left of the fund
    struct ht_amount share;          // of the fund, as a fraction of 1: twelve decimals
    unsigned file;                   // ht_constituents.number
};

// Shares of the funds of a portfolio, in percent, six decimals; unknown where there is nothing to divide by. They are
// those of PACTA's fund coverage.
struct ht_fund_coverage {
    struct ht_amount effective_pct;   // of the funds' value: looked through down to rows that are no funds
    struct ht_amount mapped_pct;      // of the funds' value: in funds whose file was found
    struct ht_amount told_pct;        // of the latter: what the files tell
    struct ht_amount lost_inside_pct; // of what they tell: funds inside funds that were not looked through
};

/*
 * The shares, of the VALUE of all rows that are funds, what of it is MAPPED to files, what of that is MISSING in the
 * files, and what is in funds INSIDE them that were not looked through. Amounts of one currency.
 */
struct ht_fund_coverage ht_fund_coverage_of(struct ht_amount value, struct ht_amount mapped, struct ht_amount missing,
                                            struct ht_amount inside);

// What became of the funds of a portfolio.
struct ht_look_through {
    const struct ht_held_fund **funds; // in the order of the rows, each before those inside it
    size_t count;
    size_t skipped_rows; // rows of the used files that could not be read
    struct ht_fund_coverage coverage;
    const char *coverage_base; // "value" or "weight"; NULL: neither can be added
};

/*
 * PORTFOLIO with its funds looked through by LIBRARY. What cannot be looked through stays as it is, with `opaque`
 * saying why; so do the funds of which KEPT says, by number less 1, that they count as a whole (NULL: none). The rows
 * of funds that were looked through are added to those that are not counted. *OUT lives in ARENA and shares what
 * PORTFOLIO holds; its findings are those of PORTFOLIO and, after them, those of looking through.
 */
void ht_look_through(const struct ht_fund_library *library, const struct ht_portfolio *portfolio, const bool *kept,
                     struct ht_arena *arena, struct ht_portfolio *out);

// The fund that POSITION, one of the rows of PORTFOLIO that are not counted, was looked through as; NULL when none.
const struct ht_held_fund *ht_looked_through_as(const struct ht_portfolio *portfolio,
                                                const struct ht_position *position);

// The row of the scanned file by which what is held THROUGH funds came in, among the funds held there; NULL: it
// stands there itself.
const struct ht_held_fund *ht_through_outermost(const struct ht_through *through);

#endif
