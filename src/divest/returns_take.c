// SPDX-License-Identifier: GPL-3.0-or-later
// Samples of returns: the days that all of the securities asked for have in common.
#include <math.h>

#include "divest/codes.h"
#include "divest/series.h"
#include "holdtrace/arena.h"

const char *ht_returns_path(const struct ht_returns *returns) {
    return returns->path;
}

const char *ht_returns_sha256(const struct ht_returns *returns) {
    return returns->sha256;
}

bool ht_returns_are_prices(const struct ht_returns *returns) {
    return returns->kind == HT_RETURNS_PRICES;
}

size_t ht_returns_series(const struct ht_returns *returns) {
    return returns->series;
}

size_t ht_returns_days(const struct ht_returns *returns) {
    return returns->day_count;
}

long ht_returns_find(const struct ht_returns *returns, const struct ht_position *position) {
    const long *series = div_code_find(returns->codes, position);
    enum { PARTS = 5, NEEDED = 4 };
    return series && returns->held[*series] * PARTS >= returns->day_count * NEEDED ? *series : HT_NO_SERIES;
}

static bool has_all(const struct ht_returns *returns, size_t day, const long *series, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (isnan(returns->values[day * returns->series + (size_t)series[i]]))
            return false;
    return true;
}

// The number of the days that all of SERIES have, in DAYS.
static size_t common_days(const struct ht_returns *returns, const long *series, size_t count, size_t *days) {
    size_t found = 0;
    for (size_t day = 0; day < returns->day_count; day++)
        if (has_all(returns, day, series, count))
            days[found++] = day;
    return found;
}

static double years_between(struct ht_date first, struct ht_date last) {
    static const double DAYS_OF_YEAR = 365.25;
    return (double)ht_date_days(first, last) / DAYS_OF_YEAR;
}

static void fill(const struct ht_returns *returns, const long *series, const size_t *days,
                 struct ht_returns_sample *out) {
    bool prices = returns->kind == HT_RETURNS_PRICES;
    for (size_t t = 0; t < out->count; t++) {
        const double *now = &returns->values[days[t + prices] * returns->series];
        const double *before = &returns->values[days[t] * returns->series];
        double *row = &out->values[t * out->series];
        for (size_t i = 0; i < out->series; i++)
            row[i] = prices ? now[series[i]] / before[series[i]] - 1 : now[series[i]];
    }
}

// Returns in a year. Prices that skip days give longer, and so fewer, returns; returns keep the length they have.
static double periods_of(const struct ht_returns *returns, const struct ht_returns_sample *sample) {
    if (returns->kind == HT_RETURNS_PRICES)
        return (double)sample->count / years_between(sample->first, sample->last);
    return (double)(returns->day_count - 1) /
           years_between(returns->days[0].date, returns->days[returns->day_count - 1].date);
}

const char *ht_returns_take(const struct ht_returns *returns, const long *series, size_t count, double periods,
                            struct ht_arena *arena, struct ht_returns_sample *out) {
    size_t *days = ht_arena_array(arena, returns->day_count, sizeof *days);
    size_t found = common_days(returns, series, count, days);
    bool prices = returns->kind == HT_RETURNS_PRICES;
    *out = (struct ht_returns_sample){.series = count, .days_left_out = returns->day_count - found};
    out->count = found > 0 && prices ? found - 1 : found;
    if (returns->day_count < (size_t)HT_RETURNS_LEAST + prices)
        return ht_arena_format(arena, "%s has %zu days, too few for an estimate, which needs %d returns",
                               returns->path, returns->day_count, HT_RETURNS_LEAST);
    if (out->count < HT_RETURNS_LEAST)
        return ht_arena_format(arena,
                               "the dates do not meet: on %zu of the %zu days of %s all %zu securities have a value; "
                               "an estimate needs %d returns",
                               found, returns->day_count, returns->path, count, HT_RETURNS_LEAST);
    out->first = returns->days[days[0]].date;
    out->last = returns->days[days[found - 1]].date;
    out->values = ht_arena_array(arena, out->count * count, sizeof *out->values);
    out->periods = periods > 0 ? periods : periods_of(returns, out);
    fill(returns, series, days, out);
    return NULL;
}
