// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Which words of two prepared names answer each other, and the likeness of single words. Private to the stage.
 */
#ifndef IDENTIFY_NAME_PAIRING_H
#define IDENTIFY_NAME_PAIRING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "holdtrace/name_match.h"

// Words of one name that answer words of the other: one and one, or several where they are joined or initials.
struct ht_word_pair {
    uint8_t how;          // enum ht_word_match
    uint8_t first, other; // of the printed name, of the other
    float weight;         // the lesser of both sides'
    float credit;         // 1 for the same word, less for what is only like it
    float wrong;          // part of its letters that differ, of HT_WORD_MISTYPED
};

struct ht_pairing {
    const struct ht_prepared_name *printed, *name;
    struct ht_word_pair pairs[HT_NAME_WORDS];
    size_t count;
    uint32_t left_printed, left_name; // bit N: word N has no answer
};

void ht_pair_words(const struct ht_prepared_name *printed, const struct ht_prepared_name *name,
                   struct ht_pairing *out);

// Bit masks of words: all below COUNT; whether word I is in.
static inline uint32_t ht_words_below(size_t count) {
    return (UINT32_C(1) << count) - 1;
}
static inline bool ht_word_in(uint32_t words, size_t i) {
    return (words >> i & 1) != 0;
}

bool ht_words_equal(const struct ht_name_word *a, const struct ht_name_word *b);

// Whether A and B are one word with different endings: "industries" and "industrial".
bool ht_words_inflected(const struct ht_name_word *a, const struct ht_name_word *b);

// Whether SHORTER is an abbreviation of LONGER: its start, or its first letter and others in their order.
bool ht_word_abbreviates(const struct ht_name_word *shorter, const struct ht_name_word *longer);

// Letters to change, leave out, put in or exchange with their neighbours to make A into B; MOST + 1 when more.
unsigned ht_word_distance(const struct ht_name_word *a, const struct ht_name_word *b, unsigned most);

// How many errors two words of these lengths may have, to be one mistyped.
unsigned ht_errors_allowed(size_t longer);

#endif
