// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A divestment as a workbook: what goes, what it frees, the alternatives and their orders. Told in lines that the
 * helper holdtrace-xlsx makes a file of.
 */
#include "report/divest_orders.h"
#include "report/wording.h"
#include "report/xlsx.h"

// The book and what it is of.
struct divest_book {
    const struct ht_divest_report *report;
    struct ht_workbook workbook;
    size_t sales_first, sales_last; // rows of the sheet of sales
};

struct row {
    struct divest_book *all;
    struct ht_book *book;
    struct ht_arena *arena;
    size_t number; // of the fund, from 1
    const struct ht_divestment *divestment;
};

static struct row row_of(struct divest_book *all, size_t index) {
    return (struct row){all, &all->workbook.book, all->workbook.arena, index + 1, &all->report->items[index]};
}

static void begin(struct row row) {
    ht_book_row(row.book);
    ht_book_integer(row.book, (int64_t)row.number);
    ht_book_text(row.book, HT_CELL_TEXT, ht_divest_fund_name(row.divestment));
}

static void put_position(struct row row, const struct ht_line *line) {
    const struct ht_position *position = line->resolved->position;
    ht_book_integer(row.book, position->line);
    ht_book_text(row.book, HT_CELL_TEXT, position->name);
    ht_book_text(row.book, HT_CELL_TEXT, position->isin);
    ht_book_text(row.book, HT_CELL_TEXT, position->ticker);
    ht_book_text(row.book, HT_CELL_TEXT, position->mic ? position->mic : position->exchange);
    ht_book_text(row.book, HT_CELL_TEXT, position->lot);
    ht_book_text(row.book, HT_CELL_TEXT, position->acquired);
}

#define OF_FUND                                                                                                      \
    {"File no.", 9, NULL, 0}, {                                                                                      \
        "Fund", 32, NULL, 0                                                                                          \
    }
#define OF_POSITION                                                                                                  \
    {"Line", 7, NULL, 0}, {"Name", 36, NULL, 0}, {"ISIN", 15, NULL, 0}, {"Ticker", 11, NULL, 0},                     \
        {"Exchange", 10, NULL, 0}, {"Lot", 10, NULL, 0}, {                                                           \
        "Acquired", 12, NULL, 0                                                                                      \
    }

// --- what goes

static const struct ht_sheet_column SALES[] = {
    OF_FUND,
    OF_POSITION,
    {"Issuer", 36, NULL, 0},
    {"Category", 12, NULL, 0},
    {"Sold", 8, NULL, 0},
    {"Currency", 9, NULL, 0},
    {"Quantity", 18, NULL, 0},
    {"Value", 20, NULL, 0},
    {"Weight %", 12, NULL, 0},
    {"Days", 10, NULL, 0},
    {"Cost, basis points", 12, NULL, 0},
    {"Cost", 18, NULL, 0},
    {"Why not, or what is not known", 90, NULL, 0},
};

enum { SALE_COLUMNS = sizeof SALES / sizeof *SALES, STILL = 4, SOLD = 11, SALE_CURRENCY = 12, SALE_VALUE = 14 };

static void put_sale(struct row row, const struct ht_sale *sale) {
    const struct ht_position *position = sale->line->resolved->position;
    const struct ht_entity *issuer = sale->line->resolved->issuer;
    const char *why = sale->restricted ? ht_divest_restriction(sale, row.arena) : ht_divest_doubt(sale, row.arena);
    begin(row);
    put_position(row, sale->line);
    ht_book_text(row.book, HT_CELL_TEXT, issuer ? issuer->name : NULL);
    ht_book_text(row.book, HT_CELL_TEXT, ht_category_name(sale->line->category));
    ht_book_text(row.book, HT_CELL_TEXT, sale->restricted ? "no" : "yes");
    ht_book_text(row.book, HT_CELL_TEXT, position->currency);
    ht_book_amount(row.book, HT_CELL_QUANTITY, "Quantity", position->quantity);
    ht_book_amount(row.book, HT_CELL_MONEY, "Value", position->value);
    ht_book_amount(row.book, HT_CELL_PERCENT, "Weight %", sale->line->weight_pct);
    ht_book_amount(row.book, HT_CELL_DECIMAL, "Days", sale->days);
    ht_book_amount(row.book, HT_CELL_DECIMAL, "Cost, basis points", sale->cost_bp);
    ht_book_amount(row.book, HT_CELL_MONEY, "Cost", sale->cost);
    if (why && sale->no_days)
        why = ht_arena_format(row.arena, "%s. Days: %s", why, sale->no_days);
    ht_book_text(row.book, HT_CELL_LINES, why ? why : sale->no_days);
}

