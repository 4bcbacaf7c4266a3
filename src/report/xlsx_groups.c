// SPDX-License-Identifier: GPL-3.0-or-later
// The sheet of groups: the sums of a fund by selected company, head of the group, issuer and kind, one a row.
#include "report/wording.h"
#include "report/xlsx.h"

enum { SHARE_CELLS = 4 };

static const struct ht_sheet_column COLUMNS[] = {
    {"File no.", 8, ht_put_number, 0},
    {"Fund", 28, ht_put_fund, 0},
    // The rest is written by write_group, in this order.
    {"Group", 20, NULL, 0},
    {"Name", 40, NULL, 0},
    {"Id", 24, NULL, 0},
    {"Category", 12, NULL, 0},
    {"Currency", 9, NULL, 0},
    {"Positions", 10, NULL, 0},
    {"Net value", 20, NULL, 0},
    {"Long", 20, NULL, 0},
    {"Short", 20, NULL, 0},
    {"Gross", 20, NULL, 0},
    {"Notional, long", 20, NULL, 0},
    {"Notional, short", 20, NULL, 0},
    {"Weight %", 12, NULL, 0},
    {"Not in a company above", 20, NULL, 0},
    {"Lines", 20, NULL, 0},
    {"Long, % of nav", 12, NULL, 0},
    {"Short, % of nav", 12, NULL, 0},
    {"Net, % of nav", 12, NULL, 0},
    {"Gross, % of nav", 12, NULL, 0},
    {"Long, % of gross", 12, NULL, 0},
    {"Short, % of gross", 12, NULL, 0},
    {"Net, % of gross", 12, NULL, 0},
    {"Gross, % of gross", 12, NULL, 0},
    {"Long, % of long", 12, NULL, 0},
    {"Short, % of long", 12, NULL, 0},
    {"Net, % of long", 12, NULL, 0},
    {"Gross, % of long", 12, NULL, 0},
    {"Long, % of long without cash", 12, NULL, 0},
    {"Short, % of long without cash", 12, NULL, 0},
    {"Net, % of long without cash", 12, NULL, 0},
    {"Gross, % of long without cash", 12, NULL, 0},
};

enum { COUNT = sizeof COLUMNS / sizeof *COLUMNS, STILL = 2, SHARES_AT = COUNT - SHARE_CELLS * HT_DENOMINATOR_COUNT };

// What does not belong to a group is NULL or unknown.
struct group {
    const char *what, *name, *id, *category, *lines;
    const struct ht_sum *sum;
    struct ht_amount gross, distinct_value;
    struct ht_notionals notionals;
    const struct ht_side_shares *shares;
    size_t share_count;
};

static void put_share(struct ht_book *book, size_t at, const struct ht_side_shares *share) {
    const struct ht_amount amounts[SHARE_CELLS] = {share->long_pct, share->short_pct, share->net_pct,
                                                   share->gross_pct};
    for (size_t i = 0; i < SHARE_CELLS; i++)
        ht_book_amount(book, HT_CELL_PERCENT, COLUMNS[at + i].title, amounts[i]);
}

static void write_group(struct ht_workbook *workbook, const struct ht_sheet_row *row, const struct group *group) {
    struct ht_book *book = &workbook->book;
    const struct ht_sum *sum = group->sum;
    const struct {
        const char *title;
        struct ht_amount amount;
    } money[] = {
        {"Net value", sum->value},
        {"Long", sum->long_value},
        {"Short", sum->short_value},
        {"Gross", group->gross},
        {"Notional, long", group->notionals.long_side},
        {"Notional, short", group->notionals.short_side},
    };
    ht_sheet_line(workbook, COLUMNS, STILL, row);
    ht_book_text(book, HT_CELL_TEXT, group->what);
    ht_book_text(book, HT_CELL_TEXT, group->name);
    ht_book_text(book, HT_CELL_TEXT, group->id);
    ht_book_text(book, HT_CELL_TEXT, group->category);
    ht_book_text(book, HT_CELL_TEXT, sum->currency);
    ht_book_count(book, sum->positions);
    for (size_t i = 0; i < sizeof money / sizeof *money; i++)
        ht_book_amount(book, HT_CELL_MONEY, money[i].title, money[i].amount);
    ht_book_amount(book, HT_CELL_PERCENT, "Weight %", sum->weight_pct);
    ht_book_amount(book, HT_CELL_MONEY, "Not in a company above", group->distinct_value);
    ht_book_text(book, HT_CELL_TEXT, group->lines);
    for (size_t i = 0; i < group->share_count; i++)
        put_share(book, SHARES_AT + SHARE_CELLS * i, &group->shares[i]);
}

