// SPDX-License-Identifier: GPL-3.0-or-later
// Sheets, rows and cells to libxlsxwriter.
#include "sheets/book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <xlsxwriter.h>

#include "holdtrace/book_protocol.h"

enum {
    ROWS_IN_MEMORY = 50000, // above, each row is written away before the next
    SHEETS_MOST = 64,
    COLUMNS_MOST = 256,
    LINE_POINTS = 15,
    PAGE_WIDTH = 280,     // characters; wider sheets are printed on several pages side by side
    SENTENCE_WIDTH = 130, // likewise, of text across columns
    STYLES = 128,
    GREY = 0xE8E8E8,
};

struct sheet {
    lxw_worksheet *sheet;
    size_t columns;                     // with widths
    double widths[COLUMNS_MOST], width; // of each, and of all of them
    size_t head_lines;                  // of the row in hand, if it is a head
    bool exact, filled;                 // filled: it was turned to
    size_t rows;                        // begun
    size_t head;                        // number of the row that heads a table to be filtered; 0: none
};

struct book {
    lxw_workbook *workbook;
    lxw_format *styles[STYLES];
    struct sheet sheets[SHEETS_MOST];
    size_t count;
    struct sheet *in_hand;
};

// Optional digits are shown where there are any: no amount is shown rounded.
static const struct {
    char letter;
    const char *number; // its format; NULL: general
    bool bold, wrap;
} STYLE_TABLE[] = {
    {'t', NULL, true, false},
    {'h', NULL, true, true},
    {'b', NULL, true, false},
    {'s', NULL, false, false},
    {'S', "@", false, false}, // text that would become a formula when its cell is edited
    {'w', NULL, false, true},
    {'W', "@", false, true},
    {'j', NULL, false, true},
    {'m', "#,##0.00########", false, false},
    {'q', "#,##0.00########", false, false},
    {'Q', "#,##0", false, false},
    {'p', "0.000000", false, false},
    {'g', "0.00##########", false, false},
    {'c', "#,##0", false, false},
    {'l', "0", false, false},
    {'d', "yyyy-mm-dd", false, false},
};

static void make_styles(struct book *book) {
    enum { TITLE_POINTS = 14 };
    for (size_t i = 0; i < sizeof STYLE_TABLE / sizeof *STYLE_TABLE; i++) {
        lxw_format *format = workbook_add_format(book->workbook);
        if (STYLE_TABLE[i].number)
            format_set_num_format(format, STYLE_TABLE[i].number);
        if (STYLE_TABLE[i].bold)
            format_set_bold(format);
        if (STYLE_TABLE[i].wrap)
            format_set_text_wrap(format);
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
        book->styles[(unsigned char)STYLE_TABLE[i].letter] = format;
    }
    format_set_font_size(book->styles['t'], TITLE_POINTS);
    format_set_bg_color(book->styles['h'], GREY);
    format_set_bottom(book->styles['h'], LXW_BORDER_THIN);
    format_set_align(book->styles['h'], LXW_ALIGN_CENTER);
    // Texts stand behind numbers that end at the right.
    for (const char *letter = "sSwW"; *letter; letter++)
        format_set_indent(book->styles[(unsigned char)*letter], 1);
}

// Midnight of DAY, universal time: days are counted from 1970-01-01.
static time_t seconds_of(struct ht_date day) {
    return (time_t)ht_date_days(ht_date_of(1970, 1, 1), day) * 24 * 60 * 60;
}

struct book *book_new(const char *path, const struct book_facts *facts) {
    struct book *book = calloc(1, sizeof *book);
    lxw_workbook_options options = {.constant_memory = facts->rows > ROWS_IN_MEMORY, .tmpdir = getenv("TMPDIR")};
    // A day that is always the same, where none is given: the clock is in no report.
    struct ht_date created = ht_date_known(facts->created) ? facts->created : ht_date_of(1980, 1, 1);
    lxw_doc_properties properties = {.title = (char *)(size_t)facts->title, .created = seconds_of(created)};
    if (!book)
        return NULL;
    book->workbook = workbook_new_opt(path, &options);
    if (!book->workbook || workbook_set_properties(book->workbook, &properties) != LXW_NO_ERROR) {
        free(book);
        return NULL;
    }
    make_styles(book);
    return book;
}