static void sheet_sales(struct divest_book *all) {
    ht_sheet_begin(&all->workbook, "What goes", SALES, SALE_COLUMNS);
    ht_sheet_table(&all->workbook, SALES, SALE_COLUMNS, STILL);
    all->sales_first = all->workbook.book.row + 1;
    for (size_t i = 0; i < all->report->scan->account_count; i++)
        for (size_t k = 0; k < all->report->items[i].sale_count; k++)
            put_sale(row_of(all, i), &all->report->items[i].sales[k]);
    all->sales_last = all->workbook.book.row;
}

// --- what it frees

static const struct ht_sheet_column PROCEEDS[] = {
    OF_FUND,
    {"Currency", 10, NULL, 0},
    {"Market", 14, NULL, 0},
    {"Positions sold", 10, NULL, 0},
    {"Value", 20, NULL, 0},
    {"Days", 10, NULL, 0},
    {"Cost", 18, NULL, 0},
    {"Positions that stay held by a rule", 14, NULL, 0},
    {"Value held by a rule", 20, NULL, 0},
};

enum { PROCEEDS_COLUMNS = sizeof PROCEEDS / sizeof *PROCEEDS };

// "'What goes'!$O$2:$O$9"
static const char *range_of_sales(const struct divest_book *all, size_t column) {
    char letters[HT_BOOK_LETTERS];
    ht_book_letters(column, letters);
    return ht_arena_format(all->workbook.arena, "'What goes'!$%s$%zu:$%s$%zu", letters, all->sales_first, letters,
                           all->sales_last);
}

// The sum of one currency of a fund as a formula over the sales; a code alone is safe to be a criterion.
static const char *formula_of(struct row row, const struct ht_proceeds *item, const char *sold) {
    const struct divest_book *all = row.all;
    size_t len = 0;
    while (item->currency && ht_is_upper(item->currency[len]))
        len++;
    if (len != 3 || item->currency[len] || all->sales_last < all->sales_first)
        return NULL;
    return ht_arena_format(row.arena, "SUMIFS(%s,%s,%zu,%s,\"%s\",%s,\"%s\")", range_of_sales(all, SALE_VALUE),
                           range_of_sales(all, 0), row.number, range_of_sales(all, SALE_CURRENCY), item->currency,
                           range_of_sales(all, SOLD), sold);
}

static void put_proceeds(struct row row, const struct ht_proceeds *item, const char *market, bool all_markets) {
    begin(row);
    ht_book_text(row.book, HT_CELL_TEXT, item->currency);
    ht_book_text(row.book, HT_CELL_TEXT, market);
    ht_book_count(row.book, item->positions);
    ht_book_sum(row.book, HT_CELL_MONEY, "Value", item->value, all_markets ? formula_of(row, item, "yes") : NULL);
    ht_book_amount(row.book, HT_CELL_DECIMAL, "Days", item->days);
    ht_book_amount(row.book, HT_CELL_MONEY, "Cost", item->cost);
    ht_book_count(row.book, item->held);
    ht_book_sum(row.book, HT_CELL_MONEY, "Value held by a rule", item->held_value,
                all_markets ? formula_of(row, item, "no") : NULL);
}

