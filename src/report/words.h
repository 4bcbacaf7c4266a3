// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Rows of the reference in words: the closed vocabularies as they are written in the reference's files.
 */
#ifndef HOLDTRACE_REPORT_WORDS_H
#define HOLDTRACE_REPORT_WORDS_H

#include "holdtrace/screen.h"

const char *ht_word_stake_kind(enum ht_stake_kind kind);       // NULL for an unstated one
const char *ht_word_stake_nature(enum ht_stake_nature nature); // "ordinary", ...
const char *ht_word_stake_status(enum ht_stake_status status); // "closed", ...

// The status of ROW on DAY: "in_force" while it stands, whatever became of it later; "disputed" when its end is
// contested; "not_yet" before it began; else the row's own word.
const char *ht_word_standing(const struct ht_designation *row, struct ht_date day);

#endif
