// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A run of check in parts: files are scanned one by one, by several processes, each leaves its part behind and
 * nothing else, and the parts are put together at the end. The reports are the same bytes as of a run that has all of
 * it at once.
 */
#ifndef HOLDTRACE_CHECK_PARTS_H
#define HOLDTRACE_CHECK_PARTS_H

#include "command/keep.h"
#include "command/partial_reports.h"
#include "command/put_together.h"
#include "command/workers.h"

struct parts_plan {
    const struct inputs *inputs;
    unsigned wants;          // bits of enum ht_part_want
    const char *partial;     // where the parts are kept; NULL: in a file without a name
    bool leave;              // and stay, for another run to put together; nothing is reported by this one
    struct workers *workers; // NULL: this process scans
    open_producer open;      // how others that scan begin, with `settings`
    const void *settings;
    size_t jobs; // most of them; 0: one a processor
    const struct report_orders *orders;
    const struct kept_paths *kept;      // no report in a directory may replace them
    const char *store;                  // NULL: none
    const struct ht_event_rules *rules; // NULL: none
    bool quiet;
};

// Whether all of ORDERS can be made of parts, of a run that has a scan if FRAMED, or, with AGAIN, by scanning funds
// once more; *WANTS is what they and a store must have.
bool parts_suffice(const struct report_orders *orders, bool framed, bool again, const char *store, unsigned *wants);

// Whether a run of INPUTS is better done in parts: several inputs, or a large one.
bool parts_are_worth(const struct inputs *inputs, const struct report_orders *orders);

/*
 * Starts as many processes as are worth it for INPUTS, at most JOBS (0: one a processor), as workers_start. NULL: the
 * one that asks scans them itself. One alone is of use, too: the run can be ended while it reads.
 */
struct workers *parts_start(const struct inputs *inputs, size_t jobs, open_producer open, const void *settings,
                            struct ht_arena *arena);

// What frames the parts that SCAN makes; OTHERWISE tells what else decides what they say. Lives in ARENA.
void parts_frame(const struct ht_scan *scan, unsigned wants, const char *otherwise, bool trouble,
                 struct ht_arena *arena, struct ht_part_frame *out);

// Runs PLAN with PRODUCER, reports, and returns the exit code.
int check_parts(const struct parts_plan *plan, struct producer *producer, const struct ht_part_frame *frame,
                struct ht_arena *arena);

// Writes the funds of RUN into STORE and adds what happened by RULES (NULL: none), as keep_begin; what goes wrong is
// said and is trouble of the run. WHOLE: all files were reached and none waits, so that a fund can be missed.
// COURSES: reports show the course of each fund.
struct ht_history *store_parts(const char *store, const struct ht_event_rules *rules, bool whole, bool courses,
                               struct ht_partial_run *run, struct ht_arena *arena);

// keep_end, and says what goes wrong. Whether nothing did.
bool store_ends(struct ht_history *history);

#endif
