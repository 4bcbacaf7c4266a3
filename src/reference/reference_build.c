// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Compiling reference rows into the database: one transaction, rows in sorted order, indexes last; the same rows give
 * the same bytes. The file is made beside its place and renamed over it when whole.
 */
#include "reference/build.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "holdtrace/arena.h"
#include "holdtrace/date.h"
#include "holdtrace/temporary.h"
#include "holdtrace/text.h"
#include "reference/schema.h"

int64_t ref_date_number(const char *cell) {
    struct ht_date date = {0};
    if (cell)
        (void)ht_date_parse(cell, &date);
    return (int64_t)date.year * 10000 + (int64_t)date.month * 100 + date.day;
}

static void bind_cell(struct db_stmt *insert, int index, const struct ref_data *data, const struct ref_column *column,
                      const char *cell) {
    if (!cell)
        cell = column->otherwise;
    if (!cell) {
        db_bind_text(insert, index, NULL);
        return;
    }
    enum ref_file_id target = column->type == REF_TYPE_LIST ? REF_LISTS : REF_ENTITIES;
    switch (column->type) {
    case REF_TYPE_DATE:
        db_bind_int(insert, index, ref_date_number(cell));
        break;
    case REF_TYPE_COUNT:
        db_bind_int(insert, index, strtoll(cell, NULL, 10));
        break;
    case REF_TYPE_ENTITY:
    case REF_TYPE_LIST:
        db_bind_int(insert, index, ref_row_key(&data->files[target], ref_row_by_id(data, target, cell)));
        break;
    default:
        db_bind_text(insert, index, cell);
    }
}

static struct db_stmt *prepare_insert(struct db *db, const struct ref_file *file) {
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

static void store_file(const struct ref_data *data, enum ref_file_id id, struct db *db, struct ref_derived *derived) {
    const struct ref_rows *rows = &data->files[id];
    struct db_stmt *insert = prepare_insert(db, rows->file);
    for (size_t i = 0; i < rows->count; i++) {
        const struct ref_row *row = &rows->items[i];
        db_bind_int(insert, 1, ref_row_key(rows, row));
        for (size_t c = 0; c < rows->file->width; c++)
            bind_cell(insert, (int)c + 2, data, &rows->file->columns[c], row->cells[c]);
        db_step(insert);
        ref_derive(derived, id, row, ref_row_key(rows, row));
    }
}

static void store_screens(const struct ref_data *data, struct db *db) {
    struct db_stmt *insert = db_prepare(db, "INSERT INTO screen (name, text) VALUES (?, ?)");
    for (size_t i = 0; i < data->screen_count; i++) {
        db_bind_text(insert, 1, data->screens[i].name);
        db_bind_text(insert, 2, data->screens[i].text);
        db_step(insert);
    }
}

static enum ht_status store(const struct ref_data *data, const char *path, struct ht_error *err) {
    struct db *db = NULL;
    enum ht_status status = db_create(path, &db, err);
    if (status != HT_OK)
        return status;
    char sql[128];
    snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d; BEGIN;", REF_APPLICATION_ID,
             REF_FORMAT);
    db_exec(db, sql);
    db_exec(db, ref_schema_tables);
    struct ref_derived *derived = ref_derived_begin(data, db);
    for (int id = 0; id < REF_FILE_COUNT; id++)
        store_file(data, (enum ref_file_id)id, db, derived);
    store_screens(data, db);
    ref_derive_totals(data, db);
    db_exec(db, ref_schema_indexes);
    db_exec(db, "COMMIT");
    status = db_status(db, err);
    db_close(db);
    return status;
}

// Everyone may read a reference; the new file must be on the disk before it takes the old one's name.
static enum ht_status put_in_place(const char *temporary, const char *output, struct ht_error *err) {
    int fd = open(temporary, O_RDONLY | O_CLOEXEC);
    bool done = fd >= 0 && fchmod(fd, 0644) == 0 && fsync(fd) == 0;
    int reason = errno;
    if (fd >= 0)
        close(fd);
    if (done && rename(temporary, output) == 0)
        return HT_OK;
    return ht_fail(err, HT_ERR_IO, "%s: %s", output, strerror(done ? errno : reason));
}

static enum ht_status write_database(const struct ref_data *data, const char *output, struct ht_error *err) {
    char *temporary = ht_arena_format(data->arena, "%s.XXXXXX", output);
    int fd = ht_temporary_make(temporary);
    if (fd < 0)
        return ht_fail(err, HT_ERR_IO, "%s: %s", output, strerror(errno));
    close(fd);
    enum ht_status status = store(data, temporary, err);
    if (status == HT_OK)
        status = put_in_place(temporary, output, err);
    if (status != HT_OK)
        unlink(temporary);
    ht_temporary_forget(temporary);
    return status;
}

enum ht_status ht_reference_build(const char *from, const char *output, struct ht_faults *faults,
                                  struct ht_error *err) {
    struct ref_data data = {.arena = ht_arena_new()};
    enum ht_status status = ref_data_load(from, &data, faults, err);
    if (status != HT_OK)
        goto cleanup;
    ref_data_check(&data, faults);
    ref_faults_sort(faults);
    if (faults->count)
        status = ht_fail(err, HT_ERR_FORMAT, "%s: %zu faults; nothing was built", from, faults->count);
    else
        status = write_database(&data, output, err);
cleanup:
    ht_arena_free(data.arena);
    return status;
}
