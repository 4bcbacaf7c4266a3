// SPDX-License-Identifier: GPL-3.0-or-later
// When the companies behind the exposed positions came on the lists, against the day of the holdings.
#ifndef HOLDTRACE_REPORT_TIMELINE_H
#define HOLDTRACE_REPORT_TIMELINE_H

#include "holdtrace/exposure.h"

struct ht_timeline {
    const struct ht_designation **items; // each once, the earliest first
    size_t count;
    struct ht_date from, to; // of what is drawn: the first day of a year, and the latest day there is
    struct ht_date holdings, as_of;
};

// Of the designations that select the targets of ACCOUNT's exposed positions, read as of AS_OF. In ARENA.
struct ht_timeline ht_timeline_of(const struct ht_account *account, struct ht_date as_of, struct ht_arena *arena);

// Where DAY stands between both ends, in millionths.
int64_t ht_timeline_place(const struct ht_timeline *line, struct ht_date day);

// How ROW stood on the day of the holdings: "listed", "not yet listed".
const char *ht_timeline_standing(const struct ht_timeline *line, const struct ht_designation *row);

#endif
