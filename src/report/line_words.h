// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * One position in words, for every format: who guarantees it, and by what share its issuer is tied.
 */
#ifndef HOLDTRACE_REPORT_LINE_WORDS_H
#define HOLDTRACE_REPORT_LINE_WORDS_H

#include "holdtrace/exposure.h"

// Who stands for what the issuer owes, with the source that says so, as a sentence; NULL when nobody else does.
const char *ht_word_guarantor(struct ht_arena *arena, const struct ht_line *line);

// "Stated share: 40 %.", or the share over all chains of owners; NULL when none is known or there is no chain.
const char *ht_word_tie_share(struct ht_arena *arena, const struct ht_tie *tie);

#endif
