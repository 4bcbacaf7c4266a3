// SPDX-License-Identifier: GPL-3.0-or-later
// Rules of lists in force and read, and all rules side by side: see rules.h.
#include "holdtrace/rules.h"

#include <string.h>

#include "ownership/readings.h"

static const struct ht_reach_rule *assumed_rule(const struct ht_screen *screen, const struct ht_reach_rules *rules,
                                                const char *list) {
    for (size_t i = 0; screen && i < screen->assumed_rule_count; i++)
        for (size_t k = 0; k < rules->count; k++)
            if (strcmp(screen->assumed_rules[i].list, list) == 0 &&
                strcmp(screen->assumed_rules[i].rule, rules->items[k].rule) == 0)
                return &rules->items[k];
    return NULL;
}

const struct ht_reach_rule *ht_rule_in_force(struct ht_reference *ref, const char *list,
                                             const struct ht_screen *screen, struct ht_date as_of, bool *assumed) {
    struct ht_reach_rules rules = ht_reference_reach(ref, list);
    const struct ht_reach_rule *found = NULL;
    for (size_t i = 0; i < rules.count && !found; i++)
        if (ht_date_within(as_of, rules.items[i].valid_from, rules.items[i].valid_to))
            found = &rules.items[i];
    bool known = found && strcmp(found->rule, "unknown") != 0;
    const struct ht_reach_rule *other = known ? NULL : assumed_rule(screen, &rules, list);
    *assumed = other != NULL;
    return other ? other : found;
}

struct own_readings own_readings_of(const struct ht_reach_rule *row, const struct ht_screen *screen) {
    bool joint = screen && screen->joint_arrangement && row->aggregate == HT_NO;
    enum ht_tri said[] = {row->inclusive, joint ? HT_YES : row->aggregate, row->cascade};
    struct own_readings readings = {.count = 0};
    for (unsigned bits = 0; bits < 8; bits++) {
        bool read[3], fits = true;
        for (unsigned k = 0; k < 3; k++) {
            read[k] = bits >> k & 1;
            fits = fits && (said[k] == HT_UNKNOWN || (said[k] == HT_YES) == read[k]);
        }
        if (fits)
            readings.items[readings.count++] =
                (struct ht_majority_rule){row->threshold_pct.number, read[0], read[1], read[2]};
    }
    return readings;
}

void own_readings_join(struct ht_majority *answer, const struct ht_majority *other, bool first) {
    enum ht_tri reached = first || other->reached == answer->reached ? other->reached : HT_UNKNOWN;
    if (first || answer->by_count == 0)
        *answer = *other;
    answer->reached = reached;
    if (reached != HT_YES)
        answer->depth = 0;
}

static struct ht_majority read_all(struct own_graph *graph, const struct ht_reach_rule *row,
                                   const struct ht_screen *screen, const struct ht_entity *entity, own_seed *seed,
                                   const void *context) {
    struct own_readings readings = own_readings_of(row, screen);
    struct ht_majority answer = {.reached = HT_UNKNOWN};
    for (size_t i = 0; i < readings.count; i++) {
        struct own_majority set = own_majority_make(graph, entity, readings.items[i], seed, context);
        struct ht_majority one = own_majority_answer(&set);
        own_readings_join(&answer, &one, i == 0);
    }
    return answer;
}

struct ht_majority ht_rule_reach(struct ht_reference *ref, const struct ht_reach_rule *row,
                                 const struct ht_screen *screen, const struct ht_entity *entity, struct ht_date as_of,
                                 bool (*seed)(const void *context, const struct ht_entity *entity),
                                 const void *context, struct ht_arena *arena) {
    struct own_graph graph = own_graph_make(ref, NULL, as_of, arena);
    return read_all(&graph, row, screen, entity, seed, context);
}

// Every rule counts from the targets, but for the entity itself.
struct others {
    const struct own_graph *graph;
    const struct ht_entity *entity;
};

static bool is_other_target(const void *context, const struct ht_entity *entity) {
    const struct others *others = context;
    return !own_same(entity, others->entity) && own_is_target(others->graph, entity);
}

static bool is_one(const void *context, const struct ht_entity *entity) {
    return own_same(entity, context);
}

