// SPDX-License-Identifier: GPL-3.0-or-later
// The net of votes above one entity, and each owner's economic share in it. Private to deciders.
#ifndef HOLDTRACE_OWNERSHIP_VOTES_H
#define HOLDTRACE_OWNERSHIP_VOTES_H

#include "holdtrace/power.h"
#include "ownership/graph.h"

struct own_voter {
    const struct ht_entity *entity;
    bool direct;                // holds the entity asked for, by a known share
    bool has_capital;           // a chain of known capital leads to the entity asked for
    struct ht_decimal economic; // by those chains
};

// Capital that HOLDER has of COMPANY.
struct own_capital {
    size_t holder, company;
    struct ht_decimal percent;
};

struct own_votes {
    struct own_graph *graph;
    struct own_voter *voters; // the entity asked for first
    size_t count, capacity;
    struct ht_power_stake *stakes;
    size_t stake_count, stake_capacity;
    struct own_capital *capital;
    size_t capital_count, capital_capacity;
    struct ht_map *index; // entity id to its number plus one
    bool economic_known;  // every capital stake is one number, and no cycle is there
};

enum { OWN_VOTES_MOST = 300 };

// Gathers every holder above ENTITY; false when there are more than OWN_VOTES_MOST.
bool own_votes_gather(struct own_graph *graph, const struct ht_entity *entity, struct own_votes *votes);

#endif
