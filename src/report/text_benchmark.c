// SPDX-License-Identifier: GPL-3.0-or-later
// What a fund weighs beside its benchmark, in the text report.
#include "report/benchmark_words.h"
#include "report/text.h"
#include "report/wording.h"

// OF: what is compared, "Fund".
static void write_rows(struct ht_text_report *report, const char *title, const char *of, const struct ht_active *rows,
                       size_t count) {
    const struct ht_column_spec specs[] = {
        {title, false}, {"Category", false}, {of, true}, {"Benchmark", true}, {"Difference, points", true}};
    enum { COUNT = sizeof specs / sizeof *specs };
    const char **cells = ht_arena_array(report->arena, count * COUNT, sizeof *cells);
    if (count == 0)
        return;
    for (size_t i = 0; i < count; i++) {
        const char **row = cells + i * COUNT;
        row[0] = rows[i].entity ? ht_word_entity(report->arena, rows[i].entity)
                 : ht_category_is_counted(report->scan->screen, rows[i].category) ? "counted"
                                                                                  : "not counted";
        row[1] = ht_category_name(rows[i].category);
        row[2] = ht_word_percent(report->arena, rows[i].fund_pct);
        row[3] = ht_word_percent(report->arena, rows[i].benchmark_pct);
        row[4] = ht_word_points(report->arena, rows[i].active_pct);
    }
    struct ht_columns columns = ht_columns_of(specs, COUNT, 2, true);
    ht_columns_table(&columns, &report->paper, cells, count);
}

// The title, and whether there is a benchmark to compare with.
static bool begin(struct ht_text_report *report, const char *title, const char *whole) {
    const struct ht_benchmark_file *benchmark = report->scan->benchmark;
    if (!benchmark)
        return false;
    ht_paper_gap(&report->paper);
    ht_paper_text(&report->paper, 2, 2, HT_BOLD, title);
    if (benchmark->account)
        ht_paper_text(&report->paper, 2, 4, HT_PLAIN, ht_word_benchmark(report->arena, benchmark, whole));
    else
        ht_paper_text(&report->paper, 2, 4, HT_YELLOW, ht_word_no_benchmark(report->arena, benchmark));
    return benchmark->account != NULL;
}

static void write_comparison(struct ht_text_report *report, const char *of, const struct ht_comparison *comparison) {
    if (comparison->by_category_count == 0)
        ht_paper_text(&report->paper, 2, 4, HT_PLAIN, "No exposure was found in either.");
    write_rows(report, "Categories", of, comparison->by_category, comparison->by_category_count);
    if (comparison->by_target_count == 0)
        return;
    ht_paper_gap(&report->paper);
    write_rows(report, "Selected company (rows may overlap)", of, comparison->by_target, comparison->by_target_count);
}

void ht_text_benchmark(struct ht_text_report *report, const struct ht_account *account) {
    struct ht_comparison comparison;
    if (!begin(report, "Fund less benchmark", ht_word_denominator(account->denominator)))
        return;
    ht_benchmark_compare(account, report->scan->benchmark->account, report->arena, &comparison);
    write_comparison(report, "Fund", &comparison);
}

void ht_text_scheme_benchmark(struct ht_text_report *report, const struct ht_scheme *scheme) {
    struct ht_comparison comparison;
    if (!begin(report, "Scheme less benchmark", "of the scheme"))
        return;
    ht_benchmark_compare_scheme(scheme, report->scan->benchmark->account, report->arena, &comparison);
    write_comparison(report, "Scheme", &comparison);
}
