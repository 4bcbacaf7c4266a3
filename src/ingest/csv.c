// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Delimited text over libcsv, the one place where <csv.h> is used.
 *
 * The text is handed to libcsv one physical line at a time, so that it is known on which line and byte a record
 * began. In strict mode libcsv stops at a quote that has no business where it stands, and csv_fini must not be called
 * then (it would hand out the broken row as if it were whole); the parser is started anew on the line after the one
 * where the record began. A line inside a quoted field has an even number of quotes, and such a line read on its own
 * is a record of one line: so no line is read more than twice.
 */
#include "holdtrace/csv.h"

#include <csv.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "ingest/dialect.h"

struct reading {
    struct ht_slice text;
    struct csv_parser parser;
    unsigned char delimiter;
    struct ht_dialect dialect;
    struct ht_grid *grid;
    struct ht_slice *cells; // of the whole grid; rows point into it
    size_t cell_count;
    size_t row_begin; // first cell of the row being read
    char *store;      // bytes of the cells, each ended by NUL
    size_t store_len;
    size_t store_begin; // where the cells of the row being read begin
    long record_line;
    bool record_ended;
};

static int never_space(unsigned char c) {
    (void)c;
    return 0;
}

static int blank(unsigned char c) {
    return c == ' ';
}

// Between apostrophes a quote is doubled by some programs, although it needs not be.
static size_t single(char *text, size_t len) {
    size_t n = 0;
    for (size_t i = 0; i < len; i++) {
        i += text[i] == '"' && i + 1 < len && text[i + 1] == '"';
        text[n++] = text[i];
    }
    return n;
}

static void take_field(void *field, size_t len, void *user) {
    struct reading *r = user;
    char *copy = r->store + r->store_len;
    if (len > 0) {
        memcpy(copy, field, len);
    }
    if (r->dialect.quote == '\'') {
        len = single(copy, len);
    }
    copy[len] = '\0';
    r->store_len += len + 1;
    r->cells[r->cell_count++] = (struct ht_slice){copy, len};
}

static void take_row(int end, void *user) {
    struct reading *r = user;
    (void)end;
    r->record_ended = true;
    size_t width = r->cell_count - r->row_begin;
    // With CSV_REPALL_NL a blank line is a row without fields, and so is the LF of a CRLF.
    if (width > 0 && !(width == 1 && r->cells[r->row_begin].len == 0)) {
        r->grid->rows[r->grid->count++] = (struct ht_row){r->record_line, width, r->cells + r->row_begin};
    }
    r->row_begin = r->cell_count;
    r->store_begin = r->store_len;
}

static bool start(struct reading *r) {
    // Apostrophes stand in words as well: where they quote, one that cannot is an apostrophe.
    bool strict = r->dialect.quote == '"';
    unsigned char options = (unsigned char)((strict ? CSV_STRICT : 0) | CSV_STRICT_FINI | CSV_REPALL_NL);
    if (csv_init(&r->parser, options) != 0) {
        return false;
    }
    csv_set_delim(&r->parser, r->delimiter);
    csv_set_quote(&r->parser, (unsigned char)r->dialect.quote);
    csv_set_space_func(&r->parser, r->dialect.blanks ? blank : never_space);
    csv_set_blk_size(&r->parser, 4096);
    r->cell_count = r->row_begin;
    r->store_len = r->store_begin;
    return true;
}

// One past the line that begins at FROM, its end (LF, CRLF or CR) included.
static size_t line_end(struct ht_slice text, size_t from) {
    enum { WINDOW = 512 }; // by pieces, so that a file without one of the two is not searched to its end each time
    for (size_t at = from; at < text.len; at += WINDOW) {
        size_t left = text.len - at, window = left < WINDOW ? left : WINDOW;
        const char *start = text.data + at;
        const char *feed = memchr(start, '\n', window);
        const char *carriage = memchr(start, '\r', feed != NULL ? (size_t)(feed - start) : window);
        if (carriage != NULL || feed != NULL) {
            size_t end = (size_t)((carriage != NULL ? carriage : feed) - text.data) + 1;
            return end + (carriage != NULL && end < text.len && text.data[end] == '\n');
        }
    }
    return text.len;
}

