// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Delimited text. A line whose cells are plain, or in quotes with no quote inside, is split where it stands, which is
 * nearly every line of an export; all others go to libcsv, of which this is the one place where <csv.h> is used.
 *
 * The text is handed to libcsv one physical line at a time, so that it is known on which line and byte a record
 * began. In strict mode libcsv stops at a quote that has no business where it stands, and csv_fini must not be called
 * then (it would hand out the broken row as if it were whole); the parser is started anew on the line after the one
 * where the record began. A line inside a quoted field has an even number of quotes, and such a line read on its own
 * is a record of one line: so no line is read more than twice.
 */
#include "holdtrace/csv.h"

#include <csv.h>
#include <stdint.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "ingest/csv_piece.h"

enum { MOST_CELLS = 512 * 1024 }; // taken from the arena at once, unless one row has more

struct reading {
    struct ht_slice text;
    struct csv_parser parser;
    char delimiter;
    struct ht_dialect dialect;
    bool simple;           // no dialect: plain lines are split where they stand
    struct ht_arena *rows; // takes the rows and their cells
    struct ht_grid *grid;
    size_t row_room;
    struct ht_slice *cells; // the block being filled; rows point into blocks
    size_t cell_count, cell_room;
    size_t row_begin; // first cell of the row being read
    // The cells of a record, each ended by NUL, lie where the record does in the text: a cell and its NUL take no
    // more room than the cell and what ends it.
    char *store;
    size_t store_len;
    size_t next_lf, next_cr; // first of each at or after where they were last asked for; text.len: none
    long record_line;
    bool record_ended;
};

static int never_space(unsigned char c) {
    (void)c;
    return 0;
}

// Goes on in a new block, and takes the row that was begun along.
static void more_cells(struct reading *r) {
    size_t begun = r->cell_count - r->row_begin, room = r->cell_room * 2;
    room = room < MOST_CELLS ? room : MOST_CELLS;
    room = room < begun * 2 ? begun * 2 : room;
    struct ht_slice *cells = ht_arena_array(r->rows, room, sizeof *cells);
    if (begun > 0)
        memcpy(cells, r->cells + r->row_begin, begun * sizeof *cells);
    r->cells = cells;
    r->cell_room = room;
    r->cell_count = begun;
    r->row_begin = 0;
}

static inline void add_cell(struct reading *r, const char *data, size_t len) {
    if (r->cell_count == r->cell_room)
        more_cells(r);
    r->cells[r->cell_count++] = (struct ht_slice){data, len};
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
    if (len > 0)
        memcpy(copy, field, len);
    if (r->dialect.quote == '\'')
        len = single(copy, len);
    copy[len] = '\0';
    r->store_len += len + 1;
    add_cell(r, copy, len);
}

static void take_row(int end, void *user) {
    struct reading *r = user;
    (void)end;
    r->record_ended = true;
    size_t width = r->cell_count - r->row_begin;
    // With CSV_REPALL_NL a blank line is a row without fields, and so is the LF of a CRLF.
    if (width > 0 && !(width == 1 && r->cells[r->row_begin].len == 0)) {
        r->grid->rows = ht_arena_grow(r->rows, r->grid->rows, r->grid->count, &r->row_room, sizeof *r->grid->rows);
        r->grid->rows[r->grid->count++] = (struct ht_row){r->record_line, width, r->cells + r->row_begin};
    }
    r->row_begin = r->cell_count;
}

static bool start(struct reading *r) {
    // Apostrophes stand in words as well: where they quote, one that cannot is an apostrophe.
    bool strict = r->dialect.quote == '"';
    unsigned char options = (unsigned char)((strict ? CSV_STRICT : 0) | CSV_STRICT_FINI | CSV_REPALL_NL);
    if (csv_init(&r->parser, options) != 0)
        return false;
    csv_set_delim(&r->parser, (unsigned char)r->delimiter);
    csv_set_quote(&r->parser, (unsigned char)r->dialect.quote);
    csv_set_space_func(&r->parser, r->dialect.blanks ? blank : never_space);
    csv_set_blk_size(&r->parser, 4096);
    r->cell_count = r->row_begin;
    return true;
}

static size_t find(struct ht_slice text, size_t from, char c) {
    const char *hit = from < text.len ? memchr(text.data + from, c, text.len - from) : NULL;
    return hit != NULL ? (size_t)(hit - text.data) : text.len;
}

// The end (LF, CRLF or CR) of the line that begins at FROM; where the text ends, its length. FROM never goes back but
// after a record that was dropped.
static size_t line_end(struct reading *r, size_t from) {
    if (r->next_lf < from)
        r->next_lf = find(r->text, from, '\n');
    if (r->next_cr < from)
        r->next_cr = find(r->text, from, '\r');
    return r->next_lf < r->next_cr ? r->next_lf : r->next_cr;
}

