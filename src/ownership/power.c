// SPDX-License-Identifier: GPL-3.0-or-later
// The net of votes in order, its blocks, and which way it is counted: see power.h.
#include "ownership/power_net.h"

// At the scale of the net, so that units of two numbers can be compared.
static ht_int128 units_of(struct ht_decimal number, unsigned scale) {
    struct ht_decimal wide;
    return ht_decimal_round(number, scale, &wide) ? wide.units : 0;
}

static unsigned common_scale(const struct ht_power_net *given) {
    unsigned scale = given->quota_pct.scale;
    for (size_t i = 0; i < given->stake_count; i++)
        if (given->stakes[i].percent.scale > scale)
            scale = given->stakes[i].percent.scale;
    return scale;
}

static void add_votes(struct power_net *net, unsigned scale) {
    const struct ht_power_net *given = net->given;
    for (size_t i = 0; i < given->stake_count; i++)
        net->companies[given->stakes[i].company].count++;
    for (size_t i = 0; i < given->count; i++) {
        net->companies[i].votes =
            ht_arena_array(net->arena, net->companies[i].count, sizeof *net->companies[i].votes);
        net->companies[i].count = 0;
        net->companies[i].dispersed = net->whole;
    }
    for (size_t i = 0; i < given->stake_count; i++) {
        struct power_company *company = &net->companies[given->stakes[i].company];
        ht_int128 units = units_of(given->stakes[i].percent, scale);
        company->votes[company->count++] = (struct power_vote){given->stakes[i].holder, i, units};
        company->dispersed = company->dispersed > units ? company->dispersed - units : 0;
    }
}

static bool is_ready(const struct power_company *company, const bool *placed) {
    for (size_t i = 0; i < company->count; i++)
        if (!placed[company->votes[i].holder])
            return false;
    return true;
}

// Nodes whose holders are all placed are placed; what remains lies on a cycle or below one.
static void put_in_order(struct power_net *net) {
    size_t count = net->given->count, placed_count = 0;
    bool *placed = ht_arena_array(net->arena, count, sizeof *placed), grew = true;
    net->order = ht_arena_array(net->arena, count, sizeof *net->order);
    while (grew) {
        grew = false;
        for (size_t i = 0; i < count; i++)
            if (!placed[i] && is_ready(&net->companies[i], placed)) {
                net->order[placed_count++] = i;
                placed[i] = grew = true;
            }
    }
    net->settled = placed_count;
    for (size_t i = 0; i < count; i++)
        if (!placed[i])
            net->order[placed_count++] = i;
}

struct power_net power_net_make(const struct ht_power_net *given, struct ht_arena *arena) {
    struct power_net net = {.given = given, .arena = arena};
    unsigned scale = common_scale(given);
    net.companies = ht_arena_array(arena, given->count, sizeof *net.companies);
    net.quota = units_of(given->quota_pct, scale);
    net.whole = units_of(ht_decimal_int(100), scale);
    add_votes(&net, scale);
    put_in_order(&net);
    return net;
}

size_t power_dispersed(const struct power_net *net, size_t node) {
    return net->given->count + 1 + node;
}

size_t power_known(const struct power_net *net, size_t label) {
    return label < net->given->count ? label : net->given->count;
}

size_t power_blocks(const struct power_company *company, const size_t *labels, struct power_block *blocks) {
    size_t count = 0;
    for (size_t i = 0; i < company->count; i++) {
        const struct power_vote *vote = &company->votes[i];
        size_t label = labels[vote->holder], k = 0;
        while (k < count && blocks[k].label != label)
            k++;
        if (k == count)
            blocks[count++] = (struct power_block){label, vote->stake, 0};
        blocks[k].units += vote->units;
    }
    return count;
}

bool ht_power_of(const struct ht_power_net *net, size_t company, struct ht_arena *arena, struct ht_power *out) {
    struct power_net ready = power_net_make(net, arena);
    double *shares = ht_arena_array(arena, net->count + 1, sizeof *shares);
    double *totals = ht_arena_array(arena, net->count + 1, sizeof *totals);
    double *none = ht_arena_array(arena, net->count + 1, sizeof *none);
    if (!power_exact(&ready, company, shares, totals))
        return ht_power_simulate(net, company, HT_POWER_DRAWS, arena, out);
    *out = (struct ht_power){true, 0, shares, none, totals, none};
    return true;
}
