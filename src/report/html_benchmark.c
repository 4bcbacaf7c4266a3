// SPDX-License-Identifier: GPL-3.0-or-later
// What a fund, or a scheme, weighs beside its benchmark, in the HTML report.
#include "report/benchmark_words.h"
#include "report/html.h"
#include "report/wording.h"

// From the middle to the right where more is held than in the benchmark, to the left where less is.
static void put_difference(struct ht_page *page, struct ht_amount points, struct ht_amount largest) {
    enum { MIDDLE = 500000 };
    int64_t length = ht_page_share(points, largest) / 2;
    bool less = points.known && ht_decimal_sign(points.number) < 0;
    ht_page_put(
        page, "<td class=\"bar\"><svg aria-hidden=\"true\"><rect class=\"rail\" width=\"100%%\" height=\"100%%\"/>");
    if (length > 0) {
        ht_page_put(page, "<rect class=\"%s\" height=\"100%%\"", less ? "fill less" : "fill");
        ht_page_length(page, "x", less ? MIDDLE - length : MIDDLE);
        ht_page_length(page, "width", length);
        ht_page_put(page, "/>");
    }
    ht_page_put(page, "<line class=\"day\" x1=\"50%%\" x2=\"50%%\" y1=\"0\" y2=\"100%%\"/></svg></td>");
}

static void put_name(struct ht_page *page, const struct ht_active *row) {
    bool counted = ht_category_is_counted(page->scan->screen, row->category);
    ht_page_put(page, "<tr class=\"%s\"><th scope=\"row\">%s", counted ? "counted" : "tied",
                row->entity ? row->entity->name : ht_category_name(row->category));
    ht_page_put(page, " <span class=\"what\">%s</span></th>",
                row->entity ? ht_category_name(row->category)
                : counted   ? "counted"
                            : "not counted");
}

// OF: what is compared, "Fund".
static void put_rows(struct ht_page *page, const char *class_name, const char *heading, const char *of,
                     const struct ht_active *rows, size_t count) {
    const struct ht_page_column columns[] = {
        {heading, false}, {of, true}, {"Benchmark", true}, {"Difference, points", true}, {"To scale", false}};
    struct ht_amount largest = ht_amount_unknown();
    if (count == 0)
        return;
    for (size_t i = 0; i < count; i++)
        largest = ht_page_larger(largest, rows[i].active_pct);
    ht_page_table(page, class_name,
                  rows->entity ? "By selected company, the largest difference first; rows may overlap"
                               : "By category",
                  columns, sizeof columns / sizeof *columns);
    ht_page_put(page, "<tbody>\n");
    for (size_t i = 0; i < count; i++) {
        put_name(page, &rows[i]);
        ht_page_percent_cell(page, &columns[1], rows[i].fund_pct);
        ht_page_percent_cell(page, &columns[2], rows[i].benchmark_pct);
        ht_page_cell(page, &columns[3]);
        ht_page_data(page, rows[i].active_pct, ht_word_points(page->arena, rows[i].active_pct));
        ht_page_cell_end(page);
        put_difference(page, rows[i].active_pct, largest);
        ht_page_put(page, "</tr>\n");
    }
    ht_page_put(page, "</tbody>\n");
    ht_page_table_end(page);
}

// The heading, and whether there is a benchmark to compare with.
static bool begin(struct ht_page *page, const char *title, const char *whole) {
    const struct ht_benchmark_file *benchmark = page->scan->benchmark;
    if (!benchmark)
        return false;
    ht_page_section(page, "benchmark", title);
    ht_page_put(page, "<p class=\"note\">%s</p>\n",
                benchmark->account ? ht_word_benchmark(page->arena, benchmark, whole)
                                   : ht_word_no_benchmark(page->arena, benchmark));
    if (!benchmark->account)
        ht_page_section_end(page);
    return benchmark->account != NULL;
}

static void put_comparison(struct ht_page *page, const char *of, const struct ht_comparison *comparison) {
    if (comparison->by_category_count == 0)
        ht_page_put(page, "<p>No exposure was found in either.</p>\n");
    put_rows(page, "stack active-categories", "Category", of, comparison->by_category, comparison->by_category_count);
    if (comparison->by_target_count) {
        ht_page_fold(page, "By selected company");
        put_rows(page, "stack active-targets", "Selected company", of, comparison->by_target,
                 comparison->by_target_count);
        ht_page_fold_end(page);
    }
    ht_page_section_end(page);
}

void ht_page_benchmark(struct ht_page *page, const struct ht_account *account) {
    struct ht_comparison comparison;
    if (!begin(page, "Fund less benchmark", ht_word_denominator(account->denominator)))
        return;
    ht_benchmark_compare(account, page->scan->benchmark->account, page->arena, &comparison);
    put_comparison(page, "Fund", &comparison);
}

void ht_page_scheme_benchmark(struct ht_page *page, const struct ht_scheme *scheme) {
    struct ht_comparison comparison;
    if (!begin(page, "Scheme less benchmark", "of the scheme"))
        return;
    ht_benchmark_compare_scheme(scheme, page->scan->benchmark->account, page->arena, &comparison);
    put_comparison(page, "Scheme", &comparison);
}
