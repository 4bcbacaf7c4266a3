// SPDX-License-Identifier: GPL-3.0-or-later
// Writing the database, table after table, in one transaction; indexes last, so that each is written once.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "holdtrace/arena.h"
#include "holdtrace/date.h"
#include "holdtrace/names.h"
#include "reference/about.h"
#include "reference/early_sync.h"
#include "reference/schema.h"
#include "reference/write.h"

int64_t ref_date_number(const char *cell) {
    struct ht_date date = {0};
    if (cell)
        (void)ht_date_parse(cell, &date);
    return (int64_t)date.year * 10000 + (int64_t)date.month * 100 + date.day;
}

void write_bind_cell(const struct ref_build *build, struct db_stmt *insert, int index,
                     const struct ref_column *column, const char *cell) {
    if (!cell)
        cell = column->otherwise;
    if (!cell) {
        db_bind_text(insert, index, NULL);
        return;
    }
    switch (column->type) {
    case REF_TYPE_DATE:
        db_bind_int(insert, index, ref_date_number(cell));
        break;
    case REF_TYPE_COUNT:
        db_bind_int(insert, index, strtoll(cell, NULL, 10));
        break;
    case REF_TYPE_ENTITY:
        db_bind_int(insert, index, ref_build_key(build, cell));
        break;
    case REF_TYPE_LIST:
        db_bind_int(insert, index, *(const int64_t *)ht_map_get(build->list_keys, cell));
        break;
    default:
        db_bind_text(insert, index, cell);
    }
}

struct db_stmt *write_prepare(struct db *db, const struct ref_file *file) {
    struct ht_buffer sql = {0};
    ht_buffer_format(&sql, "INSERT INTO %s (key", file->table);
    for (size_t c = 0; c < file->width; c++)
        ht_buffer_format(&sql, ", \"%s\"", file->columns[c].name);
    ht_buffer_string(&sql, ") VALUES (?");
    for (size_t c = 0; c < file->width; c++)
        ht_buffer_string(&sql, ", ?");
    ht_buffer_char(&sql, ')');
    struct db_stmt *insert = db_prepare(db, sql.data);
    ht_buffer_free(&sql);
    return insert;
}

void write_row(const struct ref_build *build, struct db_stmt *insert, const struct ref_file *file, int64_t key,
               const char *const *cells) {
    db_bind_int(insert, 1, key);
    for (size_t c = 0; c < file->width; c++)
        write_bind_cell(build, insert, (int)c + 2, &file->columns[c], cells[c]);
    db_step(insert);
}

// The sources, one for each id.
static void write_sources(struct ref_build *build) {
    struct db_stmt *insert = write_prepare(build->db, &ref_files[REF_SOURCES]);
    const struct ref_rows *rows = &build->files[REF_SOURCES];
    int64_t key = 0;
    for (size_t i = 0; i < rows->count; i++)
        if (ht_map_get(build->sources, rows->items[i].cells[SOURCE_ID]) == &rows->items[i])
            write_row(build, insert, &ref_files[REF_SOURCES], ++key, rows->items[i].cells);
}

// A row that two collections have alike, but for its sources, is there once; the curated one at that.
static bool same_but_source(const struct ref_file *file, const struct ref_row *a, const struct ref_row *b) {
    for (size_t c = 0; c < file->width; c++)
        if (file->columns[c].type != REF_TYPE_SOURCE &&
            strcmp(a->cells[c] ? a->cells[c] : "", b->cells[c] ? b->cells[c] : "") != 0)
            return false;
    return true;
}

static void join_row(struct ref_build *build, const struct ref_file *file, struct ref_row *into,
                     const struct ref_row *row) {
    for (size_t c = 0; c < file->width; c++)
        if (file->columns[c].type == REF_TYPE_SOURCE)
            into->cells[c] = ref_join_sources(build->arena, into->cells[c], row->cells[c]);
}

static void write_small(struct ref_build *build, enum ref_file_id id) {
    const struct ref_file *file = &ref_files[id];
    struct ref_rows *rows = &build->files[id];
    struct db_stmt *insert = write_prepare(build->db, file);
    int64_t key = 0;
    for (size_t i = 0, next; i < rows->count; i = next) {
        // Rows alike stand together, but for what the source adds behind; few files have any.
        for (next = i + 1; next < rows->count && rows->items[next].from != rows->items[i].from &&
                           same_but_source(file, &rows->items[i], &rows->items[next]);
             next++)
            join_row(build, file, &rows->items[i], &rows->items[next]);
        write_row(build, insert, file, ++key, rows->items[i].cells);
    }
}

static void add_lookalike_key(struct ref_build *build, struct db_stmt *insert, const char *name, int64_t key) {
    const char *name_key = name ? ht_name_key(build->arena, name) : "";
    if (!*name_key)
        return;
    db_bind_text(insert, 1, name_key);
    db_bind_int(insert, 2, key);
    db_step(insert);
}

