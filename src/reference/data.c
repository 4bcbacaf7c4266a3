// SPDX-License-Identifier: GPL-3.0-or-later
// A directory of reference files in memory: see data.h.
#include "reference/data.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "holdtrace/arena.h"
#include "holdtrace/text.h"

enum { FIELD_END = 0x1e }; // no cell may hold it

static int compare_canonical(const void *a, const void *b) {
    const struct ref_row *x = a, *y = b;
    int order = strcmp(x->canonical, y->canonical);
    return order ? order : (x->line > y->line) - (x->line < y->line);
}

// What gathers the rows of one file.
struct gathering {
    struct ref_rows *rows;
    size_t capacity;
    struct ht_arena *arena;
};

static void gather(void *context, const struct intake_row *row) {
    struct gathering *g = context;
    struct ref_rows *rows = g->rows;
    rows->items = ht_arena_grow(g->arena, rows->items, rows->count, &g->capacity, sizeof *rows->items);
    rows->items[rows->count++] = ref_row_copy(rows->file, row, g->arena);
}

struct ref_row ref_row_copy(const struct ref_file *file, const struct intake_row *row, struct ht_arena *arena) {
    struct ref_row out = {.line = row->line, .cells = ht_arena_array(arena, file->width, sizeof *out.cells)};
    for (size_t c = 0; c < file->width; c++)
        out.cells[c] = ht_arena_string(arena, row->cells[c]);
    char *canonical = ht_arena_copy(arena, row->canonical, row->canonical_len);
    for (size_t i = 0; i < row->canonical_len; i++) // one text, which orders as its parts do
        if (!canonical[i])
            canonical[i] = FIELD_END;
    out.canonical = canonical;
    return out;
}

static enum ht_status load_file(struct ref_rows *rows, const char *path, struct ht_arena *arena,
                                struct ht_faults *faults, struct ht_error *err) {
    struct gathering gathering = {.rows = rows, .arena = arena};
    const struct intake intake = {rows->file, path, true, faults, gather, &gathering};
    enum ht_status status = intake_read(&intake, err);
    if (rows->count)
        qsort(rows->items, rows->count, sizeof *rows->items, compare_canonical);
    return status;
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
    return ref_screens_load(from, out->arena, &out->screens, faults, err);
}

const struct ref_row *ref_row_by_id(const struct ref_data *data, enum ref_file_id file, const char *value) {
    return value ? ht_map_get(data->ids[file], value) : NULL;
}
