// SPDX-License-Identifier: GPL-3.0-or-later
// Selected companies by fund, of a run over several funds, in the HTML report.
#include "report/html_heat.h"
#include "report/wording.h"

// Funds that stand as columns; more stand as rows, with this many companies to a table, so that it can be printed.
enum { ACROSS = 8 };

static struct ht_heat_side funds_of(struct ht_page *page, const struct ht_cross *cross) {
    struct ht_heat_side side = {.count = cross->fund_count, .step = 1};
    side.names = ht_arena_array(page->arena, side.count, sizeof(*side.names));
    side.funds = ht_arena_array(page->arena, side.count, sizeof(*side.funds));
    for (size_t i = 0; i < side.count; i++) {
        side.names[i] = ht_text_fund_title(cross->funds[i].account);
        side.funds[i] = ht_page_fund_number(page, cross->funds[i].account);
    }
    return side;
}

static struct ht_heat_side targets_of(struct ht_page *page, const struct ht_cross *cross, size_t first,
                                      size_t count) {
    struct ht_heat_side side = {.count = count, .step = cross->fund_count};
    side.names = ht_arena_array(page->arena, count, sizeof(*side.names));
    for (size_t i = 0; i < count; i++)
        side.names[i] = cross->targets[first + i]->name;
    return side;
}

static void put_few_funds(struct ht_page *page, const struct ht_cross *cross) {
    const struct ht_heat heat = {.class_name = "cross by-target",
                                 .caption =
                                     "Net weight of each selected company in each fund, in percent of that fund",
                                 .corner = "Selected company",
                                 .rows = targets_of(page, cross, 0, cross->target_count),
                                 .columns = funds_of(page, cross),
                                 .cells = cross->cells,
                                 .largest = cross->largest};
    ht_page_heat(page, &heat);
}

static void put_many_funds(struct ht_page *page, const struct ht_cross *cross) {
    const struct ht_heat_side funds = funds_of(page, cross);
    for (size_t first = 0; first < cross->target_count; first += ACROSS) {
        size_t left = cross->target_count - first, count = left < ACROSS ? left : ACROSS;
        const struct ht_heat heat = {
            .class_name = "cross by-fund-row",
            .caption =
                ht_arena_format(page->arena,
                                "Net weight of selected companies %zu to %zu in each fund that holds any of them, in "
                                "percent of that fund",
                                first + 1, first + count),
            .corner = "Fund",
            .rows = funds,
            .columns = targets_of(page, cross, first, count),
            .cells = cross->cells + first * cross->fund_count,
            .largest = cross->largest};
        ht_page_heat(page, &heat);
    }
}

void ht_page_targets_by_funds(struct ht_page *page) {
    size_t count;
    const struct ht_cross_fund *funds = ht_cross_funds(page->scan, page->arena, &count);
    if (count < 2)
        return;
    const struct ht_cross cross = ht_cross_of(funds, count, page->scan->account_count, page->arena);
    ht_page_put(
        page,
        "<section class=\"across\">\n<h3 id=\"across\">Selected companies by fund</h3>\n<p class=\"note\">%s. "
        "Counted positions alone; a position may stand under several companies, and an empty cell is one "
        "where nothing was found.</p>\n",
        ht_word_cross(page->arena, &cross));
    ht_page_heat_scale(page, cross.cells, cross.target_count * cross.fund_count, cross.largest);
    if (cross.fund_count <= ACROSS)
        put_few_funds(page, &cross);
    else
        put_many_funds(page, &cross);
    ht_page_put(page, "</section>\n");
}
