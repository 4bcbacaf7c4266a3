// SPDX-License-Identifier: GPL-3.0-or-later
// Rows in and out of the store.
#include "history/rows.h"

#include <string.h>

const char *history_columns(const struct ht_cell_column *columns, struct ht_arena *arena, int *count) {
    const char *names = columns->name;
    for (*count = 1; columns[*count].name; ++*count)
        names = ht_arena_format(arena, "%s, %s", names, columns[*count].name);
    return names;
}

static void bind_cell(struct db_stmt *stmt, int index, const struct ht_cell_column *column, const char *cell,
                      struct ht_arena *arena) {
    char text[HT_DECIMAL_TEXT];
    switch (column->type) {
    case HT_CELL_TEXT:
        db_bind_text(stmt, index, *(const char *const *)(const void *)cell);
        break;
    case HT_CELL_AMOUNT: {
        const struct ht_amount *amount = (const void *)cell;
        db_bind_text(stmt, index,
                     amount->known ? ht_arena_string(arena, ht_decimal_text(amount->number, text)) : NULL);
        break;
    }
    case HT_CELL_DATE: {
        const struct ht_date *date = (const void *)cell;
        db_bind_text(stmt, index, ht_date_known(*date) ? ht_arena_string(arena, ht_date_text(*date, text)) : NULL);
        break;
    }
    case HT_CELL_NUMBER: {
        const int64_t *number = (const void *)cell;
        if (*number < 0)
            db_bind_text(stmt, index, NULL);
        else
            db_bind_int(stmt, index, *number);
        break;
    }
    case HT_CELL_FLAG:
        db_bind_int(stmt, index, *(const bool *)cell);
        break;
    }
}

static void bind_row(struct db_stmt *stmt, int from, const struct ht_cell_column *columns, const void *row,
                     struct ht_arena *arena) {
    for (int i = 0; columns[i].name; i++)
        bind_cell(stmt, from + i, &columns[i], (const char *)row + columns[i].offset, arena);
}

static const char *marks(int count, struct ht_arena *arena) {
    const char *text = "?";
    for (int i = 1; i < count; i++)
        text = ht_arena_format(arena, "%s, ?", text);
    return text;
}

int64_t history_write_scan(struct ht_history *history, const struct ht_kept_scan *scan, int64_t fund, int64_t body,
                           const char *digest, const char *version) {
    enum { GIVEN = 6 };
    struct ht_arena *arena = ht_arena_new();
    int count;
    const char *names = history_columns(ht_kept_scan_columns, arena, &count);
    struct db_stmt *stmt = history_ask(
        history, ht_arena_format(arena, "INSERT INTO scan (fund, digest, path, kept_by, body, run, %s) VALUES (%s)",
                                 names, marks(count + GIVEN, arena)));
    db_bind_int(stmt, 1, fund);
    db_bind_text(stmt, 2, digest);
    db_bind_text(stmt, 3, scan->path);
    db_bind_text(stmt, 4, version);
    db_bind_int(stmt, 5, body);
    if (history->run)
        db_bind_int(stmt, 6, history->run);
    else
        db_bind_text(stmt, 6, NULL);
    bind_row(stmt, GIVEN + 1, ht_kept_scan_columns, scan, arena);
    db_step(stmt);
    ht_arena_free(arena);
    return db_last_key(history->db);
}

static void write_part(struct ht_history *history, const struct ht_kept_table *table, const struct ht_kept_rows *rows,
                       int64_t body) {
    enum { GIVEN = 2 };
    struct ht_arena *arena = ht_arena_new(), *cells = ht_arena_new();
    int count;
    const char *names = history_columns(table->columns, arena, &count);
    struct db_stmt *stmt =
        history_ask(history, ht_arena_format(arena, "INSERT INTO %s (body, number, %s) VALUES (%s)", table->name,
                                             names, marks(count + GIVEN, arena)));
    for (size_t i = 0; i < rows->count; i++) {
        db_bind_int(stmt, 1, body);
        db_bind_int(stmt, 2, (int64_t)i);
        bind_row(stmt, GIVEN + 1, table->columns, (const char *)rows->items + i * table->size, cells);
        db_step(stmt);
        ht_arena_clear(cells);
    }
    ht_arena_free(cells);
    ht_arena_free(arena);
}

void history_write_parts(struct ht_history *history, const struct ht_kept_scan *scan, int64_t body) {
    for (int part = 0; part < HT_KEPT_PARTS; part++)
        if (scan->parts[part].count)
            write_part(history, &ht_kept_tables[part], &scan->parts[part], body);
}

static void read_cell(struct db_stmt *stmt, int index, const struct ht_cell_column *column, char *cell,
                      struct ht_arena *arena) {
    const char *text;
    switch (column->type) {
    case HT_CELL_TEXT:
        *(const char **)(void *)cell = ht_arena_string(arena, db_text(stmt, index));
        break;
    case HT_CELL_AMOUNT: {
        struct ht_amount *amount = (void *)cell;
        text = db_text(stmt, index);
        amount->known = text && ht_decimal_parse(text, strlen(text), &amount->number);
        break;
    }
    case HT_CELL_DATE:
        text = db_text(stmt, index);
        if (!text || !ht_date_parse(text, (struct ht_date *)(void *)cell))
            *(struct ht_date *)(void *)cell = (struct ht_date){0};
        break;
    case HT_CELL_NUMBER:
        *(int64_t *)(void *)cell = db_is_null(stmt, index) ? -1 : db_int(stmt, index);
        break;
    case HT_CELL_FLAG:
        *(bool *)cell = db_int(stmt, index) != 0;
        break;
    }
}

void history_read_row(struct db_stmt *stmt, int from, const struct ht_cell_column *columns, void *row,
                      struct ht_arena *arena) {
    for (int i = 0; columns[i].name; i++)
        read_cell(stmt, from + i, &columns[i], (char *)row + columns[i].offset, arena);
}
