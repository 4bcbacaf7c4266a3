// SPDX-License-Identifier: GPL-3.0-or-later
// How much is exposed: by category, by selected company, by head of the group.
#include "report/html.h"
#include "report/wording.h"

static const char NONE[] = "\xE2\x80\x93"; // a dash: there is none, as against "not known"

// The largest weight among COUNT sums that lie STRIDE bytes apart, without its sign; unknown when none is known.
static struct ht_amount largest(const struct ht_sum *first, size_t count, size_t stride) {
    struct ht_amount most = ht_amount_unknown();
    for (size_t i = 0; i < count; i++) {
        const struct ht_sum *sum = (const struct ht_sum *)(const void *)((const char *)first + i * stride);
        if (!sum->weight_pct.known)
            continue;
        struct ht_decimal size = ht_decimal_abs(sum->weight_pct.number);
        if (!most.known || ht_decimal_cmp(size, most.number) > 0)
            most = ht_amount_of(size);
    }
    return most;
}

static void put_bar(struct ht_page *page, const struct ht_sum *sum, struct ht_amount most) {
    bool is_short = sum->weight_pct.known && ht_decimal_sign(sum->weight_pct.number) < 0;
    ht_page_bar(page, ht_page_share(sum->weight_pct, most), is_short);
}

static void put_side(struct ht_page *page, const struct ht_page_column *column, bool any, struct ht_amount value,
                     const char *currency) {
    ht_page_cell(page, column);
    if (any)
        ht_page_money(page, value, currency);
    else
        ht_page_put(page, "%s", NONE);
    ht_page_cell_end(page);
}

static bool is_shown(const struct ht_category_sum *sum) {
    return sum->category < HT_POSSIBLE;
}

static void put_category(struct ht_page *page, const struct ht_category_sum *item, struct ht_amount most,
                         const struct ht_page_column *columns) {
    const struct ht_sum *sum = &item->sum;
    bool counted = ht_category_is_counted(page->scan->screen, item->category);
    ht_page_put(page, "<tr class=\"%s\"><th scope=\"row\">%s <span class=\"what\">%s</span></th>",
                counted ? "counted" : "tied", ht_category_name(item->category), ht_word_category(item->category));
    ht_page_cell_text(page, &columns[1], ht_word_number(page->arena, (int64_t)sum->positions));
    put_side(page, &columns[2], ht_sum_has_longs(sum), sum->long_value, sum->currency);
    put_side(page, &columns[3], ht_sum_has_shorts(sum), sum->short_value, sum->currency);
    put_side(page, &columns[4], sum->notional.known, sum->notional, sum->currency);
    ht_page_cell(page, &columns[5]);
    ht_page_percent(page, sum->weight_pct);
    ht_page_cell_end(page);
    ht_page_cell_text(page, &columns[6], counted ? "yes" : "no");
    put_bar(page, sum, most);
    ht_page_put(page, "</tr>\n");
}

void ht_page_categories(struct ht_page *page, const struct ht_account *account) {
    const struct ht_page_column columns[] = {{"Category", false}, {"Positions", true},
                                             {"Long", true},      {"Short", true},
                                             {"Notional", true},  {ht_word_weight_title(account->denominator), true},
                                             {"Counted", false},  {"To scale", false}};
    size_t shown = 0;
    while (shown < account->exposure_count && is_shown(&account->exposure[shown]))
        shown++;
    if (shown == 0)
        return;
    struct ht_amount most = largest(&account->exposure->sum, shown, sizeof *account->exposure);
    ht_page_section(page, "categories", "Exposure by category");
    ht_page_table(page, "stack exposure",
                  "Each position stands in the first category that fits its issuer, and counts once", columns,
                  sizeof columns / sizeof *columns);
    ht_page_put(page, "<tbody>\n");
    for (size_t i = 0; i < shown; i++)
        put_category(page, &account->exposure[i], most, columns);
    ht_page_put(page, "</tbody>\n");
    ht_page_table_end(page);
    ht_page_section_end(page);
}

static void put_company(struct ht_page *page, const struct ht_entity_sum *item, struct ht_amount most,
                        const struct ht_page_column *columns, bool targets) {
    const struct ht_page_column *column = columns + 1;
    bool counted = !targets || ht_category_is_counted(page->scan->screen, item->category);
    ht_page_put(page, "<tr class=\"%s\"><th scope=\"row\">%s", counted ? "counted" : "tied", item->entity->name);
    ht_page_wrap(page, " <span class=\"local\">", item->entity->local_name, "</span>");
    ht_page_put(page, " <span class=\"what\">%s</span></th>", item->entity->id);
    if (targets)
        ht_page_cell_text(page, column++, ht_category_name(item->category));
    ht_page_cell_text(page, column++, ht_word_number(page->arena, (int64_t)item->sum.positions));
    ht_page_cell(page, column);
    ht_page_money(page, item->sum.value, item->sum.currency);
    ht_page_cell_end(page);
    ht_page_cell(page, ++column);
    ht_page_percent(page, item->sum.weight_pct);
    ht_page_cell_end(page);
    put_bar(page, &item->sum, most);
    ht_page_put(page, "</tr>\n");
}

static void put_companies(struct ht_page *page, const struct ht_account *account, bool targets) {
    const struct ht_entity_sum *sums = targets ? account->by_target : account->by_parent;
    size_t count = targets ? account->by_target_count : account->by_parent_count, width = 0;
    struct ht_page_column columns[6];
    columns[width++] = (struct ht_page_column){targets ? "Selected company" : "Head of the group", false};
    if (targets)
        columns[width++] = (struct ht_page_column){"Category", false};
    columns[width++] = (struct ht_page_column){"Positions", true};
    columns[width++] = (struct ht_page_column){"Net value", true};
    columns[width++] = (struct ht_page_column){ht_word_weight_title(account->denominator), true};
    columns[width++] = (struct ht_page_column){"To scale", false};
    if (count == 0)
        return;
    struct ht_amount most = largest(&sums->sum, count, sizeof *sums);
    ht_page_table(page, targets ? "stack targets" : "stack parents",
                  targets ? "By selected company; a position may stand under several"
                          : "By head of the group that the issuer belongs to",
                  columns, width);
    ht_page_put(page, "<tbody>\n");
    for (size_t i = 0; i < count; i++)
        put_company(page, &sums[i], most, columns, targets);
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
