// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The closed vocabularies of the reference's columns. Where the public headers have an enum for one, the words stand
 * in the order of the enum.
 */
#ifndef HOLDTRACE_REFERENCE_WORDS_H
#define HOLDTRACE_REFERENCE_WORDS_H

#include <stddef.h>

struct ref_words {
    const char *const *items;
    size_t count;
};

extern const struct ref_words ref_confidences;        // enum ht_confidence
extern const struct ref_words ref_stake_kinds;        // enum ht_stake_kind
extern const struct ref_words ref_stake_natures;      // enum ht_stake_nature
extern const struct ref_words ref_stake_statuses;     // enum ht_stake_status
extern const struct ref_words ref_designation_status; // enum ht_designation_status
extern const struct ref_words ref_entity_kinds;
extern const struct ref_words ref_name_kinds;
extern const struct ref_words ref_relations;
extern const struct ref_words ref_list_kinds;
extern const struct ref_words ref_grounds;
extern const struct ref_words ref_statement_status;
extern const struct ref_words ref_link_decisions;
extern const struct ref_words ref_exception_categories;
extern const struct ref_words ref_flags; // n, y

// Place of TEXT among WORDS, or -1.
int ref_word(const struct ref_words *words, const char *text);

#endif
