// SPDX-License-Identifier: GPL-3.0-or-later
// The sheet of positions: the exposed ones, or all, one a row, with the first target and list as in the csv report.
#include <stddef.h>
#include <string.h>

#include "holdtrace/large.h"
#include "report/csv_columns.h"
#include "report/words.h"
#include "report/xlsx.h"

#define PUT(name)                                                                                                    \
    static void put_##name(struct ht_book *book, const struct ht_sheet_row *row, const struct ht_sheet_column *column)

static const struct ht_exposed_target *first_target(const struct ht_sheet_row *row) {
    return row->line->target_count > 0 ? &row->line->targets[0] : NULL;
}

// The list columns would read as if the customer or supplier of a listed company were listed itself.
static const struct ht_exposed_designation *speaker(const struct ht_sheet_row *row) {
    const struct ht_exposed_target *target = first_target(row);
    return target && row->line->category != HT_LINKED ? ht_target_speaker(target) : NULL;
}

PUT(kind) {
    (void)column;
    ht_book_text(book, HT_CELL_TEXT,
                 row->position->kind == HT_KIND_UNKNOWN ? NULL : ht_kind_name(row->position->kind));
}

PUT(side) {
    (void)column;
    ht_book_text(book, HT_CELL_TEXT, ht_side_name(row->position->side));
}

PUT(exchange) {
    const char *exchange = row->position->exchange;
    (void)column;
    ht_book_text(book, HT_CELL_TEXT, exchange ? exchange : row->position->mic);
}

PUT(quantity) {
    ht_book_amount(book, HT_CELL_QUANTITY, column->title, row->position->quantity);
}

PUT(exposure_value) {
    ht_book_amount(book, HT_CELL_MONEY, column->title, row->line->exposure_value);
}

PUT(file_weight) {
    ht_book_amount(book, HT_CELL_DECIMAL, column->title, row->position->weight_file_pct);
}

PUT(attributed) {
    ht_book_amount(book, HT_CELL_MONEY, column->title, row->line->attributed_value);
}

PUT(denominator) {
    if (row->line->weight_pct.known)
        ht_put_denominator(book, row, column);
    else
        ht_book_empty(book, 1);
}

PUT(category) {
    (void)column;
    ht_book_text(book, HT_CELL_TEXT, ht_category_name(row->line->category));
}

PUT(counted) {
    (void)column;
    ht_book_text(book, HT_CELL_TEXT,
                 ht_category_is_counted(row->workbook->scan->screen, row->line->category) ? "yes" : "no");
}

PUT(also) {
    const char *words = NULL;
    (void)column;
    for (int category = 0; category < HT_CATEGORY_COUNT; category++)
        if (row->line->also & 1u << category)
            words = ht_arena_format(book->arena, "%s%s%s", words ? words : "", words ? ", " : "",
                                    ht_category_name((enum ht_category)category));
    ht_book_text(book, HT_CELL_TEXT, words);
}

PUT(issuer) {
    const struct ht_entity *issuer = row->line->resolved->issuer;
    (void)column;
    ht_book_text(book, HT_CELL_TEXT, issuer ? issuer->name : NULL);
    ht_book_text(book, HT_CELL_TEXT, issuer ? issuer->id : NULL);
    bool country = issuer && issuer->countries && strcspn(issuer->countries, "|") == 2;
    ht_book_text(book, HT_CELL_TEXT, country ? ht_arena_copy(book->arena, issuer->countries, 2) : NULL);
}

PUT(target) {
    const struct ht_exposed_target *target = first_target(row);
    (void)column;
    ht_book_text(book, HT_CELL_TEXT, target ? target->tie.target->entity->name : NULL);
    ht_book_text(book, HT_CELL_TEXT, target ? target->tie.target->entity->id : NULL);
    ht_book_text(book, HT_CELL_TEXT, target ? ht_basis_name(target->tie.target->basis) : NULL);
    ht_book_amount(book, HT_CELL_DECIMAL, "Share of target %", target ? target->tie.share_pct : ht_amount_unknown());
    ht_book_count(book, row->line->target_count);
}

