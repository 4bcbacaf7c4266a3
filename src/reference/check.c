// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Checks of all cells: their form (cell.c) and what they point to. What else must hold between rows is checked by
 * verify.c.
 */
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/date.h"
#include "holdtrace/text.h"
#include "reference/data.h"

// One cell under check.
struct cell {
    const struct ref_data *data;
    const struct ref_file *file;
    const struct ref_column *column;
    const char *text;
    long line;
    struct ht_faults *faults;
};

static void fault(const struct cell *cell, const char *what) {
    ref_fault(cell->faults, cell->file->name, cell->line, "%s: \"%s\" %s", cell->column->name, cell->text, what);
}

// The fault of a value that points to no row, or NULL.
static const char *pointer_fault(const struct cell *cell) {
    switch (cell->column->type) {
    case REF_TYPE_ENTITY:
        return ref_row_by_id(cell->data, REF_ENTITIES, cell->text) ? NULL : "is no entity of entities.csv";
    case REF_TYPE_LIST:
        return ref_row_by_id(cell->data, REF_LISTS, cell->text) ? NULL : "is no list of lists.csv";
    case REF_TYPE_SOURCE:
        return ref_row_by_id(cell->data, REF_SOURCES, cell->text) ? NULL : "is no source of sources.csv";
    default:
        return NULL;
    }
}

static void check_value(const struct cell *cell) {
    const char *what = ref_cell_fault(cell->column, cell->text);
    if (!what)
        what = pointer_fault(cell);
    if (what)
        fault(cell, what);
}

static void check_cell(struct cell *cell) {
    if (!ref_column_several(cell->column)) {
        check_value(cell);
        return;
    }
    size_t count = 0;
    const char **parts = ht_text_split(cell->data->arena, cell->text, '|', &count);
    if (count == 0)
        fault(cell, "names nothing");
    for (size_t i = 0; i < count; i++) {
        cell->text = parts[i];
        check_value(cell);
    }
}

// The columns valid_from, valid_to and their kin of every file: an end before its start.
static void check_order(const struct ref_rows *rows, const struct ref_row *row, const char *from, const char *to,
                        struct ht_faults *faults) {
    struct ht_date start = {0}, end = {0};
    for (size_t c = 0; c < rows->file->width; c++) {
        const char *name = rows->file->columns[c].name;
        if (row->cells[c] && strcmp(name, from) == 0)
            (void)ht_date_parse(row->cells[c], &start);
        if (row->cells[c] && strcmp(name, to) == 0)
            (void)ht_date_parse(row->cells[c], &end);
    }
    if (ht_date_known(start) && ht_date_known(end) && ht_date_first(start) > ht_date_last(end))
        ref_fault(faults, rows->file->name, row->line, "%s lies before %s", to, from);
}

static void check_row(const struct ref_data *data, const struct ref_rows *rows, const struct ref_row *row,
                      struct ht_faults *faults) {
    for (size_t c = 0; c < rows->file->width; c++) {
        const struct ref_column *column = &rows->file->columns[c];
        struct cell cell = {data, rows->file, column, row->cells[c], row->line, faults};
        if (cell.text)
            check_cell(&cell);
        else if (column->required)
            ref_fault(faults, rows->file->name, row->line, "%s is empty", column->name);
    }
    check_order(rows, row, "valid_from", "valid_to", faults);
    check_order(rows, row, "listed_on", "delisted_on", faults);
}

void ref_data_check(const struct ref_data *data, struct ht_faults *faults) {
    for (int id = 0; id < REF_FILE_COUNT; id++)
        for (size_t i = 0; i < data->files[id].count; i++)
            check_row(data, &data->files[id], &data->files[id].items[i], faults);
}
