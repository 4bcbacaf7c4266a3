// SPDX-License-Identifier: GPL-3.0-or-later
// The store: scans go in once, come back as they were, all or none of a run, and nothing is taken for a store that is
// none.
#include "report_sample.h"

#include "base/db.h"
#include "holdtrace/history.h"

struct stored {
    struct sample *sample;
    char directory[40], path[96];
    struct ht_kept_scan scan;
    struct ht_held held;
};

static int setup(void **state) {
    struct stored *stored = calloc(1, sizeof *stored);
    assert_non_null(stored);
    stored->sample = sample_new();
    strcpy(stored->directory, "/tmp/holdtrace-store-XXXXXX");
    assert_non_null(mkdtemp(stored->directory));
    snprintf(stored->path, sizeof stored->path, "%s/scans.db", stored->directory);
    ht_kept_scan_of(&stored->sample->scan, &stored->sample->account, stored->sample->small.arena, &stored->scan,
                    &stored->held);
    *state = stored;
    return 0;
}

static int teardown(void **state) {
    struct stored *stored = *state;
    unlink(stored->path);
    rmdir(stored->directory);
    sample_free(stored->sample);
    free(stored);
    return 0;
}

static struct ht_history *open_store(const struct stored *stored, bool write) {
    struct ht_history *history = NULL;
    struct ht_error err = {0};
    if (ht_history_open(stored->path, write, &history, &err) != HT_OK)
        fail_msg("%s", err.message);
    return history;
}

// Keeps the scan in a run of its own; its id.
static int64_t keep(struct stored *stored, int64_t *before) {
    struct ht_history *history = open_store(stored, true);
    struct ht_error err;
    ht_history_keep(history, &stored->scan, &stored->held, "0", before);
    assert_int_equal(ht_history_commit(history, &err), HT_OK);
    ht_history_close(history);
    return stored->scan.id;
}

// Keeps the scan in a run that is told; the time at which its first run began and what it took, NULL where not known.
static void keep_in_run(struct stored *stored, const char *began, const char *took, const char **first_began,
                        const char **first_took) {
    struct ht_history *history = open_store(stored, true);
    struct ht_kept_scan back;
    struct ht_error err;
    int64_t before;
    ht_history_begin_run(history, began);
    ht_history_keep(history, &stored->scan, &stored->held, "0", &before);
    ht_history_end_run(history, took);
    assert_int_equal(ht_history_commit(history, &err), HT_OK);
    assert_true(ht_history_scan(history, stored->scan.id, 0, stored->sample->small.arena, &back, NULL));
    *first_began = back.run_began;
    *first_took = back.run_took;
    ht_history_close(history);
}

static size_t count_scans(const struct stored *stored) {
    struct ht_history *history = open_store(stored, false);
    size_t count = ht_history_all(history, stored->sample->small.arena).count;
    ht_history_close(history);
    return count;
}

static void an_account_is_recorded(void **state) {
    struct stored *stored = *state;
    const struct ht_kept_scan *scan = &stored->scan;
    const struct ht_kept_position *rows = ht_kept_positions(scan);
    assert_string_equal(scan->fund_key, "name:Example Emerging Markets ETF (sample)");
    assert_int_equal(scan->rows_skipped, 1);
    assert_int_equal(scan->parts[HT_KEPT_POSITIONS].count, 3);
    assert_int_equal(scan->parts[HT_KEPT_SUMS].count, 3);
    assert_string_equal(rows[0].key, "isin:CNE100000PM8");
    assert_string_equal(rows[0].category, "direct");
    assert_true(rows[0].counted);
    assert_string_equal(rows[1].side, "short");
    assert_string_equal(rows[2].category, "possible");
    assert_false(rows[2].counted);
    assert_null(rows[2].issuer);
    assert_int_equal(scan->parts[HT_KEPT_TIES].count, 3);
    assert_string_equal(ht_kept_ties(scan)[0].path, "|");
    assert_string_equal(ht_kept_ties(scan)[1].path, "|hikvision|ezviz|");
    assert_string_equal(ht_kept_ties(scan)[2].basis, "candidate");
    // Of one target, whose listings the first position brought.
    assert_int_equal(scan->parts[HT_KEPT_LISTINGS].count, 1);
    assert_string_equal(ht_kept_listings(scan)[0].status, "in_force");
}

