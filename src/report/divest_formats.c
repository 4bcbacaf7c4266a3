// SPDX-License-Identifier: GPL-3.0-or-later
// The formats of a divestment.
#include <string.h>

#include "holdtrace/book_protocol.h"
#include "holdtrace/pdf_protocol.h"
#include "report/divest.h"

const struct ht_divest_format ht_divest_formats[] = {
    {"text", ht_divest_text, NULL, true},
    {"md", ht_divest_markdown, NULL, true},
    {"html", ht_divest_html, NULL, true},
    {"pdf", ht_divest_pdf, HT_PDF_PROGRAM, true},
    {"xlsx", ht_divest_xlsx, HT_BOOK_PROGRAM, true},
    {"json", ht_divest_json, NULL, false},
    {"csv", ht_divest_csv, NULL, false},
    {0},
};

const struct ht_divest_format *ht_divest_format_named(const char *name) {
    for (const struct ht_divest_format *format = ht_divest_formats; format->name; format++)
        if (strcmp(format->name, name) == 0)
            return format;
    return NULL;
}

void ht_divest_write(const struct ht_divest_format *format, const struct ht_divest_report *report,
                     struct ht_arena *arena, struct ht_buffer *buffer) {
    ht_arena_set_locale(arena, format->for_people ? report->scan->locale : NULL);
    format->write(report, arena, buffer);
    ht_arena_set_locale(arena, NULL);
}
