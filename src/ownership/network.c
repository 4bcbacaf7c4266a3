// SPDX-License-Identifier: GPL-3.0-or-later
// Networks of stakes, walked from one entity: network.h.
#include "ownership/network.h"

#include <string.h>

struct builder {
    struct own_graph *graph;
    struct ht_arena *arena;
    struct ht_map *index; // entity id to node + 1
    struct own_network net;
    size_t entity_capacity, key_capacity, first_capacity, edge_capacity, edge_count;
};

static bool is_economic(const struct ht_stake *stake) {
    return stake->kind == HT_STAKE_ECONOMIC && ht_decimal_sign(own_stake_max(stake)) > 0;
}

// The node of ENTITY; UINT32_MAX when it is not there.
static uint32_t node_of(const struct builder *b, const struct ht_entity *entity) {
    return (uint32_t)(uintptr_t)ht_map_get(b->index, entity->id) - 1;
}

static uint32_t add_node(struct builder *b, const struct ht_entity *entity) {
    struct ht_arena *arena = b->arena;
    uint32_t node = node_of(b, entity);
    if (node != UINT32_MAX)
        return node;
    node = b->net.count;
    b->net.entities = ht_arena_grow(arena, b->net.entities, node, &b->entity_capacity, sizeof(*b->net.entities));
    b->net.keys = ht_arena_grow(arena, b->net.keys, node, &b->key_capacity, sizeof *b->net.keys);
    b->net.entities[node] = entity;
    b->net.keys[node] = entity->key;
    ht_map_put(b->index, entity->id, (void *)(uintptr_t)(node + 1));
    b->net.count++;
    return node;
}

static uint8_t decimals_of(const struct ht_stake *stake) {
    unsigned min = stake->percent_min.known ? own_decimals(stake->percent_min.number) : 0;
    unsigned max = stake->percent_max.known ? own_decimals(stake->percent_max.number) : 0;
    return (uint8_t)(min > max ? min : max);
}

struct own_edge own_edge_of(const struct own_graph *graph, uint32_t owner, const struct ht_stake *stake) {
    struct own_edge edge = {.owner = owner,
                            .decimals = decimals_of(stake),
                            .least = own_fraction_of(own_stake_min(graph, stake)),
                            .most = own_fraction_of(own_stake_max(stake)),
                            .stake = stake};
    edge.stated = own_fraction_cmp(edge.least, edge.most) == 0;
    return edge;
}

static void add_edge(struct builder *b, uint32_t owner, const struct ht_stake *stake) {
    b->net.edges = ht_arena_grow(b->arena, b->net.edges, b->edge_count, &b->edge_capacity, sizeof *b->net.edges);
    b->net.edges[b->edge_count++] = own_edge_of(b->graph, owner, stake);
}

void own_network_tighten(struct own_edge *edges, size_t count, struct own_fraction least) {
    for (size_t i = 0; i < count; i++) {
        struct own_fraction left = own_fraction_sub(own_fraction_int(1), own_fraction_sub(least, edges[i].least));
        if (own_fraction_cmp(left, edges[i].most) < 0)
            edges[i].most = own_fraction_cmp(left, edges[i].least) < 0 ? edges[i].least : left;
    }
}

// Takes the stakes in NODE: of all owners, who become nodes, or of those who are nodes already.
static void add_edges(struct builder *b, uint32_t node, bool all) {
    struct ht_stakes owners = own_graph_owners(b->graph, b->net.entities[node]);
    struct own_fraction least = own_fraction_int(0);
    size_t from = b->edge_count;
    b->net.first = ht_arena_grow(b->arena, b->net.first, node, &b->first_capacity, sizeof *b->net.first);
    b->net.first[node] = (uint32_t)from;
    for (size_t i = 0; i < owners.count; i++) {
        const struct ht_stake *stake = &owners.items[i];
        if (!is_economic(stake))
            continue;
        uint32_t owner = all ? add_node(b, stake->owner) : node_of(b, stake->owner);
        if (owner != UINT32_MAX)
            add_edge(b, owner, stake);
        least = own_fraction_add(least, own_fraction_of(own_stake_min(b->graph, stake)));
    }
    own_network_tighten(b->net.edges + from, b->edge_count - from, least);
}

static struct builder start(struct own_graph *graph, const struct ht_entity *entity, struct ht_arena *arena) {
    struct builder b = {.graph = graph, .arena = arena, .index = ht_map_new(arena)};
    add_node(&b, entity);
    return b;
}

static struct own_network finish(struct builder *b) {
    b->net.first = ht_arena_grow(b->arena, b->net.first, b->net.count, &b->first_capacity, sizeof *b->net.first);
    b->net.first[b->net.count] = (uint32_t)b->edge_count;
    return b->net;
}

struct own_network own_network_above(struct own_graph *graph, const struct ht_entity *entity,
                                     struct ht_arena *arena) {
    struct builder b = start(graph, entity, arena);
    for (uint32_t node = 0; node < b.net.count; node++)
        add_edges(&b, node, true);
    return finish(&b);
}

bool own_network_below(struct own_graph *graph, const struct ht_entity *entity, uint32_t most, struct ht_arena *arena,
                       struct own_network *out) {
    struct builder b = start(graph, entity, arena);
    for (uint32_t node = 0; node < b.net.count && b.net.count <= most; node++) {
        struct ht_stakes held = own_graph_holdings(graph, b.net.entities[node]);
        for (size_t i = 0; i < held.count; i++)
            if (is_economic(&held.items[i]))
                add_node(&b, held.items[i].owned);
    }
    for (uint32_t node = 0; node < b.net.count && b.net.count <= most; node++)
        add_edges(&b, node, false);
    *out = finish(&b);
    return b.net.count <= most;
}
