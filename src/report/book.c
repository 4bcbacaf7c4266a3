// SPDX-License-Identifier: GPL-3.0-or-later
// Workbooks as lines: book.h.
#include "report/book.h"

#include <stdio.h>
#include <string.h>

#include "holdtrace/locale.h"

enum { ROWS_DIGITS = 10 };

struct ht_book ht_book_begin(struct ht_buffer *out, struct ht_arena *arena, struct ht_date created,
                             const char *title) {
    struct ht_book book = {.out = out, .arena = arena};
    int32_t day = ht_date_first(created);
    ht_buffer_format(out, "%s %s\nrows\t", HT_BOOK_PROGRAM, HT_BOOK_VERSION);
    book.rows_at = out->len;
    ht_buffer_format(out, "%0*d\n", ROWS_DIGITS, 0);
    if (day > 0)
        ht_buffer_format(out, "created\t%04d-%02d-%02d\n", (int)(day / 10000), (int)(day / 100 % 100),
                         (int)(day % 100));
    ht_buffer_format(out, "title\t%s\n", ht_book_cell_text(arena, title));
    return book;
}

// Ends the row in hand with the exact amounts that it has.
static void end_row(struct ht_book *book) {
    if (book->exact.len > 0) {
        ht_buffer_string(book->out, "\tx");
        ht_buffer_string(book->out, book->exact.data);
        book->out->data[book->exact_at] = '1';
        ht_buffer_clear(&book->exact);
    }
    if (book->in_row)
        ht_buffer_char(book->out, '\n');
    book->in_row = false;
    if (book->row > book->most)
        book->most = book->row;
}

void ht_book_end(struct ht_book *book) {
    char rows[ROWS_DIGITS + 12];
    end_row(book);
    snprintf(rows, sizeof rows, "%0*zu", ROWS_DIGITS, book->most);
    memcpy(book->out->data + book->rows_at, rows, ROWS_DIGITS);
    ht_buffer_string(book->out, "end\n");
    ht_buffer_free(&book->exact);
}

void ht_book_tab(struct ht_book *book, const char *name) {
    ht_buffer_format(book->out, "tab\t%s\n", name);
}

void ht_book_sheet(struct ht_book *book, const char *name, const unsigned *widths, size_t count) {
    end_row(book);
    book->row = 0;
    ht_buffer_format(book->out, "sheet\t%s\t", name);
    book->exact_at = book->out->len;
    ht_buffer_string(book->out, "0\nwidths");
    for (size_t i = 0; i < count; i++)
        ht_buffer_format(book->out, "\t%u", widths[i]);
    ht_buffer_char(book->out, '\n');
}

void ht_book_freeze(struct ht_book *book, size_t rows, size_t columns) {
    end_row(book);
    ht_buffer_format(book->out, "freeze\t%zu\t%zu\n", rows, columns);
}

void ht_book_filter(struct ht_book *book) {
    end_row(book);
    ht_buffer_string(book->out, "filter\n");
}

size_t ht_book_row(struct ht_book *book) {
    end_row(book);
    ht_buffer_string(book->out, "row");
    book->in_row = true;
    return ++book->row;
}

void ht_book_text(struct ht_book *book, enum ht_book_style style, const char *text) {
    ht_buffer_char(book->out, '\t');
    if (ht_text_empty(text))
        return;
    ht_buffer_char(book->out, (char)style);
    ht_buffer_string(book->out, ht_book_cell_text(book->arena, text));
}

bool ht_book_keeps(struct ht_decimal number) {
    ht_int128 most = 1, units = number.units < 0 ? -number.units : number.units;
    for (int i = 0; i < HT_BOOK_DIGITS; i++)
        most *= 10;
    while (units >= most && units % 10 == 0)
        units /= 10;
    return units < most;
}

static void note_exact(struct ht_book *book, const char *title, struct ht_decimal number) {
    char text[HT_FIGURE_TEXT];
    if (!ht_book_keeps(number))
        ht_buffer_format(&book->exact, "%s%s %s", book->exact.len ? "; " : "", title,
                         ht_locale_number(ht_arena_locale(book->arena), number, text));
}

void ht_book_amount(struct ht_book *book, enum ht_book_number style, const char *title, struct ht_amount amount) {
    ht_book_sum(book, style, title, amount, NULL);
}

void ht_book_sum(struct ht_book *book, enum ht_book_number style, const char *title, struct ht_amount amount,
                 const char *formula) {
    char text[HT_DECIMAL_TEXT];
    ht_buffer_char(book->out, '\t');
    if (!amount.known)
        return;
    ht_buffer_format(book->out, "%s%c%s", formula ? "=" : "", (char)style, ht_decimal_text(amount.number, text));
    if (formula)
        ht_buffer_format(book->out, "=%s", formula);
    note_exact(book, title, amount.number);
}

void ht_book_count(struct ht_book *book, size_t count) {
    ht_buffer_format(book->out, "\tc%zu", count);
}

void ht_book_count_by(struct ht_book *book, size_t count, const char *formula) {
    ht_buffer_format(book->out, "\t=c%zu=%s", count, formula);
}

void ht_book_integer(struct ht_book *book, int64_t number) {
    ht_buffer_format(book->out, "\tl%lld", (long long)number);
}

// A month or a year is no day: it stays text.
void ht_book_date(struct ht_book *book, struct ht_date date) {
    char text[HT_FIGURE_TEXT];
    ht_buffer_char(book->out, '\t');
    if (!ht_date_known(date))
        return;
    // Before 1900-03-01 spreadsheets count days differently.
    bool whole = date.day > 0 && ht_date_first(date) >= 19000301;
    ht_buffer_format(book->out, "%c%s", whole ? 'd' : (char)HT_CELL_TEXT,
                     ht_locale_date(whole ? NULL : ht_arena_locale(book->arena), date, text));
}

void ht_book_empty(struct ht_book *book, size_t cells) {
    while (cells-- > 0)
        ht_buffer_char(book->out, '\t');
}

const char *ht_book_letters(size_t index, char letters[HT_BOOK_LETTERS]) {
    size_t len = 0;
    char reversed[HT_BOOK_LETTERS];
    for (size_t rest = index + 1; rest > 0 && len < HT_BOOK_LETTERS - 1; rest = (rest - 1) / 26)
        reversed[len++] = (char)('A' + (rest - 1) % 26);
    for (size_t i = 0; i < len; i++)
        letters[i] = reversed[len - 1 - i];
    letters[len] = '\0';
    return letters;
}
