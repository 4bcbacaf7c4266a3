// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Workbooks: what tests/data/make_workbooks.py puts into them, and what has to come out. Cells are those of the
 * sheet, rows the ones that hold something.
 */
#include "test_base.h"

#include <stdio.h>
#include <string.h>

#include "holdtrace/portfolio.h"
#include "holdtrace/reader.h"
#include "ingest/cell_value.h"

#define FOLDER "tests/data/workbooks/"

struct book {
    struct ht_arena *arena;
    struct ht_source *source;
    struct ht_parts parts;
    struct ht_findings findings;
};

static struct book open_book(const char *path) {
    struct book book = {.arena = ht_arena_new()};
    const struct ht_reader_options options = {0};
    struct ht_error err = {HT_OK, ""};
    book.findings = ht_findings_in(book.arena);
    assert_int_equal(ht_source_open(path, &book.source, &err), HT_OK);
    const struct ht_reader *reader = ht_reader_of(book.source);
    assert_non_null(reader);
    assert_int_equal(reader->read(book.source, &options, book.arena, &book.parts, &book.findings, &err), HT_OK);
    return book;
}

static void close_book(struct book *book) {
    ht_source_close(book->source);
    ht_arena_free(book->arena);
}

// The cell in COLUMN of the row that the sheet calls LINE; "" when there is none.
static const char *cell(const struct book *book, size_t part, long line, size_t column) {
    assert_true(part < book->parts.count);
    const struct ht_grid *grid = &book->parts.items[part].grid;
    for (size_t i = 0; i < grid->count; i++)
        if (grid->rows[i].line == line)
            return column < grid->rows[i].width ? grid->rows[i].cells[column].data : "";
    return "";
}

static bool has_code(const struct ht_findings *findings, enum ht_code code) {
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].code == code)
            return true;
    return false;
}

// CELLS, ended by NULL, from column FIRST of a row on.
static void assert_row(const struct book *book, long line, size_t first, const char *const *cells) {
    for (size_t i = 0; cells[i] != NULL; i++)
        assert_string_equal(cell(book, 0, line, first + i), cells[i]);
}

static void texts_of_every_type_are_read(void **state) {
    (void)state;
    struct book book = open_book(FOLDER "cells.xlsx");
    assert_int_equal(book.findings.count, 0);
    assert_int_equal(book.parts.count, 1);
    assert_string_equal(book.parts.items[0].name, "Cells");
    assert_row(&book, 2, 0, (const char *const[]){"", " padded ", "Rich text", "", "", "line\rend A_x", NULL});
    assert_row(&book, 3, 0,
               (const char *const[]){"formula", "TRUE", "FALSE", "#N/A", "2021-08-27", "12", "inline", NULL});
    assert_row(&book, 12, 0, (const char *const[]){"merged", "", "", "4", NULL});
    close_book(&book);
}

static void rows_and_cells_stand_where_they_say(void **state) {
    (void)state;
    struct book book = open_book(FOLDER "cells.xlsx");
    const struct ht_grid *grid = &book.parts.items[0].grid;
    static const long lines[] = {2, 3, 7, 9, 10, 11, 12};
    assert_int_equal(grid->count, 7);
    for (size_t i = 0; i < 7; i++)
        assert_int_equal(grid->rows[i].line, lines[i]);
    assert_string_equal(cell(&book, 0, 7, 27), "1");
    assert_int_equal(grid->rows[2].width, 28); // the empty cell XFD7 takes no memory
    close_book(&book);
}

static void numbers_keep_their_digits(void **state) {
    (void)state;
    struct book book = open_book(FOLDER "cells.xlsx");
    assert_row(&book, 9, 0,
               (const char *const[]){"0.30000000000000004", "0.000705", "90771106", "2781694", "4.7610", "0", "-1500",
                                     NULL});
    assert_row(&book, 10, 0,
               (const char *const[]){"13.339999999999999%", "5%", "100%", "-8.7599999999999997%", NULL});
    close_book(&book);
}

static void styles_make_dates(void **state) {
    (void)state;
    struct book book = open_book(FOLDER "cells.xlsx");
    assert_row(&book, 11, 0,
               (const char *const[]){"2021-08-27", "2021-08-27", "1900-02-28", "1900-03-01", "0.5", "44435", "12.5",
                                     "-3", NULL});
    close_book(&book);
}

