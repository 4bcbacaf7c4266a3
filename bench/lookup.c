// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * lookup DB KEYS [ALL TABLE]: what it costs to look up each line of KEYS, an ISIN, in the reference DB, in the order
 * of the file: the key alone, which gives a number; the security with its issuer; and the same when all ISINs are
 * told beforehand. Beside it, SQLite's own best: the same keys in a table of the ISINs of ALL, which is sorted, and
 * numbers, without rowids and with all memory it likes, in one read transaction; it is made as the file TABLE. CPU
 * time, in nanoseconds a look-up.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "reference/ask_keys.h"

enum { LENGTH = 13 };

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static char (*read_keys(const char *path, size_t *count))[LENGTH] {
    char(*keys)[LENGTH] = NULL, line[64];
    size_t capacity = 0;
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file)) {
        if (*count == capacity) {
            capacity = capacity * 2 + 1024;
            keys = realloc(keys, capacity * sizeof *keys);
        }
        line[strcspn(line, "\n")] = '\0';
        snprintf(keys[(*count)++], LENGTH, "%.12s", line);
    }
    if (file)
        fclose(file);
    return keys;
}

// All of KEYS out of a reference of its own, told beforehand when EXPECTED; seconds.
static double ask_all(const char *database, char (*keys)[LENGTH], size_t count, bool expected) {
    struct ht_reference *ref;
    struct ht_error err;
    struct ht_isin *isins = calloc(count, sizeof *isins);
    if (!isins || ht_reference_open(database, &ref, &err) != HT_OK)
        exit(2);
    double start = now();
    for (size_t i = 0; i < count && expected; i++)
        memcpy(isins[i].text, keys[i], LENGTH);
    if (expected)
        ht_reference_expect_isins(ref, isins, count);
    for (size_t i = 0; i < count; i++)
        (void)ht_reference_securities(ref, HT_ID_ISIN, keys[i]);
    double taken = now() - start;
    ht_reference_close(ref);
    free(isins);
    return taken;
}

static void run(sqlite3 *db, const char *sql) {
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) {
        fprintf(stderr, "lookup: %s\n", sqlite3_errmsg(db));
        exit(2);
    }
}

static void fill(sqlite3 *db, const char *path) {
    size_t count = 0;
    char(*all)[LENGTH] = read_keys(path, &count);
    sqlite3_stmt *insert = NULL;
    run(db, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000;"
            "CREATE TABLE t (isin TEXT PRIMARY KEY, number INT) WITHOUT ROWID; BEGIN");
    sqlite3_prepare_v2(db, "INSERT OR IGNORE INTO t VALUES (?, ?)", -1, &insert, NULL);
    for (size_t i = 0; i < count; i++) {
        sqlite3_bind_text(insert, 1, all[i], -1, SQLITE_STATIC);
        sqlite3_bind_int64(insert, 2, (sqlite3_int64)i);
        sqlite3_step(insert);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    run(db, "COMMIT");
    free(all);
}

// Seconds of SQLite's own.
static double ask_table(const char *all, const char *table, char (*keys)[LENGTH], size_t count) {
    sqlite3 *db = NULL;
    sqlite3_stmt *find = NULL;
    sqlite3_open(table, &db);
    fill(db, all);
    run(db, "BEGIN");
    sqlite3_prepare_v2(db, "SELECT number FROM t WHERE isin = ?", -1, &find, NULL);
    double start = now();
    for (size_t i = 0; i < count; i++) {
        sqlite3_bind_text(find, 1, keys[i], LENGTH - 1, SQLITE_STATIC);
        sqlite3_step(find);
        sqlite3_reset(find);
    }
    double taken = now() - start;
    sqlite3_finalize(find);
    sqlite3_close(db);
    remove(table);
    return taken;
}

int main(int argc, char **argv) {
    struct ht_reference *ref;
    struct ht_error err;
    size_t count = 0, found = 0;
    char(*keys)[LENGTH] = argc == 3 || argc == 5 ? read_keys(argv[2], &count) : NULL;
    if (!count || ht_reference_open(argv[1], &ref, &err) != HT_OK) {
        fprintf(stderr, "usage: lookup DB KEYS [ALL TABLE]\n");
        return 2;
    }
    double start = now();
    for (size_t i = 0; i < count; i++)
        found += ask_key(ref, KEY_ISIN, keys[i]).count > 0;
    double alone = now() - start;
    ht_reference_close(ref);
    double whole = ask_all(argv[1], keys, count, false), expected = ask_all(argv[1], keys, count, true);
    printf("%zu look-ups, %.1f %% found: %.0f ns the key, %.0f ns the security and its issuer, %.0f ns when told "
           "before\n",
           count, 100.0 * (double)found / (double)count, alone * 1e9 / (double)count, whole * 1e9 / (double)count,
           expected * 1e9 / (double)count);
    if (argc == 5)
        printf("SQLite's own best rate: %.0f ns\n", ask_table(argv[3], argv[4], keys, count) * 1e9 / (double)count);
    free(keys);
    return 0;
}
