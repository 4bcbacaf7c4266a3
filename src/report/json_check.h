// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The members of schema holdtrace.check/1, for those who write the report of a run that is at hand whole, and of one
 * that was kept in parts.
 */
#ifndef HOLDTRACE_REPORT_JSON_CHECK_H
#define HOLDTRACE_REPORT_JSON_CHECK_H

#include "holdtrace/json.h"
#include "report/pieces.h"

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

#endif
