// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A scan's results as a report: one const table of formats; adding one is one file and one line.
 */
#ifndef HOLDTRACE_REPORT_H
#define HOLDTRACE_REPORT_H

#include "holdtrace/base_currency.h"
#include "holdtrace/benchmark.h"
#include "holdtrace/exposure.h"
#include "holdtrace/locale.h"
#include "holdtrace/scheme.h"
#include "holdtrace/text.h"
#include "holdtrace/told.h"

struct ht_course; // course.h

struct ht_ignored {
    const char *path, *why;
};

// A file that could not be read as holdings, with what it is.
struct ht_unread {
    const char *path, *sha256; // sha256 NULL when it could not be opened
    struct ht_findings findings;
    struct ht_origin origin; // the archive or compressed file it came out of
    const char *same_as;     // path of the file that has the same holdings and was scanned; NULL when none
};

// What the funds of a run are compared with.
struct ht_benchmark_file {
    const char *path;
    const struct ht_account *account; // NULL: no one fund could be read from it
    const char *why;                  // why not
    bool trouble;                     // it could not be read whole
};

// A file that was given to look through funds.
struct ht_funds_file {
    const char *path, *sha256; // sha256 NULL when it could not be opened
    size_t first, count;       // its funds in the library: none when it could not be read, or is given twice
    size_t used;               // of these, by the scanned funds
    struct ht_findings findings;
};

// How a run ended; the exit code follows from it.
struct ht_outcome {
    bool exposure;    // as the exit rule defines it (any counted category, or --fail-above reached)
    bool possible;    // possible rows that would reach the limit
    bool coverage_ok; // false: below --min-coverage
    bool trouble;     // an input named on the command line could not be read whole
    bool nobody;      // the screen and the exclusions select nobody on the day: nothing was looked for
};

// Something that happened to a fund since its last scan in the store, and that --fail-on names.
struct ht_event {
    const char *event, *fund, *path; // path: NULL for a fund that is missing
    struct ht_told what;
};

// The order in which positions are shown: that of the file, or the largest first, or by name.
enum ht_order { HT_ORDER_LINE, HT_ORDER_VALUE, HT_ORDER_WEIGHT, HT_ORDER_NAME, HT_ORDER_COUNT };

extern const char *const ht_order_names[HT_ORDER_COUNT]; // "line", "value", "weight", "name"

// Everything a report shows. Plain data, made by the command layer from the stages' results.
struct ht_scan {
    const char *version;
    struct ht_reference *ref;
    const struct ht_screen *screen;
    const struct ht_targets *targets;
    const struct ht_exclusions *exclusions; // NULL when none
    const struct ht_decisions *decisions;   // NULL when no ledger was given
    const struct ht_base_currency *base;    // NULL: amounts are in the currencies of the files
    struct ht_date as_of;
    const char *as_of_basis;           // "option" or "reference"
    const struct ht_account *accounts; // by path bytes
    size_t account_count;
    const struct ht_unread *unread;
    size_t unread_count;
    const struct ht_ignored *ignored;
    size_t ignored_count;
    const struct ht_scheme *scheme;            // NULL: none was asked for
    const struct ht_benchmark_file *benchmark; // likewise
    // Looking through funds; NULL when it was not asked for.
    const struct ht_fund_library *funds;
    const struct ht_funds_file *funds_files;
    size_t funds_file_count;
    const struct ht_course *courses; // of each account, the scan itself last or in its place; NULL: there is no store
    struct ht_outcome outcome;
    bool all_positions;
    const struct ht_locale *locale; // of formats for people
    bool colour;                    // text only
    bool quiet;
    size_t width; // columns of the terminal; 0: not a terminal
    bool bars;    // text in a terminal that shows Unicode: percentages have bars
    bool links;   // text in a terminal: addresses are hyperlinks
    // Text, Markdown and pdf:
    enum ht_order order; // of the positions in a category
    size_t top;          // positions shown of a category; 0: all
    bool store_failed;   // all trouble there is: the scans could not be kept
    // With --fail-on:
    bool fail_on;
    const struct ht_event *events;
    size_t event_count;
    const char *paper; // pdf: "a4", "letter"
};

struct ht_report_format {
    const char *name, *title;
    // Writes the report of SCAN to BUFFER, or what HELPER makes the report of.
    void (*write)(const struct ht_scan *scan, struct ht_arena *arena, struct ht_buffer *buffer);
    const char
        *helper; // the program that makes bytes of it, see pdf_protocol.h and book_protocol.h; NULL: it is the report
    bool for_people; // figures are in the style that the scan asks for
};

// The formats, ended by an entry without a name.
extern const struct ht_report_format ht_report_formats[];

const struct ht_report_format *ht_report_format_named(const char *name);

// Writes the report, or what its helper makes it of, with figures as people or programs read them.
void ht_report_write(const struct ht_report_format *format, const struct ht_scan *scan, struct ht_arena *arena,
                     struct ht_buffer *buffer);

// The exit code that OUTCOME means: 2 trouble, 1 exposure, 3 not sure, 0 none of these.
int ht_outcome_exit_code(const struct ht_outcome *outcome);

// That of SCAN: the same, unless it was asked to fail on events alone: 2 trouble, 1 an event, 3 less coverage than
// was demanded or nobody to look for, 0 none of these.
int ht_scan_exit_code(const struct ht_scan *scan);

#endif
