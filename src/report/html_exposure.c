// SPDX-License-Identifier: GPL-3.0-or-later
// How much is exposed: by category, by selected company, by head of the group.
#include "report/html.h"
#include "report/wording.h"

static bool is_shown(const struct ht_category_sum *sum) {
    return sum->category < HT_POSSIBLE;
}

// Columns beside the first; one of notionals only where there are any.
struct category_table {
    struct ht_page_column columns[8];
    size_t width;
    bool notional;
    struct ht_amount largest; // weight
};

static struct category_table category_table(const struct ht_account *account, size_t shown) {
    struct category_table table = {.largest = ht_amount_unknown()};
    for (size_t i = 0; i < shown; i++) {
        table.largest = ht_page_larger(table.largest, account->exposure[i].sum.weight_pct);
        table.notional = table.notional || account->exposure[i].sum.notional.known;
    }
    table.columns[table.width++] = (struct ht_page_column){"Category", false};
    table.columns[table.width++] = (struct ht_page_column){"Positions", true};
    table.columns[table.width++] = (struct ht_page_column){"Long", true};
    table.columns[table.width++] = (struct ht_page_column){"Short", true};
    if (table.notional)
        table.columns[table.width++] = (struct ht_page_column){"Notional", true};
    table.columns[table.width++] = (struct ht_page_column){ht_word_weight_title(account->denominator), true};
    table.columns[table.width++] = (struct ht_page_column){"Attributed", true};
    table.columns[table.width++] = (struct ht_page_column){"To scale", false};
    return table;
}

// The part of the value that is the selected companies' by their shares in the issuers, and what has no known share.
static void put_attributed(struct ht_page *page, const struct ht_page_column *column, const struct ht_sum *sum) {
    ht_page_cell(page, column);
    ht_page_money(page, sum->attributed_value, sum->currency);
    if (sum->attributed_value.known && sum->attributed_unknown_value.known &&
        ht_decimal_sign(sum->attributed_unknown_value.number) != 0)
        ht_page_put(page, " <span class=\"what\">and of %s not known</span>",
                    ht_word_money(page->arena, sum->attributed_unknown_value, sum->currency));
    ht_page_cell_end(page);
}

static void put_category(struct ht_page *page, const struct ht_category_sum *item,
                         const struct category_table *table) {
    const struct ht_page_column *column = &table->columns[1];
    const struct ht_sum *sum = &item->sum;
    bool counted = ht_category_is_counted(page->scan->screen, item->category);
    ht_page_put(page, "<tr class=\"%s\"><th scope=\"row\">%s <span class=\"what\">%s; %s</span></th>",
                counted ? "counted" : "tied", ht_category_name(item->category), ht_word_category(item->category),
                counted ? "counted" : "not counted");
    ht_page_cell_text(page, column++, ht_word_number(page->arena, (int64_t)sum->positions));
    ht_page_side(page, column++, ht_sum_has_longs(sum), sum->long_value, sum->currency);
    ht_page_side(page, column++, ht_sum_has_shorts(sum), sum->short_value, sum->currency);
    if (table->notional)
        ht_page_side(page, column++, sum->notional.known, sum->notional, sum->currency);
    ht_page_percent_cell(page, column++, sum->weight_pct);
    put_attributed(page, column, sum);
    ht_page_weight_bar(page, sum->weight_pct, table->largest);
    ht_page_put(page, "</tr>\n");
}

void ht_page_categories(struct ht_page *page, const struct ht_account *account) {
    size_t shown = 0;
    while (shown < account->exposure_count && is_shown(&account->exposure[shown]))
        shown++;
    if (shown == 0)
        return;
    const struct category_table table = category_table(account, shown);
    ht_page_section(page, "categories", "Exposure by category");
    ht_page_table(
        page, "stack exposure",
        "Each position stands in the first category that fits its issuer, and counts once; attributed is the "
        "part that belongs to selected companies by their shares in the issuers",
        table.columns, table.width);
    ht_page_put(page, "<tbody>\n");
    for (size_t i = 0; i < shown; i++)
        put_category(page, &account->exposure[i], &table);
    ht_page_put(page, "</tbody>\n");
    ht_page_table_end(page);
    ht_page_section_end(page);
}

