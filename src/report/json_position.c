// SPDX-License-Identifier: GPL-3.0-or-later
// One position as JSON, with everything that is said of it.
#include "report/json_position.h"

#include <string.h>

#include "report/conversion.h"
#include "report/json_decided.h"
#include "report/json_funds.h"
#include "report/json_rules.h"
#include "report/words.h"

static void write_facts(struct ht_json *json, const struct ht_position *position) {
    ht_json_integer(json, "line", position->line);
    ht_json_string(json, "kind", position->kind == HT_KIND_UNKNOWN ? NULL : ht_kind_name(position->kind));
    ht_json_string(json, "side", ht_side_name(position->side));
    ht_json_string(json, "name", position->name);
    ht_json_string(json, "isin", position->isin);
    ht_json_string(json, "cusip", position->cusip);
    ht_json_string(json, "sedol", position->sedol);
    ht_json_string(json, "figi", position->figi);
    ht_json_string(json, "lei", position->lei);
    ht_json_string(json, "ticker", position->ticker);
    ht_json_string(json, "exchange", position->exchange ? position->exchange : position->mic);
    ht_json_string(json, "country", position->country);
    ht_json_string(json, "currency", position->currency);
    ht_json_amount(json, "quantity", position->quantity);
    ht_json_amount(json, "value", position->value);
    ht_json_amount(json, "notional", position->notional);
}

// The country of incorporation stands first; two letters.
static void write_issuer(struct ht_json *json, const struct ht_entity *issuer) {
    if (!issuer) {
        ht_json_null(json, "issuer");
        return;
    }
    char country[3] = "";
    if (issuer->countries && strcspn(issuer->countries, "|") == 2)
        memcpy(country, issuer->countries, 2);
    ht_json_object(json, "issuer");
    ht_json_string(json, "id", issuer->id);
    ht_json_string(json, "name", issuer->name);
    ht_json_string(json, "country", *country ? country : NULL);
    ht_json_end(json);
}

static void write_also(struct ht_json *json, unsigned also) {
    ht_json_array(json, "also");
    for (int category = 0; category < HT_CATEGORY_COUNT; category++)
        if (also & 1u << category)
            ht_json_string(json, NULL, ht_category_name((enum ht_category)category));
    ht_json_end(json);
}

