// SPDX-License-Identifier: GPL-3.0-or-later
// Rules as JSON: see json_rules.h.
#include "report/json_rules.h"

#include "report/rule_words.h"
#include "report/words.h"

static void write_by(struct ht_json *json, const char *key, const struct ht_majority *answer) {
    ht_json_array(json, key);
    for (size_t i = 0; i < answer->by_count; i++)
        ht_json_entity(json, NULL, answer->by[i]);
    ht_json_end(json);
}

static void write_depth(struct ht_json *json, const char *key, enum ht_tri reached, unsigned depth) {
    if (reached == HT_YES)
        ht_json_count(json, key, depth);
    else
        ht_json_null(json, key);
}

static void write_span(struct ht_json *json, const struct ht_reach_rule *row) {
    ht_json_date(json, "valid_from", row ? row->valid_from : (struct ht_date){0});
    ht_json_date(json, "valid_to", row ? row->valid_to : (struct ht_date){0});
}

// How the rule counts.
static void write_terms(struct ht_json *json, const struct ht_reach_rule *row) {
    ht_json_amount(json, "threshold_pct", row ? row->threshold_pct : ht_amount_unknown());
    ht_json_tri(json, "inclusive", row ? row->inclusive : HT_UNKNOWN);
    ht_json_tri(json, "aggregate", row ? row->aggregate : HT_UNKNOWN);
    ht_json_tri(json, "cascade", row ? row->cascade : HT_UNKNOWN);
    write_span(json, row);
}

// A rule's answer; what its list is, if it is one list's, the caller has said.
static void write_answer(struct ht_json *json, const struct ht_rule_reading *reading) {
    ht_json_string(json, "rule", reading->rule);
    ht_json_tri(json, "reached", reading->answer.reached);
    write_by(json, "by", &reading->answer);
    write_depth(json, "depth", reading->answer.reached, reading->answer.depth);
    ht_json_string(json, "why", reading->why.text);
    ht_json_string(json, "citation", reading->row ? reading->row->citation : NULL);
}

// That the rule of the day is not known is not that there is none.
static enum ht_tri in_force(const struct ht_rule_answer *answer) {
    bool known = answer->rule && !answer->assumed && !ht_text_same(answer->rule->rule, "unknown");
    return known ? HT_YES : HT_UNKNOWN;
}

static void write_of_list(struct ht_json *json, const struct ht_rule_answer *answer) {
    struct ht_rule_reading shown = {answer->rule ? answer->rule->rule : NULL,
                                    answer->rule,
                                    in_force(answer),
                                    answer->majority,
                                    {answer->why, NULL}};
    shown.answer.reached = answer->reached;
    ht_json_object(json, NULL);
    ht_json_string(json, "list", answer->list->id);
    write_answer(json, &shown);
    ht_json_string(json, "counted_from", "list");
    write_terms(json, answer->rule);
    ht_json_tri(json, "in_force", shown.in_force);
    ht_json_bool(json, "assumed", answer->assumed);
    ht_json_array(json, "other_days");
    for (size_t i = 0; i < answer->others.count; i++) {
        ht_json_object(json, NULL);
        write_answer(json, &answer->others.items[i]);
        write_terms(json, answer->others.items[i].row);
        ht_json_end(json);
    }
    ht_json_end(json);
    ht_json_end(json);
}

static void write_from_targets(struct ht_json *json, const struct ht_rule_reading *reading) {
    ht_json_object(json, NULL);
    ht_json_null(json, "list");
    write_answer(json, reading);
    ht_json_string(json, "counted_from", "targets");
    write_terms(json, reading->row);
    ht_json_tri(json, "in_force", reading->in_force);
    ht_json_bool(json, "assumed", false);
    ht_json_array(json, "other_days");
    ht_json_end(json);
    ht_json_end(json);
}

// Who is said to control it, by what kind of statement.
static void write_control(struct ht_json *json, const struct ht_explain_query *query,
                          const struct ht_explanation *explanation, struct ht_arena *arena) {
    struct ht_stakes stakes =
        ht_ownership_standing(query->ref, explanation->found->entity, false, query->as_of, arena);
    bool open = false;
    for (size_t i = 0; i < stakes.count; i++) {
        const struct ht_stake *stake = &stakes.items[i];
        if (stake->kind != HT_STAKE_CONTROL)
            continue;
        if (!open)
            ht_json_array(json, "control");
        open = true;
        ht_json_object(json, NULL);
        ht_json_entity(json, "entity", stake->owner);
        ht_json_string(json, "basis", ht_word_control_basis(stake));
        ht_json_string(json, "confidence", ht_confidence_name(stake->confidence));
        ht_json_date(json, "as_of", ht_date_known(stake->as_of) ? stake->as_of : stake->valid_from);
        ht_json_citation(json, "source", stake->source);
        ht_json_end(json);
    }
    if (open)
        ht_json_end(json);
}

