// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The report of a run that was kept in parts: the same bytes as of one that is at hand whole, read part by part.
 */
#ifndef HOLDTRACE_PARTIAL_REPORT_H
#define HOLDTRACE_PARTIAL_REPORT_H

#include "holdtrace/course.h"
#include "holdtrace/output.h"
#include "holdtrace/partial.h"

// A fund, or a file without one that counts.
struct ht_partial_item {
    struct ht_partial *parts;
    const struct ht_part_input *input;
    size_t number, fund;            // which file of the input, which fund of that
    const char *path;               // of the file
    const struct ht_unread *unread; // NULL: the fund
    size_t met;                     // which of all that were met
};

// A run put together, in the order of a report.
struct ht_partial_run {
    const struct ht_part_frame *frame;
    const struct ht_scan *scan;      // what else frames it, in a report for people; NULL: it makes none
    struct ht_partial *const *parts; // all files of it
    size_t parts_count;
    const struct ht_partial_item *items;
    size_t count;
    const struct ht_ignored *ignored;
    size_t ignored_count;
    struct ht_outcome outcome;
    size_t positions;
    const struct ht_category_sum *exposure;
    size_t exposure_count;
    bool store_failed; // all trouble there is: the scans could not be kept
    // What the store holds of the fund of an item, in ARENA, this scan among it; NULL: there is no store.
    struct ht_course (*course)(const void *courses, const struct ht_partial_item *item, struct ht_arena *arena);
    const void *courses;
    bool fail_on;
    const struct ht_event *events;
    size_t event_count;
};

// Whether reports of the format NAME can be made of parts, of a run that has a scan if FRAMED, and what they must
// have for it (added to *WANTS).
bool ht_partial_can(const char *name, bool framed, unsigned *wants);

// Writes the report of RUN in the format NAME to OUT, which the caller commits, or discards when it fails: a part
// could not be read, and a fund would be missing.
enum ht_status ht_partial_report(const struct ht_partial_run *run, const char *name, struct ht_output *out,
                                 struct ht_error *err);

// Whether all that was read of the parts of RUN so far was whole.
enum ht_status ht_partial_run_status(const struct ht_partial_run *run, struct ht_error *err);

// Reads the fund of ITEM; see ht_partial_read_fund.
bool ht_partial_read_item(const struct ht_partial_item *item, struct ht_buffer *bytes, struct ht_arena *arena,
                          struct ht_part_fund *out);

#endif
