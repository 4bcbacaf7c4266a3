// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The little of SQLite that the reference and the store of scans need. Failures are remembered: the first one of a
 * database is kept, every later call does nothing, and db_status tells it, so that a caller asks once at the end.
 * Only db.c includes SQLite.
 */
#ifndef HOLDTRACE_DB_H
#define HOLDTRACE_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "holdtrace/status.h"

struct db;
struct db_stmt;

/*
 * Opens PATH, which must exist and is never written: SQLite takes no lock and looks for no journal. A reference is
 * replaced by renaming a new file over it, which leaves the opened one whole.
 */
enum ht_status db_open(const char *path, struct db **out, struct ht_error *err);

// Gives a database that was opened room for many more questions, now that there are.
void db_expect_many(struct db *db);

// Opens the empty or missing file PATH for writing, without journal: a build that fails is thrown away.
enum ht_status db_create(const char *path, struct db **out, struct ht_error *err);

/*
 * Opens PATH, which several programs may read and write at once: each waits for the others, for a minute at most.
 * With CREATE a file that is missing is made, readable by its owner alone; else nothing can be changed by SQL.
 */
enum ht_status db_open_shared(const char *path, bool create, struct db **out, struct ht_error *err);

// Closes DB and all its statements; a transaction that was not committed is as if it had never begun. NULL is
// allowed.
void db_close(struct db *db);

// HT_OK, or HT_ERR_DATABASE with the message of the first failure.
enum ht_status db_status(struct db *db, struct ht_error *err);

/*
 * From now on, statements that change the database are run in a second thread, in their order, with copies of what is
 * bound; all else waits for them. A failure is told when it is waited for, at the latest by db_run_now, from which on
 * everything is done at once again. For what writes millions of rows and has other work to do.
 */
void db_run_later(struct db *db);
void db_run_now(struct db *db);

// Remembers that what was read makes no sense (MESSAGE is one sentence).
void db_damaged(struct db *db, const char *message);

// Runs SQL that gives no rows; several statements may follow each other.
void db_exec(struct db *db, const char *sql);

// The statement for SQL, closed by db_close; NULL after a failure. All functions below take NULL and then do nothing.
struct db_stmt *db_prepare(struct db *db, const char *sql);

// Binds parameter INDEX (from 1). The text is not copied: it must live until the statement is reset. NULL binds NULL.
void db_bind_int(struct db_stmt *stmt, int index, int64_t value);
void db_bind_text(struct db_stmt *stmt, int index, const char *text);

// LEN bytes; as db_bind_text, they are not copied.
void db_bind_blob(struct db_stmt *stmt, int index, const void *data, size_t len);

// The key of the row that was inserted last.
int64_t db_last_key(struct db *db);

// Goes to the next row: true when there is one. At the end, and after a failure, the statement is reset.
bool db_step(struct db_stmt *stmt);

// Makes STMT ready to be run again, keeping nothing.
void db_reset(struct db_stmt *stmt);

// Whether column COLUMN is NULL.
bool db_is_null(struct db_stmt *stmt, int column);

// Columns from 0. db_text is NULL for NULL and valid until the next step or reset; db_int is 0 for NULL.
int64_t db_int(struct db_stmt *stmt, int column);
const char *db_text(struct db_stmt *stmt, int column);
const void *db_blob(struct db_stmt *stmt, int column, size_t *len);

#endif
