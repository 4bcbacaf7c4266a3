// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Reading the reference's files: see data.h. Columns are found by their names; those that files.c does not know are
 * added to the row's note as "name: value", in the order of their names.
 */
#include "reference/data.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "holdtrace/arena.h"
#include "holdtrace/csv.h"
#include "holdtrace/text.h"

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

static int compare_canonical(const void *a, const void *b) {
    const struct ref_row *x = a, *y = b;
    int order = strcmp(x->canonical, y->canonical);
    return order ? order : (x->line > y->line) - (x->line < y->line);
}

static int compare_screens(const void *a, const void *b) {
    return strcmp(((const struct ref_screen_file *)a)->name, ((const struct ref_screen_file *)b)->name);
}

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

static struct header read_header(const struct ref_file *file, const struct ht_row *row, struct ht_arena *arena,
                                 struct ht_faults *faults) {
    struct header header = {.width = row->width};
    header.place = ht_arena_array(arena, file->width, sizeof *header.place);
    header.names = ht_arena_array(arena, row->width, sizeof *header.names);
    header.further = ht_arena_array(arena, row->width, sizeof *header.further);
    for (size_t i = 0; i < row->width; i++) {
        struct ht_slice cell = ht_row_cell(row, i);
        header.names[i] = ht_arena_copy(arena, cell.data, cell.len);
        size_t column = column_named(file, header.names[i]);
        if (column == file->width)
            add_further(&header, i);
        else if (header.place[column])
            ref_fault(faults, file->name, row->line, "two columns are named \"%s\"", header.names[i]);
        else
            header.place[column] = i + 1;
    }
    for (size_t c = 0; c < file->width; c++)
        if (file->columns[c].required && !header.place[c])
            ref_fault(faults, file->name, row->line, "the column \"%s\" is missing", file->columns[c].name);
    return header;
}

// The text of a cell, or NULL when it is empty.
static const char *cell_text(const struct ht_row *row, size_t index, struct ht_arena *arena) {
    struct ht_slice cell = ht_row_cell(row, index);
    return cell.len ? ht_arena_copy(arena, cell.data, cell.len) : NULL;
}

static void add_field(struct ht_buffer *canonical, const char *name, const char *value) {
    ht_buffer_string(canonical, name);
    ht_buffer_char(canonical, MARK_VALUE);
    ht_buffer_string(canonical, value);
    ht_buffer_char(canonical, MARK_FIELD);
}

static void read_further(const struct header *header, const struct ht_row *row, const char **note,
                         struct ht_buffer *canonical, struct ht_arena *arena) {
    for (size_t i = 0; i < header->further_count; i++) {
        const char *name = header->names[header->further[i]];
        const char *text = cell_text(row, header->further[i], arena);
        if (!text)
            continue;
        add_field(canonical, name, text);
        *note = ht_arena_format(arena, "%s%s%s: %s", *note ? *note : "", *note ? "; " : "", name, text);
    }
}

