// SPDX-License-Identifier: GPL-3.0-or-later
// A run's scans into the store.
#include "command/keep.h"

#include <stdlib.h>

#include "holdtrace/large.h"
#include "holdtrace/map.h"

struct keeper {
    struct ht_history *history;
    const struct ht_event_rules *rules;
    const struct ht_scan *scan;
    struct ht_arena *arena;
    struct ht_event_list *list;
    struct ht_map *funds; // keys of those that are in the run
};

static void find_events(struct keeper *keeper, const struct ht_kept_scan *after, const struct ht_held *held,
                        int64_t id, struct ht_arena *scratch) {
    struct ht_kept_scan before;
    struct ht_held held_before;
    struct ht_scan_diff diff;
    if (!keeper->rules || id == 0 || id == after->id ||
        !ht_history_scan(keeper->history, id, HT_KEPT_ALL, scratch, &before, &held_before))
        return;
    ht_scan_diff_make(&before, &held_before, after, held, scratch, &diff);
    ht_events_find(keeper->rules, &diff, keeper->arena, keeper->list);
}

static void keep(struct keeper *keeper, const struct ht_account *account, struct ht_arena *scratch) {
    struct ht_kept_scan kept = {0};
    struct ht_held held;
    int64_t before;
    ht_large_rest_fund();
    ht_kept_scan_of(keeper->scan, account, scratch, &kept, &held);
    ht_history_keep(keeper->history, &kept, &held, keeper->scan->version, &before);
    find_events(keeper, &kept, &held, before, scratch);
    ht_map_put(keeper->funds, kept.fund_key, keeper);
}

// Each fund that is missing is told once, until it is met again.
static void find_missing(struct keeper *keeper) {
    const struct ht_scan *scan = keeper->scan;
    struct ht_series_list all =
        ht_history_series(keeper->history, scan->screen->name, scan->base ? scan->base->currency : "", keeper->arena);
    for (size_t i = 0; i < all.count; i++) {
        if (all.items[i].missing || ht_map_get(keeper->funds, all.items[i].fund_key))
            continue;
        ht_events_missing(&all.items[i], keeper->arena, keeper->list);
        ht_history_set_missing(keeper->history, &all.items[i]);
    }
}

// Scans of one fund follow each other by the days of their holdings, whatever their files are called.
static int by_day(const void *left, const void *right) {
    const struct ht_account *a = *(const struct ht_account *const *)left,
                            *b = *(const struct ht_account *const *)right;
    int32_t x = ht_date_first(a->resolution->portfolio->holdings_date);
    int32_t y = ht_date_first(b->resolution->portfolio->holdings_date);
    return x != y ? (x > y) - (x < y) : (a > b) - (a < b);
}

static void keep_all(struct keeper *keeper) {
    const struct ht_scan *scan = keeper->scan;
    const struct ht_account **accounts = ht_arena_array(keeper->arena, scan->account_count, sizeof *accounts);
    struct ht_arena *scratch = ht_arena_new();
    for (size_t i = 0; i < scan->account_count; i++)
        accounts[i] = &scan->accounts[i];
    if (scan->account_count)
        qsort(accounts, scan->account_count, sizeof(*accounts), by_day);
    for (size_t i = 0; i < scan->account_count; i++) {
        keep(keeper, accounts[i], scratch);
        ht_arena_clear(scratch);
    }
    ht_arena_free(scratch);
}

enum ht_status keep_scans(const char *path, const struct ht_event_rules *rules, const struct ht_scan *scan,
                          struct ht_arena *arena, struct ht_event_list *list, struct ht_error *err) {
    struct keeper keeper = {NULL, rules, scan, arena, list, ht_map_new(arena)};
    enum ht_status status = ht_history_open(path, true, &keeper.history, err);
    if (status != HT_OK)
        return status;
    keep_all(&keeper);
    if (rules && rules->wanted[HT_EVENT_MISSING_FUND])
        find_missing(&keeper);
    status = ht_history_commit(keeper.history, err);
    ht_history_close(keeper.history);
    return status;
}
