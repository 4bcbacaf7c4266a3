// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Everything known of an entity, each fact with its source, and how a screen and each list's own rule would treat it.
 */
#ifndef HOLDTRACE_EXPLAIN_H
#define HOLDTRACE_EXPLAIN_H

#include "holdtrace/assess.h"
#include "holdtrace/deciders.h"
#include "holdtrace/rules.h"
#include "holdtrace/text.h"

struct ht_explain_query {
    const char *text; // as typed
    struct ht_reference *ref;
    const struct ht_screen *screen;
    const struct ht_targets *targets;
    struct ht_date as_of;
    size_t width; // columns of the terminal; 0: not a terminal
    bool colour;
};

// How the rule of one list treats an entity.
struct ht_rule_answer {
    const struct ht_list *list;
    const struct ht_reach_rule *rule; // the one in force; NULL when none is known
    enum ht_tri reached;
    const char *why;
    struct ht_majority majority;    // who reaches it, and how deep; empty when nobody does
    bool assumed;                   // the rule is the screen's, the reference does not know it
    struct ht_rule_readings others; // the list's rules with a threshold of other days, by the stakes of this one
};

struct ht_explanation {
    const struct ht_lookup *found;
    bool is_resemblance; // what was asked for is known to be another company than found->entity
    struct ht_assessment assessment;
    struct ht_rule_answer *rules;
    size_t rule_count;
    struct ht_integrated owners;          // everybody above it with his share over all chains
    struct ht_integrated holdings;        // what it owns over all chains; asked for a target only, else empty
    struct ht_rule_readings from_targets; // every rule, counted from the screen's targets other than the entity
    struct ht_deciders deciders;          // who decides among several holders
    bool has_deciders;
};

struct ht_explanations {
    struct ht_explanation *items;
    size_t count;
};

// What the query's text means, best first; none when nothing is known by that name. In ARENA.
struct ht_explanations ht_explain(const struct ht_explain_query *query, struct ht_arena *arena);

// As schema holdtrace.explain/1.
void ht_explain_json(const struct ht_explain_query *query, const struct ht_explanations *explanations,
                     struct ht_arena *arena, struct ht_buffer *buffer);

// For a reader.
void ht_explain_text(const struct ht_explain_query *query, const struct ht_explanations *explanations,
                     struct ht_arena *arena, struct ht_buffer *buffer);

#endif
