// SPDX-License-Identifier: GPL-3.0-or-later
// The report as text, for a terminal or as Markdown: the funds, then what holds for all of them.
#include <string.h>

#include "holdtrace/large.h"
#include "report/paper_markdown.h"
#include "report/scan_events.h"
#include "report/text.h"
#include "report/wording.h"

static const struct ht_column_spec SUMMARY_SPECS[] = {
    {"Fund", false},    {"Holdings of", false},      {"Exposed", true},
    {"Possible", true}, {"Could be compared", true}, {"Exposure", false}};

enum { SUMMARY_CELLS = sizeof SUMMARY_SPECS / sizeof *SUMMARY_SPECS };

static void summary_row(struct ht_text_report *report, const struct ht_report_file *file, const char **cells) {
    const struct ht_account *account = file->account;
    struct ht_arena *arena = report->arena;
    if (!account) {
        cells[0] = file->unread->path;
        for (int i = 1; i < SUMMARY_CELLS; i++)
            cells[i] = "-";
        cells[SUMMARY_CELLS - 1] =
            ht_unread_is_repeated(file->unread) ? "given before, counted once" : "not read, not tested";
        return;
    }
    ht_large_rest_fund();
    struct ht_verdict verdict = ht_text_verdict(report, account);
    cells[0] = ht_text_fund_name(account);
    cells[1] = ht_word_date(arena, account->resolution->portfolio->holdings_date);
    cells[2] = ht_arena_format(arena, "%zu of %zu", verdict.counted, account->line_count);
    cells[3] = ht_word_number(arena, (int64_t)verdict.possible);
    cells[4] = ht_word_percent(arena, account->coverage.comparable_pct);
    cells[5] = verdict.exposure;
}

static void write_sums(struct ht_text_report *report) {
    size_t count;
    const struct ht_category_sum *sums = ht_report_exposure(report->scan, report->arena, &count);
    for (size_t i = 0; i < count; i++)
        ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "All files, %s%s: %s, %s.",
                        ht_category_name(sums[i].category),
                        ht_category_is_counted(report->scan->screen, sums[i].category) ? "" : " (not counted)",
                        ht_word_count(report->arena, sums[i].sum.positions, "position"),
                        ht_word_sides(report->arena, &sums[i].sum));
}

void ht_text_summary(struct ht_text_report *report, const struct ht_report_files *files) {
    if (files->count > 1) {
        const char **cells = ht_arena_array(report->arena, files->count * SUMMARY_CELLS, sizeof *cells);
        for (size_t i = 0; i < files->count; i++)
            summary_row(report, &files->items[i], cells + i * SUMMARY_CELLS);
        struct ht_columns columns = ht_columns_of(SUMMARY_SPECS, SUMMARY_CELLS, 2, true);
        ht_paper_format(&report->paper, 0, 0, HT_BOLD, "Summary: %s read, %s not read",
                        ht_word_count(report->arena, report->scan->account_count, "fund"),
                        ht_word_count(report->arena, report->scan->unread_count, "file"));
        ht_columns_table(&columns, &report->paper, cells, files->count);
        ht_paper_gap(&report->paper);
        write_sums(report);
        ht_paper_gap(&report->paper);
        ht_text_targets_by_funds(report);
    }
    if (report->scan->ignored_count > 0) {
        ht_paper_text(&report->paper, 0, 0, HT_BOLD, "Files ignored in directories and archives");
        for (size_t i = 0; i < report->scan->ignored_count; i++)
            ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "%s: %s", report->scan->ignored[i].path,
                            report->scan->ignored[i].why);
        ht_paper_gap(&report->paper);
    }
}

void ht_text_origin(struct ht_text_report *report, const struct ht_origin *origin) {
    if (origin->path)
        ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "Unpacked from %s, SHA-256 %s", origin->path, origin->sha256);
}

static void write_unread(struct ht_text_report *report, const struct ht_unread *unread) {
    ht_paper_format(&report->paper, 0, 0, HT_BOLD, "%s: %s.", unread->path,
                    ht_unread_is_repeated(unread) ? "given before; counted once"
                                                  : "could not be read as holdings; nothing in it was tested");
    if (unread->sha256)
        ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "SHA-256 %s.", unread->sha256);
    ht_text_origin(report, &unread->origin);
    ht_text_problems(report, &unread->findings);
}

void ht_text_begin(struct ht_text_report *report, const struct ht_scan *scan, const struct ht_paper_kind *kind,
                   struct ht_arena *arena, struct ht_buffer *buffer) {
    enum { NO_TERMINAL = 100, NARROWEST = 40, WITH_BARS = 110 };
    size_t width = scan->width == 0 ? NO_TERMINAL : scan->width < NARROWEST ? NARROWEST : scan->width;
    *report = (struct ht_text_report){
        .scan = scan,
        .arena = arena,
        .paper = {.kind = kind,
                  .buffer = buffer,
                  .arena = arena,
                  .width = width,
                  .colour = scan->colour,
                  .bars = scan->bars && width >= WITH_BARS && !kind,
                  .links = scan->links},
        .cited = ht_cited_new(arena),
        .identified = ht_targets_identified(scan->ref, scan->targets),
    };
    report->paper.cited = &report->cited;
}

void ht_text_file(struct ht_text_report *report, const struct ht_report_file *file) {
    if (file->account)
        ht_text_fund(report, file->account);
    else
        write_unread(report, file->unread);
}

static void set_report(const struct ht_scan *scan, const struct ht_paper_kind *kind, struct ht_arena *arena,
                       struct ht_buffer *buffer) {
    struct ht_text_report report;
    ht_text_begin(&report, scan, kind, arena, buffer);
    ht_paper_reading(&report.paper);
    struct ht_report_files files = ht_report_files(scan, arena);
    if (files.count == 0)
        ht_paper_text(&report.paper, 0, 0, HT_BOLD, "No holdings file was read: nothing was tested.");
    for (size_t i = 0; i < files.count; i++) {
        ht_text_file(&report, &files.items[i]);
        ht_paper_gap(&report.paper);
    }
    if (files.count == 0)
        ht_paper_gap(&report.paper);
    ht_text_summary(&report, &files);
    if (scan->scheme)
        ht_text_scheme(&report, scan->scheme);
    ht_text_funds_files(&report);
    if (scan->fail_on)
        ht_text_events(&report);
    if (files.count > 0) {
        ht_paper_format(&report.paper, 0, 0, HT_PLAIN, "What these figures cannot tell. %s", ht_word_limits);
        ht_paper_gap(&report.paper);
    }
    ht_text_footer(&report);
}

void ht_report_text(const struct ht_scan *scan, struct ht_arena *arena, struct ht_buffer *buffer) {
    set_report(scan, NULL, arena, buffer);
}

void ht_report_markdown(const struct ht_scan *scan, struct ht_arena *arena, struct ht_buffer *buffer) {
    set_report(scan, &ht_paper_markdown, arena, buffer);
}