static void drop_record(struct reading *r, struct ht_findings *findings, bool at_end) {
    r->grid->dropped++;
    ht_find(findings, HT_CODE_BAD_QUOTE, r->record_line,
            at_end ? "a quote is opened and never closed; the record was dropped"
                   : "a quote stands where none may stand; the record was dropped");
}

static enum ht_status memory_failure(struct ht_error *err) {
    return ht_fail(err, HT_ERR_LIMIT, "out of memory while reading delimited text");
}

static enum ht_status read_records(struct reading *r, struct ht_findings *findings, struct ht_error *err) {
    size_t position = 0, record_position = 0;
    long line = 0;
    r->record_ended = true;
    while (position < r->text.len || !r->record_ended) {
        bool at_end = position == r->text.len;
        size_t end = line_end(r->text, position);
        if (!at_end) {
            line++;
            if (r->record_ended) {
                record_position = position;
                r->record_line = line;
            }
            r->record_ended = false;
        }
        size_t len = end - position;
        bool good = at_end ? csv_fini(&r->parser, take_field, take_row, r) == 0
                           : csv_parse(&r->parser, r->text.data + position, len, take_field, take_row, r) == len;
        position = end;
        r->grid->lines = line > r->grid->lines ? line : r->grid->lines;
        if (good) {
            r->record_ended = r->record_ended || at_end;
            continue;
        }
        if (csv_error(&r->parser) != CSV_EPARSE) {
            return memory_failure(err);
        }
        drop_record(r, findings, at_end);
        csv_free(&r->parser);
        if (!start(r)) {
            return memory_failure(err);
        }
        position = line_end(r->text, record_position);
        line = r->record_line;
        r->record_ended = true;
    }
    return HT_OK;
}

// TEXT in which each quote that is written \" is written "" instead, which takes as many bytes.
static struct ht_slice double_quotes(struct ht_slice text, struct ht_arena *arena) {
    char *copy = ht_arena_copy(arena, text.data, text.len);
    for (size_t i = 0; i + 1 < text.len; i++) {
        if (copy[i] == '\\' && copy[i + 1] == '\\') {
            i++;
        } else if (copy[i] == '\\' && copy[i + 1] == '"') {
            copy[i++] = '"';
        }
    }
    return (struct ht_slice){copy, text.len};
}

// Upper bounds by counting: no array has to grow while reading.
static void count_bounds(struct ht_slice text, char delimiter, size_t *cells, size_t *rows) {
    *rows = 1 + ht_slice_count(text, '\n') + ht_slice_count(text, '\r');
    *cells = *rows + ht_slice_count(text, delimiter);
}

enum ht_status ht_csv_read(struct ht_slice text, char delimiter, struct ht_arena *arena, struct ht_grid *out,
                           struct ht_findings *findings, struct ht_error *err) {
    *out = (struct ht_grid){0};
    while (text.len >= 3 && memcmp(text.data, "\xEF\xBB\xBF", 3) == 0) {
        text.data += 3;
        text.len -= 3;
    }
    out->delimiter = delimiter != 0 ? delimiter : ht_csv_delimiter(text);
    size_t cells, rows;
    count_bounds(text, out->delimiter, &cells, &rows);
    struct reading r = {.delimiter = (unsigned char)out->delimiter, .grid = out};
    r.dialect = ht_dialect_of(text, out->delimiter);
    r.text = r.dialect.escapes ? double_quotes(text, arena) : text;
    out->rows = ht_arena_array(arena, rows, sizeof *out->rows);
    r.cells = ht_arena_array(arena, cells, sizeof *r.cells);
    r.store = ht_arena_alloc(arena, text.len + cells);
    if (!start(&r)) {
        return memory_failure(err);
    }
    enum ht_status status = read_records(&r, findings, err);
    csv_free(&r.parser);
    return status;
}

void ht_csv_quote(struct ht_buffer *buffer, struct ht_slice field) {
    bool plain = true;
    for (size_t i = 0; i < field.len && plain; i++) {
        plain = strchr(",\"\r\n", field.data[i]) == NULL || field.data[i] == '\0';
    }
    if (plain) {
        ht_buffer_add(buffer, field.data, field.len);
        return;
    }
    ht_buffer_char(buffer, '"');
    for (size_t i = 0; i < field.len; i++) {
        if (field.data[i] == '"') {
            ht_buffer_char(buffer, '"');
        }
        ht_buffer_char(buffer, field.data[i]);
    }
    ht_buffer_char(buffer, '"');
}
