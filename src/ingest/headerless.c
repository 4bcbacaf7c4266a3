// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Files without a header, whose layout fixes the order of the columns. Certain only when every column holds what its
 * place says: identifiers with a right check digit, currency codes, figures.
 */
#include "holdtrace/identifiers.h"
#include "ingest/recognise.h"

enum { PROBE_ROWS = 400 };

static bool holds(enum ht_field field, struct ht_slice cell) {
    char normal[HT_ID_TEXT];
    char code[4] = "";
    struct ht_number number;
    switch (field) {
    case HT_FIELD_ISIN:
        return ht_id_parse(HT_ID_ISIN, cell.data, cell.len, normal);
    case HT_FIELD_VALUE_CURRENCY:
        for (size_t i = 0; i < 3 && i < cell.len; i++)
            code[i] = ht_to_upper(cell.data[i]);
        return cell.len == 3 && ht_currency_known(code);
    case HT_FIELD_VALUE:
        // What is ambiguous alone ("1,200") is a figure all the same; the whole column decides how it is read.
        return cell.len > 0 && ht_number_parse(cell.data, cell.len, HT_MARK_AUTO, &number) != HT_NUMBER_ABSENT &&
               (ht_number_parse(cell.data, cell.len, HT_MARK_POINT, &number) == HT_NUMBER_OK ||
                ht_number_parse(cell.data, cell.len, HT_MARK_COMMA, &number) == HT_NUMBER_OK);
    default:
        return true;
    }
}

// Whether ROW is as ORDER says, in all its cells.
static bool row_fits(const struct ht_headerless *order, const struct ht_row *row) {
    for (size_t i = 0; i < order->count; i++)
        if (!holds(order->fields[i], ht_row_cell(row, i)))
            return false;
    return true;
}

// Every row has the width, the first one fits, and nine in ten of all do.
static bool fits(const struct ht_headerless *order, const struct ht_grid *grid, size_t *first) {
    size_t seen = 0, good = 0;
    for (size_t i = 0; i < grid->count && seen < PROBE_ROWS; i++) {
        const struct ht_row *row = &grid->rows[i];
        if (ht_row_blank(row))
            continue;
        bool fit = row->width == order->count && row_fits(order, row);
        if (row->width != order->count || (seen == 0 && !fit))
            return false;
        *first = seen == 0 ? i : *first;
        seen++;
        good += fit;
    }
    return seen > 0 && good * 10 >= seen * 9;
}

static const struct ht_headerless *order_of(const struct ht_layout *layout, const struct ht_grid *grid,
                                            size_t *first) {
    for (size_t i = 0; i < layout->headerless_count; i++)
        if (fits(&layout->headerless[i], grid, first))
            return &layout->headerless[i];
    return NULL;
}

const struct ht_layout *ht_headerless_choose(const struct ht_recognition *r, size_t *row) {
    for (size_t i = 0; i < r->layouts->count; i++)
        if (order_of(r->layouts->items[i], r->grid, row) != NULL)
            return r->layouts->items[i];
    return NULL;
}

void ht_headerless_table(struct ht_recognition *r, size_t first_row) {
    const struct ht_headerless *order = order_of(r->layout, r->grid, &first_row);
    struct ht_table *table = ht_arena_alloc(r->arena, sizeof *table);
    *table = (struct ht_table){
        .header_row = first_row, .first_row = first_row, .end_row = r->grid->count, .counted = true};
    table->columns = ht_arena_array(r->arena, order->count, sizeof *table->columns);
    table->column_count = order->count;
    for (size_t i = 0; i < order->count; i++) {
        table->columns[i] = (struct ht_column){
            .index = i, .header = "", .field = order->fields[i], .how = "content", .certainty = 100};
    }
    r->sheet->tables = table;
    r->sheet->table_count = 1;
}
