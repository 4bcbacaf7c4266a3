// SPDX-License-Identifier: GPL-3.0-or-later
// A name as a list of folded words. Private to the stage.
#ifndef IDENTIFY_NAME_WORDS_H
#define IDENTIFY_NAME_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ht_arena;

struct ht_name_list {
    const char **at;
    size_t count;
};

// NAME folded, without signs, at its blanks; nothing written out or left out. In ARENA.
struct ht_name_list ht_name_split(struct ht_arena *arena, const char *name);

// The whole word that the short form WORD stands for, where it stands for one only; NULL otherwise.
const char *ht_abbreviation(const char *word);

// WORD as a whole number: digits, a Roman numeral from II to XXX, a number word up to ninety; -1 when it is none.
int32_t ht_number_word(const char *word);

// Families of legal forms, for telling "Deutsche Bank AG" from "Deutsche Bank GmbH".
enum ht_form {
    HT_FORM_NONE,
    HT_FORM_ANY,     // one that exports and translators write for every other: Co., Company, 股份有限公司
    HT_FORM_LIMITED, // Limited, plc, Pte, Sdn Bhd
    HT_FORM_CORPORATION,
    HT_FORM_LLC,
    HT_FORM_AG,
    HT_FORM_GMBH,
    HT_FORM_PARTNERSHIP,
    HT_FORM_JSC,
    HT_FORM_SA,
    HT_FORM_SARL,
    HT_FORM_NORDIC,
    HT_FORM_OTHER
};

enum ht_form ht_form_of(const char *word);

// Takes words of the instrument out of the words of a printed name: notes, warrants, "P-NOTE". True when the
// instrument is one that a bank issues on another company's shares.
bool ht_name_without_instrument(struct ht_name_list *words);

// Writes each word of WORDS that is not in Latin letters as *OUT: Chinese ones divided and translated, others read.
// LATIN: into Latin letters; else they only are divided, and made simplified.
struct ht_read_word {
    const char *text;
    const char *printed;  // what stands there; NULL when that is TEXT
    const char *han;      // what it was read from; NULL of other scripts
    const char *initials; // of syllables; NULL of other scripts
    bool read, translated, place, form, trade;
};

struct ht_read_words {
    struct ht_read_word *at;
    size_t count, capacity;
};

void ht_read_scripts(struct ht_arena *arena, const struct ht_name_list *words, bool latin, struct ht_read_words *out);

#endif
