// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The sales: how long each takes at the share of volume that the reader allows, what it costs by the model whose
 * parameters the reader gave, and what all of them free by currency and market.
 *
 * Cost in hundredths of a percent of value: HALF-SPREAD + IMPACT x sqrt(quantity / shares of an average day).
 *
 * Lots of one security share its volume: both go by the quantity of all of them.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "divest/plan.h"
#include "holdtrace/text.h"

enum { DAY_PLACES = 2, COST_PLACES = 4, EXACT_PLACES = 12, BASIS_POINTS = 10000 };

// The lots of one security, which are sold in the same market.
struct pooled {
    const struct ht_position *position; // one of them
    struct ht_amount quantity;
};

static bool same_security(const struct ht_position *a, const struct ht_position *b) {
    if (a == b)
        return true;
    if (a->isin || b->isin)
        return ht_text_equal(a->isin, b->isin);
    return a->ticker && ht_text_equal(a->ticker, b->ticker) && ht_text_equal(a->mic, b->mic);
}

static void add_strict(struct ht_amount *sum, struct ht_amount amount) {
    if (!amount.known || !sum->known || !ht_amount_add(sum, amount))
        *sum = ht_amount_unknown();
}

// The pool of POSITION among COUNT; NULL when it has none.
static struct pooled *pool_of(struct pooled *pools, size_t count, const struct ht_position *position) {
    for (size_t i = 0; i < count; i++)
        if (same_security(pools[i].position, position))
            return &pools[i];
    return NULL;
}

// Adds the quantity of POSITION to its pool, which becomes one where there is none.
static struct pooled *pool(struct pooled *pools, size_t *count, const struct ht_position *position) {
    struct pooled *found = pool_of(pools, *count, position);
    struct ht_amount quantity = position->quantity;
    if (!found) {
        found = &pools[(*count)++];
        *found = (struct pooled){.position = position, .quantity = ht_amount_of(ht_decimal_int(0))};
    }
    add_strict(&found->quantity, quantity.known ? ht_amount_of(ht_decimal_abs(quantity.number)) : quantity);
    return found;
}

static bool days_of(const struct ht_divest_terms *terms, struct ht_decimal quantity, struct ht_decimal adv,
                    struct ht_amount *days) {
    struct ht_decimal each_day;
    if (!ht_decimal_mul(adv, terms->participation_pct, &each_day) ||
        !ht_decimal_convert(quantity, ht_decimal_int(100), each_day, DAY_PLACES, &days->number))
        return false;
    days->known = true;
    return true;
}

static void time_sale(const struct ht_divest_terms *terms, struct ht_sale *sale) {
    const struct ht_position *position = sale->line->resolved->position;
    if (!terms->volumes)
        return;
    sale->adv_shares = ht_volumes_of(terms->volumes, position);
    if (ht_kind_is_derivative(position->kind) || position->kind == HT_KIND_CASH)
        sale->no_days = "it is no security that has a volume";
    else if (!sale->traded.known)
        sale->no_days = "the holdings tell no quantity";
    else if (!sale->adv_shares.known)
        sale->no_days = "the file of volumes has no such security";
    else if (!days_of(terms, sale->traded.number, sale->adv_shares.number, &sale->days))
        sale->no_days = "the numbers are too large";
}

static void cost_sale(const struct ht_divest_terms *terms, struct ht_sale *sale) {
    const struct ht_position *position = sale->line->resolved->position;
    double bp = terms->half_spread_bp.known ? div_double(terms->half_spread_bp.number) : 0;
    bool stated = terms->half_spread_bp.known;
    if (terms->impact_bp.known) {
        stated = sale->days.known; // there is a quantity and a volume
        if (stated)
            bp += div_double(terms->impact_bp.number) *
                  sqrt(div_double(sale->traded.number) / div_double(sale->adv_shares.number));
    }
    struct ht_amount exact = stated ? div_amount(bp, EXACT_PLACES) : ht_amount_unknown();
    struct ht_decimal rounded;
    if (!exact.known || !ht_decimal_round(exact.number, COST_PLACES, &rounded))
        return;
    sale->cost_bp = ht_amount_of(rounded);
    sale->cost.known =
        position->value.known && ht_decimal_convert(position->value.number, exact.number,
                                                    ht_decimal_int(BASIS_POINTS), COST_PLACES, &sale->cost.number);
}

