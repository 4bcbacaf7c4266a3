// SPDX-License-Identifier: GPL-3.0-or-later
// Amounts into one currency: see base_currency.h.
#include "holdtrace/base_currency.h"

#include <stdlib.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/large.h"
#include "holdtrace/text.h"
#include "holdtrace/values.h"

enum { SHOWN_PLACES = 12 };

struct converting {
    struct ht_arena *arena;
    struct ht_conversion *conversion;
    struct ht_date day;
    unsigned places;
};

static bool is_euro(const char *currency) {
    return strcmp(currency, "EUR") == 0;
}

// The rate of CURRENCY on DAY or before; the euro's own is 1 on every day.
static bool find_leg(const struct ht_rates *rates, const char *currency, struct ht_date day, struct ht_rate *out) {
    if (!is_euro(currency))
        return rates->find(rates->context, currency, day, out);
    *out = (struct ht_rate){day, ht_decimal_int(1), NULL};
    return true;
}

/*
 * Why there is no rate from FROM to TO; NULL, with *FOUND, when there is. Both legs are of the same day, the last
 * that has both.
 */
static const char *find_rate(const struct converting *c, const char *from, const char *to,
                             struct ht_cross_rate *found) {
    const struct ht_rates *rates = c->conversion->base->rates;
    char text[HT_FIGURE_TEXT];
    struct ht_rate a = {0}, b = {0};
    if (!rates)
        return "no rates were given, and the reference holds none";
    if (!c->day.day)
        return "the day of the holdings is not known";
    for (struct ht_date day = c->day;; day = ht_date_days(a.date, b.date) > 0 ? a.date : b.date) {
        a.date.day = 0;
        if (!find_leg(rates, from, day, &a) || !find_leg(rates, to, day, &b))
            return ht_arena_format(c->arena, "there is no rate of %s on %s or before", a.date.day ? to : from,
                                   ht_told_date(c->day, text));
        long age = ht_date_days(a.date, c->day), other = ht_date_days(b.date, c->day);
        if (age > HT_RATE_MAX_AGE || other > HT_RATE_MAX_AGE)
            return ht_arena_format(c->arena, "the last rate of %s is of %s, over %d days before the holdings",
                                   age > HT_RATE_MAX_AGE ? from : to,
                                   ht_told_date(age > HT_RATE_MAX_AGE ? a.date : b.date, text), HT_RATE_MAX_AGE);
        if (ht_date_days(a.date, b.date) == 0)
            break;
    }
    *found = (struct ht_cross_rate){.from = from,
                                    .date = a.date,
                                    .from_per_eur = a.per_eur,
                                    .to_per_eur = b.per_eur,
                                    .source = a.source ? a.source : b.source};
    struct ht_decimal shown;
    if (ht_decimal_convert(ht_decimal_int(1), b.per_eur, a.per_eur, SHOWN_PLACES, &shown))
        found->rate = ht_amount_of(shown);
    return NULL;
}

static struct ht_unconverted *left_of(struct converting *c, const char *currency, const char *why) {
    struct ht_conversion *conversion = c->conversion;
    for (size_t i = 0; i < conversion->left_count; i++)
        if (ht_text_equal(conversion->left[i].currency, currency) &&
            strcmp(ht_told_part(conversion->left[i].why), why) == 0)
            return &conversion->left[i];
    conversion->left = ht_arena_grow(c->arena, conversion->left, conversion->left_count, &conversion->left_capacity,
                                     sizeof *conversion->left);
    conversion->left[conversion->left_count] =
        (struct ht_unconverted){.currency = currency, .why = ht_told_of(c->arena, why)};
    return &conversion->left[conversion->left_count++];
}

static void leave(struct converting *c, const char *currency, const char *why, long line) {
    struct ht_unconverted *left = left_of(c, currency, why);
    if (left->positions++ == 0)
        left->line = line;
}

// The rate from CURRENCY that is in use; NULL when none is.
static struct ht_cross_rate *rate_used(const struct converting *c, const char *currency) {
    for (size_t i = 0; i < c->conversion->rate_count; i++)
        if (strcmp(c->conversion->rates[i]->from, currency) == 0)
            return c->conversion->rates[i];
    return NULL;
}

// The rate from CURRENCY, found once; NULL, with *WHY, when there is none.
static struct ht_cross_rate *rate_of(struct converting *c, const char *currency, const char **why) {
    struct ht_conversion *conversion = c->conversion;
    struct ht_cross_rate found, *used = rate_used(c, currency);
    if (used)
        return used;
    for (size_t i = 0; i < conversion->left_count; i++)
        if (ht_text_equal(conversion->left[i].currency, currency)) {
            *why = ht_told_part(conversion->left[i].why);
            return NULL;
        }
    *why = find_rate(c, currency, conversion->base->currency, &found);
    if (*why)
        return NULL;
    struct ht_cross_rate *rate = ht_arena_alloc(c->arena, sizeof *rate);
    *rate = found;
    conversion->rates = ht_arena_grow(c->arena, conversion->rates, conversion->rate_count, &conversion->rate_capacity,
                                      sizeof(*conversion->rates));
    conversion->rates[conversion->rate_count++] = rate;
    return rate;
}

// False when the result does not fit 38 digits.
static bool apply(const struct converting *c, const struct ht_cross_rate *rate, struct ht_amount *amount) {
    return !amount->known ||
           ht_decimal_convert(amount->number, rate->to_per_eur, rate->from_per_eur, c->places, &amount->number);
}

