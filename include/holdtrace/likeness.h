// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * How one name key can be another written carelessly: words cut short, or a typing error. It never tells that two
 * names are one company's; it tells that a person should look. Pure functions over keys of ht_name_key, in ASCII.
 */
#ifndef HOLDTRACE_LIKENESS_H
#define HOLDTRACE_LIKENESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum ht_likeness {
    HT_UNLIKE,
    HT_CUT_SHORT, // each printed word is the start of the name's word in its place, or the whole of it
    HT_MISTYPED   // as many words, with a letter left out, put in, changed, or two exchanged; or words joined or
                  // divided
};

// What of a key can be compared at once, before its words are.
struct ht_letters {
    uint32_t set; // bit N: it has a character of which the last five bits are N
    size_t length;
};

struct ht_letters ht_letters_of(const char *key);

// False only where PRINTED and NAME are unlike for certain; most are, and words are compared slowly.
bool ht_letters_are_near(struct ht_letters printed, struct ht_letters name);

/*
 * How PRINTED resembles NAME, a longer or equally long key that is not the same.
 *
 * HT_CUT_SHORT needs two words of together 12 letters in PRINTED, none of under three letters unless NAME has it
 * whole, and one word of NAME that is not common, of which at least four letters are printed. HT_MISTYPED needs 12
 * letters and such a word too, and allows one error, in keys of over 20 letters two in two words; never in a word of
 * fewer than five letters, in a first letter, or in a figure.
 */
enum ht_likeness ht_name_likeness(const char *printed, const char *name);

// Whether a careless spelling of KEY could be told at all: two words, 12 letters, ASCII, one word not common.
bool ht_name_can_be_resembled(const char *key);

// Where KEY begins when the province or city before the name is left out ("hangzhou hikvision digital"); NULL when it
// begins with none.
const char *ht_name_without_place(const char *key);

#endif
