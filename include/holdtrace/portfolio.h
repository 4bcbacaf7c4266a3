// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A holdings file to portfolios: opens, decodes, splits into rows, recognises the layout, and turns each row into a
 * position with meaning, or into a finding that says why not.
 */
#ifndef HOLDTRACE_PORTFOLIO_H
#define HOLDTRACE_PORTFOLIO_H

#include "holdtrace/container.h"
#include "holdtrace/layout.h"
#include "holdtrace/position.h"
#include "holdtrace/source.h"

struct ht_read_options {
    const struct ht_layouts *layouts;
    const char *encoding;         // NULL: decide
    struct ht_date holdings_date; // used where the file has none
    bool keep_rows;               // for ht_layout_draft; else the rows of the grid are gone when there are positions
    bool later; // the positions of a fund are read when ht_portfolio_read asks for them, where the file allows it
};

struct ht_holdings_file {
    const char *path;
    char sha256[HT_SHA256_TEXT]; // of the file as unpacked; "" when it could not be read
    struct ht_origin origin;     // the archive or compressed file it came out of
    struct ht_sheet sheet;       // what was recognised, of the first part that was read; layout NULL when nothing was
    const char *encoding;
    struct ht_portfolio *portfolios; // at least one, unless the file could not be read as holdings
    size_t portfolio_count;
    struct ht_reading *reading;  // of what ht_portfolio_read reads; NULL: the portfolios have their positions
    bool is_holdings;            // false: not a holdings file; `findings` says what it is
    bool closed;                 // false `is_holdings` means nothing: it could not be opened, so it may be holdings
    bool aside;                  // a member of an archive that is plainly not holdings: told, and no trouble
    struct ht_findings findings; // of the file as a whole, when there is no portfolio to carry them
};

// What one path holds, at least one, in the order of the archive.
struct ht_holdings_files {
    struct ht_holdings_file *items;
    size_t count, capacity;
};

/*
 * Reads PATH ("-": standard input): a file, a compressed file, or an archive with a file for each member; for an
 * archive of which no member holds holdings, a last one that says so under the archive's own path. Returns HT_OK also
 * for files that are wrong, with findings; a status other than HT_OK is a failure of the environment other than the
 * file's own (a bad ENCODING). *OUT lives in ARENA.
 */
enum ht_status ht_holdings_read(const char *path, const struct ht_read_options *options, struct ht_arena *arena,
                                struct ht_holdings_files *out, struct ht_error *err);

/*
 * Portfolio INDEX of FILE with its positions. Where the file was read with `later`, of which FILE's own portfolios
 * tell by having no positions and, as rows.read, how many rows are theirs, its rows are read now, into ARENA; else it
 * is that of FILE. Any number of times, in any order; the arena and the options that FILE was read with are still
 * there.
 */
void ht_portfolio_read(const struct ht_holdings_file *file, size_t index, struct ht_arena *arena,
                       struct ht_portfolio *out);

#endif
