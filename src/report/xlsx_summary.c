// SPDX-License-Identifier: GPL-3.0-or-later
// The summary: what was found, in a sentence and by category, with sums that stay tied to the sheet of positions.
#include <string.h>

#include "report/wording.h"
#include "report/xlsx.h"

static const struct ht_sheet_column COLUMNS[] = {
    {"Category", 36, NULL, 0},
    {"Counted", 24, NULL, 0},
    {"Currency", 10, NULL, 0},
    {"Positions", 11, NULL, 0},
    {"Net value", 20, NULL, 0},
    {"Long", 20, NULL, 0},
    {"Short", 20, NULL, 0},
    {"Notional", 20, NULL, 0},
    {"Weight %", 12, NULL, 0},
    {"Weight is % of", 16, NULL, 0},
    {"Attributed value", 20, NULL, 0},
    {"Value without a known share", 20, NULL, 0},
    {"File no.", 9, NULL, 0},
    {"Fund", 36, NULL, 0},
};

enum { COUNT = sizeof COLUMNS / sizeof *COLUMNS };

/*
 * What ties a sum to its rows: its category and currency, and the file (0: all). A currency that is no code of three
 * capitals could mean something else as a criterion: then there is no formula.
 */
struct criteria {
    enum ht_category category;
    const char *currency;
    size_t file;
};

static bool is_code(const char *currency) {
    size_t len = 0;
    while (currency && ht_is_upper(currency[len]))
        len++;
    return currency && len == 3 && !currency[len];
}

// ",RANGE,CRITERION" for each; a currency that the file does not state is an empty cell, which "=" finds.
static const char *criteria_words(const struct ht_workbook *workbook, const struct criteria *of) {
    struct ht_arena *arena = workbook->arena;
    const char *words = ht_arena_format(
        arena, "%s,\"%s\",%s,\"%s\"", ht_sheet_positions_column(workbook, "Category"), ht_category_name(of->category),
        ht_sheet_positions_column(workbook, "Currency"), of->currency ? of->currency : "=");
    if (of->file)
        words = ht_arena_format(arena, "%s,%s,%zu", words, ht_sheet_positions_column(workbook, "File no."), of->file);
    return words;
}

static void put_sum(struct ht_workbook *workbook, const char *title, const char *column, const char *more,
                    enum ht_book_number style, struct ht_amount amount, const char *criteria) {
    const char *formula = criteria ? ht_arena_format(workbook->arena, "SUMIFS(%s,%s%s)",
                                                     ht_sheet_positions_column(workbook, column), criteria, more)
                                   : NULL;
    ht_book_sum(&workbook->book, style, title, amount, formula);
}

// The cells of SUM from its number of positions to its short value.
static void put_values(struct ht_workbook *workbook, const struct ht_sum *sum, const char *criteria) {
    const char *side = ht_sheet_positions_column(workbook, "Side");
    const char *longs = ht_arena_format(workbook->arena, ",%s,\"long\"", side);
    const char *shorts = ht_arena_format(workbook->arena, ",%s,\"short\"", side);
    if (criteria)
        ht_book_count_by(&workbook->book, sum->positions, ht_arena_format(workbook->arena, "COUNTIFS(%s)", criteria));
    else
        ht_book_count(&workbook->book, sum->positions);
    put_sum(workbook, "Net value", "Value", "", HT_CELL_MONEY, sum->value, criteria);
    put_sum(workbook, "Long", "Value", longs, HT_CELL_MONEY, sum->long_value, criteria);
    put_sum(workbook, "Short", "Value", shorts, HT_CELL_MONEY, sum->short_value, criteria);
}

static void begin_sum(struct ht_workbook *workbook, const struct ht_category_sum *sum, const struct criteria *of,
                      const char **criteria) {
    struct ht_book *book = &workbook->book;
    bool tied = !sum->sum.currency || is_code(sum->sum.currency);
    *criteria = tied ? criteria_words(workbook, of) : NULL;
    ht_book_row(book);
    ht_book_text(book, HT_CELL_TEXT, ht_category_name(sum->category));
    ht_book_text(book, HT_CELL_TEXT, ht_category_is_counted(workbook->scan->screen, sum->category) ? "yes" : "no");
    ht_book_text(book, HT_CELL_TEXT, sum->sum.currency);
    put_values(workbook, &sum->sum, *criteria);
}

static void write_category(struct ht_workbook *workbook, const struct ht_sheet_row *row,
                           const struct ht_category_sum *sum) {
    const struct criteria of = {sum->category, sum->sum.currency, row->number};
    struct ht_book *book = &workbook->book;
    const char *criteria;
    begin_sum(workbook, sum, &of, &criteria);
    put_sum(workbook, "Notional", "Notional", "", HT_CELL_MONEY, sum->sum.notional, criteria);
    put_sum(workbook, "Weight %", "Weight %", "", HT_CELL_PERCENT, sum->sum.weight_pct, criteria);
    ht_put_denominator(book, row, NULL);
    put_sum(workbook, "Attributed value", "Attributed value", "", HT_CELL_MONEY, sum->sum.attributed_value, criteria);
    ht_book_amount(book, HT_CELL_MONEY, "Value without a known share", sum->sum.attributed_unknown_value);
    ht_book_integer(book, (int64_t)row->number);
    ht_book_text(book, HT_CELL_TEXT, ht_text_fund_name(row->account));
}

