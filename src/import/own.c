// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The reader's own rows, in the files of the reference (holdtrace-reference(5)): each is taken for the file of the
 * reference whose columns it has. Rows get this import as their source, unless a sources.csv is among the files.
 */
#include <string.h>

#include "holdtrace/decimal.h"
#include "holdtrace/text.h"
#include "import/importer.h"

static bool header_has(const struct ht_row *header, const char *name) {
    for (size_t i = 0; i < header->width; i++)
        if (ht_slice_same(ht_row_cell(header, i), ht_slice_of(name)))
            return true;
    return false;
}

// How many columns of FILE the header has; 0 when a required one other than the source is missing.
static size_t fit(const struct ref_file *file, const struct ht_row *header) {
    size_t known = 0;
    for (size_t c = 0; c < file->width; c++) {
        bool there = header_has(header, file->columns[c].name);
        if (!there && file->columns[c].required && file->columns[c].type != REF_TYPE_SOURCE)
            return 0;
        known += there;
    }
    return known;
}

// Whether NAME ("my_entities.csv") has the name of FILE without its ending in it.
static bool named_after(const char *name, const struct ref_file *file) {
    size_t len = strlen(file->name) - strlen(".csv");
    for (; strlen(name) >= len; name++)
        if (ht_slice_same((struct ht_slice){name, len}, (struct ht_slice){file->name, len}))
            return true;
    return false;
}

// The file of the reference that SAMPLE is; REF_FILE_COUNT: none, or that cannot be told.
static enum ref_file_id file_of(const struct import_sample *sample) {
    enum ref_file_id best = REF_FILE_COUNT;
    size_t most = 0;
    for (int id = 0; id < REF_FILE_COUNT; id++) {
        size_t known = fit(&ref_files[id], &sample->header);
        if (known == 0 || known * 2 < sample->header.width)
            continue;
        if (named_after(sample->name, &ref_files[id]))
            return (enum ref_file_id)id;
        if (known == most)
            best = REF_FILE_COUNT;
        if (known > most) {
            most = known;
            best = (enum ref_file_id)id;
        }
    }
    return best;
}

static bool knows(const struct import_sample *sample) {
    return file_of(sample) != REF_FILE_COUNT;
}

struct own {
    enum ref_file_id id;
    bool has_sources;
};

/*
 * Whether a cell cannot be read that decides something: without its percentage a stake counts for nothing, without
 * its last day a listing never ends, without its status a planned stake is a closed one. A publisher's row is kept
 * without such a cell; rows of one's own can be corrected.
 */
static bool misread(struct import *import, const struct ref_file *file, const char *const *cells) {
    for (size_t c = 0; c < file->width; c++) {
        const struct ref_column *column = &file->columns[c];
        bool decides = column->type == REF_TYPE_PERCENT || column->type == REF_TYPE_DATE ||
                       column->type == REF_TYPE_WORD || column->type == REF_TYPE_DECIMAL ||
                       column->type == REF_TYPE_COUNT;
        const char *why =
            decides && cells[c] && !ref_column_several(column) ? ref_cell_fault(column, cells[c]) : NULL;
        if (!why)
            continue;
        import_find(import, HT_CODE_BAD_ROW, "%s: \"%s\" %s; the row was left out", column->name, cells[c], why);
        return true;
    }
    return false;
}

// A range whose ends were exchanged.
static bool is_reversed(struct import *import, enum ref_file_id id, const char *const *cells) {
    const char *least = cells[STAKE_PERCENT_MIN], *most = cells[STAKE_PERCENT_MAX];
    struct ht_decimal a, b;
    if (id != REF_OWNERSHIP || !least || !most || !ht_decimal_parse(least, strlen(least), &a) ||
        !ht_decimal_parse(most, strlen(most), &b) || ht_decimal_cmp(a, b) <= 0)
        return false;
    import_find(import, HT_CODE_BAD_ROW, "percent_min is above percent_max; the row was left out");
    return true;
}

static void take(struct import *import, const struct import_row *row, void *context) {
    const struct own *own = context;
    const struct ref_file *file = &ref_files[own->id];
    const char *cells[32] = {0};
    for (size_t c = 0; c < file->width; c++)
        cells[c] = import_cell(row, c);
    cells[file->width - 1] = import_note(import, row, cells[file->width - 1]);
    for (size_t c = 0; c < file->width && !own->has_sources; c++)
        if (file->columns[c].type == REF_TYPE_SOURCE)
            cells[c] = NULL;
    if (file->has_id && cells[0] &&
        !import_first(import, ht_arena_format(import->row, "%s %s", file->name, cells[0]))) {
        import_find(import, HT_CODE_BAD_ROW, "the id \"%s\" is used before; the row was left out", cells[0]);
        import_skip(import);
        return;
    }
    if (misread(import, file, cells) || is_reversed(import, own->id, cells) || !import_write(import, own->id, cells))
        import_skip(import);
}

static enum ht_status read_file(struct import *import, size_t index, struct own *own, struct ht_error *err) {
    const struct ref_file *file = &ref_files[own->id];
    struct import_column *columns = ht_arena_array(import->arena, file->width + 1, sizeof *columns);
    for (size_t c = 0; c < file->width; c++)
        columns[c] = (struct import_column){file->columns[c].name,
                                            file->columns[c].required && file->columns[c].type != REF_TYPE_SOURCE};
    const struct import_table table = {.columns = columns, .take = take};
    return import_table_read(import, index, &table, own, err);
}

static enum ht_status run(struct import *import, struct ht_error *err) {
    size_t count = import->result->file_count;
    enum ref_file_id *ids = ht_arena_array(import->arena, count, sizeof *ids);
    struct own own = {0};
    enum ht_status status = HT_OK;
    for (size_t i = 0; i < count && status == HT_OK; i++) {
        struct import_sample sample;
        const char *path = import->result->files[i].path;
        status = import_sample_read(path, import->arena, &sample, err);
        if (status == HT_OK && (ids[i] = file_of(&sample)) == REF_FILE_COUNT)
            status = ht_fail(err, HT_ERR_FORMAT, "%s: its columns are not those of any file of the reference", path);
        own.has_sources |= status == HT_OK && ids[i] == REF_SOURCES;
    }
    for (size_t i = 0; i < count && status == HT_OK; i++) {
        own.id = ids[i];
        status = read_file(import, i, &own, err);
    }
    return status;
}

const struct importer importer_own = {
    .name = "own",
    .title = "rows of one's own, in the columns of the reference's files",
    .publisher = NULL,
    .licence = NULL,
    .redistributable = false,
    .knows = knows,
    .run = run,
};