static const char *market_of(const struct ht_position *position) {
    return position->mic ? position->mic : position->exchange;
}

static struct ht_proceeds *proceeds_at(struct ht_proceeds *items, size_t *count, const char *currency,
                                       const char *market) {
    for (size_t i = 0; i < *count; i++)
        if (ht_text_equal(items[i].currency, currency) && ht_text_equal(items[i].market, market))
            return &items[i];
    const struct ht_amount zero = ht_amount_of(ht_decimal_int(0));
    items[*count] =
        (struct ht_proceeds){.currency = currency, .market = market, .value = zero, .cost = zero, .held_value = zero};
    return &items[(*count)++];
}

static void add_sale(struct ht_proceeds *sum, const struct ht_sale *sale) {
    if (sale->restricted) {
        sum->held++;
        add_strict(&sum->held_value, sale->line->resolved->position->value);
        return;
    }
    sum->positions++;
    add_strict(&sum->value, sale->line->resolved->position->value);
    add_strict(&sum->cost, sale->cost);
    if (!sale->days.known)
        sum->untimed++;
    else if (!sum->days.known || ht_decimal_cmp(sale->days.number, sum->days.number) > 0)
        sum->days = sale->days;
}

static int compare(const char *a, const char *b) {
    if (!a || !b)
        return (a == NULL) - (b == NULL);
    return strcmp(a, b);
}

static int by_currency(const void *left, const void *right) {
    const struct ht_proceeds *a = left, *b = right;
    int order = compare(a->currency, b->currency);
    return order ? order : compare(a->market, b->market);
}

void div_sell(struct div_plan *plan) {
    struct ht_divestment *out = plan->out;
    struct pooled *pools = ht_arena_array(plan->arena, out->sale_count, sizeof *pools);
    size_t at = 0, pool_count = 0;
    for (size_t i = 0; i < plan->account->line_count; i++)
        if (plan->roles[i] == DIV_GOES)
            (void)pool(pools, &pool_count, plan->account->lines[i].resolved->position);
    out->sales = ht_arena_array(plan->arena, out->sale_count, sizeof *out->sales);
    out->proceeds = ht_arena_array(plan->arena, out->sale_count, sizeof *out->proceeds);
    out->sums = ht_arena_array(plan->arena, out->sale_count, sizeof *out->sums);
    for (size_t i = 0; i < plan->account->line_count; i++) {
        if (plan->roles[i] != DIV_GOES)
            continue;
        struct ht_sale *sale = &out->sales[at++];
        const struct ht_position *position = plan->account->lines[i].resolved->position;
        sale->line = &plan->account->lines[i];
        sale->traded = pool_of(pools, pool_count, position)->quantity;
        time_sale(plan->terms, sale);
        cost_sale(plan->terms, sale);
        div_deal(plan, sale);
        out->restricted += sale->restricted;
        plan->roles[i] = sale->restricted ? DIV_HELD : DIV_GOES;
        add_sale(proceeds_at(out->proceeds, &out->proceeds_count, position->currency, market_of(position)), sale);
        add_sale(proceeds_at(out->sums, &out->sum_count, position->currency, NULL), sale);
    }
    qsort(out->proceeds, out->proceeds_count, sizeof *out->proceeds, by_currency);
    qsort(out->sums, out->sum_count, sizeof *out->sums, by_currency);
}

const struct ht_proceeds *ht_divest_overall(const struct ht_divestment *items, size_t count,
                                            const struct ht_divest_terms *terms, struct ht_arena *arena,
                                            size_t *sums) {
    size_t most = 0, pool_count = 0;
    for (size_t i = 0; i < count; i++)
        most += items[i].sale_count;
    struct ht_proceeds *out = ht_arena_array(arena, most, sizeof *out);
    struct pooled *pools = ht_arena_array(arena, most, sizeof *pools);
    *sums = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < items[i].sale_count; k++) {
            struct ht_sale sale = items[i].sales[k];
            struct ht_amount days = ht_amount_unknown();
            if (sale.days.known && !sale.restricted) {
                const struct pooled *shared = pool(pools, &pool_count, sale.line->resolved->position);
                (void)days_of(terms, shared->quantity.number, sale.adv_shares.number, &days);
                sale.days = days;
            }
            add_sale(proceeds_at(out, sums, sale.line->resolved->position->currency, NULL), &sale);
        }
    qsort(out, *sums, sizeof *out, by_currency);
    return out;
}
