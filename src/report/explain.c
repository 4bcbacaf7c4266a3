// SPDX-License-Identifier: GPL-3.0-or-later
// Gathering what is known of an entity.
#include "holdtrace/explain.h"

#include <string.h>

// The designations of one list, as seeds of its rule.
struct seeds {
    struct ht_reference *ref;
    const struct ht_list *list;
    struct ht_date as_of;
};

static bool is_listed(const void *context, const struct ht_entity *entity) {
    const struct seeds *seeds = context;
    struct ht_designations rows = ht_reference_designations(seeds->ref, entity);
    for (size_t i = 0; i < rows.count; i++)
        if (rows.items[i].list == seeds->list && ht_confidence_counts(rows.items[i].confidence) &&
            ht_designation_standing(&rows.items[i], seeds->as_of) == HT_STANDING_IN_FORCE)
            return true;
    return false;
}

static const char *why_of(enum ht_tri reached) {
    static const char *const WHY[] = {[HT_UNKNOWN] = "a stake whose share is not known could decide it",
                                      [HT_NO] = "listed owners are not known to hold the share that the rule names",
                                      [HT_YES] = "listed owners hold the share that the rule names"};
    return WHY[reached];
}

// What the list's rules of other days would say.
static void ask_others(const struct ht_explain_query *query, const struct ht_entity *entity,
                       const struct seeds *seeds, struct ht_arena *arena, struct ht_rule_answer *answer) {
    struct ht_reach_rules rows = ht_reference_reach(query->ref, answer->list->id);
    struct ht_rule_reading *others = ht_arena_array(arena, rows.count, sizeof *others);
    for (size_t i = 0; i < rows.count; i++) {
        const struct ht_reach_rule *row = &rows.items[i];
        if (row == answer->rule || !row->threshold_pct.known)
            continue;
        struct ht_majority other =
            ht_rule_reach(query->ref, row, query->screen, entity, query->as_of, is_listed, seeds, arena);
        others[answer->others.count++] =
            (struct ht_rule_reading){row->rule, row, HT_NO, other, {why_of(other.reached), NULL}};
    }
    answer->others.items = others;
}

static void answer_rule(const struct ht_explain_query *query, const struct ht_entity *entity, struct ht_arena *arena,
                        struct ht_rule_answer *answer) {
    struct seeds seeds = {query->ref, answer->list, query->as_of};
    const struct ht_reach_rule *rule = answer->rule =
        ht_rule_in_force(query->ref, answer->list->id, query->screen, query->as_of, &answer->assumed);
    if (is_listed(&seeds, entity)) {
        answer->reached = HT_YES;
        answer->why = "the list names it";
        return;
    }
    if (rule && (rule->names_only == HT_YES || rule->listed_only == HT_YES)) {
        answer->reached = HT_NO;
        answer->why = "the list reaches only whom it names, and does not name it";
    } else if (rule && rule->threshold_pct.known) {
        answer->majority =
            ht_rule_reach(query->ref, rule, query->screen, entity, query->as_of, is_listed, &seeds, arena);
        answer->reached = answer->majority.reached;
        answer->why = why_of(answer->reached);
    } else {
        answer->reached = HT_UNKNOWN;
        answer->why = rule ? "the rule states no share of ownership that could be tested"
                           : "no rule of the list is known for this day";
    }
    ask_others(query, entity, &seeds, arena, answer);
}

// Whether anything can be said of LIST: entries of it are held, or a vendor at least says that it names ENTITY.
static bool is_known(const struct ht_explain_query *query, const struct ht_entity *entity,
                     const struct ht_list *list) {
    struct ht_designations own = ht_reference_designations(query->ref, entity);
    bool named = list->entries_held > 0;
    for (size_t i = 0; i < own.count && !named; i++)
        named = own.items[i].list == list && ht_confidence_counts(own.items[i].confidence) &&
                ht_designation_standing(&own.items[i], query->as_of) != HT_NOT_IN_FORCE;
    return named && !list->is_event;
}

static void explain_one(const struct ht_explain_query *query, struct ht_arena *arena,
                        struct ht_explanation *explanation) {
    const struct ht_entity *entity = explanation->found->entity;
    struct ht_lists lists = ht_reference_lists(query->ref);
    explanation->is_resemblance = strcmp(explanation->found->how, "lookalike") == 0;
    if (explanation->is_resemblance) {
        explanation->assessment.category = HT_NO_CATEGORY;
        return;
    }
    ht_assess(query->ref, query->screen, query->targets, ht_known_issuers_new(arena), entity, query->as_of, arena,
              &explanation->assessment);
    explanation->owners = ht_integrated_owners(query->ref, query->screen, entity, query->as_of, arena);
    if (ht_targets_find(query->targets, entity))
        explanation->holdings = ht_integrated_holdings(query->ref, query->screen, &entity, 1, query->as_of, arena);
    explanation->rules = ht_arena_array(arena, lists.count, sizeof *explanation->rules);
    for (size_t i = 0; i < lists.count; i++) {
        if (!is_known(query, entity, lists.items[i]))
            continue;
        struct ht_rule_answer *answer = &explanation->rules[explanation->rule_count++];
        answer->list = lists.items[i];
        answer_rule(query, entity, arena, answer);
    }
    explanation->from_targets =
        ht_rules_side_by_side(query->ref, query->targets, query->screen, entity, query->as_of, arena);
    explanation->has_deciders = ht_deciders_of(query->ref, entity, query->as_of, arena, &explanation->deciders);
}

struct ht_explanations ht_explain(const struct ht_explain_query *query, struct ht_arena *arena) {
    const struct ht_lookup *found;
    struct ht_explanations explanations = {.count = ht_lookup_text(query->ref, query->text, arena, &found)};
    explanations.items = ht_arena_array(arena, explanations.count, sizeof *explanations.items);
    for (size_t i = 0; i < explanations.count; i++) {
        explanations.items[i].found = &found[i];
        explain_one(query, arena, &explanations.items[i]);
    }
    return explanations;
}
