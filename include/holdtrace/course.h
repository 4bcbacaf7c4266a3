// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The course of a fund's exposure over its kept scans, and the funds of a store: plain data, with text and JSON.
 */
#ifndef HOLDTRACE_COURSE_H
#define HOLDTRACE_COURSE_H

#include "holdtrace/kept_scan.h"

// Scans with their sums, in order: of one fund for a course, the last one of each series for a list of funds.
struct ht_course {
    const struct ht_kept_scan *scans;
    size_t count;
    const int64_t *numbers; // of scans in each series, for a list of funds; NULL for a course
};

// For a reader. WIDTH 0: no terminal.
void ht_course_text(const struct ht_course *course, size_t width, bool colour, struct ht_arena *arena,
                    struct ht_buffer *buffer);
void ht_course_funds_text(const struct ht_course *funds, size_t width, bool colour, struct ht_arena *arena,
                          struct ht_buffer *buffer);

// As schema holdtrace.history/1.
void ht_course_json(const struct ht_course *course, struct ht_buffer *buffer);
void ht_course_funds_json(const struct ht_course *funds, struct ht_buffer *buffer);

#endif
