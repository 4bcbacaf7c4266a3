// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Names that are only like one of the reference: words cut short, a typing error. Never a match. Asked last, of rows
 * of which nothing is known, and silent where anything else in the row speaks against the company: its country, its
 * ISIN, its ticker, or that it is a known lookalike.
 */
#include <string.h>

#include "holdtrace/likeness.h"
#include "holdtrace/names.h"
#include "holdtrace/text.h"
#include "resolve/row.h"

enum { MOST_SIMILAR = 5 }; // a spelling that fits more companies tells none

static bool speaks_against(struct row *row, const struct ht_entity *entity) {
    return row_country_fit(row->position, entity) == COUNTRY_CONTRADICTS || isin_contradicts(row, entity) ||
           ticker_contradicts(row, entity) || row_lookalike(row, entity) != 0;
}

// Adds the companies that KEY is like.
static void add_similar(struct row *row, const char *key) {
    struct ht_likely_names likely = ht_reference_likely_names(row->run->ref, key[0]);
    struct ht_letters letters = ht_letters_of(key);
    for (size_t i = 0; i < likely.count; i++) {
        enum ht_likeness how = ht_letters_are_near(letters, likely.items[i].letters)
                                   ? ht_name_likeness(key, likely.items[i].key)
                                   : HT_UNLIKE;
        const struct ht_entity *entity =
            how != HT_UNLIKE ? ht_reference_entity_at(row->run->ref, likely.items[i].entity) : NULL;
        if (entity && !speaks_against(row, entity)) {
            row_candidate(row, entity,
                          how == HT_CUT_SHORT ? "the printed name may be a short form of \"%s\", a name of %s"
                                              : "the printed name may be a misspelling of \"%s\", a name of %s",
                          likely.items[i].key, entity->name);
        }
    }
}

// Adds the companies whose Chinese name has KEY within: short names leave out the place before and the form behind.
static void add_chinese(struct row *row, const char *key) {
    enum { LEAST_CHARACTERS = 4 };
    struct ht_likely_names likely = ht_reference_likely_names(row->run->ref, HT_LIKELY_CHINESE);
    for (size_t i = 0; i < likely.count && ht_utf8_length(key) >= LEAST_CHARACTERS; i++) {
        const struct ht_entity *entity =
            strstr(likely.items[i].key, key) ? ht_reference_entity_at(row->run->ref, likely.items[i].entity) : NULL;
        if (entity && !speaks_against(row, entity)) {
            row_candidate(row, entity, "the printed name is a part of \"%s\", a name of %s", likely.items[i].key,
                          entity->name);
        }
    }
}

void try_similar(struct row *row) {
    struct kind_rule rule = kind_rule_of(row->position->kind);
    if (!row->position->name || !rule.name || rule.name_is_candidate || row->claim_count > 0 ||
        row->candidate_count > 0 || row->conflict || row_names(row).count > 0)
        return;
    row_name_keys(row);
    if (ht_name_is_chinese(row->issuer_key))
        add_chinese(row, ht_name_simplified(row->run->scratch, row->issuer_key));
    add_similar(row, row->issuer_key);
    if (row->candidate_count == 0 && row->whole_key != row->issuer_key)
        add_similar(row, row->whole_key);
    row->candidate_count = row->candidate_count > MOST_SIMILAR ? 0 : row->candidate_count;
}
