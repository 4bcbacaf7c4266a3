// SPDX-License-Identifier: GPL-3.0-or-later
// explain as JSON, schema holdtrace.explain/1.
#include "holdtrace/cited.h"
#include "holdtrace/explain.h"
#include "holdtrace/json.h"
#include "report/explain_integrated.h"
#include "report/json_position.h"
#include "report/json_rules.h"
#include "report/words.h"

static void write_securities(struct ht_json *json, struct ht_securities securities) {
    ht_json_array(json, "securities");
    for (size_t i = 0; i < securities.count; i++) {
        const struct ht_security *security = securities.items[i];
        ht_json_object(json, NULL);
        ht_json_string(json, "name", security->name);
        ht_json_string(json, "type", security->type);
        ht_json_string(json, "isin", security->isin);
        ht_json_string(json, "figi", security->figi);
        ht_json_string(json, "ticker", security->ticker);
        ht_json_string(json, "mic", security->mic);
        ht_json_string(json, "currency", security->currency);
        ht_json_entity(json, "guarantor", security->guarantor);
        ht_json_date(json, "valid_from", security->valid_from);
        ht_json_date(json, "valid_to", security->valid_to);
        ht_json_string(json, "confidence", ht_confidence_name(security->confidence));
        ht_json_citation(json, "source", security->source);
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void write_names(struct ht_json *json, struct ht_names names) {
    ht_json_array(json, "names");
    for (size_t i = 0; i < names.count; i++) {
        ht_json_object(json, NULL);
        ht_json_string(json, "name", names.items[i].name);
        ht_json_string(json, "kind", names.items[i].kind);
        ht_json_string(json, "language", names.items[i].language);
        ht_json_date(json, "valid_from", names.items[i].valid_from);
        ht_json_date(json, "valid_to", names.items[i].valid_to);
        ht_json_citation(json, "source", names.items[i].source);
        ht_json_end(json);
    }
    ht_json_end(json);
}

// Whether a link is older than the screen lets links be.
static void write_age(struct ht_json *json, const struct ht_explain_query *query, struct ht_date stated,
                      struct ht_date from) {
    ht_json_bool(json, "too_old",
                 ht_ownership_too_old(query->screen, ht_date_known(stated) ? stated : from, query->as_of));
}

static void write_stakes(struct ht_json *json, const struct ht_explain_query *query, const char *key,
                         struct ht_stakes stakes, bool owners) {
    ht_json_array(json, key);
    for (size_t i = 0; i < stakes.count; i++) {
        const struct ht_stake *stake = &stakes.items[i];
        ht_json_object(json, NULL);
        ht_json_entity(json, "entity", owners ? stake->owner : stake->owned);
        ht_json_amount(json, "percent_min", stake->percent_min);
        ht_json_amount(json, "percent_max", stake->percent_max);
        ht_json_string(json, "kind", ht_word_stake_kind(stake->kind));
        ht_json_string(json, "nature", ht_word_stake_nature(stake->nature));
        ht_json_string(json, "status", ht_word_stake_status(stake->status));
        ht_json_date(json, "valid_from", stake->valid_from);
        ht_json_date(json, "valid_to", stake->valid_to);
        ht_json_date(json, "as_of", stake->as_of);
        ht_json_string(json, "confidence", ht_confidence_name(stake->confidence));
        ht_json_citation(json, "source", stake->source);
        ht_json_string(json, "note", stake->note);
        write_age(json, query, stake->as_of, stake->valid_from);
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void write_designations(struct ht_json *json, const char *key, struct ht_designations rows, bool events,
                               struct ht_date day) {
    ht_json_array(json, key);
    for (size_t i = 0; i < rows.count; i++) {
        const struct ht_designation *row = &rows.items[i];
        if (row->list->is_event != events)
            continue;
        ht_json_object(json, NULL);
        ht_json_string(json, "list", row->list->id);
        ht_json_string(json, "listed_as", row->listed_as);
        ht_json_string(json, "ground", row->ground);
        ht_json_date(json, "listed_on", row->listed_on);
        ht_json_date(json, "effective_on", row->effective_on);
        ht_json_date(json, "divest_by", row->divest_by);
        ht_json_date(json, "delisted_on", row->delisted_on);
        ht_json_string(json, "status", ht_word_standing(row, day));
        ht_json_string(json, "effect", row->list->effect);
        ht_json_string(json, "programme", row->programme);
        ht_json_string(json, "citation", row->citation);
        ht_json_string(json, "confidence", ht_confidence_name(row->confidence));
        ht_json_citation(json, "source", row->source);
        ht_json_string(json, "note", row->note);
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void write_relations(struct ht_json *json, const struct ht_explain_query *query,
                            struct ht_relations relations) {
    ht_json_array(json, "relations");
    for (size_t i = 0; i < relations.count; i++) {
        const struct ht_relation *row = &relations.items[i];
        ht_json_object(json, NULL);
        ht_json_entity(json, "subject", row->subject);
        ht_json_string(json, "relation", row->relation);
        ht_json_entity(json, "object", row->object);
        ht_json_string(json, "value", row->value);
        ht_json_date(json, "as_of", row->as_of);
        ht_json_date(json, "valid_from", row->valid_from);
        ht_json_date(json, "valid_to", row->valid_to);
        ht_json_string(json, "confidence", ht_confidence_name(row->confidence));
        ht_json_citation(json, "source", row->source);
        ht_json_string(json, "note", row->note);
        write_age(json, query, row->as_of, row->valid_from);
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void write_reported(struct ht_json *json, struct ht_reported_holdings holdings) {
    ht_json_array(json, "reported_holdings");
    for (size_t i = 0; i < holdings.count; i++) {
        const struct ht_reported_holding *row = &holdings.items[i];
        ht_json_object(json, NULL);
        ht_json_entity(json, "holder", row->holder);
        ht_json_entity(json, "entity", row->entity);
        ht_json_amount(json, "value", row->value);
        ht_json_string(json, "currency", row->currency);
        ht_json_amount(json, "shares", row->shares);
        ht_json_date(json, "as_of", row->as_of);
        ht_json_citation(json, "source", row->source);
        ht_json_string(json, "note", row->note);
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void write_lookalikes(struct ht_json *json, struct ht_lookalikes lookalikes) {
    ht_json_array(json, "lookalikes");
    for (size_t i = 0; i < lookalikes.count; i++) {
        const struct ht_lookalike *row = &lookalikes.items[i];
        ht_json_object(json, NULL);
        ht_json_string(json, "name", row->name);
        ht_json_string(json, "isin", row->isin);
        ht_json_string(json, "ticker", row->ticker);
        ht_json_string(json, "mic", row->mic);
        ht_json_string(json, "why", row->why);
        ht_json_citation(json, "source", row->source);
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void write_exceptions(struct ht_json *json, struct ht_exceptions exceptions) {
    ht_json_array(json, "no_parent_reported");
    for (size_t i = 0; i < exceptions.count; i++) {
        const struct ht_exception *row = &exceptions.items[i];
        ht_json_object(json, NULL);
        ht_json_string(json, "category", row->category);
        ht_json_string(json, "reason", row->reason);
        ht_json_string(json, "reference", row->reference);
        ht_json_citation(json, "source", row->source);
        ht_json_string(json, "note", row->note);
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void write_conflicts(struct ht_json *json, struct ht_conflicts conflicts) {
    ht_json_array(json, "conflicts");
    for (size_t i = 0; i < conflicts.count; i++) {
        ht_json_object(json, NULL);
        ht_json_string(json, "kind", conflicts.items[i].kind);
        ht_json_string(json, "text", conflicts.items[i].text);
        ht_json_citation(json, "source", conflicts.items[i].sources);
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void write_match(struct ht_json *json, const struct ht_explain_query *query,
                        const struct ht_explanation *explanation, struct ht_arena *arena) {
    struct ht_reference *ref = query->ref;
    const struct ht_entity *entity = explanation->found->entity;
    struct ht_designations designations = ht_reference_designations(ref, entity);
    struct ht_cited cited = ht_cited_new(arena);
    json->cited = &cited;
    ht_json_object(json, NULL);
    ht_json_object(json, "entity");
    ht_json_string(json, "id", entity->id);
    ht_json_string(json, "name", entity->name);
    size_t count;
    const char **countries = ht_text_split(arena, entity->countries, '|', &count);
    ht_json_strings(json, "countries", countries, count);
    ht_json_string(json, "local_name", entity->local_name);
    ht_json_string(json, "kind", entity->kind);
    ht_json_string(json, "lei", entity->lei);
    ht_json_string(json, "registry_id", entity->registry_id);
    ht_json_string(json, "confidence", ht_confidence_name(entity->confidence));
    ht_json_citation(json, "source", entity->source);
    ht_json_end(json);
    ht_json_string(json, "match", explanation->found->how);
    write_securities(json, ht_reference_securities_of(ref, entity));
    write_names(json, ht_reference_names_of(ref, entity));
    write_stakes(json, query, "parents", ht_reference_owners(ref, entity), true);
    write_stakes(json, query, "children", ht_reference_holdings(ref, entity), false);
    ht_json_integrated(json, explanation);
    ht_json_explained_rules(json, query, explanation, arena);
    ht_json_string(json, "category", ht_category_name(explanation->assessment.category));
    ht_json_targets(json, explanation->assessment.targets, explanation->assessment.target_count, query->as_of);
    ht_json_apart(json, explanation->assessment.apart, explanation->assessment.apart_count, query->as_of);
    write_designations(json, "designations", designations, false, query->as_of);
    write_relations(json, query, ht_reference_relations(ref, entity));
    struct ht_statements statements = ht_reference_statements(ref, entity);
    ht_json_array(json, "statements");
    for (size_t i = 0; i < statements.count; i++)
        ht_json_statement(json, &statements.items[i]);
    ht_json_end(json);
    write_reported(json, ht_reference_reported_holdings(ref, entity));
    write_designations(json, "events", designations, true, query->as_of);
    write_lookalikes(json, ht_reference_lookalikes_of(ref, entity));
    ht_json_doubts(json, explanation->assessment.doubts, explanation->assessment.doubt_count);
    struct ht_aliases aliases = ht_reference_aliases(ref, entity);
    ht_json_strings(json, "united_ids", aliases.items, aliases.count);
    write_exceptions(json, ht_reference_exceptions(ref, entity));
    write_conflicts(json, ht_reference_conflicts_of(ref, entity));
    ht_json_sources(json, ref, &cited);
    json->cited = NULL;
    ht_json_end(json);
}

void ht_explain_json(const struct ht_explain_query *query, const struct ht_explanations *explanations,
                     struct ht_arena *arena, struct ht_buffer *buffer) {
    struct ht_json json = ht_json_to(buffer, true);
    ht_json_object(&json, NULL);
    ht_json_string(&json, "schema", "holdtrace.explain/1");
    ht_json_string(&json, "query", query->text);
    ht_json_date(&json, "as_of", query->as_of);
    ht_json_string(&json, "screen", query->screen->name);
    ht_json_rule_settings(&json, query->screen);
    ht_json_array(&json, "matches");
    for (size_t i = 0; i < explanations->count; i++)
        write_match(&json, query, &explanations->items[i], arena);
    ht_json_end(&json);
    ht_json_end(&json);
    ht_json_finish(&json);
}
