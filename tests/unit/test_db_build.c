// SPDX-License-Identifier: GPL-3.0-or-later
// A database that is built by two threads holds what one would have written, or says what failed.
#include "test_base.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/db_own.h"
#include "holdtrace/status.h"

static char path[64];

static struct db *create(void) {
    struct ht_error err = {0};
    struct db *db = NULL;
    snprintf(path, sizeof path, "/tmp/holdtrace-db-build.%ld", (long)getpid());
    unlink(path);
    assert_int_equal(db_create(path, &db, &err), HT_OK);
    db_exec(db, "BEGIN; CREATE TABLE t (key INTEGER PRIMARY KEY, word TEXT UNIQUE, data BLOB, number INT)");
    return db;
}

static void insert(struct db_stmt *stmt, int64_t key, const char *word, const void *data, size_t len) {
    db_bind_int(stmt, 1, key);
    db_bind_text(stmt, 2, word);
    if (data)
        db_bind_blob(stmt, 3, data, len);
    else
        db_bind_text(stmt, 3, NULL);
    db_bind_int(stmt, 4, -key);
    assert_false(db_step(stmt));
}

static struct db_stmt *inserting(struct db *db) {
    return db_prepare(db, "INSERT INTO t (key, word, data, number) VALUES (?, ?, ?, ?)");
}

// More than a piece of what two threads hand over, in buffers that change as soon as a row is given.
static void fill(struct db_stmt *stmt, int64_t rows) {
    static char data[3000];
    char word[32];
    for (int64_t key = 1; key <= rows; key++) {
        snprintf(word, sizeof word, "word %lld", (long long)key);
        memset(data, (int)(key % 251), sizeof data);
        insert(stmt, key, key % 7 ? word : NULL, key % 5 ? data : NULL, (size_t)(key % (int64_t)sizeof data));
        memset(word, '!', sizeof word);
    }
}

static void check_rows(struct db *db, int64_t rows) {
    struct db_stmt *stmt = db_prepare(db, "SELECT key, word, data, number FROM t ORDER BY key");
    int64_t key = 0;
    while (db_step(stmt)) {
        char word[32];
        snprintf(word, sizeof word, "word %lld", (long long)++key);
        assert_int_equal(db_int(stmt, 0), key);
        assert_int_equal(db_int(stmt, 3), -key);
        assert_int_equal(db_is_null(stmt, 1), key % 7 == 0);
        if (key % 7)
            assert_string_equal(db_text(stmt, 1), word);
        size_t len, wanted = key % 5 ? (size_t)(key % 3000) : 0;
        const unsigned char *data = db_blob(stmt, 2, &len);
        assert_int_equal(len, wanted);
        for (size_t i = 0; i < len; i++)
            assert_int_equal(data[i], key % 251);
    }
    assert_int_equal(key, rows);
}

static void rows_are_written_by_a_second_thread(void **state) {
    enum { ROWS = 6000 };
    struct ht_error err = {0};
    (void)state;
    struct db *db = create();
    db_run_later(db);
    fill(inserting(db), ROWS);
    check_rows(db, ROWS); // what is read waits for what is written
    db_run_now(db);
    db_exec(db, "COMMIT");
    assert_int_equal(db_status(db, &err), HT_OK);
    db_close(db);
    assert_int_equal(db_open(path, &db, &err), HT_OK);
    check_rows(db, ROWS);
    db_close(db);
    unlink(path);
}

static void a_row_that_cannot_be_written_is_told(void **state) {
    struct ht_error err = {0};
    (void)state;
    struct db *db = create();
    db_run_later(db);
    struct db_stmt *stmt = inserting(db);
    insert(stmt, 1, "twice", NULL, 0);
    insert(stmt, 2, "twice", NULL, 0);
    insert(stmt, 3, "never", NULL, 0);
    assert_int_equal(db_status(db, &err), HT_ERR_DATABASE);
    assert_string_equal(err.message, "UNIQUE constraint failed: t.word");
    fill(stmt, 2000); // what comes behind it takes no memory
    assert_true(stmt->bound.capacity < 65536);
    db_run_now(db);
    db_close(db);
    unlink(path);
}

// No more than 256 KiB may be written: what fails is told at the commit at the latest.
static void a_full_disk_is_told(void **state) {
    struct rlimit before, limit;
    struct ht_error err = {0};
    (void)state;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    limit = (struct rlimit){(rlim_t)256 * 1024, before.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    struct db *db = create();
    fill(inserting(db), 3000);
    db_exec(db, "COMMIT");
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(db_status(db, &err), HT_ERR_DATABASE);
    assert_string_not_equal(err.message, "");
    db_close(db);
    unlink(path);
    signal(SIGXFSZ, handler);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_written_by_a_second_thread),
        cmocka_unit_test(a_row_that_cannot_be_written_is_told),
        cmocka_unit_test(a_full_disk_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