static void a_text_that_is_not_there_is_reported(void **state) {
    (void)state;
    struct book book = open_book(FOLDER "cells.xlsx");
    const struct ht_findings *findings = &book.parts.items[0].findings;
    assert_int_equal(findings->count, 1);
    assert_int_equal(findings->items[0].code, HT_CODE_MALFORMED);
    assert_int_equal(findings->items[0].line, 2);
    assert_string_equal(cell(&book, 0, 2, 6), "");
    close_book(&book);
}

static void relationships_tell_the_parts(void **state) {
    (void)state;
    struct book book = open_book(FOLDER "places.xlsx");
    assert_int_equal(book.findings.count, 0);
    assert_int_equal(book.parts.count, 2);
    assert_string_equal(book.parts.items[0].name, "Up");
    assert_string_equal(cell(&book, 0, 1, 0), "2021-08-27"); // 42973 in the 1904 calendar
    assert_string_equal(book.parts.items[1].name, "Down");
    assert_string_equal(cell(&book, 1, 1, 0), "below");
    close_book(&book);
}

static void spreadsheetml_is_read(void **state) {
    (void)state;
    struct book book = open_book(FOLDER "spreadsheetml.xls");
    assert_int_equal(book.parts.count, 2);
    assert_row(&book, 1, 0, (const char *const[]){"wide & merged", "", "25%", "0.25", "", "", "TRUE", NULL});
    assert_row(&book, 4, 0,
               (const char *const[]){"1.5%", "2021-08-27", "2021-08-27", "bold and plain", "700%", NULL});
    assert_string_equal(book.parts.items[1].name, "Last");
    assert_string_equal(cell(&book, 1, 1, 0), "end");
    assert_int_equal(book.findings.count, 1);
    assert_int_equal(book.findings.items[0].code, HT_CODE_HIDDEN_SHEET);
    close_book(&book);
}

// NAME is reported with CODE, by the reader or by the sheet.
static void assert_reported(const char *name, enum ht_code code) {
    char path[128];
    snprintf(path, sizeof path, "%s%s", FOLDER, name);
    struct book book = open_book(path);
    bool reported = has_code(&book.findings, code);
    for (size_t i = 0; i < book.parts.count; i++)
        reported |= has_code(&book.parts.items[i].findings, code);
    if (!reported)
        fail_msg("%s: no finding %s", name, ht_code_name(code));
    close_book(&book);
}

static void formulas_without_results_are_reported(void **state) {
    (void)state;
    struct book book = open_book(FOLDER "formulas.xlsx");
    const struct ht_findings *findings = &book.parts.items[0].findings;
    assert_int_equal(findings->count, 1);
    assert_int_equal(findings->items[0].code, HT_CODE_NO_RESULT);
    assert_int_equal(findings->items[0].line, 3);
    assert_non_null(strstr(findings->items[0].message, "2 cells"));
    assert_string_equal(cell(&book, 0, 3, 2), "2");
    close_book(&book);
    assert_reported("spreadsheetml.xls", HT_CODE_NO_RESULT);
}

static void damage_is_reported(void **state) {
    (void)state;
    assert_reported("broken_xml.xlsx", HT_CODE_MALFORMED);
    assert_reported("missing_sheet.xlsx", HT_CODE_MALFORMED);
    assert_reported("no_workbook.xlsx", HT_CODE_MALFORMED);
    assert_reported("cut.xlsx", HT_CODE_MALFORMED);
    assert_reported("bad_sum.xlsx", HT_CODE_MALFORMED);
    struct book book = open_book(FOLDER "broken_xml.xlsx");
    assert_string_equal(cell(&book, 0, 1, 0), "kept");
    close_book(&book);
}

static void bounds_are_kept(void **state) {
    (void)state;
    assert_reported("too_wide.xlsx", HT_CODE_BOUND);
    assert_reported("too_long.xlsx", HT_CODE_BOUND);
    assert_reported("sparse.xlsx", HT_CODE_BOUND);
    assert_reported("bomb.xlsx", HT_CODE_BOUND);
    assert_reported("entities.xlsx", HT_CODE_BOUND);
}

static void what_is_no_xlsx_is_named(void **state) {
    (void)state;
    static const struct {
        const char *path;
        enum ht_content content;
    } cases[] = {
        {FOLDER "encrypted.xlsx", HT_CONTENT_ENCRYPTED},
        {FOLDER "biff.xls", HT_CONTENT_XLS},
        {FOLDER "word.doc", HT_CONTENT_OLE},
        {FOLDER "binary.xlsb", HT_CONTENT_XLSB},
        {FOLDER "open.ods", HT_CONTENT_ODS},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ht_source *source = NULL;
        struct ht_error err;
        assert_int_equal(ht_source_open(cases[i].path, &source, &err), HT_OK);
        assert_int_equal(source->content, cases[i].content);
        assert_null(ht_reader_of(source));
        ht_source_close(source);
    }
}

