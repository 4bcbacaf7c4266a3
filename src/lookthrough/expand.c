// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Row by row: is it a fund, is there a file that tells what it holds, and may that be looked through?
 */
#include "lookthrough/expand.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "holdtrace/large.h"
#include "holdtrace/text.h"
#include "holdtrace/told.h"

void look_find(struct look *look, enum ht_code code, long line, const char *format, ...) {
    va_list args;
    va_start(args, format);
    char *message = ht_arena_vformat(look->arena, format, args);
    va_end(args);
    if (ht_map_get(look->said, message))
        return;
    ht_map_put(look->said, message, look);
    if (ht_tally_shows(&look->tally, code))
        ht_find(&look->out->findings, code, line, "%s", message);
}

void look_put(struct look *look, const struct ht_position *position) {
    struct ht_portfolio *out = look->out;
    out->positions =
        ht_arena_grow(look->arena, out->positions, out->position_count, &look->capacity, sizeof *out->positions);
    out->positions[out->position_count++] = *position;
}

static const char *name_of(const struct ht_position *position) {
    return position->name ? position->name : position->isin ? position->isin : "without a name";
}

static const char *fund_name(const struct ht_portfolio *portfolio) {
    return portfolio->fund.name ? portfolio->fund.name : portfolio->fund.id ? portfolio->fund.id : portfolio->path;
}

static bool same_file(const struct ht_portfolio *a, const struct ht_portfolio *b) {
    return strcmp(a->sha256, b->sha256) == 0 && ht_text_equal(a->part, b->part) &&
           ht_text_equal(a->fund.id, b->fund.id) && ht_text_equal(a->fund.name, b->fund.name) &&
           ht_date_first(a->holdings_date) == ht_date_first(b->holdings_date);
}

// "A > B > A" when VOLUME's fund is among those that the row stands in; else NULL.
static const char *circle(struct look *look, const struct level *level, const struct volume *volume) {
    const struct ht_portfolio *fund = volume->constituents.portfolio;
    const char *path = fund_name(fund);
    for (; level; level = level->outer) {
        path = ht_arena_format(look->scratch, "%s > %s", fund_name(level->portfolio), path);
        if (fund_ids_same(&level->ids, &volume->ids) || same_file(level->portfolio, fund))
            return path;
    }
    return NULL;
}

static bool is_zero(struct ht_amount amount) {
    return amount.known && ht_decimal_sign(amount.number) == 0;
}

// Why POSITION, whose file is VOLUME, is not looked through, and the CODE of saying so; NULL when it is.
static const char *obstacle(struct look *look, const struct level *level, const struct ht_position *position,
                            const struct volume *volume, enum ht_code *code) {
    if (ht_kind_is_derivative(position->kind))
        return "it is a derivative on a fund, which is not held itself";
    if (look->kept && look->kept[volume->constituents.number - 1])
        return "it is itself tied to a selected company, and all of it counts";
    const char *path = circle(look, level, volume);
    if (path) {
        *code = HT_CODE_FUND_CYCLE;
        return ht_arena_format(look->arena, "it holds itself: %s", path);
    }
    if (volume->shares.why)
        return ht_arena_format(look->arena, "%s (%s)", volume->shares.why, volume->constituents.portfolio->path);
    if (!position->value.known && !position->weight_file_pct.known)
        return "it has neither value nor weight";
    if (is_zero(position->value) || (!position->value.known && is_zero(position->weight_file_pct)))
        return "it is worth nothing";
    if (level->depth >= HT_FUND_DEEPEST)
        return "it lies too many funds deep";
    if (look->out->position_count + volume->shares.count > HT_FUND_ROWS_MOST)
        return "there are too many rows";
    return NULL;
}

// The date of the holdings that a row of LEVEL is among; where its file tells none, of those around it.
static struct ht_date held_on(const struct level *level) {
    while (level->outer && !ht_date_known(level->portfolio->holdings_date))
        level = level->outer;
    return level->portfolio->holdings_date;
}

