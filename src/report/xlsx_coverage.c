// SPDX-License-Identifier: GPL-3.0-or-later
// The sheets of coverage and of problems: how much could be tested, what widens the bounds, what could not be read.
#include "report/wording.h"
#include "report/xlsx.h"

static const struct ht_sheet_column COLUMNS[] = {
    {"File no.", 8, ht_put_number, 0},
    {"Fund", 28, ht_put_fund, 0},
    // The rest is written by write_row, in this order.
    {"What", 26, NULL, 0},
    {"Item", 24, NULL, 0},
    {"Positions", 10, NULL, 0},
    {"Value", 20, NULL, 0},
    {"Percent", 12, NULL, 0},
    {"Line", 7, NULL, 0},
    {"Name", 36, NULL, 0},
    {"ISIN", 15, NULL, 0},
    {"Currency", 9, NULL, 0},
    {"In words", 90, NULL, 0},
};

enum { COUNT = sizeof COLUMNS / sizeof *COLUMNS, STILL = 2, POSITION_CELLS = 4 };

// One row; what does not belong to it is NULL, unknown or -1.
struct fact {
    const char *what, *item, *words;
    long positions;
    struct ht_amount value, percent;
    const struct ht_position *position;
};

static void write_row(struct ht_workbook *workbook, const struct ht_sheet_row *row, const struct fact *fact) {
    struct ht_book *book = &workbook->book;
    ht_sheet_line(workbook, COLUMNS, STILL, row);
    ht_book_text(book, HT_CELL_TEXT, fact->what);
    ht_book_text(book, HT_CELL_TEXT, fact->item);
    if (fact->positions >= 0)
        ht_book_count(book, (size_t)fact->positions);
    else
        ht_book_empty(book, 1);
    ht_book_amount(book, HT_CELL_MONEY, "Value", fact->value);
    ht_book_amount(book, HT_CELL_PERCENT, "Percent", fact->percent);
    if (fact->position) {
        ht_book_integer(book, fact->position->line);
        ht_book_text(book, HT_CELL_TEXT, fact->position->name);
        ht_book_text(book, HT_CELL_TEXT, fact->position->isin);
        ht_book_text(book, HT_CELL_TEXT, fact->position->currency);
    } else {
        ht_book_empty(book, POSITION_CELLS);
    }
    ht_book_text(book, HT_CELL_LINES, fact->words);
}

static void write_shares(struct ht_workbook *workbook, const struct ht_sheet_row *row) {
    const struct ht_coverage *coverage = &row->account->coverage;
    const struct {
        const char *item, *words;
        struct ht_amount percent;
    } shares[] = {
        {"comparable", "has an identifier of a kind that is held for the selected companies",
         coverage->comparable_pct},
        {"comparable by name", "could be compared by name alone", coverage->comparable_by_name_pct},
        {"resolved", "the issuer is known", coverage->resolved_pct},
        {"ownership known", "who owns the issuer is known", coverage->ownership_known_pct},
    };
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        struct fact fact = {.what = "share of the fund",
                            .item = shares[i].item,
                            .positions = -1,
                            .percent = shares[i].percent,
                            .words = ht_arena_format(workbook->arena, "share of the gross %s, without cash: %s",
                                                     coverage->base ? coverage->base : "value", shares[i].words)};
        write_row(workbook, row, &fact);
    }
}

static void write_methods(struct ht_workbook *workbook, const struct ht_sheet_row *row) {
    for (int i = 0; i < HT_METHOD_COUNT; i++) {
        const struct ht_method_sum *sum = &row->account->coverage.by_method[i];
        struct fact fact = {.what = "matched by",
                            .item = i == HT_UNMATCHED ? "unmatched" : ht_method_name((enum ht_method)i),
                            .positions = (long)sum->positions,
                            .value = sum->value,
                            .percent = sum->pct};
        if (sum->positions > 0)
            write_row(workbook, row, &fact);
    }
}

static void write_unresolved(struct ht_workbook *workbook, const struct ht_sheet_row *row) {
    const struct ht_coverage *coverage = &row->account->coverage;
    for (size_t i = 0; i < coverage->largest_unresolved_count; i++) {
        const struct ht_line *line = coverage->largest_unresolved[i];
        struct fact fact = {.what = "largest of unknown issuers",
                            .positions = -1,
                            .value = line->resolved->position->value,
                            .percent = line->weight_pct,
                            .position = line->resolved->position};
        write_row(workbook, row, &fact);
    }
}

static void write_reasons(struct ht_workbook *workbook, const struct ht_sheet_row *row) {
    const struct ht_interval *interval = &row->account->interval;
    for (size_t i = 0; i < interval->reason_count; i++) {
        const struct ht_reason *reason = &interval->reasons[i];
        struct fact fact = {.what = "widens the bounds",
                            .item = reason->kind,
                            .positions = (long)reason->positions,
                            .percent = reason->widens_pct,
                            .words = ht_word_stop(workbook->arena, ht_told_in(workbook->arena, reason->sentence))};
        write_row(workbook, row, &fact);
    }
}

void ht_sheet_coverage(struct ht_workbook *workbook) {
    ht_sheet_begin(workbook, "Coverage", COLUMNS, COUNT);
    ht_sheet_table(workbook, COLUMNS, COUNT, STILL);
    for (size_t i = 0; i < workbook->files.count; i++) {
        struct ht_sheet_row row = ht_sheet_row_of(workbook, i);
        if (!row.account)
            continue;
        write_shares(workbook, &row);
        write_methods(workbook, &row);
        write_unresolved(workbook, &row);
        write_reasons(workbook, &row);
    }
}

static const struct ht_sheet_column PROBLEMS[] = {
    {"File no.", 8, ht_put_number, 0}, {"Fund", 28, ht_put_fund, 0}, {"File", 50, NULL, 0},     {"Line", 7, NULL, 0},
    {"Severity", 10, NULL, 0},         {"Code", 22, NULL, 0},        {"Message", 110, NULL, 0},
};

void ht_sheet_problems(struct ht_workbook *workbook) {
    enum { PROBLEM_CELLS = sizeof PROBLEMS / sizeof *PROBLEMS };
    struct ht_book *book = &workbook->book;
    ht_sheet_begin(workbook, "Problems", PROBLEMS, PROBLEM_CELLS);
    ht_sheet_table(workbook, PROBLEMS, PROBLEM_CELLS, STILL);
    for (size_t i = 0; i < workbook->files.count; i++) {
        struct ht_sheet_row row = ht_sheet_row_of(workbook, i);
        const struct ht_findings *findings = ht_report_file_findings(row.file);
        for (size_t k = 0; k < findings->count; k++) {
            const struct ht_finding *finding = &findings->items[k];
            ht_sheet_line(workbook, PROBLEMS, STILL, &row);
            ht_book_text(book, HT_CELL_TEXT, ht_report_file_path(row.file));
            if (finding->line > 0)
                ht_book_integer(book, finding->line);
            else
                ht_book_empty(book, 1);
            ht_book_text(book, HT_CELL_TEXT, ht_severity_name(finding->severity));
            ht_book_text(book, HT_CELL_TEXT, ht_code_name(finding->code));
            ht_book_text(book, HT_CELL_LINES, ht_finding_words(book->arena, finding));
        }
    }
}
