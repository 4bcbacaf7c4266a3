// SPDX-License-Identifier: GPL-3.0-or-later
// Which designations a timeline shows, and where days stand on it: timeline.h.
#include "report/timeline.h"

#include <stdlib.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/map.h"
#include "report/pieces.h"

static int by_day(const void *a, const void *b) {
    const struct ht_designation *const *x = a, *const *y = b;
    int32_t left = ht_date_first((*x)->listed_on), right = ht_date_first((*y)->listed_on);
    if (left != right)
        return left < right ? -1 : 1;
    int order = strcmp((*x)->entity->name, (*y)->entity->name);
    return order ? order : strcmp((*x)->list->id, (*y)->list->id);
}

static void add(struct ht_arena *arena, struct ht_timeline *line, size_t *capacity, struct ht_map *seen,
                const struct ht_exposed_target *target) {
    for (size_t i = 0; i < target->designation_count; i++) {
        const struct ht_designation *row = target->designations[i].designation;
        const char *key = ht_arena_format(arena, "%lld", (long long)row->key);
        if (!target->designations[i].selects || ht_map_get(seen, key))
            continue;
        ht_map_put(seen, key, line);
        line->items = ht_arena_grow(arena, line->items, line->count, capacity, sizeof *line->items);
        line->items[line->count++] = row;
    }
}

static void gather(struct ht_arena *arena, const struct ht_account *account, struct ht_timeline *line) {
    struct ht_map *seen = ht_map_new(arena);
    size_t capacity = 0;
    for (size_t i = 0; i < account->line_count; i++) {
        if (ht_line_is_exposed(&account->lines[i]))
            for (size_t k = 0; k < account->lines[i].target_count; k++)
                add(arena, line, &capacity, seen, &account->lines[i].targets[k]);
    }
    if (line->count)
        qsort(line->items, line->count, sizeof *line->items, by_day);
}

static void widen(struct ht_timeline *line, struct ht_date day) {
    if (!ht_date_known(day))
        return;
    if (!ht_date_known(line->from) || day.year < line->from.year)
        line->from = ht_date_of(day.year, 1, 1);
    if (!ht_date_known(line->to) || ht_date_last(day) > ht_date_last(line->to))
        line->to = day;
}

int64_t ht_timeline_place(const struct ht_timeline *line, struct ht_date day) {
    enum { MILLION = 1000000 };
    long whole = ht_date_days(line->from, line->to), at = ht_date_days(line->from, day);
    return whole <= 0 || at <= 0 ? 0 : at >= whole ? MILLION : (int64_t)at * MILLION / whole;
}

const char *ht_timeline_standing(const struct ht_timeline *line, const struct ht_designation *row) {
    if (!ht_date_known(line->holdings))
        return "not known";
    switch (ht_designation_standing(row, line->holdings)) {
    case HT_STANDING_IN_FORCE:
        return "listed";
    case HT_STANDING_CONTESTED:
        return "removal disputed";
    case HT_NOT_IN_FORCE:
        break;
    }
    return ht_date_first(row->listed_on) > ht_date_last(line->holdings) ? "not yet listed" : "not listed any more";
}

struct ht_timeline ht_timeline_of(const struct ht_account *account, struct ht_date as_of, struct ht_arena *arena) {
    struct ht_timeline line = {.holdings = account->resolution->portfolio->holdings_date, .as_of = as_of};
    gather(arena, account, &line);
    for (size_t i = 0; i < line.count; i++) {
        widen(&line, line.items[i]->listed_on);
        widen(&line, line.items[i]->delisted_on);
    }
    widen(&line, line.holdings);
    widen(&line, line.as_of);
    return line;
}
