// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * An xlsx workbook (ECMA-376, transitional or strict) being read: the package and what all its sheets share. Private
 * to the ingest stage.
 */
#ifndef HOLDTRACE_WORKBOOK_H
#define HOLDTRACE_WORKBOOK_H

#include "holdtrace/arena.h"
#include "holdtrace/diag.h"
#include "holdtrace/xml.h"
#include "ingest/cell_value.h"
#include "ingest/sheet_grid.h"
#include "ingest/zip.h"

enum {
    HT_WORKBOOK_SHEETS = 1000,
    HT_WORKBOOK_FORMATS = 5000,  // number formats that it defines itself; Excel stops at some 250
    HT_WORKBOOK_STYLES = 100000, // cell formats; Excel itself stops at 65,490
    HT_WORKBOOK_STRINGS_MIB = 1024
};

struct ht_workbook_sheet {
    const char *name;
    const char *relation; // id of the relationship that tells its path
    const char *path;     // in the package; NULL when it is no table of cells (a chart) or not there
    bool hidden;
};

struct ht_workbook {
    struct ht_zip *zip;
    struct ht_arena *arena;
    const char *path; // of the workbook itself in the package
    struct ht_workbook_sheet *sheets;
    size_t sheet_count, sheet_capacity;
    const char *strings_path, *styles_path; // NULL: none
    bool date1904;
    enum ht_cell_style *styles; // of each cell format
    size_t style_count, style_capacity;
    struct ht_slice *strings; // that cells share
    size_t string_count, string_capacity, string_bytes;
    struct ht_sheet_grid sheet; // the one being read
};

// Streams member PATH through HANDLER. What is wrong with it is a finding that names WHAT; false then.
bool ht_workbook_parse(struct ht_workbook *book, const char *path, const struct ht_xml_handler *handler,
                       const char *what, struct ht_findings *findings);

// xlsx_package.c: finds workbook, sheets, strings and styles. False, with a finding, when that fails.
bool ht_workbook_open(struct ht_workbook *book, struct ht_findings *findings);
// xlsx_shared.c: the strings and formats of all sheets.
bool ht_workbook_read_strings(struct ht_workbook *book, struct ht_findings *findings);
bool ht_workbook_read_styles(struct ht_workbook *book, struct ht_findings *findings);
// xlsx_sheet.c: one sheet; damage is a finding, and what stands before it is kept.
void ht_workbook_read_sheet(struct ht_workbook *book, const struct ht_workbook_sheet *sheet, struct ht_grid *grid,
                            struct ht_findings *findings);

#endif
