// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Files without a header, or with one in words that are not known: the rows of most cells are taken for one table,
 * and its columns for what they hold.
 */
#include <string.h>

#include "ingest/recognise.h"

enum { WIDEST = 512, FIRST_ROWS = 60 };

static size_t filled_cells(const struct ht_row *row) {
    size_t filled = 0;
    for (size_t i = 0; i < row->width; i++)
        filled += ht_row_cell(row, i).len > 0;
    return filled;
}

// The number of filled cells that rows of WIDTH cells mostly have.
static size_t usually_filled(const struct ht_grid *grid, size_t width) {
    size_t frequency[WIDEST] = {0}, most = 0;
    for (size_t i = 0; i < grid->count; i++) {
        if (grid->rows[i].width == width) {
            size_t filled = filled_cells(&grid->rows[i]);
            most = filled > 0 && ++frequency[filled] > frequency[most] ? filled : most;
        }
    }
    return most;
}

size_t ht_headless_width(const struct ht_grid *grid, size_t *first_row) {
    size_t frequency[WIDEST] = {0}, width = 0;
    for (size_t i = 0; i < grid->count; i++) {
        size_t w = grid->rows[i].width;
        if (w > 1 && w < WIDEST && !ht_row_blank(&grid->rows[i]) && ++frequency[w] > frequency[width])
            width = w;
    }
    // Lines above the rows may be padded with empty cells.
    size_t filled = width > 0 ? usually_filled(grid, width) : 0;
    *first_row = 0;
    while (width > 0 &&
           (grid->rows[*first_row].width != width || filled_cells(&grid->rows[*first_row]) * 10 < filled * 7))
        ++*first_row;
    return width;
}

static bool has_digits(struct ht_slice cell) {
    for (size_t i = 0; i < cell.len; i++)
        if (ht_is_digit(cell.data[i]))
            return true;
    return false;
}

// A header in an unknown language: words alone, at least one of them above a column of figures.
static bool heads(const struct ht_grid *grid, size_t row) {
    const struct ht_row *header = &grid->rows[row], *below = &grid->rows[row + 1];
    size_t words = 0, figures = 0;
    for (size_t i = 0; i < header->width; i++) {
        struct ht_slice cell = ht_row_cell(header, i);
        if (has_digits(cell))
            return false;
        words += cell.len > 0;
        figures += cell.len > 0 && has_digits(ht_row_cell(below, i));
    }
    return words >= 2 && figures >= 1;
}

static bool row_has_digits(const struct ht_row *row) {
    for (size_t i = 0; i < row->width; i++)
        if (has_digits(ht_row_cell(row, i)))
            return true;
    return false;
}

// Most rows of a table have as many cells as its columns, and figures; lines of prose have as many commas as they
// need.
static bool is_table(const struct ht_grid *grid, size_t width) {
    size_t filled = 0, fitting = 0;
    for (size_t i = 0; i < grid->count; i++) {
        filled += !ht_row_blank(&grid->rows[i]);
        fitting += grid->rows[i].width == width && row_has_digits(&grid->rows[i]);
    }
    return fitting >= 2 && fitting * 4 >= filled * 3 - 3;
}

bool ht_headless_table(struct ht_recognition *r) {
    size_t first = 0, width = ht_headless_width(r->grid, &first);
    if (width == 0 || !is_table(r->grid, width) || first + 1 >= r->grid->count || first >= FIRST_ROWS)
        return false;
    struct ht_table *table = ht_arena_array(r->arena, 1, sizeof *table);
    bool headed = heads(r->grid, first);
    *table = (struct ht_table){
        .header_row = first, .first_row = first + headed, .end_row = r->grid->count, .counted = true};
    table->columns = ht_arena_array(r->arena, width, sizeof *table->columns);
    table->column_count = width;
    for (size_t i = 0; i < width; i++) {
        struct ht_slice header = headed ? ht_row_cell(&r->grid->rows[first], i) : (struct ht_slice){"", 0};
        table->columns[i] =
            (struct ht_column){.index = i, .header = ht_arena_copy(r->arena, header.data, header.len), .how = "none"};
    }
    while (table->end_row > table->first_row && r->grid->rows[table->end_row - 1].width != width)
        table->end_row--;
    r->sheet->tables = table;
    r->sheet->table_count = 1;
    ht_content_columns(r, table);
    return true;
}