// --- what becomes of several sheets

static struct ht_holdings_file read_holdings(struct ht_arena *arena, const char *path) {
    struct ht_holdings_files files;
    struct ht_error err = {HT_OK, ""};
    const struct ht_read_options options = {.layouts = ht_layouts_builtin(arena)};
    assert_int_equal(ht_holdings_read(path, &options, arena, &files, &err), HT_OK);
    assert_int_equal(files.count, 1);
    return files.items[0];
}

static void assert_decimal(struct ht_amount amount, const char *text) {
    char buffer[HT_DECIMAL_TEXT];
    assert_true(amount.known);
    assert_string_equal(ht_decimal_text(amount.number, buffer), text);
}

static void sheets_of_one_fund_add_up_and_others_stay_apart(void **state) {
    (void)state;
    struct ht_arena *arena = ht_arena_new();
    struct ht_holdings_file file = read_holdings(arena, FOLDER "sheets.xlsx");
    assert_int_equal(file.portfolio_count, 3);
    assert_string_equal(file.portfolios[0].fund.name, "Fund One");
    assert_string_equal(file.portfolios[0].part, "Shares");
    assert_int_equal(file.portfolios[0].position_count, 3);
    assert_decimal(file.portfolios[0].positions[2].weight_file_pct, "9.25");
    assert_string_equal(file.portfolios[1].fund.name, "Fund Two");
    assert_int_equal(file.portfolios[1].position_count, 1);
    assert_string_equal(file.portfolios[2].part, "Two in July");
    assert_int_equal(file.portfolios[2].holdings_date.month, 7);
    ht_arena_free(arena);
}

static void what_is_left_out_is_said(void **state) {
    (void)state;
    struct ht_arena *arena = ht_arena_new();
    struct ht_holdings_file file = read_holdings(arena, FOLDER "sheets.xlsx");
    const struct ht_findings *first = &file.portfolios[0].findings;
    assert_true(has_code(first, HT_CODE_HIDDEN_SHEET));
    assert_true(has_code(first, HT_CODE_UNCOUNTED_SHEET));
    assert_true(has_code(first, HT_CODE_REPEATED_TABLE));                        // the top of Fund One
    assert_true(has_code(&file.portfolios[1].findings, HT_CODE_REPEATED_TABLE)); // Fund Two looked through
    assert_int_equal(file.portfolios[1].looked_through_count, 2);
    assert_string_equal(file.portfolios[1].looked_through[1].name, "CORP B");
    assert_int_equal(file.portfolios[1].looked_through[1].table_line, 5);
    ht_arena_free(arena);
}

static void of_unknown_sheets_the_surest_is_read(void **state) {
    (void)state;
    struct ht_arena *arena = ht_arena_new();
    struct ht_holdings_file file = read_holdings(arena, FOLDER "unknown.xlsx");
    assert_int_equal(file.portfolio_count, 1);
    assert_string_equal(file.portfolios[0].part, "Lines");
    assert_int_equal(file.portfolios[0].position_count, 2);
    assert_true(has_code(&file.portfolios[0].findings, HT_CODE_UNCOUNTED_SHEET));
    ht_arena_free(arena);
}

static void sheets_whose_weights_add_up_are_one_fund(void **state) {
    (void)state;
    struct ht_arena *arena = ht_arena_new();
    struct ht_holdings_file file = read_holdings(arena, FOLDER "split.xlsx");
    assert_int_equal(file.portfolio_count, 1);
    assert_int_equal(file.portfolios[0].position_count, 4);
    assert_string_equal(file.portfolios[0].positions[2].isin, "CNE100000PM8");
    assert_int_equal(file.portfolios[0].looked_through_count, 0);
    assert_int_equal(file.portfolios[0].rows.read, 8);
    assert_true(has_code(&file.portfolios[0].findings, HT_CODE_UNITED_SHEETS));
    // Two sheets that hold the same are not both a part of it.
    file = read_holdings(arena, FOLDER "twice.xlsx");
    assert_int_equal(file.portfolios[0].position_count, 2);
    assert_int_equal(file.portfolios[0].looked_through_count, 2);
    assert_false(has_code(&file.portfolios[0].findings, HT_CODE_UNITED_SHEETS));
    ht_arena_free(arena);
}