static void positions_that_are_not_exposed_are_known_again(void **state) {
    struct stored *stored = *state;
    assert_true(ht_held_has(&stored->held, "isin:GB00B0000001", NULL));
    assert_true(ht_held_has(&stored->held, "isin:of another file", "name:unheard of"));
    assert_false(ht_held_has(&stored->held, "isin:GB00B0000002", "name:heard of"));
    assert_false(ht_held_has(&stored->held, "isin:GB00B0000002", NULL));
}

static void a_scan_comes_back_as_it_was(void **state) {
    struct stored *stored = *state;
    struct ht_kept_scan back;
    struct ht_held held;
    int64_t before;
    char kept[HT_SHA256_TEXT], again[HT_SHA256_TEXT];
    int64_t id = keep(stored, &before);
    struct ht_history *history = open_store(stored, false);
    assert_int_equal(before, 0);
    assert_true(ht_history_scan(history, id, HT_KEPT_ALL, stored->sample->small.arena, &back, &held));
    ht_kept_digest(&stored->scan, kept);
    ht_kept_digest(&back, again);
    assert_string_equal(kept, again);
    assert_string_equal(back.digest, kept);
    assert_string_equal(back.path, "funds/b.csv");
    assert_int_equal(held.size, stored->held.size);
    assert_memory_equal(held.bytes, stored->held.bytes, held.size);
    assert_false(ht_history_scan(history, id + 1, HT_KEPT_ALL, stored->sample->small.arena, &back, NULL));
    ht_history_close(history);
}

static void the_same_scan_is_kept_once(void **state) {
    struct stored *stored = *state;
    int64_t before, first = keep(stored, &before);
    stored->scan.path = "elsewhere/b.csv";
    assert_int_equal(keep(stored, &before), first);
    assert_int_equal(before, first);
    stored->scan.as_of = small_date("2026-02-01");
    int64_t second = keep(stored, &before);
    assert_int_not_equal(second, first);
    assert_int_equal(before, first);
    assert_int_equal(count_scans(stored), 2);
    // What was met last is what the next one is compared with, whenever it was kept.
    stored->scan.as_of = small_date("2026-02-28");
    assert_int_equal(keep(stored, &before), first);
    assert_int_equal(before, second);
}

// Gives the cell at AT another value.
static void alter(const struct ht_cell_column *column, char *at) {
    static const char OTHER[] = "something else";
    switch (column->type) {
    case HT_CELL_TEXT:
        *(const char **)(void *)at = OTHER;
        break;
    case HT_CELL_AMOUNT:
        *(struct ht_amount *)(void *)at = ht_amount_of(ht_decimal_int(987));
        break;
    case HT_CELL_DATE:
        *(struct ht_date *)(void *)at = small_date("1999-09-09");
        break;
    case HT_CELL_NUMBER:
        *(int64_t *)(void *)at += 1000;
        break;
    case HT_CELL_FLAG:
        *(bool *)at = !*(bool *)at;
        break;
    }
}

// Alters each cell of ROW in turn, and puts it back: each is in the digest.
static void alter_each(const struct ht_kept_scan *scan, const struct ht_cell_column *columns, void *row,
                       size_t size) {
    char plain[HT_SHA256_TEXT], other[HT_SHA256_TEXT];
    void *copy = malloc(size);
    assert_non_null(copy);
    memcpy(copy, row, size);
    ht_kept_digest(scan, plain);
    for (const struct ht_cell_column *column = columns; column->name; column++) {
        alter(column, (char *)row + column->offset);
        ht_kept_digest(scan, other);
        if (strcmp(plain, other) == 0)
            fail_msg("%s is not in the digest", column->name);
        memcpy(row, copy, size);
    }
    free(copy);
}

static void all_that_is_kept_is_in_the_digest(void **state) {
    struct stored *stored = *state;
    struct ht_kept_scan *scan = &stored->scan;
    alter_each(scan, ht_kept_scan_columns, scan, sizeof *scan);
    for (int part = 0; part < HT_KEPT_PARTS; part++) {
        void *row = scan->parts[part].count ? scan->parts[part].items
                                            : ht_kept_add(scan, (enum ht_kept_part)part, stored->sample->small.arena);
        alter_each(scan, ht_kept_tables[part].columns, row, ht_kept_tables[part].size);
    }
}

