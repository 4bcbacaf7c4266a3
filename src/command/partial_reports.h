// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The reports of a run that was put together, to where they were ordered.
 */
#ifndef HOLDTRACE_PARTIAL_REPORTS_H
#define HOLDTRACE_PARTIAL_REPORTS_H

#include "command/fund_reports.h"
#include "holdtrace/partial_report.h"

// Whether all of ORDERS can be made of parts, of a run that has a scan if FRAMED, or, with AGAIN, by scanning the
// funds once more; what they must have is added to *WANTS.
bool partial_reports_can(const struct report_orders *orders, bool framed, bool again, unsigned *wants);

// Whether any of them is made by scanning the funds once more.
bool partial_reports_scan_again(const struct report_orders *orders);

/*
 * Writes the reports of RUN to where ORDERS says, none in a directory over one of KEPT; one that fails is said, and
 * the others are still written. Returns whether all were. SCANNER may be NULL where none is made so.
 */
bool partial_reports_write(const struct report_orders *orders, const struct kept_paths *kept,
                           const struct ht_partial_run *run, const struct fund_scanner *scanner,
                           struct ht_arena *arena);

#endif
