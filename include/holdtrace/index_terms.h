// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Under what a name stands in an index of names: its words and, so that a careless spelling finds it, what is left of
 * them. Pure functions of a key of ht_name_key; the same for names that are indexed and for names that are looked up.
 *
 * A term is a number of 32 bits. Two words may have one: what is found by it must be compared.
 */
#ifndef HOLDTRACE_INDEX_TERMS_H
#define HOLDTRACE_INDEX_TERMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef void ht_take_term(void *user, uint32_t term);

// The word TEXT, of LEN bytes. Of a word in Chinese characters: of two of them.
uint32_t ht_term_of(const char *text, size_t len);

// Hands on the terms of all words of KEY; of words in Chinese characters, which are written without blanks, those of
// each two neighbours, simplified ones (ht_name_simplified is the caller's affair).
void ht_terms_of_key(const char *key, ht_take_term *take, void *user);

// Those of a word alone.
void ht_terms_of_word(const char *word, size_t len, ht_take_term *take, void *user);

// Whether WORD has characters that are indexed by two.
bool ht_word_is_by_two(const char *word, size_t len);

// Neighbouring words of KEY written as one.
void ht_terms_of_joined(const char *key, ht_take_term *take, void *user);

/*
 * What careless spellings of WORD have in common with it: the word, the word less one letter, its first five letters.
 * None of words that are common, short, places, or have figures: those tell nothing, or mean another when a letter is
 * another. Of two spellings of which one has a letter more, less or another, or two exchanged, some term is the same.
 */
void ht_terms_of_careless(const char *word, size_t len, ht_take_term *take, void *user);

// Whether WORD of a key can tell a company: it has three letters, is none that stands in the names of many, no place
// and no figure, also not when it is written out.
bool ht_word_tells(const char *word, size_t len);

#endif
