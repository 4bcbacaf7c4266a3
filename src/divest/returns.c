// SPDX-License-Identifier: GPL-3.0-or-later
// A file of prices or returns as a table of days by securities: returns.h. returns_take.c draws samples from it.
#include "divest/series.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "divest/codes.h"
#include "holdtrace/arena.h"
#include "holdtrace/rows.h"
#include "holdtrace/stream.h"

enum { MOST_CELLS = 60000000 };

// No market moves by so much between two values, on average: what does is in percent.
static const double MOST_RETURN = 0.2;

struct entry {
    uint32_t day, series;
    double value;
};

struct reading {
    struct ht_returns *out;
    struct ht_arena *arena;
    struct ht_findings *findings;
    struct ht_tally tally;
    bool headed, is_long;
    size_t date_at, code_at, value_at; // columns of a long file
    long *columns;                     // series of each column of a wide file; HT_NO_SERIES
    size_t width;
    struct ht_map *days; // text to struct div_day
    size_t day_capacity, count, capacity;
    struct entry *entries;
    size_t not_above_zero;
    double sum; // of the sizes of the values
};

static bool one_of(struct ht_slice cell, const char *const *names) {
    for (; *names; names++)
        if (ht_slice_same(cell, ht_slice_of(*names)))
            return true;
    return false;
}

static void complain(struct reading *reading, long line, const char *what) {
    if (ht_tally_shows(&reading->tally, HT_CODE_BAD_ROW))
        ht_find(reading->findings, HT_CODE_BAD_ROW, line, "%s", what);
}

// The series of the security that CELL names, made when it is new; HT_NO_SERIES when it names none.
static long series_of(struct reading *reading, struct ht_slice cell) {
    char key[DIV_CODE_TEXT];
    if (!div_code_key(cell, key))
        return HT_NO_SERIES;
    const long *known = ht_map_get(reading->out->codes, key);
    if (known)
        return *known;
    long *series = ht_arena_alloc(reading->arena, sizeof *series);
    *series = (long)reading->out->series++;
    ht_map_put(reading->out->codes, key, series);
    return *series;
}

static void read_long_header(struct reading *reading, const struct ht_row *row) {
    static const char *const CODES[] = {"isin", "ticker", "symbol", "security", "id", NULL};
    static const char *const PRICES[] = {"price", "close", "adj_close", "adj close", "adjusted close", NULL};
    static const char *const RETURNS[] = {"return", "returns", "ret", NULL};
    static const char *const DATES[] = {"date", "day", NULL};
    reading->date_at = reading->code_at = reading->value_at = SIZE_MAX;
    for (size_t i = row->width; i-- > 0;) {
        struct ht_slice cell = ht_row_cell(row, i);
        bool prices = one_of(cell, PRICES), returns = one_of(cell, RETURNS);
        if (one_of(cell, DATES))
            reading->date_at = i;
        else if (one_of(cell, CODES))
            reading->code_at = i;
        else if (prices || returns || ht_slice_same(cell, ht_slice_of("value")))
            reading->value_at = i;
        if ((prices || returns) && reading->out->kind == HT_RETURNS_GUESS)
            reading->out->kind = prices ? HT_RETURNS_PRICES : HT_RETURNS_RETURNS;
    }
    reading->is_long = reading->date_at != SIZE_MAX && reading->code_at != SIZE_MAX && reading->value_at != SIZE_MAX;
}

static void read_wide_header(struct reading *reading, const struct ht_row *row) {
    reading->width = row->width;
    reading->columns = ht_arena_array(reading->arena, row->width, sizeof *reading->columns);
    for (size_t i = 1; i < row->width; i++) {
        size_t before = reading->out->series;
        reading->columns[i] = series_of(reading, ht_row_cell(row, i));
        if (reading->columns[i] == HT_NO_SERIES || reading->out->series == before) {
            reading->columns[i] = HT_NO_SERIES;
            complain(reading, row->line,
                     "a column names no security by an ISIN or a ticker, or one that has a column; it was left out");
        }
    }
}