const char *book_tab(struct book *book, const char *name) {
    if (book->count == SHEETS_MOST)
        return "there are too many sheets";
    lxw_worksheet *sheet = workbook_add_worksheet(book->workbook, name);
    if (!sheet)
        return "a sheet cannot have that name";
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9); // A4
    worksheet_set_footer(sheet, "&L&A&RPage &P of &N");
    book->sheets[book->count++].sheet = sheet;
    return NULL;
}

// Ends the sheet in hand: how far its table goes is known only now.
static const char *end_sheet(struct book *book) {
    const struct sheet *sheet = book->in_hand;
    if (sheet && sheet->width <= PAGE_WIDTH)
        worksheet_fit_to_pages(sheet->sheet, 1, 0);
    if (!sheet || sheet->head == 0 || sheet->columns == 0)
        return NULL;
    lxw_col_t last = (lxw_col_t)(sheet->columns - 1 + sheet->exact);
    lxw_error error =
        worksheet_autofilter(sheet->sheet, (lxw_row_t)(sheet->head - 1), 0, (lxw_row_t)(sheet->rows - 1), last);
    if (error != LXW_NO_ERROR)
        return lxw_strerror(error);
    worksheet_repeat_rows(sheet->sheet, (lxw_row_t)(sheet->head - 1), (lxw_row_t)(sheet->head - 1));
    return NULL;
}

const char *book_sheet(struct book *book, const char *name, bool exact) {
    const char *fault = end_sheet(book);
    lxw_worksheet *sheet = workbook_get_worksheet_by_name(book->workbook, name);
    for (size_t i = 0; i < book->count; i++)
        if (book->sheets[i].sheet == sheet && !book->sheets[i].filled) {
            book->in_hand = &book->sheets[i];
            book->in_hand->filled = true;
            book->in_hand->exact = exact;
            return fault;
        }
    return "there is no such sheet, or it is filled already";
}

const char *book_width(struct book *book, size_t column, double characters) {
    struct sheet *sheet = book->in_hand;
    enum { EXACT_WIDTH = 40 };
    lxw_col_t at = (lxw_col_t)column;
    if (column == COLUMNS_MOST)
        return "there are too many columns";
    lxw_error error = worksheet_set_column(sheet->sheet, at, at, characters, NULL);
    sheet->columns = column + 1;
    sheet->widths[column] = characters;
    sheet->width += characters;
    if (sheet->exact)
        worksheet_set_column(sheet->sheet, at + 1, at + 1, EXACT_WIDTH, NULL);
    return error == LXW_NO_ERROR ? NULL : lxw_strerror(error);
}

const char *book_freeze(struct book *book, size_t rows, size_t columns) {
    worksheet_freeze_panes(book->in_hand->sheet, (lxw_row_t)rows, (lxw_col_t)columns);
    return NULL;
}

static lxw_row_t row_in_hand(const struct book *book) {
    return (lxw_row_t)(book->in_hand->rows - 1);
}

// The head of the column of exact amounts belongs to the table, so that it can be filtered as well.
const char *book_filter(struct book *book) {
    struct sheet *sheet = book->in_hand;
    sheet->head = sheet->rows;
    if (sheet->exact)
        worksheet_write_string(sheet->sheet, row_in_hand(book), (lxw_col_t)sheet->columns,
                               "Exact amounts (a spreadsheet keeps 15 digits)", book->styles['h']);
    return NULL;
}

const char *book_row(struct book *book) {
    if (book->in_hand->rows == HT_BOOK_ROWS_MOST)
        return "a sheet would have more rows than a workbook can hold (1,048,576); a directory, as in xlsx=DIR/, "
               "gets a workbook a fund";
    book->in_hand->rows++;
    book->in_hand->head_lines = 1;
    return NULL;
}

// A text that the user's next key stroke in its cell would turn into a formula is marked as text.
static lxw_format *style_of_text(const struct book *book, char letter, const char *text) {
    bool formula = strchr("=+-@\t\r\n", *text) != NULL;
    char marked = letter == 's' ? 'S' : letter == 'w' ? 'W' : letter;
    return book->styles[(unsigned char)(formula ? marked : letter)];
}

// Lines that TEXT takes in a cell of WIDTH characters.
static size_t lines_of(const char *text, double width) {
    double fit = width > 2 ? 0.9 * width : 1;
    return (size_t)((double)strlen(text) / fit) + 1;
}

