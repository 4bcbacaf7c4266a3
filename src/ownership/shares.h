// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Shares over all paths of a network, its rings solved one by one: the formulas are in integrated.h.
 */
#ifndef HOLDTRACE_OWNERSHIP_SHARES_H
#define HOLDTRACE_OWNERSHIP_SHARES_H

#include "holdtrace/integrated.h"
#include "ownership/components.h"
#include "ownership/solve.h"

// The share of one node, at least and at most, and the digits it is known to.
struct own_part {
    struct own_fraction least, most;
    uint8_t decimals;
};

struct own_shares {
    struct own_part *parts; // one a node
    struct own_components components;
    enum own_solved *solved; // one a component
};

/*
 * What the nodes for which SOURCE holds own, all together, of each node: 1 of themselves. Stakes in them are left
 * out, so that one that another owns counts once.
 */
struct own_shares own_shares_below(const struct own_network *net, const bool *source, struct ht_arena *arena);

// What each node owns of node 0; of itself what it owns over a ring.
struct own_shares own_shares_above(const struct own_network *net, struct ht_arena *arena);

struct ht_share own_share_of(const struct own_part *part);

// Why no shares over a ring are stated: half a sentence; NULL when they are.
const char *own_unsolved_text(enum own_solved solved);

#endif
