// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The names of the reference that a printed name is most like, out of an index that is asked for its rarest words.
 * What is found is a question for a person, never an answer: see name_match.h.
 */
#ifndef HOLDTRACE_NEAR_NAMES_H
#define HOLDTRACE_NEAR_NAMES_H

#include "holdtrace/name_match.h"
#include "holdtrace/reference.h"

enum ht_near_scope {
    // Names of curated entities and of those on a list, of all kinds, also of their securities; careless spellings
    // too.
    HT_NEAR_WATCHED,
    // Names of all entities; only by words that are spelled alike.
    HT_NEAR_ALL
};

struct ht_near_name {
    const struct ht_name *name;
    const struct ht_prepared_name *prepared;
    struct ht_name_match match; // of the names alone, without a context
};

// Best first, by ht_name_match_order, then by id; one of each entity, its best name.
struct ht_near_names {
    const struct ht_prepared_name *printed; // NULL when there are none
    const struct ht_near_name *items;
    size_t count;
};

/*
 * The names of SCOPE that NAME, as an export prints it, may stand for; KEY is the ht_name_key of its issuer part,
 * which the caller has already; CUT: the export may have cut it. At most ten entities, and none of which the names
 * alone say that it is no more than one in twenty. The answer is valid until the next call: it is remembered, and all
 * that is remembered is forgotten now and then.
 */
struct ht_near_names ht_reference_near_names(struct ht_reference *ref, const char *name, const char *key, bool cut,
                                             enum ht_near_scope scope);

// How many entities of the reference have a word in their names; lives as long as REF.
const struct ht_word_counts *ht_reference_word_counts(struct ht_reference *ref);

#endif