static struct ref_row read_row(const struct ref_file *file, const struct header *header, const struct ht_row *row,
                               struct ht_buffer *canonical, struct ht_arena *arena) {
    struct ref_row out = {.line = row->line, .cells = ht_arena_array(arena, file->width, sizeof *out.cells)};
    ht_buffer_clear(canonical);
    ht_buffer_string(canonical, file->name);
    ht_buffer_char(canonical, MARK_FIELD);
    for (size_t c = 0; c < file->width; c++) {
        if (header->place[c])
            out.cells[c] = cell_text(row, header->place[c] - 1, arena);
        if (out.cells[c])
            add_field(canonical, file->columns[c].name, out.cells[c]);
    }
    read_further(header, row, &out.cells[file->width - 1], canonical, arena);
    out.canonical = ht_arena_copy(arena, canonical->data, canonical->len);
    return out;
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

static void read_rows(struct ref_rows *rows, const struct ht_grid *grid, struct ht_arena *arena,
                      struct ht_faults *faults) {
    const char *name = rows->file->name;
    if (grid->count == 0) {
        ref_fault(faults, name, 1, "there is no header row");
        return;
    }
    struct header header = read_header(rows->file, &grid->rows[0], arena, faults);
    struct ht_buffer canonical = {0};
    rows->items = ht_arena_array(arena, grid->count, sizeof *rows->items);
    for (size_t i = 1; i < grid->count; i++) {
        const struct ht_row *row = &grid->rows[i];
        if (ht_row_blank(row))
            continue;
        if (row->width > header.width)
            ref_fault(faults, name, row->line, "the row has %zu cells, the header %zu", row->width, header.width);
        if (has_control(row))
            ref_fault(faults, name, row->line, "a cell holds a control character");
        rows->items[rows->count++] = read_row(rows->file, &header, row, &canonical, arena);
    }
    ht_buffer_free(&canonical);
    qsort(rows->items, rows->count, sizeof *rows->items, compare_canonical);
}

// Opens and decodes PATH. The text is copied, so that the source can be closed.
static enum ht_status read_text(const char *path, const char *name, struct ht_arena *arena, const char **out,
                                struct ht_faults *faults, struct ht_error *err) {
    struct ht_source *source = NULL;
    struct ht_text text = {0};
    struct ht_findings findings = ht_findings_in(arena);
    enum ht_status status = ht_source_open(path, &source, err);
    if (status == HT_OK)
        status = ht_decode(source, NULL, arena, &text, &findings, err);
    if (status == HT_OK) {
        *out = ht_arena_copy(arena, text.utf8.data, text.utf8.len);
        if (text.guessed || findings.count)
            ref_fault(faults, name, 0, "the file is not UTF-8");
        if (strlen(*out) != text.utf8.len)
            ref_fault(faults, name, 0, "the file holds NUL bytes");
    }
    ht_source_close(source);
    return status;
}

static enum ht_status load_file(struct ref_rows *rows, const char *path, struct ht_arena *arena,
                                struct ht_faults *faults, struct ht_error *err) {
    const char *text = NULL;
    enum ht_status status = read_text(path, rows->file->name, arena, &text, faults, err);
    if (status != HT_OK)
        return status;
    struct ht_findings findings = ht_findings_in(arena);
    struct ht_grid grid = {0};
    status = ht_csv_read(ht_slice_of(text), ',', arena, &grid, &findings, err);
    if (status != HT_OK)
        return status;
    for (size_t i = 0; i < findings.count; i++)
        ref_fault(faults, rows->file->name, findings.items[i].line, "%s", findings.items[i].message);
    read_rows(rows, &grid, arena, faults);
    return HT_OK;
}

static void index_ids(struct ref_data *data, enum ref_file_id id, struct ht_faults *faults) {
    struct ref_rows *rows = &data->files[id];
    data->ids[id] = ht_map_new(data->arena);
    for (size_t i = 0; i < rows->count; i++) {
        const char *value = rows->items[i].cells[0];
        if (!value)
            continue; // ref_data_check says that it is missing
        const struct ref_row *row = &rows->items[i], *other = ht_map_get(data->ids[id], value);
        if (other) {
            const struct ref_row *first = other->line < row->line ? other : row;
            ref_fault(faults, rows->file->name, first == row ? other->line : row->line,
                      "the id \"%s\" is used before, in line %ld", value, first->line);
        } else {
            ht_map_put(data->ids[id], value, &rows->items[i]);
        }
    }
}

static bool ends_in_ini(const char *name) {
    size_t len = strlen(name);
    return len > 4 && name[0] != '.' && strcmp(name + len - 4, ".ini") == 0;
}

static enum ht_status load_screens(struct ref_data *data, const char *from, struct ht_faults *faults,
                                   struct ht_error *err) {
    const char *directory = ht_arena_format(data->arena, "%s/screens", from);
    DIR *dir = opendir(directory);
    if (!dir)
        return errno == ENOENT ? HT_OK : ht_fail(err, HT_ERR_IO, "%s: %s", directory, strerror(errno));
    enum ht_status status = HT_OK;
    size_t capacity = 0;
    for (struct dirent *entry; status == HT_OK && (entry = readdir(dir));) {
        if (!ends_in_ini(entry->d_name))
            continue;
        data->screens =
            ht_arena_grow(data->arena, data->screens, data->screen_count, &capacity, sizeof *data->screens);
        struct ref_screen_file *screen = &data->screens[data->screen_count++];
        screen->name = ht_arena_copy(data->arena, entry->d_name, strlen(entry->d_name) - 4);
        status = read_text(ht_arena_format(data->arena, "%s/%s", directory, entry->d_name),
                           ht_arena_format(data->arena, "screens/%s", entry->d_name), data->arena, &screen->text,
                           faults, err);
    }
    closedir(dir);
    if (data->screen_count)
        qsort(data->screens, data->screen_count, sizeof *data->screens, compare_screens);
    return status;
}

enum ht_status ref_data_load(const char *from, struct ref_data *out, struct ht_faults *faults, struct ht_error *err) {
    size_t found = 0;
    for (int id = 0; id < REF_FILE_COUNT; id++) {
        struct ref_rows *rows = &out->files[id];
        rows->file = &ref_files[id];
        const char *path = ht_arena_format(out->arena, "%s/%s", from, rows->file->name);
        if (access(path, F_OK) == 0) {
            found++;
            enum ht_status status = load_file(rows, path, out->arena, faults, err);
            if (status != HT_OK)
                return status;
        }
        if (rows->file->has_id)
            index_ids(out, (enum ref_file_id)id, faults);
    }
    if (found == 0)
        return ht_fail(err, HT_ERR_NOT_FOUND, "%s: there are no reference files (entities.csv, ...) in it", from);
    return load_screens(out, from, faults, err);
}

void ref_data_hash(const struct ref_data *data, char text[HT_SHA256_TEXT]) {
    struct ht_sha256 *digest = ht_sha256_begin();
    for (int id = 0; id < REF_FILE_COUNT; id++)
        for (size_t i = 0; i < data->files[id].count; i++) {
            const char *canonical = data->files[id].items[i].canonical;
            ht_sha256_add(digest, canonical, strlen(canonical) + 1); // the NUL ends a row
        }
    for (size_t i = 0; i < data->screen_count; i++) {
        ht_sha256_add(digest, data->screens[i].name, strlen(data->screens[i].name) + 1);
        ht_sha256_add(digest, data->screens[i].text, strlen(data->screens[i].text) + 1);
    }
    ht_sha256_end(digest, text);
}

int64_t ref_row_key(const struct ref_rows *rows, const struct ref_row *row) {
    return (int64_t)(row - rows->items) + 1;
}

const struct ref_row *ref_row_by_id(const struct ref_data *data, enum ref_file_id file, const char *value) {
    return value ? ht_map_get(data->ids[file], value) : NULL;
}
