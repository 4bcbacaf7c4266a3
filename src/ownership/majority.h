// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The 50 percent rule and its kin as two least sets over the owners above one entity: the entities that are sure to
 * be in, by what stakes are at least, and those that can be, by what stakes can be. A set only grows, so that cycles
 * end.
 */
#ifndef HOLDTRACE_OWNERSHIP_MAJORITY_H
#define HOLDTRACE_OWNERSHIP_MAJORITY_H

#include "ownership/graph.h"

struct own_member {
    const struct ht_entity *entity;
    bool seed, sure, possible;  // sure implies possible
    const struct ht_stake **by; // deciding stakes when it came to be sure; members by then, so that no cycle is here
    size_t by_count;
    unsigned depth; // links from the nearest seed through deciding owners
};

struct own_majority {
    struct own_graph *graph;
    struct ht_majority_rule rule;
    struct own_member **items; // the entity asked for first
    size_t count;
    struct ht_map *index;           // entity id to its item
    const struct own_member *apart; // whose stakes do not count while others are decided; NULL: all count
};

typedef bool own_seed(const void *context, const struct ht_entity *entity);

struct own_majority own_majority_make(struct own_graph *graph, const struct ht_entity *entity,
                                      struct ht_majority_rule rule, own_seed *seed, const void *context);

const struct own_member *own_majority_member(const struct own_majority *set, const struct ht_entity *entity);

// Whether OWNER's stakes count for what it owns: a seed, or under a cascade a member of the sure or the possible set.
bool own_majority_takes(const struct own_majority *set, const struct ht_entity *owner, bool sure);

// What SET says of the entity asked for.
struct ht_majority own_majority_answer(const struct own_majority *set);

// The share that possible members can hold of ENTITY, for a sentence or a comparison.
struct ht_decimal own_majority_can_hold(const struct own_majority *set, const struct ht_entity *entity);

#endif
