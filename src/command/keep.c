// SPDX-License-Identifier: GPL-3.0-or-later
// A run's scans into the store.
#include "command/keep.h"

#include <stdlib.h>

#include "command/messages.h"
#include "holdtrace/large.h"
#include "holdtrace/map.h"

struct keeper {
    struct ht_history *history;
    const struct ht_event_rules *rules;
    const struct keep_source *source;
    struct ht_arena *arena;
    struct ht_event_list *list;
    struct ht_map *funds; // of the run: the last struct keeping, by key
    bool lost;            // a scan could not be had
};

// A scan of SOURCE, and how its fund is known.
struct keeping {
    size_t index;
    struct ht_date day;
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
    const struct keep_source *source = keeper->source;
    struct ht_kept_scan kept = {0};
    struct ht_held held;
    int64_t before = 0;
    ht_large_rest_fund();
    if (!source->make(source->from, keeping->index, keeping->key, scratch, &kept, &held)) {
        keeper->lost = true;
        return;
    }
    ht_history_keep(keeper->history, &kept, &held, source->version, last ? &before : NULL);
    find_events(keeper, &kept, &held, before, scratch);
}

// Each fund that is missing is told once, until it is met again.
static void find_missing(struct keeper *keeper) {
    const struct keep_source *source = keeper->source;
    struct ht_series_list all = ht_history_series(keeper->history, source->screen,
                                                  source->base_currency ? source->base_currency : "", keeper->arena);
    for (size_t i = 0; i < all.count; i++) {
        if (all.items[i].missing || ht_map_get(keeper->funds, all.items[i].fund_key))
            continue;
        ht_events_missing(&all.items[i], keeper->arena, keeper->list);
        ht_history_set_missing(keeper->history, &all.items[i]);
    }
}

// Scans of one fund follow each other by the days of their holdings, whatever their files are called.
static int by_day(const void *left, const void *right) {
    const struct keeping *a = left, *b = right;
    int32_t x = ht_date_first(a->day), y = ht_date_first(b->day);
    return x != y ? (x > y) - (x < y) : (a->index > b->index) - (a->index < b->index);
}

static const char *key_of_day(const struct keep_source *source, size_t index, struct ht_arena *arena) {
    char day[HT_DATE_TEXT];
    return ht_arena_format(arena, "%s\n%s", source->key(source->from, index, false, arena),
                           ht_date_text(source->day(source->from, index), day));
}

// Scans of a run that one key and one day would make the same fund are told apart by the paths of their files.
static struct keeping *name_scans(const struct keep_source *source, struct ht_arena *arena) {
    struct keeping *items = ht_arena_array(arena, source->count, sizeof *items);
    struct ht_map *first = ht_map_new(arena), *several = ht_map_new(arena);
    for (size_t i = 0; i < source->count; i++) {
        const char *key = key_of_day(source, i, arena);
        ht_map_put(ht_map_get(first, key) ? several : first, key, items);
    }
    for (size_t i = 0; i < source->count; i++) {
        bool with_path = ht_map_get(several, key_of_day(source, i, arena)) != NULL;
        items[i] = (struct keeping){i, source->day(source->from, i), source->key(source->from, i, with_path, arena)};
    }
    if (source->count)
        qsort(items, source->count, sizeof *items, by_day);
    return items;
}

static void keep_all(struct keeper *keeper) {
    struct keeping *items = name_scans(keeper->source, keeper->arena);
    struct ht_arena *scratch = ht_arena_new();
    for (size_t i = 0; i < keeper->source->count; i++)
        ht_map_put(keeper->funds, items[i].key, &items[i]);
    for (size_t i = 0; i < keeper->source->count; i++) {
        keep(keeper, &items[i], ht_map_get(keeper->funds, items[i].key) == &items[i], scratch);
        ht_arena_clear(scratch);
    }
    ht_arena_free(scratch);
}

