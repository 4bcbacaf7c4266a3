// SPDX-License-Identifier: GPL-3.0-or-later
// The bounds of an exposure as JSON.
#include "report/json_interval.h"

// How the expectation was come to; the band is that of the outcomes between 5 % and 95 %.
static void write_expectation(struct ht_json *json, const struct ht_interval *interval) {
    ht_json_amount(json, "expected_low_pct", interval->low_pct);
    ht_json_amount(json, "expected_high_pct", interval->high_pct);
    ht_json_count(json, "expected_of_positions", interval->expected_of);
    if (interval->draws)
        ht_json_integer(json, "expected_draws", (int64_t)interval->draws);
    else
        ht_json_null(json, "expected_draws");
}

static void write_reasons(struct ht_json *json, const struct ht_interval *interval) {
    ht_json_array(json, "reasons");
    for (size_t i = 0; i < interval->reason_count; i++) {
        ht_json_object(json, NULL);
        ht_json_string(json, "kind", interval->reasons[i].kind);
        ht_json_count(json, "positions", interval->reasons[i].positions);
        ht_json_amount(json, "widens_pct", interval->reasons[i].widens_pct);
        ht_json_string(json, "sentence", interval->reasons[i].sentence.text);
        ht_json_end(json);
    }
    ht_json_end(json);
}

void ht_json_interval(struct ht_json *json, const struct ht_interval *interval) {
    ht_json_object(json, "interval");
    ht_json_amount(json, "at_least_pct", interval->at_least_pct);
    ht_json_amount(json, "at_most_pct", interval->at_most_pct);
    ht_json_amount(json, "expected_pct", interval->expected_pct);
    ht_json_array(json, "why");
    for (size_t i = 0; i < interval->reason_count; i++)
        ht_json_string(json, NULL, interval->reasons[i].sentence.text);
    ht_json_end(json);
    write_expectation(json, interval);
    write_reasons(json, interval);
    ht_json_end(json);
}
