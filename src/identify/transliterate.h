// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Names in other scripts read in Latin letters, by ICU's transliterators. Opening one takes up to 90 ms (Chinese), so
 * ICU's library for them is loaded, and each of them opened, when the first name needs it, and kept to the end of the
 * process. For one thread. Private to the stage.
 *
 * What comes out is for comparing and never shown: Chinese characters are read as in Mandarin also in Japanese names,
 * where the reading is wrong more often than not, and the vowels of other scripts are ICU's, not the company's.
 */
#ifndef IDENTIFY_TRANSLITERATE_H
#define IDENTIFY_TRANSLITERATE_H

#include <stddef.h>

struct ht_arena;

enum ht_script { HT_LATIN, HT_HAN, HT_CYRILLIC, HT_GREEK, HT_HANGUL, HT_KATAKANA, HT_HIRAGANA, HT_OTHER_SCRIPT };

// The script of the character at TEXT, UTF-8; *LEN is its length in bytes. Digits, signs and accents are HT_LATIN.
enum ht_script ht_script_at(const char *text, size_t *len);

/*
 * TEXT, all of which is of SCRIPT, in small Latin letters without accents, in ARENA; of Chinese characters a blank
 * between syllables. NULL when SCRIPT is HT_LATIN or HT_OTHER_SCRIPT, or ICU's library for it is missing.
 */
const char *ht_transliterate(struct ht_arena *arena, enum ht_script script, const char *text);

// TEXT with traditional Chinese characters as simplified ones, in ARENA; TEXT itself when ICU's library is missing.
const char *ht_simplify(struct ht_arena *arena, const char *text);

#endif