// Where the next line begins after the one that ends at END.
static size_t line_after(const struct reading *r, size_t end) {
    bool crlf = end == r->next_cr && end + 1 == r->next_lf && r->next_lf < r->text.len;
    return end == r->text.len ? end : end + (crlf ? 2 : 1);
}

// Asks for line ends from FROM on again; LF and CR are what was known where the reading was before. What is still
// ahead is not looked for again: a text may have only one of the two.
static void go_back(struct reading *r, size_t from, size_t lf, size_t cr) {
    r->next_lf = lf >= from ? lf : find(r->text, from, '\n');
    r->next_cr = cr >= from ? cr : find(r->text, from, '\r');
}

/*
 * As memchr over BEGIN to END, but that END is given back where C is not there, and that eight bytes behind END may
 * be read. Most cells are so short that a call takes longer than looking at them, eight bytes at once.
 */
static inline char *find_near(char *begin, char *end, char c) {
#if defined __BYTE_ORDER__ && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    const uint64_t ones = UINT64_C(0x0101010101010101), highs = UINT64_C(0x8080808080808080);
    for (char *at = begin; at < end; at += sizeof ones) {
        uint64_t word, hits;
        memcpy(&word, at, sizeof word);
        word ^= ones * (unsigned char)c;
        hits = (word - ones) & ~word & highs; // its lowest bit is in the first byte that is C
        if (hits != 0) {
            char *hit = at + __builtin_ctzll(hits) / 8;
            return hit < end ? hit : end;
        }
    }
    return end;
#else
    char *hit = begin < end ? memchr(begin, c, (size_t)(end - begin)) : NULL;
    return hit != NULL ? hit : end;
#endif
}

/*
 * Adds the cell at *AT of the line that ends before END, and steps to the next one (*AT past END after the last).
 * False when the cell is not simple.
 */
static bool split_cell(struct reading *r, char **at, char *end, bool quotes) {
    char *begin = *at, *stop;
    if (begin < end && *begin == '"') {
        begin++;
        // Registers have hundreds of columns, nearly all of them empty and in quotes.
        stop = begin < end && *begin == '"' ? begin : find_near(begin, end, '"');
        if (stop == end || (stop + 1 < end && stop[1] != r->delimiter))
            return false;
        *at = stop + 2;
    } else {
        stop = find_near(begin, end, r->delimiter);
        if (quotes && find_near(begin, stop, '"') != stop)
            return false;
        *at = stop + 1;
    }
    *stop = '\0';
    add_cell(r, begin, (size_t)(stop - begin));
    return true;
}

