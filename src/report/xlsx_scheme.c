// SPDX-License-Identifier: GPL-3.0-or-later
// The sheets of a scheme and of a benchmark, where a run was asked for them.
#include "report/wording.h"
#include "report/xlsx.h"

static const struct ht_sheet_column COLUMNS[] = {
    {"What", 26, NULL, 0},
    {"Name", 40, NULL, 0},
    {"Id", 24, NULL, 0},
    {"Category", 12, NULL, 0},
    {"Mandate", 28, NULL, 0},
    {"Manager", 28, NULL, 0},
    {"Positions", 10, NULL, 0},
    {"% of the scheme", 12, NULL, 0},
    {"Long, % of the scheme", 12, NULL, 0},
    {"Short, % of the scheme", 12, NULL, 0},
    {"Value", 20, NULL, 0},
    {"Currency", 9, NULL, 0},
    {"Not read, % of the scheme", 12, NULL, 0},
    {"Line", 8, NULL, 0},
    {"Holdings of", 12, NULL, 0},
    {"File", 50, NULL, 0},
    {"Why not read", 40, NULL, 0},
};

enum { COUNT = sizeof COLUMNS / sizeof *COLUMNS };

// One row; what does not belong to it is NULL, unknown or -1.
struct row {
    const char *what, *name, *id, *category;
    const struct ht_scheme_mandate *mandate;
    long positions;
    struct ht_amount weight_pct, long_pct, short_pct, value, unread_pct;
    const struct ht_scheme_part *part;
};

static void put_part(struct ht_book *book, const struct ht_scheme_part *part) {
    const struct ht_portfolio *portfolio = part && part->account ? part->account->resolution->portfolio : NULL;
    if (part)
        ht_book_integer(book, part->row->line);
    else
        ht_book_empty(book, 1);
    ht_book_date(book, portfolio ? portfolio->holdings_date : (struct ht_date){0});
    ht_book_text(book, HT_CELL_TEXT, portfolio ? portfolio->path : part ? part->row->file : NULL);
    ht_book_text(book, HT_CELL_TEXT, part ? part->why : NULL);
}

static void write_row(struct ht_workbook *workbook, const struct row *row) {
    struct ht_book *book = &workbook->book;
    const char *const texts[] = {row->what,
                                 row->name,
                                 row->id,
                                 row->category,
                                 row->mandate ? row->mandate->name : NULL,
                                 row->mandate ? row->mandate->manager : NULL};
    ht_book_row(book);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        ht_book_text(book, HT_CELL_TEXT, texts[i]);
    if (row->positions >= 0)
        ht_book_count(book, (size_t)row->positions);
    else
        ht_book_empty(book, 1);
    ht_book_amount(book, HT_CELL_PERCENT, "% of the scheme", row->weight_pct);
    ht_book_amount(book, HT_CELL_PERCENT, "Long, % of the scheme", row->long_pct);
    ht_book_amount(book, HT_CELL_PERCENT, "Short, % of the scheme", row->short_pct);
    ht_book_amount(book, HT_CELL_MONEY, "Value", row->value);
    ht_book_text(book, HT_CELL_TEXT, row->value.known ? workbook->scan->scheme->file->currency : NULL);
    ht_book_amount(book, HT_CELL_PERCENT, "Not read, % of the scheme", row->unread_pct);
    put_part(book, row->part);
}

static void write_mandates(struct ht_workbook *workbook, const struct ht_scheme *scheme) {
    for (size_t i = 0; i < scheme->mandate_count; i++) {
        const struct ht_scheme_mandate *mandate = &scheme->mandates[i];
        struct row row = {.what = "mandate",
                          .mandate = mandate,
                          .positions = -1,
                          .weight_pct = mandate->share_pct,
                          .value = mandate->value,
                          .unread_pct = mandate->unread_pct};
        write_row(workbook, &row);
        for (size_t k = 0; k < mandate->part_count; k++) {
            const struct ht_scheme_part *part = mandate->parts[k];
            struct row file = {.what = "file of the mandate",
                               .name = part->account ? ht_text_fund_name(part->account) : part->row->fund,
                               .mandate = mandate,
                               .positions = part->account ? (long)part->account->line_count : -1,
                               .weight_pct = part->row->share_pct,
                               .value = part->row->value,
                               .part = part};
            write_row(workbook, &file);
        }
    }
}

