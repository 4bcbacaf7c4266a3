// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The files of --look-through: read once before the first fund is scanned, and said afterwards which were of use.
 */
#ifndef HOLDTRACE_CONSTITUENTS_H
#define HOLDTRACE_CONSTITUENTS_H

#include "command/command.h"
#include "command/inputs.h"
#include "command/pipeline.h"

struct constituents {
    struct inputs inputs;
    struct ht_fund_library *library; // NULL: none was asked for
    struct ht_funds_file *files;     // one a file, also of those that could not be read; by path
    size_t count, capacity;
    struct ht_ignored *ignored;
    size_t ignored_count, ignored_capacity;
    bool trouble; // one that was named could not be read whole
};

/*
 * Reads PATHS, none: no library, with READ. MAX_AGE, a number of days as typed or NULL, is how far the date of a file
 * may lie from the holdings. *OUT lives in ARENA; what is wrong with the files is said on standard error, warnings
 * unless QUIET.
 */
enum ht_status constituents_read(const struct text_list *paths, const char *max_age,
                                 const struct ht_read_options *read, bool quiet, struct ht_arena *arena,
                                 struct constituents *out, struct ht_error *err);

// Adds to RESULTS what was ignored, and whether there was trouble; marks the files that the accounts use, and says
// which they do not, unless QUIET.
void constituents_settle(struct constituents *constituents, struct results *results, bool quiet,
                         struct ht_arena *arena);

#endif
