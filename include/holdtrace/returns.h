// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Returns of securities over time, from the reader's own file of prices or returns.
 *
 * What is missing is never made up: a security with too few days is without a series, and of the others only days on
 * which all of them have a value are used. A price that skips days makes one return over them.
 */
#ifndef HOLDTRACE_RETURNS_H
#define HOLDTRACE_RETURNS_H

#include "holdtrace/diag.h"
#include "holdtrace/position.h"
#include "holdtrace/status.h"

enum ht_returns_kind { HT_RETURNS_GUESS, HT_RETURNS_PRICES, HT_RETURNS_RETURNS };

struct ht_returns;

/*
 * Reads PATH, delimited text with a header: wide (the first column is the date, every other a security, headed by its
 * ISIN or ticker) or long (columns `date`, `isin` or `ticker`, and `price`, `close` or `return`). Dates are
 * YYYY-MM-DD. Values of which fewer than one in twenty is zero or below are prices unless KIND or the header says
 * otherwise. Returns are fractions, or have a percent sign; those that are plainly neither are refused. What cannot
 * be read is a finding and missing. HT_ERR_FORMAT when nothing is left. *OUT lives in ARENA.
 */
enum ht_status ht_returns_read(const char *path, enum ht_returns_kind kind, struct ht_arena *arena,
                               struct ht_returns **out, struct ht_findings *findings, struct ht_error *err);

const char *ht_returns_path(const struct ht_returns *returns);
const char *ht_returns_sha256(const struct ht_returns *returns);
bool ht_returns_are_prices(const struct ht_returns *returns);
size_t ht_returns_series(const struct ht_returns *returns);
size_t ht_returns_days(const struct ht_returns *returns); // on which any security has a value

enum { HT_NO_SERIES = -1, HT_RETURNS_LEAST = 24 }; // returns that an estimate needs

// The series of POSITION, by its ISIN, else its ticker; HT_NO_SERIES when there is none, or it has values on fewer
// than four in five of the days.
long ht_returns_find(const struct ht_returns *returns, const struct ht_position *position);

struct ht_returns_sample {
    size_t series, count;       // securities; returns of each
    struct ht_date first, last; // days of the first and the last value
    size_t days_left_out;       // on which a security had no value
    double periods;             // returns in a year
    double *values;             // COUNT rows of SERIES numbers
};

/*
 * The returns of the COUNT series SERIES on the days that they have in common. NULL, or a sentence that says why an
 * estimate is not possible: too few days, or the days do not meet. PERIODS 0: by the dates.
 */
const char *ht_returns_take(const struct ht_returns *returns, const long *series, size_t count, double periods,
                            struct ht_arena *arena, struct ht_returns_sample *out);

#endif