static void write_entities(struct ht_workbook *workbook, const struct ht_sheet_row *row, const char *what,
                           const struct ht_entity_sum *sums, size_t count, bool targets) {
    for (size_t i = 0; i < count; i++) {
        struct group group = {
            .what = what,
            .name = sums[i].entity->name,
            .id = sums[i].entity->id,
            .category = targets ? ht_category_name(sums[i].category) : NULL,
            .sum = &sums[i].sum,
            .distinct_value = targets ? sums[i].distinct_value : ht_amount_unknown(),
        };
        write_group(workbook, row, &group);
    }
}

static const char *lines_of(struct ht_arena *arena, const struct ht_issuer_sum *issuer) {
    struct ht_buffer text = {0};
    for (size_t i = 0; i < issuer->sum.positions; i++)
        ht_buffer_format(&text, "%s%ld", i ? ", " : "", issuer->lines[i]);
    const char *lines = ht_arena_copy(arena, text.data ? text.data : "", text.len);
    ht_buffer_free(&text);
    return lines;
}

static void write_issuers(struct ht_workbook *workbook, const struct ht_sheet_row *row) {
    for (size_t i = 0; i < row->account->by_issuer_count; i++) {
        const struct ht_issuer_sum *issuer = &row->account->by_issuer[i];
        struct group group = {
            .what = "issuer",
            .name = issuer->entity->name,
            .id = issuer->entity->id,
            .category = ht_category_name(issuer->category),
            .lines = lines_of(workbook->arena, issuer),
            .sum = &issuer->sum,
            .gross = issuer->gross,
            .notionals = issuer->notionals,
            .shares = issuer->shares,
            .share_count = HT_DENOMINATOR_COUNT,
        };
        write_group(workbook, row, &group);
    }
}

static void write_kinds(struct ht_workbook *workbook, const struct ht_sheet_row *row) {
    for (size_t i = 0; i < row->account->by_kind_count; i++) {
        const struct ht_kind_sum *kind = &row->account->by_kind[i];
        struct group group = {
            .what = "kind",
            .name = kind->kind == HT_KIND_UNKNOWN ? "not stated" : ht_kind_name(kind->kind),
            .sum = &kind->sum,
            .notionals = kind->notionals,
            .shares = &kind->share,
            .share_count = 1,
        };
        // The sum of a kind has no weight of its own: its net share is that.
        write_group(workbook, row, &group);
    }
}

// All positions, one row a currency; the fund's shares stand with the only one.
static void write_all(struct ht_workbook *workbook, const struct ht_sheet_row *row) {
    const struct ht_account *account = row->account;
    for (size_t i = 0; i < account->total_count; i++) {
        bool only = account->total_count == 1;
        struct group group = {.what = "all positions",
                              .sum = &account->totals[i],
                              .gross = only ? account->denominators[HT_OF_GROSS] : ht_amount_unknown(),
                              .shares = &account->share,
                              .share_count = only};
        write_group(workbook, row, &group);
    }
}

void ht_sheet_groups(struct ht_workbook *workbook) {
    ht_sheet_begin(workbook, "Groups", COLUMNS, COUNT);
    ht_book_row(&workbook->book);
    ht_book_text(&workbook->book, HT_CELL_STRONG,
                 "A position can stand in several groups of one sort (selected company, head of the group): they do "
                 "not add up.");
    ht_sheet_table(workbook, COLUMNS, COUNT, 0);
    for (size_t i = 0; i < workbook->files.count; i++) {
        struct ht_sheet_row row = ht_sheet_row_of(workbook, i);
        const struct ht_account *account = row.account;
        if (!account)
            continue;
        write_entities(workbook, &row, "selected company", account->by_target, account->by_target_count, true);
        write_entities(workbook, &row, "head of the group", account->by_parent, account->by_parent_count, false);
        write_issuers(workbook, &row);
        write_kinds(workbook, &row);
        write_all(workbook, &row);
    }
}
