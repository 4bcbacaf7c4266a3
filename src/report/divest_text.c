// SPDX-License-Identifier: GPL-3.0-or-later
// A divestment for a reader: what goes, what the law says of it, what it frees, and the alternatives side by side.
#include <string.h>

#include "holdtrace/cited.h"
#include "report/divest.h"
#include "report/text.h"
#include "report/wording.h"

struct page {
    struct ht_paper paper;
    const struct ht_divest_report *report;
    struct ht_text_report verdicts; // for the verdict of each fund, as a scan states it
};

static const char *fund_name(const struct ht_divestment *divestment) {
    const struct ht_portfolio *portfolio = divestment->account->resolution->portfolio;
    return portfolio->fund.name ? portfolio->fund.name : portfolio->path;
}

// "USD 1,000.00 + EUR 3.00".
static const char *money_words(struct ht_arena *arena, const struct ht_proceeds *sums, size_t count) {
    const char *words = NULL;
    for (size_t i = 0; i < count; i++)
        words = ht_arena_format(arena, "%s%s%s", words ? words : "", words ? " + " : "",
                                sums[i].value.known ? ht_word_money(arena, sums[i].value, sums[i].currency)
                                                    : "an amount that the file does not tell");
    return words ? words : "nothing";
}

// A percentage between BEFORE and AFTER; nothing when it is not known.
static const char *percent_words(struct ht_arena *arena, struct ht_amount percent, const char *before,
                                 const char *after) {
    return percent.known ? ht_arena_format(arena, "%s%s%s", before, ht_word_percent(arena, percent), after) : "";
}

static void say_head(struct page *page, const struct ht_divestment *divestment) {
    struct ht_arena *arena = page->paper.arena;
    const char *name = fund_name(divestment);
    const char *whole = ht_word_denominator(divestment->account->denominator);
    if (divestment->sale_count == 0)
        ht_paper_format(&page->paper, 0, 0, HT_BOLD, "%s: no position%s would be sold.", name,
                        divestment->inside_funds > 0 ? " that is held directly" : "");
    else
        ht_paper_format(&page->paper, 0, 0, HT_BOLD, "%s: selling %s would free %s%s.", name,
                        ht_word_count(arena, divestment->sale_count, "position"),
                        money_words(arena, divestment->sums, divestment->sum_count),
                        percent_words(arena, divestment->excluded_pct, ", ", ht_arena_format(arena, " %s", whole)));
    ht_paper_text(&page->paper, 0, 0, HT_PLAIN, ht_text_verdict(&page->verdicts, divestment->account).sentence);
    if (divestment->restricted > 0)
        ht_paper_format(&page->paper, 0, 0, HT_RED,
                        "%s of the positions to be sold%s may not be sold freely by US persons: see below; %s.",
                        ht_word_number(arena, (int64_t)divestment->restricted),
                        percent_words(arena, divestment->restricted_pct, " (", ")"),
                        divestment->restricted == 1 ? "it is no order" : "they are no orders");
    if (divestment->kept > 0)
        ht_paper_format(&page->paper, 0, 0, HT_PLAIN, "%s that the screen counts stay%s by your choice.",
                        ht_word_count(arena, divestment->kept, "position"), divestment->kept == 1 ? "s" : "");
    if (divestment->shorts > 0)
        ht_paper_format(&page->paper, 0, 0, HT_PLAIN, "%s short: to close one is a purchase; not among the sales.",
                        divestment->shorts == 1
                            ? "1 exposed position is"
                            : ht_arena_format(arena, "%zu exposed positions are", divestment->shorts));
}

