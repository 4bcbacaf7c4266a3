// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The orders as CSV: for each way of placing the proceeds what is sold and bought, line by line, by one table of
 * columns. What a rule restricts the sale of is there with action "none" and the reason; it stays held and pays for
 * nothing.
 */
#include <string.h>

#include "holdtrace/arena.h"
#include "report/csv_cell.h"
#include "report/divest.h"
#include "report/wording.h"

struct order {
    const struct ht_divestment *divestment;
    const struct ht_line *line;
    const char *alternative, *action, *note;
    struct ht_amount change; // in the unit of the basis
    struct ht_arena *arena;
};

static const char *number(const struct order *order, struct ht_amount amount) {
    char text[HT_DECIMAL_TEXT];
    return amount.known ? ht_arena_string(order->arena, ht_decimal_text(amount.number, text)) : NULL;
}

static const struct ht_position *position_of(const struct order *order) {
    return order->line->resolved->position;
}

static const char *cell_path(const struct order *order) {
    return order->divestment->account->resolution->portfolio->path;
}

static const char *cell_fund(const struct order *order) {
    return order->divestment->account->resolution->portfolio->fund.name;
}

static const char *cell_alternative(const struct order *order) {
    return order->alternative;
}

static const char *cell_line(const struct order *order) {
    return ht_arena_format(order->arena, "%ld", position_of(order)->line);
}

static const char *cell_name(const struct order *order) {
    return position_of(order)->name;
}

static const char *cell_isin(const struct order *order) {
    return position_of(order)->isin;
}

static const char *cell_ticker(const struct order *order) {
    return position_of(order)->ticker;
}

static const char *cell_exchange(const struct order *order) {
    return position_of(order)->mic ? position_of(order)->mic : position_of(order)->exchange;
}

static const char *cell_action(const struct order *order) {
    return order->action;
}

static const char *cell_currency(const struct order *order) {
    return position_of(order)->currency;
}

static const char *cell_value(const struct order *order) {
    bool values = order->change.known && strcmp(order->divestment->basis, "value") == 0;
    return values ? number(order, ht_amount_of(ht_decimal_abs(order->change.number))) : NULL;
}

static const char *cell_weight(const struct order *order) {
    struct ht_decimal weight;
    bool fits = order->change.known &&
                ht_decimal_percent(ht_decimal_abs(order->change.number), order->divestment->net.number, 6, &weight);
    return fits ? number(order, ht_amount_of(weight)) : NULL;
}

static const char *cell_lot(const struct order *order) {
    return position_of(order)->lot;
}

static const char *cell_acquired(const struct order *order) {
    return position_of(order)->acquired;
}

static const char *cell_note(const struct order *order) {
    return order->note;
}

static const struct {
    const char *name;
    const char *(*text)(const struct order *order);
    bool ours; // written by us: no formula, whatever it begins with
} COLUMNS[] = {
    {"path", cell_path, false},         {"fund", cell_fund, false},         {"alternative", cell_alternative, true},
    {"line", cell_line, true},          {"name", cell_name, false},         {"isin", cell_isin, false},
    {"ticker", cell_ticker, false},     {"exchange", cell_exchange, false}, {"action", cell_action, true},
    {"currency", cell_currency, false}, {"value", cell_value, true},        {"weight_pct", cell_weight, true},
    {"note", cell_note, false},         {"lot", cell_lot, false},           {"acquired", cell_acquired, false},
};

static void put_order(struct ht_buffer *buffer, const struct order *order) {
    for (size_t i = 0; i < sizeof COLUMNS / sizeof *COLUMNS; i++) {
        if (i > 0)
            ht_buffer_char(buffer, ',');
        ht_csv_write_cell(buffer, COLUMNS[i].text(order), COLUMNS[i].ours, order->arena);
    }
    ht_buffer_char(buffer, '\n');
}

static const struct ht_sale *sale_of(const struct ht_divestment *divestment, const struct ht_line *line) {
    for (size_t i = 0; i < divestment->sale_count; i++)
        if (divestment->sales[i].line == line)
            return &divestment->sales[i];
    return NULL;
}

static void put_line(struct ht_buffer *buffer, struct order order, const struct ht_alternative *alternative,
                     size_t index) {
    const struct ht_sale *sale = sale_of(order.divestment, order.line);
    if (alternative->changes)
        order.change = alternative->changes[index];
    if (sale && sale->restricted) {
        order.action = "none";
        order.note = ht_divest_restriction(sale, order.arena);
    } else {
        if (!order.change.known || ht_decimal_sign(order.change.number) == 0)
            return;
        order.action = ht_decimal_sign(order.change.number) < 0 ? "sell" : "buy";
        order.note = sale ? ht_divest_doubt(sale, order.arena) : NULL;
    }
    put_order(buffer, &order);
}

static void put_alternative(struct ht_buffer *buffer, const struct ht_divestment *divestment,
                            const struct ht_alternative *alternative, struct ht_arena *arena) {
    // What is restricted is told where no alternative was made, too.
    if (alternative->why_not.text && alternative->which != HT_LIKE_PRO_RATA)
        return;
    for (size_t i = 0; i < divestment->account->line_count; i++) {
        struct order order = {.divestment = divestment,
                              .line = &divestment->account->lines[i],
                              .alternative = ht_likeness_name(alternative->which),
                              .arena = arena};
        put_line(buffer, order, alternative, i);
    }
}

void ht_divest_csv(const struct ht_divest_report *report, struct ht_arena *arena, struct ht_buffer *buffer) {
    for (size_t i = 0; i < sizeof COLUMNS / sizeof *COLUMNS; i++)
        ht_buffer_format(buffer, "%s%s", i ? "," : "", COLUMNS[i].name);
    ht_buffer_char(buffer, '\n');
    for (size_t i = 0; i < report->scan->account_count; i++)
        for (size_t k = HT_LIKE_PRO_RATA; k < report->items[i].alternative_count; k++)
            put_alternative(buffer, &report->items[i], &report->items[i].alternatives[k], arena);
}
