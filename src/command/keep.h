// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Keeping the scans of a run in the store, and what happened since those before them.
 */
#ifndef HOLDTRACE_KEEP_H
#define HOLDTRACE_KEEP_H

#include "holdtrace/course.h"
#include "holdtrace/events.h"
#include "holdtrace/partial_report.h"

// Scans that are to be kept, wherever they come from.
struct keep_source {
    const void *from;
    size_t count;
    bool lost;      // a scan could not be had, and is not among them: none is kept
    size_t *by_met; // of a run in parts, which scan the fund of an item is, by how it was met; NULL: it is none
    const char *version, *screen, *base_currency; // base_currency NULL: none
    // Of scan INDEX the day of its holdings, and how its fund is known, without the path of its file and with it.
    struct ht_date (*day)(const void *from, size_t index);
    const char *(*key)(const void *from, size_t index, bool with_path, struct ht_arena *arena);
    // Scan INDEX, of the fund KEY, in ARENA; false when it cannot be had.
    bool (*make)(const void *from, size_t index, const char *key, struct ht_arena *arena, struct ht_kept_scan *out,
                 struct ht_held *held);
};

// The accounts of SCAN; the funds of RUN. What is made lives in ARENA.
struct keep_source keep_accounts(const struct ht_scan *scan);
struct keep_source keep_parts(const struct ht_partial_run *run, struct ht_arena *arena);

/*
 * Writes all scans of SOURCE into the store PATH, where others see them together once keep_end has made them last, or
 * not at all. With RULES (NULL: none) *LIST gets what happened. Everything lives in ARENA. In between the reports are
 * written: who is killed then has told what happened, and is told it again, but nothing that happened is kept and
 * never told.
 */
enum ht_status keep_begin(const char *path, const struct ht_event_rules *rules, const struct keep_source *source,
                          struct ht_arena *arena, struct ht_event_list *list, struct ht_history **out,
                          struct ht_error *err);

/*
 * The courses of the funds of SOURCE over all that HISTORY holds, the scans of this run among them; with one scan
 * where nothing was kept before. keep_course looks one up, of scan INDEX, into another ARENA.
 */
struct keep_lookup;
const struct keep_lookup *keep_lookup_of(struct ht_history *history, const struct keep_source *source,
                                         struct ht_arena *arena);
struct ht_course keep_course(const struct keep_lookup *lookup, size_t index, struct ht_arena *arena);

// All of them.
const struct ht_course *keep_courses(struct ht_history *history, const struct keep_source *source,
                                     struct ht_arena *arena);

// Of an item of the run that the source of LOOKUP was made of: see ht_partial_run.
struct ht_course keep_course_of_item(const void *lookup, const struct ht_partial_item *item, struct ht_arena *arena);

// Makes them last, and gives HISTORY back. NULL is allowed.
enum ht_status keep_end(struct ht_history *history, struct ht_error *err);

#endif
