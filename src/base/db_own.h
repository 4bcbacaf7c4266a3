// SPDX-License-Identifier: GPL-3.0-or-later
// What db.c and db_later.c share of a database and its statements; no other file includes it.
#ifndef HOLDTRACE_DB_OWN_H
#define HOLDTRACE_DB_OWN_H

#include "base/db.h"
#include "holdtrace/text.h"

struct later;

struct db_stmt {
    struct db *db;
    struct sqlite3_stmt *handle;
    struct db_stmt *next;
    uint64_t absent;        // bit N: parameter N is NULL, as all are at first; bindings outlive a reset
    bool reads;             // it changes nothing
    struct ht_buffer bound; // parameters of the next run, where it is run later
};

struct db {
    struct sqlite3 *handle;
    struct ht_arena *arena;
    struct db_stmt *statements; // all that were prepared, to be finalised on close
    struct later *later;        // NULL: what is asked for is done at once
    char failure[512];          // "" while all went well
};

enum bound_kind { BOUND_NULL, BOUND_INT, BOUND_TEXT, BOUND_BLOB };

// A parameter, whose LEN bytes (of an int64_t, or a text without its NUL) stand behind it.
struct bound {
    int index;
    enum bound_kind kind;
    size_t len;
};

// For the thread, which notes failures by itself: whether it went well. BYTES must live until STMT has run.
bool own_bind(struct db_stmt *stmt, const struct bound *bound, const void *bytes);
bool own_run(struct db_stmt *stmt);
const char *own_message(const struct db *db);

void later_bind_int(struct db_stmt *stmt, int index, int64_t value);

// TEXT may be NULL, which binds NULL; else it has LEN bytes, and is a blob where BLOB is set.
void later_bind_bytes(struct db_stmt *stmt, int index, const void *bytes, size_t len, bool blob);

// Hands STMT with what is bound to the thread.
void later_run(struct db_stmt *stmt);

// Waits until all that was handed over has run; what failed there is the database's failure from then on.
void later_wait(struct db *db);

#endif
