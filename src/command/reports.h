// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Where reports go: "--report FORMAT[=PATH]".
 */
#ifndef HOLDTRACE_REPORTS_H
#define HOLDTRACE_REPORTS_H

#include "command/command.h"
#include "command/overwrites.h"
#include "holdtrace/report.h"

struct report_order {
    const struct ht_report_format *format;
    const char *helper; // the path of the program that makes it; NULL: none is needed
    const char *path;   // NULL: standard output; ending in "/": a directory that gets one file a fund
};

// Whether ORDER is for one report a fund.
bool report_order_is_directory(const struct report_order *order);

struct report_orders {
    struct report_order *items;
    size_t count;
};

/*
 * Reads the values of --report; text to standard output when there are none. HT_ERR_USAGE for an unknown format, or
 * two reports to standard output.
 */
enum ht_status reports_order(const struct text_list *values, struct ht_arena *arena, struct report_orders *out,
                             struct ht_error *err);

// Whether any of ORDERS goes to a file, so that something could be overwritten.
bool reports_to_files(const struct report_orders *orders);

/*
 * HT_ERR_USAGE when a report would replace one of KEPT or another report. What reports in a directory are called is
 * known when they are written, and asked then.
 */
enum ht_status reports_refuse_overwrites(const struct report_orders *orders, const struct kept_paths *kept,
                                         struct ht_arena *arena, struct ht_error *err);

// KEPT, which must stay, with the reports of ORDERS that are one file each. Lives in ARENA.
struct kept_paths reports_with_paths(const struct kept_paths *kept, const struct report_orders *orders,
                                     struct ht_arena *arena);

/*
 * Writes all ordered reports of SCAN, none in a directory over one of KEPT. One that fails is said on standard error,
 * the others are still written; returns whether all were.
 */
bool reports_write(const struct report_orders *orders, const struct kept_paths *kept, const struct ht_scan *scan,
                   struct ht_arena *arena);

// Writes the report of SCAN in the format of ORDER to PATH. When that fails it is said, and false is returned.
bool report_write(const struct report_order *order, const char *path, const struct ht_scan *scan,
                  struct ht_arena *arena);

/*
 * The program NAME that reports as FORMAT need, as *HELPER, which is NULL when NAME is; asked before the work, so
 * that a missing one is said then. PATH is where the report goes, NULL standard output.
 */
enum ht_status report_helper(const char *format, const char *name, const char *path, struct ht_arena *arena,
                             const char **helper, struct ht_error *err);

// Adds to OUT the bytes that the program NAME at HELPER makes of SCRIPT, or SCRIPT itself where NAME is NULL.
enum ht_status report_finish(const char *name, const char *helper, const struct ht_buffer *script, bool quiet,
                             struct ht_arena *arena, struct ht_buffer *out, struct ht_error *err);

// Whether those of ORDERS that COUNTS chooses show a scan in one view: not some in a terminal, and others, for people
// too, in files.
bool reports_one_view(const struct report_orders *orders, bool (*counts)(const struct report_order *order));

// SCAN as such ORDERS show it.
struct ht_scan reports_view(const struct report_orders *orders, struct ht_scan scan);

// The width of the terminal that standard output is (0: it is none), and whether colours are wanted there.
void terminal_of_output(size_t *width, bool *colour);

#endif