// The categories of one fund after another; possible rows have a sheet of their own.
static void write_categories(struct ht_workbook *workbook) {
    size_t written = 0;
    ht_book_row(&workbook->book);
    ht_book_row(&workbook->book);
    ht_book_text(&workbook->book, HT_CELL_STRONG, "Exposure by category, of each fund and currency");
    ht_sheet_head(workbook, COLUMNS, COUNT);
    for (size_t i = 0; i < workbook->files.count; i++) {
        struct ht_sheet_row row = ht_sheet_row_of(workbook, i);
        for (size_t k = 0; row.account && k < row.account->exposure_count; k++)
            if (row.account->exposure[k].category < HT_POSSIBLE) {
                write_category(workbook, &row, &row.account->exposure[k]);
                written++;
            }
    }
    if (written == 0) {
        ht_book_row(&workbook->book);
        ht_book_text(&workbook->book, HT_CELL_TEXT, "none");
    }
}

// The same over all files; weights of several funds are not added.
static void write_all_files(struct ht_workbook *workbook) {
    size_t count;
    const struct ht_category_sum *sums = ht_report_exposure(workbook->scan, workbook->arena, &count);
    if (workbook->scan->account_count < 2 || count == 0)
        return;
    ht_book_row(&workbook->book);
    ht_book_row(&workbook->book);
    ht_book_text(&workbook->book, HT_CELL_STRONG, "All funds together");
    ht_sheet_head(workbook, COLUMNS, 7);
    for (size_t i = 0; i < count; i++) {
        const struct criteria of = {sums[i].category, sums[i].sum.currency, 0};
        const char *criteria;
        begin_sum(workbook, &sums[i], &of, &criteria);
    }
}

static void write_outcome(struct ht_workbook *workbook) {
    const struct ht_outcome *outcome = &workbook->scan->outcome;
    const struct {
        const char *name;
        bool is;
    } lines[] = {
        {"Exposure found, as the exit code has it", outcome->exposure},
        {"Possible matches could change it", outcome->possible},
        {"Coverage not below what was asked for", outcome->coverage_ok},
        {"An input could not be read whole", outcome->trouble},
        {"The screen selects nobody", outcome->nobody},
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        ht_sheet_pair(workbook, lines[i].name, lines[i].is ? "yes" : "no");
}

static void write_sentence(struct ht_workbook *workbook, const struct ht_report_file *file) {
    const char *words;
    if (file->account)
        words = ht_text_verdict(&workbook->words, file->account).sentence;
    else if (ht_unread_is_repeated(file->unread))
        words = ht_arena_format(workbook->arena, "%s: given before; counted once", file->unread->path);
    else
        words = ht_arena_format(workbook->arena, "%s: could not be read as holdings; nothing in it was tested",
                                file->unread->path);
    ht_book_row(&workbook->book);
    ht_book_text(&workbook->book, HT_CELL_ACROSS, ht_word_stop(workbook->arena, words));
}

static void write_sentences(struct ht_workbook *workbook) {
    enum { SHOWN = 10 }; // of each fund; beyond, the sheet Funds has them
    size_t count = workbook->files.count;
    if (count == 0)
        ht_sheet_pair(workbook, "No holdings file was read", "nothing was tested");
    for (size_t i = 0; i < count && i < SHOWN; i++)
        write_sentence(workbook, &workbook->files.items[i]);
    if (count > SHOWN) {
        ht_book_row(&workbook->book);
        ht_book_text(&workbook->book, HT_CELL_STRONG,
                     ht_arena_format(workbook->arena, "and %zu more, in the sheet Funds", count - SHOWN));
    }
}

void ht_sheet_summary(struct ht_workbook *workbook) {
    ht_sheet_begin(workbook, "Summary", COLUMNS, COUNT);
    ht_book_row(&workbook->book);
    ht_book_text(&workbook->book, HT_CELL_TITLE, "Exposure to listed companies");
    ht_book_freeze(&workbook->book, 1, 0);
    write_sentences(workbook);
    ht_book_row(&workbook->book);
    write_outcome(workbook);
    write_categories(workbook);
    write_all_files(workbook);
    if (workbook->files.count == 1) {
        ht_book_row(&workbook->book);
        ht_book_row(&workbook->book);
        ht_book_text(&workbook->book, HT_CELL_STRONG, "The file");
        ht_sheet_fund_facts(workbook, 0);
    }
}
