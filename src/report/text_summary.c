// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for several funds in the text report: one line for each, sums, files that were ignored.
#include "holdtrace/large.h"
#include "report/text.h"
#include "report/wording.h"

static const struct ht_column_spec SPECS[HT_TEXT_ROW_CELLS] = {
    {"Fund", false},    {"Holdings of", false},      {"Exposed", true},
    {"Possible", true}, {"Could be compared", true}, {"Exposure", false}};

void ht_text_fund_row(struct ht_text_report *report, const struct ht_account *account,
                      const char *cells[HT_TEXT_ROW_CELLS]) {
    struct ht_arena *arena = report->arena;
    ht_large_rest_fund();
    struct ht_verdict verdict = ht_text_verdict(report, account);
    cells[0] = ht_text_fund_name(account);
    cells[1] = ht_word_date(arena, account->resolution->portfolio->holdings_date);
    cells[2] = ht_arena_format(arena, "%zu of %zu", verdict.counted, account->line_count);
    cells[3] = ht_word_number(arena, (int64_t)verdict.possible);
    cells[4] = ht_word_percent(arena, account->coverage.comparable_pct);
    cells[5] = verdict.exposure;
}

void ht_text_unread_row(const struct ht_unread *unread, const char *cells[HT_TEXT_ROW_CELLS]) {
    cells[0] = unread->path;
    for (int i = 1; i < HT_TEXT_ROW_CELLS; i++)
        cells[i] = "-";
    cells[HT_TEXT_ROW_CELLS - 1] =
        ht_unread_is_repeated(unread) ? "given before, counted once" : "not read, not tested";
}

struct ht_text_totals ht_text_totals(struct ht_text_report *report, const struct ht_report_files *files) {
    const char **rows = ht_arena_array(report->arena, files->count * HT_TEXT_ROW_CELLS, sizeof *rows);
    struct ht_text_totals totals = {.rows = rows,
                                    .count = files->count,
                                    .funds = report->scan->account_count,
                                    .unread = report->scan->unread_count};
    // Nothing is summed up of one alone.
    if (files->count < 2)
        return totals;
    for (size_t i = 0; i < files->count; i++) {
        const struct ht_report_file *file = &files->items[i];
        if (file->account)
            ht_text_fund_row(report, file->account, rows + i * HT_TEXT_ROW_CELLS);
        else
            ht_text_unread_row(file->unread, rows + i * HT_TEXT_ROW_CELLS);
    }
    totals.sums = ht_report_exposure(report->scan, report->arena, &totals.sum_count);
    totals.exposed = ht_cross_funds(report->scan, report->arena, &totals.exposed_count);
    return totals;
}

static void write_sums(struct ht_text_report *report, const struct ht_text_totals *totals) {
    for (size_t i = 0; i < totals->sum_count; i++)
        ht_paper_format(
            &report->paper, 2, 4, HT_PLAIN, "All files, %s%s: %s, %s.", ht_category_name(totals->sums[i].category),
            ht_category_is_counted(report->scan->screen, totals->sums[i].category) ? "" : " (not counted)",
            ht_word_count(report->arena, totals->sums[i].sum.positions, "position"),
            ht_word_sides(report->arena, &totals->sums[i].sum));
}

void ht_text_summary(struct ht_text_report *report, const struct ht_text_totals *totals) {
    if (totals->count > 1) {
        struct ht_columns columns = ht_columns_of(SPECS, HT_TEXT_ROW_CELLS, 2, true);
        ht_paper_format(&report->paper, 0, 0, HT_BOLD, "Summary: %s read, %s not read",
                        ht_word_count(report->arena, totals->funds, "fund"),
                        ht_word_count(report->arena, totals->unread, "file"));
        ht_columns_table(&columns, &report->paper, totals->rows, totals->count);
        ht_paper_gap(&report->paper);
        write_sums(report, totals);
        ht_paper_gap(&report->paper);
        ht_text_targets_by_funds(report, totals->exposed, totals->exposed_count, totals->funds);
    }
    if (report->scan->ignored_count > 0) {
        ht_paper_text(&report->paper, 0, 0, HT_BOLD, "Files ignored in directories and archives");
        for (size_t i = 0; i < report->scan->ignored_count; i++)
            ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "%s: %s", report->scan->ignored[i].path,
                            report->scan->ignored[i].why);
        ht_paper_gap(&report->paper);
    }
}
