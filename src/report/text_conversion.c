// SPDX-License-Identifier: GPL-3.0-or-later
// Converted amounts in the text report: see conversion.h.
#include "report/conversion.h"

#include "report/wording.h"

// "1 USD = EUR 0.855872".
static const char *rate_words(struct ht_arena *arena, const struct ht_cross_rate *rate, const char *base) {
    return ht_arena_format(arena, "1 %s = %s", rate->from, ht_word_money(arena, rate->rate, base));
}

static void say_rates(struct ht_text_report *report, const struct ht_conversion *conversion) {
    const char *words = NULL, *base = conversion->base->currency;
    for (size_t i = 0; i < conversion->rate_count; i++) {
        const struct ht_cross_rate *rate = conversion->rates[i];
        const char *one = ht_arena_format(report->arena, "%s on %s (%s)", rate_words(report->arena, rate, base),
                                          ht_word_date(report->arena, rate->date),
                                          ht_word_count(report->arena, rate->positions, "position"));
        words = words ? ht_arena_format(report->arena, "%s; %s", words, one) : one;
    }
    ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "Amounts are in %s. Converted: %s.", base,
                    words ? words : "none");
}

static void say_source(struct ht_text_report *report, const struct ht_conversion *conversion) {
    const struct ht_rates *rates = conversion->base->rates;
    if (!rates || conversion->rate_count == 0)
        return;
    if (rates->path)
        ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "Rates: %s, %s, file %s, SHA-256 %s.", rates->publisher,
                        rates->title, rates->path, rates->sha256);
    else
        ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "Rates: %s (%s).", rates->title,
                        conversion->rates[0]->source ? conversion->rates[0]->source : "source not stated");
}

void ht_text_conversion(struct ht_text_report *report, const struct ht_portfolio *portfolio) {
    const struct ht_conversion *conversion = portfolio->conversion;
    const struct ht_original *net_assets = portfolio->fund.original;
    if (!conversion)
        return;
    say_rates(report, conversion);
    if (net_assets && net_assets->value.known)
        ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "Net assets as printed: %s.",
                        ht_word_money(report->arena, net_assets->value, net_assets->currency));
    say_source(report, conversion);
    for (size_t i = 0; i < conversion->left_count; i++) {
        const struct ht_unconverted *left = &conversion->left[i];
        ht_paper_format(&report->paper, 2, 4, HT_YELLOW, "Not converted: %s in %s; %s.",
                        ht_word_count(report->arena, left->positions, "position"),
                        left->currency ? left->currency : "a currency that is not stated", left->why);
    }
}

void ht_text_original(struct ht_text_report *report, const struct ht_line *line) {
    const struct ht_position *position = line->resolved->position;
    const struct ht_original *original = position->original;
    if (!original || !original->rate)
        return;
    const char *notional = original->notional.known
                               ? ht_arena_format(report->arena, ", notional %s",
                                                 ht_word_money(report->arena, original->notional, original->currency))
                               : "";
    ht_paper_format(&report->paper, 6, 8, HT_PLAIN, "As printed: %s%s; %s on %s.",
                    ht_word_money(report->arena, original->value, original->currency), notional,
                    rate_words(report->arena, original->rate, position->currency),
                    ht_word_date(report->arena, original->rate->date));
}
