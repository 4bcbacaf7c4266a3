// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>
#include <string.h>

#include "fit_names.h"
#include "holdtrace/csv.h"
#include "holdtrace/diag.h"

static struct ht_slice content(struct ht_arena *arena, const char *path) {
    FILE *file = fopen(path, "rb");
    struct ht_slice text = {NULL, 0};
    if (file == NULL)
        return text;
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *data = ht_arena_alloc(arena, (size_t)size + 1);
    text = (struct ht_slice){data, fread(data, 1, (size_t)size, file)};
    fclose(file);
    return text;
}

bool table_open(struct tool *tool, const char *folder, const char *file, struct table *out) {
    struct ht_error err;
    struct ht_findings findings = ht_findings_in(tool->arena);
    const char *path = folder != NULL ? ht_arena_format(tool->arena, "%s/%s", folder, file) : file;
    struct ht_slice text = content(tool->arena, path);
    if (text.data == NULL || ht_csv_read(text, ',', tool->arena, &out->grid, &findings, &err) != HT_OK ||
        out->grid.count == 0) {
        fprintf(stderr, "fit_names: %s is not there; done without\n", path);
        return false;
    }
    out->row = 0;
    return true;
}

bool table_next(struct table *table) {
    return ++table->row < table->grid.count;
}

const char *table_cell(const struct table *table, const char *column) {
    const struct ht_row *head = &table->grid.rows[0], *row = &table->grid.rows[table->row];
    for (size_t i = 0; i < head->width; i++)
        if (ht_slice_equal(ht_row_cell(head, i), ht_slice_of(column)))
            return i < row->width && row->cells[i].len > 0 ? row->cells[i].data : "";
    return "";
}