static void read_header(struct reading *reading, const struct ht_row *row) {
    reading->headed = true;
    enum ht_returns_kind kind = reading->out->kind;
    read_long_header(reading, row);
    if (!reading->is_long) {
        reading->out->kind = kind;
        read_wide_header(reading, row);
    }
}

// The number that CELL has; false when it has none. *ABSENT: it says so itself.
static bool read_number(struct ht_slice cell, double *out, bool *absent) {
    static const char *const NOTHING[] = {"", "-", "na", "n/a", "nan", "null", "#n/a", "none", NULL};
    char text[64], *end;
    bool percent = cell.len > 0 && cell.data[cell.len - 1] == '%';
    *absent = one_of(cell, NOTHING);
    if (*absent || cell.len >= sizeof text)
        return false;
    memcpy(text, cell.data, cell.len);
    text[cell.len - percent] = '\0';
    if (text[strspn(text, "0123456789.eE+-")] != '\0')
        return false;
    *out = strtod(text, &end) / (percent ? 100 : 1);
    return end != text && *end == '\0' && isfinite(*out);
}

static const struct div_day *day_of(struct reading *reading, const struct ht_row *row, struct ht_slice cell) {
    struct ht_returns *out = reading->out;
    char text[HT_DATE_TEXT];
    struct ht_date date;
    if (cell.len >= sizeof text)
        return NULL;
    memcpy(text, cell.data, cell.len);
    text[cell.len] = '\0';
    struct div_day *day = ht_map_get(reading->days, text);
    if (day || !ht_date_parse(text, &date) || !date.day) {
        if (!day)
            complain(reading, row->line, "the row begins with no date written YYYY-MM-DD; it was left out");
        return day;
    }
    day = ht_arena_alloc(reading->arena, sizeof *day);
    *day = (struct div_day){date, out->day_count};
    out->days = ht_arena_grow(reading->arena, out->days, out->day_count, &reading->day_capacity, sizeof *out->days);
    out->days[out->day_count++] = *day;
    ht_map_put(reading->days, text, day);
    return day;
}

static void take_cell(struct reading *reading, const struct ht_row *row, const struct div_day *day, long series,
                      struct ht_slice cell) {
    double value;
    bool absent;
    if (!read_number(cell, &value, &absent)) {
        if (!absent)
            complain(reading, row->line, "a value is no number; it is taken as missing");
        return;
    }
    reading->not_above_zero += value <= 0;
    reading->sum += fabs(value);
    reading->entries =
        ht_arena_grow(reading->arena, reading->entries, reading->count, &reading->capacity, sizeof *reading->entries);
    reading->entries[reading->count++] = (struct entry){(uint32_t)day->index, (uint32_t)series, value};
}

static void take_long(struct reading *reading, const struct ht_row *row) {
    const struct div_day *day = day_of(reading, row, ht_row_cell(row, reading->date_at));
    long series = day ? series_of(reading, ht_row_cell(row, reading->code_at)) : HT_NO_SERIES;
    if (day && series == HT_NO_SERIES)
        complain(reading, row->line, "the row names no security by an ISIN or a ticker; it was left out");
    if (series != HT_NO_SERIES)
        take_cell(reading, row, day, series, ht_row_cell(row, reading->value_at));
}

static void take_wide(struct reading *reading, const struct ht_row *row) {
    size_t before = reading->out->day_count;
    const struct div_day *day = day_of(reading, row, ht_row_cell(row, 0));
    if (day && reading->out->day_count == before)
        complain(reading, row->line, "the day has a row already; this one was left out");
    if (reading->out->day_count == before)
        return;
    if (row->width > reading->width)
        complain(reading, row->line, "the row has more cells than the header; they were left out");
    for (size_t i = 1; i < reading->width; i++)
        if (reading->columns[i] != HT_NO_SERIES)
            take_cell(reading, row, day, reading->columns[i], ht_row_cell(row, i));
}