// What is to be said of the file before it is used for POSITION.
static void say_file(struct look *look, const struct level *level, const struct ht_position *position,
                     const struct volume *volume) {
    const struct ht_portfolio *file = volume->constituents.portfolio;
    struct ht_date day = file->holdings_date, held = held_on(level);
    char a[HT_FIGURE_TEXT], b[HT_FIGURE_TEXT];
    const char *name = name_of(position);
    long line = position->line;
    bool both = ht_date_known(day) && ht_date_known(held);
    long apart = both ? labs(ht_date_days(day, held)) : 0;
    if (!ht_date_known(day))
        look_find(look, HT_CODE_STALE_CONSTITUENTS, line, "%s does not tell the date of what %s holds; it was used",
                  file->path, name);
    else if (both && apart > ht_fund_library_max_age(look->library))
        look_find(look, HT_CODE_STALE_CONSTITUENTS, line,
                  "what %s holds is known as of %s (%s), %ld day%s %s the holdings of %s; it was used", name,
                  ht_told_date(day, a), file->path, apart, apart == 1 ? "" : "s",
                  ht_date_days(day, held) > 0 ? "before" : "after", ht_told_date(held, b));
    if (file->rows.skipped)
        look_find(look, HT_CODE_PART_CONSTITUENTS, line,
                  "%zu rows of %s, by which %s is looked through, could not be read", file->rows.skipped, file->path,
                  name);
    if (volume->shares.unknown)
        look_find(look, HT_CODE_PART_CONSTITUENTS, line,
                  "%zu rows of %s tell neither value nor weight: what they are worth in %s is not known",
                  volume->shares.unknown, file->path, name);
    if (volume->shares.rest < 0)
        look_find(
            look, HT_CODE_ABOVE_NAV, line,
            "the rows of %s are worth more than the fund (by %s); they are kept, and the rest of %s is below zero",
            file->path, volume->shares.by, name);
}

static struct ht_held_fund *add_fund(struct look *look, const struct ht_position *position,
                                     const struct match *match) {
    struct ht_look_through *result = look->result;
    struct ht_held_fund *held = ht_arena_alloc(look->arena, sizeof *held);
    *held = (struct ht_held_fund){.through = position->through,
                                  .line = position->line,
                                  .name = position->name,
                                  .isin = position->isin,
                                  .currency = position->currency,
                                  .value = position->value,
                                  .weight_file_pct = position->weight_file_pct,
                                  .is_derivative = ht_kind_is_derivative(position->kind),
                                  .constituents = match->volume ? &match->volume->constituents : NULL,
                                  .method = match->method,
                                  .matched_value = ht_arena_string(look->arena, match->value),
                                  .by_file_name =
                                      match->volume && match->volume->ids.by_file && match->method != HT_FUND_BY_NAME,
                                  .why = ht_arena_string(look->arena, match->why)};
    result->funds =
        ht_arena_grow(look->arena, result->funds, result->count, &look->fund_capacity, sizeof(*result->funds));
    result->funds[result->count++] = held;
    return held;
}

static void keep(struct look *look, const struct ht_position *position, const char *why, enum ht_code code) {
    struct ht_position kept = *position;
    kept.opaque = why;
    look_find(look, code, position->line,
              "a fund is held (%s) and was not looked through: %s; it counts as not covered", name_of(position), why);
    look_put(look, &kept);
}

// The row of a fund that was looked through, as one that is not counted: it may be what a reader looks for itself.
static void set_aside(struct look *look, const struct ht_position *position) {
    struct ht_portfolio *out = look->out;
    struct ht_position *grown = ht_arena_grow(look->arena, out->looked_through, out->looked_through_count,
                                              &look->aside_capacity, sizeof *out->looked_through);
    grown[out->looked_through_count] = *position;
    grown[out->looked_through_count].opaque = "it was looked through";
    out->looked_through = grown;
    out->looked_through_count++;
}

static void add_skipped(struct look *look, const struct volume *volume) {
    const char *key = ht_arena_format(look->scratch, "file %u", volume->constituents.number);
    if (ht_map_get(look->said, key))
        return;
    ht_map_put(look->said, key, look);
    look->result->skipped_rows += volume->constituents.portfolio->rows.skipped;
}

static void take_fund(struct look *look, const struct level *level, const struct ht_position *position,
                      const struct match *match) {
    struct ht_held_fund *held = add_fund(look, position, match);
    const struct volume *volume = match->volume;
    enum ht_code code = HT_CODE_FUND_HELD;
    if (!volume && !held->why)
        held->why = "no file of what it holds was given";
    if (volume)
        held->why = obstacle(look, level, position, volume, &code);
    if (match->choice)
        look_find(look, HT_CODE_SEVERAL_CONSTITUENTS, position->line, "%s: %s", name_of(position), match->choice);
    if (!held->why) {
        say_file(look, level, position, volume);
        if (look_replace(look, level, position, volume, held)) {
            add_skipped(look, volume);
            set_aside(look, position);
            return;
        }
        held->why = "its amounts have too many digits";
    }
    keep(look, position, held->why, code);
}

void look_take(struct look *look, const struct level *level, const struct ht_position *position) {
    struct match match;
    library_find(look->library, position, held_on(level), look->scratch, &match);
    if (match.volume || match.why || position->kind == HT_KIND_FUND)
        take_fund(look, level, position, &match);
    else
        look_put(look, position);
    if (level->depth == 0)
        ht_arena_clear(look->scratch);
}
