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
    const char *version;
    struct ht_reference *ref;
    const struct ht_screen *screen;
    struct ht_date as_of;
    const struct ht_divest_choice *choice;
    const struct ht_divest_terms *terms;
    const struct ht_base_currency *base; // NULL: amounts are in the currencies of the files
    const struct ht_divestment *items;   // by path bytes
    size_t count;
    const struct ht_unread *unread;
    size_t unread_count;
    const struct ht_proceeds *overall; // by currency
    size_t overall_count;
    bool trouble;
    size_t width; // columns of the terminal; 0: not a terminal
    bool colour;
};

typedef void ht_divest_writer(const struct ht_divest_report *report, struct ht_arena *arena,
                              struct ht_buffer *buffer);

// The writer of format NAME: "text", "json" or "csv" (the orders); NULL when there is none.
ht_divest_writer *ht_divest_format(const char *name);

#endif
