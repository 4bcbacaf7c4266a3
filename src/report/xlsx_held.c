// SPDX-License-Identifier: GPL-3.0-or-later
// The sheets of funds that are held and were to be looked through, and of shares in companies, where there are any.
#include "report/wording.h"
#include "report/xlsx.h"

static const struct ht_sheet_column COLUMNS[] = {
    {"File no.", 8, ht_put_number, 0},
    {"Fund", 28, ht_put_fund, 0},
    // The rest is written by write_held, in this order.
    {"What", 24, NULL, 0},
    {"Line", 8, NULL, 0},
    {"Fund held", 40, NULL, 0},
    {"ISIN", 15, NULL, 0},
    {"Currency", 9, NULL, 0},
    {"Value", 20, NULL, 0},
    {"Weight in the file %", 12, NULL, 0},
    {"Weight %", 12, NULL, 0},
    {"Positions", 10, NULL, 0},
    {"Value not looked through", 20, NULL, 0},
    {"Held through", 40, NULL, 0},
    {"Found by", 15, NULL, 0},
    {"Matched value", 18, NULL, 0},
    {"Holdings of", 12, NULL, 0},
    {"File of what it holds", 50, NULL, 0},
    {"SHA-256", 66, NULL, 0},
    {"Why not looked through", 60, NULL, 0},
};

enum { COUNT = sizeof COLUMNS / sizeof *COLUMNS, OF_FUND = 2 };

// "A:12 > B:3": the funds with the line of each one's file.
static const char *way(struct ht_arena *arena, const struct ht_through *step) {
    if (!step)
        return NULL;
    const char *before = way(arena, step->outer), *fund = step->fund->name ? step->fund->name : step->fund->isin;
    return ht_arena_format(arena, "%s%s%s:%ld", before ? before : "", before ? " > " : "", fund ? fund : "",
                           step->line);
}

static void put_file(struct ht_book *book, const struct ht_held_fund *held) {
    const struct ht_portfolio *portfolio = held->constituents ? held->constituents->portfolio : NULL;
    ht_book_text(book, HT_CELL_TEXT, portfolio ? ht_fund_method_name(held->method) : NULL);
    ht_book_text(book, HT_CELL_TEXT, portfolio ? held->matched_value : NULL);
    ht_book_date(book, portfolio ? portfolio->holdings_date : (struct ht_date){0});
    ht_book_text(book, HT_CELL_TEXT, portfolio ? portfolio->path : NULL);
    ht_book_text(book, HT_CELL_TEXT, portfolio ? portfolio->sha256 : NULL);
}

static void put_name(struct ht_book *book, const char *what, const struct ht_held_fund *held) {
    ht_book_text(book, HT_CELL_TEXT, what);
    ht_book_integer(book, held->line);
    ht_book_text(book, HT_CELL_TEXT, held->name);
    ht_book_text(book, HT_CELL_TEXT, held->isin);
}

static void write_held(struct ht_workbook *workbook, const struct ht_sheet_row *row,
                       const struct ht_held_fund *held) {
    struct ht_book *book = &workbook->book;
    ht_sheet_line(workbook, COLUMNS, OF_FUND, row);
    put_name(book, "fund held", held);
    ht_book_text(book, HT_CELL_TEXT, held->currency);
    ht_book_amount(book, HT_CELL_MONEY, "Value", held->value);
    ht_book_amount(book, HT_CELL_DECIMAL, "Weight in the file %", held->weight_file_pct);
    ht_book_empty(book, 1);
    ht_book_count(book, held->parts);
    ht_book_amount(book, HT_CELL_MONEY, "Value not looked through", held->why ? held->value : held->rest);
    ht_book_text(book, HT_CELL_TEXT, way(workbook->arena, held->through));
    put_file(book, held);
    ht_book_text(book, HT_CELL_LINES, held->why);
}

// Counted positions by the fund of the scanned file that they are held through.
static void write_counted(struct ht_workbook *workbook, const struct ht_sheet_row *row) {
    struct ht_book *book = &workbook->book;
    for (size_t i = 0; i < row->account->by_fund_count; i++) {
        const struct ht_fund_sum *sum = &row->account->by_fund[i];
        ht_sheet_line(workbook, COLUMNS, OF_FUND, row);
        put_name(book, "counted exposure in it", sum->fund);
        ht_book_text(book, HT_CELL_TEXT, sum->sum.currency);
        ht_book_amount(book, HT_CELL_MONEY, "Value", sum->sum.value);
        ht_book_empty(book, 1);
        ht_book_amount(book, HT_CELL_PERCENT, "Weight %", sum->sum.weight_pct);
        ht_book_count(book, sum->sum.positions);
    }
}

