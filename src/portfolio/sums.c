// SPDX-License-Identifier: GPL-3.0-or-later
// Exact sums by currency.
#include "holdtrace/sums.h"

#include <stdlib.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/large.h"
#include "holdtrace/text.h"

static struct ht_total *total_of(struct ht_totals *totals, size_t *capacity, const char *currency,
                                 struct ht_arena *arena) {
    for (size_t i = 0; i < totals->count; i++)
        if (ht_text_equal(totals->items[i].currency, currency))
            return &totals->items[i];
    totals->items = ht_arena_grow(arena, totals->items, totals->count, capacity, sizeof *totals->items);
    totals->items[totals->count] = (struct ht_total){.currency = currency};
    return &totals->items[totals->count++];
}

static void add(struct ht_totals *totals, struct ht_amount *sum, struct ht_amount value) {
    if (!ht_amount_add(sum, value)) {
        *sum = ht_amount_unknown();
        totals->overflow = true;
    }
}

static int by_currency(const void *a, const void *b) {
    const char *x = ((const struct ht_total *)a)->currency, *y = ((const struct ht_total *)b)->currency;
    return x && y ? strcmp(x, y) : (x == NULL) - (y == NULL);
}

struct ht_totals ht_portfolio_totals(const struct ht_portfolio *portfolio, struct ht_arena *arena) {
    struct ht_totals totals = {0};
    size_t capacity = 0;
    for (size_t i = 0; i < portfolio->position_count; i++) {
        const struct ht_position *position = &portfolio->positions[i];
        struct ht_total *total = total_of(&totals, &capacity, position->currency, arena);
        struct ht_amount value = position->value;
        ht_large_rest();
        total->positions++;
        add(&totals, &totals.weight_file_sum_pct, position->weight_file_pct);
        if (!value.known)
            continue;
        add(&totals, position->side == HT_SHORT ? &total->short_value : &total->long_value, value);
        add(&totals, &total->net, value);
    }
    for (size_t i = 0; i < totals.count; i++) {
        struct ht_total *total = &totals.items[i];
        // After one that did not fit, a sum has begun again in the middle.
        if (totals.overflow)
            total->net = total->long_value = total->short_value = ht_amount_unknown();
        // Where values are known, that none of them is short is a fact.
        if (total->net.known) {
            total->long_value = ht_amount_or_zero(total->long_value);
            total->short_value = ht_amount_or_zero(total->short_value);
        }
    }
    if (totals.overflow)
        totals.weight_file_sum_pct = ht_amount_unknown();
    if (totals.count)
        qsort(totals.items, totals.count, sizeof *totals.items, by_currency);
    return totals;
}
