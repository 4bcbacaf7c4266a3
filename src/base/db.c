// SPDX-License-Identifier: GPL-3.0-or-later
// The only file that includes SQLite: see db.h.
#include "base/db_own.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "holdtrace/arena.h"
#include "holdtrace/text.h"

void db_damaged(struct db *db, const char *message) {
    if (!db->failure[0])
        snprintf(db->failure, sizeof db->failure, "%s", message);
}

static void failed(struct db *db) {
    db_damaged(db, sqlite3_errmsg(db->handle));
}

enum ht_status db_status(struct db *db, struct ht_error *err) {
    if (db->later)
        later_wait(db);
    if (!db->failure[0])
        return HT_OK;
    return ht_fail(err, HT_ERR_DATABASE, "%s", db->failure);
}

void db_close(struct db *db) {
    if (!db)
        return;
    db_run_now(db);
    for (struct db_stmt *stmt = db->statements; stmt; stmt = stmt->next)
        sqlite3_finalize(stmt->handle);
    sqlite3_close(db->handle);
    ht_arena_free(db->arena);
}

static enum ht_status open_with(const char *name, const char *path, int flags, struct db **out,
                                struct ht_error *err) {
    struct ht_arena *arena = ht_arena_new();
    struct db *db = ht_arena_alloc(arena, sizeof *db);
    db->arena = arena;
    // Figures on its memory, which nobody reads, would cost two locks for each allocation. Refused, harmlessly, once
    // SQLite runs.
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    if (sqlite3_open_v2(name, &db->handle, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) {
        enum ht_status status =
            ht_fail(err, HT_ERR_DATABASE, "%s: %s", path, db->handle ? sqlite3_errmsg(db->handle) : "out of memory");
        db_close(db);
        return status;
    }
    *out = db;
    return HT_OK;
}

// PATH as a file: URI, in which '?', '#' and '%' have a meaning of their own.
static void add_uri(struct ht_buffer *uri, const char *path) {
    ht_buffer_string(uri, path[0] == '/' ? "file://" : "file:");
    for (const char *p = path; *p; p++)
        if (*p == '?' || *p == '#' || *p == '%')
            ht_buffer_format(uri, "%%%02X", (unsigned)(unsigned char)*p);
        else
            ht_buffer_char(uri, *p);
    ht_buffer_string(uri, "?immutable=1");
}

enum ht_status db_open(const char *path, struct db **out, struct ht_error *err) {
    struct ht_buffer uri = {0};
    add_uri(&uri, path);
    enum ht_status status = open_with(uri.data, path, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, out, err);
    ht_buffer_free(&uri);
    // Room for the upper pages of a large reference's trees: a page that is read once, as most are for a fund of some
    // hundred rows, takes the place of another, where new memory would cost more than reading it did.
    // One read transaction for all questions; else SQLite would begin and end one for each.
    if (status == HT_OK)
        db_exec(*out, "PRAGMA cache_size = -320; BEGIN");
    return status;
}

void db_expect_many(struct db *db) {
    db_exec(db, "PRAGMA cache_size = -32768");
}

enum ht_status db_create(const char *path, struct db **out, struct ht_error *err) {
    enum ht_status status = open_with(path, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, out, err);
    if (status == HT_OK)
        db_exec(*out, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"
                      " PRAGMA cache_size = -65536;");
    return status;
}

// SQLite would make the file by the umask; its journal takes the permissions of the file.
static enum ht_status make_private(const char *path, struct ht_error *err) {
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOCTTY, 0600);
    if (fd >= 0)
        close(fd);
    else if (errno != EEXIST)
        return ht_fail(err, HT_ERR_IO, "%s: cannot be made: %s", path, strerror(errno));
    return HT_OK;
}

enum ht_status db_open_shared(const char *path, bool create, struct db **out, struct ht_error *err) {
    enum { WAIT_MS = 60000 };
    enum ht_status status = create ? make_private(path, err) : HT_OK;
    // A name that begins with a colon means no file to SQLite.
    struct ht_buffer name = {0};
    ht_buffer_string(&name, path[0] == ':' ? "./" : "");
    ht_buffer_string(&name, path);
    // Also who only reads must be able to take back what a killed writer left.
    if (status == HT_OK)
        status = open_with(name.data, path, SQLITE_OPEN_READWRITE, out, err);
    ht_buffer_free(&name);
    if (status != HT_OK)
        return status;
    sqlite3_busy_timeout((*out)->handle, WAIT_MS);
    db_exec(*out, "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF");
    if (!create)
        db_exec(*out, "PRAGMA query_only = ON");
    return HT_OK;
}

// Whether STMT is run by the thread; what is not has to wait for it.
static bool is_later(struct db_stmt *stmt) {
    if (!stmt || !stmt->db->later)
        return false;
    if (stmt->reads)
        later_wait(stmt->db);
    return !stmt->reads;
}

