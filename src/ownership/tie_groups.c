// SPDX-License-Identifier: GPL-3.0-or-later
// Ties by majority and control: owned, controlled, parent.
#include <string.h>

#include "ownership/ties.h"

static struct ht_majority_rule half_rule(struct ht_decimal threshold) {
    return (struct ht_majority_rule){threshold, true, true, true};
}

static bool is_other_target(const void *context, const struct ht_entity *entity) {
    return own_other_target(context, entity) != NULL;
}

// The way down from a target to the issuer, built upwards one deciding stake at a time.
struct way {
    const struct ht_stake *stakes[64];
    size_t count;
};

static struct ht_path path_of_way(const struct own_ties *ties, const struct way *way) {
    struct ht_step *steps = ht_arena_array(ties->graph->arena, way->count, sizeof *steps);
    for (size_t i = 0; i < way->count; i++)
        steps[i] = own_step_of(ties->graph, way->stakes[way->count - 1 - i]);
    return (struct ht_path){steps, way->count};
}

// Every target at the top of deciding stakes above MEMBER; the stakes of a member joined before it, so this ends.
static void climb(struct own_ties *ties, const struct own_majority *set, const struct own_member *member,
                  struct way *way) {
    for (size_t i = 0; i < member->by_count && way->count < sizeof way->stakes / sizeof *way->stakes; i++) {
        const struct ht_stake *stake = member->by[i];
        const struct own_member *owner = own_majority_member(set, stake->owner);
        way->stakes[way->count++] = stake;
        if (owner->seed)
            own_tie_add(ties, HT_OWNED, own_other_target(ties, owner->entity), path_of_way(ties, way),
                        way->count == 1 ? own_exact_share(stake) : ht_amount_unknown());
        else
            climb(ties, set, owner, way);
        way->count--;
    }
}

// Says of each open link between a target and the issuer what is not known of it.
static void doubt_owned(struct own_ties *ties, const struct own_majority *set) {
    struct own_graph *graph = ties->graph;
    for (size_t i = 0; i < set->count; i++) {
        const struct ht_target *target = own_other_target(ties, set->items[i]->entity);
        if (!target)
            continue;
        struct ht_stakes held = own_graph_holdings(graph, target->entity);
        for (size_t s = 0; s < held.count; s++) {
            const struct own_member *owned = own_majority_member(set, held.items[s].owned);
            bool exact = ht_decimal_cmp(own_stake_min(graph, &held.items[s]), own_stake_max(&held.items[s])) == 0;
            if (owned && owned->possible && !owned->sure && !exact && held.items[s].kind != HT_STAKE_CONTROL)
                own_doubt_add(ties, HT_OWNED, target, &held.items[s]);
        }
    }
}

static bool is_entity(const void *context, const struct ht_entity *entity) {
    return own_same(entity, context);
}

// Targets that the smallest deciding set does without, each of which would decide alone.
static void add_sufficient(struct own_ties *ties, const struct own_majority *set) {
    for (size_t i = 0; i < set->count; i++) {
        const struct ht_target *target = own_other_target(ties, set->items[i]->entity);
        struct way way = {.count = 0};
        if (!target || own_has_tie(ties, HT_OWNED, target))
            continue;
        struct own_majority alone =
            own_majority_make(ties->graph, ties->issuer, set->rule, is_entity, target->entity);
        if (alone.items[0]->sure)
            climb(ties, &alone, alone.items[0], &way);
    }
}

void own_find_owned(struct own_ties *ties) {
    struct way way = {.count = 0};
    struct own_majority set =
        own_majority_make(ties->graph, ties->issuer, half_rule(ties->screen->owned_pct), is_other_target, ties);
    if (set.items[0]->sure) {
        climb(ties, &set, set.items[0], &way);
        add_sufficient(ties, &set);
    } else if (set.items[0]->possible) {
        doubt_owned(ties, &set);
    }
}

static bool has_control(const struct ht_path *path) {
    for (size_t i = 0; i < path->count; i++)
        if (path->steps[i].link != HT_LINK_OWNS)
            return true;
    return false;
}

// The link of a chain that is not sure.
static const struct ht_stake *open_link(const struct own_graph *graph, const struct own_walk *walk, size_t index) {
    for (; walk->items[index].via; index = walk->items[index].next)
        if (own_strength_of(graph, walk->items[index].via) != OWN_STRONG)
            return walk->items[index].via;
    return NULL;
}

