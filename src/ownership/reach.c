// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Whom a list reaches by its own text, from the dated rules of the reference: the names alone, those listed
 * themselves, what listed owners hold to a threshold, or subsidiaries and affiliates without a number.
 */
#include <string.h>

#include "ownership/readings.h"

struct question {
    struct ht_reference *ref;
    const struct ht_designation *designation;
    const struct ht_entity *issuer;
    const struct ht_screen *screen; // NULL: rules are read as the reference has them
    struct ht_date as_of;
    struct ht_arena *arena;
    const struct ht_reach_rule *rule;
    bool assumed; // the reference does not know the rule of the day; this one is the screen's
    struct own_graph *graph;
};

static struct ht_reach answer(const struct question *q, enum ht_tri reaches, const char *why) {
    bool known = q->rule && strcmp(q->rule->rule, "unknown") != 0;
    if (known && q->assumed)
        why = ht_arena_format(q->arena, "%s (the rule on this day is not known; the screen takes it to be %s)", why,
                              q->rule->rule);
    return (struct ht_reach){
        .reaches = reaches, .rule = known ? q->rule->rule : NULL, .why = ht_told_of(q->arena, why)};
}

static const char *list_name(const struct question *q) {
    return q->designation->list->id;
}

// Whether ENTITY is itself on the list of the designation on the day.
static bool is_listed(const void *context, const struct ht_entity *entity) {
    const struct question *q = context;
    struct ht_designations all = ht_reference_designations(q->ref, entity);
    for (size_t i = 0; i < all.count; i++)
        if (strcmp(all.items[i].list->id, q->designation->list->id) == 0 &&
            ht_confidence_counts(all.items[i].confidence) &&
            ht_designation_standing(&all.items[i], q->as_of) == HT_STANDING_IN_FORCE)
            return true;
    return false;
}

static bool is_designated(const void *context, const struct ht_entity *entity) {
    return own_same(((const struct question *)context)->designation->entity, entity);
}

// The chain of control and half stakes from the designated entity to the issuer; NULL when there is none.
static const struct ht_path *control_chain(const struct question *q) {
    struct own_walk walk = own_walk_make(q->graph, q->issuer, OWN_UP, OWN_STRONG);
    for (size_t i = 1; i < walk.count; i++)
        if (own_same(walk.items[i].entity, q->designation->entity)) {
            struct ht_path *path = ht_arena_alloc(q->arena, sizeof *path);
            *path = own_walk_path(q->graph, &walk, i, OWN_UP);
            return path;
        }
    return NULL;
}

// Whether the designated entity's stakes are among those that the set counts on the way to MEMBER.
static bool contributes(const struct own_majority *set, const struct question *q, const struct ht_entity *entity,
                        struct ht_map *seen) {
    if (ht_map_get(seen, entity->id))
        return false;
    ht_map_put(seen, entity->id, seen);
    struct ht_stakes owners = own_graph_owners(q->graph, entity);
    for (size_t i = 0; i < owners.count; i++) {
        const struct ht_stake *stake = &owners.items[i];
        if (stake->kind != HT_STAKE_ECONOMIC || ht_decimal_sign(own_stake_max(stake)) == 0 ||
            !own_majority_takes(set, stake->owner, false))
            continue;
        if (is_designated(q, stake->owner) || contributes(set, q, stake->owner, seen))
            return true;
    }
    return false;
}

// Whether any stake in ENTITY, whatever its size, leads up to somebody on the list. Without one no rule on
// subsidiaries or affiliates has anything to reach through: a customer, or the owner of a listed company, is neither.
static bool has_listed_owner(const struct question *q, const struct ht_entity *entity, struct ht_map *seen) {
    if (ht_map_get(seen, entity->id))
        return false;
    ht_map_put(seen, entity->id, seen);
    struct ht_stakes owners = own_graph_owners(q->graph, entity);
    for (size_t i = 0; i < owners.count; i++) {
        const struct ht_stake *stake = &owners.items[i];
        if (stake->nature == HT_STAKE_FOUNDER ||
            (stake->kind != HT_STAKE_CONTROL && ht_decimal_sign(own_stake_max(stake)) == 0))
            continue;
        if (is_designated(q, stake->owner) || is_listed(q, stake->owner) || has_listed_owner(q, stake->owner, seen))
            return true;
    }
    return false;
}

// The answer of one reading of the rule.
static struct ht_majority reading(const struct question *q, struct ht_majority_rule rule) {
    struct own_majority set =
        own_majority_make(q->graph, q->issuer, rule, rule.aggregate ? is_listed : is_designated, q);
    struct ht_majority answer = own_majority_answer(&set);
    // Reached through other owners alone is not reached by this designation; votes and control leave it open.
    bool takes_part = answer.reached == HT_YES ? contributes(&set, q, q->issuer, ht_map_new(q->arena))
                                               : own_majority_member(&set, q->designation->entity) != NULL;
    return takes_part ? answer : (struct ht_majority){.reached = HT_NO};
}

// What a rule does not say is read both ways; readings that differ leave the answer unknown.
static struct ht_majority all_readings(const struct question *q) {
    struct own_readings readings = own_readings_of(q->rule, q->screen);
    struct ht_majority result = {.reached = HT_UNKNOWN};
    for (size_t i = 0; i < readings.count; i++) {
        struct ht_majority one = reading(q, readings.items[i]);
        own_readings_join(&result, &one, i == 0);
    }
    return result;
}

static const char *threshold_text(const struct question *q) {
    char number[HT_FIGURE_TEXT];
    return ht_arena_format(q->arena, q->rule->inclusive == HT_NO ? "more than %s" : "%s or more",
                           ht_told_percent(q->rule->threshold_pct.number, number));
}

