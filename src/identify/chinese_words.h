// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Words of Chinese company names that the companies translate in their English names: places, trades, forms. Private
 * to the stage.
 */
#ifndef IDENTIFY_CHINESE_WORDS_H
#define IDENTIFY_CHINESE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

enum ht_chinese_kind { HT_CHINESE_PLACE, HT_CHINESE_TRADE, HT_CHINESE_FORM, HT_CHINESE_NAME };

struct ht_chinese_word {
    const char *characters; // simplified
    const char *english;    // one word or several, as names have them; "" where they leave it out
    enum ht_chinese_kind kind;
};

// The longest word that TEXT begins with, or NULL.
const struct ht_chinese_word *ht_chinese_word_at(const char *text);

// Whether ENGLISH, a translation of this table, is also given as OTHER: 汽车 is Automobile, Motor, Auto or
// Automotive.
bool ht_chinese_also(const char *english, const char *other);

#endif
