// SPDX-License-Identifier: GPL-3.0-or-later
// Chains of control links and half stakes, nearest first, cycles cut: see graph.h.
#include "ownership/graph.h"

#include <string.h>

// The other end of STAKE, seen from where the walk stands.
static const struct ht_entity *far_end(const struct ht_stake *stake, enum own_direction direction) {
    return direction == OWN_UP ? stake->owner : stake->owned;
}

struct own_walk own_walk_make(struct own_graph *graph, const struct ht_entity *start, enum own_direction direction,
                              enum own_strength least) {
    struct own_walk walk = {NULL, 0};
    struct ht_map *seen = ht_map_new(graph->arena);
    size_t capacity = 0;
    walk.items = ht_arena_grow(graph->arena, NULL, 0, &capacity, sizeof *walk.items);
    walk.items[walk.count++] = (struct own_reached){.entity = start};
    ht_map_put(seen, start->id, seen);
    for (size_t i = 0; i < walk.count; i++) {
        const struct ht_entity *here = walk.items[i].entity;
        struct ht_stakes stakes =
            direction == OWN_UP ? own_graph_owners(graph, here) : own_graph_holdings(graph, here);
        for (size_t s = 0; s < stakes.count; s++) {
            const struct ht_entity *there = far_end(&stakes.items[s], direction);
            if (ht_map_get(seen, there->id) || own_strength_of(graph, &stakes.items[s]) < least ||
                !own_may_head(graph, there))
                continue;
            ht_map_put(seen, there->id, seen);
            walk.items = ht_arena_grow(graph->arena, walk.items, walk.count, &capacity, sizeof *walk.items);
            walk.items[walk.count++] = (struct own_reached){there, &stakes.items[s], i, walk.items[i].depth + 1};
        }
    }
    return walk;
}

struct ht_path own_walk_path(const struct own_graph *graph, const struct own_walk *walk, size_t index,
                             enum own_direction direction) {
    unsigned depth = walk->items[index].depth;
    struct ht_step *steps = ht_arena_array(graph->arena, depth, sizeof *steps);
    for (unsigned i = 0; i < depth; i++, index = walk->items[index].next)
        steps[direction == OWN_UP ? i : depth - 1 - i] = own_step_of(walk->items[index].via);
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