PUT(list) {
    const struct ht_exposed_designation *shown = speaker(row);
    const struct ht_designation *entry = shown ? shown->designation : NULL;
    (void)column;
    ht_book_text(book, HT_CELL_TEXT, entry ? entry->list->id : NULL);
    ht_book_date(book, entry ? entry->listed_on : (struct ht_date){0});
    ht_book_text(book, HT_CELL_TEXT, entry ? entry->citation : NULL);
    ht_book_text(book, HT_CELL_TEXT, entry ? ht_word_standing(entry, row->workbook->scan->as_of) : NULL);
}

PUT(match) {
    const struct ht_resolved *resolved = row->line->resolved;
    (void)column;
    ht_book_text(book, HT_CELL_TEXT, ht_method_name(resolved->method));
    ht_book_amount(book, HT_CELL_DECIMAL, "Match score", resolved->score);
    ht_book_text(book, HT_CELL_TEXT, resolved->matched_on);
    ht_book_text(book, HT_CELL_TEXT, resolved->matched_value);
}

PUT(confidence) {
    (void)column;
    ht_book_text(book, HT_CELL_TEXT,
                 row->line->resolved->issuer ? ht_confidence_name(ht_line_confidence(row->line)) : NULL);
}

// The cells beside the first of a column that fills several.
PUT(nothing) {
    (void)book;
    (void)row;
    (void)column;
}

#define FACT(member) ht_put_fact, offsetof(struct ht_position, member)
#define MONEY(member) ht_put_money, offsetof(struct ht_position, member)

static const struct ht_sheet_column COLUMNS[] = {
    {"File no.", 8, ht_put_number, 0},
    {"Position", 9, ht_put_place, 0},
    {"Line", 7, ht_put_line, 0},
    {"Name", 36, FACT(name)},
    {"Fund", 28, ht_put_fund, 0},
    {"Kind", 9, put_kind, 0},
    {"Side", 7, put_side, 0},
    {"Category", 12, put_category, 0},
    {"Counted", 9, put_counted, 0},
    {"Also", 14, put_also, 0},
    {"ISIN", 15, FACT(isin)},
    {"Ticker", 11, FACT(ticker)},
    {"Exchange", 14, put_exchange, 0},
    {"Country", 9, FACT(country)},
    {"Currency", 9, FACT(currency)},
    {"Quantity", 16, put_quantity, 0},
    {"Value", 20, MONEY(value)},
    {"Notional", 20, MONEY(notional)},
    {"Exposure value", 20, put_exposure_value, 0},
    {"Weight %", 12, ht_put_weight, 0},
    {"Weight is % of", 15, put_denominator, 0},
    {"Weight in the file %", 12, put_file_weight, 0},
    {"Attributed value", 20, put_attributed, 0},
    {"Issuer", 34, put_issuer, 0},
    {"Issuer id", 20, put_nothing, 0},
    {"Issuer country", 9, put_nothing, 0},
    {"Selected company", 34, put_target, 0},
    {"Selected company id", 20, put_nothing, 0},
    {"Selected by", 12, put_nothing, 0},
    {"Share of target %", 12, put_nothing, 0},
    {"Selected companies", 11, put_nothing, 0},
    {"List", 16, put_list, 0},
    {"Listed on", 12, put_nothing, 0},
    {"Citation", 24, put_nothing, 0},
    {"List status", 12, put_nothing, 0},
    {"Matched by", 15, put_match, 0},
    {"Match score", 9, put_nothing, 0},
    {"Matched on", 11, put_nothing, 0},
    {"Matched value", 18, put_nothing, 0},
    {"Confidence", 14, put_confidence, 0},
    {"CUSIP", 12, FACT(cusip)},
    {"SEDOL", 10, FACT(sedol)},
    {"FIGI", 15, FACT(figi)},
    {"LEI", 23, FACT(lei)},
};

/*
 * Behind these come all columns of the csv report whose facts are not among them, so that what is added there is here
 * too.
 */
static const char *const HAD[] = {
    "fund",           "line",
    "name",           "isin",
    "ticker",         "currency",
    "value",          "weight_pct",
    "category",       "issuer",
    "issuer_id",      "target_id",
    "target",         "list",
    "listed_on",      "citation",
    "share_pct",      "side",
    "counted",        "basis",
    "targets",        "attributed_value",
    "match_method",   "match_score",
    "exposure_value", "denominator",
    "list_status",    "confidence",
};

