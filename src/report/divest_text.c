// SPDX-License-Identifier: GPL-3.0-or-later
// A divestment for a reader: what goes, what the law says of it, what it frees, and the alternatives side by side.
#include <string.h>

#include "report/divest_paper.h"
#include "report/paper_markdown.h"
#include "report/wording.h"

static void say(struct ht_paper *paper, enum ht_style style, const char *sentence) {
    if (sentence)
        ht_paper_text(paper, 0, 0, style, sentence);
}

void ht_divest_say_head(struct ht_divest_page *page, const struct ht_divestment *divestment) {
    struct ht_paper *paper = &page->text.paper;
    struct ht_arena *arena = paper->arena;
    ht_paper_format(paper, 0, 0, HT_BOLD, "%s: %s", ht_divest_fund_name(divestment),
                    ht_divest_lead(arena, divestment));
    say(paper, HT_PLAIN, ht_text_verdict(&page->text, divestment->account).sentence);
    say(paper, HT_RED, ht_divest_held(arena, divestment));
    say(paper, HT_PLAIN, ht_divest_kept(arena, divestment));
    say(paper, HT_PLAIN, ht_divest_shorts(arena, divestment));
}

static void table_of_sales(struct ht_paper *paper, const struct ht_divestment *divestment) {
    enum { COLUMNS = 7 };
    static const struct ht_column_spec SPECS[COLUMNS] = {{"What goes", false}, {"Line", true},   {"Category", false},
                                                         {"Value", true},      {"Weight", true}, {"Days", true},
                                                         {"Cost bp", true}};
    struct ht_arena *arena = paper->arena;
    struct ht_columns columns = ht_columns_of(SPECS, COLUMNS, 2, true);
    const char **cells = ht_arena_array(arena, divestment->sale_count * COLUMNS, sizeof *cells);
    for (size_t i = 0; i < divestment->sale_count; i++) {
        const struct ht_sale *sale = &divestment->sales[i];
        const struct ht_position *position = sale->line->resolved->position;
        const char **row = &cells[i * COLUMNS];
        row[0] = ht_divest_name(arena, position);
        row[1] = ht_arena_format(arena, "%ld", position->line);
        row[2] =
            ht_arena_format(arena, "%s%s", ht_category_name(sale->line->category), sale->restricted ? " (held)" : "");
        row[3] = ht_word_money(arena, position->value, position->currency);
        row[4] = ht_word_percent(arena, sale->line->weight_pct);
        row[5] = ht_divest_number(arena, sale->days);
        row[6] = ht_divest_number(arena, sale->cost_bp);
    }
    ht_paper_gap(paper);
    ht_paper_section(paper, "What goes");
    ht_columns_table(&columns, paper, cells, divestment->sale_count);
    for (size_t i = 0; i < divestment->sale_count; i++) {
        const char *untimed = ht_divest_untimed(arena, divestment, i);
        if (untimed)
            ht_paper_text(paper, 2, 4, HT_YELLOW, untimed);
    }
}

static void say_sale(struct ht_paper *paper, const struct ht_sale *sale) {
    const struct ht_position *position = sale->line->resolved->position;
    const char *without = ht_divest_without_rule(paper->arena, sale);
    ht_paper_format(paper, 2, 4, sale->restricted ? HT_RED : HT_PLAIN, "Line %ld, %s%s", position->line,
                    ht_divest_name(paper->arena, position),
                    sale->restricted ? ": a sale is restricted, it is not printed as an order" : "");
    for (size_t i = 0; i < sale->dealing_count; i++)
        if (sale->dealings[i].rule && !ht_dealing_is_repeated(sale, i))
            ht_paper_text(paper, 4, 6, HT_PLAIN, ht_divest_dealing(paper->arena, &sale->dealings[i]));
    if (without)
        ht_paper_text(paper, 4, 6, HT_PLAIN, without);
}

static void say_law(struct ht_paper *paper, const struct ht_divestment *divestment) {
    ht_paper_gap(paper);
    ht_paper_text(paper, 0, 0, HT_BOLD, "What lists say of holding and selling");
    for (size_t i = 0; i < ht_dealing_rule_count(); i++)
        if (ht_divest_rule_is_met(divestment, ht_dealing_rule_at(i)))
            ht_paper_text(paper, 2, 4, HT_PLAIN, ht_divest_rule(paper->arena, ht_dealing_rule_at(i)));
    for (size_t i = 0; i < divestment->sale_count; i++)
        say_sale(paper, &divestment->sales[i]);
}

static void fill_proceeds(struct ht_arena *arena, const struct ht_proceeds *item, bool markets, const char **row) {
    const char *currency = item->currency ? item->currency : "currency not stated";
    row[0] = !markets ? currency
                      : ht_arena_format(arena, "%s, %s", currency, item->market ? item->market : "market not stated");
    row[1] = ht_word_number(arena, (int64_t)item->positions);
    row[2] = ht_divest_number(arena, item->value);
    row[3] = item->days.known && item->untimed > 0
                 ? ht_arena_format(arena, "%s (%zu not known)", ht_divest_number(arena, item->days), item->untimed)
                 : ht_divest_number(arena, item->days);
    row[4] = ht_divest_number(arena, item->cost);
    row[5] = item->held ? ht_divest_number(arena, item->held_value) : "-";
}

