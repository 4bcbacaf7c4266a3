// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What a header says besides what its column means: the unit of its amounts, and whose currency they are in. Private
 * to the ingest stage.
 */
#ifndef HOLDTRACE_HEADER_UNIT_H
#define HOLDTRACE_HEADER_UNIT_H

#include "ingest/layout_data.h"

// A unit found in a header key.
struct ht_unit {
    int shift;        // power of ten
    size_t at, len;   // where in the key it stands
    char currency[4]; // that has grown together with it ("TEUR"), or ""
    bool shares;      // it counts shares
    bool one_letter;  // it is "m"
};

// The first unit in KEY (ht_header_key); false when there is none.
bool ht_unit_find(const char *key, struct ht_unit *out);
// Whether UNIT, found in TEXT, can stand for a thousand or a million.
bool ht_unit_unclear(const struct ht_unit *unit, struct ht_slice text);

struct ht_header_word {
    const struct ht_word *word; // NULL when the vocabulary does not know it; then nothing else is set
    enum ht_field field;
    char currency[4]; // "" when the header names none, or a sign of several
    int shift;        // the power of ten that the header gives its figures; 0: none
    bool unclear;     // it gives them a power that can be read in two ways
    bool in_base;     // amounts in the one currency of the portfolio
};

struct ht_header_word ht_header_word(const struct ht_vocabulary *vocabulary, struct ht_slice header);

#endif
