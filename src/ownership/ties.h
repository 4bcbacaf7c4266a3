// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Collecting the ties of one issuer: what each kind of tie needs, and where it puts what it finds. One function per
 * kind; ties.c calls them in the order of the categories.
 */
#ifndef HOLDTRACE_OWNERSHIP_TIES_H
#define HOLDTRACE_OWNERSHIP_TIES_H

#include "ownership/majority.h"

struct own_ties {
    struct own_graph *graph;
    const struct ht_screen *screen;
    const struct ht_entity *issuer;
    struct ht_ties found;
    size_t capacity, doubt_capacity;
};

// Adds a tie, unless TARGET has one of this category already (for stakes and links: one that says the same).
void own_tie_add(struct own_ties *ties, enum ht_category category, const struct ht_target *target,
                 struct ht_path path, struct ht_amount share);
// Adds that LINK leaves it open whether there is such a tie.
void own_doubt_add(struct own_ties *ties, enum ht_category category, const struct ht_target *target,
                   const struct ht_stake *link);
void own_doubt_say(struct own_ties *ties, enum ht_category category, const struct ht_target *target, const char *why,
                   bool too_old);
bool own_has_tie(const struct own_ties *ties, enum ht_category category, const struct ht_target *target);

// The target that ENTITY is, other than the issuer itself; NULL when none.
const struct ht_target *own_other_target(const struct own_ties *ties, const struct ht_entity *entity);

// A path of one step, and the share it states when it states one number.
struct ht_path own_path_of(const struct own_ties *ties, struct ht_step step);
struct ht_amount own_exact_share(const struct ht_stake *stake);

void own_find_owned(struct own_ties *ties);
void own_find_controlled(struct own_ties *ties);
void own_find_parent(struct own_ties *ties);
void own_find_shares(struct own_ties *ties); // minority, and the shares beside what was found before
void own_find_stake(struct own_ties *ties);
void own_find_linked(struct own_ties *ties);

#endif
