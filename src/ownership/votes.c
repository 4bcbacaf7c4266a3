// SPDX-License-Identifier: GPL-3.0-or-later
// Which stakes vote, and what they are worth: see votes.h and deciders.h.
#include "ownership/votes.h"

#include <stdint.h>

static size_t number_of(struct own_votes *votes, const struct ht_entity *entity) {
    uintptr_t known = (uintptr_t)ht_map_get(votes->index, entity->id);
    if (known)
        return known - 1;
    votes->voters =
        ht_arena_grow(votes->graph->arena, votes->voters, votes->count, &votes->capacity, sizeof *votes->voters);
    votes->voters[votes->count] = (struct own_voter){.entity = entity, .economic = ht_decimal_int(0)};
    ht_map_put(votes->index, entity->id, (void *)(votes->count + 1));
    return votes->count++;
}

// What OWNER holds of the capital at the least.
static struct ht_decimal capital_of(const struct own_graph *graph, const struct ht_stakes *stakes,
                                    const struct ht_entity *owner) {
    struct ht_decimal sum = ht_decimal_int(0);
    for (size_t i = 0; i < stakes->count; i++)
        if (own_is_capital(&stakes->items[i]) && own_same(stakes->items[i].owner, owner))
            sum = own_sum(sum, own_stake_min(graph, &stakes->items[i]));
    return sum;
}

// A group's total of votes holds those of its members, which vote by themselves here.
static struct ht_decimal votes_of(struct own_graph *graph, const struct ht_stakes *stakes,
                                  const struct ht_entity *owner) {
    struct ht_decimal most = capital_of(graph, stakes, owner), stated = ht_decimal_int(0);
    for (size_t i = 0; i < stakes->count; i++)
        if (stakes->items[i].kind == HT_STAKE_VOTING && own_same(stakes->items[i].owner, owner))
            stated = own_sum(stated, own_stake_min(graph, &stakes->items[i]));
    for (size_t i = 0; i < stakes->count && ht_decimal_sign(stated) > 0; i++) {
        const struct ht_stake *stake = &stakes->items[i];
        if (own_is_capital(stake) && !own_same(stake->owner, owner) && own_has_link(graph, owner, stake->owner) &&
            !ht_decimal_sub(stated, own_stake_min(graph, stake), &stated))
            return most;
    }
    return ht_decimal_cmp(stated, most) > 0 ? stated : most;
}

static void add_vote(struct own_votes *votes, size_t holder, size_t company, struct ht_decimal percent) {
    votes->stakes = ht_arena_grow(votes->graph->arena, votes->stakes, votes->stake_count, &votes->stake_capacity,
                                  sizeof *votes->stakes);
    votes->stakes[votes->stake_count++] = (struct ht_power_stake){holder, company, percent};
}

static void add_capital(struct own_votes *votes, size_t holder, size_t company, const struct ht_stake *stake) {
    struct ht_decimal percent = own_stake_min(votes->graph, stake);
    if (ht_decimal_cmp(percent, own_stake_max(stake)) != 0)
        votes->economic_known = false;
    votes->capital = ht_arena_grow(votes->graph->arena, votes->capital, votes->capital_count,
                                   &votes->capital_capacity, sizeof *votes->capital);
    votes->capital[votes->capital_count++] = (struct own_capital){holder, company, percent};
}

// The one company that is stated to control ENTITY; NULL when there are several, or none.
static const struct ht_entity *only_controller(struct own_graph *graph, const struct ht_stakes *stakes) {
    const struct ht_entity *found = NULL;
    for (size_t i = 0; i < stakes->count; i++) {
        const struct ht_stake *stake = &stakes->items[i];
        if (stake->kind != HT_STAKE_CONTROL || own_strength_of(graph, stake) != OWN_STRONG ||
            !own_may_head(graph, stake->owner) || own_same(stake->owner, stake->owned))
            continue;
        if (found && !own_same(found, stake->owner))
            return NULL;
        found = stake->owner;
    }
    return found;
}