static void sheets_of_other_securities_are_funds(void **state) {
    (void)state;
    struct ht_arena *arena = ht_arena_new();
    struct ht_holdings_file file = read_holdings(arena, FOLDER "funds.xlsx");
    assert_int_equal(file.portfolio_count, 2);
    assert_string_equal(file.portfolios[0].fund.name, "North");
    assert_string_equal(file.portfolios[1].fund.name, "East");
    assert_int_equal(file.portfolios[1].position_count, 1);
    assert_true(has_code(&file.portfolios[0].findings, HT_CODE_SEVERAL_FUNDS));
    ht_arena_free(arena);
}

static void sheets_of_which_nothing_tells_are_kept_apart(void **state) {
    (void)state;
    struct ht_arena *arena = ht_arena_new();
    struct ht_holdings_file file = read_holdings(arena, FOLDER "doubtful.xlsx");
    const struct ht_portfolio *portfolio = &file.portfolios[0];
    assert_int_equal(file.portfolio_count, 1);
    assert_string_equal(portfolio->part, "All");
    assert_int_equal(portfolio->position_count, 2);
    assert_int_equal(portfolio->looked_through_count, 3); // the row without a value that can be read is told
    assert_string_equal(portfolio->looked_through[0].isin, "CNE100000PM8");
    assert_string_equal(portfolio->looked_through[0].table_part, "Some");
    assert_int_equal(portfolio->looked_through[0].table_line, 2);
    assert_string_equal(portfolio->looked_through[1].table_part, "July");
    assert_true(has_code(&portfolio->findings, HT_CODE_UNCOUNTED_SHEET));
    assert_true(has_code(&portfolio->findings, HT_CODE_UNREAD_UNCOUNTED));
    ht_arena_free(arena);
}

static void identifiers_on_a_sheet_without_a_header_are_kept_apart(void **state) {
    (void)state;
    struct ht_arena *arena = ht_arena_new();
    struct ht_holdings_file file = read_holdings(arena, FOLDER "continued.xlsx");
    const struct ht_portfolio *portfolio = &file.portfolios[0];
    assert_int_equal(portfolio->position_count, 1);
    assert_int_equal(portfolio->looked_through_count, 3);
    assert_string_equal(portfolio->looked_through[0].isin, "CNE100000PM8");
    assert_string_equal(portfolio->looked_through[0].table_part, "Page 2");
    assert_string_equal(portfolio->looked_through[2].isin, "CNE100000BJ4");
    assert_string_equal(portfolio->looked_through[2].table_part, "Kept");
    assert_true(has_code(&portfolio->findings, HT_CODE_UNCOUNTED_SHEET));
    ht_arena_free(arena);
}

static void a_workbooks_numbers_have_a_point_in_any_language(void **state) {
    (void)state;
    struct ht_arena *arena = ht_arena_new();
    struct ht_holdings_file file = read_holdings(arena, FOLDER "german.xlsx");
    assert_int_equal(file.portfolio_count, 1);
    assert_decimal(file.portfolios[0].positions[0].value, "1234.561");
    assert_decimal(file.portfolios[0].positions[0].weight_file_pct, "4.7610");
    ht_arena_free(arena);
}

static void rounded_values_and_fractions_are_read(void **state) {
    (void)state;
    struct ht_arena *arena = ht_arena_new();
    struct ht_holdings_file file = read_holdings(arena, FOLDER "schwab.xlsx");
    assert_string_equal(file.sheet.layout, "schwab_xlsx");
    const struct ht_portfolio *portfolio = &file.portfolios[0];
    assert_int_equal(portfolio->position_count, 3);
    assert_int_equal(ht_decimal_cmp(portfolio->positions[0].value.number, ht_decimal_int(4000000000)), 0);
    assert_string_equal(portfolio->positions[0].currency, "USD");
    assert_decimal(portfolio->positions[0].weight_file_pct, "96.12");
    assert_decimal(portfolio->positions[2].quantity, "-36712656");
    assert_decimal(portfolio->positions[2].weight_file_pct, "-0.17");
    assert_int_equal(portfolio->positions[2].side, HT_SHORT);
    ht_arena_free(arena);
}

