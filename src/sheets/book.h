// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A workbook that is being made. The one place that knows libxlsxwriter.
 */
#ifndef HOLDTRACE_SHEETS_BOOK_H
#define HOLDTRACE_SHEETS_BOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "holdtrace/date.h"

struct book;

// What stands before the first sheet.
struct book_facts {
    size_t rows; // of the largest sheet
    struct ht_date created;
    const char *title;
};

// A book that book_close writes to the file PATH; NULL when memory is out.
struct book *book_new(const char *path, const struct book_facts *facts);

// Each gives NULL, or what is wrong, a constant text.
const char *book_tab(struct book *book, const char *name);
const char *book_sheet(struct book *book, const char *name, bool exact);
const char *book_width(struct book *book, size_t column, double characters);
const char *book_freeze(struct book *book, size_t rows, size_t columns);
const char *book_filter(struct book *book);
const char *book_row(struct book *book);
// CELL as in book_protocol.h, in COLUMN of the row in hand. It is changed.
const char *book_cell(struct book *book, size_t column, char *cell);

// Writes the file and gives BOOK back.
const char *book_close(struct book *book);

#endif
