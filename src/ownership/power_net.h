// SPDX-License-Identifier: GPL-3.0-or-later
// A net of votes made ready for counting. Private to the power index.
#ifndef HOLDTRACE_OWNERSHIP_POWER_NET_H
#define HOLDTRACE_OWNERSHIP_POWER_NET_H

#include "holdtrace/power.h"

// One holder's votes, in units of the net's common scale, so that sums are exact.
struct power_vote {
    size_t holder, stake; // stake: its number in the net
    ht_int128 units;
};

struct power_company {
    struct power_vote *votes; // in the order of the net's stakes
    size_t count;
    ht_int128 dispersed; // votes of no known holder
};

struct power_net {
    const struct ht_power_net *given;
    struct ht_arena *arena;
    struct power_company *companies; // one a node; a holder that nobody holds has no votes
    ht_int128 quota, whole;
    size_t *order;  // all nodes, holders before what they hold
    size_t settled; // so many of ORDER lie on no cycle and below none; the others follow
};

struct power_net power_net_make(const struct ht_power_net *given, struct ht_arena *arena);

// A label says who decides: the owner, or dispersed holders of NODE, of whom nobody is known. Those of two companies
// are not the same holders.
size_t power_dispersed(const struct power_net *net, size_t node);

// What LABEL counts for: the owner, or the node `count` for nobody known.
size_t power_known(const struct power_net *net, size_t label);

// Holders of one label, as one player.
struct power_block {
    size_t label;
    size_t first; // number of the stake whose turn is the block's
    ht_int128 units;
};

// The blocks of COMPANY under LABELS, into BLOCKS, which has room for one a vote.
size_t power_blocks(const struct power_company *company, const size_t *labels, struct power_block *blocks);

// How likely BLOCKS number INDEX decides.
double power_index(const struct power_net *net, const struct power_company *company, const struct power_block *blocks,
                   size_t count, size_t index);

// Adds to SHARES (of COMPANY) and TOTALS what is exact; false when that would take too long, or there is a cycle.
bool power_exact(const struct power_net *net, size_t company, double *shares, double *totals);

#endif
