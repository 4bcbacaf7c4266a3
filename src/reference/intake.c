// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Reading one reference file: see intake.h. Columns are found by their names; those that files.c does not know are
 * added to the row's note as "name: value", in the order of their names.
 */
#include "reference/intake.h"

#include <stdlib.h>
#include <string.h>

#include "base/feeder.h"
#include "base/memory.h"
#include "holdtrace/date.h"
#include "holdtrace/rows.h"
#include "holdtrace/text.h"
#include "reference/data.h"

// Stands between a name and its value in a canonical row, and in no name; a NUL ends a value.
enum { MARK_VALUE = 0x1f };

// What the header of one file says.
struct header {
    size_t *place;      // of known columns: index of the cell + 1, 0 when the file has no such column
    const char **names; // of all cells
    size_t *further;    // indexes of cells of unknown columns, ordered by name
    size_t further_count;
    size_t width;
};

/*
 * Rows are read here and taken in a second thread, which has more to do: whether the form of a row's cells is sound
 * is found here, and what is wrong with it said there. A row on its way: this, where each cell begins in the
 * canonical row (0: it is empty) and in the last place the note, if it is another than the cell, that row, and the
 * note.
 */
struct handed {
    long line;
    uint32_t width, len; // width: of the row, when it is wider than the header; len: of the canonical row
    uint32_t note_len;   // with its NUL; 0: the note is that of the canonical row
    uint32_t has_control;
    uint32_t at_fault; // in the form of its cells
};

struct reading {
    const struct intake *intake;
    struct ht_arena *arena, *scratch; // scratch: of one row
    size_t in_scratch;                // rows since it was cleared
    bool has_header;
    struct header header;
    struct feeder *feeder;
    struct ht_arena *taken; // scratch of the thread that takes rows
    size_t in_taken;
    const char **taken_cells;
    uint32_t *taken_starts;
    const char **read_cells;
    struct ht_slice *labels;  // of known columns: the name and the mark behind it; then the file's name
    uint32_t *starts;         // where the cells of known columns begin in the canonical row; 0: empty
    struct ht_slice *cells;   // of known columns, in the row that is read
    struct ht_buffer further; // its part of the canonical row that is of other columns
};

static size_t column_named(const struct ref_file *file, const char *name) {
    for (size_t c = 0; c < file->width; c++)
        if (ht_text_same(file->columns[c].name, name))
            return c;
    return file->width;
}

static void add_further(struct header *header, size_t index) {
    size_t at = header->further_count++;
    for (; at > 0 && strcmp(header->names[header->further[at - 1]], header->names[index]) > 0; at--)
        header->further[at] = header->further[at - 1];
    header->further[at] = index;
}

static void read_header(struct reading *r, const struct ht_row *row) {
    const struct ref_file *file = r->intake->file;
    struct ht_faults *faults = r->intake->faults;
    struct header *header = &r->header;
    header->width = row->width;
    header->place = ht_arena_array(r->arena, file->width, sizeof *header->place);
    header->names = ht_arena_array(r->arena, row->width, sizeof *header->names);
    header->further = ht_arena_array(r->arena, row->width, sizeof *header->further);
    for (size_t i = 0; i < row->width; i++) {
        struct ht_slice cell = ht_row_cell(row, i);
        header->names[i] = ht_arena_copy(r->arena, cell.data, cell.len);
        size_t column = column_named(file, header->names[i]);
        if (column == file->width)
            add_further(header, i);
        else if (header->place[column])
            ref_fault(faults, file->name, row->line, "two columns are named \"%s\"", header->names[i]);
        else
            header->place[column] = i + 1;
    }
    for (size_t c = 0; c < file->width; c++)
        if (file->columns[c].required && !header->place[c])
            ref_fault(faults, file->name, row->line, "the column \"%s\" is missing", file->columns[c].name);
}

// Appends BYTES at TO; where the next go.
static char *append(char *to, struct ht_slice bytes) {
    memcpy(to, bytes.data, bytes.len);
    return to + bytes.len;
}

