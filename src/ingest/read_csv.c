// SPDX-License-Identifier: GPL-3.0-or-later
// The reader of delimited text: bytes, characters, rows.
#include "holdtrace/csv.h"
#include "holdtrace/decode.h"
#include "holdtrace/reader.h"

static bool reads(const struct ht_source *source) {
    return source->content == HT_CONTENT_TEXT;
}

static enum ht_status read_parts(const struct ht_source *source, const struct ht_reader_options *options,
                                 struct ht_arena *arena, struct ht_parts *out, struct ht_findings *findings,
                                 struct ht_error *err) {
    struct ht_text text;
    struct ht_part *part = ht_arena_alloc(arena, sizeof *part);
    enum ht_status status = ht_decode(source, options->encoding, arena, &text, findings, err);
    if (status != HT_OK)
        return status;
    part->findings = ht_findings_in(arena);
    *out = (struct ht_parts){.encoding = text.encoding, .items = part, .count = 1};
    struct ht_arena *rows = options->rows != NULL ? options->rows : arena;
    return ht_csv_read_apart(text.utf8, 0, arena, rows, &part->grid, &part->findings, err);
}

const struct ht_reader ht_reader_csv = {
    .name = "csv",
    .title = "delimited text",
    .reads = reads,
    .read = read_parts,
};
