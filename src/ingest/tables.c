// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Where the tables of a grid begin and end, and which of them count. A second table may hold other positions, or look
 * through the first one: adding it then would count everything twice.
 */
#include "holdtrace/identifiers.h"
#include "ingest/recognise.h"

// Weights of a whole fund sum to this, in percent; funds in this range have cash, rounding and derivatives.
enum { WHOLE_FROM = 95, WHOLE_TO = 105 };

// A table is held against so many before it, so that a file of very many tables costs no more than its rows.
enum { COMPARED_TABLES = 64 };

enum { LONG_PAGE = 20 };

long ht_table_column(const struct ht_table *table, enum ht_field field) {
    for (size_t i = 0; i < table->column_count; i++)
        if (table->columns[i].field == field)
            return (long)i;
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
    return r->layout != NULL ? r->layout->cells == 0 && ht_layout_fits(r->layout, row) : ht_generic_is_header(r, row);
}

void ht_table_trim_end(const struct ht_recognition *r, struct ht_table *table) {
    size_t end = table->end_row;
    while (table->end_row > table->first_row) {
        const struct ht_row *row = &r->grid->rows[table->end_row - 1];
        if (!ht_facts_label(r, row) && ht_table_row_is_data(table, row))
            break;
        table->end_row--;
    }
    // What stands directly below the last row may be its damaged end: that it was left out is said.
    const struct ht_row *last = &r->grid->rows[table->end_row];
    if (table->end_row > table->first_row && table->end_row < end && last->line == last[-1].line + 1 &&
        !ht_row_blank(last) && !ht_facts_label(r, last)) {
        ht_find(r->findings, HT_CODE_FOOTER, last->line,
                "a line that holds no position stands directly below the rows; it was taken for a footer");
    }
}

// Whether ROW is the line that the layout names as the last one of a table.
static bool ends_table(const struct ht_recognition *r, const struct ht_row *row) {
    struct ht_slice first = {"", 0};
    for (size_t i = 0; r->layout != NULL && i < row->width && first.len == 0; i++)
        first = ht_row_cell(row, i);
    for (size_t i = 0; first.len > 0 && i < r->layout->ends.count; i++)
        if (ht_text_starts(first.data, r->layout->ends.items[i]))
            return true;
    return false;
}

static size_t end_of(const struct ht_recognition *r, size_t first, size_t next_header) {
    for (size_t i = first; r->layout != NULL && r->layout->ends.count > 0 && i < next_header; i++)
        if (ends_table(r, &r->grid->rows[i]))
            return i + 1;
    return next_header;
}

void ht_tables_find(struct ht_recognition *r, size_t first_header) {
    struct ht_sheet *sheet = r->sheet;
    size_t capacity = 0, next = first_header;
    while (next < r->grid->count) {
        sheet->tables = ht_arena_grow(r->arena, sheet->tables, sheet->table_count, &capacity, sizeof *sheet->tables);
        struct ht_table *table = &sheet->tables[sheet->table_count++];
        bool headless = r->layout != NULL && r->layout->cells > 0;
        *table = (struct ht_table){.header_row = next, .first_row = next + !headless, .counted = true};
        if (r->layout != NULL) {
            ht_layout_columns(r, &r->grid->rows[next], table);
        } else {
            ht_generic_columns(r, &r->grid->rows[next], table);
            table->first_row += ht_unit_row_follows(r, &r->grid->rows[next]);
        }
        for (next = table->first_row + headless; next < r->grid->count && !is_header(r, &r->grid->rows[next]);
             next++) {
        }
        table->end_row = end_of(r, table->first_row, next);
        if (r->layout == NULL) {
            ht_content_check(r, table);
            ht_content_columns(r, table);
            ht_content_roles(r, table);
        }
        ht_table_trim_end(r, table);
    }
}

static bool whole(struct ht_amount sum) {
    return sum.known && ht_decimal_cmp(sum.number, ht_decimal_int(WHOLE_FROM)) >= 0 &&
           ht_decimal_cmp(sum.number, ht_decimal_int(WHOLE_TO)) <= 0;
}

// A table that begins a group: one that is no further page of the table before it.
static bool leads(const struct ht_recognition *r, size_t t) {
    const struct ht_table *table = &r->sheet->tables[t];
    return table->counted && !table->continues && table->end_row > table->first_row;
}

static bool same_row(const struct ht_row *a, const struct ht_row *b) {
    bool same = a->width == b->width;
    for (size_t i = 0; same && i < a->width; i++)
        same = ht_slice_equal(ht_row_cell(a, i), ht_row_cell(b, i));
    return same;
}