static void write_amounts(struct ht_workbook *workbook, struct row *row, const struct ht_scheme_amounts *amounts) {
    row->positions = (long)amounts->positions;
    row->weight_pct = amounts->weight_pct;
    row->long_pct = amounts->long_pct;
    row->short_pct = amounts->short_pct;
    row->value = amounts->value;
    write_row(workbook, row);
}

static void write_sums(struct ht_workbook *workbook, const char *what, const struct ht_scheme_sums *sums) {
    for (size_t i = 0; i < sums->count; i++) {
        const struct ht_scheme_sum *sum = &sums->items[i];
        struct row row = {.what = what,
                          .name = sum->entity ? sum->entity->name : NULL,
                          .id = sum->entity ? sum->entity->id : NULL,
                          .category = sum->category != HT_NO_CATEGORY ? ht_category_name(sum->category) : NULL};
        write_amounts(workbook, &row, &sum->sum);
        row.what = ht_arena_format(workbook->arena, "%s, held by", what);
        for (size_t k = 0; k < sum->held_by_count; k++) {
            row.mandate = sum->held_by[k].mandate;
            write_amounts(workbook, &row, &sum->held_by[k].holds);
        }
    }
}

static void write_whole(struct ht_workbook *workbook, const struct ht_scheme *scheme) {
    const struct {
        const char *what;
        struct ht_amount percent;
    } shares[] = {
        {"read", scheme->read_pct},
        {"named and not read", scheme->unread_pct},
        {"in no file", scheme->outside_pct},
        {"comparable by identifier", scheme->comparable_pct},
        {"comparable by name alone", scheme->comparable_by_name_pct},
        {"issuer known", scheme->resolved_pct},
        {"owners known", scheme->ownership_known_pct},
        {"exposure, at least", scheme->interval.at_least_pct},
        {"exposure, at most", scheme->interval.at_most_pct},
        {"exposure, expected", scheme->interval.expected_pct},
    };
    struct row whole = {.what = "scheme",
                        .name = scheme->file->path,
                        .id = scheme->file->sha256,
                        .positions = (long)scheme->positions,
                        .value = scheme->file->value};
    write_row(workbook, &whole);
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        struct row row = {.what = shares[i].what, .positions = -1, .weight_pct = shares[i].percent};
        write_row(workbook, &row);
    }
    struct row possible = {.what = "possible positions", .positions = (long)scheme->possible};
    struct row skipped = {.what = "rows that could not be read", .positions = (long)scheme->skipped};
    write_row(workbook, &possible);
    write_row(workbook, &skipped);
}

void ht_sheet_scheme(struct ht_workbook *workbook) {
    const struct ht_scheme *scheme = workbook->scan->scheme;
    ht_sheet_begin(workbook, "Scheme", COLUMNS, COUNT);
    ht_sheet_table(workbook, COLUMNS, COUNT, 2);
    write_whole(workbook, scheme);
    write_mandates(workbook, scheme);
    write_sums(workbook, "category", &scheme->by_category);
    write_sums(workbook, "selected company", &scheme->by_target);
    write_sums(workbook, "head of the group", &scheme->by_parent);
    write_sums(workbook, "issuer", &scheme->by_issuer);
    for (size_t i = 0; i < scheme->interval.reason_count; i++) {
        const struct ht_reason *reason = &scheme->interval.reasons[i];
        struct row row = {.what = "widens the bounds",
                          .name = ht_told_in(workbook->arena, reason->sentence),
                          .id = reason->kind,
                          .positions = (long)reason->positions,
                          .weight_pct = reason->widens_pct};
        write_row(workbook, &row);
    }
    for (size_t i = 0; i < scheme->findings.count; i++) {
        const struct ht_finding *finding = &scheme->findings.items[i];
        struct row row = {.what = "problem",
                          .name = ht_finding_words(workbook->arena, finding),
                          .id = ht_code_name(finding->code),
                          .category = ht_severity_name(finding->severity),
                          .positions = -1};
        write_row(workbook, &row);
    }
}

