// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The economic stakes around an entity as compact arrays, for shares over all paths. Control and votes are no part of
 * the capital, and not here.
 *
 * A stake can be at most what the others, at the least, leave over: of two owners, one with 60 % and one with a share
 * that nobody stated, the second has 40 % at most.
 */
#ifndef HOLDTRACE_OWNERSHIP_NETWORK_H
#define HOLDTRACE_OWNERSHIP_NETWORK_H

#include "ownership/fraction.h"
#include "ownership/graph.h"

struct own_edge {
    uint32_t owner;
    uint8_t decimals; // of the percentage as it is stated
    bool stated;      // one number, and not too old
    struct own_fraction least, most;
    const struct ht_stake *stake; // NULL in a network made from a table
};

// Node 0 is the entity that the network was made around, or the first of several.
struct own_network {
    uint32_t count;
    int64_t *keys;                     // of the entities
    const struct ht_entity **entities; // NULL in a network made from a table
    uint32_t *first;                   // edges into node i: first[i] to first[i + 1]
    struct own_edge *edges;
};

// All owners above ENTITY, and those between. Networks live in ARENA; the stakes they point to in that of GRAPH.
struct own_network own_network_above(struct own_graph *graph, const struct ht_entity *entity, struct ht_arena *arena);

// All that ENTITY owns, with the stakes between them. False, with less in *OUT, when that is more than MOST entities.
bool own_network_below(struct own_graph *graph, const struct ht_entity *entity, uint32_t most, struct ht_arena *arena,
                       struct own_network *out);

// STAKE as an edge from node OWNER.
struct own_edge own_edge_of(const struct own_graph *graph, uint32_t owner, const struct ht_stake *stake);

// Lowers `most` of COUNT edges into one node whose stakes, all together, are at least LEAST.
void own_network_tighten(struct own_edge *edges, size_t count, struct own_fraction least);

#endif