static void write_lookalikes(struct ref_build *build) {
    struct db_stmt *insert = write_prepare(build->db, &ref_files[REF_LOOKALIKES]);
    struct db_stmt *keys =
        db_prepare(build->db, "INSERT OR IGNORE INTO lookalike_key (name_key, lookalike) VALUES (?, ?)");
    for (size_t i = 0; i < build->files[REF_LOOKALIKES].count; i++) {
        const char *const *cells = build->files[REF_LOOKALIKES].items[i].cells;
        int64_t key = (int64_t)i + 1;
        write_row(build, insert, &ref_files[REF_LOOKALIKES], key, cells);
        add_lookalike_key(build, keys, cells[LOOKALIKE_NAME], key);
        add_lookalike_key(build, keys, cells[LOOKALIKE_LOCAL_NAME], key);
        add_lookalike_key(build, keys, ht_name_issuer_part(build->arena, cells[LOOKALIKE_NAME]), key);
    }
}

static int compare_screens(const void *a, const void *b) {
    return strcmp(((const struct ref_screen_file *)a)->name, ((const struct ref_screen_file *)b)->name);
}

static void write_screens(struct ref_build *build) {
    struct db_stmt *insert = db_prepare(build->db, "INSERT INTO screen (name, text) VALUES (?, ?)");
    if (build->screens.count)
        qsort(build->screens.items, build->screens.count, sizeof *build->screens.items, compare_screens);
    for (size_t i = 0; i < build->screens.count; i++) {
        db_bind_text(insert, 1, build->screens.items[i].name);
        db_bind_text(insert, 2, build->screens.items[i].text);
        db_step(insert);
    }
}

// Marks the entities that lists name, and the curated ones.
static void mark_targets(struct ref_build *build) {
    const struct ref_rows *rows = &build->files[REF_DESIGNATIONS];
    const struct ref_entities *e = &build->entities;
    build->targets = ht_heap_alloc(build->key_count + 1);
    for (size_t i = 0; i < rows->count; i++)
        build->targets[ref_build_key(build, rows->items[i].cells[DESIGNATION_ENTITY])] = 1;
    for (uint32_t i = 0; i < e->ids.count; i++)
        for (uint32_t row = e->first[i]; row != TEXTS_NONE; row = e->rows[row].next)
            if (build->collections[e->rows[row].collection].curated)
                build->targets[build->key_of[i]] = 1;
}

bool write_is_target(const struct ref_build *build, uint32_t key) {
    return build->targets[key];
}

const char *ref_build_name(const struct ref_build *build, uint32_t key) {
    const struct ref_entities *e = &build->entities;
    const char *cells[ENTITY_WIDTH], *name = NULL;
    uint32_t number = build->head_of[key - 1];
    for (uint32_t row = e->first[number]; row != TEXTS_NONE; row = e->rows[row].next) {
        bool curated = build->collections[e->rows[row].collection].curated;
        ref_entities_cells(e, row, texts_at(&e->ids, number), cells);
        if (!name || curated || strcmp(cells[ENTITY_NAME], name) < 0)
            name = cells[ENTITY_NAME];
        if (curated)
            break;
    }
    return name;
}

static enum ht_status write_all(struct ref_build *build, const char *path, struct early_sync **sync,
                                struct ht_error *err) {
    static const enum ref_file_id small[] = {REF_RELATIONS,         REF_REACH, REF_STATEMENTS,
                                             REF_REPORTED_HOLDINGS, REF_LINKS, REF_RATES};
    char sha256[HT_SHA256_TEXT];
    write_sources(build);
    write_lists(build);
    mark_targets(build);
    enum ht_status status = write_entities(build, err);
    digests_finish(build->digests); // while there is less to do for two
    *sync = early_sync_begin(path); // most of the file is written
    if (status == HT_OK)
        status = write_key_blocks(build, err);
    if (status == HT_OK)
        status = write_name_index(build, err);
    if (status == HT_OK)
        status = write_stakes(build, err);
    if (status == HT_OK)
        status = write_exceptions(build, err);
    if (status == HT_OK)
        status = digests_end(build->digests, sha256, err);
    if (status != HT_OK)
        return status;
    for (size_t i = 0; i < sizeof small / sizeof *small; i++)
        write_small(build, small[i]);
    write_designations(build);
    write_lookalikes(build);
    write_screens(build);
    write_totals(build, sha256);
    return HT_OK;
}

enum ht_status ref_build_write(struct ref_build *build, const char *path, struct ht_error *err) {
    enum ht_status status = db_create(path, &build->db, err);
    if (status != HT_OK)
        return status;
    char sql[128];
    snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d; BEGIN;", REF_APPLICATION_ID,
             REF_FORMAT);
    db_exec(build->db, sql);
    db_exec(build->db, ref_schema_tables);
    build->index = ref_index_new(build->output);
    struct early_sync *sync = NULL;
    db_run_later(build->db);
    status = write_all(build, path, &sync, err);
    db_run_now(build->db);
    db_exec(build->db, ref_schema_indexes);
    db_exec(build->db, ref_schema_listed);
    about_write(build->db, build->key_count);
    db_exec(build->db, "COMMIT");
    if (status == HT_OK)
        status = db_status(build->db, err);
    db_close(build->db);
    early_sync_end(sync);
    return status;
}
