// SPDX-License-Identifier: GPL-3.0-or-later
// The two least sets: see majority.h.
#include "ownership/majority.h"

#include <stdlib.h>
#include <string.h>

static bool is_link(const struct ht_stake *stake) {
    return !(stake->kind == HT_STAKE_UNSTATED && !stake->percent_max.known) && !own_same(stake->owner, stake->owned);
}

// Every entity above ENTITY, nearest first: the sets are made within these.
static void collect(struct own_majority *set, const struct ht_entity *entity, own_seed *seed, const void *context) {
    struct ht_arena *arena = set->graph->arena;
    size_t capacity = 0;
    struct own_member **list = ht_arena_grow(arena, NULL, 0, &capacity, sizeof *list);
    list[0] = ht_arena_alloc(arena, sizeof **list);
    list[0]->entity = entity;
    set->count = 1;
    ht_map_put(set->index, entity->id, list[0]);
    for (size_t i = 0; i < set->count; i++) {
        struct own_member *member = list[i];
        member->seed = member->sure = member->possible = seed(context, member->entity);
        struct ht_stakes owners = own_graph_owners(set->graph, member->entity);
        for (size_t s = 0; s < owners.count; s++) {
            const struct ht_entity *owner = owners.items[s].owner;
            if (!is_link(&owners.items[s]) || ht_map_get(set->index, owner->id))
                continue;
            list = ht_arena_grow(arena, list, set->count, &capacity, sizeof *list);
            list[set->count] = ht_arena_alloc(arena, sizeof **list);
            list[set->count]->entity = owner;
            ht_map_put(set->index, owner->id, list[set->count++]);
        }
    }
    set->items = list;
}

const struct own_member *own_majority_member(const struct own_majority *set, const struct ht_entity *entity) {
    return ht_map_get(set->index, entity->id);
}

bool own_majority_takes(const struct own_majority *set, const struct ht_entity *owner, bool sure) {
    const struct own_member *member = own_majority_member(set, owner);
    return member && member != set->apart &&
           (member->seed || (set->rule.cascade && (sure ? member->sure : member->possible)));
}

static bool reaches(const struct ht_majority_rule *rule, struct ht_decimal share) {
    int order = ht_decimal_cmp(share, rule->threshold_pct);
    return rule->inclusive ? order >= 0 : order > 0;
}

struct weighed {
    const struct ht_stake *stake;
    struct ht_decimal share;
};

static int by_share(const void *left, const void *right) {
    const struct weighed *a = left, *b = right;
    int order = ht_decimal_cmp(b->share, a->share);
    return order ? order : strcmp(a->stake->owner->id, b->stake->owner->id);
}

// The largest stakes of sure members that reach the threshold; false when all of them together do not.
static bool decide(struct own_majority *set, struct own_member *member) {
    struct ht_stakes owners = own_graph_owners(set->graph, member->entity);
    struct weighed *stakes = ht_arena_array(set->graph->arena, owners.count, sizeof *stakes);
    size_t count = 0, used = 0;
    for (size_t i = 0; i < owners.count; i++)
        if (owners.items[i].kind == HT_STAKE_ECONOMIC && is_link(&owners.items[i]) &&
            own_majority_takes(set, owners.items[i].owner, true))
            stakes[count++] = (struct weighed){&owners.items[i], own_stake_min(set->graph, &owners.items[i])};
    if (!count)
        return false;
    qsort(stakes, count, sizeof *stakes, by_share);
    struct ht_decimal sum = ht_decimal_int(0);
    for (; used < count && (used == 0 || (set->rule.aggregate && !reaches(&set->rule, sum))); used++)
        sum = own_sum(sum, stakes[used].share);
    if (!reaches(&set->rule, sum))
        return false;
    member->by = ht_arena_array(set->graph->arena, used, sizeof *member->by);
    member->by_count = used;
    member->depth = UINT32_MAX;
    for (size_t i = 0; i < used; i++) {
        unsigned above = own_majority_member(set, stakes[i].stake->owner)->depth + 1;
        member->by[i] = stakes[i].stake;
        member->depth = above < member->depth ? above : member->depth;
    }
    return true;
}

// Decides on all members by the set as it was before the round; whether it grew.
static bool sure_round(struct own_majority *set) {
    bool *joins = ht_arena_array(set->graph->arena, set->count, sizeof *joins), grew = false;
    for (size_t i = 0; i < set->count; i++)
        joins[i] = !set->items[i]->sure && set->items[i] != set->apart && decide(set, set->items[i]);
    for (size_t i = 0; i < set->count; i++) {
        grew = grew || joins[i];
        set->items[i]->sure = set->items[i]->sure || joins[i];
        set->items[i]->possible = set->items[i]->possible || joins[i];
    }
    return grew;
}

static bool possible_round(struct own_majority *set) {
    bool grew = false;
    for (size_t i = 0; i < set->count; i++) {
        struct own_member *member = set->items[i];
        if (!member->possible && reaches(&set->rule, own_majority_can_hold(set, member->entity)))
            member->possible = grew = true;
    }
    return grew;
}

struct own_majority own_majority_make(struct own_graph *graph, const struct ht_entity *entity,
                                      struct ht_majority_rule rule, own_seed *seed, const void *context) {
    struct own_majority set = {.graph = graph, .rule = rule, .index = ht_map_new(graph->arena)};
    collect(&set, entity, seed, context);
    // All that is sure without the entity itself comes first, so that the smallest set of owners that decide on it is
    // found, and never one that it owns.
    set.apart = set.items[0]->seed ? NULL : set.items[0];
    while (sure_round(&set))
        ;
    set.apart = NULL;
    while (sure_round(&set))
        ;
    while (possible_round(&set))
        ;
    return set;
}

// Owners that could decide, once each, in order of id.
static size_t open_owners(const struct own_majority *set, const struct ht_entity *entity,
                          const struct ht_entity **out) {
    struct ht_stakes owners = own_graph_owners(set->graph, entity);
    size_t count = 0;
    for (size_t i = 0; i < owners.count; i++)
        if (own_majority_takes(set, owners.items[i].owner, false) && is_link(&owners.items[i]) &&
            (count == 0 || !own_same(out[count - 1], owners.items[i].owner)))
            out[count++] = owners.items[i].owner;
    return count;
}

struct ht_majority own_majority_answer(const struct own_majority *set) {
    const struct own_member *member = set->items[0];
    struct own_graph *graph = set->graph;
    struct ht_majority answer = {.reached = member->sure ? HT_YES : member->possible ? HT_UNKNOWN : HT_NO};
    answer.by = ht_arena_array(graph->arena, own_graph_owners(graph, member->entity).count, sizeof *answer.by);
    if (answer.reached == HT_UNKNOWN)
        answer.by_count = open_owners(set, member->entity, answer.by);
    for (size_t i = 0; answer.reached == HT_YES && i < member->by_count; i++)
        answer.by[answer.by_count++] = member->by[i]->owner;
    answer.depth = member->sure ? member->depth : 0;
    return answer;
}

struct ht_majority ht_majority_reach(struct ht_reference *ref, const struct ht_entity *entity, struct ht_date as_of,
                                     struct ht_majority_rule rule,
                                     bool (*seed)(const void *context, const struct ht_entity *entity),
                                     const void *context, struct ht_arena *arena) {
    struct own_graph graph = own_graph_make(ref, NULL, as_of, arena);
    struct own_majority set = own_majority_make(&graph, entity, rule, seed, context);
    return own_majority_answer(&set);
}
