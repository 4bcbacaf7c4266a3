// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of each file: one a row, or, where there is one only, one fact a row in the summary.
#include <stddef.h>

#include "report/wording.h"
#include "report/xlsx.h"

#define PUT(name)                                                                                                    \
    static void put_##name(struct ht_book *book, const struct ht_sheet_row *row, const struct ht_sheet_column *column)

static const struct ht_account NOTHING;

static const struct ht_account *account_of(const struct ht_sheet_row *row) {
    return row->account ? row->account : &NOTHING;
}

PUT(sentence) {
    const char *words = NULL;
    (void)column;
    if (row->account)
        words = ht_text_verdict(&row->workbook->words, row->account).sentence;
    else
        words = ht_unread_is_repeated(row->file->unread) ? "given before; counted once"
                                                         : "could not be read as holdings; nothing in it was tested";
    ht_book_text(book, HT_CELL_LINES, ht_word_stop(book->arena, words));
}

PUT(path) {
    (void)column;
    ht_book_text(book, HT_CELL_TEXT, ht_report_file_path(row->file));
}

PUT(sha256) {
    (void)column;
    ht_book_text(book, HT_CELL_TEXT, row->portfolio ? row->portfolio->sha256 : row->file->unread->sha256);
}

PUT(origin_path) {
    (void)column;
    ht_book_text(book, HT_CELL_TEXT, row->portfolio ? row->portfolio->origin.path : row->file->unread->origin.path);
}

PUT(origin_sha256) {
    const struct ht_origin *origin = row->portfolio ? &row->portfolio->origin : &row->file->unread->origin;
    (void)column;
    ht_book_text(book, HT_CELL_TEXT, origin->path ? origin->sha256 : NULL);
}

PUT(holdings_date) {
    (void)column;
    ht_book_date(book, row->portfolio ? row->portfolio->holdings_date : (struct ht_date){0});
}

// A text of the portfolio.
PUT(text) {
    const char *text = NULL;
    if (row->portfolio)
        text = *(const char *const *)(const void *)((const char *)row->portfolio + column->offset);
    ht_book_text(book, HT_CELL_TEXT, text);
}

PUT(net_assets) {
    ht_book_amount(book, HT_CELL_MONEY, column->title,
                   row->portfolio ? row->portfolio->fund.net_assets : ht_amount_unknown());
}

PUT(rows) {
    if (row->portfolio)
        ht_book_count(book, *(const size_t *)(const void *)((const char *)row->portfolio + column->offset));
    else
        ht_book_empty(book, 1);
}

// An amount of the account, as a percentage or otherwise.
PUT(percent) {
    const struct ht_amount *amount = (const void *)((const char *)account_of(row) + column->offset);
    ht_book_amount(book, HT_CELL_PERCENT, column->title, *amount);
}

PUT(decimal) {
    const struct ht_amount *amount = (const void *)((const char *)account_of(row) + column->offset);
    ht_book_amount(book, HT_CELL_DECIMAL, column->title, *amount);
}

PUT(account_text) {
    const char *const *text = (const void *)((const char *)account_of(row) + column->offset);
    ht_book_text(book, HT_CELL_TEXT, *text);
}

PUT(account_count) {
    const size_t *count = (const void *)((const char *)account_of(row) + column->offset);
    if (row->account)
        ht_book_count(book, *count);
    else
        ht_book_empty(book, 1);
}

PUT(issuers) {
    const struct ht_concentration *concentration = &account_of(row)->concentration;
    const size_t *count = (const void *)((const char *)concentration + column->offset);
    if (concentration->base)
        ht_book_count(book, *count);
    else
        ht_book_empty(book, 1);
}

#define OF_FILE(member) offsetof(struct ht_portfolio, member)
#define OF_ACCOUNT(member) offsetof(struct ht_account, member)

