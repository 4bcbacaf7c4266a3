// SPDX-License-Identifier: GPL-3.0-or-later
// Orders of a divestment: divest_orders.h.
#include "report/divest_orders.h"

#include <string.h>

enum { PLACES = 6 };

struct orders {
    struct ht_divest_order *items;
    size_t count, capacity;
    struct ht_arena *arena;
};

static const struct ht_sale *sale_of(const struct ht_divestment *divestment, const struct ht_line *line) {
    for (size_t i = 0; i < divestment->sale_count; i++)
        if (divestment->sales[i].line == line)
            return &divestment->sales[i];
    return NULL;
}

static struct ht_divest_order *add(struct orders *orders, const struct ht_divestment *divestment,
                                   const struct ht_line *line, const struct ht_alternative *alternative) {
    orders->items =
        ht_arena_grow(orders->arena, orders->items, orders->count, &orders->capacity, sizeof *orders->items);
    struct ht_divest_order *order = &orders->items[orders->count++];
    *order = (struct ht_divest_order){.divestment = divestment, .line = line, .alternative = alternative->which};
    return order;
}

static void measure(struct ht_divest_order *order, struct ht_decimal change) {
    const struct ht_divestment *divestment = order->divestment;
    change = ht_decimal_abs(change);
    if (strcmp(divestment->basis, "value") == 0)
        order->value = ht_amount_of(change);
    order->weight_pct.known = ht_decimal_percent(change, divestment->net.number, PLACES, &order->weight_pct.number);
}

static void add_line(struct orders *orders, const struct ht_divestment *divestment,
                     const struct ht_alternative *alternative, size_t index) {
    const struct ht_line *line = &divestment->account->lines[index];
    const struct ht_sale *sale = sale_of(divestment, line);
    struct ht_amount change = alternative->changes ? alternative->changes[index] : ht_amount_unknown();
    if (sale && sale->restricted) {
        struct ht_divest_order *order = add(orders, divestment, line, alternative);
        order->action = "none";
        order->note = ht_divest_restriction(sale, orders->arena);
    } else if (change.known && ht_decimal_sign(change.number) != 0) {
        struct ht_divest_order *order = add(orders, divestment, line, alternative);
        order->action = ht_decimal_sign(change.number) < 0 ? "sell" : "buy";
        order->note = sale ? ht_divest_doubt(sale, orders->arena) : NULL;
        measure(order, change.number);
    }
}

const struct ht_divest_order *ht_divest_orders(struct ht_arena *arena, const struct ht_divestment *divestment,
                                               size_t *count) {
    struct orders orders = {.arena = arena};
    for (size_t k = HT_LIKE_PRO_RATA; k < divestment->alternative_count; k++) {
        const struct ht_alternative *alternative = &divestment->alternatives[k];
        // What is restricted is told where no alternative was made, too.
        if (alternative->why_not.text && alternative->which != HT_LIKE_PRO_RATA)
            continue;
        for (size_t i = 0; i < divestment->account->line_count; i++)
            add_line(&orders, divestment, alternative, i);
    }
    *count = orders.count;
    return orders.items;
}