void db_exec(struct db *db, const char *sql) {
    if (db->later)
        later_wait(db);
    if (!db->failure[0] && sqlite3_exec(db->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
        failed(db);
}

struct db_stmt *db_prepare(struct db *db, const char *sql) {
    if (db->later)
        later_wait(db);
    if (db->failure[0])
        return NULL;
    sqlite3_stmt *handle = NULL;
    if (sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL) != SQLITE_OK) {
        failed(db);
        return NULL;
    }
    struct db_stmt *stmt = ht_arena_alloc(db->arena, sizeof *stmt);
    *stmt = (struct db_stmt){.db = db, .handle = handle, .next = db->statements, .absent = UINT64_MAX};
    stmt->reads = sqlite3_stmt_readonly(handle) != 0;
    db->statements = stmt;
    return stmt;
}

// Notes whether a parameter is NULL; true when it was, and stays so: of millions of rows, half of the cells are.
static bool stays_absent(struct db_stmt *stmt, int index, bool absent) {
    enum { NOTED = 64 };
    uint64_t bit = index < NOTED ? UINT64_C(1) << index : 0;
    bool was = stmt && (stmt->absent & bit) != 0;
    if (stmt)
        stmt->absent = absent ? stmt->absent | bit : stmt->absent & ~bit;
    return was && absent;
}

void db_bind_int(struct db_stmt *stmt, int index, int64_t value) {
    (void)stays_absent(stmt, index, false);
    if (is_later(stmt))
        later_bind_int(stmt, index, value);
    else if (stmt && sqlite3_bind_int64(stmt->handle, index, value) != SQLITE_OK)
        failed(stmt->db);
}

void db_bind_text(struct db_stmt *stmt, int index, const char *text) {
    if (stays_absent(stmt, index, !text) || !stmt)
        return;
    if (is_later(stmt))
        later_bind_bytes(stmt, index, text, text ? strlen(text) : 0, false);
    else if (sqlite3_bind_text(stmt->handle, index, text, -1, SQLITE_STATIC) != SQLITE_OK)
        failed(stmt->db);
}

void db_bind_blob(struct db_stmt *stmt, int index, const void *data, size_t len) {
    (void)stays_absent(stmt, index, false);
    if (is_later(stmt))
        later_bind_bytes(stmt, index, data, len, true);
    else if (stmt && sqlite3_bind_blob64(stmt->handle, index, data, len, SQLITE_STATIC) != SQLITE_OK)
        failed(stmt->db);
}

bool own_bind(struct db_stmt *stmt, const struct bound *bound, const void *bytes) {
    int64_t value = 0;
    switch (bound->kind) {
    case BOUND_NULL:
        return sqlite3_bind_null(stmt->handle, bound->index) == SQLITE_OK;
    case BOUND_INT:
        memcpy(&value, bytes, sizeof value);
        return sqlite3_bind_int64(stmt->handle, bound->index, value) == SQLITE_OK;
    case BOUND_TEXT:
        return sqlite3_bind_text(stmt->handle, bound->index, bytes, (int)bound->len, SQLITE_STATIC) == SQLITE_OK;
    case BOUND_BLOB:
        break;
    }
    return sqlite3_bind_blob64(stmt->handle, bound->index, bytes, bound->len, SQLITE_STATIC) == SQLITE_OK;
}

bool own_run(struct db_stmt *stmt) {
    bool done = sqlite3_step(stmt->handle) == SQLITE_DONE;
    return sqlite3_reset(stmt->handle) == SQLITE_OK && done;
}

const char *own_message(const struct db *db) {
    return sqlite3_errmsg(db->handle);
}

int64_t db_last_key(struct db *db) {
    if (db->later)
        later_wait(db);
    return sqlite3_last_insert_rowid(db->handle);
}

bool db_step(struct db_stmt *stmt) {
    if (!stmt || stmt->db->failure[0])
        return false;
    if (is_later(stmt)) {
        later_run(stmt);
        return false;
    }
    int result = sqlite3_step(stmt->handle);
    if (result == SQLITE_ROW)
        return true;
    if (result != SQLITE_DONE)
        failed(stmt->db);
    db_reset(stmt);
    return false;
}

void db_reset(struct db_stmt *stmt) {
    if (stmt && !is_later(stmt))
        sqlite3_reset(stmt->handle);
}

bool db_is_null(struct db_stmt *stmt, int column) {
    return !stmt || sqlite3_column_type(stmt->handle, column) == SQLITE_NULL;
}

int64_t db_int(struct db_stmt *stmt, int column) {
    return stmt ? sqlite3_column_int64(stmt->handle, column) : 0;
}

const char *db_text(struct db_stmt *stmt, int column) {
    return stmt ? (const char *)sqlite3_column_text(stmt->handle, column) : NULL;
}

const void *db_blob(struct db_stmt *stmt, int column, size_t *len) {
    const void *data = stmt ? sqlite3_column_blob(stmt->handle, column) : NULL;
    *len = data ? (size_t)sqlite3_column_bytes(stmt->handle, column) : 0;
    return data;
}