static int64_t count_rows(const struct stored *stored, const char *sql) {
    struct db *db;
    struct ht_error err;
    assert_int_equal(db_open_shared(stored->path, false, &db, &err), HT_OK);
    struct db_stmt *stmt = db_prepare(db, sql);
    int64_t count = db_step(stmt) ? db_int(stmt, 0) : -1;
    db_reset(stmt);
    db_close(db);
    return count;
}

static void scans_that_differ_in_the_day_alone_share_their_rows(void **state) {
    struct stored *stored = *state;
    struct ht_error err;
    int64_t before;
    keep(stored, &before);
    stored->scan.as_of = small_date("2026-03-01");
    keep(stored, &before);
    assert_int_equal(count_scans(stored), 2);
    assert_int_equal(count_rows(stored, "SELECT count(*) FROM position"), 3);
    ((struct ht_kept_position *)stored->scan.parts[HT_KEPT_POSITIONS].items)->line++;
    keep(stored, &before);
    assert_int_equal(count_rows(stored, "SELECT count(*) FROM position"), 6);
    // The rows of two scans that are removed go with the last of them.
    struct ht_history *history = open_store(stored, true);
    assert_int_equal(ht_history_prune(history, small_date("2026-03-01"), 0, stored->sample->small.arena), 1);
    assert_int_equal(ht_history_commit(history, &err), HT_OK);
    ht_history_close(history);
    assert_int_equal(count_rows(stored, "SELECT count(*) FROM position"), 6);
    history = open_store(stored, true);
    assert_int_equal(ht_history_prune(history, small_date("2026-03-02"), 0, stored->sample->small.arena), 1);
    assert_int_equal(ht_history_commit(history, &err), HT_OK);
    ht_history_close(history);
    assert_int_equal(count_rows(stored, "SELECT count(*) FROM position"), 3);
}

static void a_scan_tells_the_run_that_kept_it_first(void **state) {
    struct stored *stored = *state;
    const char *began, *took;
    struct ht_error err;
    keep_in_run(stored, "2026-11-27T02:30:00Z", "12.345", &began, &took);
    assert_string_equal(began, "2026-11-27T02:30:00Z");
    assert_string_equal(took, "12.345");
    keep_in_run(stored, "2026-11-28T02:30:00Z", "1.000", &began, &took);
    assert_string_equal(began, "2026-11-27T02:30:00Z");
    assert_string_equal(took, "12.345");
    assert_int_equal(count_rows(stored, "SELECT count(*) FROM run"), 1);
    stored->scan.as_of = small_date("2026-03-01");
    keep_in_run(stored, "2026-11-28T02:30:00Z", "1.000", &began, &took);
    assert_string_equal(began, "2026-11-28T02:30:00Z");
    assert_int_equal(count_rows(stored, "SELECT count(*) FROM run"), 2);
    // A run goes with the last of its scans.
    struct ht_history *history = open_store(stored, true);
    assert_int_equal(ht_history_prune(history, small_date("2026-03-01"), 0, stored->sample->small.arena), 1);
    assert_int_equal(ht_history_commit(history, &err), HT_OK);
    ht_history_close(history);
    assert_int_equal(count_rows(stored, "SELECT count(*) FROM run"), 1);
}

// Which knew of no runs.
static void a_store_of_format_1_is_brought_to_this(void **state) {
    struct stored *stored = *state;
    struct ht_history *history = NULL;
    struct ht_kept_scan back;
    const char *began, *took;
    struct ht_error err;
    struct db *db;
    int64_t before, id = keep(stored, &before);
    assert_int_equal(db_open_shared(stored->path, true, &db, &err), HT_OK);
    db_exec(db, "ALTER TABLE scan DROP COLUMN run; DROP TABLE run; PRAGMA user_version = 1");
    assert_int_equal(db_status(db, &err), HT_OK);
    db_close(db);
    assert_int_equal(ht_history_open(stored->path, false, &history, &err), HT_ERR_DATABASE);
    assert_non_null(strstr(err.message, "a store of format 1; the next check --store brings it to format 2"));
    stored->scan.as_of = small_date("2026-03-01");
    keep_in_run(stored, "2026-11-28T02:30:00Z", "1.000", &began, &took);
    assert_string_equal(began, "2026-11-28T02:30:00Z");
    history = open_store(stored, false);
    assert_null(ht_history_faults(history, stored->sample->small.arena));
    assert_true(ht_history_scan(history, id, HT_KEPT_ALL, stored->sample->small.arena, &back, NULL));
    assert_null(back.run_began);
    ht_history_close(history);
    assert_int_equal(count_scans(stored), 2);
}

