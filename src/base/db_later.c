// SPDX-License-Identifier: GPL-3.0-or-later
// Statements that are run in a second thread: see db_run_later in db.h.
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/db_own.h"
#include "base/feeder.h"
#include "base/memory.h"

/*
 * A run on its way: this, and behind it what is bound: for each parameter a struct bound and its bytes, a text with a
 * NUL behind.
 */
struct run {
    struct db_stmt *stmt;
    size_t len;
};

struct later {
    struct feeder *feeder;
    atomic_bool failed;
    char failure[512]; // the thread's until it rests
};

static bool run(const struct run *run, const unsigned char *bytes) {
    for (size_t at = 0; at < run->len;) {
        struct bound bound;
        memcpy(&bound, bytes + at, sizeof bound);
        at += sizeof bound;
        if (!own_bind(run->stmt, &bound, bytes + at))
            return false;
        at += bound.len + (bound.kind == BOUND_TEXT);
    }
    return own_run(run->stmt);
}

static void take_runs(void *context, const unsigned char *records, size_t size) {
    struct later *later = context;
    for (size_t at = 0; at < size && !atomic_load(&later->failed);) {
        struct run next;
        memcpy(&next, records + at, sizeof next);
        at += sizeof next;
        if (!run(&next, records + at)) {
            snprintf(later->failure, sizeof later->failure, "%s", own_message(next.stmt->db));
            atomic_store(&later->failed, true);
        }
        at += next.len;
    }
}

void db_run_later(struct db *db) {
    if (db->later)
        return;
    db->later = ht_heap_alloc(sizeof *db->later);
    db->later->feeder = feeder_new(take_runs, db->later);
}

void db_run_now(struct db *db) {
    if (!db->later)
        return;
    later_wait(db);
    feeder_free(db->later->feeder);
    free(db->later);
    db->later = NULL;
    for (struct db_stmt *stmt = db->statements; stmt; stmt = stmt->next)
        ht_buffer_free(&stmt->bound);
}

void later_wait(struct db *db) {
    feeder_drain(db->later->feeder);
    if (atomic_load(&db->later->failed))
        db_damaged(db, db->later->failure);
}

static void add(struct db_stmt *stmt, struct bound bound, const void *bytes) {
    if (stmt->db->failure[0])
        return; // it is not run any more, and millions of rows may follow
    ht_buffer_add(&stmt->bound, (const char *)&bound, sizeof bound);
    ht_buffer_add(&stmt->bound, bytes, bound.len);
    if (bound.kind == BOUND_TEXT)
        ht_buffer_char(&stmt->bound, '\0');
}

void later_bind_int(struct db_stmt *stmt, int index, int64_t value) {
    add(stmt, (struct bound){index, BOUND_INT, sizeof value}, &value);
}

void later_bind_bytes(struct db_stmt *stmt, int index, const void *bytes, size_t len, bool blob) {
    add(stmt, (struct bound){index, !bytes ? BOUND_NULL : blob ? BOUND_BLOB : BOUND_TEXT, bytes ? len : 0}, bytes);
}

void later_run(struct db_stmt *stmt) {
    struct later *later = stmt->db->later;
    const struct run run = {stmt, stmt->bound.len};
    unsigned char *room = feeder_room(later->feeder, sizeof run + run.len);
    memcpy(room, &run, sizeof run);
    if (run.len)
        memcpy(room + sizeof run, stmt->bound.data, run.len);
    ht_buffer_clear(&stmt->bound);
    if (atomic_load(&later->failed))
        later_wait(stmt->db);
}
