// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The table behind returns.h: days in order by securities.
 */
#ifndef HOLDTRACE_DIVEST_SERIES_H
#define HOLDTRACE_DIVEST_SERIES_H

#include "holdtrace/map.h"
#include "holdtrace/returns.h"

struct div_day {
    struct ht_date date;
    size_t index; // in the order of the file
};

struct ht_returns {
    const char *path;
    char sha256[HT_SHA256_TEXT];
    enum ht_returns_kind kind;
    struct ht_map *codes; // key of codes.h to long, the series
    size_t series, day_count;
    struct div_day *days; // in order
    double *values;       // DAY_COUNT rows of SERIES numbers; NAN: missing
    size_t *held;         // values of each series
};

#endif
