// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The graph of ownership on one day, read from the reference as far as somebody walks: each entity's standing stakes
 * are asked for once. Strength says which links carry a chain.
 */
#ifndef HOLDTRACE_OWNERSHIP_GRAPH_H
#define HOLDTRACE_OWNERSHIP_GRAPH_H

#include "holdtrace/map.h"
#include "holdtrace/ownership.h"

struct own_graph {
    struct ht_reference *ref;
    const struct ht_targets *targets; // NULL: nobody is a target but ANCHOR
    const struct ht_entity *anchor;   // one more entity that counts as a target; NULL when none
    struct ht_date as_of;
    int max_age_days;    // 0: no limit
    bool without_vendor; // vendors' fields carry no chain: a sourced chain is looked for first
    struct ht_arena *arena;
    struct ht_map *up, *down; // entity id to struct ht_stakes
};

struct own_graph own_graph_make(struct ht_reference *ref, const struct ht_targets *targets, struct ht_date as_of,
                                struct ht_arena *arena);

struct ht_stakes own_graph_owners(struct own_graph *graph, const struct ht_entity *entity);
struct ht_stakes own_graph_holdings(struct own_graph *graph, const struct ht_entity *entity);

// Those of the statements ALL that stand on AS_OF: see ht_ownership_standing.
struct ht_stakes own_standing(struct ht_stakes all, struct ht_date as_of, struct ht_arena *arena);

bool own_same(const struct ht_entity *a, const struct ht_entity *b);
bool own_is_target(const struct own_graph *graph, const struct ht_entity *entity);

// Whether a chain may go through ENTITY: false for a state body that is no target, such as SASAC.
bool own_may_head(const struct own_graph *graph, const struct ht_entity *entity);

// Whether STAKE was stated longer ago than the screen allows.
bool own_is_old(const struct own_graph *graph, struct ht_date stated);
bool own_is_stale(const struct own_graph *graph, const struct ht_stake *stake);

// The share a stake is sure to be, and the share it can be: 0 and 100 when no percentage is known.
struct ht_decimal own_stake_min(const struct own_graph *graph, const struct ht_stake *stake);
struct ht_decimal own_stake_max(const struct ht_stake *stake);

// Whether STAKE is a share of the capital; one of a kind that is not stated is when it has a percentage.
bool own_is_capital(const struct ht_stake *stake);

// Whether OWNER has a link of any kind to OWNED.
bool own_has_link(struct own_graph *graph, const struct ht_entity *owner, const struct ht_entity *owned);

// A + B; percentages cannot overflow 38 digits, and what does counts as more than any threshold.
struct ht_decimal own_sum(struct ht_decimal a, struct ht_decimal b);

// Whether a link carries a chain of control: a control link, or half of the capital or of the votes.
enum own_strength { OWN_WEAK, OWN_OPEN, OWN_STRONG }; // OWN_OPEN: the facts leave it open
enum own_strength own_strength_of(const struct own_graph *graph, const struct ht_stake *stake);

struct ht_step own_step_of(const struct own_graph *graph, const struct ht_stake *stake);

/*
 * Everything that chains lead to from START, nearest first, START itself at index 0. Of links equally near, those
 * between entities with a stated share come first: a shareholder before who controls through him. `via` is the link
 * by which an entity was reached, `next` the index of the one it was reached from.
 */
struct own_reached {
    const struct ht_entity *entity;
    const struct ht_stake *via; // NULL for START
    size_t next;
    unsigned depth;
};
struct own_walk {
    struct own_reached *items;
    size_t count;
};
enum own_direction { OWN_UP, OWN_DOWN };
struct own_walk own_walk_make(struct own_graph *graph, const struct ht_entity *start, enum own_direction direction,
                              enum own_strength least);

// The chain between item INDEX and the start of WALK, in order from the owner's end.
struct ht_path own_walk_path(const struct own_graph *graph, const struct own_walk *walk, size_t index,
                             enum own_direction direction);

// What of STAKE is not known, as a sentence.
const char *own_open_why(const struct own_graph *graph, const struct ht_stake *stake);

// "41.55 %", "10 to 15 %", or "an unstated share".
const char *own_share_text(struct ht_arena *arena, struct ht_amount min, struct ht_amount max);

#endif
