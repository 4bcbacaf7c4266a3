// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The words with which the world's registers say what kind of company one is, and that exports print, shorten or
 * leave out. "Group" and "Holdings" are part of a name, in every language.
 */
#ifndef HOLDTRACE_IDENTIFY_LEGAL_FORMS_H
#define HOLDTRACE_IDENTIFY_LEGAL_FORMS_H

#include <stdbool.h>
#include <stddef.h>

// Whether WORD, folded, is by itself a legal form ("ltd", "ag").
bool ht_legal_word(const char *word);

// How many of the COUNT folded words at WORDS, from the end, are one legal form; 0 for none.
size_t ht_legal_form_at_end(const char *const *words, size_t count);

// How many words at the start are a legal form of the kind that stands first ("PT", "OAO", "株式会社").
size_t ht_legal_form_at_start(const char *const *words, size_t count);

// Length of the legal form that ends WORD without a blank, as Chinese, Japanese and Korean are written; 0 for none.
size_t ht_legal_suffix(const char *word);
size_t ht_legal_prefix(const char *word);

#endif
