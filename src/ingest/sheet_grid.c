// SPDX-License-Identifier: GPL-3.0-or-later
// A sheet becoming a grid.
#include "ingest/sheet_grid.h"

#include <string.h>

struct ht_sheet_grid ht_sheet_grid_in(struct ht_arena *arena) {
    return (struct ht_sheet_grid){
        .arena = arena,
        .row = ht_arena_array(arena, HT_SHEET_COLUMNS, sizeof(struct ht_slice)),
    };
}

void ht_sheet_grid_start(struct ht_sheet_grid *sheet) {
    sheet->grid = (struct ht_grid){.typed = true};
    sheet->capacity = sheet->width = 0;
    sheet->line = 0;
    sheet->formulas = 0;
}

void ht_sheet_grid_row(struct ht_sheet_grid *sheet, long line) {
    sheet->line = line > sheet->line && line <= HT_SHEET_ROWS ? line : sheet->line + 1;
    sheet->full |= sheet->line > HT_SHEET_ROWS;
    sheet->width = 0;
}

void ht_sheet_grid_cell(struct ht_sheet_grid *sheet, size_t column, struct ht_slice text) {
    if (column >= HT_SHEET_COLUMNS) {
        sheet->full = true;
        return;
    }
    if (ht_slice_trim(text).len == 0)
        return;
    sheet->filled++;
    for (; sheet->width < column; sheet->width++)
        sheet->row[sheet->width] = (struct ht_slice){"", 0};
    sheet->row[column] = text;
    sheet->width = column < sheet->width ? sheet->width : column + 1;
}

void ht_sheet_grid_scaled(struct ht_sheet_grid *sheet, size_t column) {
    sheet->grid.scaled |= column < 64 ? UINT64_C(1) << column : 0;
}

void ht_sheet_grid_formula(struct ht_sheet_grid *sheet) {
    if (sheet->formulas++ == 0)
        sheet->formula_line = sheet->line;
}

void ht_sheet_grid_report(const struct ht_sheet_grid *sheet, const char *name, struct ht_findings *findings) {
    if (sheet->formulas > 0)
        ht_find(
            findings, HT_CODE_NO_RESULT, sheet->formula_line,
            "%zu cells of the sheet \"%s\" from this row on hold formulas without results; a spreadsheet program that"
            " opens the workbook and saves it puts them in",
            sheet->formulas, name);
}

void ht_sheet_grid_end_row(struct ht_sheet_grid *sheet) {
    struct ht_grid *grid = &sheet->grid;
    grid->lines = sheet->line;
    if (sheet->width == 0 || sheet->full)
        return;
    sheet->cells += sheet->width;
    bool sparse = sheet->cells > HT_SHEET_SPARSE_FROM && sheet->cells / HT_SHEET_SPARSE > sheet->filled;
    if (sheet->cells > HT_SHEET_CELLS || sparse) {
        sheet->full = true;
        return;
    }
    struct ht_slice *cells = ht_arena_array(sheet->arena, sheet->width, sizeof *cells);
    memcpy(cells, sheet->row, sheet->width * sizeof *cells);
    grid->rows = ht_arena_grow(sheet->arena, grid->rows, grid->count, &sheet->capacity, sizeof *grid->rows);
    grid->rows[grid->count++] = (struct ht_row){.line = sheet->line, .width = sheet->width, .cells = cells};
    sheet->width = 0;
}

void ht_sheet_grid_check(const struct ht_sheet_grid *sheet, struct ht_xml *xml) {
    if (sheet->full)
        ht_xml_stop(xml, "it has more cells than can be read, or than a sheet can have");
}
