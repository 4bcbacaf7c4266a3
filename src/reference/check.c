// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Checks that what the rows of a directory point to is there. The form of cells is checked as they are read
 * (intake.c), what else must hold between rows by verify.c.
 */
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/text.h"
#include "reference/data.h"

// The fault of a value that points to no row, or NULL.
static const char *pointer_fault(const struct ref_data *data, enum ref_type type, const char *text) {
    switch (type) {
    case REF_TYPE_ENTITY:
        return ref_row_by_id(data, REF_ENTITIES, text) ? NULL : "is no entity of entities.csv";
    case REF_TYPE_LIST:
        return ref_row_by_id(data, REF_LISTS, text) ? NULL : "is no list of lists.csv";
    case REF_TYPE_SOURCE:
        return ref_row_by_id(data, REF_SOURCES, text) ? NULL : "is no source of sources.csv";
    default:
        return NULL;
    }
}

static void check_value(const struct ref_data *data, const struct ref_file *file, const struct ref_column *column,
                        long line, const char *text, struct ht_faults *faults) {
    const char *what = pointer_fault(data, column->type, text);
    if (what)
        ref_fault(faults, file->name, line, "%s: \"%s\" %s", column->name, text, what);
}

static void check_row(const struct ref_data *data, const struct ref_file *file, const struct ref_row *row,
                      struct ht_faults *faults) {
    for (size_t c = 0; c < file->width; c++) {
        if (!row->cells[c])
            continue;
        size_t count = 1;
        const char *const *parts = &row->cells[c];
        if (ref_column_several(&file->columns[c]))
            parts = ht_text_split(data->arena, row->cells[c], '|', &count);
        for (size_t i = 0; i < count; i++)
            check_value(data, file, &file->columns[c], row->line, parts[i], faults);
    }
}

void ref_data_check(const struct ref_data *data, struct ht_faults *faults) {
    const struct ref_rows *securities = &data->files[REF_SECURITIES];
    for (int id = 0; id < REF_FILE_COUNT; id++)
        for (size_t i = 0; i < data->files[id].count; i++)
            check_row(data, data->files[id].file, &data->files[id].items[i], faults);
    // Only imports may leave the issuer to other sources.
    for (size_t i = 0; i < securities->count; i++)
        if (!securities->items[i].cells[SECURITY_ENTITY])
            ref_fault(faults, securities->file->name, securities->items[i].line, "entity is empty");
}