// Splits the line from FROM to END; false, with nothing done, when that needs libcsv.
static bool split_line(struct reading *r, size_t from, size_t end) {
    char *at = r->store + from, *stop = r->store + end;
    if (from == end)
        return true;
    memcpy(at, r->text.data + from, end - from);
    bool quotes = memchr(at, '"', end - from) != NULL;
    while (at <= stop) {
        if (!split_cell(r, &at, stop, quotes)) {
            r->cell_count = r->row_begin;
            return false;
        }
    }
    take_row(0, r);
    return true;
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

/*
 * Hands the record that begins at *POSITION to libcsv, line by line, and steps past it; or past its first line when
 * it is dropped. LINE counts physical lines.
 */
static enum ht_status parse_record(struct reading *r, size_t *position, long *line, struct ht_findings *findings,
                                   struct ht_error *err) {
    size_t at = *position, second = 0, lf = r->next_lf, cr = r->next_cr;
    bool good = true, at_end = false;
    r->record_ended = false;
    r->store_len = at;
    while (good && !r->record_ended) {
        at_end = at == r->text.len;
        size_t next = line_after(r, line_end(r, at)), len = next - at;
        good = at_end ? csv_fini(&r->parser, take_field, take_row, r) == 0
                      : csv_parse(&r->parser, r->text.data + at, len, take_field, take_row, r) == len;
        second = second == 0 ? next : second;
        r->record_ended = r->record_ended || at_end;
        at = next;
        *line += !at_end;
    }
    r->grid->lines = *line > r->grid->lines ? *line : r->grid->lines;
    *position = at;
    if (good)
        return HT_OK;
    if (csv_error(&r->parser) != CSV_EPARSE)
        return memory_failure(err);
    drop_record(r, findings, at_end);
    csv_free(&r->parser);
    *position = second;
    *line = r->record_line;
    go_back(r, second, lf, cr);
    return start(r) ? HT_OK : memory_failure(err);
}

// TEXT in which each quote that is written \" is written "" instead, which takes as many bytes.
static struct ht_slice double_quotes(struct ht_slice text, struct ht_arena *arena) {
    char *copy = ht_arena_copy(arena, text.data, text.len);
    for (size_t i = 0; i + 1 < text.len; i++)
        if (copy[i] == '\\' && copy[i + 1] == '\\')
            i++;
        else if (copy[i] == '\\' && copy[i + 1] == '"')
            copy[i++] = '"';
    return (struct ht_slice){copy, text.len};
}

static enum ht_status read_records(struct reading *r, struct ht_findings *findings, struct ht_error *err) {
    size_t position = 0;
    long line = 0;
    enum ht_status status = HT_OK;
    r->next_lf = find(r->text, 0, '\n');
    r->next_cr = find(r->text, 0, '\r');
    while (position < r->text.len && status == HT_OK) {
        size_t end = line_end(r, position);
        r->record_line = line + 1;
        if (r->simple && split_line(r, position, end)) {
            position = line_after(r, end);
            line++;
        } else {
            status = parse_record(r, &position, &line, findings, err);
        }
    }
    r->grid->lines = line > r->grid->lines ? line : r->grid->lines;
    return status;
}

enum ht_status ht_csv_read(struct ht_slice text, char delimiter, struct ht_arena *arena, struct ht_grid *out,
                           struct ht_findings *findings, struct ht_error *err) {
    return ht_csv_read_apart(text, delimiter, arena, arena, out, findings, err);
}

static struct ht_slice without_marks(struct ht_slice text) {
    while (text.len >= 3 && memcmp(text.data, "\xEF\xBB\xBF", 3) == 0) {
        text.data += 3;
        text.len -= 3;
    }
    return text;
}

struct ht_csv_form ht_csv_form_of(struct ht_slice text, char delimiter) {
    text = without_marks(text);
    struct ht_csv_form form = {.delimiter = delimiter != 0 ? delimiter : ht_csv_delimiter(text)};
    form.dialect = ht_dialect_of(text, form.delimiter);
    return form;
}

// The text of the cells goes to ARENA, the rows and cells to ROWS.
static enum ht_status read_text(struct ht_slice text, const struct ht_csv_form *form, struct ht_arena *arena,
                                struct ht_arena *rows, struct ht_grid *out, struct ht_findings *findings,
                                struct ht_error *err) {
    text = without_marks(text);
    *out = (struct ht_grid){.delimiter = form->delimiter};
    struct reading r = {.delimiter = form->delimiter, .dialect = form->dialect, .rows = rows, .grid = out};
    r.simple = r.dialect.quote == '"' && !r.dialect.blanks;
    r.text = r.dialect.escapes ? double_quotes(text, arena) : text;
    r.cell_room = text.len / 16 < MOST_CELLS ? text.len / 16 + 1 : MOST_CELLS;
    r.cells = ht_arena_array(rows, r.cell_room, sizeof *r.cells);
    r.store = ht_arena_alloc(arena, text.len + 1 + sizeof(uint64_t));
    if (!start(&r))
        return memory_failure(err);
    enum ht_status status = read_records(&r, findings, err);
    csv_free(&r.parser);
    return status;
}

enum ht_status ht_csv_read_apart(struct ht_slice text, char delimiter, struct ht_arena *arena, struct ht_arena *rows,
                                 struct ht_grid *out, struct ht_findings *findings, struct ht_error *err) {
    const struct ht_csv_form form = ht_csv_form_of(text, delimiter);
    return read_text(text, &form, arena, rows, out, findings, err);
}

enum ht_status ht_csv_read_piece(struct ht_slice text, const struct ht_csv_form *form, struct ht_arena *arena,
                                 struct ht_grid *out, struct ht_findings *findings, struct ht_error *err) {
    return read_text(text, form, arena, arena, out, findings, err);
}

void ht_csv_quote(struct ht_buffer *buffer, struct ht_slice field) {
    bool plain = true;
    for (size_t i = 0; i < field.len; i++) {
        char c = field.data[i];
        plain &= (c != ',') & (c != '"') & (c != '\r') & (c != '\n');
    }
    if (plain) {
        ht_buffer_add(buffer, field.data, field.len);
        return;
    }
    ht_buffer_char(buffer, '"');
    for (size_t i = 0; i < field.len; i++) {
        if (field.data[i] == '"')
            ht_buffer_char(buffer, '"');
        ht_buffer_char(buffer, field.data[i]);
    }
    ht_buffer_char(buffer, '"');
}
