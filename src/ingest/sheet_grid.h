// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A sheet of a workbook becoming a grid, cell by cell. Sheets are sparse: rows and cells that hold nothing are often
 * left out, and a sheet may declare sizes that nobody could store, so only what is there takes memory. Private to the
 * ingest stage.
 */
#ifndef HOLDTRACE_SHEET_GRID_H
#define HOLDTRACE_SHEET_GRID_H

#include "holdtrace/arena.h"
#include "holdtrace/diag.h"
#include "holdtrace/grid.h"
#include "holdtrace/xml.h"

enum {
    HT_SHEET_ROWS = 1048576,
    HT_SHEET_COLUMNS = 16384,
    HT_SHEET_CELLS = 50000000, // of one workbook, those left of the last filled one in each row
    HT_SHEET_SPARSE = 64,      // cells for each filled one
    HT_SHEET_SPARSE_FROM = 1000000
};

struct ht_sheet_grid {
    struct ht_arena *arena;
    struct ht_grid grid; // so far
    size_t capacity;
    struct ht_slice *row; // cells of the row being read, of HT_SHEET_COLUMNS
    size_t width;         // one past its last filled cell
    long line;
    size_t cells; // taken by all rows of all sheets
    size_t filled;
    size_t formulas;   // without a saved result
    long formula_line; // of the first of them
    bool full;         // a bound was reached: rows were left out, and the grid must not be used
};

struct ht_sheet_grid ht_sheet_grid_in(struct ht_arena *arena);

// Begins a new grid, for the next sheet of the same workbook.
void ht_sheet_grid_start(struct ht_sheet_grid *sheet);

// Begins the row LINE, counted from 1; one that does not come after the row before is the one after it.
void ht_sheet_grid_row(struct ht_sheet_grid *sheet, long line);

// Puts TEXT, which is NUL-terminated and stays, into COLUMN, counted from 0. Columns beyond the last a sheet can have
// are left out, and the sheet then is full.
void ht_sheet_grid_cell(struct ht_sheet_grid *sheet, size_t column, struct ht_slice text);

// Notes that a number in COLUMN is shown in thousands or more and stored whole.
void ht_sheet_grid_scaled(struct ht_sheet_grid *sheet, size_t column);

// Notes that the cell being read holds a formula and no result.
void ht_sheet_grid_formula(struct ht_sheet_grid *sheet);

// Ends the row; one in which nothing stands is left out.
void ht_sheet_grid_end_row(struct ht_sheet_grid *sheet);

// Says of the sheet NAME what its cells lack.
void ht_sheet_grid_report(const struct ht_sheet_grid *sheet, const char *name, struct ht_findings *findings);

// Ends the reading of XML once the sheet is full.
void ht_sheet_grid_check(const struct ht_sheet_grid *sheet, struct ht_xml *xml);

#endif
