// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What `divest` is asked for, and what it reads before the holdings: which positions go, volumes, returns, benchmark.
 */
#ifndef HOLDTRACE_DIVEST_SETUP_H
#define HOLDTRACE_DIVEST_SETUP_H

#include "command/constituents.h"
#include "command/setup.h"
#include "holdtrace/divest_report.h"

struct divest_settings {
    struct scan_settings scan;
    struct text_list reports, keep, lists, parents, look_through;
    const char *drop, *neutral, *paper, *volumes, *half_spread, *impact, *returns, *series, *benchmark, *max_age;
    struct ht_amount participation, turnover, max_weight;
    size_t periods;
    const struct ht_locale *locale;
    bool not_us_person;
};

// Where a report goes, and in which format.
struct divest_order {
    const struct ht_divest_format *format;
    const char *helper; // the path of the program that makes it; NULL: none is needed
    const char *path;   // NULL: standard output
};

struct divest_setup {
    struct scan_setup scan;
    struct inputs inputs;
    struct results results;
    struct constituents constituents;
    struct ht_divest_choice choice;
    struct ht_divest_terms terms;
    struct divest_order *orders;
    size_t order_count;
    bool trouble; // a row of a file beside the holdings was left out
};

// The terms, with the files that they rest on; before the reference is opened. What is wrong with a file is said.
enum ht_status divest_read_terms(const struct divest_settings *settings, struct ht_arena *arena,
                                 struct divest_setup *setup, struct ht_error *err);

// What goes, the benchmark, and what to look through funds by; after setup_scan.
enum ht_status divest_read_choice(const struct divest_settings *settings, struct ht_arena *arena,
                                  struct divest_setup *setup, struct ht_error *err);

#endif