// The cells of unknown columns, which go behind the canonical row, as a note; NULL when there are none.
static const char *read_further(struct reading *r, const struct ht_row *row) {
    const char *note = NULL;
    ht_buffer_clear(&r->further);
    for (size_t i = 0; i < r->header.further_count; i++) {
        const char *name = r->header.names[r->header.further[i]];
        struct ht_slice cell = ht_row_cell(row, r->header.further[i]);
        if (!cell.len)
            continue;
        ht_buffer_string(&r->further, name);
        ht_buffer_char(&r->further, MARK_VALUE);
        ht_buffer_add(&r->further, cell.data, cell.len);
        ht_buffer_add(&r->further, "", 1);
        note = ht_arena_format(r->scratch, "%s%s%s: %.*s", note ? note : "", note ? "; " : "", name, (int)cell.len,
                               cell.data);
    }
    struct ht_slice own = r->cells[r->intake->file->width - 1];
    return note && own.len ? ht_arena_format(r->scratch, "%.*s; %s", (int)own.len, own.data, note) : note;
}

// Finds the cells of known columns; the length of what write_canonical makes of them.
static size_t find_cells(struct reading *r, const struct ht_row *row) {
    const struct ref_file *file = r->intake->file;
    size_t len = r->labels[file->width].len;
    for (size_t c = 0; c < file->width; c++) {
        size_t place = r->header.place[c];
        r->cells[c] = place ? ht_row_cell(row, place - 1) : (struct ht_slice){NULL, 0};
        if (r->cells[c].len)
            len += r->labels[c].len + r->cells[c].len + 1;
    }
    return len;
}

/*
 * The canonical row without further cells at TO, and at STARTS where its cells begin; written where it is handed
 * over, as each cell of millions of rows comes by here.
 */
static void write_canonical(const struct reading *r, uint32_t *starts, char *to) {
    const struct ref_file *file = r->intake->file;
    char *at = append(to, r->labels[file->width]);
    for (size_t c = 0; c < file->width; c++) {
        starts[c] = 0;
        if (!r->cells[c].len)
            continue;
        at = append(at, r->labels[c]);
        starts[c] = (uint32_t)(at - to);
        at = append(at, r->cells[c]);
        *at++ = '\0';
    }
}

// Whether one of eight bytes is below 0x20: a control character, mostly a line break or a tab.
static bool may_have_control(uint64_t bytes) {
    const uint64_t ones = UINT64_C(0x0101010101010101);
    return (bytes - ones * 0x20) & ~bytes & (ones * 0x80);
}

static bool has_control_in(const char *text, size_t len) {
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)text[i] < 0x20 && text[i] != '\n' && text[i] != '\r' && text[i] != '\t')
            return true;
    return false;
}

static bool has_control(const struct ht_row *row) {
    for (size_t i = 0; i < row->width; i++) {
        const char *text = row->cells[i].data;
        size_t len = row->cells[i].len;
        for (; len >= 8; text += 8, len -= 8) {
            uint64_t bytes;
            memcpy(&bytes, text, 8);
            if (may_have_control(bytes) && has_control_in(text, 8))
                return true;
        }
        if (has_control_in(text, len))
            return true;
    }
    return false;
}

// Clears ARENA now and then; COUNT is of the rows since.
static void rest(struct ht_arena *arena, size_t *count) {
    enum { ROWS = 256 };
    if (++*count < ROWS)
        return;
    *count = 0;
    ht_arena_clear(arena);
}

static void point_to_cells(const struct reading *r, const uint32_t *starts, const char *canonical,
                           const char **cells) {
    for (size_t c = 0; c < r->intake->file->width; c++)
        cells[c] = starts[c] ? canonical + starts[c] : NULL;
}