static bool is_nothing(struct ht_amount amount) {
    return !amount.known || ht_decimal_sign(amount.number) == 0;
}

static const struct ht_original *original_of(struct converting *c, const char *currency, struct ht_amount value,
                                             struct ht_amount notional, const struct ht_cross_rate *rate) {
    struct ht_original *original = ht_arena_alloc(c->arena, sizeof *original);
    *original = (struct ht_original){currency, value, notional, rate};
    return original;
}

/*
 * VALUE and NOTIONAL of *CURRENCY in the base currency, as which it is set; *ORIGINAL is what they were. NULL, or why
 * they stay as they are.
 */
static const char *convert(struct converting *c, const char **currency, struct ht_amount *value,
                           struct ht_amount *notional, const struct ht_original **original) {
    const char *base = c->conversion->base->currency, *from = *currency, *why = NULL;
    bool nothing = is_nothing(*value) && is_nothing(*notional);
    if (ht_text_equal(from, base) || (from == NULL && nothing))
        return NULL;
    if (from == NULL)
        return "the file does not say in which currency it is";
    struct ht_cross_rate *rate = NULL;
    struct ht_amount new_value = *value, new_notional = *notional;
    if (!nothing) {
        rate = rate_of(c, from, &why);
        if (!rate)
            return why;
        if (!apply(c, rate, &new_value) || !apply(c, rate, &new_notional))
            return "the amount is too large for 38 digits";
    }
    *original = original_of(c, from, *value, *notional, rate);
    *value = new_value;
    *notional = new_notional;
    *currency = base;
    return NULL;
}

// Rows that are not COUNTED in the fund are not told here either: each is shown with its own currency.
static struct ht_position *convert_positions(struct converting *c, const struct ht_position *from, size_t count,
                                             bool counted) {
    struct ht_position *to = ht_arena_array(c->arena, count, sizeof *to);
    for (size_t i = 0; i < count; i++) {
        ht_large_rest();
        to[i] = from[i];
        const char *why = convert(c, &to[i].currency, &to[i].value, &to[i].notional, &to[i].original);
        if (!counted)
            continue;
        if (why)
            leave(c, from[i].currency, why, from[i].line);
        else if (to[i].original && to[i].original->rate)
            rate_used(c, to[i].original->rate->from)->positions++;
    }
    return to;
}

static int by_from(const void *left, const void *right) {
    return strcmp((*(struct ht_cross_rate *const *)left)->from, (*(struct ht_cross_rate *const *)right)->from);
}

// By currency, the one that is not known last.
static int by_currency(const void *left, const void *right) {
    const struct ht_unconverted *a = left, *b = right;
    int order = (a->currency == NULL) - (b->currency == NULL);
    order = order || !a->currency ? order : strcmp(a->currency, b->currency);
    return order ? order : strcmp(a->why.text, b->why.text);
}

static void sort(struct ht_conversion *conversion) {
    if (conversion->rate_count)
        qsort(conversion->rates, conversion->rate_count, sizeof(*conversion->rates), by_from);
    if (conversion->left_count)
        qsort(conversion->left, conversion->left_count, sizeof *conversion->left, by_currency);
}

static void report(const struct ht_conversion *conversion, struct ht_findings *findings) {
    for (size_t i = 0; i < conversion->left_count; i++) {
        const struct ht_unconverted *left = &conversion->left[i];
        ht_find(findings, HT_CODE_NO_RATE, left->line,
                "%zu row%s in %s, first on this line, could not be converted to %s: %s; kept as printed, and added "
                "to nothing of another currency",
                left->positions, left->positions == 1 ? "" : "s",
                left->currency ? left->currency : "an unknown currency", conversion->base->currency,
                ht_told_part(left->why));
    }
}

static void convert_fund(struct converting *c, struct ht_fund *fund, struct ht_findings *findings) {
    struct ht_amount nothing = ht_amount_unknown();
    const char *before = fund->currency;
    // Without net assets, the currency is that of the values, and follows them.
    if (before == NULL || (!fund->net_assets.known && !rate_used(c, before)))
        return;
    const char *why = convert(c, &fund->currency, &fund->net_assets, &nothing, &fund->original);
    if (why && fund->net_assets.known)
        ht_find(findings, HT_CODE_NO_RATE, 0, "the net assets in %s could not be converted to %s: %s", before,
                c->conversion->base->currency, why);
}

const struct ht_portfolio *ht_portfolio_convert(const struct ht_portfolio *portfolio,
                                                const struct ht_base_currency *base, struct ht_arena *arena) {
    struct ht_portfolio *out = ht_arena_alloc(arena, sizeof *out);
    struct ht_conversion *conversion = ht_arena_alloc(arena, sizeof *conversion);
    struct converting c = {arena, conversion, portfolio->holdings_date, ht_currency_digits(base->currency) + 2};
    conversion->base = base;
    *out = *portfolio;
    out->conversion = conversion;
    out->findings = ht_findings_in(arena);
    ht_findings_add(&out->findings, &portfolio->findings);
    out->positions = convert_positions(&c, portfolio->positions, portfolio->position_count, true);
    out->looked_through = convert_positions(&c, portfolio->looked_through, portfolio->looked_through_count, false);
    convert_fund(&c, &out->fund, &out->findings);
    sort(conversion);
    report(conversion, &out->findings);
    return out;
}
