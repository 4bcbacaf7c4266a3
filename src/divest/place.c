// SPDX-License-Identifier: GPL-3.0-or-later
// Where the proceeds go: nowhere yet, over what stays in proportion, within the group that they come from, or into
// cash.
#include "divest/track.h"

#include <stdlib.h>

struct remainder {
    struct ht_decimal cut; // what rounding down took from the share
    size_t index;
};

static int largest_first(const void *left, const void *right) {
    const struct remainder *a = left, *b = right;
    int order = ht_decimal_cmp(b->cut, a->cut);
    return order ? order : (a->index > b->index) - (a->index < b->index);
}

// One unit of the last of PLACES digits.
static struct ht_decimal unit_of(unsigned places) {
    return (struct ht_decimal){1, (uint8_t)places};
}

// The share of one part, rounded down, and what that took from it.
static bool round_down(struct ht_decimal whole, struct ht_decimal part, struct ht_decimal sum, unsigned places,
                       struct ht_decimal *share, struct ht_decimal *cut) {
    enum { MORE_PLACES = 8 };
    struct ht_decimal exact, rounded;
    if (!ht_decimal_convert(whole, part, sum, places + MORE_PLACES, &exact) ||
        !ht_decimal_round(exact, places, &rounded))
        return false;
    if (ht_decimal_cmp(rounded, exact) > 0 && !ht_decimal_sub(rounded, unit_of(places), &rounded))
        return false;
    *share = rounded;
    return ht_decimal_sub(exact, rounded, cut);
}

bool div_share_out(struct ht_decimal whole, const struct ht_decimal *parts, size_t count, unsigned places,
                   struct ht_arena *arena, struct ht_decimal *shares) {
    struct remainder *rest = ht_arena_array(arena, count, sizeof *rest);
    struct ht_decimal sum = ht_decimal_int(0), left;
    if (!ht_decimal_round(whole, places, &whole))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!ht_decimal_add(sum, parts[i], &sum))
            return false;
    left = whole;
    for (size_t i = 0; i < count; i++) {
        rest[i].index = i;
        if (!round_down(whole, parts[i], sum, places, &shares[i], &rest[i].cut) ||
            !ht_decimal_sub(left, shares[i], &left))
            return false;
    }
    qsort(rest, count, sizeof *rest, largest_first);
    for (size_t i = 0; i < count && ht_decimal_sign(left) > 0; i++)
        if (!ht_decimal_add(shares[rest[i].index], unit_of(places), &shares[rest[i].index]) ||
            !ht_decimal_sub(left, unit_of(places), &left))
            return false;
    return true;
}

struct ht_amount *div_changes_of_sales(const struct div_plan *plan) {
    struct ht_amount *changes = ht_arena_array(plan->arena, plan->account->line_count, sizeof *changes);
    for (size_t i = 0; i < plan->account->line_count; i++)
        if (plan->roles[i] == DIV_GOES)
            changes[i] = ht_amount_of(ht_decimal_neg(div_size(plan, &plan->account->lines[i]).number));
    return changes;
}

static const char *buy_pro_rata(const struct div_plan *plan, struct ht_amount *changes) {
    size_t count = 0, most = plan->account->line_count;
    struct ht_decimal *parts = ht_arena_array(plan->arena, most, sizeof *parts);
    struct ht_decimal *shares = ht_arena_array(plan->arena, most, sizeof *shares);
    for (size_t i = 0; i < most; i++)
        if (plan->roles[i] == DIV_TAKES)
            parts[count++] = div_size(plan, &plan->account->lines[i]).number;
    if (count == 0)
        return "nothing is left that the proceeds could be placed in";
    if (!div_share_out(plan->freed.number, parts, count, plan->places, plan->arena, shares))
        return "the amounts are too large to be shared out";
    count = 0;
    for (size_t i = 0; i < most; i++)
        if (plan->roles[i] == DIV_TAKES)
            changes[i] = ht_amount_of(shares[count++]);
    return NULL;
}

// Sets what stays as cash: what is sold less what is bought.
static void settle(struct ht_alternative *alternative, size_t count) {
    alternative->left = ht_amount_of(ht_decimal_int(0));
    for (size_t i = 0; i < count; i++)
        if (alternative->changes[i].known &&
            !ht_amount_add(&alternative->left, ht_amount_of(ht_decimal_neg(alternative->changes[i].number))))
            alternative->left = ht_amount_unknown();
}

// The alternatives that are made, and why not.
static void name_all(struct div_plan *plan, const char *why_not) {
    struct ht_divestment *out = plan->out;
    for (int which = 0; which < HT_LIKE_COUNT; which++)
        if (which < HT_LIKE_ALWAYS || plan->terms->neutral & 1u << (which - HT_LIKE_ALWAYS))
            out->alternatives[out->alternative_count++] =
                (struct ht_alternative){.which = (enum ht_likeness)which, .why_not.text = why_not};
    out->alternatives[HT_LIKE_BEFORE].why_not.text = out->no_basis;
}

static void place(const struct div_plan *plan, struct ht_alternative *alternative) {
    struct ht_amount *changes = div_changes_of_sales(plan);
    if (alternative->which == HT_LIKE_PRO_RATA)
        alternative->why_not.text = buy_pro_rata(plan, changes);
    else if (alternative->which != HT_LIKE_CASH)
        alternative->why_not.text =
            div_buy_neutral(plan, (enum ht_grouping)(alternative->which - HT_LIKE_ALWAYS), alternative, changes);
    if (!alternative->why_not.text)
        alternative->changes = changes;
}

void div_place(struct div_plan *plan) {
    struct ht_alternative *alternatives = plan->out->alternatives;
    const char *why_not = plan->out->no_basis;
    if (!why_not && plan->out->sale_count == plan->out->restricted)
        why_not = plan->out->sale_count == 0 ? "nothing is sold" : "a rule restricts the sale of all that would go";
    if (!why_not && !plan->freed.known)
        why_not = "a position that goes has no value";
    if (!why_not && ht_decimal_sign(plan->freed.number) == 0)
        why_not = "what goes is worth nothing";
    name_all(plan, why_not);
    for (size_t i = HT_LIKE_PRO_RATA; i < plan->out->alternative_count && !why_not; i++)
        if (alternatives[i].which != HT_LIKE_MIN_TRACKING)
            place(plan, &alternatives[i]);
    div_track(plan);
    for (size_t i = 0; i < plan->out->alternative_count; i++) {
        if (alternatives[i].why_not.text)
            continue;
        if (alternatives[i].changes)
            settle(&alternatives[i], plan->account->line_count);
        div_describe(plan, &alternatives[i]);
    }
}