enum ht_status keep_begin(const char *path, const struct ht_event_rules *rules, const struct keep_source *source,
                          struct ht_arena *arena, struct ht_event_list *list, struct ht_history **out,
                          struct ht_error *err) {
    struct keeper keeper = {
        .rules = rules, .source = source, .arena = arena, .list = list, .funds = ht_map_new(arena)};
    enum ht_status status = ht_history_open(path, true, &keeper.history, err);
    if (status != HT_OK)
        return status;
    char began[LOG_TIME];
    log_began(began);
    ht_history_begin_run(keeper.history, began);
    keep_all(&keeper);
    if (rules && rules->wanted[HT_EVENT_MISSING_FUND])
        find_missing(&keeper);
    status = ht_history_status(keeper.history, err);
    if (status == HT_OK && (keeper.lost || source->lost))
        status = ht_fail(err, HT_ERR_IO, "%s: a scan of this run could not be read back", path);
    if (status != HT_OK) {
        ht_history_close(keeper.history);
        keeper.history = NULL;
    }
    *out = keeper.history;
    return status;
}

// The scans of SERIES with their sums, in order.
static struct ht_course course_of(struct ht_history *history, const struct ht_series *series,
                                  struct ht_arena *arena) {
    struct ht_scan_ids ids = ht_history_course(history, series, arena);
    struct ht_kept_scan *scans = ht_arena_array(arena, ids.count, sizeof *scans);
    struct ht_course course = {scans, 0, NULL};
    for (size_t i = 0; i < ids.count; i++)
        course.count += ht_history_scan(history, ids.items[i], 1u << HT_KEPT_SUMS, arena, &scans[course.count], NULL);
    return course;
}

struct keep_lookup {
    struct ht_history *history;
    const struct ht_series **series; // of each scan; NULL: it is not kept
    size_t *by_met;                  // of a run in parts, the scan of an item
};

const struct keep_lookup *keep_lookup_of(struct ht_history *history, const struct keep_source *source,
                                         struct ht_arena *arena) {
    struct keep_lookup *lookup = ht_arena_alloc(arena, sizeof *lookup);
    *lookup = (struct keep_lookup){history, ht_arena_array(arena, source->count, sizeof(struct ht_series *)),
                                   source->by_met};
    struct keeping *items = name_scans(source, arena);
    struct ht_series_list all =
        ht_history_series(history, source->screen, source->base_currency ? source->base_currency : "", arena);
    struct ht_map *by_key = ht_map_new(arena);
    for (size_t i = 0; i < all.count; i++)
        ht_map_put(by_key, all.items[i].fund_key, &all.items[i]);
    for (size_t i = 0; i < source->count; i++)
        lookup->series[items[i].index] = ht_map_get(by_key, items[i].key);
    return lookup;
}

struct ht_course keep_course(const struct keep_lookup *lookup, size_t index, struct ht_arena *arena) {
    static const struct ht_course NONE;
    return lookup->series[index] ? course_of(lookup->history, lookup->series[index], arena) : NONE;
}

const struct ht_course *keep_courses(struct ht_history *history, const struct keep_source *source,
                                     struct ht_arena *arena) {
    const struct keep_lookup *lookup = keep_lookup_of(history, source, arena);
    struct ht_course *courses = ht_arena_array(arena, source->count, sizeof *courses);
    for (size_t i = 0; i < source->count; i++)
        courses[i] = keep_course(lookup, i, arena);
    return courses;
}

struct ht_course keep_course_of_item(const void *lookup, const struct ht_partial_item *item, struct ht_arena *arena) {
    const struct keep_lookup *all = lookup;
    return keep_course(all, all->by_met[item->met], arena);
}

enum ht_status keep_end(struct ht_history *history, struct ht_error *err) {
    if (!history)
        return HT_OK;
    char took[LOG_TIME];
    log_took(took);
    ht_history_end_run(history, took);
    enum ht_status status = ht_history_commit(history, err);
    ht_history_close(history);
    return status;
}

// --- accounts