static void table_of_sales(struct page *page, const struct ht_divestment *divestment) {
    enum { COLUMNS = 7 };
    static const struct ht_column_spec SPECS[COLUMNS] = {{"What goes", false}, {"Line", true},   {"Category", false},
                                                         {"Value", true},      {"Weight", true}, {"Days", true},
                                                         {"Cost bp", true}};
    struct ht_arena *arena = page->paper.arena;
    struct ht_columns columns = ht_columns_of(SPECS, COLUMNS, 2, true);
    const char **cells = ht_arena_array(arena, divestment->sale_count * COLUMNS, sizeof *cells);
    for (size_t i = 0; i < divestment->sale_count; i++) {
        const struct ht_sale *sale = &divestment->sales[i];
        const struct ht_position *position = sale->line->resolved->position;
        const char **row = &cells[i * COLUMNS];
        row[0] = position->name ? position->name : "without a name";
        row[1] = ht_arena_format(arena, "%ld", position->line);
        row[2] = ht_arena_format(arena, "%s%s", ht_category_name(sale->line->category),
                                 sale->restricted ? " (no order)" : "");
        row[3] = ht_word_money(arena, position->value, position->currency);
        row[4] = ht_word_percent(arena, sale->line->weight_pct);
        row[5] = ht_divest_number(arena, sale->days);
        row[6] = ht_divest_number(arena, sale->cost_bp);
    }
    ht_paper_gap(&page->paper);
    ht_columns_table(&columns, &page->paper, cells, divestment->sale_count);
}

// The lists behind a sale of which no rule on dealing is known, in one sentence; NULL when there are none.
static const char *words_without_rule(struct ht_arena *arena, const struct ht_sale *sale) {
    const char **lists = ht_arena_array(arena, sale->dealing_count, sizeof *lists);
    size_t count = 0;
    for (size_t i = 0; i < sale->dealing_count; i++) {
        const char *list = sale->dealings[i].shown->designation->list->id;
        bool named = sale->dealings[i].rule != NULL;
        for (size_t k = 0; k < count && !named; k++)
            named = strcmp(lists[k], list) == 0;
        if (!named)
            lists[count++] = list;
    }
    return count == 0 ? NULL
                      : ht_arena_format(arena, "%s: no rule of %s on holding or selling securities is known here.",
                                        ht_word_and(arena, lists, count), count == 1 ? "this list" : "these lists");
}

static const char *reach_words(enum ht_tri reaches) {
    return reaches == HT_YES  ? "its rule reaches this issuer"
           : reaches == HT_NO ? "its rule does not reach this issuer"
                              : "whether its rule reaches this issuer is not known";
}

// An entry of a list whose rule is told once for all sales.
static void say_dealing(struct page *page, const struct ht_dealing *dealing) {
    struct ht_arena *arena = page->paper.arena;
    const struct ht_designation *row = dealing->shown->designation;
    ht_paper_format(&page->paper, 4, 6, HT_PLAIN, "%s is on %s since %s (%s); divestment %s; %s%s.",
                    ht_word_entity(arena, row->entity), row->list->id, ht_word_date(arena, row->listed_on),
                    row->citation ? row->citation : "no citation",
                    ht_date_known(row->divest_by)
                        ? ht_arena_format(arena, "due by %s", ht_word_date(arena, row->divest_by))
                        : "without a date that is known",
                    reach_words(dealing->shown->reach.reaches),
                    dealing->shown->standing == HT_STANDING_CONTESTED ? "; its removal is disputed" : "");
}

static void say_sale(struct page *page, const struct ht_sale *sale) {
    const struct ht_position *position = sale->line->resolved->position;
    const char *without = words_without_rule(page->paper.arena, sale);
    ht_paper_format(&page->paper, 2, 4, sale->restricted ? HT_RED : HT_PLAIN, "Line %ld, %s%s", position->line,
                    position->name ? position->name : "without a name",
                    sale->restricted ? ": a sale is restricted, it is not printed as an order" : "");
    for (size_t i = 0; i < sale->dealing_count; i++)
        if (sale->dealings[i].rule && !ht_dealing_is_repeated(sale, i))
            say_dealing(page, &sale->dealings[i]);
    if (without)
        ht_paper_text(&page->paper, 4, 6, HT_PLAIN, without);
    if (sale->dealing_count == 0)
        ht_paper_text(&page->paper, 4, 6, HT_PLAIN, "No entry of a list stands behind it.");
}

// Whether RULE stands behind a sale.
static bool is_met(const struct ht_divestment *divestment, const struct ht_dealing_rule *rule) {
    for (size_t i = 0; i < divestment->sale_count; i++)
        for (size_t k = 0; k < divestment->sales[i].dealing_count; k++)
            if (divestment->sales[i].dealings[k].rule == rule)
                return true;
    return false;
}

