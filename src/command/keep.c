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
    struct ht_map *funds; // of the run: the last struct keeping, by key
};

// An account, and how its fund is known.
struct keeping {
    const struct ht_account *account;
    const char *key;
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

// LAST: of its fund in this run. Earlier holdings that are scanned every night beside them are kept, and no news.
static void keep(struct keeper *keeper, const struct keeping *keeping, bool last, struct ht_arena *scratch) {
    struct ht_kept_scan kept = {0};
    struct ht_held held;
    int64_t before = 0;
    ht_large_rest_fund();
    ht_kept_scan_of(keeper->scan, keeping->account, scratch, &kept, &held);
    kept.fund_key = keeping->key;
    ht_history_keep(keeper->history, &kept, &held, keeper->scan->version, last ? &before : NULL);
    find_events(keeper, &kept, &held, before, scratch);
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
    const struct ht_account *a = ((const struct keeping *)left)->account,
                            *b = ((const struct keeping *)right)->account;
    int32_t x = ht_date_first(a->resolution->portfolio->holdings_date);
    int32_t y = ht_date_first(b->resolution->portfolio->holdings_date);
    return x != y ? (x > y) - (x < y) : (a > b) - (a < b);
}

static const char *key_of_day(const struct ht_portfolio *portfolio, struct ht_arena *arena) {
    char day[HT_DATE_TEXT];
    return ht_arena_format(arena, "%s\n%s", ht_fund_key(portfolio, false, arena),
                           ht_date_text(portfolio->holdings_date, day));
}

// Accounts of a run that one key and one day would make the same fund are told apart by the paths of their files.
static struct keeping *name_accounts(struct keeper *keeper) {
    const struct ht_scan *scan = keeper->scan;
    struct keeping *items = ht_arena_array(keeper->arena, scan->account_count, sizeof *items);
    struct ht_map *first = ht_map_new(keeper->arena), *several = ht_map_new(keeper->arena);
    for (size_t i = 0; i < scan->account_count; i++) {
        const char *key = key_of_day(scan->accounts[i].resolution->portfolio, keeper->arena);
        ht_map_put(ht_map_get(first, key) ? several : first, key, items);
    }
    for (size_t i = 0; i < scan->account_count; i++) {
        const struct ht_portfolio *portfolio = scan->accounts[i].resolution->portfolio;
        bool with_path = ht_map_get(several, key_of_day(portfolio, keeper->arena)) != NULL;
        items[i] = (struct keeping){&scan->accounts[i], ht_fund_key(portfolio, with_path, keeper->arena)};
    }
    if (scan->account_count)
        qsort(items, scan->account_count, sizeof *items, by_day);
    return items;
}

static void keep_all(struct keeper *keeper) {
    struct keeping *items = name_accounts(keeper);
    struct ht_arena *scratch = ht_arena_new();
    for (size_t i = 0; i < keeper->scan->account_count; i++)
        ht_map_put(keeper->funds, items[i].key, &items[i]);
    for (size_t i = 0; i < keeper->scan->account_count; i++) {
        keep(keeper, &items[i], ht_map_get(keeper->funds, items[i].key) == &items[i], scratch);
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
