// SPDX-License-Identifier: GPL-3.0-or-later
// Headers and cells that lists of exclusions have and holdings have not. Private to the stage.
#ifndef RESOLVE_EXCLUSION_WORDS_H
#define RESOLVE_EXCLUSION_WORDS_H

#include <stdbool.h>

#include "holdtrace/text.h"

enum exclusion_word {
    EXCLUSION_WORD_NONE,
    EXCLUSION_WORD_NOTE,     // a text that stands for itself
    EXCLUSION_WORD_LABELLED, // criterion, theme, date: kept in the note with its header
    EXCLUSION_WORD_STATUS,   // the same; it may say that the exclusion has ended
    EXCLUSION_WORD_ENDED_ON  // the same; a day on which it ended
};

// What HEADER is, without ASCII case.
enum exclusion_word exclusion_word_of(struct ht_slice header);

// Whether a cell of EXCLUSION_WORD_STATUS says that the line no longer holds.
bool exclusion_has_ended(const char *status);

// Whether CELL stands for nothing: "-", "n/a".
bool exclusion_is_blank(struct ht_slice cell);

#endif