static bool take(void *context, const struct ht_row *row) {
    struct reading *reading = context;
    if (!reading->headed)
        read_header(reading, row);
    else if (reading->is_long)
        take_long(reading, row);
    else
        take_wide(reading, row);
    return reading->count < MOST_CELLS;
}

static int by_date(const void *left, const void *right) {
    int32_t a = ht_date_first(((const struct div_day *)left)->date);
    int32_t b = ht_date_first(((const struct div_day *)right)->date);
    return (a > b) - (a < b);
}

// Puts the entries where they belong, days in order; the first of two for one day and security stands.
static void fill(struct reading *reading) {
    struct ht_returns *out = reading->out;
    size_t *places = ht_arena_array(reading->arena, out->day_count, sizeof *places);
    qsort(out->days, out->day_count, sizeof *out->days, by_date);
    for (size_t i = 0; i < out->day_count; i++)
        places[out->days[i].index] = i;
    out->values = ht_arena_array(reading->arena, out->day_count * out->series, sizeof *out->values);
    out->held = ht_arena_array(reading->arena, out->series, sizeof *out->held);
    for (size_t i = 0; i < out->day_count * out->series; i++)
        out->values[i] = (double)NAN;
    for (size_t i = 0; i < reading->count; i++) {
        const struct entry *entry = &reading->entries[i];
        double *place = &out->values[places[entry->day] * out->series + entry->series];
        if (!isnan(*place)) {
            complain(reading, 0, "a day has two values of one security; the first was taken");
        } else if (out->kind == HT_RETURNS_PRICES && entry->value <= 0) {
            complain(reading, 0, "a price is not above zero; it is taken as missing");
        } else {
            *place = entry->value;
            out->held[entry->series]++;
        }
    }
}

// Returns fall as often as they rise; a price that is not above zero is a fault.
static enum ht_returns_kind guess(const struct reading *reading) {
    enum { SHARE = 20 };
    return reading->not_above_zero * SHARE >= reading->count ? HT_RETURNS_RETURNS : HT_RETURNS_PRICES;
}

enum ht_status ht_returns_read(const char *path, enum ht_returns_kind kind, struct ht_arena *arena,
                               struct ht_returns **result, struct ht_findings *findings, struct ht_error *err) {
    struct ht_returns *out = ht_arena_alloc(arena, sizeof *out);
    struct reading reading = {.out = out, .arena = arena, .findings = findings, .days = ht_map_new(arena)};
    *out = (struct ht_returns){.path = ht_arena_string(arena, path), .kind = kind, .codes = ht_map_new(arena)};
    *result = out;
    enum ht_status status = ht_rows_read(path, 0, take, &reading, findings, err);
    if (status == HT_OK)
        status = ht_stream_digest(path, out->sha256, err);
    if (status != HT_OK)
        return status;
    if (reading.count >= MOST_CELLS || (out->series > 0 && out->day_count > MOST_CELLS / out->series))
        return ht_fail(err, HT_ERR_LIMIT, "%s: more than %d values", path, MOST_CELLS);
    if (reading.count == 0)
        return ht_fail(err, HT_ERR_FORMAT,
                       "%s: no values; the first column has to be a date, and the others securities by ISIN or "
                       "ticker; or the columns are date, isin or ticker, and price or return",
                       path);
    if (out->kind == HT_RETURNS_GUESS)
        out->kind = guess(&reading);
    if (out->kind == HT_RETURNS_RETURNS && reading.sum > MOST_RETURN * (double)reading.count)
        return ht_fail(
            err, HT_ERR_FORMAT,
            "%s: returns of %.2f on average would be %.0f %%; write them as fractions, or with a percent sign", path,
            reading.sum / (double)reading.count, 100 * reading.sum / (double)reading.count);
    fill(&reading);
    ht_tally_rest(&reading.tally, findings);
    return HT_OK;
}
