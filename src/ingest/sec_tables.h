// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Tables of the SEC's data sets: tab-separated, a header, no quoting. A data set is a folder of them, or files whose
 * names begin alike. Private to the ingest stage.
 */
#ifndef HOLDTRACE_SEC_TABLES_H
#define HOLDTRACE_SEC_TABLES_H

#include <stdbool.h>

#include "holdtrace/arena.h"
#include "holdtrace/text.h"

// Bytes of one table; about six times as much memory is needed for all of a data set.
enum { HT_SEC_TABLE_MIB = 1024, HT_SEC_COLUMNS = 64 };

// Where the tables are; another kind of place (an archive) gives another function.
struct ht_sec_place {
    const void *user;
    // The bytes of the table NAME ("SUBMISSION.tsv") in ARENA, NUL-terminated and free to be changed; NULL: none.
    char *(*open)(const void *user, const char *name, struct ht_arena *arena, size_t *size);
};

// One row at a time; cells are NUL-terminated where they stand.
struct ht_sec_table {
    char *at;
    long line; // of the current row, from 1
    const char *headers[HT_SEC_COLUMNS];
    size_t header_count;
    const char *cells[HT_SEC_COLUMNS];
    size_t width;
};

// Begins a table on TEXT, which is changed. False when it has no header.
bool ht_sec_begin(struct ht_sec_table *table, char *text);
bool ht_sec_next(struct ht_sec_table *table);
// The cell under HEADER of the current row; "" when there is none.
const char *ht_sec_cell(const struct ht_sec_table *table, const char *header);

#endif
