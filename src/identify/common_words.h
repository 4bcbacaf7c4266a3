// SPDX-License-Identifier: GPL-3.0-or-later
// Words that tell no company. Private to the stage.
#ifndef IDENTIFY_COMMON_WORDS_H
#define IDENTIFY_COMMON_WORDS_H

#include <stdbool.h>

#include "holdtrace/text.h"

// Whether WORD, in small letters, is a province or a large city of China, as company names begin with them.
bool ht_word_is_place(struct ht_slice word);

// Whether WORD stands in the names of many companies: a place, a trade, a word for a company.
bool ht_word_is_common(struct ht_slice word);

#endif
