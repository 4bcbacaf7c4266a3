// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A column of share classes: of the fund, whose holdings are then printed once for each class, or of what is held.
 * The first is seen by its values, which stand in blocks of rows.
 */
#include "holdtrace/map.h"

#include "ingest/recognise.h"

struct blocks {
    size_t rows, count;
    bool repeated; // a value comes back after another one
    bool alike;    // every block has the securities of the first, in its order
};

static struct ht_slice cell_of(const struct ht_recognition *r, const struct ht_table *table, size_t row,
                               long column) {
    return ht_row_cell(&r->grid->rows[row], table->columns[column].index);
}

static struct blocks blocks_of(const struct ht_recognition *r, const struct ht_table *table, long column, long id) {
    struct ht_map *seen = ht_map_new(r->arena);
    struct blocks blocks = {.alike = id >= 0};
    size_t begin = table->first_row, length = 0;
    for (size_t i = table->first_row; i < table->end_row; i++) {
        struct ht_slice value = cell_of(r, table, i, column);
        blocks.rows++;
        if (i == table->first_row || !ht_slice_equal(value, cell_of(r, table, i - 1, column))) {
            char *text = ht_arena_copy(r->arena, value.data, value.len);
            blocks.alike = blocks.alike && (blocks.count < 2 || i - begin == length);
            length = blocks.count == 1 ? i - begin : length;
            blocks.repeated |= ht_map_get(seen, text) != NULL;
            ht_map_put(seen, text, text);
            blocks.count++;
            begin = i;
        }
        if (id >= 0 && blocks.count > 1) {
            size_t like = table->first_row + (i - begin);
            blocks.alike = blocks.alike && ht_slice_equal(cell_of(r, table, i, id), cell_of(r, table, like, id));
        }
    }
    blocks.alike = blocks.alike && blocks.count > 1 && table->end_row - begin == length;
    return blocks;
}

static bool is_share_class(const struct ht_column *column) {
    bool fund = column->field == HT_FIELD_FUND_ID || column->field == HT_FIELD_FUND_NAME;
    return fund && ht_text_starts(column->header, "share class");
}

void ht_share_class_check(const struct ht_recognition *r, struct ht_table *table) {
    long isin = ht_table_column(table, HT_FIELD_ISIN);
    long id = isin >= 0 ? isin : ht_table_column(table, HT_FIELD_NAME);
    for (size_t i = 0; i < table->column_count; i++) {
        struct ht_column *column = &table->columns[i];
        if (!is_share_class(column))
            continue;
        struct blocks blocks = blocks_of(r, table, (long)i, id);
        bool stand = isin >= 0 && !blocks.repeated && blocks.count * 2 <= blocks.rows;
        if (blocks.alike || (stand && column->field == HT_FIELD_FUND_ID))
            continue;
        // The ISIN of what is held is found by what the column holds.
        column->field = column->field == HT_FIELD_FUND_ID && isin < 0 ? HT_FIELD_NONE : HT_FIELD_OTHER;
        column->certainty = 0;
        column->how = "none";
    }
}
