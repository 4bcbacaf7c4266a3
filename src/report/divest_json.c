// SPDX-License-Identifier: GPL-3.0-or-later
// A divestment as schema holdtrace.divest/1.
#include "holdtrace/cited.h"
#include "holdtrace/json.h"
#include "report/conversion.h"
#include "report/divest.h"
#include "report/json_file.h"
#include "report/pieces.h"

static void write_categories(struct ht_json *json, const char *key, unsigned categories) {
    ht_json_array(json, key);
    for (int category = 0; category < HT_CATEGORY_COUNT; category++)
        if (categories & 1u << category)
            ht_json_string(json, NULL, ht_category_name((enum ht_category)category));
    ht_json_end(json);
}

static void write_file_named(struct ht_json *json, const char *key, const char *path, const char *sha256) {
    if (!path) {
        ht_json_null(json, key);
        return;
    }
    ht_json_object(json, key);
    ht_json_string(json, "path", path);
    ht_json_string(json, "sha256", sha256);
    ht_json_end(json);
}

static void write_terms(struct ht_json *json, const struct ht_divest_report *report) {
    const struct ht_divest_choice *choice = report->choice;
    const struct ht_divest_terms *terms = report->terms;
    const struct ht_portfolio *benchmark = terms->benchmark ? terms->benchmark->resolution->portfolio : NULL;
    ht_json_object(json, "terms");
    write_categories(json, "drop", choice->categories);
    ht_json_strings(json, "keep", choice->keep, choice->keep_count);
    ht_json_strings(json, "lists", choice->lists, choice->list_count);
    ht_json_strings(json, "parents", choice->parents, choice->parent_count);
    write_file_named(json, "volumes", terms->volumes ? ht_volumes_path(terms->volumes) : NULL,
                     terms->volumes ? ht_volumes_sha256(terms->volumes) : NULL);
    ht_json_amount(json, "participation_pct",
                   terms->volumes ? ht_amount_of(terms->participation_pct) : ht_amount_unknown());
    ht_json_amount(json, "half_spread_bp", terms->half_spread_bp);
    ht_json_amount(json, "impact_bp", terms->impact_bp);
    ht_json_bool(json, "not_us_person", terms->not_us_person);
    write_file_named(json, "returns", terms->returns ? ht_returns_path(terms->returns) : NULL,
                     terms->returns ? ht_returns_sha256(terms->returns) : NULL);
    write_file_named(json, "benchmark", benchmark ? benchmark->path : NULL, benchmark ? benchmark->sha256 : NULL);
    ht_json_amount(json, "turnover_pct", terms->turnover_pct);
    ht_json_amount(json, "max_weight_pct", terms->max_weight_pct);
    ht_json_end(json);
}

static void write_dealing(struct ht_json *json, const struct ht_dealing *dealing) {
    const struct ht_designation *row = dealing->shown->designation;
    const struct ht_dealing_rule *rule = dealing->rule;
    ht_json_object(json, NULL);
    ht_json_entity(json, "target", dealing->target->tie.target->entity);
    ht_json_entity(json, "listed", row->entity);
    ht_json_string(json, "list", row->list->id);
    ht_json_string(json, "effect", row->list->effect);
    ht_json_date(json, "listed_on", row->listed_on);
    ht_json_date(json, "divest_by", row->divest_by);
    ht_json_string(json, "citation", row->citation);
    ht_json_citation(json, "source", row->source);
    ht_json_bool(json, "disputed", dealing->shown->standing == HT_STANDING_CONTESTED);
    ht_json_tri(json, "reaches", dealing->shown->reach.reaches);
    ht_json_string(json, "reach_why", dealing->shown->reach.why.text);
    if (rule) {
        ht_json_object(json, "rule");
        ht_json_string(json, "binds", rule->holder);
        ht_json_string(json, "buying", rule->buying);
        ht_json_string(json, "holding", rule->holding);
        ht_json_string(json, "selling", rule->selling);
        ht_json_string(json, "citation", rule->citation);
        ht_json_end(json);
    } else {
        ht_json_null(json, "rule");
    }
    ht_json_bool(json, "restricts", dealing->restricts);
    ht_json_bool(json, "may_restrict", dealing->may_restrict);
    ht_json_end(json);
}

