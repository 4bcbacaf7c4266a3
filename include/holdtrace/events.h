// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What has to happen since the last scan of a fund for somebody to be woken: --fail-on. An event is something that
 * was otherwise before: what was so already is none, and a fund without an earlier scan has none.
 */
#ifndef HOLDTRACE_EVENTS_H
#define HOLDTRACE_EVENTS_H

#include "holdtrace/history.h"

enum ht_event_kind {
    HT_EVENT_NEW,            // a counted position that was not counted before
    HT_EVENT_GROWN,          // the weight of counted long positions rose by so many points
    HT_EVENT_POSSIBLE,       // a possible position that was none before
    HT_EVENT_NEW_LIST_ENTRY, // a company behind a position that is held already came on a list
    HT_EVENT_COVERAGE,       // less than so many percent of the fund could be compared
    HT_EVENT_ZERO_ROWS,      // the file has no position any more
    HT_EVENT_MISSING_FUND,   // a fund of earlier runs is not in this one
    HT_EVENT_STALE_HOLDINGS, // the holdings are older than so many days
    HT_EVENT_STALE_LIST,     // a list of the screen was retrieved more than so many days ago
    HT_EVENT_DUE,            // a day to divest by is at most so many days away
    HT_EVENT_KINDS
};

struct ht_event_rules {
    bool wanted[HT_EVENT_KINDS];
    struct ht_amount limits[HT_EVENT_KINDS]; // percent, points or days
};

/*
 * Reads "new,grown:0.1,coverage:95". HT_ERR_USAGE for an unknown event, a limit that is missing, wrong or too much.
 */
enum ht_status ht_event_rules_read(const char *text, struct ht_arena *arena, struct ht_event_rules *out,
                                   struct ht_error *err);

// Whether any of RULES counts days, for which the day of the run must be given.
bool ht_event_rules_need_day(const struct ht_event_rules *rules);

struct ht_event_list {
    struct ht_event *items;
    size_t count, capacity;
};

// Adds to LIST what happened between the two scans of DIFF, by RULES. Texts live in ARENA.
void ht_events_find(const struct ht_event_rules *rules, const struct ht_scan_diff *diff, struct ht_arena *arena,
                    struct ht_event_list *list);

// Adds that the fund of SERIES is not in the run.
void ht_events_missing(const struct ht_series *series, struct ht_arena *arena, struct ht_event_list *list);

#endif
