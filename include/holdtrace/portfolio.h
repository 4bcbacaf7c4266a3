// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A holdings file to portfolios: opens, decodes, splits into rows, recognises the layout, and turns each row into a
 * position with meaning, or into a finding that says why not.
 */
#ifndef HOLDTRACE_PORTFOLIO_H
#define HOLDTRACE_PORTFOLIO_H

#include "holdtrace/layout.h"
#include "holdtrace/position.h"
#include "holdtrace/source.h"

struct ht_read_options {
    const struct ht_layouts *layouts;
    const char *encoding;         // NULL: decide
    struct ht_date holdings_date; // used where the file has none
};

struct ht_holdings_file {
    const char *path;
    char sha256[HT_SHA256_TEXT];
    struct ht_sheet sheet; // what was recognised, of the first part that was read; layout NULL when nothing was
    const char *encoding;
    struct ht_portfolio *portfolios; // at least one, unless the file could not be read as holdings
    size_t portfolio_count;
    bool is_holdings;            // false: not a holdings file; `findings` says what it is
    struct ht_findings findings; // of the file as a whole, when there is no portfolio to carry them
};

/*
 * Reads PATH ("-": standard input). Returns HT_OK also for files that are wrong, with findings; a status other than
 * HT_OK is a failure of the environment other than the file's own (a bad ENCODING). *OUT lives in ARENA.
 */
enum ht_status ht_holdings_read(const char *path, const struct ht_read_options *options, struct ht_arena *arena,
                                struct ht_holdings_file *out, struct ht_error *err);

#endif