static const struct ht_sheet_column ACTIVE[] = {
    {"File no.", 8, NULL, 0},
    {"Fund", 36, NULL, 0},
    {"What", 20, NULL, 0},
    {"Name", 40, NULL, 0},
    {"Id", 24, NULL, 0},
    {"Category", 12, NULL, 0},
    {"Positions of the fund", 12, NULL, 0},
    {"Positions of the benchmark", 12, NULL, 0},
    {"Fund %", 12, NULL, 0},
    {"Benchmark %", 12, NULL, 0},
    {"Fund less benchmark, points", 14, NULL, 0},
};

enum { ACTIVE_COUNT = sizeof ACTIVE / sizeof *ACTIVE };

// NUMBER 0: the whole scheme.
static void write_active(struct ht_workbook *workbook, size_t number, const char *fund, const char *what,
                         const struct ht_active *rows, size_t count) {
    struct ht_book *book = &workbook->book;
    for (size_t i = 0; i < count; i++) {
        ht_book_row(book);
        if (number)
            ht_book_integer(book, (int64_t)number);
        else
            ht_book_empty(book, 1);
        ht_book_text(book, HT_CELL_TEXT, fund);
        ht_book_text(book, HT_CELL_TEXT, what);
        ht_book_text(book, HT_CELL_TEXT, rows[i].entity ? rows[i].entity->name : NULL);
        ht_book_text(book, HT_CELL_TEXT, rows[i].entity ? rows[i].entity->id : NULL);
        ht_book_text(book, HT_CELL_TEXT, ht_category_name(rows[i].category));
        ht_book_count(book, rows[i].fund_positions);
        ht_book_count(book, rows[i].benchmark_positions);
        ht_book_amount(book, HT_CELL_PERCENT, "Fund %", rows[i].fund_pct);
        ht_book_amount(book, HT_CELL_PERCENT, "Benchmark %", rows[i].benchmark_pct);
        ht_book_amount(book, HT_CELL_PERCENT, "Fund less benchmark, points", rows[i].active_pct);
    }
}

static void write_comparison(struct ht_workbook *workbook, size_t number, const char *fund,
                             const struct ht_comparison *comparison) {
    write_active(workbook, number, fund, "category", comparison->by_category, comparison->by_category_count);
    write_active(workbook, number, fund, "selected company", comparison->by_target, comparison->by_target_count);
}

// What the benchmark is, above the table.
static const char *benchmark_words(struct ht_workbook *workbook) {
    const struct ht_benchmark_file *benchmark = workbook->scan->benchmark;
    const struct ht_account *other = benchmark->account;
    if (!other)
        return ht_arena_format(workbook->arena, "Benchmark %s: not compared: %s", benchmark->path, benchmark->why);
    const struct ht_portfolio *portfolio = other->resolution->portfolio;
    return ht_arena_format(workbook->arena, "Benchmark %s, holdings of %s, file %s, SHA-256 %s%s",
                           ht_text_fund_name(other), ht_word_date(workbook->arena, portfolio->holdings_date),
                           benchmark->path, portfolio->sha256,
                           benchmark->trouble || ht_account_is_part(other) ? "; it could not be read whole, or seems "
                                                                             "to be a part"
                                                                           : "");
}

void ht_sheet_benchmark(struct ht_workbook *workbook) {
    const struct ht_account *other = workbook->scan->benchmark->account;
    ht_sheet_begin(workbook, "Benchmark", ACTIVE, ACTIVE_COUNT);
    ht_book_row(&workbook->book);
    ht_book_text(&workbook->book, HT_CELL_STRONG, benchmark_words(workbook));
    ht_sheet_table(workbook, ACTIVE, ACTIVE_COUNT, 2);
    for (size_t i = 0; other && i < workbook->files.count; i++) {
        struct ht_comparison comparison = {0};
        const struct ht_account *account = workbook->files.items[i].account;
        if (!account)
            continue;
        ht_benchmark_compare(account, other, workbook->arena, &comparison);
        write_comparison(workbook, i + 1, ht_text_fund_name(account), &comparison);
    }
    if (other && workbook->scan->scheme) {
        struct ht_comparison comparison = {0};
        ht_benchmark_compare_scheme(workbook->scan->scheme, other, workbook->arena, &comparison);
        write_comparison(workbook, 0, "the whole scheme", &comparison);
    }
}
