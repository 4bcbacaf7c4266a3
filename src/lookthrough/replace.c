// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A row that is a fund replaced by the rows of the fund's file, and by what is left of it. Value and weight are split
 * by the same shares, each conserved to the last digit.
 */
#include "holdtrace/large.h"
#include "holdtrace/values.h"
#include "lookthrough/expand.h"
#include "lookthrough/ratio.h"

enum { WEIGHT_PLACES = 6, FINER_THAN_MINOR_UNIT = 2 };

// An amount of a row, split by the shares of its file.
struct split {
    bool known;
    unsigned places;
    ht_int128 *units; // one a row of the file, and the rest
};

static bool split(struct ht_amount amount, unsigned places, const struct shares *shares, struct ht_arena *arena,
                  struct split *out) {
    *out = (struct split){.known = amount.known};
    if (!amount.known)
        return true;
    out->places = amount.number.scale > places ? amount.number.scale : places;
    out->units = ht_arena_array(arena, shares->count + 1, sizeof *out->units);
    ht_int128 units = amount.number.units;
    return out->places <= HT_DECIMAL_MAX_SCALE && ratio_scale(&units, out->places - amount.number.scale) &&
           shares_split(shares, units, arena, out->units);
}

static struct ht_amount part_of(const struct split *split, size_t index) {
    if (!split->known)
        return ht_amount_unknown();
    return ht_amount_of((struct ht_decimal){.units = split->units[index], .scale = (uint8_t)split->places});
}

// NOTIONAL of a row of a fund with net assets NET, for a holding of VALUE.
static struct ht_amount scaled_notional(struct ht_amount value, unsigned places, struct ht_amount notional,
                                        struct ht_amount net) {
    struct ht_decimal out = {0, (uint8_t)places};
    if (!value.known || !notional.known || !net.known || value.number.scale > places)
        return ht_amount_unknown();
    ht_int128 whole = net.number.units, part = notional.number.units, units = value.number.units;
    unsigned whole_scale = net.number.scale, part_scale = notional.number.scale;
    bool fits = whole_scale > part_scale ? ratio_scale(&part, whole_scale - part_scale)
                                         : ratio_scale(&whole, part_scale - whole_scale);
    fits = fits && ratio_scale(&units, places - value.number.scale) && ratio_even(units, part, whole, &out.units);
    return fits ? ht_amount_of(out) : ht_amount_unknown();
}

static enum ht_side other_side(enum ht_side side) {
    return side == HT_LONG ? HT_SHORT : HT_LONG;
}

// What a row of a fund's file is to a holder of the fund: FUND is the holder's row.
struct parts {
    const struct ht_position *fund;
    const struct volume *volume;
    const struct ht_held_fund *held;
    struct split values, weights;
};

static const struct ht_through *through_of(struct look *look, const struct parts *parts, size_t index, long line) {
    struct ht_through *through = ht_arena_alloc(look->arena, sizeof *through);
    *through = (struct ht_through){.outer = parts->fund->through,
                                   .fund = parts->held,
                                   .line = line,
                                   .share = shares_fraction(&parts->volume->shares, index),
                                   .file = parts->volume->constituents.number};
    return through;
}

// Quantities are not split: nobody holds that number of securities.
static void take_row(struct look *look, const struct level *level, const struct parts *parts, size_t index) {
    const struct shares *shares = &parts->volume->shares;
    const struct ht_position *row = &parts->volume->constituents.portfolio->positions[index];
    struct ht_position position = *row;
    bool known = shares->known[index];
    position.line = parts->fund->line;
    position.currency = parts->fund->currency;
    position.value = known ? part_of(&parts->values, index) : ht_amount_unknown();
    position.weight_file_pct = known ? part_of(&parts->weights, index) : ht_amount_unknown();
    position.weight_file_below = false;
    position.notional = scaled_notional(parts->fund->value, parts->values.places, row->notional, shares->net);
    position.quantity = ht_amount_unknown();
    position.side = parts->fund->side == HT_SHORT ? other_side(row->side) : row->side;
    position.through = through_of(look, parts, index, row->line);
    look_take(look, level, &position);
}

static bool is_nothing(struct ht_amount amount) {
    return !amount.known || ht_decimal_sign(amount.number) == 0;
}

// What is left of the fund keeps all that the row says of it.
static void put_rest(struct look *look, const struct parts *parts, struct ht_held_fund *held) {
    size_t last = parts->volume->shares.count;
    held->rest = part_of(&parts->values, last);
    held->rest_file_pct = part_of(&parts->weights, last);
    if (is_nothing(held->rest) && is_nothing(held->rest_file_pct))
        return;
    struct ht_position rest = *parts->fund;
    struct ht_amount sign = held->rest.known ? held->rest : held->rest_file_pct;
    rest.value = held->rest;
    rest.weight_file_pct = held->rest_file_pct;
    rest.weight_file_below = false;
    rest.notional = rest.quantity = ht_amount_unknown();
    rest.side = ht_decimal_sign(sign.number) < 0 ? HT_SHORT : HT_LONG;
    rest.through = through_of(look, parts, last, 0);
    rest.opaque = parts->volume->shares.rest < 0 ? "the rows of its file are worth more than the fund"
                                                 : "its file does not tell this part";
    look_put(look, &rest);
}

bool look_replace(struct look *look, const struct level *level, const struct ht_position *position,
                  const struct volume *volume, struct ht_held_fund *held) {
    const struct shares *shares = &volume->shares;
    struct ht_arena *memory = ht_arena_new();
    struct parts parts = {.fund = position, .volume = volume, .held = held};
    unsigned places = ht_currency_digits(position->currency) + FINER_THAN_MINOR_UNIT;
    bool fits = split(position->value, places, shares, memory, &parts.values) &&
                split(position->weight_file_pct, WEIGHT_PLACES, shares, memory, &parts.weights);
    const struct level inner = {level, volume->constituents.portfolio, volume->ids, level->depth + 1};
    for (size_t i = 0; fits && i < shares->count; i++) {
        take_row(look, &inner, &parts, i);
        ht_large_rest();
    }
    if (fits)
        put_rest(look, &parts, held);
    held->parts = fits ? shares->count : 0;
    ht_arena_free(memory);
    return fits;
}
