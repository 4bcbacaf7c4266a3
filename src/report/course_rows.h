// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The course of a fund as rows of words, for whatever shows it.
 */
#ifndef HOLDTRACE_REPORT_COURSE_ROWS_H
#define HOLDTRACE_REPORT_COURSE_ROWS_H

#include "holdtrace/course.h"
#include "report/paper.h"

enum ht_course_cell {
    HT_COURSE_HOLDINGS,
    HT_COURSE_AS_OF,
    HT_COURSE_COUNTED,
    HT_COURSE_VALUE,
    HT_COURSE_POSITIONS,
    HT_COURSE_POSSIBLE,
    HT_COURSE_COMPARABLE,
    HT_COURSE_REFERENCE,
    HT_COURSE_CELLS
};

extern const struct ht_column_spec ht_course_specs[HT_COURSE_CELLS];

// Fills CELLS with those of SCAN.
void ht_course_row(const struct ht_kept_scan *scan, struct ht_arena *arena, const char *cells[HT_COURSE_CELLS]);

// The weight that a bar shows: of counted long positions, 0 where the fund counts nothing.
struct ht_amount ht_course_weight(const struct ht_kept_scan *scan, struct ht_arena *arena);
struct ht_amount ht_course_largest(const struct ht_course *course, struct ht_arena *arena);

// The course of ACCOUNT of SCAN; NULL when there is none, or nothing but this scan.
struct ht_scan;
struct ht_account;
const struct ht_course *ht_course_of(const struct ht_scan *scan, const struct ht_account *account);

// What heads it.
extern const char ht_course_title[];
const char *ht_course_caption(struct ht_arena *arena, const struct ht_course *course);

#endif
