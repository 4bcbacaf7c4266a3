// SPDX-License-Identifier: GPL-3.0-or-later
// Delimited files read by the names of their columns: see importer.h.
#include <string.h>

#include "holdtrace/rows.h"
#include "import/importer.h"

struct reading {
    struct import *import;
    const struct import_table *table;
    void *context;
    struct import_row row;
    size_t *place, *further;
    const char **further_names;
    size_t columns, width; // width: of the header; 0: not read yet
    enum ht_status status;
    struct ht_error *err;
};

static size_t count_columns(const struct import_table *table) {
    size_t count = 0;
    while (table->columns[count].name)
        count++;
    return count;
}

static bool fail_header(struct reading *r, const char *what, const char *name) {
    r->status = ht_fail(r->err, HT_ERR_FORMAT, "%s:%ld: the column \"%s\" %s; this is not a file of the format %s",
                        r->import->file->path, r->import->line, name, what, r->import->importer->name);
    return false;
}

static bool is_known(const struct reading *r, struct ht_slice name) {
    for (size_t c = 0; c < r->columns; c++)
        if (ht_slice_same(name, ht_slice_of(r->table->columns[c].name)))
            return true;
    return false;
}

// The columns that the table does not name, ordered by name, so that their order in the file does not matter.
static void note_further(struct reading *r, const struct ht_row *row) {
    r->further = ht_arena_array(r->import->arena, row->width, sizeof *r->further);
    r->further_names = ht_arena_array(r->import->arena, row->width, sizeof *r->further_names);
    for (size_t i = 0; i < row->width; i++) {
        struct ht_slice cell = ht_row_cell(row, i);
        if (cell.len == 0 || is_known(r, cell))
            continue;
        const char *name = ht_arena_copy(r->import->arena, cell.data, cell.len);
        size_t at = r->row.further_count++;
        for (; at > 0 && strcmp(r->further_names[at - 1], name) > 0; at--) {
            r->further[at] = r->further[at - 1];
            r->further_names[at] = r->further_names[at - 1];
        }
        r->further[at] = i;
        r->further_names[at] = name;
    }
    r->row.further = r->further;
    r->row.further_names = r->further_names;
}

static bool read_header(struct reading *r, const struct ht_row *row) {
    r->width = row->width;
    note_further(r, row);
    for (size_t c = 0; c < r->columns; c++) {
        const struct import_column *column = &r->table->columns[c];
        for (size_t i = 0; i < row->width; i++) {
            if (!ht_slice_same(ht_row_cell(row, i), ht_slice_of(column->name)))
                continue;
            if (r->place[c])
                return fail_header(r, "is there twice", column->name);
            r->place[c] = i + 1;
        }
        if (column->required && !r->place[c])
            return fail_header(r, "is missing", column->name);
    }
    return true;
}

static void use_places(struct reading *r, const struct ht_row *row) {
    r->width = r->columns;
    for (size_t c = 0; c < r->columns; c++)
        r->place[c] = c + 1;
    (void)row;
}

static bool whole(const struct reading *r, const struct ht_row *row) {
    return row->width == r->width || (row->width < r->width && !r->table->whole_rows);
}

// The byte that ended texts under CP/M stands alone behind the last row.
static bool is_end_mark(const struct ht_row *row) {
    return row->width == 1 && ht_slice_equal(ht_row_cell(row, 0), ht_slice_of("\x1A"));
}

static bool take_row(void *context, const struct ht_row *row) {
    struct reading *r = context;
    r->import->line = row->line;
    if (is_end_mark(row) && !r->import->end_mark) {
        r->import->end_mark = true;
        return true;
    }
    if (r->width == 0 && r->table->preamble && r->table->preamble(r->import, row))
        return true;
    if (r->width == 0 && !r->table->headerless)
        return read_header(r, row);
    if (r->width == 0)
        use_places(r, row);
    ht_arena_clear(r->import->row);
    r->import->file->rows += !r->import->uncounted;
    if (!whole(r, row) && r->import->uncounted)
        return true;
    if (r->import->end_mark) {
        import_find(r->import, HT_CODE_BAD_ROW, "the row stands behind the end of the file's text; it was left out");
        import_skip(r->import);
        return true;
    }
    if (!whole(r, row)) {
        import_find(r->import, HT_CODE_BAD_ROW, "the row has %zu cells, %zu are expected; it was left out",
                    row->width, r->width);
        import_skip(r->import);
        return true;
    }
    r->row.cells = row;
    r->table->take(r->import, &r->row, r->context);
    return !r->import->write_failed;
}

const char *import_cell(const struct import_row *row, size_t column) {
    if (!row->place[column])
        return NULL;
    size_t index = row->place[column] - 1;
    struct ht_slice cell = ht_row_cell(row->cells, index);
    if (cell.len == 0)
        return NULL;
    // The cell is ended by a NUL, the trimmed one by whatever blank follows; the row is ours while it is taken.
    union {
        const char *read;
        char *own;
    } end = {.read = cell.data + cell.len};
    if (*end.read != '\0')
        *end.own = '\0';
    return cell.data;
}

const char *import_note(struct import *import, const struct import_row *row, const char *note) {
    for (size_t i = 0; i < row->further_count; i++) {
        struct ht_slice cell = ht_row_cell(row->cells, row->further[i]);
        if (cell.len)
            note = ht_arena_format(import->row, "%s%s%s: %.*s", note ? note : "", note ? "; " : "",
                                   row->further_names[i], (int)cell.len, cell.data);
    }
    return note;
}

void import_open_file(struct import *import, size_t file) {
    import->file = &import->result->files[file];
    import->line = 0;
    import->end_mark = false;
}

enum ht_status import_table_read(struct import *import, size_t file, const struct import_table *table, void *context,
                                 struct ht_error *err) {
    struct reading r = {.import = import, .table = table, .context = context, .err = err};
    struct ht_findings findings = ht_findings_in(import->arena);
    r.columns = count_columns(table);
    r.place = ht_arena_array(import->arena, r.columns, sizeof *r.place);
    r.row.place = r.place;
    import_open_file(import, file);
    enum ht_status status = ht_rows_read(import->file->path, table->delimiter, take_row, &r, &findings, err);
    if (status == HT_OK)
        status = r.status;
    for (size_t i = 0; i < findings.count && !import->uncounted; i++) {
        import->line = findings.items[i].line;
        import_find(import, HT_CODE_BAD_ROW, "%s", findings.items[i].message);
        import_skip(import);
        import->file->rows++;
    }
    import->line = 0;
    if (status == HT_OK && r.width == 0)
        status = ht_fail(err, HT_ERR_FORMAT, "%s: the file is empty", import->file->path);
    return status;
}
