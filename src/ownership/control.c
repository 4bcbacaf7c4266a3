// SPDX-License-Identifier: GPL-3.0-or-later
// Control as a rule that is no list's own: by chains of control, and by the largest holder that is known.
#include <stdint.h>

#include "ownership/readings.h"

// The nearest target at the top of WALK other than where it begins; 0 when none.
static size_t nearest_target(const struct own_graph *graph, const struct own_walk *walk) {
    for (size_t i = 1; i < walk->count; i++)
        if (own_is_target(graph, walk->items[i].entity) && !own_same(walk->items[i].entity, walk->items[0].entity))
            return i;
    return 0;
}

// Who holds or controls the entity itself, on the chain from number INDEX of WALK.
static struct ht_majority by_chain(struct own_graph *graph, const struct own_walk *walk, size_t index,
                                   enum ht_tri reached) {
    struct ht_majority answer = {.reached = reached, .by = ht_arena_array(graph->arena, 1, sizeof *answer.by)};
    answer.depth = reached == HT_YES ? walk->items[index].depth : 0;
    while (walk->items[index].next != 0)
        index = walk->items[index].next;
    answer.by[answer.by_count++] = walk->items[index].entity;
    return answer;
}

struct ht_rule_reading own_read_control(struct own_graph *graph, const struct ht_entity *entity) {
    struct ht_rule_reading reading = {.rule = "control", .in_force = HT_YES, .answer = {.reached = HT_NO}};
    // Where a sourced chain leads to a target, a vendor's shorter one is not the evidence to print.
    static const struct {
        bool without_vendor;
        enum own_strength least;
    } TRIES[] = {{true, OWN_STRONG}, {false, OWN_STRONG}, {false, OWN_OPEN}};
    for (size_t i = 0; i < sizeof TRIES / sizeof *TRIES && reading.answer.reached == HT_NO; i++) {
        graph->without_vendor = TRIES[i].without_vendor;
        struct own_walk walk = own_walk_make(graph, entity, OWN_UP, TRIES[i].least);
        size_t target = nearest_target(graph, &walk);
        if (!target)
            continue;
        bool sure = TRIES[i].least == OWN_STRONG;
        reading.answer = by_chain(graph, &walk, target, sure ? HT_YES : HT_UNKNOWN);
        reading.why.text = ht_arena_format(graph->arena, "a chain of control %s from %s", sure ? "leads" : "may lead",
                                           walk.items[target].entity->name);
    }
    graph->without_vendor = false;
    if (!reading.why.text)
        reading.why.text = "no chain of control from any of them is known";
    return reading;
}

// The most that ENTITY's stakes in a company are sure to be, and the most that they can be.
struct holding {
    const struct ht_entity *holder;
    struct ht_decimal sure, most;
};

// Capital and votes of one holder are one holding; the larger of the two counts.
static struct holding holding_of(const struct own_graph *graph, const struct ht_stakes *stakes,
                                 const struct ht_entity *holder) {
    struct holding holding = {holder, ht_decimal_int(0), ht_decimal_int(0)};
    for (size_t i = 0; i < stakes->count; i++) {
        const struct ht_stake *stake = &stakes->items[i];
        if ((!own_is_capital(stake) && stake->kind != HT_STAKE_VOTING) || !own_same(stake->owner, holder))
            continue;
        struct ht_decimal sure = own_stake_min(graph, stake), most = own_stake_max(stake);
        holding.sure = ht_decimal_cmp(sure, holding.sure) > 0 ? sure : holding.sure;
        holding.most = ht_decimal_cmp(most, holding.most) > 0 ? most : holding.most;
    }
    return holding;
}

// The largest known holder of ENTITY; NULL when no share is known. *SURE becomes false when another has, or can have,
// as much.
static const struct ht_entity *largest_of(struct own_graph *graph, const struct ht_entity *entity, bool *sure) {
    struct ht_stakes stakes = own_graph_owners(graph, entity);
    struct holding largest = {NULL, ht_decimal_int(0), ht_decimal_int(0)};
    for (size_t i = 0; i < stakes.count; i++) {
        struct holding holding = holding_of(graph, &stakes, stakes.items[i].owner);
        if (!own_same(holding.holder, entity) && ht_decimal_cmp(holding.sure, largest.sure) > 0)
            largest = holding;
    }
    for (size_t i = 0; i < stakes.count; i++) {
        struct holding other = holding_of(graph, &stakes, stakes.items[i].owner);
        if (!own_same(other.holder, largest.holder) && !own_same(other.holder, entity) &&
            ht_decimal_sign(other.most) > 0 && ht_decimal_cmp(other.most, largest.sure) >= 0)
            *sure = false;
    }
    return largest.holder;
}

// Whether any link, of whatever kind, leads up to a target: else there is nothing that could be left open.
static bool has_target_above(struct own_graph *graph, const struct ht_entity *entity) {
    struct ht_map *seen = ht_map_new(graph->arena);
    ht_map_put(seen, entity->id, (void *)(uintptr_t)entity);
    for (size_t i = 0; i < ht_map_count(seen); i++) {
        struct ht_stakes owners = own_graph_owners(graph, ht_map_value_at(seen, i));
        for (size_t k = 0; k < owners.count; k++) {
            const struct ht_entity *owner = owners.items[k].owner;
            if (ht_map_get(seen, owner->id))
                continue;
            if (own_is_target(graph, owner))
                return true;
            ht_map_put(seen, owner->id, (void *)(uintptr_t)owner);
        }
    }
    return false;
}

struct ht_rule_reading own_read_largest(struct own_graph *graph, const struct ht_entity *entity) {
    struct ht_rule_reading reading = {.rule = "largest_known_holder", .in_force = HT_YES};
    struct ht_majority *answer = &reading.answer;
    struct ht_map *seen = ht_map_new(graph->arena);
    const struct ht_entity *here = entity, *target = NULL;
    bool sure = true;
    answer->by = ht_arena_array(graph->arena, 1, sizeof *answer->by);
    while (!target && !ht_map_get(seen, here->id)) {
        ht_map_put(seen, here->id, seen);
        const struct ht_entity *holder = largest_of(graph, here, &sure);
        if (!holder)
            break;
        if (here == entity)
            answer->by[answer->by_count++] = holder;
        answer->depth++;
        here = holder;
        target = own_is_target(graph, here) && !own_same(here, entity) ? here : NULL;
    }
    sure = sure || !has_target_above(graph, entity);
    answer->reached = !sure ? HT_UNKNOWN : target ? HT_YES : HT_NO;
    if (answer->reached != HT_YES)
        answer->depth = 0;
    reading.why.text =
        !sure    ? "the stake of another holder is, or can be, as large"
        : target ? ht_arena_format(graph->arena, "the largest stakes that are known lead to %s", target->name)
                 : "the largest stakes that are known lead to none of them";
    return reading;
}