static bool seen_before(const struct ht_stakes *stakes, size_t index) {
    for (size_t i = 0; i < index; i++)
        if (own_same(stakes->items[i].owner, stakes->items[index].owner))
            return true;
    return false;
}

static void gather_one(struct own_votes *votes, size_t company) {
    const struct ht_entity *entity = votes->voters[company].entity;
    struct ht_stakes stakes = own_graph_owners(votes->graph, entity);
    size_t before = votes->stake_count;
    for (size_t i = 0; i < stakes.count; i++) {
        const struct ht_stake *stake = &stakes.items[i];
        if (own_same(stake->owner, entity) || (!own_is_capital(stake) && stake->kind != HT_STAKE_VOTING))
            continue;
        struct ht_decimal percent = votes_of(votes->graph, &stakes, stake->owner);
        size_t holder = number_of(votes, stake->owner);
        if (own_is_capital(stake))
            add_capital(votes, holder, company, stake);
        if (ht_decimal_sign(percent) > 0 && !seen_before(&stakes, i)) {
            add_vote(votes, holder, company, percent);
            votes->voters[holder].direct = votes->voters[holder].direct || company == 0;
        }
    }
    const struct ht_entity *controller = only_controller(votes->graph, &stakes);
    if (votes->stake_count == before && controller)
        add_vote(votes, number_of(votes, controller), company, ht_decimal_int(100));
}

// Product of two percentages as a percentage; false when it does not fit.
static bool part_of(struct ht_decimal percent, struct ht_decimal whole, struct ht_decimal *out) {
    struct ht_decimal product;
    if (!ht_decimal_mul(percent, whole, &product) || product.scale + 2 > HT_DECIMAL_MAX_SCALE)
        return false;
    product.scale = (uint8_t)(product.scale + 2);
    *out = product;
    return product.scale <= 12 || ht_decimal_round(product, 12, out);
}

// What the holders of number I have of the entity asked for through it.
static void pass_on(struct own_votes *votes, size_t i, size_t *waiting) {
    for (size_t k = 0; k < votes->capital_count; k++) {
        const struct own_capital *capital = &votes->capital[k];
        struct ht_decimal part = ht_decimal_int(0);
        if (capital->company != i)
            continue;
        struct own_voter *holder = &votes->voters[capital->holder];
        votes->economic_known = part_of(capital->percent, votes->voters[i].economic, &part) && votes->economic_known;
        holder->has_capital = true;
        holder->economic = own_sum(holder->economic, part);
        waiting[capital->holder]--;
    }
}

// Shares go up from the entity asked for: a holder's turn comes when all that it holds have had theirs.
static void share_capital(struct own_votes *votes) {
    size_t *waiting = ht_arena_array(votes->graph->arena, votes->count, sizeof *waiting), done = 0;
    bool *had = ht_arena_array(votes->graph->arena, votes->count, sizeof *had), grew = true;
    for (size_t i = 0; i < votes->capital_count; i++)
        waiting[votes->capital[i].holder]++;
    votes->voters[0].economic = ht_decimal_int(100);
    while (grew) {
        grew = false;
        for (size_t i = 0; i < votes->count; i++) {
            if (had[i] || waiting[i])
                continue;
            had[i] = grew = true;
            done++;
            pass_on(votes, i, waiting);
        }
    }
    votes->economic_known = votes->economic_known && done == votes->count;
}

bool own_votes_gather(struct own_graph *graph, const struct ht_entity *entity, struct own_votes *votes) {
    *votes = (struct own_votes){.graph = graph, .index = ht_map_new(graph->arena), .economic_known = true};
    number_of(votes, entity);
    for (size_t i = 0; i < votes->count; i++) {
        gather_one(votes, i);
        if (votes->count > OWN_VOTES_MOST)
            return false;
    }
    share_capital(votes);
    return true;
}
