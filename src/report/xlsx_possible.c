// SPDX-License-Identifier: GPL-3.0-or-later
// The sheet of possible matches: one row for each company that a position may be of. None is in any total.
#include <stddef.h>

#include "report/wording.h"
#include "report/xlsx.h"

#define FACT(member) ht_put_fact, offsetof(struct ht_position, member)

static const struct ht_sheet_column COLUMNS[] = {
    {"File no.", 8, ht_put_number, 0},
    {"Position", 9, ht_put_place, 0},
    {"Line", 7, ht_put_line, 0},
    {"Name", 36, FACT(name)},
    {"Fund", 28, ht_put_fund, 0},
    {"ISIN", 15, FACT(isin)},
    {"Ticker", 11, FACT(ticker)},
    {"Country", 9, FACT(country)},
    {"Currency", 9, FACT(currency)},
    {"Value", 20, ht_put_money, offsetof(struct ht_position, value)},
    {"Weight %", 12, ht_put_weight, 0},
    // The rest is written by write_candidate, in this order.
    {"Possibly", 36, NULL, 0},
    {"Company id", 22, NULL, 0},
    {"Score", 9, NULL, 0},
    {"Why", 80, NULL, 0},
    {"Identifiers contradict", 12, NULL, 0},
    {"Decision", 14, NULL, 0},
    {"What was decided", 60, NULL, 0},
};

enum { COUNT = sizeof COLUMNS / sizeof *COLUMNS, OF_POSITION = 11, STILL = 4 };

static const struct ht_decided *decision_on(const struct ht_resolved *resolved, const struct ht_entity *entity) {
    const struct ht_row_decisions *decided = resolved->decided;
    for (size_t i = 0; decided && i < decided->count; i++)
        if (decided->items[i].entity == entity)
            return &decided->items[i];
    return NULL;
}

static void put_decision(struct ht_workbook *workbook, const struct ht_decided *decided) {
    struct ht_book *book = &workbook->book;
    const char *words = NULL;
    if (decided && decided->decision)
        words = ht_decision_words(decided->decision, workbook->arena);
    if (decided && decided->what)
        words = ht_arena_format(workbook->arena, "%s%s%s", words ? words : "", words ? "; " : "", decided->what);
    ht_book_text(book, HT_CELL_TEXT, decided ? ht_standing_choice_name(decided->choice) : NULL);
    ht_book_text(book, HT_CELL_LINES, words);
}

// CANDIDATE is NULL where a row is possible and no company is named.
static void write_candidate(struct ht_workbook *workbook, const struct ht_sheet_row *row,
                            const struct ht_candidate *candidate) {
    struct ht_book *book = &workbook->book;
    const struct ht_resolved *resolved = row->line->resolved;
    ht_sheet_line(workbook, COLUMNS, OF_POSITION, row);
    ht_book_text(book, HT_CELL_TEXT, candidate ? candidate->entity->name : NULL);
    ht_book_text(book, HT_CELL_TEXT, candidate ? candidate->entity->id : NULL);
    ht_book_amount(book, HT_CELL_DECIMAL, "Score", candidate ? candidate->score : ht_amount_unknown());
    ht_book_text(book, HT_CELL_LINES, candidate ? candidate->why : NULL);
    ht_book_text(book, HT_CELL_TEXT, resolved->conflict ? "yes" : "no");
    put_decision(workbook, candidate ? decision_on(resolved, candidate->entity) : NULL);
}

void ht_sheet_possible(struct ht_workbook *workbook) {
    ht_sheet_begin(workbook, "Possible matches", COLUMNS, COUNT);
    ht_book_row(&workbook->book);
    ht_book_text(&workbook->book, HT_CELL_STRONG,
                 "What is only similar, or contradicts itself, needs a decision and is in no total.");
    ht_sheet_table(workbook, COLUMNS, COUNT, STILL);
    for (size_t i = 0; i < workbook->files.count; i++) {
        struct ht_sheet_row fund = ht_sheet_row_of(workbook, i);
        if (!fund.account)
            continue;
        struct ht_report_lines lines = ht_report_lines(fund.account, HT_POSSIBLE, workbook->arena);
        for (size_t k = 0; k < lines.count; k++) {
            const struct ht_resolved *resolved = lines.items[k]->resolved;
            struct ht_sheet_row row = ht_sheet_row_at(&fund, lines.items[k]);
            for (size_t c = 0; c < resolved->candidate_count; c++)
                write_candidate(workbook, &row, &resolved->candidates[c]);
            if (resolved->candidate_count == 0)
                write_candidate(workbook, &row, NULL);
        }
    }
}