static void say_law(struct page *page, const struct ht_divestment *divestment) {
    ht_paper_gap(&page->paper);
    ht_paper_text(&page->paper, 0, 0, HT_BOLD, "What lists say of holding and selling");
    for (size_t i = 0; i < ht_dealing_rule_count(); i++) {
        const struct ht_dealing_rule *rule = ht_dealing_rule_at(i);
        if (is_met(divestment, rule))
            ht_paper_format(&page->paper, 2, 4, HT_PLAIN, "%s binds %s. Its securities %s; %s; they %s (%s).",
                            rule->list, rule->holder, rule->buying, rule->holding, rule->selling, rule->citation);
    }
    for (size_t i = 0; i < divestment->sale_count; i++)
        say_sale(page, &divestment->sales[i]);
}

static void table_of_proceeds(struct page *page, const char *title, const struct ht_proceeds *items, size_t count,
                              bool markets) {
    enum { COLUMNS = 5 };
    const struct ht_column_spec specs[COLUMNS] = {
        {title, false}, {"Positions", true}, {"Value", true}, {"Days", true}, {"Cost", true}};
    struct ht_arena *arena = page->paper.arena;
    struct ht_columns columns = ht_columns_of(specs, COLUMNS, 2, true);
    const char **cells = ht_arena_array(arena, count * COLUMNS, sizeof *cells);
    for (size_t i = 0; i < count; i++) {
        const char **row = &cells[i * COLUMNS];
        const char *currency = items[i].currency ? items[i].currency : "currency not stated";
        row[0] = !markets ? currency
                          : ht_arena_format(arena, "%s, %s", currency,
                                            items[i].market ? items[i].market : "market not stated");
        row[1] = ht_word_number(arena, (int64_t)items[i].positions);
        row[2] = ht_divest_number(arena, items[i].value);
        row[3] = items[i].days.known && items[i].untimed > 0
                     ? ht_arena_format(arena, "%s (%zu not known)", ht_divest_number(arena, items[i].days),
                                       items[i].untimed)
                     : ht_divest_number(arena, items[i].days);
        row[4] = ht_divest_number(arena, items[i].cost);
    }
    ht_paper_gap(&page->paper);
    ht_columns_table(&columns, &page->paper, cells, count);
}

// The lines of the sales whose days are not known for the reason WHY, the first of them.
static const char *lines_without_days(struct ht_arena *arena, const struct ht_divestment *divestment,
                                      const char *why) {
    enum { MOST = 12 };
    const char *lines = "";
    size_t count = 0;
    for (size_t i = 0; i < divestment->sale_count; i++) {
        if (!ht_text_equal(divestment->sales[i].no_days, why))
            continue;
        if (count < MOST)
            lines = ht_arena_format(arena, "%s%s%ld", lines, count ? ", " : "",
                                    divestment->sales[i].line->resolved->position->line);
        count++;
    }
    lines = ht_arena_format(arena, "line%s %s", count == 1 ? "" : "s", lines);
    return count > MOST ? ht_arena_format(arena, "%s and %zu more", lines, count - MOST) : lines;
}

// Sales whose days were asked for and are not known, by reason.
static void say_untimed(struct page *page, const struct ht_divestment *divestment) {
    for (size_t i = 0; i < divestment->sale_count; i++) {
        const char *why = divestment->sales[i].no_days;
        bool said = why == NULL;
        for (size_t k = 0; k < i && !said; k++)
            said = ht_text_equal(divestment->sales[k].no_days, why);
        if (!said)
            ht_paper_format(&page->paper, 2, 4, HT_YELLOW, "Days of %s are not known: %s.",
                            lines_without_days(page->paper.arena, divestment, why), why);
    }
}

