// SPDX-License-Identifier: GPL-3.0-or-later
// The shares that a file of constituents tells: by values where they can be divided, else by its own weights.
#include "lookthrough/shares.h"

#include <stdlib.h>

#include "holdtrace/large.h"
#include "holdtrace/text.h"
#include "lookthrough/ratio.h"

// A fund that is worth a tenth of its rows is not leveraged: its net assets are in another unit, or another's.
enum { LEAST_WHOLE_PCT = 95, MOST_TIMES_NET = 10, FRACTION_PLACES = 12 };

// What a file tells of its rows, in one pass.
struct told {
    size_t values, weights, weights_of_values;
    bool any, one_currency, fits;                   // any: value that is not zero; fits: sums do not overflow
    const char *currency;                           // of the values that are not zero
    struct ht_amount sum, weight_sum, bare_sum;     // of values; of the weights of all rows; bare: of those ...
    unsigned value_scale, weight_scale, bare_scale; // ... of rows without a value
    ht_int128 of_values;                            // what a value is multiplied by
};

static unsigned larger(unsigned a, unsigned b) {
    return a > b ? a : b;
}

static void take_value(struct told *told, const struct ht_position *position) {
    told->values++;
    told->weights_of_values += position->weight_file_pct.known;
    told->value_scale = larger(told->value_scale, position->value.number.scale);
    if (ht_decimal_sign(position->value.number) != 0) {
        if (!told->any)
            told->currency = position->currency;
        told->any = true;
        told->one_currency = told->one_currency && ht_text_equal(told->currency, position->currency);
    }
    told->fits = told->fits && ht_amount_add(&told->sum, position->value);
}

static struct told read_told(const struct ht_portfolio *portfolio) {
    struct told told = {.one_currency = true, .fits = true};
    for (size_t i = 0; i < portfolio->position_count; i++) {
        const struct ht_position *position = &portfolio->positions[i];
        struct ht_amount weight = position->weight_file_pct;
        ht_large_rest();
        if (position->value.known)
            take_value(&told, position);
        if (!weight.known)
            continue;
        told.weights++;
        told.weight_scale = larger(told.weight_scale, weight.number.scale);
        if (!position->value.known) {
            told.bare_scale = larger(told.bare_scale, weight.number.scale);
            told.fits = told.fits && ht_amount_add(&told.bare_sum, weight);
        }
        told.fits = told.fits && ht_amount_add(&told.weight_sum, weight);
    }
    return told;
}

// Net assets that the values can be divided by; unknown when the file states none.
static struct ht_amount stated_net(const struct ht_portfolio *portfolio, const struct told *told) {
    const struct ht_fund *fund = &portfolio->fund;
    bool fits = !fund->currency || !told->currency || ht_text_equal(fund->currency, told->currency);
    bool stated = fund->net_assets.known && ht_decimal_sign(fund->net_assets.number) > 0;
    return stated && fits ? fund->net_assets : ht_amount_unknown();
}

// Whether the values of a file that states no net assets are those of a part of the fund: their sum is then too
// small.
static bool is_part(const struct told *told) {
    return told->weights_of_values == told->values && told->weight_sum.known &&
           ht_decimal_cmp(told->weight_sum.number, ht_decimal_int(LEAST_WHOLE_PCT)) < 0;
}

static bool units_at(struct ht_decimal number, unsigned scale, ht_int128 *out) {
    *out = number.units;
    return ratio_scale(out, scale - number.scale);
}

// One row's part; false when it does not fit.
typedef bool part_of(const struct told *told, const struct ht_position *position, ht_int128 net, ht_int128 *out,
                     bool *known);

// Values count hundredths of the bare weights' last digit, so that both kinds of part are of one whole.
static bool part_by_value(const struct told *told, const struct ht_position *position, ht_int128 net, ht_int128 *out,
                          bool *known) {
    unsigned bare = told->bare_scale;
    *known = true;
    if (position->value.known)
        return units_at(position->value.number, told->value_scale, out) && ratio_times(*out, told->of_values, out);
    *known = position->weight_file_pct.known;
    if (!*known)
        return true;
    return units_at(position->weight_file_pct.number, bare, out) && ratio_times(*out, net, out);
}

static bool part_by_weight(const struct told *told, const struct ht_position *position, ht_int128 net, ht_int128 *out,
                           bool *known) {
    (void)net;
    *known = position->weight_file_pct.known;
    return !*known || units_at(position->weight_file_pct.number, told->weight_scale, out);
}

static bool fill(const struct ht_portfolio *portfolio, const struct told *told, ht_int128 net, part_of *part,
                 struct shares *out) {
    out->rest = out->whole;
    for (size_t i = 0; i < out->count; i++) {
        ht_large_rest();
        if (!part(told, &portfolio->positions[i], net, &out->parts[i], &out->known[i]))
            return false;
        out->unknown += !out->known[i];
        if (out->known[i] && !ratio_plus(out->rest, -out->parts[i], &out->rest))
            return false;
    }
    return true;
}

