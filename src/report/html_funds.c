// SPDX-License-Identifier: GPL-3.0-or-later
// Funds that were looked through, in the HTML report: how far, which to change, which by which files.
#include "report/funds_words.h"
#include "report/html.h"
#include "report/wording.h"

static void put_fund_to_change(struct ht_page *page, const struct ht_fund_sum *entry,
                               const struct ht_page_column *columns, struct ht_amount largest) {
    const struct ht_sum *sum = &entry->sum;
    ht_page_put(page, "<tr class=\"counted\"><th scope=\"row\">%s</th>", ht_word_held_name(entry->fund));
    ht_page_cell_text(page, &columns[1], ht_arena_format(page->arena, "%ld", entry->fund->line));
    ht_page_cell_text(page, &columns[2], ht_word_number(page->arena, (int64_t)sum->positions));
    ht_page_side(page, &columns[3], ht_sum_has_longs(sum), sum->long_value, sum->currency);
    ht_page_side(page, &columns[4], ht_sum_has_shorts(sum), sum->short_value, sum->currency);
    ht_page_percent_cell(page, &columns[5], sum->weight_pct);
    ht_page_weight_bar(page, sum->weight_pct, largest);
    ht_page_put(page, "</tr>\n");
}

static void put_funds_to_change(struct ht_page *page, const struct ht_account *account) {
    const struct ht_page_column columns[] = {{"Which fund to change", false},
                                             {"Line", true},
                                             {"Positions", true},
                                             {"Long", true},
                                             {"Short", true},
                                             {ht_word_weight_title(account->denominator), true},
                                             {"To scale", false}};
    struct ht_amount largest = ht_amount_unknown();
    if (account->by_fund_count == 0)
        return;
    for (size_t i = 0; i < account->by_fund_count; i++)
        largest = ht_page_larger(largest, account->by_fund[i].sum.weight_pct);
    ht_page_table(page, "stack by-fund", "Counted exposure that each fund brings, the largest first", columns,
                  sizeof columns / sizeof *columns);
    ht_page_put(page, "<tbody>\n");
    for (size_t i = 0; i < account->by_fund_count; i++)
        put_fund_to_change(page, &account->by_fund[i], columns, largest);
    ht_page_put(page, "</tbody>\n");
    ht_page_table_end(page);
}

static void put_held(struct ht_page *page, const struct ht_held_fund *held, const struct ht_page_column *columns) {
    ht_page_put(page, "<tr><th scope=\"row\">%s", ht_word_held_name(held));
    if (held->through)
        ht_page_put(page, " <span class=\"what\">inside %s</span>", ht_word_held_name(held->through->fund));
    ht_page_put(page, "</th>");
    ht_page_cell_text(page, &columns[1], ht_arena_format(page->arena, "%ld", held->line));
    ht_page_cell_text(page, &columns[2], ht_word_held_amount(page->arena, held));
    ht_page_cell_text(page, &columns[3], ht_word_held_outcome(page->arena, held));
    ht_page_put(page, "</tr>\n");
}

static void put_held_funds(struct ht_page *page, const struct ht_look_through *looked) {
    static const struct ht_page_column COLUMNS[] = {
        {"Fund", false}, {"Line", true}, {"Held", true}, {"What became of it", false}};
    ht_page_fold(page, ht_arena_format(page->arena, "What became of %s",
                                       ht_word_count(page->arena, looked->count, "fund row")));
    ht_page_table(page, "stack held", "Funds in the order of the file, each before those inside it", COLUMNS,
                  sizeof COLUMNS / sizeof *COLUMNS);
    ht_page_put(page, "<tbody>\n");
    for (size_t i = 0; i < looked->count; i++)
        put_held(page, looked->funds[i], COLUMNS);
    ht_page_put(page, "</tbody>\n");
    ht_page_table_end(page);
    ht_page_fold_end(page);
}

void ht_page_held_funds(struct ht_page *page, const struct ht_account *account) {
    const struct ht_look_through *looked = account->resolution->portfolio->look_through;
    if (!looked)
        return;
    ht_page_section(page, "through", "Looking through funds");
    ht_page_put(page, "<p class=\"note\">%s</p>\n",
                looked->count ? ht_word_fund_coverage(page->arena, looked) : "No fund is held.");
    put_funds_to_change(page, account);
    if (looked->count)
        put_held_funds(page, looked);
    ht_page_section_end(page);
}

static void put_funds_file(struct ht_page *page, const struct ht_funds_file *file) {
    ht_page_put(page, "<li>%s: %s", file->path, ht_word_funds_file(page->arena, file));
    for (size_t i = 0; i < file->findings.count; i++)
        if (file->findings.items[i].severity != HT_NOTE)
            ht_page_put(page, "<p>%s %s: %s.</p>", ht_severity_name(file->findings.items[i].severity),
                        ht_code_name(file->findings.items[i].code),
                        ht_finding_words(page->arena, &file->findings.items[i]));
    ht_page_put(page, "</li>\n");
}

void ht_page_funds_files(struct ht_page *page) {
    const struct ht_scan *scan = page->scan;
    if (!scan->funds)
        return;
    ht_page_put(page, "<h3>Files to look through funds by</h3>\n");
    ht_page_fold(page, ht_word_count(page->arena, scan->funds_file_count, "file"));
    ht_page_put(page, "<ul class=\"sums\">\n");
    for (size_t i = 0; i < scan->funds_file_count; i++)
        put_funds_file(page, &scan->funds_files[i]);
    ht_page_put(page, "</ul>\n");
    ht_page_fold_end(page);
}