static const struct ht_sheet_column COLUMNS[] = {
    {"File no.", 8, ht_put_number, 0},
    {"Fund", 36, ht_put_fund, 0},
    {"In a sentence", 100, put_sentence, 0},
    {"Fund id", 16, put_text, OF_FILE(fund.id)},
    {"Holdings of", 12, put_holdings_date, 0},
    {"Currency", 9, put_text, OF_FILE(fund.currency)},
    {"Net assets", 22, put_net_assets, 0},
    {"Percentages are of", 16, ht_put_denominator, 0},
    {"Sum of the file's weights %", 12, put_decimal, OF_ACCOUNT(weight_file_sum_pct)},
    {"Rows read", 10, put_rows, OF_FILE(rows.read)},
    {"Positions", 10, put_rows, OF_FILE(rows.positions)},
    {"Rows that could not be read", 10, put_rows, OF_FILE(rows.skipped)},
    {"Rows without a position", 10, put_rows, OF_FILE(rows.ignored)},
    {"Exposure, at least %", 12, put_percent, OF_ACCOUNT(interval.at_least_pct)},
    {"Exposure, at most %", 12, put_percent, OF_ACCOUNT(interval.at_most_pct)},
    {"Exposure, expected %", 12, put_percent, OF_ACCOUNT(interval.expected_pct)},
    {"5 % of outcomes below %", 12, put_percent, OF_ACCOUNT(interval.low_pct)},
    {"5 % of outcomes above %", 12, put_percent, OF_ACCOUNT(interval.high_pct)},
    {"Positions that the expectation rests on", 12, put_account_count, OF_ACCOUNT(interval.expected_of)},
    {"Comparable by identifier %", 12, put_percent, OF_ACCOUNT(coverage.comparable_pct)},
    {"Comparable by name alone %", 12, put_percent, OF_ACCOUNT(coverage.comparable_by_name_pct)},
    {"Issuer known %", 12, put_percent, OF_ACCOUNT(coverage.resolved_pct)},
    {"Owners known %", 12, put_percent, OF_ACCOUNT(coverage.ownership_known_pct)},
    {"Coverage is of", 10, put_account_text, OF_ACCOUNT(coverage.base)},
    {"Issuers", 9, put_issuers, offsetof(struct ht_concentration, issuers)},
    {"Rows of unknown issuers", 10, put_issuers, offsetof(struct ht_concentration, unresolved_lines)},
    {"Herfindahl-Hirschman index", 13, put_decimal, OF_ACCOUNT(concentration.index)},
    {"Effective number of issuers", 13, put_decimal, OF_ACCOUNT(concentration.effective_number)},
    {"Ten largest issuers %", 12, put_percent, OF_ACCOUNT(concentration.top_ten_pct)},
    {"File", 50, put_path, 0},
    {"SHA-256", 66, put_sha256, 0},
    {"Unpacked from", 40, put_origin_path, 0},
    {"SHA-256 of that", 66, put_origin_sha256, 0},
    {"Layout", 18, put_text, OF_FILE(layout)},
    {"Encoding", 14, put_text, OF_FILE(encoding)},
};

enum { COUNT = sizeof COLUMNS / sizeof *COLUMNS, STILL = 2 };

void ht_sheet_funds(struct ht_workbook *workbook) {
    ht_sheet_begin(workbook, "Funds", COLUMNS, COUNT);
    ht_sheet_table(workbook, COLUMNS, COUNT, STILL);
    for (size_t i = 0; i < workbook->files.count; i++) {
        struct ht_sheet_row row = ht_sheet_row_of(workbook, i);
        ht_sheet_line(workbook, COLUMNS, COUNT, &row);
    }
}

void ht_sheet_fund_facts(struct ht_workbook *workbook, size_t index) {
    struct ht_sheet_row row = ht_sheet_row_of(workbook, index);
    for (size_t i = 0; i < COUNT; i++) {
        // The number is that of the only file, and the sentence heads the sheet.
        if (COLUMNS[i].put == ht_put_number || COLUMNS[i].put == put_sentence)
            continue;
        ht_book_row(&workbook->book);
        ht_book_text(&workbook->book, HT_CELL_STRONG, COLUMNS[i].title);
        COLUMNS[i].put(&workbook->book, &row, &COLUMNS[i]);
    }
}