// Whether the cells of the canonical row just written have faults of form; what they are is not kept.
static bool is_at_fault(struct reading *r, const char *canonical) {
    struct ht_faults unsaid = {.arena = r->scratch};
    point_to_cells(r, r->starts, canonical, r->read_cells);
    const struct intake_row row = {.cells = r->read_cells};
    intake_check(r->intake->file, &row, r->scratch, &unsaid);
    return unsaid.count > 0;
}

static bool take_row(void *context, const struct ht_row *row) {
    struct reading *r = context;
    if (!r->has_header) {
        read_header(r, row);
        r->has_header = true;
        return true;
    }
    size_t len = find_cells(r, row), starts = r->intake->file->width * sizeof *r->starts;
    const char *note = r->header.further_count ? read_further(r, row) : NULL;
    struct handed head = {.line = row->line, .note_len = note ? (uint32_t)strlen(note) + 1 : 0};
    head.len = (uint32_t)(len + r->further.len);
    head.width = row->width > r->header.width ? (uint32_t)row->width : 0;
    head.has_control = has_control(row);
    unsigned char *room = feeder_room(r->feeder, sizeof head + starts + head.len + head.note_len);
    unsigned char *canonical = room + sizeof head + starts;
    write_canonical(r, r->starts, (char *)canonical);
    head.at_fault = r->intake->check && is_at_fault(r, (const char *)canonical);
    memcpy(room, &head, sizeof head);
    memcpy(room + sizeof head, r->starts, starts);
    if (r->further.len)
        memcpy(canonical + len, r->further.data, r->further.len);
    if (note)
        memcpy(canonical + head.len, note, head.note_len);
    rest(r->scratch, &r->in_scratch);
    return true;
}

// A row, in the thread that takes rows.
static void take_handed(struct reading *r, const struct handed *head, const unsigned char *starts,
                        const char *canonical) {
    const struct intake *intake = r->intake;
    const struct ref_file *file = intake->file;
    if (head->width)
        ref_fault(intake->faults, file->name, head->line, "the row has %zu cells, the header %zu",
                  (size_t)head->width, r->header.width);
    if (head->has_control)
        ref_fault(intake->faults, file->name, head->line, "a cell holds a control character");
    memcpy(r->taken_starts, starts, file->width * sizeof *r->taken_starts);
    point_to_cells(r, r->taken_starts, canonical, r->taken_cells);
    if (head->note_len)
        r->taken_cells[file->width - 1] = canonical + head->len;
    const struct intake_row out = {head->line, r->taken_cells, canonical, head->len};
    if (head->at_fault)
        intake_check(file, &out, r->taken, intake->faults);
    intake->take(intake->context, &out);
    rest(r->taken, &r->in_taken);
}

static void take_rows(void *context, const unsigned char *records, size_t size) {
    struct reading *r = context;
    size_t starts = r->intake->file->width * sizeof(uint32_t);
    for (size_t at = 0; at < size;) {
        struct handed head;
        memcpy(&head, records + at, sizeof head);
        const unsigned char *cells = records + at + sizeof head;
        take_handed(r, &head, cells, (const char *)cells + starts);
        at += sizeof head + starts + head.len + head.note_len;
    }
}

enum ht_status intake_read(const struct intake *intake, struct ht_error *err) {
    struct reading r = {
        .intake = intake, .arena = ht_arena_new(), .scratch = ht_arena_new(), .taken = ht_arena_new()};
    r.feeder = feeder_new(take_rows, &r);
    r.taken_cells = ht_arena_array(r.arena, intake->file->width, sizeof *r.taken_cells);
    r.taken_starts = ht_arena_array(r.arena, intake->file->width, sizeof *r.taken_starts);
    r.read_cells = ht_arena_array(r.arena, intake->file->width, sizeof *r.read_cells);
    r.starts = ht_arena_array(r.arena, intake->file->width, sizeof *r.starts);
    r.cells = ht_arena_array(r.arena, intake->file->width, sizeof *r.cells);
    r.labels = ht_arena_array(r.arena, intake->file->width + 1, sizeof *r.labels);
    for (size_t c = 0; c < intake->file->width; c++)
        r.labels[c] = ht_slice_of(ht_arena_format(r.arena, "%s%c", intake->file->columns[c].name, MARK_VALUE));
    r.labels[intake->file->width] = (struct ht_slice){intake->file->name, strlen(intake->file->name) + 1};
    struct ht_findings findings = ht_findings_in(r.arena);
    enum ht_status status = ht_rows_read(intake->path, ',', take_row, &r, &findings, err);
    feeder_free(r.feeder);
    for (size_t i = 0; i < findings.count; i++)
        ref_fault(intake->faults, intake->file->name, findings.items[i].line, "%s", findings.items[i].message);
    if (status == HT_OK && !r.has_header)
        ref_fault(intake->faults, intake->file->name, 1, "there is no header row");
    ht_buffer_free(&r.further);
    ht_arena_free(r.arena);
    ht_arena_free(r.scratch);
    ht_arena_free(r.taken);
    return status;
}

