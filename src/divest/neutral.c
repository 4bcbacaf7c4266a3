// SPDX-License-Identifier: GPL-3.0-or-later
// The proceeds placed within the sector, or the country, that they come from.
#include "divest/plan.h"

// What one group frees and what of it could be placed there.
struct freed {
    struct ht_decimal size;
    size_t takers;
};

// AMOUNT without what is beyond PLACES digits: more than was freed cannot be placed.
static bool cut(struct ht_decimal amount, unsigned places, struct ht_decimal *out) {
    struct ht_decimal unit = {1, (uint8_t)places};
    if (!ht_decimal_round(amount, places, out))
        return false;
    return ht_decimal_cmp(*out, amount) <= 0 || ht_decimal_sub(*out, unit, out);
}

// Shares WHOLE out over the lines that may be bought, of GROUP alone unless GROUPS is NULL, on top of CHANGES.
static bool place(const struct div_plan *plan, struct ht_decimal whole, const struct ht_divest_groups *groups,
                  size_t group, struct ht_amount *changes) {
    size_t count = 0, most = plan->account->line_count;
    struct ht_decimal *parts = ht_arena_array(plan->arena, most, sizeof *parts);
    struct ht_decimal *shares = ht_arena_array(plan->arena, most, sizeof *shares);
    size_t *lines = ht_arena_array(plan->arena, most, sizeof *lines);
    for (size_t i = 0; i < most; i++) {
        if (plan->roles[i] != DIV_TAKES || (groups && groups->of_line[i] != group))
            continue;
        lines[count] = i;
        parts[count++] = div_size(plan, &plan->account->lines[i]).number;
    }
    if (!div_share_out(whole, parts, count, plan->places, plan->arena, shares))
        return false;
    for (size_t i = 0; i < count; i++) {
        struct ht_amount *change = &changes[lines[i]], share = ht_amount_of(shares[i]);
        if (!change->known)
            *change = share;
        else if (!ht_amount_add(change, share))
            return false;
    }
    return true;
}

static bool measure(const struct div_plan *plan, const struct ht_divest_groups *groups, struct freed *freed) {
    for (size_t i = 0; i < groups->count; i++)
        freed[i].size = ht_decimal_int(0);
    for (size_t i = 0; i < plan->account->line_count; i++) {
        struct freed *group = &freed[groups->of_line[i]];
        struct ht_amount size = div_size(plan, &plan->account->lines[i]);
        group->takers += plan->roles[i] == DIV_TAKES;
        if (plan->roles[i] == DIV_GOES && !ht_decimal_add(group->size, size.number, &group->size))
            return false;
    }
    return true;
}

// Notes that what GROUP frees is placed elsewhere.
static bool note_elsewhere(const struct div_plan *plan, struct ht_alternative *alternative,
                           const struct ht_divest_group *group, struct ht_decimal size) {
    const char *name = group->name ? group->name : "without one";
    alternative->elsewhere =
        alternative->elsewhere ? ht_arena_format(plan->arena, "%s; %s", alternative->elsewhere, name) : name;
    return ht_amount_add(&alternative->elsewhere_size, ht_amount_of(size));
}

const char *div_buy_neutral(const struct div_plan *plan, enum ht_grouping by, struct ht_alternative *alternative,
                            struct ht_amount *changes) {
    static const char TOO_LARGE[] = "the amounts are too large to be shared out";
    const struct ht_divest_groups *groups = &plan->out->groups[by];
    struct freed *freed = ht_arena_array(plan->arena, groups->count, sizeof *freed);
    struct ht_decimal left = plan->freed.number;
    size_t takers = 0;
    if (groups->named == 0)
        return by == HT_BY_SECTOR ? "the file tells no sectors" : "the file tells no countries";
    if (!measure(plan, groups, freed))
        return TOO_LARGE;
    alternative->elsewhere_size = ht_amount_of(ht_decimal_int(0));
    for (size_t i = 0; i < groups->count; i++) {
        struct ht_decimal size;
        takers += freed[i].takers;
        if (ht_decimal_sign(freed[i].size) == 0)
            continue;
        if (!cut(freed[i].size, plan->places, &size))
            return TOO_LARGE;
        if (freed[i].takers == 0) {
            if (!note_elsewhere(plan, alternative, &groups->items[i], freed[i].size))
                return TOO_LARGE;
        } else if (!place(plan, size, groups, i, changes) || !ht_decimal_sub(left, size, &left)) {
            return TOO_LARGE;
        }
    }
    if (takers == 0)
        return "nothing is left that the proceeds could be placed in";
    if (!cut(left, plan->places, &left) || (ht_decimal_sign(left) > 0 && !place(plan, left, NULL, 0, changes)))
        return TOO_LARGE;
    alternative->elsewhere_pct = div_percent(plan, alternative->elsewhere_size);
    return NULL;
}
