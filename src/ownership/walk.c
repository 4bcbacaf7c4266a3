// SPDX-License-Identifier: GPL-3.0-or-later
// Chains of control links and half stakes, nearest first, cycles cut: see graph.h.
#include "ownership/graph.h"

#include <string.h>

// The other end of STAKE, seen from where the walk stands.
static const struct ht_entity *far_end(const struct ht_stake *stake, enum own_direction direction) {
    return direction == OWN_UP ? stake->owner : stake->owned;
}

// Whether a share between the two ends of STAKE is stated, by it or by another of STAKES.
static bool states_share(const struct ht_stakes *stakes, const struct ht_stake *stake) {
    for (size_t i = 0; i < stakes->count; i++)
        if ((stakes->items[i].percent_min.known || stakes->items[i].percent_max.known) &&
            own_same(stakes->items[i].owner, stake->owner) && own_same(stakes->items[i].owned, stake->owned))
            return true;
    return false;
}

struct walker {
    struct own_graph *graph;
    enum own_direction direction;
    enum own_strength least;
    struct own_walk walk;
    size_t capacity;
    struct ht_map *seen;
};

static void arrive(struct walker *walker, const struct ht_entity *there, const struct ht_stake *via, size_t from) {
    struct own_walk *walk = &walker->walk;
    unsigned depth = via ? walk->items[from].depth + 1 : 0;
    ht_map_put(walker->seen, there->id, walker->seen);
    walk->items =
        ht_arena_grow(walker->graph->arena, walk->items, walk->count, &walker->capacity, sizeof *walk->items);
    walk->items[walk->count++] = (struct own_reached){there, via, from, depth};
}

// Takes the links of item FROM whose ends have a stated share, or the others.
static void take_links(struct walker *walker, size_t from, bool stated) {
    const struct ht_entity *here = walker->walk.items[from].entity;
    struct ht_stakes stakes =
        walker->direction == OWN_UP ? own_graph_owners(walker->graph, here) : own_graph_holdings(walker->graph, here);
    for (size_t i = 0; i < stakes.count; i++) {
        const struct ht_entity *there = far_end(&stakes.items[i], walker->direction);
        if (!ht_map_get(walker->seen, there->id) &&
            own_strength_of(walker->graph, &stakes.items[i]) >= walker->least && own_may_head(walker->graph, there) &&
            states_share(&stakes, &stakes.items[i]) == stated)
            arrive(walker, there, &stakes.items[i], from);
    }
}

struct own_walk own_walk_make(struct own_graph *graph, const struct ht_entity *start, enum own_direction direction,
                              enum own_strength least) {
    struct walker walker = {graph, direction, least, {NULL, 0}, 0, ht_map_new(graph->arena)};
    arrive(&walker, start, NULL, 0);
    for (size_t i = 0; i < walker.walk.count; i++) {
        take_links(&walker, i, true);
        take_links(&walker, i, false);
    }
    return walker.walk;
}

struct ht_path own_walk_path(const struct own_graph *graph, const struct own_walk *walk, size_t index,
                             enum own_direction direction) {
    unsigned depth = walk->items[index].depth;
    struct ht_step *steps = ht_arena_array(graph->arena, depth, sizeof *steps);
    for (unsigned i = 0; i < depth; i++, index = walk->items[index].next)
        steps[direction == OWN_UP ? i : depth - 1 - i] = own_step_of(graph, walk->items[index].via);
    return (struct ht_path){steps, depth};
}

// Whether nobody heads ENTITY.
static bool is_root(struct own_graph *graph, const struct ht_entity *entity) {
    struct ht_stakes owners = own_graph_owners(graph, entity);
    for (size_t i = 0; i < owners.count; i++)
        if (own_strength_of(graph, &owners.items[i]) == OWN_STRONG && own_may_head(graph, owners.items[i].owner) &&
            !own_same(owners.items[i].owner, entity))
            return false;
    return true;
}

const struct ht_entity *ht_ownership_head(struct ht_reference *ref, const struct ht_targets *targets,
                                          const struct ht_screen *screen, const struct ht_entity *issuer,
                                          struct ht_date as_of, struct ht_arena *arena) {
    struct own_graph graph = own_graph_make(ref, targets, as_of, arena);
    graph.max_age_days = screen->max_age_days;
    struct own_walk walk = own_walk_make(&graph, issuer, OWN_UP, OWN_STRONG);
    const struct ht_entity *top = NULL, *first = issuer;
    for (size_t i = 0; i < walk.count; i++) {
        // Later items are farther away, so that the last root is the topmost.
        if (is_root(&graph, walk.items[i].entity))
            top = walk.items[i].entity;
        if (strcmp(walk.items[i].entity->id, first->id) < 0)
            first = walk.items[i].entity;
    }
    // Owners in a ring have no top: all of them name the same one.
    return top ? top : first;
}