static void check_value(const struct ref_file *file, const struct ref_column *column, long line, const char *text,
                        struct ht_faults *faults) {
    const char *what = ref_cell_fault(column, text);
    if (what)
        ref_fault(faults, file->name, line, "%s: \"%s\" %s", column->name, text, what);
}

// Whether any text may stand in a cell of COLUMN: what it points to is not looked at.
static bool takes_any(const struct ref_column *column) {
    return column->type == REF_TYPE_TEXT || column->type == REF_TYPE_ENTITY || column->type == REF_TYPE_LIST ||
           column->type == REF_TYPE_SOURCE;
}

// Whether nothing has to be looked at in a cell: that of a column of several has to name something.
static bool needs_no_look(const struct ref_column *column, const char *text) {
    return takes_any(column) && (!ref_column_several(column) || !strchr(text, '|'));
}

static void check_cell(const struct ref_file *file, const struct ref_column *column, long line, const char *text,
                       struct ht_arena *scratch, struct ht_faults *faults) {
    if (!ref_column_several(column) || !strchr(text, '|')) {
        check_value(file, column, line, text, faults);
        return;
    }
    size_t count = 0;
    const char **parts = ht_text_split(scratch, text, '|', &count);
    if (count == 0)
        ref_fault(faults, file->name, line, "%s: \"%s\" names nothing", column->name, text);
    for (size_t i = 0; i < count; i++)
        check_value(file, column, line, parts[i], faults);
}

// The columns valid_from, valid_to and their kin: an end before its start.
static void check_order(const struct ref_file *file, const struct intake_row *row, const char *from, const char *to,
                        struct ht_faults *faults) {
    struct ht_date start = {0}, end = {0};
    for (size_t c = 0; c < file->width; c++) {
        if (file->columns[c].type != REF_TYPE_DATE || !row->cells[c])
            continue;
        if (strcmp(file->columns[c].name, from) == 0)
            (void)ht_date_parse(row->cells[c], &start);
        if (strcmp(file->columns[c].name, to) == 0)
            (void)ht_date_parse(row->cells[c], &end);
    }
    if (ht_date_known(start) && ht_date_known(end) && ht_date_first(start) > ht_date_last(end))
        ref_fault(faults, file->name, row->line, "%s lies before %s", to, from);
}

void intake_check(const struct ref_file *file, const struct intake_row *row, struct ht_arena *scratch,
                  struct ht_faults *faults) {
    bool dated = false;
    for (size_t c = 0; c < file->width; c++) {
        const struct ref_column *column = &file->columns[c];
        dated = dated || (column->type == REF_TYPE_DATE && row->cells[c]);
        if (row->cells[c] && !needs_no_look(column, row->cells[c]))
            check_cell(file, column, row->line, row->cells[c], scratch, faults);
        else if (!row->cells[c] && column->required)
            ref_fault(faults, file->name, row->line, "%s is empty", column->name);
    }
    if (!dated)
        return;
    check_order(file, row, "valid_from", "valid_to", faults);
    check_order(file, row, "listed_on", "delisted_on", faults);
}
