// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Where the tables of a grid begin and end, and which of them count. A second table may hold other positions, or look
 * through the first one: adding it then would count everything twice.
 */
#include "holdtrace/identifiers.h"
#include "ingest/recognise.h"

// Weights of a whole fund sum to this, in percent; funds in this range have cash, rounding and derivatives.
enum { WHOLE_FROM = 95, WHOLE_TO = 105 };

long ht_table_column(const struct ht_table *table, enum ht_field field) {
    for (size_t i = 0; i < table->column_count; i++) {
        if (table->columns[i].field == field) {
            return (long)i;
        }
    }
    return -1;
}

static bool counts(enum ht_field field) {
    return field == HT_FIELD_VALUE || field == HT_FIELD_WEIGHT || field == HT_FIELD_QUANTITY ||
           field == HT_FIELD_NOTIONAL || field == HT_FIELD_WEIGHT_NOTIONAL;
}

bool ht_table_row_is_data(const struct ht_table *table, const struct ht_row *row) {
    size_t filled = 0;
    bool telling = false;
    char normal[HT_ID_TEXT];
    for (size_t i = 0; i < table->column_count && !(filled >= 2 && telling) && filled < 3; i++) {
        const struct ht_column *column = &table->columns[i];
        struct ht_slice cell = ht_row_cell(row, column->index);
        if (cell.len > 0 && column->field != HT_FIELD_NONE) {
            filled++;
            telling = telling || counts(column->field) ||
                      (column->field == HT_FIELD_ISIN && ht_id_parse(HT_ID_ISIN, cell.data, cell.len, normal));
        }
    }
    return filled >= 3 || (filled >= 2 && telling);
}

static bool is_header(const struct ht_recognition *r, const struct ht_row *row) {
    return r->layout != NULL ? ht_layout_fits(r->layout, row) : ht_generic_is_header(r, row);
}

// Trailing rows that hold no position (separators, labels of the next table, footers) are not the table's.
static void trim_end(const struct ht_recognition *r, struct ht_table *table) {
    while (table->end_row > table->first_row) {
        const struct ht_row *row = &r->grid->rows[table->end_row - 1];
        if (!ht_facts_label(r, row) && ht_table_row_is_data(table, row)) {
            break;
        }
        table->end_row--;
    }
}

// Whether ROW is the line that the layout names as the last one of a table.
static bool ends_table(const struct ht_recognition *r, const struct ht_row *row) {
    struct ht_slice first = {"", 0};
    for (size_t i = 0; r->layout != NULL && i < row->width && first.len == 0; i++) {
        first = ht_row_cell(row, i);
    }
    for (size_t i = 0; first.len > 0 && i < r->layout->ends.count; i++) {
        if (ht_text_starts(first.data, r->layout->ends.items[i])) {
            return true;
        }
    }
    return false;
}

static size_t end_of(const struct ht_recognition *r, size_t first, size_t next_header) {
    for (size_t i = first; r->layout != NULL && r->layout->ends.count > 0 && i < next_header; i++) {
        if (ends_table(r, &r->grid->rows[i])) {
            return i + 1;
        }
    }
    return next_header;
}

void ht_tables_find(struct ht_recognition *r, size_t first_header) {
    struct ht_sheet *sheet = r->sheet;
    size_t capacity = 0, next = first_header;
    while (next < r->grid->count) {
        sheet->tables = ht_arena_grow(r->arena, sheet->tables, sheet->table_count, &capacity, sizeof *sheet->tables);
        struct ht_table *table = &sheet->tables[sheet->table_count++];
        *table = (struct ht_table){.header_row = next, .first_row = next + 1, .counted = true};
        if (r->layout != NULL) {
            ht_layout_columns(r, &r->grid->rows[next], table);
        } else {
            ht_generic_columns(r, &r->grid->rows[next], table);
        }
        for (next++; next < r->grid->count && !is_header(r, &r->grid->rows[next]); next++) {
        }
        table->end_row = end_of(r, table->first_row, next);
        if (r->layout == NULL) {
            ht_content_columns(r, table);
        }
        trim_end(r, table);
    }
}

static bool whole(struct ht_amount sum) {
    return sum.known && ht_decimal_cmp(sum.number, ht_decimal_int(WHOLE_FROM)) >= 0 &&
           ht_decimal_cmp(sum.number, ht_decimal_int(WHOLE_TO)) <= 0;
}

static void count_first_only(struct ht_recognition *r, bool first_is_whole) {
    size_t seen = 0;
    for (size_t i = 0; i < r->sheet->table_count; i++) {
        struct ht_table *table = &r->sheet->tables[i];
        size_t rows = table->end_row - table->first_row;
        if (rows == 0 || seen++ == 0) {
            continue;
        }
        table->counted = false;
        ht_find(r->findings, HT_CODE_REPEATED_TABLE, r->grid->rows[table->header_row].line,
                first_is_whole
                    ? "a further table of %zu rows looks through or repeats the first one, whose weights are"
                      " whole; it is not counted"
                    : "a further table of %zu rows is not counted: in this layout it looks through the first"
                      " one, but the weights do not confirm it",
                rows);
    }
}

/*
 * Decides which of several filled tables count. The layout's rule, checked by the weights: when the first table is
 * whole by itself, later ones can only repeat it or look through it; when only all together are whole, all count.
 * False when the file is read without a layout and its weights decide nothing.
 */
bool ht_tables_decide(struct ht_recognition *r) {
    struct ht_amount first = ht_amount_unknown(), all = ht_amount_unknown();
    size_t filled = 0;
    for (size_t i = 0; i < r->sheet->table_count; i++) {
        const struct ht_table *table = &r->sheet->tables[i];
        filled += table->end_row > table->first_row;
    }
    if (filled < 2 || (r->layout != NULL && r->layout->table_rule == HT_TABLES_SUM)) {
        return true;
    }
    for (size_t i = 0; i < r->sheet->table_count; i++) {
        const struct ht_table *table = &r->sheet->tables[i];
        if (table->end_row > table->first_row) {
            struct ht_amount sum = ht_units_weight_sum(r, table);
            first = all.known ? first : sum;
            ht_amount_add(&all, sum);
        }
    }
    if (!whole(first) && whole(all)) {
        return true;
    }
    if (r->layout == NULL && !whole(first)) {
        return false;
    }
    count_first_only(r, whole(first));
    return true;
}