static void sheet_proceeds(struct divest_book *all) {
    ht_sheet_begin(&all->workbook, "What it frees", PROCEEDS, PROCEEDS_COLUMNS);
    ht_sheet_table(&all->workbook, PROCEEDS, PROCEEDS_COLUMNS, 2);
    for (size_t i = 0; i < all->report->scan->account_count; i++) {
        const struct ht_divestment *item = &all->report->items[i];
        for (size_t k = 0; k < item->sum_count; k++)
            put_proceeds(row_of(all, i), &item->sums[k], "all markets", true);
        for (size_t k = 0; k < item->proceeds_count; k++)
            put_proceeds(row_of(all, i), &item->proceeds[k],
                         item->proceeds[k].market ? item->proceeds[k].market : "not stated", false);
    }
}

// --- the alternatives

enum { BEFORE_WAYS = 4 };

// Writes the head of a sheet whose rows are figures of all alternatives.
static void begin_ways(struct divest_book *all, const char *sheet, const char *kind, const char *title) {
    struct ht_sheet_column columns[BEFORE_WAYS + HT_LIKE_COUNT] = {
        OF_FUND, {kind, 14, NULL, 0}, {title, 44, NULL, 0}};
    const struct ht_divestment *first = all->report->items;
    size_t count = BEFORE_WAYS;
    for (size_t k = 0; all->report->scan->account_count > 0 && k < first->alternative_count; k++)
        columns[count++] = (struct ht_sheet_column){ht_divest_alternative(first->alternatives[k].which), 16, NULL, 0};
    ht_sheet_begin(&all->workbook, sheet, columns, count);
    ht_sheet_table(&all->workbook, columns, count, BEFORE_WAYS);
}

static void put_ways(struct row row, const char *kind, const char *title, const struct ht_amount *amounts) {
    begin(row);
    ht_book_text(row.book, HT_CELL_TEXT, kind);
    ht_book_text(row.book, HT_CELL_TEXT, title);
    for (size_t k = 0; k < row.divestment->alternative_count; k++)
        ht_book_amount(row.book, HT_CELL_DECIMAL, ht_divest_alternative(row.divestment->alternatives[k].which),
                       amounts[k]);
}

static void sheet_alternatives(struct divest_book *all) {
    begin_ways(all, "Alternatives", "Made", "Figure");
    for (size_t i = 0; i < all->report->scan->account_count; i++) {
        struct row row = row_of(all, i);
        size_t count;
        const struct ht_divest_row *rows = ht_divest_rows(row.arena, row.divestment, &count);
        for (size_t k = 0; k < count; k++)
            put_ways(row, NULL, rows[k].title, rows[k].amounts);
        for (size_t k = 0; k < row.divestment->alternative_count; k++) {
            const char *why_not = ht_divest_not_made(row.arena, &row.divestment->alternatives[k]);
            if (!why_not)
                continue;
            begin(row);
            ht_book_text(row.book, HT_CELL_TEXT, "not made");
            ht_book_text(row.book, HT_CELL_LINES, why_not);
        }
    }
}

static void sheet_groups(struct divest_book *all) {
    begin_ways(all, "Sectors and countries", "By", "Sector or country, weight in %");
    for (size_t i = 0; i < all->report->scan->account_count; i++)
        for (int by = 0; by < HT_GROUPING_COUNT; by++) {
            struct row row = row_of(all, i);
            const struct ht_divest_groups *groups = &row.divestment->groups[by];
            for (size_t k = 0; k < groups->count; k++) {
                struct ht_amount weights[HT_LIKE_COUNT];
                for (size_t n = 0; n < row.divestment->alternative_count; n++)
                    weights[n] = groups->items[k].weight_pct[row.divestment->alternatives[n].which];
                put_ways(row, ht_grouping_name((enum ht_grouping)by),
                         groups->items[k].name ? groups->items[k].name : "not told", weights);
            }
        }
}

// --- the orders

