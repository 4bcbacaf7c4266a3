// SPDX-License-Identifier: GPL-3.0-or-later
// What goes, what it frees, what the lists say of it, and the funds to change, on an HTML page.
#include <string.h>

#include "report/divest_page.h"
#include "report/wording.h"

static void put_number(struct ht_page *page, const struct ht_page_column *column, struct ht_amount amount) {
    ht_page_cell(page, column);
    if (amount.known)
        ht_page_data(page, amount, ht_divest_number(page->arena, amount));
    else
        ht_page_put(page, "\xE2\x80\x93");
    ht_page_cell_end(page);
}

static const struct ht_page_column SALES[] = {{"What goes", false}, {"Line", true}, {"Category", false},
                                              {"Value", true},      {"", true},     {"Days", true},
                                              {"Cost, bp", true},   {"", false}};
enum { SALE_COLUMNS = sizeof SALES / sizeof *SALES, OF_WEIGHT = 4, OF_BAR = 7 };

static void put_sale(struct ht_page *page, const struct ht_sale *sale, const struct ht_page_column *columns,
                     struct ht_amount largest) {
    const struct ht_position *position = sale->line->resolved->position;
    const struct ht_entity *issuer = sale->line->resolved->issuer;
    ht_page_put(page, "<tr class=\"%s\"><th scope=\"row\">%s", sale->restricted ? "tied" : "counted",
                ht_divest_name(page->arena, position));
    ht_page_wrap(page, " <span class=\"what\">", issuer ? issuer->name : NULL, "</span>");
    if (sale->restricted)
        ht_page_put(page, " <span class=\"tag\">stays held, by a rule</span>");
    ht_page_put(page, "</th>");
    ht_page_cell_text(page, &columns[1], ht_arena_format(page->arena, "%ld", position->line));
    ht_page_cell_text(page, &columns[2], ht_category_name(sale->line->category));
    ht_page_cell(page, &columns[3]);
    ht_page_money(page, position->value, position->currency);
    ht_page_cell_end(page);
    ht_page_percent_cell(page, &columns[OF_WEIGHT], sale->line->weight_pct);
    put_number(page, &columns[5], sale->days);
    put_number(page, &columns[6], sale->cost_bp);
    ht_page_weight_bar(page, sale->line->weight_pct, largest);
    ht_page_put(page, "</tr>\n");
}

void ht_divest_put_sales(struct ht_page *page, const struct ht_divestment *divestment) {
    struct ht_page_column columns[SALE_COLUMNS];
    struct ht_amount largest = ht_amount_unknown();
    if (divestment->sale_count == 0)
        return;
    memcpy(columns, SALES, sizeof columns);
    columns[OF_WEIGHT].title = ht_word_weight_title(divestment->account->denominator);
    columns[OF_BAR].title = "To scale";
    for (size_t i = 0; i < divestment->sale_count; i++)
        largest = ht_page_larger(largest, divestment->sales[i].line->weight_pct);
    ht_page_section(page, "sales", "What goes");
    ht_page_table(page, "stack sales", "Positions chosen to go; those that stay held by a rule are no orders",
                  columns, SALE_COLUMNS);
    ht_page_put(page, "<tbody>\n");
    for (size_t i = 0; i < divestment->sale_count; i++)
        put_sale(page, &divestment->sales[i], columns, largest);
    ht_page_put(page, "</tbody>\n");
    ht_page_table_end(page);
    for (size_t i = 0; i < divestment->sale_count; i++)
        ht_page_wrap(page, "<p class=\"note\">", ht_divest_untimed(page->arena, divestment, i), "</p>\n");
    ht_divest_put_proceeds(page, "What it frees", divestment->proceeds, divestment->proceeds_count, true);
    ht_page_section_end(page);
}

static void put_dealings(struct ht_page *page, const struct ht_sale *sale) {
    const struct ht_position *position = sale->line->resolved->position;
    ht_page_put(page, "<li>Line %l, %s%s", position->line, ht_divest_name(page->arena, position),
                sale->restricted ? ": its sale is restricted, and it is no order." : ".");
    for (size_t i = 0; i < sale->dealing_count; i++) {
        if (!sale->dealings[i].rule || ht_dealing_is_repeated(sale, i))
            continue;
        ht_page_put(page, "<p class=\"beside\">%s", ht_divest_dealing(page->arena, &sale->dealings[i]));
        ht_page_cite(page, sale->dealings[i].shown->designation->source);
        ht_page_put(page, "</p>");
    }
    ht_page_wrap(page, "<p class=\"beside\">", ht_divest_without_rule(page->arena, sale), "</p>");
    ht_page_put(page, "</li>\n");
}

