// SPDX-License-Identifier: GPL-3.0-or-later
// The table of formats, and the exit code that an outcome means.
#include "holdtrace/report.h"

#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/book_protocol.h"
#include "holdtrace/pdf_protocol.h"
#include "report/pieces.h"

const struct ht_report_format ht_report_formats[] = {
    {"text", "for reading in a terminal", ht_report_text, NULL, true},
    {"md", "the same as Markdown, for tickets and mails", ht_report_markdown, NULL, true},
    {"csv", "one line a position, for spreadsheets", ht_report_csv, NULL, false},
    {"json", "everything, as one document of schema holdtrace.check/1", ht_report_json, NULL, false},
    {"jsonl", "the same, one file a line, then the summary", ht_report_jsonl, NULL, false},
    {"html", "for a board: one page to look at and to print", ht_report_html, NULL, true},
    {"pdf", "for a board: pages to print, made by " HT_PDF_PROGRAM, ht_report_pdf, HT_PDF_PROGRAM, true},
    {"xlsx", "a workbook, with sums that stay tied to the positions", ht_report_xlsx, HT_BOOK_PROGRAM, true},
    {0},
};

const char *const ht_order_names[HT_ORDER_COUNT] = {"line", "value", "weight", "name"};

const struct ht_report_format *ht_report_format_named(const char *name) {
    for (const struct ht_report_format *format = ht_report_formats; format->name; format++)
        if (strcmp(format->name, name) == 0)
            return format;
    return NULL;
}

void ht_report_write(const struct ht_report_format *format, const struct ht_scan *scan, struct ht_arena *arena,
                     struct ht_buffer *buffer) {
    ht_arena_set_locale(arena, format->for_people ? scan->locale : NULL);
    format->write(scan, arena, buffer);
    ht_arena_set_locale(arena, NULL);
}

int ht_outcome_exit_code(const struct ht_outcome *outcome) {
    if (outcome->trouble)
        return 2;
    if (outcome->exposure)
        return 1;
    return outcome->possible || !outcome->coverage_ok || outcome->nobody ? 3 : 0;
}

int ht_scan_exit_code(const struct ht_scan *scan) {
    if (!scan->fail_on)
        return ht_outcome_exit_code(&scan->outcome);
    if (scan->outcome.trouble)
        return 2;
    if (scan->event_count > 0)
        return 1;
    return !scan->outcome.coverage_ok || scan->outcome.nobody ? 3 : 0;
}