enum { OWN = sizeof COLUMNS / sizeof *COLUMNS, NAME = 3, STILL = 4, INDEX_BITS = 16 };

static bool is_had(const char *name) {
    for (size_t i = 0; i < sizeof HAD / sizeof *HAD; i++)
        if (strcmp(HAD[i], name) == 0)
            return true;
    return false;
}

// "original_value" as a title: "Original value".
static const char *title_of(struct ht_arena *arena, const char *name) {
    char *title = ht_arena_string(arena, name);
    size_t len = strlen(title);
    if (len > 4 && strcmp(title + len - 4, "_pct") == 0)
        strcpy(title + len - 4, " %");
    for (char *at = title; (at = strchr(at, '_'));)
        *at = ' ';
    *title = ht_to_upper(*title);
    return title;
}

// A column of the csv report: OFFSET has its group above INDEX_BITS, and its index there.
static void put_csv(struct ht_book *book, const struct ht_sheet_row *row, const struct ht_sheet_column *column);

static size_t csv_column_count(void) {
    size_t count = 0;
    for (size_t group = 0; group < ht_csv_group_count; group++)
        count += ht_csv_groups[group].count;
    return count;
}

// The columns of the sheet, *COUNT of them.
static const struct ht_sheet_column *all_columns(const struct ht_workbook *workbook, size_t *count) {
    struct ht_arena *arena = workbook->arena;
    struct ht_sheet_column *columns = ht_arena_array(arena, OWN + csv_column_count(), sizeof *columns);
    memcpy(columns, COLUMNS, sizeof COLUMNS);
    *count = OWN;
    for (size_t group = 0; group < ht_csv_group_count; group++)
        for (size_t i = 0; ht_csv_applies(workbook->scan, group) && i < ht_csv_groups[group].count; i++) {
            const char *name = ht_csv_groups[group].columns[i].name;
            if (!is_had(name))
                columns[(*count)++] =
                    (struct ht_sheet_column){title_of(arena, name), 20, put_csv, group << INDEX_BITS | i};
        }
    return columns;
}

static void put_csv(struct ht_book *book, const struct ht_sheet_row *row, const struct ht_sheet_column *column) {
    const size_t index = column->offset & ((1u << INDEX_BITS) - 1);
    const struct ht_csv_column *csv = &ht_csv_groups[column->offset >> INDEX_BITS].columns[index];
    struct ht_csv_row csv_row = ht_csv_row_of(row->workbook->scan, row->account, row->line, book->arena);
    struct ht_csv_cell cell = csv->cell(&csv_row);
    struct ht_decimal number;
    struct ht_date date;
    if (cell.kind == HT_CSV_NUMBER && cell.text && ht_decimal_parse(cell.text, strlen(cell.text), &number))
        ht_book_amount(book, strstr(csv->name, "value") ? HT_CELL_MONEY : HT_CELL_DECIMAL, column->title,
                       ht_amount_of(number));
    else if (cell.kind == HT_CSV_DATE && cell.text && ht_date_parse(cell.text, &date))
        ht_book_date(book, date);
    else
        ht_book_text(book, HT_CELL_TEXT, cell.text);
}

static size_t column_of(const char *title) {
    size_t index = 0;
    while (strcmp(COLUMNS[index].title, title) != 0)
        index++;
    return index;
}

const char *ht_sheet_positions_column(const struct ht_workbook *workbook, const char *title) {
    char letters[HT_BOOK_LETTERS];
    ht_book_letters(column_of(title), letters);
    return ht_arena_format(workbook->arena, "Positions!$%s$%zu:$%s$%zu", letters, workbook->positions_first, letters,
                           workbook->positions_last);
}

static bool is_shown(const struct ht_workbook *workbook, const struct ht_line *line) {
    return ht_line_is_exposed(line) || workbook->scan->all_positions;
}

// What the rows of the sheet add up to.
struct sums {
    size_t rows, funds;
    const char *currency;
    bool mixed; // several currencies, or a total that cannot be reckoned
    struct ht_amount value, weight_pct, attributed;
    bool weights; // all known
};

