// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Writing a workbook as the lines of book_protocol.h: sheets, rows and cells, one after another. Knows what a
 * workbook can hold, and nothing of holdings.
 *
 * Text is always text, whatever it begins with; what a sheet cannot hold in it is replaced (control characters by
 * U+FFFD) or cut with a note that says so. A number of more than 15 digits, which a spreadsheet would change, has its
 * exact digits in a last column that the sheet has only then.
 */
#ifndef HOLDTRACE_REPORT_BOOK_H
#define HOLDTRACE_REPORT_BOOK_H

#include <stdint.h>

#include "holdtrace/arena.h"
#include "holdtrace/book_protocol.h"
#include "holdtrace/date.h"
#include "holdtrace/decimal.h"
#include "holdtrace/text.h"

struct ht_book {
    struct ht_buffer *out;
    struct ht_arena *arena;
    // Where in OUT stand the rows of the largest sheet and the mark of the sheet in hand, which are known only later.
    size_t rows_at, exact_at;
    bool in_row;            // a row is begun and not ended
    size_t row, most;       // rows of the sheet in hand, and of the largest until now
    struct ht_buffer exact; // of the row in hand
};

// A book in OUT that says it was made on CREATED; ht_book_end ends it.
struct ht_book ht_book_begin(struct ht_buffer *out, struct ht_arena *arena, struct ht_date created,
                             const char *title);
void ht_book_end(struct ht_book *book);

// Names a sheet; all of them before the first ht_book_sheet.
void ht_book_tab(struct ht_book *book, const char *name);
// Turns to the sheet NAME, whose COUNT columns have WIDTHS characters. Each is filled once.
void ht_book_sheet(struct ht_book *book, const char *name, const unsigned *widths, size_t count);
// ROWS and COLUMNS stay in sight.
void ht_book_freeze(struct ht_book *book, size_t rows, size_t columns);
// The row in hand is the head of a table that goes to the end of the sheet and can be filtered.
void ht_book_filter(struct ht_book *book);

// The next row; gives its number, from 1.
size_t ht_book_row(struct ht_book *book);

// Cells, from left to right. Absent ones (NULL, unknown) are empty.
enum ht_book_style {
    HT_CELL_TITLE = 't',
    HT_CELL_HEAD = 'h',
    HT_CELL_STRONG = 'b',
    HT_CELL_TEXT = 's',
    HT_CELL_LINES = 'w',
    HT_CELL_ACROSS = 'j'
};
void ht_book_text(struct ht_book *book, enum ht_book_style style, const char *text);

enum ht_book_number { HT_CELL_MONEY = 'm', HT_CELL_QUANTITY = 'q', HT_CELL_PERCENT = 'p', HT_CELL_DECIMAL = 'g' };
// TITLE names the amount where its exact digits are told.
void ht_book_amount(struct ht_book *book, enum ht_book_number style, const char *title, struct ht_amount amount);
void ht_book_count(struct ht_book *book, size_t count);
void ht_book_integer(struct ht_book *book, int64_t number); // without separators
void ht_book_date(struct ht_book *book, struct ht_date date);
void ht_book_empty(struct ht_book *book, size_t cells);

// A formula with the value that it has; empty when AMOUNT is not known, and the value alone when FORMULA is NULL.
void ht_book_sum(struct ht_book *book, enum ht_book_number style, const char *title, struct ht_amount amount,
                 const char *formula);
void ht_book_count_by(struct ht_book *book, size_t count, const char *formula);

// The letters of a column, INDEX from 0.
enum { HT_BOOK_LETTERS = 4 };
const char *ht_book_letters(size_t index, char letters[HT_BOOK_LETTERS]);

// Whether a spreadsheet keeps all digits of NUMBER.
bool ht_book_keeps(struct ht_decimal number);
// TEXT as a cell can hold it; TEXT itself where nothing is to be done.
const char *ht_book_cell_text(struct ht_arena *arena, const char *text);

#endif
