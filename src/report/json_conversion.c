// SPDX-License-Identifier: GPL-3.0-or-later
// Converted amounts as JSON: see conversion.h.
#include "report/conversion.h"

void ht_json_base_currency(struct ht_json *json, const struct ht_base_currency *base) {
    const struct ht_rates *rates = base->rates;
    ht_json_object(json, "base_currency");
    ht_json_string(json, "currency", base->currency);
    if (rates) {
        ht_json_object(json, "rates");
        ht_json_string(json, "publisher", rates->publisher);
        ht_json_string(json, "title", rates->title);
        ht_json_string(json, "path", rates->path);
        ht_json_string(json, "sha256", *rates->sha256 ? rates->sha256 : NULL);
        ht_json_end(json);
    } else {
        ht_json_null(json, "rates");
    }
    ht_json_end(json);
}

static void write_rate(struct ht_json *json, const struct ht_cross_rate *rate) {
    ht_json_object(json, NULL);
    ht_json_string(json, "currency", rate->from);
    ht_json_amount(json, "rate", rate->rate);
    ht_json_date(json, "rate_date", rate->date);
    ht_json_amount(json, "per_eur", ht_amount_of(rate->from_per_eur));
    ht_json_amount(json, "base_per_eur", ht_amount_of(rate->to_per_eur));
    ht_json_string(json, "source", rate->source);
    ht_json_count(json, "positions", rate->positions);
    ht_json_end(json);
}

static void write_left(struct ht_json *json, const struct ht_unconverted *left) {
    ht_json_object(json, NULL);
    ht_json_string(json, "currency", left->currency);
    ht_json_count(json, "positions", left->positions);
    ht_json_integer(json, "line", left->line);
    ht_json_string(json, "why", left->why.text);
    ht_json_end(json);
}

void ht_json_conversion(struct ht_json *json, const struct ht_portfolio *portfolio) {
    const struct ht_conversion *conversion = portfolio->conversion;
    const struct ht_original *net_assets = portfolio->fund.original;
    bool stated = net_assets && net_assets->value.known;
    ht_json_object(json, "conversion");
    ht_json_string(json, "currency", conversion->base->currency);
    ht_json_string(json, "net_assets_currency", stated ? net_assets->currency : NULL);
    ht_json_amount(json, "net_assets_printed", stated ? net_assets->value : ht_amount_unknown());
    ht_json_array(json, "rates");
    for (size_t i = 0; i < conversion->rate_count; i++)
        write_rate(json, conversion->rates[i]);
    ht_json_end(json);
    ht_json_array(json, "not_converted");
    for (size_t i = 0; i < conversion->left_count; i++)
        write_left(json, &conversion->left[i]);
    ht_json_end(json);
    ht_json_end(json);
}

void ht_json_original(struct ht_json *json, const struct ht_original *original) {
    if (!original)
        return;
    const struct ht_cross_rate *rate = original->rate;
    ht_json_object(json, "original");
    ht_json_string(json, "currency", original->currency);
    ht_json_amount(json, "value", original->value);
    ht_json_amount(json, "notional", original->notional);
    ht_json_amount(json, "rate", rate ? rate->rate : ht_amount_unknown());
    ht_json_date(json, "rate_date", rate ? rate->date : (struct ht_date){0});
    ht_json_string(json, "rate_source", rate ? rate->source : NULL);
    ht_json_end(json);
}
