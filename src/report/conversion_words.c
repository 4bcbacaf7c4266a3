// SPDX-License-Identifier: GPL-3.0-or-later
// Converted amounts in words: see conversion_words.h.
#include "report/conversion_words.h"

#include "report/wording.h"

const char *ht_word_rate(struct ht_arena *arena, const struct ht_cross_rate *rate, const char *base) {
    return ht_arena_format(arena, "1 %s = %s", rate->from, ht_word_money(arena, rate->rate, base));
}

const char *ht_word_rates(struct ht_arena *arena, const struct ht_conversion *conversion) {
    const char *words = NULL;
    for (size_t i = 0; i < conversion->rate_count; i++) {
        const struct ht_cross_rate *rate = conversion->rates[i];
        const char *one =
            ht_arena_format(arena, "%s on %s (%s)", ht_word_rate(arena, rate, conversion->base->currency),
                            ht_word_date(arena, rate->date), ht_word_count(arena, rate->positions, "position"));
        words = words ? ht_arena_format(arena, "%s; %s", words, one) : one;
    }
    return words ? words : "none";
}

const char *ht_word_rates_source(struct ht_arena *arena, const struct ht_conversion *conversion) {
    const struct ht_rates *rates = conversion->base->rates;
    if (!rates || conversion->rate_count == 0)
        return NULL;
    if (rates->path)
        return ht_arena_format(arena, "%s, %s, file %s, SHA-256 %s", rates->publisher, rates->title, rates->path,
                               rates->sha256);
    return ht_arena_format(arena, "%s (%s)", rates->title,
                           conversion->rates[0]->source ? conversion->rates[0]->source : "source not stated");
}

const char *ht_word_unconverted(struct ht_arena *arena, const struct ht_unconverted *left) {
    return ht_arena_format(arena, "%s in %s; %s", ht_word_count(arena, left->positions, "position"),
                           left->currency ? left->currency : "a currency that is not stated",
                           ht_told_in(arena, left->why));
}

const char *ht_word_net_assets_printed(struct ht_arena *arena, const struct ht_portfolio *portfolio) {
    const struct ht_original *net_assets = portfolio->fund.original;
    return portfolio->conversion && net_assets && net_assets->value.known
               ? ht_word_money(arena, net_assets->value, net_assets->currency)
               : NULL;
}

const char *ht_word_printed(struct ht_arena *arena, const struct ht_position *position) {
    const struct ht_original *original = position->original;
    if (!original || !original->rate)
        return NULL;
    const char *notional =
        original->notional.known
            ? ht_arena_format(arena, ", notional %s", ht_word_money(arena, original->notional, original->currency))
            : "";
    return ht_arena_format(arena, "%s%s; %s on %s", ht_word_money(arena, original->value, original->currency),
                           notional, ht_word_rate(arena, original->rate, position->currency),
                           ht_word_date(arena, original->rate->date));
}
