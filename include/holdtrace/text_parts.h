// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The text report, as text or as Markdown, of a run that is not at hand whole: what a fund is in it, as bytes that
 * can be kept, and all of it put together, fund by fund; the same bytes as of a run that is at hand.
 */
#ifndef HOLDTRACE_TEXT_PARTS_H
#define HOLDTRACE_TEXT_PARTS_H

#include "holdtrace/course.h"
#include "holdtrace/report.h"

// Adds the fund of ACCOUNT to TO, in the view of SCAN, whose accounts are not asked. ARENA is for the while.
void ht_text_part(const struct ht_scan *scan, const struct ht_account *account, bool markdown, struct ht_arena *arena,
                  struct ht_buffer *to);

// All in the view of SCAN that decides what such bytes say: bytes of another are not put together with them. Lives in
// ARENA.
const char *ht_text_part_view(const struct ht_scan *scan, struct ht_arena *arena);

// A report that is put together; lives in ARENA.
struct ht_text_parts;

// SCAN has the outcome, events, and what was ignored, and its accounts are not asked; the report is added to BUFFER,
// from which the caller may take what is there after each call.
struct ht_text_parts *ht_text_parts_begin(const struct ht_scan *scan, bool markdown, struct ht_arena *arena,
                                          struct ht_buffer *buffer);

// The files in the order of the report. PART is what ht_text_part made of a fund, COURSE what the store holds of it
// (NULL: there is none); false when PART is broken.
bool ht_text_parts_fund(struct ht_text_parts *parts, struct ht_slice part, const struct ht_course *course);
void ht_text_parts_unread(struct ht_text_parts *parts, const struct ht_unread *unread);

// What follows them; SUMS of all funds.
void ht_text_parts_end(struct ht_text_parts *parts, const struct ht_category_sum *sums, size_t count);

#endif
