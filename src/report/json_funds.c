// SPDX-License-Identifier: GPL-3.0-or-later
// Funds that were looked through, as JSON: the path of a position, the funds of a file, the files of constituents.
#include "report/json_funds.h"

#include "report/json_file.h"

static void write_step(struct ht_json *json, const struct ht_through *step) {
    if (!step)
        return;
    write_step(json, step->outer);
    ht_json_object(json, NULL);
    ht_json_string(json, "fund", step->fund->name ? step->fund->name : step->fund->isin);
    if (step->line > 0)
        ht_json_integer(json, "line", step->line);
    else
        ht_json_null(json, "line");
    ht_json_amount(json, "share", step->share);
    ht_json_string(json, "path", step->fund->constituents->portfolio->path);
    ht_json_end(json);
}

void ht_json_through(struct ht_json *json, const struct ht_through *through) {
    ht_json_array(json, "look_through");
    write_step(json, through);
    ht_json_end(json);
}

static void write_constituents(struct ht_json *json, const struct ht_held_fund *held) {
    if (!held->constituents) {
        ht_json_null(json, "constituents");
        return;
    }
    const struct ht_portfolio *portfolio = held->constituents->portfolio;
    ht_json_object(json, "constituents");
    ht_json_string(json, "path", portfolio->path);
    ht_json_string(json, "sha256", portfolio->sha256);
    ht_json_string(json, "name", portfolio->fund.name);
    ht_json_string(json, "id", portfolio->fund.id);
    ht_json_date(json, "holdings_date", portfolio->holdings_date);
    ht_json_string(json, "method", ht_fund_method_name(held->method));
    ht_json_string(json, "matched_value", held->matched_value);
    ht_json_bool(json, "by_file_name", held->by_file_name);
    ht_json_end(json);
}

static void write_held(struct ht_json *json, const struct ht_held_fund *held) {
    ht_json_object(json, NULL);
    ht_json_integer(json, "line", held->line);
    ht_json_string(json, "fund", held->name);
    ht_json_string(json, "isin", held->isin);
    ht_json_string(json, "currency", held->currency);
    ht_json_amount(json, "value", held->value);
    ht_json_amount(json, "weight_file_pct", held->weight_file_pct);
    ht_json_through(json, held->through);
    write_constituents(json, held);
    ht_json_count(json, "positions", held->parts);
    ht_json_amount(json, "not_looked_through_value", held->why ? held->value : held->rest);
    ht_json_string(json, "why", held->why);
    ht_json_end(json);
}

static void write_coverage(struct ht_json *json, const struct ht_look_through *looked) {
    ht_json_object(json, "coverage");
    ht_json_amount(json, "effective_coverage_pct", looked->coverage.effective_pct);
    ht_json_amount(json, "fund_data_file_coverage_pct", looked->coverage.mapped_pct);
    ht_json_amount(json, "fund_data_coverage_pct", looked->coverage.told_pct);
    ht_json_amount(json, "lost_coverage_funds_in_funds_pct", looked->coverage.lost_inside_pct);
    ht_json_string(json, "base", looked->coverage_base);
    ht_json_end(json);
}

static void write_by_fund(struct ht_json *json, const struct ht_account *account) {
    ht_json_array(json, "by_fund");
    for (size_t i = 0; i < account->by_fund_count; i++) {
        const struct ht_fund_sum *entry = &account->by_fund[i];
        ht_json_object(json, NULL);
        ht_json_integer(json, "line", entry->fund->line);
        ht_json_string(json, "fund", entry->fund->name);
        ht_json_string(json, "isin", entry->fund->isin);
        ht_json_string(json, "currency", entry->sum.currency);
        ht_json_count(json, "positions", entry->sum.positions);
        ht_json_amount(json, "value", entry->sum.value);
        ht_json_amount(json, "long", entry->sum.long_value);
        ht_json_amount(json, "short", entry->sum.short_value);
        ht_json_amount(json, "weight_pct", entry->sum.weight_pct);
        ht_json_end(json);
    }
    ht_json_end(json);
}

void ht_json_held_funds(struct ht_json *json, const struct ht_account *account) {
    const struct ht_look_through *looked = account->resolution->portfolio->look_through;
    if (!looked)
        return;
    ht_json_object(json, "look_through");
    write_coverage(json, looked);
    ht_json_array(json, "funds");
    for (size_t i = 0; i < looked->count; i++)
        write_held(json, looked->funds[i]);
    ht_json_end(json);
    write_by_fund(json, account);
    ht_json_end(json);
}

void ht_json_funds_files(struct ht_json *json, const struct ht_scan *scan) {
    if (!scan->funds)
        return;
    ht_json_object(json, "look_through");
    ht_json_integer(json, "max_age_days", ht_fund_library_max_age(scan->funds));
    ht_json_array(json, "files");
    for (size_t i = 0; i < scan->funds_file_count; i++) {
        const struct ht_funds_file *file = &scan->funds_files[i];
        ht_json_object(json, NULL);
        ht_json_string(json, "path", file->path);
        ht_json_string(json, "sha256", file->sha256);
        ht_json_count(json, "funds", file->count);
        ht_json_count(json, "funds_used", file->used);
        ht_json_problems(json, &file->findings);
        ht_json_end(json);
    }
    ht_json_end(json);
    ht_json_end(json);
}
