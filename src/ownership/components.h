// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The rings of a network: sets of entities each of which owns, over others of the set, all of them (Tarjan 1972, the
 * strongly connected components). Without recursion, for chains can be a million entities deep.
 */
#ifndef HOLDTRACE_OWNERSHIP_COMPONENTS_H
#define HOLDTRACE_OWNERSHIP_COMPONENTS_H

#include "ownership/network.h"

// Component i is nodes[first[i]] to nodes[first[i + 1]], in order of the entities' keys; owners come before what they
// own.
struct own_components {
    uint32_t count;
    uint32_t *nodes, *first;
    uint32_t *of; // the component of a node
};

// With SOURCE not NULL, stakes in the nodes for which it holds are left out.
struct own_components own_components_make(const struct own_network *net, const bool *source, struct ht_arena *arena);

// Whether component I is a ring: several nodes, or one that holds shares in itself.
bool own_components_is_ring(const struct own_network *net, const struct own_components *parts, uint32_t i,
                            const bool *source);

#endif
