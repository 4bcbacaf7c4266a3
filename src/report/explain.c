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

static const struct ht_reach_rule *rule_in_force(struct ht_reference *ref, const struct ht_list *list,
                                                 struct ht_date as_of) {
    struct ht_reach_rules rules = ht_reference_reach(ref, list->id);
    for (size_t i = 0; i < rules.count; i++)
        if (ht_date_within(as_of, rules.items[i].valid_from, rules.items[i].valid_to))
            return &rules.items[i];
    return NULL;
}

static void ask_majority(const struct ht_explain_query *query, const struct ht_entity *entity,
                         const struct seeds *seeds, struct ht_arena *arena, struct ht_rule_answer *answer) {
    const struct ht_reach_rule *rule = answer->rule;
    struct ht_majority_rule majority = {.threshold_pct = rule->threshold_pct.number,
                                        .inclusive = rule->inclusive == HT_YES,
                                        .aggregate = rule->aggregate == HT_YES,
                                        .cascade = rule->cascade == HT_YES};
    answer->majority = ht_majority_reach(query->ref, entity, query->as_of, majority, is_listed, seeds, arena);
    answer->reached = answer->majority.reached;
    if (answer->reached == HT_YES)
        answer->why = "listed owners hold the share that the rule names";
    else if (answer->reached == HT_NO)
        answer->why = "listed owners are not known to hold the share that the rule names";
    else
        answer->why = "a stake whose share is not known could decide it";
}

static void answer_rule(const struct ht_explain_query *query, const struct ht_entity *entity, struct ht_arena *arena,
                        struct ht_rule_answer *answer) {
    struct seeds seeds = {query->ref, answer->list, query->as_of};
    const struct ht_reach_rule *rule = answer->rule = rule_in_force(query->ref, answer->list, query->as_of);
    if (is_listed(&seeds, entity)) {
        answer->reached = HT_YES;
        answer->why = "the list names it";
    } else if (rule && (rule->names_only == HT_YES || rule->listed_only == HT_YES)) {
        answer->reached = HT_NO;
        answer->why = "the list reaches only whom it names, and does not name it";
    } else if (rule && rule->threshold_pct.known) {
        ask_majority(query, entity, &seeds, arena, answer);
    } else {
        answer->reached = HT_UNKNOWN;
        answer->why = rule ? "the rule states no share of ownership that could be tested"
                           : "no rule of the list is known for this day";
    }
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
    ht_assess(query->ref, query->screen, query->targets, entity, query->as_of, arena, &explanation->assessment);
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
