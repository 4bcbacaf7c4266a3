// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The members of the machine-readable reports of a scan, one by one, for those who write the report of a run that is
 * at hand whole, and of one that was kept in parts; and the sums over its files.
 */
#ifndef HOLDTRACE_REPORT_MEMBERS_H
#define HOLDTRACE_REPORT_MEMBERS_H

#include "holdtrace/cited.h"
#include "holdtrace/json.h"
#include "holdtrace/report.h"

// One file of the report: exactly one of the two is set.
struct ht_report_file {
    const struct ht_account *account;
    const struct ht_unread *unread;
};

// --- schema holdtrace.check/1

// From "schema" to "base_currency": what the scan was made of, known before the first file is read.
void ht_json_made_of(struct ht_json *json, const struct ht_scan *scan);

// The member "outcome".
void ht_json_outcome(struct ht_json *json, const struct ht_outcome *outcome, enum ht_tri lists_complete);

// Whether every list that the screen asks is held complete: what "nothing found" rests on.
enum ht_tri ht_screen_lists_complete(const struct ht_scan *scan);

// One of the array "files". Of SCAN, for a file that was not read, only `decisions` and `benchmark` are asked.
void ht_json_checked_file(struct ht_json *json, const struct ht_scan *scan, const struct ht_report_file *file,
                          struct ht_arena *arena);

// The members "ignored" and "summary".
void ht_json_ignored(struct ht_json *json, const struct ht_ignored *ignored, size_t count);
void ht_json_summary(struct ht_json *json, size_t files, size_t positions, const struct ht_category_sum *exposure,
                     size_t count);

// The member "decisions": the ledgers themselves.
void ht_json_ledgers(struct ht_json *json, const struct ht_decisions *decisions);

// The array "events".
void ht_json_events(struct ht_json *json, const struct ht_event *events, size_t count);

// --- csv

// The line of names, and the lines of one fund, as the report has them.
void ht_csv_header(struct ht_buffer *buffer, const struct ht_scan *scan);
void ht_csv_account(struct ht_buffer *buffer, const struct ht_scan *scan, const struct ht_account *account,
                    struct ht_arena *arena);

// --- sums

// Sums over files that come one after the other.
struct ht_exposure_total {
    struct ht_category_sum sum;
    size_t files;
    bool broken; // a sum that cannot be stated
};
struct ht_exposure_totals {
    struct ht_arena *arena;
    struct ht_exposure_total *items;
    size_t count, capacity;
};

// Adds the COUNT sums of one file; those of possible positions are left out.
void ht_exposure_totals_add(struct ht_exposure_totals *totals, const struct ht_category_sum *sums, size_t count);

// All of them by category, then currency (unstated last), in the arena of TOTALS; *COUNT of them.
const struct ht_category_sum *ht_exposure_totals_end(const struct ht_exposure_totals *totals, size_t *count);

#endif