static bool any_short(const struct ht_entity_sum *sums, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (ht_sum_has_shorts(&sums[i].sum))
            return true;
    return false;
}

// Selected companies with their categories, or heads of groups; both sides where any is short.
struct company_table {
    bool targets, sides;
    struct ht_page_column columns[8];
    size_t width;
    struct ht_amount largest; // weight
};

static struct company_table company_table(const struct ht_account *account, bool targets,
                                          const struct ht_entity_sum *sums, size_t count) {
    struct company_table table = {
        .targets = targets, .sides = any_short(sums, count), .largest = ht_amount_unknown()};
    for (size_t i = 0; i < count; i++)
        table.largest = ht_page_larger(table.largest, sums[i].sum.weight_pct);
    table.columns[table.width++] = (struct ht_page_column){targets ? "Selected company" : "Head of the group", false};
    if (targets)
        table.columns[table.width++] = (struct ht_page_column){"Category", false};
    table.columns[table.width++] = (struct ht_page_column){"Positions", true};
    if (table.sides) {
        table.columns[table.width++] = (struct ht_page_column){"Long", true};
        table.columns[table.width++] = (struct ht_page_column){"Short", true};
    }
    table.columns[table.width++] = (struct ht_page_column){"Net value", true};
    table.columns[table.width++] = (struct ht_page_column){ht_word_weight_title(account->denominator), true};
    table.columns[table.width++] = (struct ht_page_column){"To scale", false};
    return table;
}

static void put_company(struct ht_page *page, const struct ht_entity_sum *item, const struct company_table *table) {
    const struct ht_page_column *column = table->columns + 1;
    const struct ht_sum *sum = &item->sum;
    bool counted = !table->targets || ht_category_is_counted(page->scan->screen, item->category);
    ht_page_put(page, "<tr class=\"%s\"><th scope=\"row\">%s", counted ? "counted" : "tied", item->entity->name);
    ht_page_wrap(page, " <span class=\"local\">", item->entity->local_name, "</span>");
    ht_page_put(page, " <span class=\"what\">%s</span></th>", item->entity->id);
    if (table->targets)
        ht_page_cell_text(page, column++, ht_category_name(item->category));
    ht_page_cell_text(page, column++, ht_word_number(page->arena, (int64_t)sum->positions));
    if (table->sides) {
        ht_page_side(page, column++, ht_sum_has_longs(sum), sum->long_value, sum->currency);
        ht_page_side(page, column++, ht_sum_has_shorts(sum), sum->short_value, sum->currency);
    }
    ht_page_side(page, column++, true, sum->value, sum->currency);
    ht_page_percent_cell(page, column, sum->weight_pct);
    ht_page_weight_bar(page, sum->weight_pct, table->largest);
    ht_page_put(page, "</tr>\n");
}

static void put_companies(struct ht_page *page, const struct ht_account *account, bool targets) {
    const struct ht_entity_sum *sums = targets ? account->by_target : account->by_parent;
    size_t count = targets ? account->by_target_count : account->by_parent_count;
    const struct company_table table = company_table(account, targets, sums, count);
    if (count == 0)
        return;
    ht_page_table(page, targets ? "stack targets" : "stack parents",
                  targets ? "By selected company; a position may stand under several"
                          : "By head of the group that the issuer belongs to",
                  table.columns, table.width);
    ht_page_put(page, "<tbody>\n");
    for (size_t i = 0; i < count; i++)
        put_company(page, &sums[i], &table);
    ht_page_put(page, "</tbody>\n");
    ht_page_table_end(page);
}

void ht_page_companies(struct ht_page *page, const struct ht_account *account) {
    if (account->by_target_count + account->by_parent_count == 0)
        return;
    ht_page_section(page, "companies", "Exposure by company");
    put_companies(page, account, true);
    put_companies(page, account, false);
    ht_page_section_end(page);
}
