// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The parts of the workbook: one sheet after another, each from one table of columns where its rows are alike.
 */
#ifndef HOLDTRACE_REPORT_XLSX_H
#define HOLDTRACE_REPORT_XLSX_H

#include "report/book.h"
#include "report/text.h"

struct ht_workbook {
    const struct ht_scan *scan;
    struct ht_arena *arena;
    struct ht_book book;
    struct ht_text_report words; // for the sentences of the text report; nothing is printed on its paper
    struct ht_report_files files;
    size_t positions_first, positions_last; // rows of the sheet of positions
};

// What a row is made from; the rest is NULL or 0.
struct ht_sheet_row {
    struct ht_workbook *workbook;
    size_t number; // of the file among the report's, from 1
    const struct ht_report_file *file;
    const struct ht_account *account;
    const struct ht_portfolio *portfolio;
    size_t place; // of the line among the positions of the file, from 1; 0: it is in a table that is not counted
    const struct ht_line *line;
    const struct ht_position *position;
};

// One or more cells of a row: TITLE heads the column, PUT fills it. OFFSET is PUT's own.
struct ht_sheet_column {
    const char *title;
    unsigned width;
    void (*put)(struct ht_book *book, const struct ht_sheet_row *row, const struct ht_sheet_column *column);
    size_t offset;
};

// Turns to the sheet NAME, with the widths of COLUMNS; writes their titles as the next row; one row by them.
void ht_sheet_begin(struct ht_workbook *workbook, const char *name, const struct ht_sheet_column *columns,
                    size_t count);
void ht_sheet_head(struct ht_workbook *workbook, const struct ht_sheet_column *columns, size_t count);
void ht_sheet_line(struct ht_workbook *workbook, const struct ht_sheet_column *columns, size_t count,
                   const struct ht_sheet_row *row);
// The head of a table that takes the rest of the sheet: it can be filtered, and stays in sight with STILL columns.
void ht_sheet_table(struct ht_workbook *workbook, const struct ht_sheet_column *columns, size_t count, size_t still);

struct ht_sheet_row ht_sheet_row_of(struct ht_workbook *workbook, size_t index); // of files.items[INDEX]
struct ht_sheet_row ht_sheet_row_at(const struct ht_sheet_row *fund, const struct ht_line *line);

// Columns that several sheets begin with.
void ht_put_number(struct ht_book *book, const struct ht_sheet_row *row, const struct ht_sheet_column *column);
void ht_put_fund(struct ht_book *book, const struct ht_sheet_row *row, const struct ht_sheet_column *column);
// The number that ties the rows of several sheets to one position: a line can have several.
void ht_put_place(struct ht_book *book, const struct ht_sheet_row *row, const struct ht_sheet_column *column);
void ht_put_line(struct ht_book *book, const struct ht_sheet_row *row, const struct ht_sheet_column *column);
// A text, or an amount of money, of the position; OFFSET is that of the member.
void ht_put_fact(struct ht_book *book, const struct ht_sheet_row *row, const struct ht_sheet_column *column);
void ht_put_money(struct ht_book *book, const struct ht_sheet_row *row, const struct ht_sheet_column *column);
void ht_put_weight(struct ht_book *book, const struct ht_sheet_row *row, const struct ht_sheet_column *column);
// What percentages are shares of, in words: "net assets".
void ht_put_denominator(struct ht_book *book, const struct ht_sheet_row *row, const struct ht_sheet_column *column);

// Name and value, in the first two columns.
void ht_sheet_pair(struct ht_workbook *workbook, const char *name, const char *value);

// The sheets. That of positions comes before the summary, whose formulas are about it.
void ht_sheet_positions(struct ht_workbook *workbook);
void ht_sheet_summary(struct ht_workbook *workbook);
void ht_sheet_funds(struct ht_workbook *workbook);
void ht_sheet_evidence(struct ht_workbook *workbook);
void ht_sheet_groups(struct ht_workbook *workbook);
void ht_sheet_coverage(struct ht_workbook *workbook);
void ht_sheet_possible(struct ht_workbook *workbook);
// Of what a run was asked for, or a reference has: a scheme, a benchmark, funds that are held, shares in companies.
void ht_sheet_scheme(struct ht_workbook *workbook);
void ht_sheet_benchmark(struct ht_workbook *workbook);
void ht_sheet_held(struct ht_workbook *workbook);
void ht_sheet_company_shares(struct ht_workbook *workbook);
void ht_sheet_problems(struct ht_workbook *workbook);
void ht_sheet_method(struct ht_workbook *workbook);

// "Positions!$H$4:$H$20": the cells of the column TITLE of the sheet of positions.
const char *ht_sheet_positions_column(const struct ht_workbook *workbook, const char *title);

// The facts of a file, one above the other, for a report of one fund.
void ht_sheet_fund_facts(struct ht_workbook *workbook, size_t index);

#endif