// Over the first columns of the sheet. Merged cells do not find their height themselves.
static lxw_error write_across(struct book *book, const char *text) {
    const struct sheet *sheet = book->in_hand;
    lxw_worksheet *to = sheet->sheet;
    lxw_row_t row = row_in_hand(book);
    double width = sheet->widths[0];
    size_t count = 1;
    while (count < sheet->columns && width + sheet->widths[count] <= SENTENCE_WIDTH)
        width += sheet->widths[count++];
    worksheet_set_row(to, row, (double)(lines_of(text, width) * LINE_POINTS), NULL);
    if (count == 1)
        return worksheet_write_string(to, row, 0, text, book->styles['j']);
    return worksheet_merge_range(to, row, 0, row, (lxw_col_t)(count - 1), text, book->styles['j']);
}

// A head is as high as its longest title asks for: not every reader sees to that.
static lxw_error write_head(struct book *book, lxw_col_t column, const char *text) {
    struct sheet *sheet = book->in_hand;
    size_t lines = column < sheet->columns ? lines_of(text, sheet->widths[column]) : 1;
    if (lines > sheet->head_lines) {
        sheet->head_lines = lines;
        worksheet_set_row(sheet->sheet, row_in_hand(book), (double)(lines * LINE_POINTS), NULL);
    }
    return worksheet_write_string(sheet->sheet, row_in_hand(book), column, text, book->styles['h']);
}

static lxw_error write_date(struct book *book, lxw_col_t column, const char *text) {
    struct ht_date day;
    if (!ht_date_parse(text, &day) || day.day == 0)
        return LXW_ERROR_PARAMETER_VALIDATION;
    lxw_datetime date = {.year = day.year, .month = day.month, .day = day.day};
    return worksheet_write_datetime(book->in_hand->sheet, row_in_hand(book), column, &date, book->styles['d']);
}

// A quantity without a fraction is shown without one.
static lxw_format *style_of_number(const struct book *book, char letter, const char *number) {
    return book->styles[letter == 'q' && !strchr(number, '.') ? 'Q' : (unsigned char)letter];
}

static lxw_error write_number(struct book *book, lxw_col_t column, char letter, const char *number) {
    char *end;
    double value = strtod(number, &end);
    if (*end || end == number)
        return LXW_ERROR_PARAMETER_VALIDATION;
    return worksheet_write_number(book->in_hand->sheet, row_in_hand(book), column, value,
                                  style_of_number(book, letter, number));
}

// "m12.50=SUM(A1:A2)" behind the first "=".
static lxw_error write_formula(struct book *book, lxw_col_t column, char *content) {
    char letter = *content, *formula = strchr(content, '=');
    if (!letter || !strchr("mqpgc", letter) || !formula)
        return LXW_ERROR_PARAMETER_VALIDATION;
    *formula = '\0';
    lxw_format *style = style_of_number(book, letter, content + 1);
    double value = strtod(content + 1, NULL);
    *formula = '=';
    return worksheet_write_formula_num(book->in_hand->sheet, row_in_hand(book), column, formula, style, value);
}

static lxw_error write_cell(struct book *book, lxw_col_t column, char letter, char *content) {
    struct sheet *sheet = book->in_hand;
    if (letter == 'x')
        return worksheet_write_string(sheet->sheet, row_in_hand(book), (lxw_col_t)sheet->columns, content,
                                      book->styles['s']);
    if (letter == 'j')
        return write_across(book, content);
    if (letter == 'h')
        return write_head(book, column, content);
    if (letter == 'd')
        return write_date(book, column, content);
    if (letter == '=')
        return write_formula(book, column, content);
    if (strchr("tbsw", letter))
        return worksheet_write_string(sheet->sheet, row_in_hand(book), column, content,
                                      style_of_text(book, letter, content));
    return strchr("mqpgcl", letter) ? write_number(book, column, letter, content) : LXW_ERROR_PARAMETER_VALIDATION;
}

const char *book_cell(struct book *book, size_t column, char *cell) {
    if (!*cell)
        return NULL;
    if (book->in_hand->rows == 0)
        return "a cell stands before the first row";
    lxw_error error = write_cell(book, (lxw_col_t)column, *cell, cell + 1);
    return error == LXW_NO_ERROR ? NULL : lxw_strerror(error);
}

const char *book_close(struct book *book) {
    const char *fault = end_sheet(book);
    lxw_error error = workbook_close(book->workbook);
    free(book);
    return fault ? fault : error == LXW_NO_ERROR ? NULL : lxw_strerror(error);
}
