// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Reading one reference file: see intake.h. Columns are found by their names; those that files.c does not know are
 * added to the row's note as "name: value", in the order of their names.
 */
#include "reference/intake.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "holdtrace/date.h"
#include "holdtrace/rows.h"
#include "holdtrace/text.h"
#include "reference/data.h"

// Marks between the parts of a canonical row; no cell may hold them.
enum { MARK_VALUE = 0x1f, MARK_FIELD = 0x1e };

// What the header of one file says.
struct header {
    size_t *place;      // of known columns: index of the cell + 1, 0 when the file has no such column
    const char **names; // of all cells
    size_t *further;    // indexes of cells of unknown columns, ordered by name
    size_t further_count;
    size_t width;
};

struct reading {
    const struct intake *intake;
    struct ht_arena *arena, *scratch; // scratch: of one row
    size_t in_scratch;                // rows since it was cleared
    bool has_header;
    struct header header;
    struct ht_buffer texts, canonical;
    const char **cells;
    size_t *starts; // of the cells in `texts`, + 1; 0: empty
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

static void add_field(struct ht_buffer *canonical, const char *name, struct ht_slice value) {
    ht_buffer_string(canonical, name);
    ht_buffer_char(canonical, MARK_VALUE);
    ht_buffer_add(canonical, value.data, value.len);
    ht_buffer_char(canonical, MARK_FIELD);
}

// Adds the cells of unknown columns to the note.
static void read_further(struct reading *r, const struct ht_row *row) {
    const char **note = &r->cells[r->intake->file->width - 1];
    for (size_t i = 0; i < r->header.further_count; i++) {
        const char *name = r->header.names[r->header.further[i]];
        struct ht_slice cell = ht_row_cell(row, r->header.further[i]);
        if (!cell.len)
            continue;
        add_field(&r->canonical, name, cell);
        *note = ht_arena_format(r->scratch, "%s%s%s: %.*s", *note ? *note : "", *note ? "; " : "", name,
                                (int)cell.len, cell.data);
    }
}

// The cells as texts of their own, and the canonical row.
static void read_cells(struct reading *r, const struct ht_row *row) {
    const struct ref_file *file = r->intake->file;
    ht_buffer_clear(&r->canonical);
    ht_buffer_clear(&r->texts);
    ht_buffer_string(&r->canonical, file->name);
    ht_buffer_char(&r->canonical, MARK_FIELD);
    for (size_t c = 0; c < file->width; c++) {
        struct ht_slice cell = {NULL, 0};
        if (r->header.place[c])
            cell = ht_row_cell(row, r->header.place[c] - 1);
        r->starts[c] = cell.len ? r->texts.len + 1 : 0;
        if (!cell.len)
            continue;
        ht_buffer_add(&r->texts, cell.data, cell.len);
        ht_buffer_char(&r->texts, '\0');
        add_field(&r->canonical, file->columns[c].name, cell);
    }
    for (size_t c = 0; c < file->width; c++)
        r->cells[c] = r->starts[c] ? r->texts.data + r->starts[c] - 1 : NULL;
    read_further(r, row);
}

static bool has_control(const struct ht_row *row) {
    for (size_t i = 0; i < row->width; i++)
        for (size_t k = 0; k < row->cells[i].len; k++) {
            unsigned char c = (unsigned char)row->cells[i].data[k];
            if (c < 0x20 && c != '\n' && c != '\r' && c != '\t')
                return true;
        }
    return false;
}

static void rest_scratch(struct reading *r) {
    enum { ROWS = 256 };
    if (++r->in_scratch < ROWS)
        return;
    r->in_scratch = 0;
    ht_arena_clear(r->scratch);
}

static bool take_row(void *context, const struct ht_row *row) {
    struct reading *r = context;
    const struct intake *intake = r->intake;
    if (!r->has_header) {
        read_header(r, row);
        r->has_header = true;
        return true;
    }
    if (row->width > r->header.width)
        ref_fault(intake->faults, intake->file->name, row->line, "the row has %zu cells, the header %zu", row->width,
                  r->header.width);
    if (has_control(row))
        ref_fault(intake->faults, intake->file->name, row->line, "a cell holds a control character");
    read_cells(r, row);
    const struct intake_row out = {row->line, r->cells, r->canonical.data, r->canonical.len};
    if (intake->check)
        intake_check(intake->file, &out, r->scratch, intake->faults);
    intake->take(intake->context, &out);
    rest_scratch(r);
    return true;
}

enum ht_status intake_read(const struct intake *intake, struct ht_error *err) {
    struct reading r = {.intake = intake, .arena = ht_arena_new(), .scratch = ht_arena_new()};
    r.cells = ht_arena_array(r.arena, intake->file->width, sizeof *r.cells);
    r.starts = ht_arena_array(r.arena, intake->file->width, sizeof *r.starts);
    struct ht_findings findings = ht_findings_in(r.arena);
    enum ht_status status = ht_rows_read(intake->path, ',', take_row, &r, &findings, err);
    for (size_t i = 0; i < findings.count; i++)
        ref_fault(intake->faults, intake->file->name, findings.items[i].line, "%s", findings.items[i].message);
    if (status == HT_OK && !r.has_header)
        ref_fault(intake->faults, intake->file->name, 1, "there is no header row");
    ht_buffer_free(&r.texts);
    ht_buffer_free(&r.canonical);
    ht_arena_free(r.arena);
    ht_arena_free(r.scratch);
    return status;
}

static void check_value(const struct ref_file *file, const struct ref_column *column, long line, const char *text,
                        struct ht_faults *faults) {
    const char *what = ref_cell_fault(column, text);
    if (what)
        ref_fault(faults, file->name, line, "%s: \"%s\" %s", column->name, text, what);
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
    for (size_t c = 0; c < file->width; c++)
        if (row->cells[c])
            check_cell(file, &file->columns[c], row->line, row->cells[c], scratch, faults);
        else if (file->columns[c].required)
            ref_fault(faults, file->name, row->line, "%s is empty", file->columns[c].name);
    check_order(file, row, "valid_from", "valid_to", faults);
    check_order(file, row, "listed_on", "delisted_on", faults);
}
