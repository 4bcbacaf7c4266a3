// SPDX-License-Identifier: GPL-3.0-or-later
// The report as text, for a terminal or as Markdown: the funds, then what holds for all of them.
#include <string.h>

#include "report/paper_markdown.h"
#include "report/scan_events.h"
#include "report/text.h"
#include "report/wording.h"

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
    for (size_t i = 0; i < files.count; i++) {
        ht_text_file(&report, &files.items[i]);
        ht_paper_gap(&report.paper);
    }
    const struct ht_text_totals totals = ht_text_totals(&report, &files);
    ht_text_end(&report, &totals);
}

void ht_text_end(struct ht_text_report *report, const struct ht_text_totals *totals) {
    const struct ht_scan *scan = report->scan;
    if (totals->count == 0) {
        ht_paper_text(&report->paper, 0, 0, HT_BOLD, "No holdings file was read: nothing was tested.");
        ht_paper_gap(&report->paper);
    }
    ht_text_summary(report, totals);
    if (scan->scheme)
        ht_text_scheme(report, scan->scheme);
    ht_text_funds_files(report);
    if (scan->fail_on)
        ht_text_events(report);
    if (totals->count > 0) {
        ht_paper_format(&report->paper, 0, 0, HT_PLAIN, "What these figures cannot tell. %s", ht_word_limits);
        ht_paper_gap(&report->paper);
    }
    ht_text_footer(report);
}

void ht_report_text(const struct ht_scan *scan, struct ht_arena *arena, struct ht_buffer *buffer) {
    set_report(scan, NULL, arena, buffer);
}

void ht_report_markdown(const struct ht_scan *scan, struct ht_arena *arena, struct ht_buffer *buffer) {
    set_report(scan, &ht_paper_markdown, arena, buffer);
}
