// SPDX-License-Identifier: GPL-3.0-or-later
// What differs between two scans, as JSON.
#include "holdtrace/scan_diff.h"

static void write_held(struct ht_json *json, const char *key, const struct ht_held_sum *sum) {
    if (!sum->first) {
        ht_json_null(json, key);
        return;
    }
    ht_json_object(json, key);
    ht_json_count(json, "rows", sum->rows);
    ht_json_integer(json, "line", sum->first->line);
    ht_json_string(json, "category", sum->first->category);
    ht_json_bool(json, "counted", sum->first->counted);
    ht_json_string(json, "currency", sum->first->currency);
    ht_json_amount(json, "quantity", sum->quantity);
    ht_json_amount(json, "exposure_value", sum->value);
    ht_json_amount(json, "weight_pct", sum->weight_pct);
    ht_json_end(json);
}

static void write_change(struct ht_json *json, const struct ht_scan_diff *diff,
                         const struct ht_position_change *change, struct ht_arena *arena) {
    const struct ht_kept_position *row = change->after.first ? change->after.first : change->before.first;
    ht_json_object(json, NULL);
    ht_json_string(json, "change", ht_change_name(change->change));
    ht_json_string(json, "key", row->key);
    ht_json_string(json, "name", row->name);
    ht_json_string(json, "isin", row->isin);
    ht_json_string(json, "side", row->side);
    ht_json_string(json, "issuer", row->issuer);
    write_held(json, "before", &change->before);
    write_held(json, "after", &change->after);
    ht_json_tri(json, "in_other_file", change->in_other);
    ht_json_array(json, "causes");
    for (unsigned i = 0; i < HT_CAUSES; i++)
        if (change->causes & 1u << i)
            ht_json_string(json, NULL, ht_cause_name(1u << i));
    ht_json_end(json);
    ht_json_amount(json, "value_by_holding", change->by_holding);
    ht_json_amount(json, "value_by_price", change->by_price);
    ht_json_string(json, "why", ht_change_why(diff, change, arena));
    ht_json_end(json);
}

static void write_listing(struct ht_json *json, const char *key, const struct ht_kept_listing *row) {
    if (!row) {
        ht_json_null(json, key);
        return;
    }
    ht_json_object(json, key);
    ht_kept_json_row(json, ht_kept_tables[HT_KEPT_LISTINGS].columns, row);
    ht_json_end(json);
}

void ht_scan_diff_json(const struct ht_scan_diff *diff, struct ht_arena *arena, struct ht_buffer *buffer) {
    struct ht_json json = ht_json_to(buffer, true);
    const struct ht_kept_scan *after = diff->after;
    ht_json_object(&json, NULL);
    ht_json_string(&json, "schema", "holdtrace.diff/1");
    ht_kept_json_fund(&json, after);
    ht_json_string(&json, "screen", after->screen);
    ht_json_string(&json, "base_currency", after->base_currency);
    ht_kept_json_summary(&json, "before", diff->before);
    ht_kept_json_summary(&json, "after", diff->after);
    ht_json_object(&json, "same");
    ht_json_bool(&json, "file", diff->same_file);
    ht_json_bool(&json, "reference", diff->same_reference);
    ht_json_bool(&json, "as_of", diff->same_day);
    ht_json_bool(&json, "screen", diff->same_screen);
    ht_json_bool(&json, "exclusions", diff->same_exclusions);
    ht_json_bool(&json, "decisions", diff->same_decisions);
    ht_json_bool(&json, "rates", diff->same_rates);
    ht_json_bool(&json, "look_through", diff->same_look_through);
    ht_json_end(&json);
    ht_json_array(&json, "changes");
    for (size_t i = 0; i < diff->change_count; i++)
        write_change(&json, diff, &diff->changes[i], arena);
    ht_json_end(&json);
    ht_json_count(&json, "unchanged", diff->unchanged);
    ht_json_array(&json, "listings");
    for (size_t i = 0; i < diff->listing_count; i++) {
        ht_json_object(&json, NULL);
        write_listing(&json, "before", diff->listings[i].before);
        write_listing(&json, "after", diff->listings[i].after);
        ht_json_bool(&json, "came_with_position", diff->listings[i].brought);
        ht_json_end(&json);
    }
    ht_json_end(&json);
    ht_json_end(&json);
    ht_json_finish(&json);
}