static struct ht_reach by_threshold(const struct question *q) {
    const char *owner = q->designation->entity->name, *owned = q->issuer->name, *rule = q->rule->rule;
    struct ht_majority reached = all_readings(q);
    if (reached.reached == HT_YES) {
        struct ht_reach yes =
            answer(q, HT_YES,
                   ht_arena_format(q->arena, "those listed, with what they own, hold %s of %s: %s reaches it",
                                   threshold_text(q), owned, rule));
        yes.majority = reached;
        return yes;
    }
    if (reached.reached == HT_UNKNOWN)
        return answer(
            q, HT_UNKNOWN,
            ht_arena_format(q->arena, "whether those listed hold %s of %s is not known", threshold_text(q), owned));
    if (control_chain(q)) {
        char number[HT_FIGURE_TEXT];
        ht_told_percent(q->rule->threshold_pct.number, number);
        return answer(q, HT_NO,
                      ht_arena_format(q->arena, "%s controls %s below %s: no %s rule reaches it, control does", owner,
                                      owned, number, number));
    }
    bool alone = q->rule->aggregate == HT_NO && !(q->screen && q->screen->joint_arrangement);
    return answer(q, HT_NO,
                  ht_arena_format(q->arena, "%s, %s, does not hold %s of %s: %s does not reach it", owner,
                                  alone ? "to whose stake those of others are not added" : "with others listed",
                                  threshold_text(q), owned, rule));
}

// "Subsidiaries and affiliates" without a number: a controlled company is one, a smaller stake may be.
static struct ht_reach by_words(const struct question *q) {
    const char *owner = q->designation->entity->name, *owned = q->issuer->name;
    if (control_chain(q))
        return answer(q, HT_YES,
                      ht_arena_format(q->arena, "%s covers subsidiaries and affiliates, and %s controls %s",
                                      list_name(q), owner, owned));
    return answer(
        q, HT_UNKNOWN,
        ht_arena_format(q->arena, "%s covers subsidiaries and affiliates without giving a percentage", list_name(q)));
}

static struct ht_reach by_rule(const struct question *q) {
    const char *owned = q->issuer->name, *list = list_name(q);
    if (!has_listed_owner(q, q->issuer, ht_map_new(q->arena)))
        return answer(
            q, HT_NO,
            ht_arena_format(q->arena, "no ownership or control of %s by anybody on %s is known here", owned, list));
    if (!q->rule || strcmp(q->rule->rule, "unknown") == 0)
        return answer(
            q, HT_UNKNOWN,
            ht_arena_format(q->arena, "how far %s reached beyond its names on this day is not known", list));
    if (q->rule->listed_only == HT_YES)
        return answer(
            q, HT_NO,
            ht_arena_format(q->arena, "%s reaches a subsidiary only if it is itself listed; %s is not", list, owned));
    if (q->rule->names_only == HT_YES)
        return answer(q, HT_NO,
                      ht_arena_format(q->arena, "%s reaches the names on it alone; %s is not one", list, owned));
    if (q->rule->threshold_pct.known)
        return by_threshold(q);
    if (q->rule->names_only == HT_NO)
        return by_words(q);
    return answer(q, HT_UNKNOWN, ht_arena_format(q->arena, "how far %s reaches is not known", list));
}

// By the rule of the day, and beside it those of other days that say otherwise of the stakes of this one.
static struct ht_reach by_rules(const struct question *q) {
    struct ht_reach reach = by_rule(q);
    struct ht_reach_rules rows = ht_reference_reach(q->ref, list_name(q));
    struct ht_rule_reading *others = ht_arena_array(q->arena, rows.count, sizeof *others);
    for (size_t i = 0; i < rows.count; i++) {
        const struct ht_reach_rule *row = &rows.items[i];
        struct question of_other_days = *q;
        of_other_days.rule = row;
        of_other_days.assumed = false;
        if (row == q->rule || !row->threshold_pct.known)
            continue;
        struct ht_reach other = by_rule(&of_other_days);
        if (other.reaches == reach.reaches)
            continue;
        other.majority.reached = other.reaches;
        others[reach.other_count++] = (struct ht_rule_reading){row->rule, row, HT_NO, other.majority, other.why};
    }
    reach.others = others;
    return reach;
}

struct ht_reach ht_reach_of(struct ht_reference *ref, const struct ht_designation *designation,
                            const struct ht_screen *screen, const struct ht_entity *issuer, struct ht_date as_of,
                            struct ht_arena *arena) {
    struct own_graph graph = own_graph_make(ref, NULL, as_of, arena);
    struct question q = {ref, designation, issuer, screen, as_of, arena, NULL, false, &graph};
    bool itself = own_same(designation->entity, issuer);
    enum ht_standing standing = ht_designation_standing(designation, as_of);
    graph.anchor = designation->entity;
    q.rule = ht_rule_in_force(ref, list_name(&q), screen, as_of, &q.assumed);
    if (designation->list->is_event)
        return answer(&q, HT_UNKNOWN, "a decision or an event, which reaches nobody by a rule");
    if (standing == HT_NOT_IN_FORCE)
        return answer(&q, HT_NO, "the entry is not in force on this day");
    if (standing == HT_STANDING_CONTESTED)
        return answer(&q, HT_UNKNOWN, "whether the entry is still in force is contested");
    if (itself)
        return answer(&q, HT_YES, ht_arena_format(arena, "%s is itself on %s", issuer->name, list_name(&q)));
    if (is_listed(&q, issuer))
        return answer(
            &q, HT_YES,
            ht_arena_format(arena, "%s is itself on %s, by an entry of its own", issuer->name, list_name(&q)));
    return by_rules(&q);
}