static void write_coverage(struct ht_workbook *workbook, const struct ht_sheet_row *row,
                           const struct ht_look_through *looked) {
    const struct {
        const char *what;
        struct ht_amount percent;
    } shares[] = {
        {"of the funds, looked through to the end", looked->coverage.effective_pct},
        {"of the funds, with a file", looked->coverage.mapped_pct},
        {"of these, told by the files", looked->coverage.told_pct},
        {"of what they tell, funds not looked through", looked->coverage.lost_inside_pct},
    };
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        ht_sheet_line(workbook, COLUMNS, OF_FUND, row);
        ht_book_text(&workbook->book, HT_CELL_TEXT, "coverage of funds");
        ht_book_empty(&workbook->book, 1);
        ht_book_text(&workbook->book, HT_CELL_TEXT, shares[i].what);
        ht_book_empty(&workbook->book, 4);
        ht_book_amount(&workbook->book, HT_CELL_PERCENT, "Weight %", shares[i].percent);
    }
}

// The files that were given, used or not.
static void write_files(struct ht_workbook *workbook) {
    struct ht_book *book = &workbook->book;
    for (size_t i = 0; i < workbook->scan->funds_file_count; i++) {
        const struct ht_funds_file *file = &workbook->scan->funds_files[i];
        ht_book_row(book);
        ht_book_empty(book, OF_FUND);
        ht_book_text(book, HT_CELL_TEXT, "file given");
        ht_book_empty(book, 1);
        ht_book_text(book, HT_CELL_TEXT,
                     ht_arena_format(workbook->arena, "%s in it, %zu used",
                                     ht_word_count(workbook->arena, file->count, "fund"), file->used));
        ht_book_empty(book, COUNT - OF_FUND - 3 - 3);
        ht_book_text(book, HT_CELL_TEXT, file->path);
        ht_book_text(book, HT_CELL_TEXT, file->sha256);
        ht_book_text(book, HT_CELL_LINES,
                     file->findings.count ? ht_finding_words(book->arena, &file->findings.items[0]) : NULL);
    }
}

void ht_sheet_held(struct ht_workbook *workbook) {
    ht_sheet_begin(workbook, "Funds held", COLUMNS, COUNT);
    ht_sheet_table(workbook, COLUMNS, COUNT, OF_FUND);
    for (size_t i = 0; i < workbook->files.count; i++) {
        struct ht_sheet_row row = ht_sheet_row_of(workbook, i);
        const struct ht_look_through *looked = row.portfolio ? row.portfolio->look_through : NULL;
        if (!looked)
            continue;
        for (size_t k = 0; k < looked->count; k++)
            write_held(workbook, &row, looked->funds[k]);
        write_counted(workbook, &row);
        write_coverage(workbook, &row, looked);
    }
    write_files(workbook);
}

static const struct ht_sheet_column SHARES[] = {
    {"File no.", 8, ht_put_number, 0},
    {"Fund", 28, ht_put_fund, 0},
    // The rest is written by write_share, in this order.
    {"Company", 40, NULL, 0},
    {"Company id", 24, NULL, 0},
    {"Class", 36, NULL, 0},
    {"ISIN", 15, NULL, 0},
    {"Positions", 10, NULL, 0},
    {"Quantity", 20, NULL, 0},
    {"Shares outstanding", 20, NULL, 0},
    {"Share %", 12, NULL, 0},
    {"0.5 % or more", 9, NULL, 0},
    {"Why not known", 60, NULL, 0},
    {"Source", 24, NULL, 0},
};

static void write_share(struct ht_workbook *workbook, const struct ht_sheet_row *row,
                        const struct ht_company_share *share) {
    struct ht_book *book = &workbook->book;
    const struct ht_security *security = share->security;
    bool sourced = security && share->outstanding.known;
    ht_sheet_line(workbook, SHARES, OF_FUND, row);
    ht_book_text(book, HT_CELL_TEXT, share->issuer->name);
    ht_book_text(book, HT_CELL_TEXT, share->issuer->id);
    ht_book_text(book, HT_CELL_TEXT, security ? security->name : "the company as a whole");
    ht_book_text(book, HT_CELL_TEXT, security ? security->isin : NULL);
    ht_book_count(book, share->positions);
    ht_book_amount(book, HT_CELL_QUANTITY, "Quantity", share->quantity);
    ht_book_amount(book, HT_CELL_QUANTITY, "Shares outstanding", share->outstanding);
    ht_book_amount(book, HT_CELL_PERCENT, "Share %", share->pct);
    ht_book_text(book, HT_CELL_TEXT,
                 share->reaches_line == HT_YES  ? "yes"
                 : share->reaches_line == HT_NO ? "no"
                                                : NULL);
    ht_book_text(book, HT_CELL_LINES, share->why);
    ht_book_text(book, HT_CELL_TEXT, sourced ? security->source : NULL);
    ht_text_cite(&workbook->words, sourced ? security->source : NULL);
}

void ht_sheet_company_shares(struct ht_workbook *workbook) {
    ht_sheet_begin(workbook, "Company shares", SHARES, sizeof SHARES / sizeof *SHARES);
    ht_sheet_table(workbook, SHARES, sizeof SHARES / sizeof *SHARES, OF_FUND);
    for (size_t i = 0; i < workbook->files.count; i++) {
        struct ht_sheet_row row = ht_sheet_row_of(workbook, i);
        for (size_t k = 0; row.account && k < row.account->company_share_count; k++)
            write_share(workbook, &row, &row.account->company_shares[k]);
    }
}
