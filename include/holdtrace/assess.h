// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * One entity under a screen: the category a position in its securities would take, and why.
 */
#ifndef HOLDTRACE_ASSESS_H
#define HOLDTRACE_ASSESS_H

#include "holdtrace/exposure.h"

struct ht_assessment {
    enum ht_category category; // HT_NO_CATEGORY: no tie to a target is known
    unsigned also;             // bits of further categories
    const struct ht_exposed_target *targets;
    size_t target_count;
    const struct ht_doubt *doubts; // ties that the facts leave open
    size_t doubt_count;
    const struct ht_apart *apart;
    size_t apart_count;
    const struct ht_entity *head; // of its group; the entity itself when nobody heads it
};

// Assesses ENTITY as the issuer of a position, with what is KNOWN. *OUT lives in ARENA and with KNOWN.
void ht_assess(struct ht_reference *ref, const struct ht_screen *screen, const struct ht_targets *targets,
               struct ht_known_issuers *known, const struct ht_entity *entity, struct ht_date as_of,
               struct ht_arena *arena, struct ht_assessment *out);

#endif