// TITLE heads the first column. What stays held by a rule has a column where there is any.
static void table_of_proceeds(struct ht_paper *paper, const char *title, const struct ht_proceeds *items,
                              size_t count, bool markets) {
    enum { COLUMNS = 6 };
    const struct ht_column_spec specs[COLUMNS] = {{title, false}, {"Positions", true}, {"Value", true},
                                                  {"Days", true}, {"Cost", true},      {"Held by a rule", true}};
    struct ht_arena *arena = paper->arena;
    const char **cells = ht_arena_array(arena, (count + 1) * COLUMNS, sizeof *cells);
    size_t held = 0;
    for (size_t i = 0; i < count; i++)
        held += items[i].held;
    size_t width = held > 0 ? COLUMNS : COLUMNS - 1;
    for (size_t i = 0; i < count; i++)
        fill_proceeds(arena, &items[i], markets, &cells[i * width]);
    struct ht_columns columns = ht_columns_of(specs, width, 2, true);
    ht_paper_gap(paper);
    ht_paper_section(paper, title);
    ht_columns_table(&columns, paper, cells, count);
}

// What is exposed inside funds goes only with the fund.
static void table_of_funds(struct ht_paper *paper, const struct ht_divestment *divestment) {
    enum { COLUMNS = 5 };
    static const struct ht_column_spec SPECS[COLUMNS] = {{"Funds to change, inside which it lies", false},
                                                         {"Line", true},
                                                         {"Removes, %", true},
                                                         {"Moves, %", true},
                                                         {"Removed of moved, %", true}};
    struct ht_arena *arena = paper->arena;
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
    ht_paper_gap(paper);
    ht_paper_section(paper, "Funds to change");
    ht_columns_table(&columns, paper, cells, divestment->fund_count);
    ht_paper_text(paper, 2, 4, HT_PLAIN, ht_divest_funds_note);
}

// A box in a terminal, elsewhere a section.
static void box_of_assumptions(struct ht_divest_page *page, const struct ht_divestment *divestment) {
    static const char RULE[] = "------------------------------------------------------------";
    struct ht_paper *paper = &page->text.paper;
    size_t count, indent = paper->kind ? 2 : 0;
    const char *const *items = ht_divest_assumptions(page->report, divestment, paper->arena, &count);
    ht_paper_gap(paper);
    if (!paper->kind)
        ht_paper_text(paper, 0, 0, HT_PLAIN, RULE);
    ht_paper_text(paper, 0, 0, HT_BOLD, "Assumptions");
    for (size_t i = 0; i < count; i++)
        ht_paper_format(paper, indent, 2, HT_PLAIN, "%s%s", paper->kind ? "" : "- ", items[i]);
    if (!paper->kind)
        ht_paper_text(paper, 0, 0, HT_PLAIN, RULE);
}

void ht_divest_say_body(struct ht_divest_page *page, const struct ht_divestment *divestment) {
    struct ht_paper *paper = &page->text.paper;
    table_of_funds(paper, divestment);
    if (divestment->sale_count == 0)
        return;
    table_of_sales(paper, divestment);
    say_law(paper, divestment);
    table_of_proceeds(paper, "What it frees", divestment->proceeds, divestment->proceeds_count, true);
    if (divestment->no_basis)
        ht_paper_format(paper, 0, 0, HT_YELLOW, "Alternatives are not made: %s.", divestment->no_basis);
    else
        ht_divest_compare(paper, divestment);
    box_of_assumptions(page, divestment);
}

void ht_divest_say_all(struct ht_divest_page *page) {
    const struct ht_divest_report *report = page->report;
    struct ht_paper *paper = &page->text.paper;
    if (report->scan->unread_count > 0 && report->scan->account_count > 0)
        ht_paper_gap(paper);
    if (report->scan->unread_count > 0)
        ht_paper_format(paper, 0, 0, HT_YELLOW, "%s could not be read or was not scanned: see the messages.",
                        ht_word_count(paper->arena, report->scan->unread_count, "file"));
    if (report->scan->account_count > 1 && report->overall_count > 0)
        table_of_proceeds(paper, "All funds together", report->overall, report->overall_count, false);
}

void ht_divest_page_begin(struct ht_divest_page *page, const struct ht_divest_report *report,
                          const struct ht_paper_kind *kind, struct ht_arena *arena, struct ht_buffer *buffer) {
    page->report = report;
    ht_text_begin(&page->text, report->scan, kind, arena, buffer);
}

static void set_report(const struct ht_divest_report *report, const struct ht_paper_kind *kind,
                       struct ht_arena *arena, struct ht_buffer *buffer) {
    struct ht_divest_page page;
    ht_divest_page_begin(&page, report, kind, arena, buffer);
    struct ht_paper *paper = &page.text.paper;
    ht_paper_reading(paper);
    for (size_t i = 0; i < report->scan->account_count; i++) {
        if (i > 0)
            ht_paper_gap(paper);
        ht_divest_say_head(&page, &report->items[i]);
        ht_divest_say_body(&page, &report->items[i]);
    }
    ht_divest_say_all(&page);
    ht_paper_gap(paper);
    ht_paper_format(paper, 0, 0, HT_PLAIN, "What these figures cannot tell. %s", ht_divest_limits);
    ht_paper_gap(paper);
    ht_paper_format(paper, 0, 0, HT_PLAIN, "Screen %s as of %s. %s", report->scan->screen->name,
                    ht_word_date(arena, report->scan->as_of), HT_DIVEST_DISCLAIMER);
}

void ht_divest_text(const struct ht_divest_report *report, struct ht_arena *arena, struct ht_buffer *buffer) {
    set_report(report, NULL, arena, buffer);
}

void ht_divest_markdown(const struct ht_divest_report *report, struct ht_arena *arena, struct ht_buffer *buffer) {
    set_report(report, &ht_paper_markdown, arena, buffer);
}