static void the_same_name_twice_is_two_positions(void **state) {
    (void)state;
    struct ht_arena *arena = ht_arena_new();
    struct ht_holdings_file file = read_holdings(arena, FOLDER "invesco.xlsx");
    assert_string_equal(file.sheet.layout, "invesco_us_xlsx");
    const struct ht_portfolio *portfolio = &file.portfolios[0];
    assert_int_equal(portfolio->position_count, 4);
    assert_decimal(portfolio->positions[2].weight_file_pct, "0.029999999999999997");
    assert_decimal(portfolio->positions[3].weight_file_pct, "-0.03");
    ht_arena_free(arena);
}

static void formats_tell_dates_and_percentages(void **state) {
    (void)state;
    static const struct {
        const char *code;
        enum ht_cell_style style;
    } cases[] = {
        {"General", HT_CELL_PLAIN},
        {"#,##0.00", HT_CELL_PLAIN},
        {"0.00%", HT_CELL_PERCENT},
        {"0.0\\%", HT_CELL_PLAIN},
        {"0.00\"%\"", HT_CELL_PLAIN},
        {"yyyy-mm-dd", HT_CELL_DATE},
        {"[h]:mm:ss", HT_CELL_PLAIN},
        {"dd\\-mmm\\-yyyy", HT_CELL_DATE},
        {"[Red]0.00", HT_CELL_PLAIN},
        {"0.00 \"per day\"", HT_CELL_PLAIN},
        {"Percent", HT_CELL_PERCENT},
        {"Standard", HT_CELL_PLAIN},
        {"mm:ss.0", HT_CELL_PLAIN},
        {"[$-407]d. mmmm yyyy", HT_CELL_DATE},
        {"\"unended", HT_CELL_PLAIN},
        {"0.00_);\\", HT_CELL_PLAIN},
        {"", HT_CELL_PLAIN},
        {"#,##0,", HT_CELL_SCALED},
        {"0.0,,\"m\"", HT_CELL_SCALED},
        {"#,##0,;(#,##0,)", HT_CELL_SCALED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (ht_cell_style_of(cases[i].code) != cases[i].style)
            fail_msg("%s", cases[i].code);
}

static void numbers_that_are_none_are_refused(void **state) {
    (void)state;
    static const char *const bad[] = {"",    "-",    ".",      "1.2.3", "1e",  "1e+",
                                      "NaN", "0x10", "1e9999", "1 2",   "12a", "1e65"};
    char out[HT_CELL_TEXT];
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (ht_cell_number(bad[i], strlen(bad[i]), HT_CELL_PLAIN, false, out))
            fail_msg("%s -> %s", bad[i], out);
    assert_true(ht_cell_number("1e63", 4, HT_CELL_PERCENT, false, out));
    assert_int_equal(strlen(out), 67);
    assert_true(ht_cell_number("-1e-64", 6, HT_CELL_PLAIN, false, out));
    assert_int_equal(strlen(out), 67);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_of_every_type_are_read),
        cmocka_unit_test(rows_and_cells_stand_where_they_say),
        cmocka_unit_test(numbers_keep_their_digits),
        cmocka_unit_test(styles_make_dates),
        cmocka_unit_test(a_text_that_is_not_there_is_reported),
        cmocka_unit_test(relationships_tell_the_parts),
        cmocka_unit_test(spreadsheetml_is_read),
        cmocka_unit_test(formulas_without_results_are_reported),
        cmocka_unit_test(damage_is_reported),
        cmocka_unit_test(bounds_are_kept),
        cmocka_unit_test(what_is_no_xlsx_is_named),
        cmocka_unit_test(sheets_of_one_fund_add_up_and_others_stay_apart),
        cmocka_unit_test(what_is_left_out_is_said),
        cmocka_unit_test(of_unknown_sheets_the_surest_is_read),
        cmocka_unit_test(sheets_whose_weights_add_up_are_one_fund),
        cmocka_unit_test(sheets_of_other_securities_are_funds),
        cmocka_unit_test(sheets_of_which_nothing_tells_are_kept_apart),
        cmocka_unit_test(identifiers_on_a_sheet_without_a_header_are_kept_apart),
        cmocka_unit_test(a_workbooks_numbers_have_a_point_in_any_language),
        cmocka_unit_test(rounded_values_and_fractions_are_read),
        cmocka_unit_test(the_same_name_twice_is_two_positions),
        cmocka_unit_test(formats_tell_dates_and_percentages),
        cmocka_unit_test(numbers_that_are_none_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
