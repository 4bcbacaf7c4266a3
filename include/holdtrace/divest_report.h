// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Divestments as a report: for a reader, as schema holdtrace.divest/1, and as a list of orders. A what-if on given
 * holdings, and it says so; what a rule forbids to sell is named, and is no order.
 */
#ifndef HOLDTRACE_DIVEST_REPORT_H
#define HOLDTRACE_DIVEST_REPORT_H

#include "holdtrace/divest.h"
#include "holdtrace/report.h"

struct ht_divest_report {
    const struct ht_scan *scan; // of the holdings; outcome.trouble alone is set of its outcome
    const struct ht_divest_choice *choice;
    const struct ht_divest_terms *terms;
    const struct ht_divestment *items; // one an account, in their order
    const struct ht_proceeds *overall; // by currency
    size_t overall_count;
};

typedef void ht_divest_writer(const struct ht_divest_report *report, struct ht_arena *arena,
                              struct ht_buffer *buffer);

// The writer of format NAME, "csv" being the orders; NULL when there is none.
ht_divest_writer *ht_divest_format(const char *name);

#endif
