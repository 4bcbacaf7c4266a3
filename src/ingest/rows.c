// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Delimited text in pieces: bytes are gathered until they hold a line end that lies in no quoted field, that much is
 * read as a text of its own, and the rest is kept for the next piece. What lies in a quoted field is told by counting
 * quotes, as a quote in a quoted field is doubled.
 */
#include "holdtrace/rows.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "holdtrace/arena.h"
#include "holdtrace/csv.h"
#include "holdtrace/stream.h"
#include "ingest/csv_piece.h"

// A piece and what is made of it fit the cache of one core.
enum { PIECE = 128 * 1024, LONGEST_RECORD = 64 * 1024 * 1024 };

struct reading {
    ht_rows_take *take;
    void *context;
    struct ht_findings *findings;
    struct ht_arena *arena; // of one piece
    struct ht_csv_form form;
    bool formed, stopped;
    char *text; // what was gathered and not read yet
    size_t len, capacity;
    size_t enough; // so much is gathered before the end of a record is looked for again
    long lines;    // that lie before it
    enum ht_status status;
    struct ht_error *err;
};

static bool gather(struct reading *r, const char *bytes, size_t len) {
    if (r->len + len > r->capacity) {
        size_t capacity = r->capacity * 2 > r->len + len ? r->capacity * 2 : r->len + len + PIECE;
        char *text = realloc(r->text, capacity);
        if (text == NULL)
            return false;
        r->text = text;
        r->capacity = capacity;
    }
    memcpy(r->text + r->len, bytes, len);
    r->len += len;
    return true;
}

// Eight bytes at once: the highest bit of each byte that is a quote is left in HITS.
static size_t count_quotes(const char *text, size_t len) {
    const uint64_t ones = UINT64_C(0x0101010101010101), low = ones * 0x7F;
    size_t quotes = 0;
    for (; len >= sizeof ones; text += sizeof ones, len -= sizeof ones) {
        uint64_t word;
        memcpy(&word, text, sizeof word);
        word ^= ones * '"';
        uint64_t hits = ~(((word & low) + low) | word | low);
        quotes += (hits >> 7) * ones >> 56;
    }
    for (size_t i = 0; i < len; i++)
        quotes += text[i] == '"';
    return quotes;
}

/*
 * How much of TEXT is whole records: up to the last line end before which the quotes are even in number. 0: none is
 * seen.
 */
static size_t whole_records(const char *text, size_t len) {
    size_t quotes = count_quotes(text, len);
    for (size_t i = len; i > 0; i--) {
        if (text[i - 1] == '\n' && quotes % 2 == 0)
            return i;
        quotes -= text[i - 1] == '"';
    }
    return 0;
}

static bool is_utf8(const struct ht_row *row) {
    for (size_t i = 0; i < row->width; i++)
        if (!ht_utf8_valid(row->cells[i].data, row->cells[i].len))
            return false;
    return true;
}

// PIECE is the text that GRID was read from: where all of it is UTF-8, so is each row.
static void hand_on(struct reading *r, struct ht_slice piece, struct ht_grid *grid) {
    bool valid = ht_utf8_valid(piece.data, piece.len);
    for (size_t i = 0; i < grid->count && !r->stopped; i++) {
        struct ht_row *row = &grid->rows[i];
        row->line += r->lines;
        if (!valid && !is_utf8(row))
            ht_find(r->findings, HT_CODE_BAD_ENCODING, row->line, "the row is not UTF-8; it was left out");
        else if (!ht_row_blank(row))
            r->stopped = !r->take(r->context, row);
    }
}

// Reads the first LEN bytes of what was gathered.
static void read_piece(struct reading *r, size_t len) {
    struct ht_slice text = {r->text, len};
    struct ht_findings findings = ht_findings_in(r->arena);
    struct ht_grid grid;
    if (!r->formed)
        r->form = ht_csv_form_of(text, r->form.delimiter);
    r->formed = true;
    r->status = ht_csv_read_piece(text, &r->form, r->arena, &grid, &findings, r->err);
    if (r->status != HT_OK)
        return;
    for (size_t i = 0; i < findings.count; i++)
        ht_find(r->findings, findings.items[i].code, findings.items[i].line + r->lines, "%s",
                findings.items[i].message);
    hand_on(r, text, &grid);
    r->lines += grid.lines;
    ht_arena_clear(r->arena);
    memmove(r->text, r->text + len, r->len - len);
    r->len -= len;
}

static bool take_bytes(void *context, const char *bytes, size_t len) {
    struct reading *r = context;
    while (len > 0 && r->status == HT_OK && !r->stopped) {
        size_t part = len < PIECE ? len : PIECE;
        if (!gather(r, bytes, part)) {
            r->status = ht_fail(r->err, HT_ERR_LIMIT, "out of memory while reading delimited text");
            return false;
        }
        bytes += part;
        len -= part;
        if (r->len < r->enough)
            continue;
        size_t whole = whole_records(r->text, r->len);
        // Where there is none, twice as much is gathered first: a line of 100 MB is not looked through 800 times.
        size_t twice = r->len * 2;
        r->enough = whole > 0 ? PIECE : twice < LONGEST_RECORD ? twice : LONGEST_RECORD + 1;
        // A quote that is never closed must not gather the rest of the file.
        if (whole == 0 && r->len > LONGEST_RECORD)
            whole = r->len;
        if (whole > 0)
            read_piece(r, whole);
    }
    return r->status == HT_OK && !r->stopped;
}

enum ht_status ht_rows_read(const char *path, char delimiter, ht_rows_take *take, void *context,
                            struct ht_findings *findings, struct ht_error *err) {
    struct reading r = {
        .take = take, .context = context, .findings = findings, .arena = ht_arena_new(), .enough = PIECE, .err = err};
    r.form.delimiter = delimiter;
    enum ht_status status = ht_stream_read(path, take_bytes, &r, err);
    if (status == HT_OK && r.status == HT_OK && r.len > 0 && !r.stopped)
        read_piece(&r, r.len);
    if (status == HT_OK)
        status = r.status;
    ht_arena_free(r.arena);
    free(r.text);
    return status;
}
