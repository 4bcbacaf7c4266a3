// SPDX-License-Identifier: GPL-3.0-or-later
// A scheme as JSON, and what a fund is beside its benchmark.
#include "report/json_scheme.h"

#include "report/json_file.h"
#include "report/json_interval.h"

static void write_mandate_name(struct ht_json *json, const struct ht_scheme_mandate *mandate) {
    ht_json_string(json, "mandate", mandate->name);
    ht_json_string(json, "manager", mandate->manager);
}

static void write_amounts(struct ht_json *json, const struct ht_scheme *scheme,
                          const struct ht_scheme_amounts *amounts) {
    ht_json_count(json, "positions", amounts->positions);
    ht_json_amount(json, "weight_pct", amounts->weight_pct);
    ht_json_amount(json, "long_pct", amounts->long_pct);
    ht_json_amount(json, "short_pct", amounts->short_pct);
    ht_json_amount(json, "value", amounts->value);
    ht_json_string(json, "currency", amounts->value.known ? scheme->file->currency : NULL);
}

static void write_sums(struct ht_json *json, const char *key, const struct ht_scheme *scheme,
                       const struct ht_scheme_sums *sums) {
    ht_json_array(json, key);
    for (size_t i = 0; i < sums->count; i++) {
        const struct ht_scheme_sum *row = &sums->items[i];
        ht_json_object(json, NULL);
        if (row->entity)
            ht_json_entity(json, "entity", row->entity);
        if (row->category != HT_NO_CATEGORY)
            ht_json_string(json, "category", ht_category_name(row->category));
        write_amounts(json, scheme, &row->sum);
        ht_json_array(json, "held_by");
        for (size_t k = 0; k < row->held_by_count; k++) {
            ht_json_object(json, NULL);
            write_mandate_name(json, row->held_by[k].mandate);
            write_amounts(json, scheme, &row->held_by[k].holds);
            ht_json_end(json);
        }
        ht_json_end(json);
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void write_part(struct ht_json *json, const struct ht_scheme_part *part) {
    const struct ht_portfolio *portfolio = part->account ? part->account->resolution->portfolio : NULL;
    ht_json_object(json, NULL);
    ht_json_integer(json, "line", part->row->line);
    ht_json_string(json, "file", part->row->file);
    ht_json_string(json, "path", portfolio ? portfolio->path : NULL); // the one under `files`
    ht_json_string(json, "fund", portfolio ? portfolio->fund.name : part->row->fund);
    ht_json_date(json, "holdings_date", portfolio ? portfolio->holdings_date : (struct ht_date){0});
    ht_json_amount(json, "share_pct", part->row->share_pct);
    ht_json_amount(json, "value", part->row->value);
    ht_json_string(json, "denominator", portfolio ? part->account->denominator : NULL);
    ht_json_bool(json, "read", portfolio != NULL);
    ht_json_string(json, "why", part->why);
    ht_json_end(json);
}

static void write_mandates(struct ht_json *json, const struct ht_scheme *scheme) {
    ht_json_array(json, "mandates");
    for (size_t i = 0; i < scheme->mandate_count; i++) {
        const struct ht_scheme_mandate *mandate = &scheme->mandates[i];
        ht_json_object(json, NULL);
        write_mandate_name(json, mandate);
        ht_json_amount(json, "share_pct", mandate->share_pct);
        ht_json_amount(json, "unread_pct", mandate->unread_pct);
        ht_json_amount(json, "value", mandate->value);
        ht_json_array(json, "files");
        for (size_t k = 0; k < mandate->part_count; k++)
            write_part(json, mandate->parts[k]);
        ht_json_end(json);
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void write_coverage(struct ht_json *json, const struct ht_scheme *scheme) {
    ht_json_object(json, "coverage");
    ht_json_amount(json, "read_pct", scheme->read_pct);
    ht_json_amount(json, "unread_pct", scheme->unread_pct);
    ht_json_amount(json, "not_in_files_pct", scheme->outside_pct);
    ht_json_amount(json, "comparable_pct", scheme->comparable_pct);
    ht_json_amount(json, "comparable_by_name_pct", scheme->comparable_by_name_pct);
    ht_json_amount(json, "resolved_pct", scheme->resolved_pct);
    ht_json_amount(json, "ownership_known_pct", scheme->ownership_known_pct);
    ht_json_end(json);
}

static void write_head(struct ht_json *json, const struct ht_scheme *scheme) {
    ht_json_string(json, "path", scheme->file->path);
    ht_json_string(json, "sha256", scheme->file->sha256);
    ht_json_string(json, "shares_from", scheme->file->by_value ? "value" : "share");
    ht_json_amount(json, "value", scheme->file->value);
    ht_json_string(json, "currency", scheme->file->currency);
    ht_json_string(json, "denominator", "scheme"); // of every percentage but those of a benchmark
    ht_json_count(json, "positions", scheme->positions);
    ht_json_count(json, "possible", scheme->possible);
    ht_json_count(json, "skipped", scheme->skipped);
}

static void write_active(struct ht_json *json, const char *key, const struct ht_active *rows, size_t count) {
    ht_json_array(json, key);
    for (size_t i = 0; i < count; i++) {
        ht_json_object(json, NULL);
        if (rows[i].entity)
            ht_json_entity(json, "entity", rows[i].entity);
        ht_json_string(json, "category", ht_category_name(rows[i].category));
        ht_json_count(json, "fund_positions", rows[i].fund_positions);
        ht_json_count(json, "benchmark_positions", rows[i].benchmark_positions);
        ht_json_amount(json, "fund_pct", rows[i].fund_pct);
        ht_json_amount(json, "benchmark_pct", rows[i].benchmark_pct);
        ht_json_amount(json, "active_pct", rows[i].active_pct);
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void write_benchmark(struct ht_json *json, const struct ht_benchmark_file *benchmark,
                            const struct ht_comparison *comparison) {
    const struct ht_account *other = benchmark->account;
    const struct ht_portfolio *portfolio = other ? other->resolution->portfolio : NULL;
    static const struct ht_coverage NOTHING;
    const struct ht_coverage *coverage = other ? &other->coverage : &NOTHING;
    ht_json_object(json, "benchmark");
    ht_json_string(json, "path", benchmark->path);
    ht_json_string(json, "sha256", portfolio ? portfolio->sha256 : NULL);
    ht_json_string(json, "fund", portfolio ? portfolio->fund.name : NULL);
    ht_json_date(json, "holdings_date", portfolio ? portfolio->holdings_date : (struct ht_date){0});
    ht_json_string(json, "denominator", other ? other->denominator : NULL);
    ht_json_bool(json, "whole", !benchmark->trouble && !(other && ht_account_is_part(other)));
    ht_json_string(json, "why", benchmark->why);
    ht_json_amount(json, "comparable_pct", coverage->comparable_pct);
    ht_json_amount(json, "comparable_by_name_pct", coverage->comparable_by_name_pct);
    write_active(json, "by_category", comparison->by_category, comparison->by_category_count);
    write_active(json, "by_target", comparison->by_target, comparison->by_target_count);
    ht_json_end(json);
}

void ht_json_benchmark(struct ht_json *json, const struct ht_benchmark_file *benchmark,
                       const struct ht_account *account, struct ht_arena *arena) {
    struct ht_comparison comparison = {0};
    if (account && benchmark->account)
        ht_benchmark_compare(account, benchmark->account, arena, &comparison);
    write_benchmark(json, benchmark, &comparison);
}

void ht_json_scheme(struct ht_json *json, const struct ht_scan *scan, struct ht_arena *arena) {
    const struct ht_scheme *scheme = scan->scheme;
    struct ht_comparison comparison = {0};
    ht_json_object(json, "scheme");
    write_head(json, scheme);
    write_coverage(json, scheme);
    ht_json_interval(json, &scheme->interval);
    write_mandates(json, scheme);
    write_sums(json, "exposure", scheme, &scheme->by_category);
    write_sums(json, "by_target", scheme, &scheme->by_target);
    write_sums(json, "by_parent", scheme, &scheme->by_parent);
    write_sums(json, "by_issuer", scheme, &scheme->by_issuer);
    ht_json_problems(json, &scheme->findings);
    if (scan->benchmark && scan->benchmark->account)
        ht_benchmark_compare_scheme(scheme, scan->benchmark->account, arena, &comparison);
    if (scan->benchmark)
        write_benchmark(json, scan->benchmark, &comparison);
    ht_json_end(json);
}
