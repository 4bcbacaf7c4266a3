// SPDX-License-Identifier: GPL-3.0-or-later
// The report as JSON, schema holdtrace.check/1: one document, or one file object a line and the summary after them.
#include "holdtrace/arena.h"
#include "holdtrace/cited.h"
#include "holdtrace/json.h"
#include "report/conversion.h"
#include "report/json_company_shares.h"
#include "report/json_decided.h"
#include "report/json_file.h"
#include "report/json_funds.h"
#include "report/json_interval.h"
#include "report/json_position.h"
#include "report/json_rules.h"
#include "report/json_scheme.h"
#include "report/pieces.h"
#include "report/scan_events.h"
#include "report/shares.h"

static const char SCHEMA[] = "holdtrace.check/1";

static void write_unmatched(struct ht_json *json, const struct ht_exclusions *exclusions) {
    ht_json_array(json, "unmatched");
    for (size_t i = 0; i < exclusions->count; i++) {
        const struct ht_exclusion *item = &exclusions->items[i];
        if (!ht_exclusion_is_unmatched(exclusions, i))
            continue;
        ht_json_object(json, NULL);
        ht_json_string(json, "sheet", item->sheet);
        ht_json_integer(json, "line", item->line);
        ht_json_string(json, "name", item->entity->name);
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void write_exclusions(struct ht_json *json, const struct ht_exclusions *exclusions) {
    if (!exclusions) {
        ht_json_null(json, "exclusions");
        return;
    }
    ht_json_object(json, "exclusions");
    ht_json_string(json, "path", exclusions->path);
    ht_json_string(json, "sha256", exclusions->sha256);
    ht_json_count(json, "lines", exclusions->line_count);
    ht_json_bool(json, "whole", exclusions->whole);
    ht_json_count(json, "lines_matched", exclusions->tied_lines);
    ht_json_count(json, "lines_unmatched", exclusions->line_count - exclusions->tied_lines - exclusions->ended_lines);
    ht_json_count(json, "lines_ended", exclusions->ended_lines);
    ht_json_count(json, "lines_unread", exclusions->lost_lines);
    write_unmatched(json, exclusions);
    ht_json_end(json);
}

static void write_screen(struct ht_json *json, const struct ht_scan *scan) {
    const struct ht_screen *screen = scan->screen;
    ht_json_object(json, "screen");
    ht_json_string(json, "name", screen->name);
    ht_json_strings(json, "lists", screen->lists, screen->list_count);
    ht_json_strings(json, "grounds", screen->grounds, screen->ground_count);
    ht_json_strings(json, "entities", screen->entities, screen->entity_count);
    ht_json_array(json, "counted");
    for (int category = 0; category < HT_CATEGORY_COUNT; category++)
        if (screen->counted & 1u << category)
            ht_json_string(json, NULL, ht_category_name((enum ht_category)category));
    ht_json_end(json);
    ht_json_object(json, "thresholds");
    ht_json_amount(json, "owned_pct", ht_amount_of(screen->owned_pct));
    ht_json_amount(json, "minority_pct", ht_amount_of(screen->minority_pct));
    ht_json_amount(json, "stake_pct", ht_amount_of(screen->stake_pct));
    if (screen->max_age_days > 0)
        ht_json_integer(json, "max_age_days", screen->max_age_days);
    else
        ht_json_null(json, "max_age_days");
    ht_json_end(json);
    ht_json_rule_settings(json, screen);
    write_exclusions(json, scan->exclusions);
    ht_json_integer(json, "targets", (int64_t)ht_targets_count(scan->targets));
    ht_json_integer(json, "targets_identified", (int64_t)ht_targets_identified(scan->ref, scan->targets));
    ht_json_end(json);
}

enum ht_tri ht_screen_lists_complete(const struct ht_scan *scan) {
    enum ht_tri all = HT_YES;
    for (size_t i = 0; i < scan->screen->list_count && all != HT_NO; i++) {
        const struct ht_list *list = ht_reference_list(scan->ref, scan->screen->lists[i]);
        enum ht_tri complete = list ? ht_list_complete(list) : HT_NO;
        all = complete == HT_YES ? all : complete;
    }
    return all;
}

void ht_json_made_of(struct ht_json *json, const struct ht_scan *scan) {
    ht_json_string(json, "schema", SCHEMA);
    ht_json_string(json, "version", scan->version);
    ht_json_reference(json, "reference", scan->ref);
    write_screen(json, scan);
    ht_json_date(json, "as_of", scan->as_of);
    ht_json_string(json, "as_of_basis", scan->as_of_basis);
    if (scan->base)
        ht_json_base_currency(json, scan->base);
}

void ht_json_outcome(struct ht_json *json, const struct ht_outcome *outcome, enum ht_tri lists_complete) {
    ht_json_object(json, "outcome");
    ht_json_bool(json, "exposure", outcome->exposure);
    ht_json_bool(json, "possible", outcome->possible);
    ht_json_bool(json, "coverage_ok", outcome->coverage_ok);
    ht_json_bool(json, "trouble", outcome->trouble);
    ht_json_bool(json, "nobody_selected", outcome->nobody);
    ht_json_tri(json, "lists_complete", lists_complete);
    ht_json_end(json);
}

static void write_head(struct ht_json *json, const struct ht_scan *scan) {
    ht_json_made_of(json, scan);
    ht_json_outcome(json, &scan->outcome, ht_screen_lists_complete(scan));
}

static void write_totals(struct ht_json *json, const struct ht_account *account) {
    ht_json_array(json, "totals");
    for (size_t i = 0; i < account->total_count; i++) {
        const struct ht_sum *sum = &account->totals[i];
        ht_json_object(json, NULL);
        ht_json_string(json, "currency", sum->currency);
        ht_json_amount(json, "long", sum->long_value);
        ht_json_amount(json, "short", sum->short_value);
        ht_json_amount(json, "net", sum->value);
        ht_json_amount(json, "weight_file_sum_pct", account->weight_file_sum_pct);
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void write_unresolved(struct ht_json *json, const struct ht_line *line) {
    const struct ht_position *position = line->resolved->position;
    ht_json_object(json, NULL);
    ht_json_integer(json, "line", position->line);
    ht_json_string(json, "name", position->name);
    ht_json_string(json, "isin", position->isin);
    ht_json_string(json, "currency", position->currency);
    ht_json_amount(json, "value", position->value);
    ht_json_amount(json, "weight_pct", line->weight_pct);
    ht_json_end(json);
}

static void write_coverage(struct ht_json *json, const struct ht_coverage *coverage) {
    ht_json_object(json, "coverage");
    ht_json_amount(json, "comparable_pct", coverage->comparable_pct);
    ht_json_amount(json, "comparable_by_name_pct", coverage->comparable_by_name_pct);
    ht_json_amount(json, "resolved_pct", coverage->resolved_pct);
    ht_json_amount(json, "ownership_known_pct", coverage->ownership_known_pct);
    ht_json_array(json, "by_method");
    for (int i = 0; i < HT_METHOD_COUNT; i++) {
        const struct ht_method_sum *sum = &coverage->by_method[i];
        if (sum->positions == 0)
            continue;
        ht_json_object(json, NULL);
        ht_json_string(json, "method", i == HT_UNMATCHED ? "unmatched" : ht_method_name((enum ht_method)i));
        ht_json_count(json, "positions", sum->positions);
        ht_json_amount(json, "value", sum->value);
        ht_json_amount(json, "pct", sum->pct);
        ht_json_end(json);
    }
    ht_json_end(json);
    ht_json_array(json, "largest_unresolved");
    for (size_t i = 0; i < coverage->largest_unresolved_count; i++)
        write_unresolved(json, coverage->largest_unresolved[i]);
    ht_json_end(json);
    ht_json_end(json);
}

// Possible rows are in `possible` alone: what sums this array must not total them.
static void write_exposure(struct ht_json *json, const struct ht_account *account) {
    ht_json_array(json, "exposure");
    for (size_t i = 0; i < account->exposure_count; i++) {
        const struct ht_sum *sum = &account->exposure[i].sum;
        if (account->exposure[i].category >= HT_POSSIBLE)
            continue;
        ht_json_object(json, NULL);
        ht_json_string(json, "category", ht_category_name(account->exposure[i].category));
        ht_json_string(json, "currency", sum->currency);
        ht_json_count(json, "positions", sum->positions);
        ht_json_amount(json, "value", sum->value);
        ht_json_amount(json, "long", sum->long_value);
        ht_json_amount(json, "short", sum->short_value);
        ht_json_amount(json, "notional", sum->notional);
        ht_json_amount(json, "weight_pct", sum->weight_pct);
        ht_json_string(json, "denominator", account->denominator);
        ht_json_amount(json, "attributed_value", sum->attributed_value);
        ht_json_amount(json, "attributed_unknown_value", sum->attributed_unknown_value);
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void write_entities(struct ht_json *json, const char *key, const struct ht_entity_sum *sums, size_t count,
                           bool targets) {
    ht_json_array(json, key);
    for (size_t i = 0; i < count; i++) {
        ht_json_object(json, NULL);
        ht_json_entity(json, "entity", sums[i].entity);
        if (targets)
            ht_json_string(json, "category", ht_category_name(sums[i].category));
        ht_json_count(json, "positions", sums[i].sum.positions);
        ht_json_amount(json, "value", sums[i].sum.value);
        ht_json_amount(json, "weight_pct", sums[i].sum.weight_pct);
        if (targets)
            ht_json_amount(json, "distinct_value", sums[i].distinct_value);
        ht_json_string(json, "currency", sums[i].sum.currency);
        ht_json_amount(json, "long", sums[i].sum.long_value);
        ht_json_amount(json, "short", sums[i].sum.short_value);
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void write_positions(struct ht_json *json, const struct ht_scan *scan, const struct ht_account *account,
                            struct ht_arena *arena) {
    ht_json_array(json, "positions");
    for (size_t i = 0; i < account->line_count; i++)
        if (scan->all_positions || ht_line_is_exposed(&account->lines[i]))
            ht_json_position(json, &account->lines[i], scan->as_of, false);
    ht_json_end(json);
    ht_json_array(json, "possible");
    struct ht_report_lines possible = ht_report_lines(account, HT_POSSIBLE, arena);
    for (size_t i = 0; i < possible.count; i++)
        ht_json_position(json, possible.items[i], scan->as_of, true);
    ht_json_end(json);
}

void ht_json_checked_file(struct ht_json *json, const struct ht_scan *scan, const struct ht_report_file *file,
                          struct ht_arena *arena) {
    static const struct ht_account NOTHING;
    const struct ht_account *account = file->account ? file->account : &NOTHING;
    const struct ht_portfolio *portfolio = file->account ? account->resolution->portfolio : NULL;
    ht_json_object(json, NULL);
    ht_json_file_head(json, ht_report_file_path(file), portfolio ? portfolio->sha256 : file->unread->sha256,
                      portfolio);
    write_totals(json, account);
    ht_json_origin(json, portfolio ? &portfolio->origin : &file->unread->origin);
    write_coverage(json, &account->coverage);
    write_exposure(json, account);
    ht_json_interval(json, &account->interval);
    write_entities(json, "by_target", account->by_target, account->by_target_count, true);
    write_entities(json, "by_parent", account->by_parent, account->by_parent_count, false);
    write_positions(json, scan, account, arena);
    ht_json_problems(json, ht_report_file_findings(file));
    if (scan->decisions)
        ht_json_decided_rows(json, account->resolution);
    ht_json_shares(json, account);
    if (portfolio && portfolio->conversion)
        ht_json_conversion(json, portfolio);
    ht_json_company_shares(json, account);
    if (scan->benchmark)
        ht_json_benchmark(json, scan->benchmark, file->account, arena);
    if (file->account)
        ht_json_held_funds(json, account);
    ht_json_end(json);
}

void ht_json_ignored(struct ht_json *json, const struct ht_ignored *ignored, size_t count) {
    ht_json_array(json, "ignored");
    for (size_t i = 0; i < count; i++) {
        ht_json_object(json, NULL);
        ht_json_string(json, "path", ignored[i].path);
        ht_json_string(json, "why", ignored[i].why);
        ht_json_end(json);
    }
    ht_json_end(json);
}

void ht_json_summary(struct ht_json *json, size_t files, size_t positions, const struct ht_category_sum *exposure,
                     size_t count) {
    ht_json_object(json, "summary");
    ht_json_count(json, "files", files);
    ht_json_count(json, "positions", positions);
    ht_json_array(json, "exposure");
    for (size_t i = 0; i < count; i++) {
        ht_json_object(json, NULL);
        ht_json_string(json, "category", ht_category_name(exposure[i].category));
        ht_json_string(json, "currency", exposure[i].sum.currency);
        ht_json_count(json, "positions", exposure[i].sum.positions);
        ht_json_amount(json, "value", exposure[i].sum.value);
        ht_json_end(json);
    }
    ht_json_end(json);
    ht_json_end(json);
}

// After the files, so that it can list the sources that they name.
static void write_tail(struct ht_json *json, const struct ht_scan *scan, const struct ht_cited *cited,
                       struct ht_arena *arena) {
    size_t positions = 0, count;
    for (size_t i = 0; i < scan->account_count; i++)
        positions += scan->accounts[i].line_count;
    const struct ht_category_sum *exposure = ht_report_exposure(scan, arena, &count);
    ht_json_ignored(json, scan->ignored, scan->ignored_count);
    ht_json_summary(json, scan->account_count + scan->unread_count, positions, exposure, count);
    if (scan->decisions)
        ht_json_ledgers(json, scan->decisions);
    if (scan->scheme)
        ht_json_scheme(json, scan, arena);
    ht_json_funds_files(json, scan);
    if (scan->fail_on)
        ht_json_events(json, scan->events, scan->event_count);
    ht_json_sources(json, scan->ref, cited);
}

void ht_report_json(const struct ht_scan *scan, struct ht_arena *arena, struct ht_buffer *buffer) {
    struct ht_json json = ht_json_to(buffer, true);
    struct ht_cited cited = ht_cited_new(arena);
    json.cited = &cited;
    struct ht_report_files files = ht_report_files(scan, arena);
    ht_json_object(&json, NULL);
    write_head(&json, scan);
    ht_json_array(&json, "files");
    for (size_t i = 0; i < files.count; i++)
        ht_json_checked_file(&json, scan, &files.items[i], arena);
    ht_json_end(&json);
    write_tail(&json, scan, &cited, arena);
    ht_json_end(&json);
    ht_json_finish(&json);
}

void ht_report_jsonl(const struct ht_scan *scan, struct ht_arena *arena, struct ht_buffer *buffer) {
    struct ht_cited cited = ht_cited_new(arena);
    struct ht_report_files files = ht_report_files(scan, arena);
    for (size_t i = 0; i < files.count; i++) {
        struct ht_json json = ht_json_to(buffer, false);
        json.cited = &cited;
        ht_json_checked_file(&json, scan, &files.items[i], arena);
        ht_json_finish(&json);
    }
    struct ht_json json = ht_json_to(buffer, false);
    ht_json_object(&json, NULL);
    write_head(&json, scan);
    write_tail(&json, scan, &cited, arena);
    ht_json_end(&json);
    ht_json_finish(&json);
}