static const struct ht_portfolio *portfolio_of(const void *from, size_t index) {
    const struct ht_scan *scan = from;
    return scan->accounts[index].resolution->portfolio;
}

static struct ht_date account_day(const void *from, size_t index) {
    return portfolio_of(from, index)->holdings_date;
}

static const char *account_key(const void *from, size_t index, bool with_path, struct ht_arena *arena) {
    return ht_fund_key(portfolio_of(from, index), with_path, arena);
}

static bool make_of_account(const void *from, size_t index, const char *key, struct ht_arena *arena,
                            struct ht_kept_scan *out, struct ht_held *held) {
    const struct ht_scan *scan = from;
    ht_kept_scan_of(scan, &scan->accounts[index], arena, out, held);
    out->fund_key = key;
    return true;
}

struct keep_source keep_accounts(const struct ht_scan *scan) {
    return (struct keep_source){.from = scan,
                                .count = scan->account_count,
                                .version = scan->version,
                                .screen = scan->screen->name,
                                .base_currency = scan->base ? scan->base->currency : NULL,
                                .day = account_day,
                                .key = account_key,
                                .make = make_of_account};
}

// --- parts

// A fund of a run, and what is asked of all funds before one is kept.
struct part_to_keep {
    const struct ht_partial_item *item;
    struct ht_date day;
    const char *key, *path_key;
};

static struct ht_date part_day(const void *from, size_t index) {
    return ((const struct part_to_keep *)from)[index].day;
}

static const char *part_key(const void *from, size_t index, bool with_path, struct ht_arena *arena) {
    const struct part_to_keep *part = &((const struct part_to_keep *)from)[index];
    (void)arena;
    return with_path ? part->path_key : part->key;
}

static bool make_of_part(const void *from, size_t index, const char *key, struct ht_arena *arena,
                         struct ht_kept_scan *out, struct ht_held *held) {
    const struct ht_partial_item *item = ((const struct part_to_keep *)from)[index].item;
    struct ht_part_fund *fund = ht_arena_alloc(arena, sizeof *fund);
    struct ht_buffer bytes = {0};
    bool whole = ht_partial_read_item(item, &bytes, arena, fund);
    // The bytes must live as long as what is made of them.
    const char *kept = whole ? ht_arena_copy(arena, bytes.data, bytes.len) : NULL;
    if (whole) {
        fund->kept.data = kept + (fund->kept.data - bytes.data);
        fund->held.data = kept + (fund->held.data - bytes.data);
        whole = ht_part_kept(fund, key, arena, out, held);
    }
    ht_buffer_free(&bytes);
    return whole;
}

struct keep_source keep_parts(const struct ht_partial_run *run, struct ht_arena *arena) {
    struct part_to_keep *parts = ht_arena_array(arena, run->count, sizeof *parts);
    size_t *by_met = ht_arena_array(arena, run->count + 1, sizeof *by_met);
    struct ht_arena *scratch = ht_arena_new();
    struct ht_buffer bytes = {0};
    size_t count = 0;
    bool lost = false;
    for (size_t i = 0; i < run->count; i++) {
        const struct ht_partial_item *item = &run->items[i];
        struct ht_part_fund fund;
        ht_arena_clear(scratch);
        if (item->unread)
            continue;
        if (!ht_partial_read_item(item, &bytes, scratch, &fund)) {
            lost = true;
            continue;
        }
        by_met[item->met] = count;
        parts[count++] = (struct part_to_keep){item, fund.holdings_date, ht_arena_string(arena, fund.store_key),
                                               ht_arena_string(arena, fund.store_path_key)};
    }
    ht_buffer_free(&bytes);
    ht_arena_free(scratch);
    return (struct keep_source){.from = parts,
                                .by_met = by_met,
                                .lost = lost,
                                .count = count,
                                .version = run->frame->version,
                                .screen = run->frame->screen,
                                .base_currency = run->frame->base_currency,
                                .day = part_day,
                                .key = part_key,
                                .make = make_of_part};
}