static bool copies(const struct ht_grid *grid, const struct ht_table *a, const struct ht_table *b) {
    size_t rows = a->end_row - a->first_row;
    bool same = rows > 0 && rows == b->end_row - b->first_row;
    for (size_t i = 0; same && i <= rows; i++)
        same = same_row(&grid->rows[a->header_row + i], &grid->rows[b->header_row + i]);
    return same;
}

// A table printed again, row by row, counts once whatever the layout says.
static void drop_copies(const struct ht_recognition *r) {
    for (size_t t = 1; t < r->sheet->table_count; t++) {
        struct ht_table *table = &r->sheet->tables[t];
        size_t from = t > COMPARED_TABLES ? t - COMPARED_TABLES : 0;
        for (size_t s = from; s < t && table->counted; s++) {
            if (copies(r->grid, &r->sheet->tables[s], table)) {
                table->counted = false;
                ht_find(r->findings, HT_CODE_REPEATED_TABLE, r->grid->rows[table->header_row].line,
                        "a further table of %zu rows is the one of line %ld again; it is not counted",
                        table->end_row - table->first_row, r->grid->rows[r->sheet->tables[s].header_row].line);
            }
        }
    }
}

static size_t rows_of(const struct ht_table *table) {
    return table->end_row - table->first_row;
}

// Whether table T begins with the header of the one before, in the line directly after its last row.
static bool follows_on(const struct ht_recognition *r, size_t t) {
    const struct ht_table *before = &r->sheet->tables[t - 1], *table = &r->sheet->tables[t];
    const struct ht_row *header = &r->grid->rows[table->header_row];
    return before->end_row == table->header_row && rows_of(before) > 0 && header->line == header[-1].line + 1 &&
           table->counted && before->counted && same_row(header, &r->grid->rows[before->header_row]);
}

// Pages are of one length, but for the last, and there are several of them or they are long.
static bool regular(const struct ht_table *tables, size_t from, size_t to) {
    size_t length = rows_of(&tables[from]);
    for (size_t t = from + 1; t < to; t++)
        if (t + 1 < to ? rows_of(&tables[t]) != length : rows_of(&tables[t]) > length)
            return false;
    return to - from >= 3 || length >= LONG_PAGE;
}

// Whether the tables FROM to TO are pages of one table: together they have the weights of one fund, or they are cut
// as pages are.
static bool are_pages(const struct ht_recognition *r, size_t from, size_t to) {
    struct ht_amount sum = ht_amount_unknown();
    for (size_t t = from; t < to; t++) {
        if (whole(sum))
            return false;
        ht_amount_add(&sum, ht_units_weight_sum(r, &r->sheet->tables[t]));
    }
    return sum.known || regular(r->sheet->tables, from, to);
}

// Joins the pages of a table whose header is printed again on each.
static void join_pages(const struct ht_recognition *r) {
    size_t count = r->sheet->table_count;
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && follows_on(r, to); to++) {
        }
        bool pages = to - from > 1 && are_pages(r, from, to);
        for (size_t t = from + 1; t < to; t++)
            r->sheet->tables[t].continues = pages;
    }
}

static void count_first_only(struct ht_recognition *r, bool first_is_whole) {
    size_t groups = 0;
    for (size_t i = 0; i < r->sheet->table_count; i++) {
        struct ht_table *table = &r->sheet->tables[i];
        size_t rows = table->end_row - table->first_row;
        groups += leads(r, i);
        if (rows == 0 || groups < 2 || !table->counted)
            continue;
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
    size_t groups = 0;
    if (r->sheet->table_count < 2)
        return true;
    drop_copies(r);
    join_pages(r);
    for (size_t i = 0; i < r->sheet->table_count; i++) {
        const struct ht_table *table = &r->sheet->tables[i];
        groups += leads(r, i);
        if (table->counted && table->end_row > table->first_row) {
            struct ht_amount sum = ht_units_weight_sum(r, table);
            ht_amount_add(groups == 1 ? &first : &all, sum);
        }
    }
    if (groups < 2 || (r->layout != NULL && r->layout->table_rule == HT_TABLES_SUM))
        return true;
    ht_amount_add(&all, first);
    if (!whole(first) && whole(all))
        return true;
    if (r->layout == NULL && !whole(first))
        return false;
    count_first_only(r, whole(first));
    return true;
}
