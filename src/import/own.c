// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The reader's own rows, in the files of the reference (holdtrace-reference(5)): each is taken for the file of the
 * reference whose columns it has. Rows get this import as their source, unless a sources.csv is among the files.
 *
 * Ids of the entities that the files describe get the import's name before them: two readers' lists may call two
 * companies "acme". What the files only name ("hikvision") is somebody else's, and stays.
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
    struct id_set *described; // ids of entities
};

// ID as the database is to have it, for the row.
static const char *own_id(struct import *import, const struct own *own, const char *id) {
    const char *prefix = ht_arena_format(import->row, "%s-", import->source);
    bool plain = strncmp(id, "lei-", 4) != 0 && strncmp(id, prefix, strlen(prefix)) != 0;
    return plain && id_set_has(own->described, id) ? ht_arena_format(import->row, "%s%s", prefix, id) : id;
}

static bool names_entity(enum ref_file_id id, size_t column) {
    return ref_files[id].columns[column].type == REF_TYPE_ENTITY || (id == REF_ENTITIES && column == ENTITY_ID) ||
           (id == REF_LINKS && (column == LINK_ENTITY || column == LINK_OTHER));
}

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

// A security that nothing could ever lead to.
static bool is_nothing(struct import *import, enum ref_file_id id, const char *const *cells) {
    static const size_t leads[] = {SECURITY_ENTITY, SECURITY_ISIN, SECURITY_CUSIP, SECURITY_SEDOL, SECURITY_FIGI};
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
        if (id != REF_SECURITIES || cells[leads[i]])
            return false;
    import_find(import, HT_CODE_BAD_ROW,
                "the security has neither an entity nor an identifier; the row was left out");
    return true;
}

// What a reader would not expect of a row that is kept.
static void warn(struct import *import, enum ref_file_id id, const char *const *cells) {
    if (id == REF_OWNERSHIP && cells[STAKE_PERCENT_MIN] && !cells[STAKE_KIND])
        import_find(import, HT_CODE_BAD_CELL,
                    "kind is empty: a share that is not said to be economic, voting or control makes nobody owned");
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
    for (size_t c = 0; c < file->width; c++)
        if (cells[c] && names_entity(own->id, c))
            cells[c] = own_id(import, own, cells[c]);
    if (misread(import, file, cells) || is_reversed(import, own->id, cells) || is_nothing(import, own->id, cells) ||
        !import_write(import, own->id, cells))
        import_skip(import);
    else
        warn(import, own->id, cells);
}

static void take_described(struct import *import, const struct import_row *row, void *context) {
    const struct own *own = context;
    const char *id = import_cell(row, ENTITY_ID);
    (void)import;
    if (id)
        (void)id_set_add(own->described, id);
}

static enum ht_status read_file(struct import *import, size_t index, struct own *own,
                                void (*taken)(struct import *, const struct import_row *, void *),
                                struct ht_error *err) {
    const struct ref_file *file = &ref_files[own->id];
    struct import_column *columns = ht_arena_array(import->arena, file->width + 1, sizeof *columns);
    for (size_t c = 0; c < file->width; c++)
        columns[c] = (struct import_column){file->columns[c].name,
                                            file->columns[c].required && file->columns[c].type != REF_TYPE_SOURCE};
    const struct import_table table = {.columns = columns, .take = taken};
    return import_table_read(import, index, &table, own, err);
}

static enum ht_status run(struct import *import, struct ht_error *err) {
    size_t count = import->result->file_count;
    enum ref_file_id *ids = ht_arena_array(import->arena, count, sizeof *ids);
    struct own own = {.described = id_set_new()};
    enum ht_status status = HT_OK;
    for (size_t i = 0; i < count && status == HT_OK; i++) {
        struct import_sample sample;
        const char *path = import->result->files[i].path;
        status = import_sample_read(path, import->arena, &sample, err);
        if (status == HT_OK && (ids[i] = file_of(&sample)) == REF_FILE_COUNT)
            status = ht_fail(err, HT_ERR_FORMAT, "%s: its columns are not those of any file of the reference", path);
        own.has_sources |= status == HT_OK && ids[i] == REF_SOURCES;
    }
    own.id = REF_ENTITIES;
    import->uncounted = true;
    for (size_t i = 0; i < count && status == HT_OK; i++)
        if (ids[i] == REF_ENTITIES)
            status = read_file(import, i, &own, take_described, err);
    import->uncounted = false;
    for (size_t i = 0; i < count && status == HT_OK; i++) {
        own.id = ids[i];
        status = read_file(import, i, &own, take, err);
    }
    id_set_free(own.described);
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
