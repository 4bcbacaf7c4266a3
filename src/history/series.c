// SPDX-License-Identifier: GPL-3.0-or-later
// Series of scans, and what is removed from them.
#include <string.h>

#include "history/rows.h"

struct ht_series_list ht_history_series(struct ht_history *history, const char *screen, const char *base_currency,
                                        struct ht_arena *arena) {
    struct ht_series_list list = {0};
    struct db_stmt *stmt = history_ask(
        history, "SELECT l.fund, l.scan, f.key, s.fund_name, s.fund_id, l.screen, l.base_currency, l.missing,"
                 " (SELECT count(*) FROM scan WHERE fund = l.fund AND screen = l.screen"
                 " AND ifnull(base_currency, '') = l.base_currency)"
                 " FROM latest AS l JOIN fund AS f ON f.id = l.fund JOIN scan AS s ON s.id = l.scan"
                 " WHERE (?1 IS NULL OR l.screen = ?1) AND (?2 IS NULL OR l.base_currency = ?2)"
                 " ORDER BY f.key, l.screen, l.base_currency");
    db_bind_text(stmt, 1, screen);
    db_bind_text(stmt, 2, base_currency);
    while (db_step(stmt)) {
        list.items = ht_arena_grow(arena, list.items, list.count, &list.capacity, sizeof *list.items);
        const char *base = db_text(stmt, 6);
        list.items[list.count++] = (struct ht_series){
            .fund = db_int(stmt, 0),
            .last = db_int(stmt, 1),
            .fund_key = ht_arena_string(arena, db_text(stmt, 2)),
            .fund_name = ht_arena_string(arena, db_text(stmt, 3)),
            .fund_id = ht_arena_string(arena, db_text(stmt, 4)),
            .screen = ht_arena_string(arena, db_text(stmt, 5)),
            .base_currency = base && *base ? ht_arena_string(arena, base) : NULL,
            .missing = db_int(stmt, 7) != 0,
            .scans = db_int(stmt, 8),
        };
    }
    return list;
}

// --- by name

static bool contains(const char *text, const char *part) {
    for (; text && *text; text++)
        if (ht_text_starts(text, part))
            return true;
    return false;
}

static bool is_named(const struct ht_series *series, const char *text, bool whole) {
    const char *names[] = {series->fund_key, series->fund_name, series->fund_id};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i] && (whole ? ht_text_same(names[i], text) : contains(names[i], text)))
            return true;
    return false;
}

struct ht_series_list ht_series_named(const struct ht_series_list *all, const char *text, struct ht_arena *arena) {
    struct ht_series_list list = {0};
    for (int whole = 1; whole >= 0 && list.count == 0; whole--)
        for (size_t i = 0; i < all->count; i++) {
            if (!is_named(&all->items[i], text, whole))
                continue;
            list.items = ht_arena_grow(arena, list.items, list.count, &list.capacity, sizeof *list.items);
            list.items[list.count++] = all->items[i];
        }
    return list;
}

static void bind_series(struct db_stmt *stmt, const struct ht_series *series) {
    db_bind_int(stmt, 1, series->fund);
    db_bind_text(stmt, 2, series->screen);
    db_bind_text(stmt, 3, series->base_currency ? series->base_currency : "");
}

void ht_history_set_missing(struct ht_history *history, const struct ht_series *series) {
    struct db_stmt *stmt =
        history_ask(history, "UPDATE latest SET missing = 1 WHERE fund = ? AND screen = ? AND base_currency = ?");
    bind_series(stmt, series);
    db_step(stmt);
}

static struct ht_scan_ids ids_of(struct db_stmt *stmt, struct ht_arena *arena) {
    struct ht_scan_ids ids = {0};
    while (db_step(stmt)) {
        ids.items = ht_arena_grow(arena, ids.items, ids.count, &ids.capacity, sizeof *ids.items);
        ids.items[ids.count++] = db_int(stmt, 0);
    }
    return ids;
}

struct ht_scan_ids ht_history_course(struct ht_history *history, const struct ht_series *series,
                                     struct ht_arena *arena) {
    struct db_stmt *stmt = history_ask(history, "SELECT id FROM scan WHERE fund = ? AND screen = ?"
                                                " AND ifnull(base_currency, '') = ?"
                                                " ORDER BY ifnull(holdings_date, ''), ifnull(as_of, ''), id");
    bind_series(stmt, series);
    return ids_of(stmt, arena);
}

struct ht_scan_ids ht_history_all(struct ht_history *history, struct ht_arena *arena) {
    return ids_of(history_ask(history, "SELECT id FROM scan ORDER BY id"), arena);
}

static void add_faults(struct db_stmt *stmt, int column, const char *what, struct ht_arena *arena,
                       const char **faults) {
    while (db_step(stmt)) {
        const char *text = db_text(stmt, column);
        if (text && strcmp(text, "ok") != 0)
            *faults = ht_arena_format(arena, "%s%s%s%s", *faults ? *faults : "", *faults ? "\n" : "", what, text);
    }
}

const char *ht_history_faults(struct ht_history *history, struct ht_arena *arena) {
    const char *faults = NULL;
    add_faults(history_ask(history, "PRAGMA integrity_check"), 0, "", arena, &faults);
    add_faults(history_ask(history, "PRAGMA foreign_key_check"), 0, "a row that belongs to nothing in table ", arena,
               &faults);
    return faults;
}

// --- removing

static void remove_scan(struct ht_history *history, int64_t id) {
    struct db_stmt *stmt = history_ask(history, "DELETE FROM scan WHERE id = ?");
    db_bind_int(stmt, 1, id);
    db_step(stmt);
}

static bool is_before(struct ht_history *history, int64_t id, struct ht_date before) {
    struct db_stmt *stmt = history_ask(history, "SELECT as_of FROM scan WHERE id = ?");
    struct ht_date as_of = {0};
    db_bind_int(stmt, 1, id);
    if (db_step(stmt) && db_text(stmt, 0))
        (void)ht_date_parse(db_text(stmt, 0), &as_of);
    db_reset(stmt);
    return ht_date_known(before) && ht_date_known(as_of) && ht_date_last(as_of) < ht_date_first(before);
}

size_t ht_history_prune(struct ht_history *history, struct ht_date before, size_t keep, struct ht_arena *arena) {
    struct ht_series_list all = ht_history_series(history, NULL, NULL, arena);
    size_t removed = 0;
    for (size_t i = 0; i < all.count; i++) {
        struct ht_scan_ids ids = ht_history_course(history, &all.items[i], arena);
        for (size_t k = 0; k + 1 < ids.count; k++) {
            bool many = keep > 0 && k + keep < ids.count;
            if (ids.items[k] == all.items[i].last || (!many && !is_before(history, ids.items[k], before)))
                continue;
            remove_scan(history, ids.items[k]);
            removed++;
        }
    }
    db_exec(history->db, "DELETE FROM holdings WHERE sha256 NOT IN (SELECT holdings FROM scan);"
                         "DELETE FROM body WHERE id NOT IN (SELECT body FROM scan);"
                         "DELETE FROM run WHERE id NOT IN (SELECT run FROM scan WHERE run IS NOT NULL)");
    return removed;
}

enum ht_status ht_history_shrink(struct ht_history *history, struct ht_error *err) {
    db_exec(history->db, "VACUUM");
    return ht_history_status(history, err);
}
