// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of a store, format by format.
#include "history/schema.h"

#include <stdio.h>

#define ROWS(table, columns)                                                                                         \
    "CREATE TABLE " table                                                                                            \
    " (body INTEGER NOT NULL REFERENCES body(id) ON DELETE CASCADE, number INTEGER NOT NULL, " columns               \
    ", PRIMARY KEY (body, number)) WITHOUT ROWID;"

/*
 * Amounts are texts, so that each keeps all its digits. `number` is the place of a row among those of its scan. Scans
 * that differ in the day, say, and in no row have one body: so a nightly scan of files that stay costs little.
 * `latest` tells which scan of a fund was met last, whenever it was kept first: what the next one is compared with.
 */
static const char FORMAT_1[] =
    "CREATE TABLE fund (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE);"
    "CREATE TABLE holdings (sha256 TEXT NOT NULL PRIMARY KEY, identities BLOB NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE body (id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE);"
    "CREATE TABLE scan (id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, path TEXT, kept_by TEXT,"
    " fund INTEGER NOT NULL REFERENCES fund(id), body INTEGER NOT NULL REFERENCES body(id),"
    " schema TEXT NOT NULL, fund_key TEXT NOT NULL, fund_name TEXT, fund_id TEXT, investor TEXT, sha256 TEXT NOT "
    "NULL,"
    " part TEXT, layout TEXT, holdings_date TEXT, currency TEXT, denominator TEXT, net_assets TEXT,"
    " rows_read INTEGER, rows_positions INTEGER, rows_skipped INTEGER, rows_ignored INTEGER,"
    " weight_file_sum_pct TEXT, comparable_pct TEXT, comparable_by_name_pct TEXT, resolved_pct TEXT,"
    " ownership_known_pct TEXT, at_least_pct TEXT, at_most_pct TEXT, counted_long_pct TEXT,"
    " reference_sha256 TEXT NOT NULL, reference_date TEXT, as_of TEXT, screen TEXT NOT NULL,"
    " screen_sha256 TEXT NOT NULL, base_currency TEXT, holdings TEXT NOT NULL REFERENCES holdings(sha256));"
    "CREATE INDEX scan_fund ON scan(fund, screen); CREATE INDEX scan_body ON scan(body);"
    "CREATE INDEX scan_holdings ON scan(holdings);"
    "CREATE TABLE latest (fund INTEGER NOT NULL REFERENCES fund(id), screen TEXT NOT NULL, base_currency TEXT NOT "
    "NULL,"
    " scan INTEGER NOT NULL REFERENCES scan(id), missing INTEGER NOT NULL,"
    " PRIMARY KEY (fund, screen, base_currency)) WITHOUT ROWID;" ROWS("input", "what TEXT, sha256 TEXT")
        ROWS("list", "list TEXT, edition TEXT, retrieved_on TEXT, entries_held INTEGER, entries_total INTEGER")
            ROWS("total", "currency TEXT, positions INTEGER, value TEXT, long_value TEXT, short_value TEXT") ROWS(
                "exposure",
                "category TEXT, currency TEXT, counted INTEGER, positions INTEGER, value TEXT, long_value TEXT,"
                " short_value TEXT, notional TEXT, weight_pct TEXT, attributed_value TEXT,"
                " attributed_unknown_value TEXT")
                ROWS("position",
                     "line INTEGER, key TEXT, category TEXT, counted INTEGER, apart INTEGER, kind TEXT, side TEXT,"
                     " name TEXT, isin TEXT, cusip TEXT, sedol TEXT, figi TEXT, lei TEXT, ticker TEXT, exchange TEXT,"
                     " currency TEXT, quantity TEXT, value TEXT, notional TEXT, exposure_value TEXT, weight_pct TEXT,"
                     " attributed_value TEXT, issuer TEXT, issuer_name TEXT, method TEXT, through TEXT")
                    ROWS("tie",
                         "position INTEGER, target TEXT, target_name TEXT, basis TEXT, category TEXT, share_pct TEXT,"
                         " path TEXT")
                        ROWS("listing",
                             "target TEXT, target_name TEXT, list TEXT, listed_as TEXT, ground TEXT, status TEXT,"
                             " citation TEXT, listed_on TEXT, effective_on TEXT, divest_by TEXT, delisted_on TEXT,"
                             " selects INTEGER") ROWS("decision", "key TEXT, name TEXT, entity TEXT, state TEXT, "
                                                                  "decided_by TEXT, evidence TEXT, decided_on TEXT");

// Runs that kept a scan for the first time. `began`: in UTC, as "2026-11-27T02:30:00Z"; `took`: seconds, NULL of a
// run that did not come to its end.
static const char FORMAT_2[] =
    "CREATE TABLE run (id INTEGER PRIMARY KEY, began TEXT NOT NULL, took TEXT, version TEXT);"
    "ALTER TABLE scan ADD COLUMN run INTEGER REFERENCES run(id);";

// What makes format N + 1 of format N, at N: the first makes a store of an empty file.
static const char *const STEPS[STORE_FORMAT] = {FORMAT_1, FORMAT_2};

static int64_t number(struct db *db, const char *sql) {
    struct db_stmt *stmt = db_prepare(db, sql);
    int64_t value = db_step(stmt) ? db_int(stmt, 0) : 0;
    db_reset(stmt);
    return value;
}

static void bring_to_format(struct db *db, int64_t format) {
    for (int64_t step = format; step < STORE_FORMAT; step++)
        db_exec(db, STEPS[step]);
    char pragmas[80]; // which take no parameters
    snprintf(pragmas, sizeof pragmas, "PRAGMA application_id = %d; PRAGMA user_version = %d", STORE_APPLICATION_ID,
             STORE_FORMAT);
    db_exec(db, pragmas);
}

enum ht_status store_schema(struct db *db, const char *path, bool write, struct ht_error *err) {
    struct ht_error why;
    db_exec(db, write ? "BEGIN IMMEDIATE" : "BEGIN");
    int64_t id = number(db, "PRAGMA application_id"), format = number(db, "PRAGMA user_version");
    bool empty = id == 0 && format == 0 && number(db, "SELECT count(*) FROM sqlite_schema") == 0;
    if (db_status(db, &why) != HT_OK)
        return ht_fail(err, HT_ERR_DATABASE, "%s: %s", path, why.message);
    if (empty && !write)
        return ht_fail(err, HT_ERR_DATABASE, "%s: an empty file, and no store of scans", path);
    if (!empty && id != STORE_APPLICATION_ID)
        return ht_fail(err, HT_ERR_DATABASE, "%s: a database, but no store of scans", path);
    if (format > STORE_FORMAT)
        return ht_fail(err, HT_ERR_DATABASE, "%s: a store of format %d, and this version knows format %d", path,
                       (int)format, STORE_FORMAT);
    if (format < STORE_FORMAT && !write)
        return ht_fail(err, HT_ERR_DATABASE,
                       "%s: a store of format %d; the next check --store brings it to format %d", path, (int)format,
                       STORE_FORMAT);
    if (format < STORE_FORMAT)
        bring_to_format(db, format);
    if (db_status(db, &why) != HT_OK)
        return ht_fail(err, HT_ERR_DATABASE, "%s: %s", path, why.message);
    return HT_OK;
}