static void add_controllers(struct own_ties *ties) {
    struct own_walk walk = own_walk_make(ties->graph, ties->issuer, OWN_UP, OWN_STRONG);
    for (size_t i = 1; i < walk.count; i++) {
        const struct ht_target *target = own_other_target(ties, walk.items[i].entity);
        if (!target)
            continue;
        struct ht_path path = own_walk_path(ties->graph, &walk, i, OWN_UP);
        // A chain of half stakes alone is ownership, said already.
        if (has_control(&path) || !own_has_tie(ties, HT_OWNED, target))
            own_tie_add(ties, HT_CONTROLLED, target, path,
                        path.count == 1 ? own_exact_share(walk.items[i].via) : ht_amount_unknown());
    }
}

void own_find_controlled(struct own_ties *ties) {
    // Where a sourced chain leads to a target, a vendor's shorter one is not the evidence to print.
    ties->graph->without_vendor = true;
    add_controllers(ties);
    ties->graph->without_vendor = false;
    add_controllers(ties);
    struct own_walk open = own_walk_make(ties->graph, ties->issuer, OWN_UP, OWN_OPEN);
    for (size_t i = 1; i < open.count; i++) {
        const struct ht_target *target = own_other_target(ties, open.items[i].entity);
        const struct ht_stake *link = target ? open_link(ties->graph, &open, i) : NULL;
        if (link && !own_has_tie(ties, HT_OWNED, target))
            own_doubt_add(ties, HT_CONTROLLED, target, link);
    }
}

// A target that the issuer owns through several entities, none of which alone makes a chain.
static void add_owned_below(struct own_ties *ties, const struct ht_target *target) {
    struct own_majority set =
        own_majority_make(ties->graph, target->entity, half_rule(ht_decimal_int(50)), is_entity, ties->issuer);
    struct way way = {.count = 0};
    const struct own_member *member = set.items[0];
    if (!member->sure)
        return;
    while (!member->seed && way.count < sizeof way.stakes / sizeof *way.stakes) {
        way.stakes[way.count++] = member->by[0];
        member = own_majority_member(&set, member->by[0]->owner);
    }
    own_tie_add(ties, HT_PARENT, target, path_of_way(ties, &way), ht_amount_unknown());
}

// Entities below the issuer by stakes of any size.
static void collect_below(struct own_ties *ties, const struct ht_entity *entity, struct ht_map *seen) {
    struct ht_stakes held = own_graph_holdings(ties->graph, entity);
    for (size_t i = 0; i < held.count; i++) {
        const struct ht_entity *owned = held.items[i].owned;
        if (held.items[i].kind != HT_STAKE_ECONOMIC || ht_map_get(seen, owned->id))
            continue;
        ht_map_put(seen, owned->id, (void *)(uintptr_t)owned);
        collect_below(ties, owned, seen);
    }
}

static void add_subsidiaries(struct own_ties *ties) {
    struct own_walk walk = own_walk_make(ties->graph, ties->issuer, OWN_DOWN, OWN_STRONG);
    for (size_t i = 1; i < walk.count; i++) {
        const struct ht_target *target = own_other_target(ties, walk.items[i].entity);
        if (target)
            own_tie_add(ties, HT_PARENT, target, own_walk_path(ties->graph, &walk, i, OWN_DOWN), ht_amount_unknown());
    }
}

void own_find_parent(struct own_ties *ties) {
    // A state body that is no target heads no group; as a target it is direct.
    if (!own_may_head(ties->graph, ties->issuer))
        return;
    ties->graph->without_vendor = true;
    add_subsidiaries(ties);
    ties->graph->without_vendor = false;
    add_subsidiaries(ties);
    struct ht_map *below = ht_map_new(ties->graph->arena);
    collect_below(ties, ties->issuer, below);
    for (size_t i = 0; i < ht_map_count(below); i++) {
        const struct ht_target *target = own_other_target(ties, ht_map_value_at(below, i));
        if (target && !own_has_tie(ties, HT_PARENT, target))
            add_owned_below(ties, target);
    }
    struct own_walk open = own_walk_make(ties->graph, ties->issuer, OWN_DOWN, OWN_OPEN);
    for (size_t i = 1; i < open.count; i++) {
        const struct ht_target *target = own_other_target(ties, open.items[i].entity);
        const struct ht_stake *link = target ? open_link(ties->graph, &open, i) : NULL;
        if (link)
            own_doubt_add(ties, HT_PARENT, target, link);
    }
}