static void what_was_not_committed_is_not_there(void **state) {
    struct stored *stored = *state;
    int64_t before;
    struct ht_history *history = open_store(stored, true);
    struct ht_error err;
    assert_int_equal(ht_history_commit(history, &err), HT_OK);
    ht_history_close(history);
    history = open_store(stored, true);
    ht_history_keep(history, &stored->scan, &stored->held, "0", &before);
    ht_history_close(history);
    assert_int_equal(count_scans(stored), 0);
}

static void a_row_that_was_changed_is_told(void **state) {
    struct stored *stored = *state;
    struct db *db;
    struct ht_error err;
    struct ht_kept_scan back;
    char digest[HT_SHA256_TEXT];
    int64_t before, id = keep(stored, &before);
    assert_int_equal(db_open_shared(stored->path, true, &db, &err), HT_OK);
    db_exec(db, "UPDATE position SET value = '1.00' WHERE number = 0");
    assert_int_equal(db_status(db, &err), HT_OK);
    db_close(db);
    struct ht_history *history = open_store(stored, false);
    assert_null(ht_history_faults(history, stored->sample->small.arena));
    assert_true(ht_history_scan(history, id, HT_KEPT_ALL, stored->sample->small.arena, &back, NULL));
    ht_kept_digest(&back, digest);
    assert_string_not_equal(digest, back.digest);
    ht_history_close(history);
}

static void expect_refused(struct stored *stored, const char *sql, enum ht_status status, const char *part) {
    struct ht_history *history = NULL;
    struct ht_error err;
    struct db *db;
    if (sql) {
        assert_int_equal(db_open_shared(stored->path, true, &db, &err), HT_OK);
        db_exec(db, sql);
        db_close(db);
    }
    for (int write = 0; write < 2; write++) {
        if (!sql && write)
            continue;
        assert_int_equal(ht_history_open(stored->path, write, &history, &err), status);
        if (!strstr(err.message, part))
            fail_msg("not said: %s, but: %s", part, err.message);
    }
}

static void nothing_else_is_taken_for_a_store(void **state) {
    struct stored *stored = *state;
    int64_t before;
    expect_refused(stored, NULL, HT_ERR_NOT_FOUND, "no store of scans there");
    expect_refused(stored, "CREATE TABLE t (a)", HT_ERR_DATABASE, "a database, but no store of scans");
    unlink(stored->path);
    keep(stored, &before);
    expect_refused(stored, "PRAGMA user_version = 99", HT_ERR_DATABASE, "a store of format 99");
}