static void write_position(struct ht_json *json, const struct ht_line *line) {
    const struct ht_position *position = line->resolved->position;
    ht_json_integer(json, "line", position->line);
    ht_json_string(json, "name", position->name);
    ht_json_string(json, "isin", position->isin);
    ht_json_string(json, "ticker", position->ticker);
    ht_json_string(json, "exchange", position->exchange ? position->exchange : position->mic);
    ht_json_entity(json, "issuer", line->resolved->issuer);
    ht_json_string(json, "category", ht_category_name(line->category));
    ht_json_string(json, "currency", position->currency);
}

static void write_sales(struct ht_json *json, const struct ht_divestment *divestment) {
    ht_json_array(json, "sales");
    for (size_t i = 0; i < divestment->sale_count; i++) {
        const struct ht_sale *sale = &divestment->sales[i];
        const struct ht_position *position = sale->line->resolved->position;
        ht_json_object(json, NULL);
        write_position(json, sale->line);
        ht_json_string(json, "lot", position->lot);
        ht_json_string(json, "acquired", position->acquired);
        ht_json_amount(json, "quantity", position->quantity);
        ht_json_amount(json, "traded_quantity", sale->traded);
        ht_json_amount(json, "value", position->value);
        ht_json_amount(json, "weight_pct", sale->line->weight_pct);
        ht_json_amount(json, "adv_shares", sale->adv_shares);
        ht_json_amount(json, "days", sale->days);
        ht_json_string(json, "no_days", sale->no_days);
        ht_json_amount(json, "cost_bp", sale->cost_bp);
        ht_json_amount(json, "cost", sale->cost);
        ht_json_bool(json, "restricted", sale->restricted);
        ht_json_array(json, "dealings");
        for (size_t k = 0; k < sale->dealing_count; k++)
            write_dealing(json, &sale->dealings[k]);
        ht_json_end(json);
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void write_proceeds(struct ht_json *json, const char *key, const struct ht_proceeds *items, size_t count,
                           bool markets) {
    ht_json_array(json, key);
    for (size_t i = 0; i < count; i++) {
        ht_json_object(json, NULL);
        ht_json_string(json, "currency", items[i].currency);
        if (markets)
            ht_json_string(json, "market", items[i].market);
        ht_json_count(json, "positions", items[i].positions);
        ht_json_amount(json, "value", items[i].value);
        ht_json_amount(json, "days", items[i].days);
        ht_json_count(json, "positions_without_days", items[i].untimed);
        ht_json_amount(json, "cost", items[i].cost);
        ht_json_count(json, "held_positions", items[i].held);
        ht_json_amount(json, "held_value", items[i].held_value);
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void write_funds(struct ht_json *json, const struct ht_divestment *divestment) {
    ht_json_array(json, "funds_to_change");
    for (size_t i = 0; i < divestment->fund_count; i++) {
        const struct ht_divest_fund *fund = &divestment->funds[i];
        ht_json_object(json, NULL);
        ht_json_integer(json, "line", fund->fund->line);
        ht_json_string(json, "name", fund->fund->name);
        ht_json_string(json, "isin", fund->fund->isin);
        ht_json_string(json, "currency", fund->fund->currency);
        ht_json_count(json, "positions", fund->positions);
        ht_json_amount(json, "exposed", fund->exposed);
        ht_json_amount(json, "moved", fund->moved);
        ht_json_amount(json, "exposed_per_moved_pct", fund->exposed_pct);
        ht_json_amount(json, "removed_pct", fund->removed_pct);
        ht_json_amount(json, "moved_pct", fund->moved_pct);
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void write_changes(struct ht_json *json, const struct ht_divestment *divestment,
                          const struct ht_alternative *alternative) {
    ht_json_array(json, "changes");
    for (size_t i = 0; alternative->changes && i < divestment->account->line_count; i++) {
        struct ht_amount change = alternative->changes[i];
        if (!change.known || ht_decimal_sign(change.number) == 0)
            continue;
        ht_json_object(json, NULL);
        ht_json_integer(json, "line", divestment->account->lines[i].resolved->position->line);
        ht_json_amount(json, divestment->basis, change);
        ht_json_amount(json, "order", change);
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void write_alternative(struct ht_json *json, const struct ht_divestment *divestment,
                              const struct ht_alternative *alternative) {
    ht_json_object(json, NULL);
    ht_json_string(json, "name", ht_likeness_name(alternative->which));
    ht_json_string(json, "why_not", alternative->why_not.text);
    ht_json_amount(json, "turnover_pct", alternative->turnover_pct);
    ht_json_amount(json, "active_share_pct", alternative->active_share_pct);
    ht_json_amount(json, "tracking_error_pct", alternative->tracking_pct);
    ht_json_amount(json, "tracking_error_standard_error_pct", alternative->tracking_error_pct);
    ht_json_amount(json, "beta", alternative->beta);
    ht_json_amount(json, "sector_shift_pct", alternative->shift_pct[HT_BY_SECTOR]);
    ht_json_amount(json, "country_shift_pct", alternative->shift_pct[HT_BY_COUNTRY]);
    ht_json_string(json, "elsewhere", alternative->elsewhere);
    ht_json_amount(json, "elsewhere_pct", alternative->elsewhere_pct);
    ht_json_amount(json, "effective_number", alternative->effective_number);
    ht_json_amount(json, "top_ten_pct", alternative->top_ten_pct);
    ht_json_amount(json, "counted_pct", alternative->counted_pct);
    ht_json_object(json, "exposure_pct");
    for (int category = 0; category < HT_POSSIBLE; category++)
        ht_json_amount(json, ht_category_name((enum ht_category)category), alternative->exposure_pct[category]);
    ht_json_end(json);
    ht_json_amount(json, "possible_pct", alternative->possible_pct);
    ht_json_amount(json, "funds_pct", alternative->opaque_pct);
    ht_json_amount(json, "cash_pct", alternative->cash_pct);
    ht_json_amount(json, "left_as_cash", alternative->left);
    write_changes(json, divestment, alternative);
    ht_json_end(json);
}

// What is bought though it is near to what goes.
static void write_kin(struct ht_json *json, const struct ht_divestment *divestment) {
    ht_json_array(json, "bought_near");
    for (size_t i = 0; i < divestment->kin_count; i++) {
        const struct ht_divest_kin *kin = &divestment->kin[i];
        ht_json_object(json, NULL);
        write_position(json, kin->line);
        ht_json_entity(json, "group", kin->head);
        ht_json_array(json, "alternatives");
        for (int which = 0; which < HT_LIKE_COUNT; which++)
            if (kin->buyers & 1u << which)
                ht_json_string(json, NULL, ht_likeness_name((enum ht_likeness)which));
        ht_json_end(json);
        ht_json_end(json);
    }
    ht_json_end(json);
}

// What stands in each sector and country, before and after.
static void write_groups(struct ht_json *json, const struct ht_divestment *divestment) {
    ht_json_object(json, "groups");
    for (int by = 0; by < HT_GROUPING_COUNT; by++) {
        const struct ht_divest_groups *groups = &divestment->groups[by];
        ht_json_array(json, ht_grouping_name((enum ht_grouping)by));
        for (size_t i = 0; i < groups->count; i++) {
            ht_json_object(json, NULL);
            ht_json_string(json, "name", groups->items[i].name);
            for (size_t k = 0; k < divestment->alternative_count; k++) {
                enum ht_likeness which = divestment->alternatives[k].which;
                ht_json_amount(json, ht_likeness_name(which), groups->items[i].weight_pct[which]);
            }
            ht_json_end(json);
        }
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void write_risk(struct ht_json *json, const struct ht_divest_risk *risk) {
    const struct ht_returns_sample *sample = &risk->sample;
    ht_json_object(json, "risk");
    ht_json_string(json, "why_not", risk->why_not);
    if (!risk->why_not) {
        ht_json_count(json, "securities", sample->series);
        ht_json_count(json, "returns", sample->count);
        ht_json_date(json, "first", sample->first);
        ht_json_date(json, "last", sample->last);
        ht_json_count(json, "days_left_out", sample->days_left_out);
        ht_json_amount(json, "periods",
                       ht_amount_of((struct ht_decimal){(ht_int128)(sample->periods * 100 + 0.5), 2}));
        ht_json_amount(json, "shrinkage", risk->shrinkage);
        ht_json_count(json, "without_series", risk->without);
        ht_json_amount(json, "without_series_pct", risk->without_pct);
        ht_json_amount(json, "benchmark_without_series_pct", risk->benchmark_without_pct);
    }
    ht_json_end(json);
}

static void write_fund(struct ht_json *json, const struct ht_divest_report *report,
                       const struct ht_divestment *divestment, struct ht_arena *arena) {
    const struct ht_portfolio *portfolio = divestment->account->resolution->portfolio;
    size_t count;
    const char *const *assumptions = ht_divest_assumptions(report, divestment, arena, &count);
    ht_json_object(json, NULL);
    ht_json_file_head(json, portfolio->path, portfolio->sha256, portfolio);
    ht_json_object(json, "coverage");
    ht_json_amount(json, "comparable_pct", divestment->account->coverage.comparable_pct);
    ht_json_amount(json, "comparable_by_name_pct", divestment->account->coverage.comparable_by_name_pct);
    ht_json_end(json);
    ht_json_string(json, "basis", divestment->basis);
    ht_json_string(json, "denominator", divestment->account->denominator);
    ht_json_amount(json, "excluded_pct", divestment->excluded_pct);
    ht_json_amount(json, "sold_pct", divestment->sold_pct);
    ht_json_amount(json, "restricted_pct", divestment->restricted_pct);
    ht_json_count(json, "restricted", divestment->restricted);
    ht_json_count(json, "kept_by_choice", divestment->kept);
    ht_json_count(json, "shorts", divestment->shorts);
    ht_json_count(json, "inside_funds", divestment->inside_funds);
    write_sales(json, divestment);
    write_proceeds(json, "proceeds", divestment->proceeds, divestment->proceeds_count, true);
    write_funds(json, divestment);
    ht_json_array(json, "alternatives");
    for (size_t i = 0; i < divestment->alternative_count; i++)
        write_alternative(json, divestment, &divestment->alternatives[i]);
    ht_json_end(json);
    write_kin(json, divestment);
    write_groups(json, divestment);
    write_risk(json, &divestment->risk);
    ht_json_strings(json, "assumptions", assumptions, count);
    ht_json_problems(json, &divestment->account->findings);
    if (portfolio->conversion)
        ht_json_conversion(json, portfolio);
    ht_json_end(json);
}

static void write_unread(struct ht_json *json, const struct ht_divest_report *report) {
    ht_json_array(json, "unread");
    for (size_t i = 0; i < report->scan->unread_count; i++) {
        ht_json_object(json, NULL);
        ht_json_string(json, "path", report->scan->unread[i].path);
        ht_json_string(json, "sha256", report->scan->unread[i].sha256);
        ht_json_problems(json, &report->scan->unread[i].findings);
        ht_json_end(json);
    }
    ht_json_end(json);
}

void ht_divest_json(const struct ht_divest_report *report, struct ht_arena *arena, struct ht_buffer *buffer) {
    struct ht_json json = ht_json_to(buffer, true);
    struct ht_cited cited = ht_cited_new(arena);
    json.cited = &cited;
    ht_json_object(&json, NULL);
    ht_json_string(&json, "schema", "holdtrace.divest/1");
    ht_json_string(&json, "version", report->scan->version);
    ht_json_string(&json, "disclaimer", HT_DIVEST_DISCLAIMER);
    ht_json_string(&json, "reference", ht_reference_info(report->scan->ref)->content_sha256);
    ht_json_string(&json, "screen", report->scan->screen->name);
    ht_json_date(&json, "as_of", report->scan->as_of);
    if (report->scan->base)
        ht_json_base_currency(&json, report->scan->base);
    write_terms(&json, report);
    ht_json_bool(&json, "trouble", report->scan->outcome.trouble);
    ht_json_array(&json, "files");
    for (size_t i = 0; i < report->scan->account_count; i++)
        write_fund(&json, report, &report->items[i], arena);
    ht_json_end(&json);
    write_unread(&json, report);
    write_proceeds(&json, "overall", report->overall, report->overall_count, false);
    ht_json_sources(&json, report->scan->ref, &cited);
    ht_json_end(&json);
    ht_json_finish(&json);
}
