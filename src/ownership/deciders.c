// SPDX-License-Identifier: GPL-3.0-or-later
// Power and economic share side by side: see deciders.h.
#include "holdtrace/deciders.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ownership/votes.h"

// A probability as a percentage of six decimals.
static struct ht_amount percent_of(double share) {
    return ht_amount_of((struct ht_decimal){llround(share * 1e8), 6});
}

static int by_power(const void *left, const void *right) {
    const struct ht_decider *a = left, *b = right;
    int order = ht_decimal_cmp(b->power_pct.number, a->power_pct.number);
    if (!order)
        order = (int)b->economic_pct.known - (int)a->economic_pct.known;
    if (!order && a->economic_pct.known)
        order = ht_decimal_cmp(b->economic_pct.number, a->economic_pct.number);
    return order ? order : strcmp(a->entity->id, b->entity->id);
}

static void take_deciders(const struct own_votes *votes, const struct ht_power *power, struct ht_arena *arena,
                          struct ht_deciders *out) {
    struct ht_decider *items = ht_arena_array(arena, votes->count, sizeof *items);
    for (size_t i = 0; i < votes->count; i++) {
        const struct own_voter *voter = &votes->voters[i];
        if (power->shares[i] <= 0 && !voter->direct)
            continue;
        struct ht_decider *decider = &items[out->count++];
        *decider = (struct ht_decider){.entity = voter->entity, .power_pct = percent_of(power->shares[i])};
        if (!power->exact)
            decider->error_pct = percent_of(power->errors[i]);
        struct ht_decimal economic;
        if (votes->economic_known && voter->has_capital && ht_decimal_round(voter->economic, 6, &economic))
            decider->economic_pct = ht_amount_of(economic);
    }
    qsort(items, out->count, sizeof *items, by_power);
    out->items = items;
}

bool ht_deciders_of(struct ht_reference *ref, const struct ht_entity *entity, struct ht_date as_of,
                    struct ht_arena *arena, struct ht_deciders *out) {
    struct own_graph graph = own_graph_make(ref, NULL, as_of, arena);
    struct own_votes votes;
    struct ht_power power;
    struct ht_deciders found = {.known_pct = ht_decimal_int(0)};
    bool whole = own_votes_gather(&graph, entity, &votes);
    for (size_t i = 0; i < votes.count; i++)
        found.holders += votes.voters[i].direct;
    if (found.holders < 2)
        return false;
    if (!whole) {
        *out = (struct ht_deciders){.why_not = "too many owners stand above it"};
        return true;
    }
    for (size_t i = 0; i < votes.stake_count; i++)
        if (votes.stakes[i].company == 0)
            found.known_pct = own_sum(found.known_pct, votes.stakes[i].percent);
    struct ht_power_net net = {votes.count, votes.stakes, votes.stake_count, ht_decimal_int(50)};
    if (!ht_power_of(&net, 0, arena, &power)) {
        *out = (struct ht_deciders){.why_not =
                                        "GSL, by which it is simulated, is not installed (Debian package libgsl27)"};
        return true;
    }
    found.exact = power.exact;
    found.draws = power.draws;
    found.dispersed_pct = percent_of(power.shares[votes.count]);
    if (!power.exact)
        found.dispersed_error_pct = percent_of(power.errors[votes.count]);
    take_deciders(&votes, &power, arena, &found);
    *out = found;
    return true;
}
