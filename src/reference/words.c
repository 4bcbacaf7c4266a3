// SPDX-License-Identifier: GPL-3.0-or-later
// Closed vocabularies: see reference_words.h.
#include "holdtrace/reference_words.h"

#include <string.h>

#include "holdtrace/reference.h"

#define WORDS(symbol, ...)                                                                                           \
    static const char *const symbol##_items[] = {__VA_ARGS__};                                                       \
    const struct ref_words symbol = {symbol##_items, sizeof symbol##_items / sizeof symbol##_items[0]}

WORDS(ref_confidences, "official", "seen-in-source", "single-source", "vendor", "from-knowledge");
WORDS(ref_stake_kinds, "economic", "voting", "control");
WORDS(ref_stake_natures, "ordinary", "joint_venture", "founder");
WORDS(ref_stake_statuses, "closed", "planned", "pending");
WORDS(ref_designation_status, "in_force", "delisted", "withdrawn", "disputed");
WORDS(ref_entity_kinds, "company", "state_body", "institute", "university", "fund", "group", "person");
WORDS(ref_name_kinds, "legal", "former", "alias", "abbreviation", "local", "export_label");
WORDS(ref_relations, "supplier", "customer", "strategic_partner", "research_partner", "funder", "joint_venture",
      "managed_by", "subfund_of", "feeder_to", "succeeded_by", "other");
WORDS(ref_list_kinds, "list", "event");
WORDS(ref_grounds, "xinjiang_surveillance", "forced_labour", "military", "telecom_security", "other");
WORDS(ref_statement_status, "not_listed", "removed", "withdrawn", "disputed_scope", "denial");
WORDS(ref_link_decisions, "same", "different");
WORDS(ref_exception_categories, "direct_parent", "ultimate_parent");
WORDS(ref_flags, "n", "y");

int ref_word(const struct ref_words *words, const char *text) {
    for (size_t i = 0; i < words->count; i++)
        if (strcmp(words->items[i], text) == 0)
            return (int)i;
    return -1;
}

const char *ht_confidence_name(enum ht_confidence confidence) {
    return ref_confidences.items[confidence];
}

bool ht_confidence_counts(enum ht_confidence confidence) {
    return confidence != HT_CONFIDENCE_FROM_KNOWLEDGE;
}

const char *ht_designation_status_name(enum ht_designation_status status) {
    return ref_designation_status.items[status];
}