static const char TOO_MANY_DIGITS[] = "the amounts of its file have too many digits";

// Of a file without net assets the sum of values is what the weights of the rows without a value leave of the fund.
static bool leave_to_values(struct told *told) {
    ht_int128 bare = 0;
    bool fits = !told->bare_sum.known || units_at(told->bare_sum.number, told->bare_scale, &bare);
    told->of_values -= bare;
    return fits && told->of_values > 0;
}

// NULL, or why there are no shares.
static const char *by_values(const struct ht_portfolio *portfolio, struct told *told, bool stated,
                             struct shares *out) {
    ht_int128 net;
    told->value_scale = larger(told->value_scale, out->net.number.scale);
    told->of_values = 1;
    if (!units_at(out->net.number, told->value_scale, &net) || !ratio_scale(&told->of_values, 2 + told->bare_scale) ||
        !ratio_times(net, told->of_values, &out->whole))
        return TOO_MANY_DIGITS;
    if (!stated && !leave_to_values(told))
        return "the weights of its rows without a value leave nothing for the others";
    return fill(portfolio, told, net, part_by_value, out) ? NULL : TOO_MANY_DIGITS;
}

static bool by_weights(const struct ht_portfolio *portfolio, const struct told *told, struct shares *out) {
    out->by = "weights";
    out->net = ht_amount_unknown();
    out->whole = 1;
    return ratio_scale(&out->whole, 2 + told->weight_scale) && fill(portfolio, told, 0, part_by_weight, out);
}

static bool is_absurd(const struct shares *shares) {
    return !shares->why && shares->rest / shares->whole <= 1 - MOST_TIMES_NET;
}

void shares_of(const struct ht_portfolio *portfolio, struct ht_arena *arena, struct shares *out) {
    struct told told = read_told(portfolio);
    *out = (struct shares){.count = portfolio->position_count};
    out->parts = ht_arena_array(arena, out->count, sizeof *out->parts);
    out->known = ht_arena_array(arena, out->count, sizeof *out->known);
    struct ht_amount stated = stated_net(portfolio, &told);
    bool valued = told.values > 0 && told.one_currency;
    out->net = stated.known ? stated : told.sum;
    out->by = stated.known ? "net assets" : "the sum of values";
    if (!told.fits)
        out->why = "the amounts of its file are too large";
    else if (valued && out->net.known && ht_decimal_sign(out->net.number) > 0 && (stated.known || !is_part(&told)))
        out->why = by_values(portfolio, &told, stated.known, out);
    else if (told.weights > 0)
        out->why = by_weights(portfolio, &told, out) ? NULL : TOO_MANY_DIGITS;
    else if (out->count == 0)
        out->why = "its file holds no position";
    else if (told.values == 0)
        out->why = "its file tells neither values nor weights";
    else
        out->why = told.one_currency ? "the values of its file sum to nothing"
                                     : "its file mixes currencies and has no weights";
    if (is_absurd(out))
        out->why = "the rows of its file are worth more than ten times the fund";
}

// What a part loses by rounding down.
struct loss {
    uint64_t fraction;
    size_t index;
};

static int by_loss(const void *left, const void *right) {
    const struct loss *a = left, *b = right;
    if (a->fraction != b->fraction)
        return a->fraction < b->fraction ? 1 : -1;
    return (a->index > b->index) - (a->index < b->index);
}

bool shares_split(const struct shares *shares, ht_int128 amount, struct ht_arena *scratch, ht_int128 *out) {
    size_t parts = shares->count + 1;
    struct loss *losses = ht_arena_array(scratch, parts, sizeof *losses);
    ht_int128 left = amount, rest;
    for (size_t i = 0; i < parts; i++) {
        ht_int128 part = i == shares->count ? shares->rest : shares->known[i] ? shares->parts[i] : 0;
        if (!ratio_floor(amount, part, shares->whole, &out[i], &rest) || !ratio_plus(left, -out[i], &left))
            return false;
        losses[i] = (struct loss){ratio_fraction(rest, shares->whole), i};
    }
    qsort(losses, parts, sizeof *losses, by_loss);
    for (size_t i = 0; left > 0 && i < parts; i++, left--)
        out[losses[i].index]++;
    return left == 0;
}

struct ht_amount shares_fraction(const struct shares *shares, size_t index) {
    struct ht_decimal fraction = {1, FRACTION_PLACES};
    ht_int128 one = 1, part = index == shares->count ? shares->rest : shares->parts[index];
    if (index < shares->count && !shares->known[index])
        return ht_amount_unknown();
    if (!ratio_scale(&one, FRACTION_PLACES) || !ratio_even(one, part, shares->whole, &fraction.units))
        return ht_amount_unknown();
    return ht_amount_of(fraction);
}
