// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * One report a fund, in a format that is not made of parts: once a run is put together, and it is known what belongs
 * to each report beside its fund, the funds are scanned once more, by several processes, and each leaves nothing but
 * its report behind. The same bytes as of a run that has all funds at once.
 */
#ifndef HOLDTRACE_FUND_REPORTS_H
#define HOLDTRACE_FUND_REPORTS_H

#include "command/reports.h"
#include "command/workers.h"
#include "holdtrace/partial_report.h"

// With what the funds are scanned again.
struct fund_scanner {
    const struct producer *producer; // in this process
    open_producer open;              // in others
    const void *settings;
    const char *digest; // what OPEN must tell of them
    size_t jobs;        // most of them; 0: one a processor
};

// A report to be written.
struct fund_report {
    const struct ht_partial_item *fund;
    const char *path; // where it goes
};

// Whether all of INPUTS can be read again, and are so much that this is better than having all funds in memory.
bool fund_reports_are_worth(const struct inputs *inputs);

// Writes REPORTS, those of one input one after the other, of RUN as ORDER says. What fails is said; whether nothing
// did.
bool fund_reports_write(const struct fund_scanner *scanner, const struct report_order *order,
                        const struct ht_partial_run *run, const struct fund_report *reports, size_t count,
                        struct ht_arena *arena);

#endif