static const struct ht_sheet_column ORDERS[] = {
    OF_FUND,
    {"Alternative", 16, NULL, 0},
    {"Action", 8, NULL, 0},
    OF_POSITION,
    {"Currency", 9, NULL, 0},
    {"Value", 20, NULL, 0},
    {"Weight %", 12, NULL, 0},
    {"Note", 90, NULL, 0},
};

enum { ORDER_COLUMNS = sizeof ORDERS / sizeof *ORDERS };

static void sheet_orders(struct divest_book *all) {
    ht_sheet_begin(&all->workbook, "Orders", ORDERS, ORDER_COLUMNS);
    ht_sheet_table(&all->workbook, ORDERS, ORDER_COLUMNS, BEFORE_WAYS);
    for (size_t i = 0; i < all->report->scan->account_count; i++) {
        struct row row = row_of(all, i);
        size_t count;
        const struct ht_divest_order *orders = ht_divest_orders(row.arena, row.divestment, &count);
        for (size_t k = 0; k < count; k++) {
            begin(row);
            ht_book_text(row.book, HT_CELL_TEXT, ht_divest_alternative(orders[k].alternative));
            ht_book_text(row.book, HT_CELL_TEXT, orders[k].action);
            put_position(row, orders[k].line);
            ht_book_text(row.book, HT_CELL_TEXT, orders[k].line->resolved->position->currency);
            ht_book_amount(row.book, HT_CELL_MONEY, "Value", orders[k].value);
            ht_book_amount(row.book, HT_CELL_PERCENT, "Weight %", orders[k].weight_pct);
            ht_book_text(row.book, HT_CELL_LINES, orders[k].note);
        }
    }
}

// --- words

static const struct ht_sheet_column WORDS[] = {{"", 34, NULL, 0}, {"", 120, NULL, 0}};

static void say(struct divest_book *all, const char *name, const char *sentence) {
    if (!sentence)
        return;
    ht_book_row(&all->workbook.book);
    ht_book_text(&all->workbook.book, HT_CELL_STRONG, name);
    ht_book_text(&all->workbook.book, HT_CELL_LINES, sentence);
}

static void title(struct divest_book *all, const char *text) {
    ht_book_row(&all->workbook.book);
    ht_book_text(&all->workbook.book, HT_CELL_TITLE, text);
}

static void say_dealings(struct divest_book *all, struct row row) {
    for (size_t i = 0; i < ht_dealing_rule_count(); i++)
        if (ht_divest_rule_is_met(row.divestment, ht_dealing_rule_at(i)))
            say(all, "Rule", ht_divest_rule(row.arena, ht_dealing_rule_at(i)));
    for (size_t i = 0; i < row.divestment->sale_count; i++) {
        const struct ht_sale *sale = &row.divestment->sales[i];
        const char *name = ht_arena_format(row.arena, "Line %ld, %s", sale->line->resolved->position->line,
                                           ht_divest_name(row.arena, sale->line->resolved->position));
        for (size_t k = 0; k < sale->dealing_count; k++)
            if (sale->dealings[k].rule && !ht_dealing_is_repeated(sale, k))
                say(all, name, ht_divest_dealing(row.arena, &sale->dealings[k]));
        say(all, name, ht_divest_without_rule(row.arena, sale));
    }
}

static void say_funds(struct divest_book *all, struct row row) {
    for (size_t i = 0; i < row.divestment->fund_count; i++) {
        const struct ht_divest_fund *fund = &row.divestment->funds[i];
        say(all, "Fund to change",
            ht_arena_format(row.arena, "%s (line %ld): removes %s of the fund for %s of it that has to be moved, %s",
                            fund->fund->name ? fund->fund->name : "without a name", fund->fund->line,
                            ht_word_percent(row.arena, fund->removed_pct),
                            ht_word_percent(row.arena, fund->moved_pct),
                            ht_word_percent(row.arena, fund->exposed_pct)));
    }
    say(all, "Funds to change", row.divestment->fund_count ? ht_divest_funds_note : NULL);
}