static void write_power(struct ht_json *json, const struct ht_deciders *deciders) {
    ht_json_object(json, "power");
    ht_json_string(json, "method", deciders->why_not ? NULL : deciders->exact ? "exact" : "simulated");
    if (deciders->draws)
        ht_json_integer(json, "draws", (int64_t)deciders->draws);
    else
        ht_json_null(json, "draws");
    ht_json_string(json, "why_not", deciders->why_not);
    ht_json_amount(json, "known_votes_pct",
                   deciders->why_not ? ht_amount_unknown() : ht_amount_of(deciders->known_pct));
    ht_json_amount(json, "dispersed_power_pct", deciders->dispersed_pct);
    ht_json_amount(json, "dispersed_error_pct", deciders->dispersed_error_pct);
    ht_json_array(json, "owners");
    for (size_t i = 0; i < deciders->count; i++) {
        ht_json_object(json, NULL);
        ht_json_entity(json, "entity", deciders->items[i].entity);
        ht_json_amount(json, "power_pct", deciders->items[i].power_pct);
        ht_json_amount(json, "error_pct", deciders->items[i].error_pct);
        ht_json_amount(json, "economic_pct", deciders->items[i].economic_pct);
        ht_json_end(json);
    }
    ht_json_end(json);
    ht_json_end(json);
}

void ht_json_explained_rules(struct ht_json *json, const struct ht_explain_query *query,
                             const struct ht_explanation *explanation, struct ht_arena *arena) {
    ht_json_array(json, "rules");
    for (size_t i = 0; i < explanation->rule_count; i++)
        write_of_list(json, &explanation->rules[i]);
    for (size_t i = 0; i < explanation->from_targets.count; i++)
        write_from_targets(json, &explanation->from_targets.items[i]);
    ht_json_end(json);
    if (!explanation->is_resemblance)
        write_control(json, query, explanation, arena);
    if (explanation->has_deciders)
        write_power(json, &explanation->deciders);
}

void ht_json_reach_details(struct ht_json *json, const struct ht_reach *reach) {
    if (reach->majority.by_count) {
        write_by(json, "reach_by", &reach->majority);
        write_depth(json, "reach_depth", reach->reaches, reach->majority.depth);
    }
    if (!reach->other_count)
        return;
    ht_json_array(json, "reach_other_days");
    for (size_t i = 0; i < reach->other_count; i++) {
        ht_json_object(json, NULL);
        ht_json_string(json, "rule", reach->others[i].rule);
        ht_json_tri(json, "reaches", reach->others[i].answer.reached);
        write_by(json, "by", &reach->others[i].answer);
        write_depth(json, "depth", reach->others[i].answer.reached, reach->others[i].answer.depth);
        write_span(json, reach->others[i].row);
        ht_json_end(json);
    }
    ht_json_end(json);
}

void ht_json_rules_in_short(struct ht_json *json, const char *key, const struct ht_rule_readings *rules) {
    ht_json_array(json, key);
    for (size_t i = 0; i < rules->count; i++) {
        const struct ht_rule_reading *reading = &rules->items[i];
        ht_json_object(json, NULL);
        ht_json_string(json, "rule", reading->rule);
        ht_json_tri(json, "reached", reading->answer.reached);
        write_by(json, "by", &reading->answer);
        write_depth(json, "depth", reading->answer.reached, reading->answer.depth);
        ht_json_tri(json, "in_force", reading->in_force);
        ht_json_end(json);
    }
    ht_json_end(json);
}

void ht_json_rule_settings(struct ht_json *json, const struct ht_screen *screen) {
    if (screen->joint_arrangement)
        ht_json_bool(json, "joint_arrangement", true);
    if (!screen->assumed_rule_count)
        return;
    ht_json_array(json, "assumed_rules");
    for (size_t i = 0; i < screen->assumed_rule_count; i++) {
        ht_json_object(json, NULL);
        ht_json_string(json, "list", screen->assumed_rules[i].list);
        ht_json_string(json, "rule", screen->assumed_rules[i].rule);
        ht_json_end(json);
    }
    ht_json_end(json);
}