static void write_repairs(struct ht_json *json, const struct ht_position *position) {
    ht_json_array(json, "repairs");
    for (size_t i = 0; i < position->repair_count; i++) {
        const struct ht_repair *repair = &position->repairs[i];
        ht_json_object(json, NULL);
        ht_json_string(json, "field", repair->field);
        ht_json_string(json, "from", repair->from);
        ht_json_string(json, "to", repair->to);
        ht_json_string(json, "why", repair->why);
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void write_path(struct ht_json *json, const struct ht_path *path) {
    ht_json_array(json, "path");
    for (size_t i = 0; i < path->count; i++) {
        const struct ht_step *step = &path->steps[i];
        ht_json_object(json, NULL);
        ht_json_entity(json, "owner", step->owner);
        ht_json_entity(json, "owned", step->owned);
        ht_json_string(json, "link", step->link == HT_LINK_RELATION ? step->relation : ht_link_name(step->link));
        ht_json_amount(json, "percent_min", step->percent_min);
        ht_json_amount(json, "percent_max", step->percent_max);
        ht_json_date(json, "as_of", step->as_of);
        ht_json_citation(json, "source", step->source);
        ht_json_string(json, "confidence", ht_confidence_name(step->confidence));
        ht_json_string(json, "note", step->note);
        ht_json_bool(json, "too_old", step->too_old);
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void write_response(struct ht_json *json, const struct ht_statement *response) {
    if (!response) {
        ht_json_null(json, "response");
        return;
    }
    ht_json_object(json, "response");
    ht_json_string(json, "status", response->status);
    ht_json_string(json, "text", response->text);
    ht_json_date(json, "as_of", response->as_of);
    ht_json_citation(json, "source", response->source);
    ht_json_end(json);
}

void ht_json_statement(struct ht_json *json, const struct ht_statement *statement) {
    ht_json_object(json, NULL);
    ht_json_string(json, "list", statement->list);
    ht_json_string(json, "status", statement->status);
    ht_json_date(json, "as_of", statement->as_of);
    ht_json_string(json, "text", statement->text);
    ht_json_citation(json, "source", statement->source);
    ht_json_end(json);
}

static void write_designation(struct ht_json *json, const struct ht_exposed_designation *shown, struct ht_date day) {
    const struct ht_designation *row = shown->designation;
    ht_json_object(json, NULL);
    ht_json_string(json, "list", row->list->id);
    ht_json_string(json, "listed_as", row->listed_as);
    ht_json_string(json, "ground", row->ground);
    ht_json_date(json, "listed_on", row->listed_on);
    ht_json_date(json, "effective_on", row->effective_on);
    ht_json_date(json, "divest_by", row->divest_by);
    ht_json_date(json, "delisted_on", row->delisted_on);
    ht_json_string(json, "status", ht_word_standing(shown->designation, day));
    ht_json_string(json, "effect", row->list->effect);
    ht_json_string(json, "citation", row->citation);
    ht_json_tri(json, "reaches", shown->reach.reaches);
    ht_json_string(json, "reach_rule", shown->reach.rule);
    ht_json_string(json, "reach_why", shown->reach.why.text);
    ht_json_reach_details(json, &shown->reach);
    write_response(json, shown->response);
    ht_json_citation(json, "source", row->source);
    ht_json_end(json);
}

void ht_json_targets(struct ht_json *json, const struct ht_exposed_target *targets, size_t count,
                     struct ht_date day) {
    ht_json_array(json, "targets");
    for (size_t i = 0; i < count; i++) {
        const struct ht_exposed_target *target = &targets[i];
        ht_json_object(json, NULL);
        ht_json_entity(json, "entity", target->tie.target->entity);
        ht_json_string(json, "basis", ht_basis_name(target->tie.target->basis));
        ht_json_amount(json, "share_pct", target->tie.share_pct);
        write_path(json, &target->tie.path);
        ht_json_array(json, "designations");
        for (size_t k = 0; k < target->designation_count; k++)
            write_designation(json, &target->designations[k], day);
        ht_json_end(json);
        // Beyond the contract's members: the reader's own list.
        ht_json_bool(json, "excluded", target->tie.target->excluded);
        ht_json_string(json, "note", target->tie.target->note);
        ht_json_end(json);
    }
    ht_json_end(json);
}

// Of a match that only a candidate has there is none; a decision rests on what its line says.
static void write_match_basis(struct ht_json *json, const struct ht_resolved *resolved) {
    struct ht_match_basis basis = {0};
    bool sourced = resolved->issuer && resolved->method != HT_BY_DECISION;
    if (sourced)
        basis = ht_match_basis(resolved);
    ht_json_string(json, "confidence", sourced ? ht_confidence_name(basis.confidence) : NULL);
    ht_json_citation(json, "source", basis.source);
    ht_json_tri(json, "single_source", !sourced ? HT_UNKNOWN : basis.single ? HT_YES : HT_NO);
}

static void write_match(struct ht_json *json, const struct ht_resolved *resolved) {
    if (resolved->method == HT_UNMATCHED) {
        ht_json_null(json, "match");
        return;
    }
    ht_json_object(json, "match");
    ht_json_string(json, "method", ht_method_name(resolved->method));
    ht_json_amount(json, "score", resolved->score);
    ht_json_string(json, "matched_on", resolved->matched_on);
    ht_json_string(json, "matched_value", resolved->matched_value);
    write_match_basis(json, resolved);
    if (resolved->method == HT_BY_DECISION)
        ht_json_decision(json, "decision", resolved->decided->accepted->decision);
    ht_json_end(json);
}

static void write_candidates(struct ht_json *json, const struct ht_resolved *resolved) {
    ht_json_array(json, "candidates");
    for (size_t i = 0; i < resolved->candidate_count; i++) {
        ht_json_object(json, NULL);
        ht_json_entity(json, "entity", resolved->candidates[i].entity);
        ht_json_amount(json, "score", resolved->candidates[i].score);
        ht_json_string(json, "why", resolved->candidates[i].why);
        ht_json_end(json);
    }
    ht_json_end(json);
}

void ht_json_apart(struct ht_json *json, const struct ht_apart *apart, size_t count, struct ht_date day) {
    ht_json_array(json, "apart");
    for (size_t i = 0; i < count; i++) {
        ht_json_object(json, NULL);
        ht_json_entity(json, "entity", apart[i].entity);
        ht_json_string(json, "why", apart[i].why);
        ht_json_citation(json, "source", apart[i].source);
        ht_json_array(json, "designations");
        for (size_t k = 0; k < apart[i].designation_count; k++)
            write_designation(json, &apart[i].designations[k], day);
        ht_json_end(json);
        ht_json_end(json);
    }
    ht_json_end(json);
}

void ht_json_doubts(struct ht_json *json, const struct ht_doubt *doubts, size_t count) {
    ht_json_array(json, "doubts");
    for (size_t i = 0; i < count; i++) {
        ht_json_object(json, NULL);
        ht_json_entity(json, "target", doubts[i].target->entity);
        ht_json_string(json, "category", ht_category_name(doubts[i].category));
        ht_json_string(json, "why", doubts[i].why.text);
        ht_json_bool(json, "too_old", doubts[i].too_old);
        ht_json_end(json);
    }
    ht_json_end(json);
}

// Of an instrument that another company than its issuer stands for.
static void write_guarantor(struct ht_json *json, const struct ht_line *line) {
    const struct ht_entity *guarantor = ht_line_guarantor(line);
    const struct ht_security *security = line->resolved->security;
    if (!guarantor)
        return;
    ht_json_object(json, "guarantor");
    ht_json_entity(json, "entity", guarantor);
    ht_json_string(json, "confidence", ht_confidence_name(security->confidence));
    ht_json_string(json, "source", security->source);
    ht_json_string(json, "note", security->note);
    ht_json_end(json);
}

void ht_json_position(struct ht_json *json, const struct ht_line *line, struct ht_date as_of, bool candidates) {
    const struct ht_resolved *resolved = line->resolved;
    ht_json_object(json, NULL);
    write_facts(json, resolved->position);
    ht_json_amount(json, "exposure_value", line->exposure_value);
    ht_json_amount(json, "weight_pct", line->weight_pct);
    ht_json_amount(json, "weight_file_pct", resolved->position->weight_file_pct);
    ht_json_amount(json, "attributed_value", line->attributed_value);
    write_issuer(json, resolved->issuer);
    ht_json_string(json, "category", ht_category_name(line->category));
    write_also(json, line->also);
    ht_json_string(json, "confidence", resolved->issuer ? ht_confidence_name(ht_line_confidence(line)) : NULL);
    write_repairs(json, resolved->position);
    ht_json_targets(json, line->targets, line->target_count, as_of);
    write_match(json, resolved);
    ht_json_through(json, resolved->position->through);
    ht_json_apart(json, line->apart, line->apart_count, as_of);
    ht_json_array(json, "statements");
    for (size_t i = 0; i < line->statement_count; i++)
        ht_json_statement(json, line->statements[i]);
    ht_json_end(json);
    if (candidates)
        write_candidates(json, resolved);
    ht_json_doubts(json, line->doubts, line->doubt_count);
    if (line->rules.count)
        ht_json_rules_in_short(json, "rules", &line->rules);
    if (resolved->decided)
        ht_json_decided(json, resolved->decided);
    ht_json_original(json, resolved->position->original);
    write_guarantor(json, line);
    ht_json_end(json);
}
