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

struct ht_divest_format {
    const char *name;
    void (*write)(const struct ht_divest_report *report, struct ht_arena *arena, struct ht_buffer *buffer);
    const char *helper; // the program that makes bytes of it, as in report.h; NULL: it is the report
    bool for_people;    // figures are in the style that the scan asks for
};

// The formats, "csv" being the orders; ended by an entry without a name.
extern const struct ht_divest_format ht_divest_formats[];

const struct ht_divest_format *ht_divest_format_named(const char *name); // NULL when there is none

// Writes the report, or what its helper makes it of, with figures as people or programs read them.
void ht_divest_write(const struct ht_divest_format *format, const struct ht_divest_report *report,
                     struct ht_arena *arena, struct ht_buffer *buffer);

#endif