static void sheet_summary(struct divest_book *all) {
    const struct ht_scan *scan = all->report->scan;
    const char *reading = ht_locale_reading(ht_arena_locale(all->workbook.arena));
    ht_sheet_begin(&all->workbook, "Summary", WORDS, sizeof WORDS / sizeof *WORDS);
    title(all, "Divestment what-if");
    say(all, "What it is", HT_DIVEST_DISCLAIMER);
    say(all, "What these figures cannot tell", ht_divest_limits);
    say(all, "Screen", scan->screen->title ? scan->screen->title : scan->screen->name);
    say(all, "Lists and ownership as of", ht_word_date(all->workbook.arena, scan->as_of));
    say(all, "In sentences", reading);
    for (size_t i = 0; i < scan->account_count; i++) {
        struct row row = row_of(all, i);
        const char *kin = ht_divest_kin_words(row.arena, row.divestment);
        title(all, ht_text_fund_title(row.divestment->account));
        say(all, "What it would mean", ht_divest_lead(row.arena, row.divestment));
        say(all, "What the fund is exposed to",
            ht_text_verdict(&all->workbook.words, row.divestment->account).sentence);
        say(all, "Stays held, by a rule", ht_divest_held(row.arena, row.divestment));
        say(all, "Stays, by choice", ht_divest_kept(row.arena, row.divestment));
        say(all, "Short positions", ht_divest_shorts(row.arena, row.divestment));
        say(all, "Bought nearby", kin);
        say_funds(all, row);
    }
    for (size_t i = 0; i < scan->unread_count; i++)
        say(all, "Not read", scan->unread[i].path);
}

static void sheet_method(struct divest_book *all) {
    ht_sheet_begin(&all->workbook, "Rules and assumptions", WORDS, sizeof WORDS / sizeof *WORDS);
    for (size_t i = 0; i < all->report->scan->account_count; i++) {
        struct row row = row_of(all, i);
        size_t count;
        const char *const *items = ht_divest_assumptions(all->report, row.divestment, row.arena, &count);
        title(all, ht_text_fund_title(row.divestment->account));
        say_dealings(all, row);
        for (size_t k = 0; k < count; k++)
            say(all, "Assumption", items[k]);
        for (size_t k = HT_LIKE_PRO_RATA; k < row.divestment->alternative_count; k++)
            say(all, "Placed elsewhere", ht_divest_elsewhere(row.arena, &row.divestment->alternatives[k]));
    }
}

// In the order of the tabs; the sums of what it frees are formulas over what goes, which comes before.
static const struct {
    const char *name;
    void (*write)(struct divest_book *all);
} SHEETS[] = {
    {"Summary", sheet_summary},
    {"Alternatives", sheet_alternatives},
    {"Sectors and countries", sheet_groups},
    {"What goes", sheet_sales},
    {"What it frees", sheet_proceeds},
    {"Orders", sheet_orders},
    {"Rules and assumptions", sheet_method},
};

enum { SHEET_COUNT = sizeof SHEETS / sizeof *SHEETS };

void ht_divest_xlsx(const struct ht_divest_report *report, struct ht_arena *arena, struct ht_buffer *buffer) {
    const struct ht_scan *scan = report->scan;
    struct divest_book all = {
        .report = report,
        .workbook = {.scan = scan,
                     .arena = arena,
                     .book = ht_book_begin(buffer, arena, scan->as_of, "holdtrace: divestment what-if"),
                     .words = {.scan = scan,
                               .arena = arena,
                               .cited = ht_cited_new(arena),
                               .identified = ht_targets_identified(scan->ref, scan->targets)}}};
    for (size_t i = 0; i < SHEET_COUNT; i++)
        ht_book_tab(&all.workbook.book, SHEETS[i].name);
    for (size_t i = 0; i < SHEET_COUNT; i++)
        SHEETS[i].write(&all);
    ht_book_end(&all.workbook.book);
}