static const char *why_of(enum ht_tri reached) {
    static const char *const WHY[] = {
        [HT_UNKNOWN] = "a stake whose share is not known, or how the rule is read, could decide it",
        [HT_NO] = "they are not known to hold the share that the rule names",
        [HT_YES] = "they hold the share that the rule names"};
    return WHY[reached];
}

// More than half by one target and what it controls so: two targets do not control together because both are targets.
static struct ht_rule_reading read_majority(struct own_graph *graph, const struct ht_entity *entity,
                                            const struct others *others) {
    const struct ht_majority_rule rule = {ht_decimal_int(50), false, true, true};
    struct ht_rule_reading reading = {.rule = "majority", .in_force = HT_YES, .answer = {.reached = HT_NO}};
    struct own_majority all = own_majority_make(graph, entity, rule, is_other_target, others);
    for (size_t i = 1; i < all.count && all.items[0]->possible; i++) {
        if (!all.items[i]->seed)
            continue;
        struct own_majority set = own_majority_make(graph, entity, rule, is_one, all.items[i]->entity);
        struct ht_majority one = own_majority_answer(&set);
        bool nearer =
            one.reached == reading.answer.reached && one.reached == HT_YES && one.depth < reading.answer.depth;
        if ((one.reached == HT_YES && reading.answer.reached != HT_YES) || nearer ||
            (one.reached == HT_UNKNOWN && reading.answer.reached == HT_NO))
            reading.answer = one;
    }
    reading.why.text = why_of(reading.answer.reached);
    return reading;
}

// Not known, where the reference does not know the rule of the day, unless the screen takes it to be ROW.
static enum ht_tri in_force(struct ht_reference *ref, const struct ht_reach_rule *row, const struct ht_screen *screen,
                            struct ht_date as_of) {
    bool assumed;
    const struct ht_reach_rule *of_the_day = ht_rule_in_force(ref, row->list, screen, as_of, &assumed);
    if (of_the_day == row)
        return HT_YES;
    return of_the_day && strcmp(of_the_day->rule, "unknown") != 0 ? HT_NO : HT_UNKNOWN;
}

struct gathering {
    struct ht_rule_reading *items;
    size_t count, capacity;
};

static void add_reading(struct gathering *all, struct ht_arena *arena, struct ht_rule_reading reading) {
    all->items = ht_arena_grow(arena, all->items, all->count, &all->capacity, sizeof *all->items);
    all->items[all->count++] = reading;
}

static bool is_there(const struct gathering *all, const struct ht_reach_rule *row) {
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(all->items[i].rule, row->rule) == 0 &&
            ht_date_first(all->items[i].row->valid_from) == ht_date_first(row->valid_from) &&
            ht_date_last(all->items[i].row->valid_to) == ht_date_last(row->valid_to))
            return true;
    return false;
}

struct ht_rule_readings ht_rules_side_by_side(struct ht_reference *ref, const struct ht_targets *targets,
                                              const struct ht_screen *screen, const struct ht_entity *entity,
                                              struct ht_date as_of, struct ht_arena *arena) {
    struct own_graph graph = own_graph_make(ref, targets, as_of, arena);
    struct others others = {&graph, entity};
    struct ht_lists lists = ht_reference_lists(ref);
    struct gathering all = {NULL, 0, 0};
    graph.max_age_days = screen->max_age_days;
    for (size_t i = 0; i < lists.count; i++) {
        struct ht_reach_rules rows = ht_reference_reach(ref, lists.items[i]->id);
        for (size_t k = 0; k < rows.count; k++) {
            const struct ht_reach_rule *row = &rows.items[k];
            if (!row->threshold_pct.known || is_there(&all, row))
                continue;
            struct ht_majority answer = read_all(&graph, row, screen, entity, is_other_target, &others);
            add_reading(
                &all, arena,
                (struct ht_rule_reading){
                    row->rule, row, in_force(ref, row, screen, as_of), answer, {why_of(answer.reached), NULL}});
        }
    }
    add_reading(&all, arena, read_majority(&graph, entity, &others));
    add_reading(&all, arena, own_read_control(&graph, entity));
    add_reading(&all, arena, own_read_largest(&graph, entity));
    return (struct ht_rule_readings){all.items, all.count};
}
