// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Delimited text to cells, beside libcsv alone, which gets the text a line at a time and begins anew on the second
 * line of a record that it refuses. Both must come to the same rows, lines and dropped records. The first byte of the
 * input is the delimiter.
 */
#include "fuzz.h"

#include <csv.h>
#include <string.h>

#include "holdtrace/csv.h"
#include "ingest/dialect.h"

// What libcsv makes of the text is compared with GRID as it comes, a record at a time: a refused one takes its cells
// back.
struct expected {
    const struct ht_grid *grid;
    struct ht_slice text;
    char delimiter;
    size_t row, cell; // of GRID, that come next
    bool differs;     // in the record being read
    bool ended;
    long line; // of the record
    size_t dropped;
};

static int no_space(unsigned char c) {
    (void)c;
    return 0;
}

static void expect_cell(void *data, size_t len, void *user) {
    struct expected *e = user;
    const struct ht_row *row = e->row < e->grid->count ? &e->grid->rows[e->row] : NULL;
    bool blank = e->cell == 0 && len == 0;
    bool same = row != NULL && row->line == e->line && e->cell < row->width && row->cells[e->cell].len == len &&
                (len == 0 || memcmp(row->cells[e->cell].data, data, len) == 0) &&
                row->cells[e->cell].data[len] == '\0';
    e->differs |= !same && !blank;
    e->differs |= blank && row != NULL && row->line == e->line && row->cells[0].len > 0;
    e->cell++;
}

static void expect_row(int end, void *user) {
    struct expected *e = user;
    (void)end;
    e->ended = true;
    if (e->cell == 0)
        return;
    const struct ht_row *row = e->row < e->grid->count ? &e->grid->rows[e->row] : NULL;
    bool there = row != NULL && row->line == e->line;
    fuzz_expect(there || e->cell == 1, "only a blank line is no row");
    fuzz_expect(!there || (!e->differs && row->width == e->cell && !(e->cell == 1 && row->cells[0].len == 0)),
                "a row is as libcsv reads it");
    e->row += there;
    e->cell = 0;
    e->differs = false;
}

static size_t next_line(struct ht_slice text, size_t from) {
    while (from < text.len && text.data[from] != '\n' && text.data[from] != '\r')
        from++;
    if (from + 1 < text.len && text.data[from] == '\r' && text.data[from + 1] == '\n')
        from++;
    return from < text.len ? from + 1 : from;
}

// Reads the record at AT, which begins on line e->line; returns where to go on, and adds to *LINE.
static size_t expect_record(struct expected *e, size_t at, long *line) {
    struct csv_parser parser;
    size_t begin = at, len = 0;
    bool good = csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) == 0;
    csv_set_delim(&parser, (unsigned char)e->delimiter);
    csv_set_space_func(&parser, no_space);
    *e = (struct expected){e->grid, e->text, e->delimiter, e->row, 0, false, false, *line + 1, e->dropped};
    while (good && !e->ended && at < e->text.len) {
        len = next_line(e->text, at) - at;
        good = csv_parse(&parser, e->text.data + at, len, expect_cell, expect_row, e) == len;
        at += len;
        ++*line;
    }
    if (good && !e->ended)
        good = csv_fini(&parser, expect_cell, expect_row, e) == 0;
    csv_free(&parser);
    if (!good) {
        e->dropped++;
        *line = e->line;
        at = next_line(e->text, begin);
    }
    return at;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    // A NUL is replaced before; a mark at the start is taken off.
    bool fit = size > 1 && memchr(",;\t|", data[0], 4) != NULL && memchr(data, 0, size) == NULL && data[1] != 0xEF;
    if (!fit)
        return -1;
    // Other dialects are not libcsv's own.
    struct ht_dialect dialect = ht_dialect_of((struct ht_slice){(const char *)data + 1, size - 1}, (char)data[0]);
    if (dialect.quote != '"' || dialect.blanks || dialect.escapes)
        return -1;
    struct ht_arena *arena = ht_arena_new();
    struct ht_findings findings = ht_findings_in(arena);
    struct ht_grid grid;
    struct ht_error err;
    struct ht_source *source = fuzz_source("text", data + 1, size - 1);
    struct expected e = {
        .grid = &grid, .text = {(const char *)source->bytes, source->size}, .delimiter = (char)data[0]};
    fuzz_expect(ht_csv_read(e.text, e.delimiter, arena, &grid, &findings, &err) == HT_OK, "any text is split");
    long line = 0;
    for (size_t at = 0; at < e.text.len;)
        at = expect_record(&e, at, &line);
    fuzz_expect(e.row == grid.count && e.dropped == grid.dropped, "as many rows, and as many dropped");
    fuzz_expect(findings.count == grid.dropped && grid.lines >= line, "each dropped record is said");
    ht_source_close(source);
    ht_arena_free(arena);
    return 0;
}
