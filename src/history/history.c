// SPDX-License-Identifier: GPL-3.0-or-later
// Opening the store, keeping scans in it, and reading them back: see history.h.
#include "holdtrace/history.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "history/rows.h"
#include "history/schema.h"
#include "holdtrace/map.h"

static enum ht_status refuse_other(const char *path, bool write, struct ht_error *err) {
    struct stat info;
    if (stat(path, &info) != 0)
        return write && errno == ENOENT ? HT_OK
                                        : ht_fail(err, errno == ENOENT ? HT_ERR_NOT_FOUND : HT_ERR_IO,
                                                  "%s: no store of scans there: %s", path, strerror(errno));
    if (!S_ISREG(info.st_mode))
        return ht_fail(err, HT_ERR_IO, "%s: is no file, so that it can be no store of scans", path);
    return HT_OK;
}

enum ht_status ht_history_open(const char *path, bool write, struct ht_history **out, struct ht_error *err) {
    struct db *db = NULL;
    enum ht_status status = refuse_other(path, write, err);
    if (status == HT_OK)
        status = db_open_shared(path, write, &db, err);
    if (status != HT_OK)
        return status;
    status = store_schema(db, path, write, err);
    if (status != HT_OK) {
        db_close(db);
        return status;
    }
    struct ht_arena *arena = ht_arena_new();
    struct ht_history *history = ht_arena_alloc(arena, sizeof *history);
    *history = (struct ht_history){
        .arena = arena, .db = db, .path = ht_arena_string(arena, path), .prepared = ht_map_new(arena)};
    *out = history;
    return HT_OK;
}

void ht_history_close(struct ht_history *history) {
    if (!history)
        return;
    db_close(history->db);
    ht_arena_free(history->arena);
}

enum ht_status ht_history_status(const struct ht_history *history, struct ht_error *err) {
    struct ht_error why;
    if (db_status(history->db, &why) == HT_OK)
        return HT_OK;
    return ht_fail(err, HT_ERR_DATABASE, "%s: %s", history->path, why.message);
}

enum ht_status ht_history_commit(struct ht_history *history, struct ht_error *err) {
    db_exec(history->db, "COMMIT");
    return ht_history_status(history, err);
}

struct db_stmt *history_ask(struct ht_history *history, const char *sql) {
    struct db_stmt *stmt = ht_map_get(history->prepared, sql);
    if (stmt)
        return stmt;
    stmt = db_prepare(history->db, sql);
    if (stmt)
        ht_map_put(history->prepared, sql, stmt);
    return stmt;
}

// The number that SQL with one text gives, 0 when there is no row.
static int64_t ask_text(struct ht_history *history, const char *sql, const char *text) {
    struct db_stmt *stmt = history_ask(history, sql);
    db_bind_text(stmt, 1, text);
    int64_t number = db_step(stmt) ? db_int(stmt, 0) : 0;
    db_reset(stmt);
    return number;
}

static int64_t keep_fund(struct ht_history *history, const char *key) {
    int64_t fund = ask_text(history, "SELECT id FROM fund WHERE key = ?", key);
    if (fund)
        return fund;
    struct db_stmt *stmt = history_ask(history, "INSERT INTO fund (key) VALUES (?)");
    db_bind_text(stmt, 1, key);
    db_step(stmt);
    return db_last_key(history->db);
}

// The rows of SCAN, which an earlier scan may have had as well.
static int64_t keep_body(struct ht_history *history, const struct ht_kept_scan *scan) {
    char digest[HT_SHA256_TEXT];
    ht_kept_body_digest(scan, digest);
    int64_t body = ask_text(history, "SELECT id FROM body WHERE digest = ?", digest);
    if (body)
        return body;
    struct db_stmt *stmt = history_ask(history, "INSERT INTO body (digest) VALUES (?)");
    db_bind_text(stmt, 1, digest);
    db_step(stmt);
    body = db_last_key(history->db);
    history_write_parts(history, scan, body);
    return body;
}

static void keep_held(struct ht_history *history, const char *sha256, const struct ht_held *held) {
    struct db_stmt *stmt = history_ask(history, "INSERT OR IGNORE INTO holdings (sha256, identities) VALUES (?, ?)");
    db_bind_text(stmt, 1, sha256);
    db_bind_blob(stmt, 2, held->size ? (const void *)held->bytes : "", held->size);
    db_step(stmt);
}