void ht_divest_put_law(struct ht_page *page, const struct ht_divestment *divestment) {
    if (divestment->sale_count == 0)
        return;
    ht_page_section(page, "dealing", "What lists say of holding and selling");
    for (size_t i = 0; i < ht_dealing_rule_count(); i++)
        if (ht_divest_rule_is_met(divestment, ht_dealing_rule_at(i)))
            ht_page_put(page, "<p class=\"speaker\">%s</p>\n", ht_divest_rule(page->arena, ht_dealing_rule_at(i)));
    ht_page_put(page, "<ul class=\"lists\">\n");
    for (size_t i = 0; i < divestment->sale_count; i++)
        put_dealings(page, &divestment->sales[i]);
    ht_page_put(page, "</ul>\n");
    ht_page_section_end(page);
}

static void put_item(struct ht_page *page, const struct ht_proceeds *item, const struct ht_page_column *column,
                     bool markets) {
    ht_page_put(page, "<tr><th scope=\"row\">%s", item->currency ? item->currency : "currency not stated");
    if (markets)
        ht_page_put(page, " <span class=\"what\">%s</span>", item->market ? item->market : "market not stated");
    ht_page_put(page, "</th>");
    ht_page_cell_text(page, column++, ht_word_number(page->arena, (int64_t)item->positions));
    put_number(page, column++, item->value);
    ht_page_cell(page, column++);
    if (item->days.known)
        ht_page_data(page, item->days, ht_divest_number(page->arena, item->days));
    else
        ht_page_put(page, "\xE2\x80\x93");
    if (item->days.known && item->untimed > 0)
        ht_page_put(page, " <span class=\"what\">and %z not known</span>", item->untimed);
    ht_page_cell_end(page);
    put_number(page, column++, item->cost);
    put_number(page, column, item->held ? item->held_value : ht_amount_unknown());
    ht_page_put(page, "</tr>\n");
}

void ht_divest_put_proceeds(struct ht_page *page, const char *caption, const struct ht_proceeds *items, size_t count,
                            bool markets) {
    const struct ht_page_column columns[] = {{markets ? "Currency and market" : "Currency", false},
                                             {"Positions sold", true},
                                             {"Value", true},
                                             {"Days", true},
                                             {"Cost", true},
                                             {"Held by a rule", true}};
    ht_page_table(page, "stack proceeds", caption, columns, sizeof columns / sizeof *columns);
    ht_page_put(page, "<tbody>\n");
    for (size_t i = 0; i < count; i++)
        put_item(page, &items[i], &columns[1], markets);
    ht_page_put(page, "</tbody>\n");
    ht_page_table_end(page);
}

static void put_fund(struct ht_page *page, const struct ht_divest_fund *fund, const struct ht_page_column *columns,
                     struct ht_amount largest) {
    ht_page_put(page, "<tr class=\"counted\"><th scope=\"row\">%s</th>",
                fund->fund->name ? fund->fund->name : "without a name");
    ht_page_cell_text(page, &columns[1], ht_arena_format(page->arena, "%ld", fund->fund->line));
    ht_page_cell_text(page, &columns[2], ht_word_number(page->arena, (int64_t)fund->positions));
    ht_page_percent_cell(page, &columns[3], fund->removed_pct);
    ht_page_percent_cell(page, &columns[4], fund->moved_pct);
    ht_page_percent_cell(page, &columns[5], fund->exposed_pct);
    ht_page_weight_bar(page, fund->exposed_pct, largest);
    ht_page_put(page, "</tr>\n");
}

void ht_divest_put_funds(struct ht_page *page, const struct ht_divestment *divestment) {
    static const struct ht_page_column COLUMNS[] = {{"Fund to change", false},    {"Line", true},
                                                    {"Exposed positions", true},  {"Exposure removed", true},
                                                    {"Value moved for it", true}, {"Removed of moved", true},
                                                    {"To scale", false}};
    struct ht_amount largest = ht_amount_unknown();
    if (divestment->fund_count == 0)
        return;
    for (size_t i = 0; i < divestment->fund_count; i++)
        largest = ht_page_larger(largest, divestment->funds[i].exposed_pct);
    ht_page_section(page, "change", "Funds to change");
    ht_page_table(page, "stack change", "What is exposed inside a fund goes only with that fund", COLUMNS,
                  sizeof COLUMNS / sizeof *COLUMNS);
    ht_page_put(page, "<tbody>\n");
    for (size_t i = 0; i < divestment->fund_count; i++)
        put_fund(page, &divestment->funds[i], COLUMNS, largest);
    ht_page_put(page, "</tbody>\n");
    ht_page_table_end(page);
    ht_page_put(page, "<p class=\"note\">%s</p>\n", ht_divest_funds_note);
    ht_page_section_end(page);
}
