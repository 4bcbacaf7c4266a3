// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Sentences that are made once, before any report, and stand in all of them: a reason, a finding. Their figures are
 * known as such, so that a report to people can write them in its style without guessing which digits of a sentence
 * are a number, and which a citation or the name of a file.
 *
 * While such a sentence is put together its figures are marked within it; what other modules see is the text.
 */
#ifndef HOLDTRACE_TOLD_H
#define HOLDTRACE_TOLD_H

#include "holdtrace/locale.h"

struct ht_arena;

struct ht_told {
    const char *text;   // as JSON has it; NULL: nothing is told
    const char *marked; // the same with its figures marked; NULL when it has none
};

// Figures for the parts of a sentence; each returns BUFFER.
const char *ht_told_number(struct ht_decimal number, char buffer[HT_FIGURE_TEXT]);
const char *ht_told_percent(struct ht_decimal percent, char buffer[HT_FIGURE_TEXT]);
const char *ht_told_date(struct ht_date date, char buffer[HT_FIGURE_TEXT]); // "" when it is not known

// The sentence that was put together as MARKED, which lives as long; NULL is told as nothing.
struct ht_told ht_told_of(struct ht_arena *arena, const char *marked);

// TOLD as a part of another sentence; never NULL when its text is not.
const char *ht_told_part(struct ht_told told);

// TOLD with its figures in the style of ARENA.
const char *ht_told_in(struct ht_arena *arena, struct ht_told told);

#endif
