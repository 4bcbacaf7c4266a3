// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Readers: one input to rows. Each kind of file has one reader, which is one source file and one line in the table of
 * readers.c. A reader does not know what the rows mean.
 *
 * A reader of a structured format (an XML filing, a SWIFT message) writes what it read as a grid too: labelled lines
 * first (the fund's name, the date, net assets), then one header row, then one row a position; a layout of that name
 * tells what the headers mean, as for any other export. So there is one way from rows to positions.
 */
#ifndef HOLDTRACE_READER_H
#define HOLDTRACE_READER_H

#include <stdbool.h>

#include "holdtrace/arena.h"
#include "holdtrace/date.h"
#include "holdtrace/diag.h"
#include "holdtrace/grid.h"
#include "holdtrace/source.h"
#include "holdtrace/status.h"

struct ht_reader_options {
    const char *encoding;         // of text, taken without question; NULL: decide
    struct ht_date holdings_date; // given by the user, for formats whose units changed one day; may be unknown
    struct ht_arena *rows;        // for rows and cells that nobody needs once there are positions; NULL: the arena
};

// One table of rows: a CSV file has one, a workbook one a sheet.
struct ht_part {
    const char *name; // of the sheet or section; NULL when it has none
    struct ht_grid grid;
    struct ht_findings findings; // damage found in it; said only when the part turns out to be holdings
};

struct ht_parts {
    const char *encoding; // "UTF-8", "windows-1252", ...; NULL where the format leaves no choice
    struct ht_part *items;
    size_t count;
    struct ht_part *hidden; // sheets that the publisher hides: never counted
    size_t hidden_count;
};

struct ht_reader {
    const char *name;  // "csv", "xlsx", "nport_xml": stable, as inspect prints it
    const char *title; // a noun phrase: "delimited text"
    // Whether the source is of this kind; looks at its content and first bytes only, and is quick.
    bool (*reads)(const struct ht_source *source);
    /*
     * Reads SOURCE whole into *OUT, in ARENA; what is wrong with the data is a finding of the part or, where there is
     * no part, of FINDINGS. A status other than HT_OK is a failure of the environment, or a bad option
     * (HT_ERR_USAGE).
     */
    enum ht_status (*read)(const struct ht_source *source, const struct ht_reader_options *options,
                           struct ht_arena *arena, struct ht_parts *out, struct ht_findings *findings,
                           struct ht_error *err);
};

// In the order in which they are asked; ended by NULL.
extern const struct ht_reader *const ht_readers[];

// The reader of SOURCE, or NULL when there is none for such content.
const struct ht_reader *ht_reader_of(const struct ht_source *source);

// Readers, one a file.
extern const struct ht_reader ht_reader_csv;
extern const struct ht_reader ht_reader_xlsx;
extern const struct ht_reader ht_reader_spreadsheetml;
extern const struct ht_reader ht_reader_nport;
extern const struct ht_reader ht_reader_thirteenf;
extern const struct ht_reader ht_reader_semt002;
extern const struct ht_reader ht_reader_json;
extern const struct ht_reader ht_reader_mt535;
extern const struct ht_reader ht_reader_sec;

#endif