static void a_store_is_its_owners(void **state) {
    struct stored *stored = *state;
    struct stat info;
    int64_t before;
    mode_t mask = umask(0);
    keep(stored, &before);
    umask(mask);
    assert_int_equal(stat(stored->path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
}

static void funds_are_found_by_part_of_a_name(void **state) {
    struct stored *stored = *state;
    struct ht_arena *arena = stored->sample->small.arena;
    int64_t before;
    keep(stored, &before);
    stored->scan.fund_key = "id:IE00B4L5Y983";
    stored->scan.fund_id = "IE00B4L5Y983";
    stored->scan.fund_name = "Emerging";
    keep(stored, &before);
    assert_int_equal(before, 0);
    struct ht_history *history = open_store(stored, false);
    struct ht_series_list all = ht_history_series(history, NULL, NULL, arena);
    assert_int_equal(all.count, 2);
    assert_int_equal(ht_series_named(&all, "markets etf", arena).count, 1);
    assert_int_equal(ht_series_named(&all, "E", arena).count, 2);
    // All of a name goes before a part of another.
    assert_int_equal(ht_series_named(&all, "emerging", arena).count, 1);
    assert_int_equal(ht_series_named(&all, "ie00b4l5y983", arena).count, 1);
    assert_int_equal(ht_series_named(&all, "none", arena).count, 0);
    assert_int_equal(ht_history_series(history, "another screen", NULL, arena).count, 0);
    assert_int_equal(ht_history_series(history, NULL, "EUR", arena).count, 0);
    ht_history_close(history);
}

static void the_last_scans_are_never_removed(void **state) {
    struct stored *stored = *state;
    struct ht_arena *arena = stored->sample->small.arena;
    static const char *const DAYS[] = {"2024-01-01", "2025-01-01", "2023-01-01"};
    struct ht_error err;
    int64_t before, ids[3];
    for (size_t i = 0; i < 3; i++) {
        stored->scan.as_of = small_date(DAYS[i]);
        ids[i] = keep(stored, &before);
    }
    struct ht_history *history = open_store(stored, true);
    struct ht_series_list all = ht_history_series(history, NULL, NULL, arena);
    struct ht_scan_ids course = ht_history_course(history, &all.items[0], arena);
    assert_int_equal(course.count, 3);
    assert_int_equal(course.items[0], ids[2]);
    assert_int_equal(course.items[2], ids[1]);
    // The one that was met last is the first of the course, and stays with the last.
    assert_int_equal(ht_history_prune(history, small_date("2030-01-01"), 0, arena), 1);
    course = ht_history_course(history, &all.items[0], arena);
    assert_int_equal(course.count, 2);
    assert_int_equal(course.items[0], ids[2]);
    assert_int_equal(ht_history_prune(history, small_date("2030-01-01"), 1, arena), 0);
    assert_int_equal(ht_history_commit(history, &err), HT_OK);
    assert_int_equal(ht_history_shrink(history, &err), HT_OK);
    assert_null(ht_history_faults(history, arena));
    ht_history_close(history);
}

static void a_missing_fund_is_told_until_it_is_met(void **state) {
    struct stored *stored = *state;
    struct ht_arena *arena = stored->sample->small.arena;
    struct ht_error err;
    int64_t before;
    keep(stored, &before);
    struct ht_history *history = open_store(stored, true);
    struct ht_series_list all = ht_history_series(history, NULL, NULL, arena);
    assert_false(all.items[0].missing);
    ht_history_set_missing(history, &all.items[0]);
    assert_int_equal(ht_history_commit(history, &err), HT_OK);
    assert_true(ht_history_series(history, NULL, NULL, arena).items[0].missing);
    ht_history_close(history);
    keep(stored, &before);
    history = open_store(stored, false);
    assert_false(ht_history_series(history, NULL, NULL, arena).items[0].missing);
    ht_history_close(history);
}

static void events_alone_decide_where_they_were_asked_for(void **state) {
    struct stored *stored = *state;
    struct ht_scan scan = stored->sample->scan;
    assert_int_equal(ht_scan_exit_code(&scan), 2);
    scan.outcome.trouble = false;
    assert_int_equal(ht_scan_exit_code(&scan), 1);
    scan.fail_on = true;
    assert_int_equal(ht_scan_exit_code(&scan), 0);
    scan.event_count = 1;
    assert_int_equal(ht_scan_exit_code(&scan), 1);
    scan.outcome.trouble = true;
    assert_int_equal(ht_scan_exit_code(&scan), 2);
    scan.outcome = (struct ht_outcome){.coverage_ok = false};
    scan.event_count = 0;
    assert_int_equal(ht_scan_exit_code(&scan), 3);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(an_account_is_recorded),
        TEST(positions_that_are_not_exposed_are_known_again),
        TEST(a_scan_comes_back_as_it_was),
        TEST(the_same_scan_is_kept_once),
        TEST(all_that_is_kept_is_in_the_digest),
        TEST(scans_that_differ_in_the_day_alone_share_their_rows),
        TEST(a_scan_tells_the_run_that_kept_it_first),
        TEST(a_store_of_format_1_is_brought_to_this),
        TEST(what_was_not_committed_is_not_there),
        TEST(a_row_that_was_changed_is_told),
        TEST(nothing_else_is_taken_for_a_store),
        TEST(a_store_is_its_owners),
        TEST(funds_are_found_by_part_of_a_name),
        TEST(the_last_scans_are_never_removed),
        TEST(a_missing_fund_is_told_until_it_is_met),
        TEST(events_alone_decide_where_they_were_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
