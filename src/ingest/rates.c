// SPDX-License-Identifier: GPL-3.0-or-later
// A file of rates in memory: for each currency its days in order. See rates.h.
#include "holdtrace/rates.h"

#include <stdlib.h>
#include <string.h>

#include "holdtrace/ecb_file.h"
#include "holdtrace/map.h"
#include "holdtrace/stream.h"

static const char PUBLISHER[] = "European Central Bank";
static const char TITLE[] = "Euro foreign exchange reference rates";

struct series {
    struct ht_rate *rates;
    size_t count, capacity;
};

struct table {
    struct ht_arena *arena;
    struct ht_map *days;       // met so far
    struct ht_map *currencies; // code to struct series
    struct ht_findings *findings;
};

static bool take_day(void *context, const char *day) {
    struct table *table = context;
    if (ht_map_get(table->days, day))
        return false;
    ht_map_put(table->days, day, table);
    return true;
}

static bool take_rate(void *context, long line, const char *currency, const char *day, const char *per_eur) {
    struct table *table = context;
    struct series *series = ht_map_get(table->currencies, currency);
    struct ht_rate rate = {.source = PUBLISHER};
    (void)line;
    if (!series) {
        series = ht_arena_alloc(table->arena, sizeof *series);
        ht_map_put(table->currencies, currency, series);
    }
    if (!ht_date_parse(day, &rate.date) || !ht_decimal_parse(per_eur, strlen(per_eur), &rate.per_eur))
        return true; // the reader has seen to both
    series->rates =
        ht_arena_grow(table->arena, series->rates, series->count, &series->capacity, sizeof *series->rates);
    series->rates[series->count++] = rate;
    return true;
}

static void take_fault(void *context, long line, bool row, const char *message) {
    struct table *table = context;
    ht_find(table->findings, HT_CODE_BAD_ROW, line, "%s%s", message, row ? "" : "; it was left out");
}

static int by_date(const void *left, const void *right) {
    int32_t a = ht_date_first(((const struct ht_rate *)left)->date);
    int32_t b = ht_date_first(((const struct ht_rate *)right)->date);
    return (a > b) - (a < b);
}

static void sort_series(const struct table *table) {
    for (size_t i = 0; i < ht_map_count(table->currencies); i++) {
        struct series *series = ht_map_value_at(table->currencies, i);
        qsort(series->rates, series->count, sizeof *series->rates, by_date);
    }
}

static bool find(void *context, const char *currency, struct ht_date day, struct ht_rate *out) {
    const struct table *table = context;
    const struct series *series = ht_map_get(table->currencies, currency);
    size_t low = 0, high = series ? series->count : 0;
    while (low < high) { // the first that is later than DAY
        size_t middle = low + (high - low) / 2;
        if (ht_date_first(series->rates[middle].date) <= ht_date_first(day))
            low = middle + 1;
        else
            high = middle;
    }
    if (low > 0)
        *out = series->rates[low - 1];
    return low > 0;
}

enum ht_status ht_rates_read(const char *path, struct ht_arena *arena, struct ht_rates *out,
                             struct ht_findings *findings, struct ht_error *err) {
    struct table *table = ht_arena_alloc(arena, sizeof *table);
    const struct ht_ecb_taker taker = {take_day, take_rate, take_fault, table};
    struct ht_ecb_counts counts;
    *table = (struct table){arena, ht_map_new(arena), ht_map_new(arena), findings};
    *out = (struct ht_rates){PUBLISHER, TITLE, ht_arena_string(arena, path), "", find, table};
    enum ht_status status = ht_ecb_file_read(path, &taker, &counts, err);
    if (status == HT_OK)
        status = ht_stream_digest(path, out->sha256, err);
    if (status != HT_OK)
        return status;
    if (ht_map_count(table->currencies) == 0)
        return ht_fail(err, HT_ERR_FORMAT, "%s: the file holds no rate", path);
    sort_series(table);
    return HT_OK;
}
