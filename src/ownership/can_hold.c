// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * How much possible members of a majority can hold of an entity, where the facts are ranges, votes, or only the word
 * that somebody controls.
 */
#include "ownership/majority.h"

static bool has_percent(const struct ht_stake *stake) {
    return stake->percent_min.known || stake->percent_max.known;
}

static const struct ht_stake *capital_of(const struct ht_stakes *stakes, const struct ht_entity *owner) {
    for (size_t i = 0; i < stakes->count; i++)
        if (own_is_capital(&stakes->items[i]) && own_same(stakes->items[i].owner, owner))
            return &stakes->items[i];
    return NULL;
}

/*
 * What VOTES (or a control link with a percentage) can add to the capital that is stated: a group's total holds the
 * stakes of its members, and only what it exceeds them by is more.
 */
static struct ht_decimal beyond_members(const struct own_majority *set, const struct ht_stakes *stakes,
                                        const struct ht_stake *votes) {
    struct ht_decimal covered = ht_decimal_int(0), more;
    for (size_t i = 0; i < stakes->count; i++) {
        const struct ht_stake *stake = &stakes->items[i];
        if (own_is_capital(stake) && own_majority_takes(set, stake->owner, false) &&
            own_has_link(set->graph, votes->owner, stake->owner))
            covered = own_sum(covered, own_stake_max(stake));
    }
    return ht_decimal_sub(own_stake_max(votes), covered, &more) && ht_decimal_sign(more) > 0 ? more
                                                                                             : ht_decimal_int(0);
}

// Whether what OWNER is said to control is explained by stated shares: its own, or those of what it heads.
static bool is_explained(const struct own_majority *set, const struct ht_stakes *stakes,
                         const struct ht_entity *owner) {
    for (size_t i = 0; i < stakes->count; i++) {
        const struct ht_stake *stake = &stakes->items[i];
        if (has_percent(stake) && (own_same(stake->owner, owner) || own_has_link(set->graph, owner, stake->owner)))
            return true;
    }
    return false;
}

// What STAKE can add to the capital that possible members hold.
static struct ht_decimal can_add(const struct own_majority *set, const struct ht_stakes *stakes,
                                 const struct ht_stake *stake) {
    if (own_is_capital(stake))
        return own_stake_max(stake);
    if (has_percent(stake))
        return capital_of(stakes, stake->owner) ? ht_decimal_int(0) : beyond_members(set, stakes, stake);
    return is_explained(set, stakes, stake->owner) ? ht_decimal_int(0) : ht_decimal_int(100);
}

struct ht_decimal own_majority_can_hold(const struct own_majority *set, const struct ht_entity *entity) {
    struct ht_stakes stakes = own_graph_owners(set->graph, entity);
    struct ht_decimal sum = ht_decimal_int(0);
    for (size_t i = 0; i < stakes.count; i++) {
        const struct ht_stake *stake = &stakes.items[i];
        if (own_same(stake->owner, entity) || !own_majority_takes(set, stake->owner, false) ||
            (stake->kind == HT_STAKE_UNSTATED && !has_percent(stake)))
            continue;
        struct ht_decimal more = can_add(set, &stakes, stake);
        if (set->rule.aggregate)
            sum = own_sum(sum, more);
        else if (ht_decimal_cmp(more, sum) > 0)
            sum = more;
    }
    return sum;
}
