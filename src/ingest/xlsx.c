// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The reader of xlsx workbooks: one part a sheet. Hidden sheets hold what the publisher did not mean to show: they
 * are kept apart, with a note. What is no xlsx and looks like one is named.
 */
#include <string.h>

#include "holdtrace/reader.h"
#include "ingest/workbook.h"

static bool reads(const struct ht_source *source) {
    return source->content == HT_CONTENT_XLSX;
}

static void report_open(enum ht_status status, const struct ht_error *failure, struct ht_findings *findings) {
    enum ht_code code = status == HT_ERR_NOT_FOUND ? HT_CODE_UNREADABLE
                        : status == HT_ERR_LIMIT   ? HT_CODE_BOUND
                                                   : HT_CODE_MALFORMED;
    ht_find(findings, code, 0, "%s", failure->message);
}

// Whether SHEET is shown; says why not.
static bool is_shown(const struct ht_workbook_sheet *sheet, struct ht_findings *findings) {
    if (sheet->path != NULL && sheet->hidden)
        ht_find(findings, HT_CODE_HIDDEN_SHEET, 0, "the sheet \"%s\" is hidden and is not counted", sheet->name);
    return sheet->path != NULL && !sheet->hidden;
}

static void read_sheets(struct ht_workbook *book, struct ht_parts *out, struct ht_findings *findings) {
    out->items = ht_arena_array(book->arena, book->sheet_count + 1, sizeof *out->items);
    out->hidden = ht_arena_array(book->arena, book->sheet_count + 1, sizeof *out->hidden);
    for (size_t i = 0; i < book->sheet_count; i++) {
        const struct ht_workbook_sheet *sheet = &book->sheets[i];
        bool shown = is_shown(sheet, findings);
        if (sheet->path == NULL)
            continue;
        struct ht_part *part = shown ? &out->items[out->count++] : &out->hidden[out->hidden_count++];
        part->name = sheet->name;
        part->findings = ht_findings_in(book->arena);
        ht_workbook_read_sheet(book, sheet, &part->grid, &part->findings);
    }
}

static enum ht_status read_parts(const struct ht_source *source, const struct ht_reader_options *options,
                                 struct ht_arena *arena, struct ht_parts *out, struct ht_findings *findings,
                                 struct ht_error *err) {
    (void)options; // the package says how its texts are encoded
    (void)err;
    struct ht_workbook book = {.arena = arena, .sheet = ht_sheet_grid_in(arena)};
    struct ht_error failure;
    *out = (struct ht_parts){0};
    enum ht_status status = ht_zip_open(source->bytes, source->size, &book.zip, &failure);
    if (status != HT_OK)
        report_open(status, &failure, findings);
    else if (ht_workbook_open(&book, findings) && ht_workbook_read_strings(&book, findings) &&
             ht_workbook_read_styles(&book, findings))
        read_sheets(&book, out, findings);
    ht_zip_close(book.zip);
    return HT_OK;
}

const struct ht_reader ht_reader_xlsx = {
    .name = "xlsx",
    .title = "Excel workbook",
    .reads = reads,
    .read = read_parts,
};