static void add_line(struct sums *sums, const struct ht_line *line) {
    const struct ht_position *position = line->resolved->position;
    if (sums->rows++ == 0)
        sums->currency = position->currency;
    sums->mixed = sums->mixed || !ht_text_equal(sums->currency, position->currency) ||
                  !ht_amount_add(&sums->value, position->value) ||
                  !ht_amount_add(&sums->attributed, line->attributed_value);
    sums->weights = sums->weights && line->weight_pct.known && ht_amount_add(&sums->weight_pct, line->weight_pct);
}

static struct sums sum_up(const struct ht_workbook *workbook) {
    struct sums sums = {.weights = true};
    for (size_t i = 0; i < workbook->files.count; i++) {
        const struct ht_account *account = workbook->files.items[i].account;
        sums.funds += account != NULL;
        for (size_t k = 0; account && k < account->line_count; k++)
            if (is_shown(workbook, &account->lines[k]))
                add_line(&sums, &account->lines[k]);
    }
    // Two files that do not name their currency may well have two.
    sums.mixed = sums.mixed || (sums.funds > 1 && !sums.currency);
    return sums;
}

// 109 and 103 are the sum and the number of the rows that a filter leaves in sight.
static const char *subtotal(const struct ht_workbook *workbook, int function, const char *title) {
    return ht_arena_format(workbook->arena, "SUBTOTAL(%d,%s)", function, ht_sheet_positions_column(workbook, title));
}

static void put_total(struct ht_workbook *workbook, const struct sums *sums, const char *title,
                      enum ht_book_number style, struct ht_amount amount) {
    bool stated = sums->rows > 0 && amount.known;
    ht_book_sum(&workbook->book, style, title, stated ? amount : ht_amount_unknown(), subtotal(workbook, 109, title));
}

/*
 * Above the head, so that it stays in sight: totals of the rows that a filter leaves. Amounts of several currencies
 * are not added, nor are weights in several funds.
 */
static void write_totals(struct ht_workbook *workbook, const struct sums *sums) {
    struct ht_book *book = &workbook->book;
    size_t value = column_of("Value"), weight = column_of("Weight %"), attributed = column_of("Attributed value");
    const struct ht_amount unknown = ht_amount_unknown();
    ht_book_row(book);
    ht_book_count_by(book, sums->rows, subtotal(workbook, 103, "Side"));
    ht_book_empty(book, NAME - 1);
    ht_book_text(book, HT_CELL_STRONG,
                 sums->mixed ? "rows in sight; several currencies, which Summary adds apart"
                             : "rows in sight; their sums, long and short together");
    ht_book_empty(book, value - NAME - 1);
    put_total(workbook, sums, "Value", HT_CELL_MONEY, sums->mixed ? unknown : sums->value);
    ht_book_empty(book, weight - value - 1);
    put_total(workbook, sums, "Weight %", HT_CELL_PERCENT,
              sums->weights && sums->funds == 1 ? sums->weight_pct : unknown);
    ht_book_empty(book, attributed - weight - 1);
    put_total(workbook, sums, "Attributed value", HT_CELL_MONEY, sums->mixed ? unknown : sums->attributed);
}

void ht_sheet_positions(struct ht_workbook *workbook) {
    enum { ABOVE = 2 }; // the totals and the head
    size_t count;
    const struct ht_sheet_column *columns = all_columns(workbook, &count);
    struct sums sums = sum_up(workbook);
    workbook->positions_first = ABOVE + 1;
    workbook->positions_last = ABOVE + (sums.rows ? sums.rows : 1);
    ht_sheet_begin(workbook, "Positions", columns, count);
    write_totals(workbook, &sums);
    ht_sheet_table(workbook, columns, count, STILL);
    for (size_t i = 0; i < workbook->files.count; i++) {
        struct ht_sheet_row fund = ht_sheet_row_of(workbook, i);
        for (size_t k = 0; fund.account && k < fund.account->line_count; k++) {
            if (!is_shown(workbook, &fund.account->lines[k]))
                continue;
            struct ht_sheet_row row = ht_sheet_row_at(&fund, &fund.account->lines[k]);
            ht_sheet_line(workbook, columns, count, &row);
        }
    }
}
