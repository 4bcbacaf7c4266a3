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
    size_t *place;
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

static bool read_header(struct reading *r, const struct ht_row *row) {
    r->width = row->width;
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

static bool take_row(void *context, const struct ht_row *row) {
    struct reading *r = context;
    r->import->line = row->line;
    if (r->width == 0 && !r->table->headerless)
        return read_header(r, row);
    if (r->width == 0)
        use_places(r, row);
    ht_arena_clear(r->import->row);
    r->import->file->rows++;
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

void import_open_file(struct import *import, size_t file) {
    import->file = &import->result->files[file];
    import->line = 0;
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
    for (size_t i = 0; i < findings.count; i++) {
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
