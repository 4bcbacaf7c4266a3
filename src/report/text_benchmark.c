// SPDX-License-Identifier: GPL-3.0-or-later
// What a fund weighs beside its benchmark, in the text report.
#include "report/text.h"
#include "report/wording.h"

// OF: what is compared, "Fund".
static void write_rows(struct ht_text_report *report, const char *title, const char *of, const struct ht_active *rows,
                       size_t count) {
    const struct ht_column_spec specs[] = {
        {title, false}, {"Category", false}, {of, true}, {"Benchmark", true}, {"Difference, points", true}};
    enum { COUNT = sizeof specs / sizeof *specs };
    const char **cells = ht_arena_array(report->arena, count * COUNT, sizeof *cells);
    char number[HT_DECIMAL_TEXT];
    if (count == 0)
        return;
    for (size_t i = 0; i < count; i++) {
        const char **row = cells + i * COUNT;
        bool more = rows[i].active_pct.known && ht_decimal_sign(rows[i].active_pct.number) > 0;
        row[0] = rows[i].entity ? ht_word_entity(report->arena, rows[i].entity)
                 : ht_category_is_counted(report->scan->screen, rows[i].category) ? "counted"
                                                                                  : "not counted";
        row[1] = ht_category_name(rows[i].category);
        row[2] = ht_word_percent(report->arena, rows[i].fund_pct);
        row[3] = ht_word_percent(report->arena, rows[i].benchmark_pct);
        row[4] = rows[i].active_pct.known ? ht_arena_format(report->arena, "%s%s", more ? "+" : "",
                                                            ht_decimal_text(rows[i].active_pct.number, number))
                                          : "not known";
    }
    struct ht_columns columns = ht_columns_of(specs, COUNT, 2, true);
    ht_columns_table(&columns, &report->paper, cells, count);
}

// The benchmark, and how much of it could be compared: a weight of nothing there is only as good as that. WHOLE: what
// the other weights are percentages of.
static void say_benchmark(struct ht_text_report *report, const char *whole) {
    const struct ht_account *other = report->scan->benchmark->account;
    const struct ht_portfolio *portfolio = other->resolution->portfolio;
    const struct ht_coverage *coverage = &other->coverage;
    struct ht_arena *arena = report->arena;
    ht_paper_format(&report->paper, 2, 4, HT_PLAIN,
                    "Compared with the benchmark %s, holdings of %s, file %s, SHA-256 %s: weights are %s and, in the "
                    "benchmark, %s; of the benchmark %s could be compared by identifier and %s by name alone%s%s.",
                    ht_text_fund_name(other), ht_word_date(arena, portfolio->holdings_date), portfolio->path,
                    portfolio->sha256, whole, ht_word_denominator(other->denominator),
                    ht_word_percent(arena, coverage->comparable_pct),
                    ht_word_percent(arena, coverage->comparable_by_name_pct),
                    report->scan->benchmark->trouble ? "; it could not be read whole" : "",
                    ht_account_is_part(other) ? "; its file seems to hold a part of it" : "");
}

// The title, and whether there is a benchmark to compare with.
static bool begin(struct ht_text_report *report, const char *title, const char *whole) {
    const struct ht_benchmark_file *benchmark = report->scan->benchmark;
    if (!benchmark)
        return false;
    ht_paper_gap(&report->paper);
    ht_paper_text(&report->paper, 2, 2, HT_BOLD, title);
    if (benchmark->account)
        say_benchmark(report, whole);
    else
        ht_paper_format(&report->paper, 2, 4, HT_YELLOW, "Nothing is compared with the benchmark %s: %s.",
                        benchmark->path, benchmark->why);
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