// What is exposed inside funds goes only with the fund.
static void table_of_funds(struct page *page, const struct ht_divestment *divestment) {
    enum { COLUMNS = 5 };
    static const struct ht_column_spec SPECS[COLUMNS] = {{"Funds to change, inside which it lies", false},
                                                         {"Line", true},
                                                         {"Removes, %", true},
                                                         {"Moves, %", true},
                                                         {"Removed of moved, %", true}};
    struct ht_arena *arena = page->paper.arena;
    struct ht_columns columns = ht_columns_of(SPECS, COLUMNS, 2, true);
    const char **cells = ht_arena_array(arena, divestment->fund_count * COLUMNS, sizeof *cells);
    if (divestment->fund_count == 0)
        return;
    for (size_t i = 0; i < divestment->fund_count; i++) {
        const struct ht_divest_fund *fund = &divestment->funds[i];
        const char **row = &cells[i * COLUMNS];
        row[0] = fund->fund->name ? fund->fund->name : "without a name";
        row[1] = ht_arena_format(arena, "%ld", fund->fund->line);
        row[2] = ht_divest_number(arena, fund->removed_pct);
        row[3] = ht_divest_number(arena, fund->moved_pct);
        row[4] = ht_divest_number(arena, fund->exposed_pct);
    }
    ht_paper_gap(&page->paper);
    ht_columns_table(&columns, &page->paper, cells, divestment->fund_count);
    ht_paper_text(
        &page->paper, 2, 4, HT_PLAIN,
        "Most exposure for the value moved first. What another fund would hold instead is not known here, so "
        "no fund is sold in what follows, and what is inside one is neither sold nor bought.");
}

static void box_of_assumptions(struct page *page, const struct ht_divestment *divestment) {
    static const char RULE[] = "------------------------------------------------------------";
    size_t count;
    const char *const *items = ht_divest_assumptions(page->report, divestment, page->paper.arena, &count);
    ht_paper_gap(&page->paper);
    ht_paper_text(&page->paper, 0, 0, HT_PLAIN, RULE);
    ht_paper_text(&page->paper, 0, 0, HT_BOLD, "Assumptions");
    for (size_t i = 0; i < count; i++)
        ht_paper_format(&page->paper, 0, 2, HT_PLAIN, "- %s", items[i]);
    ht_paper_text(&page->paper, 0, 0, HT_PLAIN, RULE);
}

static void say_fund(struct page *page, const struct ht_divestment *divestment) {
    say_head(page, divestment);
    table_of_funds(page, divestment);
    if (divestment->sale_count == 0)
        return;
    table_of_sales(page, divestment);
    say_untimed(page, divestment);
    say_law(page, divestment);
    table_of_proceeds(page, "What it frees", divestment->proceeds, divestment->proceeds_count, true);
    if (divestment->no_basis)
        ht_paper_format(&page->paper, 0, 0, HT_YELLOW, "Alternatives are not made: %s.", divestment->no_basis);
    else
        ht_divest_compare(&page->paper, divestment);
    box_of_assumptions(page, divestment);
}

static void say_all(struct page *page) {
    const struct ht_divest_report *report = page->report;
    if (report->scan->unread_count > 0 && report->scan->account_count > 0)
        ht_paper_gap(&page->paper);
    if (report->scan->unread_count > 0)
        ht_paper_format(&page->paper, 0, 0, HT_YELLOW, "%s could not be read or was not scanned: see the messages.",
                        ht_word_count(page->paper.arena, report->scan->unread_count, "file"));
    if (report->scan->account_count > 1 && report->overall_count > 0)
        table_of_proceeds(page, "All funds together", report->overall, report->overall_count, false);
}

void ht_divest_text(const struct ht_divest_report *report, struct ht_arena *arena, struct ht_buffer *buffer) {
    enum { WIDTH = 100 };
    const struct ht_scan *scan = report->scan;
    struct page page = {
        {.buffer = buffer, .arena = arena, .width = scan->width ? scan->width : WIDTH, .colour = scan->colour},
        report,
        {.scan = scan,
         .arena = arena,
         .cited = ht_cited_new(arena),
         .identified = ht_targets_identified(scan->ref, scan->targets)}};
    for (size_t i = 0; i < report->scan->account_count; i++) {
        if (i > 0)
            ht_paper_gap(&page.paper);
        say_fund(&page, &report->items[i]);
    }
    say_all(&page);
    ht_paper_gap(&page.paper);
    ht_paper_format(&page.paper, 0, 0, HT_PLAIN, "Screen %s as of %s. %s", report->scan->screen->name,
                    ht_word_date(arena, report->scan->as_of), HT_DIVEST_DISCLAIMER);
}
