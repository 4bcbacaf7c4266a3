// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of a workbook, and the columns that several sheets have.
#include "report/wording.h"
#include "report/xlsx.h"

void ht_sheet_begin(struct ht_workbook *workbook, const char *name, const struct ht_sheet_column *columns,
                    size_t count) {
    unsigned *widths = ht_arena_array(workbook->arena, count, sizeof *widths);
    for (size_t i = 0; i < count; i++)
        widths[i] = columns[i].width;
    ht_book_sheet(&workbook->book, name, widths, count);
}

void ht_sheet_head(struct ht_workbook *workbook, const struct ht_sheet_column *columns, size_t count) {
    ht_book_row(&workbook->book);
    for (size_t i = 0; i < count; i++)
        ht_book_text(&workbook->book, HT_CELL_HEAD, columns[i].title);
}

void ht_sheet_table(struct ht_workbook *workbook, const struct ht_sheet_column *columns, size_t count, size_t still) {
    ht_sheet_head(workbook, columns, count);
    ht_book_filter(&workbook->book);
    ht_book_freeze(&workbook->book, workbook->book.row, still);
}

void ht_sheet_line(struct ht_workbook *workbook, const struct ht_sheet_column *columns, size_t count,
                   const struct ht_sheet_row *row) {
    ht_book_row(&workbook->book);
    for (size_t i = 0; i < count; i++)
        columns[i].put(&workbook->book, row, &columns[i]);
}

struct ht_sheet_row ht_sheet_row_of(struct ht_workbook *workbook, size_t index) {
    const struct ht_report_file *file = &workbook->files.items[index];
    return (struct ht_sheet_row){
        .workbook = workbook,
        .number = index + 1,
        .file = file,
        .account = file->account,
        .portfolio = file->account ? file->account->resolution->portfolio : NULL,
    };
}

struct ht_sheet_row ht_sheet_row_at(const struct ht_sheet_row *fund, const struct ht_line *line) {
    struct ht_sheet_row row = *fund;
    row.line = line;
    const struct ht_account *account = fund->account;
    row.place = 0;
    if (line >= account->lines && line < account->lines + account->line_count)
        row.place = (size_t)(line - account->lines) + 1;
    row.position = line->resolved->position;
    return row;
}

void ht_put_number(struct ht_book *book, const struct ht_sheet_row *row, const struct ht_sheet_column *column) {
    (void)column;
    ht_book_integer(book, (int64_t)row->number);
}

void ht_put_fund(struct ht_book *book, const struct ht_sheet_row *row, const struct ht_sheet_column *column) {
    (void)column;
    ht_book_text(book, HT_CELL_TEXT, row->account ? ht_text_fund_name(row->account) : ht_report_file_path(row->file));
}

void ht_put_place(struct ht_book *book, const struct ht_sheet_row *row, const struct ht_sheet_column *column) {
    (void)column;
    if (row->place)
        ht_book_integer(book, (int64_t)row->place);
    else
        ht_book_empty(book, 1);
}

void ht_put_line(struct ht_book *book, const struct ht_sheet_row *row, const struct ht_sheet_column *column) {
    (void)column;
    ht_book_integer(book, row->position->line);
}

void ht_put_fact(struct ht_book *book, const struct ht_sheet_row *row, const struct ht_sheet_column *column) {
    const char *const *text = (const void *)((const char *)row->position + column->offset);
    ht_book_text(book, HT_CELL_TEXT, *text);
}

void ht_put_money(struct ht_book *book, const struct ht_sheet_row *row, const struct ht_sheet_column *column) {
    const struct ht_amount *amount = (const void *)((const char *)row->position + column->offset);
    ht_book_amount(book, HT_CELL_MONEY, column->title, *amount);
}

void ht_put_weight(struct ht_book *book, const struct ht_sheet_row *row, const struct ht_sheet_column *column) {
    ht_book_amount(book, HT_CELL_PERCENT, column->title, row->line->weight_pct);
}

void ht_put_denominator(struct ht_book *book, const struct ht_sheet_row *row, const struct ht_sheet_column *column) {
    const char *words = row->account ? ht_word_denominator(row->account->denominator) : NULL;
    (void)column;
    // "of net assets", "by the file's own weights": the title has that word.
    const char *blank = words ? strchr(words, ' ') : NULL;
    ht_book_text(book, HT_CELL_TEXT, blank ? blank + 1 : words);
}

void ht_sheet_pair(struct ht_workbook *workbook, const char *name, const char *value) {
    if (!value)
        return;
    ht_book_row(&workbook->book);
    ht_book_text(&workbook->book, HT_CELL_STRONG, name);
    ht_book_text(&workbook->book, HT_CELL_TEXT, value);
}
