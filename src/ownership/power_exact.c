// SPDX-License-Identifier: GPL-3.0-or-later
// The power index without chance: the index of each company under each way in which those above it can be decided.
#include "ownership/power_net.h"

#include <stdint.h>

// What is left of 1 by rounding is nobody's.
static const double ROUNDING = 1e-12;

enum { MOST_BLOCKS = 12, MOST_WORK = 4000000 };

// How likely at least S + 1 of M turns drawn evenly from 0..1 come before X: the integral of t^S (1-t)^(M-1-S) from 0
// to X, over that from 0 to 1.
static double come_before(double x, size_t m, size_t s) {
    double sum = 0, term = 1;
    if (x <= 0)
        return 0;
    if (x >= 1)
        return 1;
    for (size_t i = 0; i < m; i++)
        term *= 1 - x;
    for (size_t j = 0; j <= m; j++) {
        if (j > s)
            sum += term;
        term *= (double)(m - j) / (double)(j + 1) * (x / (1 - x));
    }
    return sum;
}

// Orders in which exactly S given ones of M players come before a given one, of all orders.
static double share_of_orders(size_t m, size_t s) {
    double share = 1.0 / (double)m;
    for (size_t i = 0; i < s; i++)
        share *= (double)(i + 1) / (double)(m - 1 - i);
    return share;
}

// How likely block INDEX decides after exactly the blocks that make up BEFORE units, S of them.
static double decides_after(const struct power_net *net, const struct power_company *company,
                            const struct power_block *block, size_t count, ht_int128 before, size_t s) {
    ht_int128 most = net->quota - before, least = most - block->units; // of the ocean, when the block comes
    if (company->dispersed == 0)
        return most >= 0 && least < 0 ? share_of_orders(count, s) : 0;
    double ocean = (double)company->dispersed;
    return share_of_orders(count, s) *
           (come_before((double)most / ocean, count, s) - come_before((double)least / ocean, count, s));
}

double power_index(const struct power_net *net, const struct power_company *company, const struct power_block *blocks,
                   size_t count, size_t index) {
    double sum = 0;
    for (uint32_t set = 0; set < (uint32_t)1 << count; set++) {
        ht_int128 before = 0;
        size_t s = 0;
        if (set >> index & 1)
            continue;
        for (size_t i = 0; i < count; i++)
            if (set >> i & 1) {
                before += blocks[i].units;
                s++;
            }
        sum += decides_after(net, company, &blocks[index], count, before, s);
    }
    return sum;
}

struct counting {
    const struct power_net *net;
    size_t company, work;
    size_t *labels;
    double *shares, *totals;
};

static bool go_on(struct counting *counting, size_t at, double likely);

static bool take(struct counting *counting, size_t at, size_t label, double likely) {
    size_t node = counting->net->order[at];
    counting->labels[node] = label;
    counting->totals[power_known(counting->net, label)] += likely;
    if (node == counting->company)
        counting->shares[power_known(counting->net, label)] += likely;
    return go_on(counting, at + 1, likely);
}

// Each way in which number AT of the order and those after it can be decided.
static bool go_on(struct counting *counting, size_t at, double likely) {
    const struct power_net *net = counting->net;
    struct power_block blocks[MOST_BLOCKS];
    if (at == net->given->count)
        return true;
    counting->work++;
    size_t node = net->order[at];
    const struct power_company *company = &net->companies[node];
    if (company->count == 0)
        return take(counting, at, node, likely);
    if (company->count > MOST_BLOCKS)
        return false;
    size_t count = power_blocks(company, counting->labels, blocks);
    counting->work += ((size_t)1 << count) * count * count;
    if (counting->work > MOST_WORK)
        return false;
    double left = 1;
    for (size_t i = 0; i < count; i++) {
        double index = power_index(net, company, blocks, count, i);
        left -= index;
        if (index > 0 && !take(counting, at, blocks[i].label, likely * index))
            return false;
    }
    return company->dispersed == 0 || left < ROUNDING ||
           take(counting, at, power_dispersed(net, node), likely * left);
}

bool power_exact(const struct power_net *net, size_t company, double *shares, double *totals) {
    size_t count = net->given->count;
    double *of = ht_arena_array(net->arena, count + 1, sizeof *of),
           *all = ht_arena_array(net->arena, count + 1, sizeof *all);
    struct counting counting = {net, company, 0, ht_arena_array(net->arena, count, sizeof(size_t)), of, all};
    if (net->settled < count || !go_on(&counting, 0, 1))
        return false;
    for (size_t i = 0; i <= count; i++) {
        shares[i] = of[i];
        totals[i] = all[i];
    }
    return true;
}
