// SPDX-License-Identifier: GPL-3.0-or-later
// The orders as CSV, by one table of columns.
#include "holdtrace/arena.h"
#include "report/csv_cell.h"
#include "report/divest_orders.h"

struct cell {
    const struct ht_divest_order *order;
    struct ht_arena *arena;
};

static const char *number(const struct cell *cell, struct ht_amount amount) {
    char text[HT_DECIMAL_TEXT];
    return amount.known ? ht_arena_string(cell->arena, ht_decimal_text(amount.number, text)) : NULL;
}

static const struct ht_position *position_of(const struct cell *cell) {
    return cell->order->line->resolved->position;
}

static const struct ht_portfolio *portfolio_of(const struct cell *cell) {
    return cell->order->divestment->account->resolution->portfolio;
}

static const char *cell_path(const struct cell *cell) {
    return portfolio_of(cell)->path;
}

static const char *cell_fund(const struct cell *cell) {
    return portfolio_of(cell)->fund.name;
}

static const char *cell_alternative(const struct cell *cell) {
    return ht_likeness_name(cell->order->alternative);
}

static const char *cell_line(const struct cell *cell) {
    return ht_arena_format(cell->arena, "%ld", position_of(cell)->line);
}

static const char *cell_name(const struct cell *cell) {
    return position_of(cell)->name;
}

static const char *cell_isin(const struct cell *cell) {
    return position_of(cell)->isin;
}

static const char *cell_ticker(const struct cell *cell) {
    return position_of(cell)->ticker;
}

static const char *cell_exchange(const struct cell *cell) {
    return position_of(cell)->mic ? position_of(cell)->mic : position_of(cell)->exchange;
}

static const char *cell_action(const struct cell *cell) {
    return cell->order->action;
}

static const char *cell_currency(const struct cell *cell) {
    return position_of(cell)->currency;
}

static const char *cell_value(const struct cell *cell) {
    return number(cell, cell->order->value);
}

static const char *cell_weight(const struct cell *cell) {
    return number(cell, cell->order->weight_pct);
}

static const char *cell_lot(const struct cell *cell) {
    return position_of(cell)->lot;
}

static const char *cell_acquired(const struct cell *cell) {
    return position_of(cell)->acquired;
}

static const char *cell_note(const struct cell *cell) {
    return cell->order->note;
}

// A list of orders goes its own way: what it is stands in each line.
static const char *cell_disclaimer(const struct cell *cell) {
    (void)cell;
    return HT_DIVEST_DISCLAIMER;
}

static const struct {
    const char *name;
    const char *(*text)(const struct cell *cell);
    bool ours; // written by us: no formula, whatever it begins with
} COLUMNS[] = {
    {"path", cell_path, false},
    {"fund", cell_fund, false},
    {"alternative", cell_alternative, true},
    {"line", cell_line, true},
    {"name", cell_name, false},
    {"isin", cell_isin, false},
    {"ticker", cell_ticker, false},
    {"exchange", cell_exchange, false},
    {"action", cell_action, true},
    {"currency", cell_currency, false},
    {"value", cell_value, true},
    {"weight_pct", cell_weight, true},
    {"note", cell_note, false},
    {"lot", cell_lot, false},
    {"acquired", cell_acquired, false},
    {"disclaimer", cell_disclaimer, true},
};

static void put_order(struct ht_buffer *buffer, const struct cell *cell) {
    for (size_t i = 0; i < sizeof COLUMNS / sizeof *COLUMNS; i++) {
        if (i > 0)
            ht_buffer_char(buffer, ',');
        ht_csv_write_cell(buffer, COLUMNS[i].text(cell), COLUMNS[i].ours, cell->arena);
    }
    ht_buffer_char(buffer, '\n');
}

void ht_divest_csv(const struct ht_divest_report *report, struct ht_arena *arena, struct ht_buffer *buffer) {
    for (size_t i = 0; i < sizeof COLUMNS / sizeof *COLUMNS; i++)
        ht_buffer_format(buffer, "%s%s", i ? "," : "", COLUMNS[i].name);
    ht_buffer_char(buffer, '\n');
    for (size_t i = 0; i < report->scan->account_count; i++) {
        size_t count;
        const struct ht_divest_order *orders = ht_divest_orders(arena, &report->items[i], &count);
        for (size_t k = 0; k < count; k++) {
            const struct cell cell = {&orders[k], arena};
            put_order(buffer, &cell);
        }
    }
}
