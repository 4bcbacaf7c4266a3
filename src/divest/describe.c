// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What the fund is like after the proceeds were placed: how far from the old one, how concentrated, and what it is
 * still exposed to, what was bought included.
 */
#include <math.h>
#include <stdlib.h>

#include "divest/plan.h"
#include "holdtrace/map.h"

enum { TOP = 10 };

static struct ht_amount sum(struct ht_amount a, struct ht_amount b) {
    struct ht_amount total = a;
    return ht_amount_add(&total, b) ? total : ht_amount_unknown();
}

// Half of all changes, what stays as cash among them: the share of the fund that is another one afterwards.
static void measure_change(const struct div_plan *plan, struct ht_alternative *alternative) {
    struct ht_amount moved = ht_amount_of(ht_decimal_int(0));
    for (size_t i = 0; alternative->changes && i < plan->account->line_count; i++)
        if (alternative->changes[i].known)
            moved = sum(moved, ht_amount_of(ht_decimal_abs(alternative->changes[i].number)));
    if (alternative->left.known)
        moved = sum(moved, ht_amount_of(ht_decimal_abs(alternative->left.number)));
    alternative->turnover_pct = alternative->active_share_pct = div_half_percent(plan, moved);
}

// What line INDEX measures in ALTERNATIVE.
static struct ht_amount size_in(const struct div_plan *plan, const struct ht_alternative *alternative, size_t index) {
    struct ht_amount size = div_size(plan, &plan->account->lines[index]);
    return alternative->changes && alternative->changes[index].known ? sum(size, alternative->changes[index]) : size;
}

static void measure_exposure(const struct div_plan *plan, struct ht_alternative *alternative) {
    const struct ht_amount zero = ht_amount_of(ht_decimal_int(0));
    struct ht_amount sums[HT_CATEGORY_COUNT], counted = zero, opaque = zero, cash = zero;
    for (int category = 0; category < HT_CATEGORY_COUNT; category++)
        sums[category] = zero;
    for (size_t i = 0; i < plan->account->line_count; i++) {
        const struct ht_line *line = &plan->account->lines[i];
        enum ht_kind kind = line->resolved->position->kind;
        struct ht_amount size = size_in(plan, alternative, i);
        if (kind == HT_KIND_CASH)
            cash = sum(cash, size);
        if (line->resolved->position->side != HT_LONG)
            continue;
        if (kind == HT_KIND_FUND && line->category == HT_NO_CATEGORY)
            opaque = sum(opaque, size);
        if (line->category == HT_NO_CATEGORY)
            continue;
        sums[line->category] = sum(sums[line->category], size);
        if (plan->screen->counted & 1u << line->category)
            counted = sum(counted, size);
    }
    for (int category = 0; category < HT_POSSIBLE; category++)
        alternative->exposure_pct[category] = div_percent(plan, sums[category]);
    alternative->possible_pct = div_percent(plan, sums[HT_POSSIBLE]);
    alternative->counted_pct = div_percent(plan, counted);
    alternative->opaque_pct = div_percent(plan, opaque);
    alternative->cash_pct = div_percent(plan, sum(cash, alternative->left));
}

static int descending(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a < b) - (a > b);
}

// Shares of the issuers of long lines without cash and derivatives, added up; *COUNT of them. A line whose issuer is
// not known is one of its own.
static double *issuer_shares(const struct div_plan *plan, const struct ht_alternative *alternative, size_t *count) {
    double *shares = ht_arena_array(plan->arena, plan->account->line_count, sizeof *shares);
    struct ht_map *issuers = ht_map_new(plan->arena);
    *count = 0;
    for (size_t i = 0; i < plan->account->line_count; i++) {
        const struct ht_line *line = &plan->account->lines[i];
        const struct ht_position *position = line->resolved->position;
        double weight = div_weight(plan, size_in(plan, alternative, i));
        if (position->side == HT_SHORT || position->kind == HT_KIND_CASH || ht_kind_is_derivative(position->kind) ||
            weight <= 0)
            continue;
        const char *id = line->resolved->issuer ? line->resolved->issuer->id : NULL;
        double *share = id ? ht_map_get(issuers, id) : NULL;
        if (!share) {
            share = &shares[(*count)++];
            if (id)
                ht_map_put(issuers, id, share);
        }
        *share += weight;
    }
    return shares;
}

static void measure_concentration(const struct div_plan *plan, struct ht_alternative *alternative) {
    size_t count;
    double *shares = issuer_shares(plan, alternative, &count);
    double whole = 0, squares = 0, top = 0;
    qsort(shares, count, sizeof *shares, descending);
    for (size_t i = 0; i < count; i++) {
        whole += shares[i];
        squares += shares[i] * shares[i];
        top += i < TOP ? shares[i] : 0;
    }
    if (squares <= 0)
        return;
    alternative->effective_number = div_amount(whole * whole / squares, DIV_PERCENT_PLACES);
    alternative->top_ten_pct = div_amount(100 * top / whole, DIV_PERCENT_PLACES);
}

void div_describe(const struct div_plan *plan, struct ht_alternative *alternative) {
    measure_change(plan, alternative);
    measure_exposure(plan, alternative);
    measure_concentration(plan, alternative);
}
