// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Which fund a file or a row is, and the file of constituents that fits a row.
 */
#ifndef HOLDTRACE_LOOKTHROUGH_LIBRARY_H
#define HOLDTRACE_LOOKTHROUGH_LIBRARY_H

#include "holdtrace/lookthrough.h"
#include "lookthrough/shares.h"

// What tells which fund it is; NULL where it is not known.
struct fund_ids {
    const char *isin, *cusip, *sedol, *ticker, *mic, *name_key;
    bool by_file; // the identifier is that of the file's name
};

// Of the fund that PORTFOLIO holds; ALONE: its file holds no other.
struct fund_ids fund_ids_of(const struct ht_portfolio *portfolio, bool alone, struct ht_arena *arena);

// Whether A and B are one fund, as far as both are known.
bool fund_ids_same(const struct fund_ids *a, const struct fund_ids *b);

// A file of the library with what was made of it once for all.
struct volume {
    struct ht_constituents constituents;
    struct fund_ids ids;
    struct shares shares;
};

// The file that fits a row, and what is to be said of the choice.
struct match {
    const struct volume *volume; // NULL: none, or no one can tell which
    enum ht_fund_method method;
    const char *value;  // of the library that the row matched
    const char *why;    // several fit, and nothing tells which; else NULL
    const char *choice; // a sentence on several dates; NULL when there was nothing to choose
};

/*
 * Looks for the fund that POSITION is, by what POSITION says and the holdings' DATE. Texts of *OUT are in ARENA.
 */
void library_find(const struct ht_fund_library *library, const struct ht_position *position, struct ht_date date,
                  struct ht_arena *arena, struct match *out);

#endif