// What was met last before; from now on SCAN is that.
static int64_t replace_latest(struct ht_history *history, const struct ht_kept_scan *scan, int64_t fund) {
    const char *base = scan->base_currency ? scan->base_currency : "";
    struct db_stmt *stmt =
        history_ask(history, "SELECT scan FROM latest WHERE fund = ? AND screen = ? AND base_currency = ?");
    db_bind_int(stmt, 1, fund);
    db_bind_text(stmt, 2, scan->screen);
    db_bind_text(stmt, 3, base);
    int64_t before = db_step(stmt) ? db_int(stmt, 0) : 0;
    db_reset(stmt);
    stmt = history_ask(history, "INSERT OR REPLACE INTO latest (fund, screen, base_currency, scan, missing)"
                                " VALUES (?, ?, ?, ?, 0)");
    db_bind_int(stmt, 1, fund);
    db_bind_text(stmt, 2, scan->screen);
    db_bind_text(stmt, 3, base);
    db_bind_int(stmt, 4, scan->id);
    db_step(stmt);
    return before;
}

void ht_history_begin_run(struct ht_history *history, const char *began) {
    history->began = ht_arena_string(history->arena, began);
}

static void keep_run(struct ht_history *history, const char *version) {
    struct db_stmt *stmt = history_ask(history, "INSERT INTO run (began, version) VALUES (?, ?)");
    db_bind_text(stmt, 1, history->began);
    db_bind_text(stmt, 2, version);
    db_step(stmt);
    history->run = db_last_key(history->db);
}

void ht_history_end_run(struct ht_history *history, const char *took) {
    struct db_stmt *stmt = history_ask(history, "UPDATE run SET took = ? WHERE id = ?");
    db_bind_text(stmt, 1, took);
    db_bind_int(stmt, 2, history->run); // no row has 0
    db_step(stmt);
}

void ht_history_keep(struct ht_history *history, struct ht_kept_scan *scan, const struct ht_held *held,
                     const char *version, int64_t *before) {
    char digest[HT_SHA256_TEXT];
    ht_kept_digest(scan, digest);
    int64_t fund = keep_fund(history, scan->fund_key);
    scan->id = ask_text(history, "SELECT id FROM scan WHERE digest = ?", digest);
    if (!scan->id) {
        keep_held(history, scan->holdings, held);
        if (history->began && !history->run)
            keep_run(history, version);
        scan->id = history_write_scan(history, scan, fund, keep_body(history, scan), digest, version);
    }
    if (before)
        *before = replace_latest(history, scan, fund);
}

// --- back

static void read_part(struct ht_history *history, int64_t body, enum ht_kept_part part, struct ht_arena *arena,
                      struct ht_kept_scan *out) {
    const struct ht_kept_table *table = &ht_kept_tables[part];
    int count;
    const char *names = history_columns(table->columns, arena, &count);
    struct db_stmt *stmt = history_ask(
        history, ht_arena_format(arena, "SELECT %s FROM %s WHERE body = ? ORDER BY number", names, table->name));
    db_bind_int(stmt, 1, body);
    while (db_step(stmt))
        history_read_row(stmt, 0, table->columns, ht_kept_add(out, part, arena), arena);
}

static void read_held(struct ht_history *history, const char *sha256, struct ht_arena *arena, struct ht_held *held) {
    struct db_stmt *stmt = history_ask(history, "SELECT identities FROM holdings WHERE sha256 = ?");
    *held = (struct ht_held){NULL, 0};
    db_bind_text(stmt, 1, sha256);
    if (db_step(stmt)) {
        const void *bytes = db_blob(stmt, 0, &held->size);
        held->bytes = (const unsigned char *)ht_arena_copy(arena, bytes ? bytes : "", held->size);
    }
    db_reset(stmt);
}

bool ht_history_scan(struct ht_history *history, int64_t id, unsigned parts, struct ht_arena *arena,
                     struct ht_kept_scan *out, struct ht_held *held) {
    int count;
    const char *names = history_columns(ht_kept_scan_columns, arena, &count);
    struct db_stmt *stmt = history_ask(
        history,
        ht_arena_format(arena,
                        "SELECT path, digest, body, kept.began, kept.took, %s FROM scan LEFT JOIN run AS kept"
                        " ON kept.id = scan.run WHERE scan.id = ?",
                        names));
    *out = (struct ht_kept_scan){.id = id};
    db_bind_int(stmt, 1, id);
    if (!db_step(stmt))
        return false;
    out->path = ht_arena_string(arena, db_text(stmt, 0));
    out->digest = ht_arena_string(arena, db_text(stmt, 1));
    int64_t body = db_int(stmt, 2);
    out->run_began = ht_arena_string(arena, db_text(stmt, 3));
    out->run_took = ht_arena_string(arena, db_text(stmt, 4));
    history_read_row(stmt, 5, ht_kept_scan_columns, out, arena);
    db_reset(stmt);
    for (int part = 0; part < HT_KEPT_PARTS; part++)
        if (parts & 1u << part)
            read_part(history, body, (enum ht_kept_part)part, arena, out);
    if (held)
        read_held(history, out->holdings, arena, held);
    return true;
}
