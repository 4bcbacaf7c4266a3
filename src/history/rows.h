// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Rows of a kept scan in the store, by their tables of columns; and the store itself, for its own files.
 */
#ifndef HOLDTRACE_HISTORY_ROWS_H
#define HOLDTRACE_HISTORY_ROWS_H

#include "base/db.h"
#include "holdtrace/history.h"

struct ht_history {
    struct ht_arena *arena;
    struct db *db;
    const char *path;
    struct ht_map *prepared; // statements by their SQL
    const char *began;       // of the run that keeps scans; NULL: not told
    int64_t run;             // its key, once it kept a scan; else 0
};

// The statement for SQL, which is prepared once for HISTORY however often it is asked for.
struct db_stmt *history_ask(struct ht_history *history, const char *sql);

// Writes the head of SCAN, whose rows are BODY; its id.
int64_t history_write_scan(struct ht_history *history, const struct ht_kept_scan *scan, int64_t fund, int64_t body,
                           const char *digest, const char *version);
// Writes the rows of SCAN as BODY.
void history_write_parts(struct ht_history *history, const struct ht_kept_scan *scan, int64_t body);

// Reads the row that STMT is at, from column FROM on, into ROW. Texts are copied into ARENA.
void history_read_row(struct db_stmt *stmt, int from, const struct ht_cell_column *columns, void *row,
                      struct ht_arena *arena);

// The names of COLUMNS, joined by commas, in ARENA; *COUNT of them.
const char *history_columns(const struct ht_cell_column *columns, struct ht_arena *arena, int *count);

#endif
