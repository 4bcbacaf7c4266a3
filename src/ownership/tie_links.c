// SPDX-License-Identifier: GPL-3.0-or-later
// Ties of one step: stake, linked.
#include <string.h>

#include "ownership/ties.h"

static bool reaches(struct ht_decimal share, struct ht_decimal threshold) {
    return ht_decimal_cmp(share, threshold) >= 0;
}

static bool is_venture(const struct ht_stake *stake) {
    bool none = stake->percent_max.known && ht_decimal_sign(stake->percent_max.number) == 0;
    return stake->nature == HT_STAKE_JOINT_VENTURE && !none;
}

// Other joint venturers of VENTURE that are targets.
static void find_fellows(struct own_ties *ties, const struct ht_stake *own) {
    struct ht_stakes owners = own_graph_owners(ties->graph, own->owned);
    for (size_t i = 0; i < owners.count; i++) {
        const struct ht_target *fellow = own_other_target(ties, owners.items[i].owner);
        if (!fellow || !is_venture(&owners.items[i]))
            continue;
        struct ht_step *steps = ht_arena_array(ties->graph->arena, 2, sizeof *steps);
        steps[0] = own_step_of(ties->graph, own);
        steps[1] = own_step_of(ties->graph, &owners.items[i]);
        steps[0].link = steps[1].link = HT_LINK_JOINT_VENTURE;
        own_tie_add(ties, HT_STAKE, fellow, (struct ht_path){steps, 2}, ht_amount_unknown());
    }
}

static void find_holding(struct own_ties *ties, const struct ht_stake *stake) {
    const struct ht_target *target = own_other_target(ties, stake->owned);
    if (!target)
        return;
    struct ht_step step = own_step_of(ties->graph, stake);
    bool share = stake->kind == HT_STAKE_ECONOMIC || stake->kind == HT_STAKE_VOTING;
    if (stake->nature == HT_STAKE_FOUNDER)
        step.link = HT_LINK_FOUNDED;
    else if (is_venture(stake))
        step.link = HT_LINK_JOINT_VENTURE;
    else if (share && reaches(own_stake_max(stake), ties->screen->stake_pct) &&
             !reaches(own_stake_min(ties->graph, stake), ties->screen->stake_pct)) {
        own_doubt_add(ties, HT_STAKE, target, stake);
        return;
    } else if (!share || !reaches(own_stake_min(ties->graph, stake), ties->screen->stake_pct))
        return;
    own_tie_add(ties, HT_STAKE, target, own_path_of(ties, step), ht_amount_unknown());
}

// Whether RELATION holds on the day: begun, or said to hold, not after it, and not ended before it.
static bool is_current(const struct own_graph *graph, const struct ht_relation *relation) {
    int32_t day = ht_date_first(graph->as_of);
    struct ht_date from = ht_date_known(relation->valid_from) ? relation->valid_from : relation->as_of;
    return ht_confidence_counts(relation->confidence) && ht_date_first(from) <= day &&
           ht_date_last(relation->valid_to) >= day;
}

static void add_relation(struct own_ties *ties, enum ht_category category, const struct ht_relation *relation) {
    const struct ht_entity *other = own_same(relation->subject, ties->issuer) ? relation->object : relation->subject;
    const struct ht_target *target = own_other_target(ties, other);
    struct ht_step step = {.owner = relation->subject,
                           .owned = relation->object,
                           .link = HT_LINK_RELATION,
                           .relation = relation->relation,
                           .as_of = ht_date_known(relation->as_of) ? relation->as_of : relation->valid_from,
                           .confidence = relation->confidence,
                           .source = relation->source,
                           .note = relation->note};
    step.too_old = own_is_old(ties->graph, step.as_of);
    if (target && is_current(ties->graph, relation))
        own_tie_add(ties, category, target, own_path_of(ties, step), ht_amount_unknown());
}

void own_find_stake(struct own_ties *ties) {
    struct ht_stakes held = own_graph_holdings(ties->graph, ties->issuer);
    struct ht_relations relations = ht_reference_relations(ties->graph->ref, ties->issuer);
    for (size_t i = 0; i < held.count; i++)
        find_holding(ties, &held.items[i]);
    for (size_t i = 0; i < held.count; i++)
        if (is_venture(&held.items[i]))
            find_fellows(ties, &held.items[i]);
    for (size_t i = 0; i < relations.count; i++)
        if (strcmp(relations.items[i].relation, "joint_venture") == 0)
            add_relation(ties, HT_STAKE, &relations.items[i]);
}

void own_find_linked(struct own_ties *ties) {
    static const char *const links[] = {"supplier",         "customer", "strategic_partner",
                                        "research_partner", "funder",   "joint_venture"};
    struct ht_relations relations = ht_reference_relations(ties->graph->ref, ties->issuer);
    for (size_t i = 0; i < relations.count; i++)
        for (size_t k = 0; k < sizeof links / sizeof *links; k++)
            if (strcmp(relations.items[i].relation, links[k]) == 0)
                add_relation(ties, HT_LINKED, &relations.items[i]);
}
