// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The rules by which ownership and control reach from some companies to others, side by side for one entity: those of
 * lists, as dated rows of the reference, and those that are no list's own: a plain majority, control, the largest
 * holder that is known. What a rule makes of one list's entry is ht_reach_of; who decides among several holders is
 * deciders.h.
 */
#ifndef HOLDTRACE_RULES_H
#define HOLDTRACE_RULES_H

#include "holdtrace/ownership.h"

// What one rule says of an entity.
struct ht_rule_reading {
    const char *rule;                // "ofac_50_percent", ..., "majority", "control", "largest_known_holder"
    const struct ht_reach_rule *row; // of the reference; NULL for a rule that is no list's
    enum ht_tri in_force;            // on the day; a rule that is no list's always is
    struct ht_majority answer;
    struct ht_told why; // a sentence without a full stop
};

struct ht_rule_readings {
    const struct ht_rule_reading *items;
    size_t count;
};

/*
 * The rule of LIST in force on AS_OF; NULL when the reference has no line for the day. Where the line says that the
 * rule is not known, it is the one that SCREEN assumes, if it does; *ASSUMED tells so. SCREEN may be NULL.
 */
const struct ht_reach_rule *ht_rule_in_force(struct ht_reference *ref, const char *list,
                                             const struct ht_screen *screen, struct ht_date as_of, bool *assumed);

/*
 * Whether ROW, a rule with a threshold, reaches ENTITY by the stakes of AS_OF, from the entities that SEED says. What
 * the row does not say (inclusive, aggregate, cascade) is read both ways; readings that differ leave it unknown.
 * Under SCREEN's joint arrangement, stakes that are not added are. SCREEN may be NULL.
 */
struct ht_majority ht_rule_reach(struct ht_reference *ref, const struct ht_reach_rule *row,
                                 const struct ht_screen *screen, const struct ht_entity *entity, struct ht_date as_of,
                                 bool (*seed)(const void *context, const struct ht_entity *entity),
                                 const void *context, struct ht_arena *arena);

/*
 * Every rule with a threshold that the reference has, each name once for a time, whichever list it is of; then
 * "majority" (more than half held by one target and what it so controls), "control" (a chain of control links and
 * half stakes) and "largest_known_holder" (a chain of the largest stakes that are known). All are counted from
 * TARGETS other than ENTITY, whether or not a list names them: what each rule would make of the owners. In ARENA.
 */
struct ht_rule_readings ht_rules_side_by_side(struct ht_reference *ref, const struct ht_targets *targets,
                                              const struct ht_screen *screen, const struct ht_entity *entity,
                                              struct ht_date as_of, struct ht_arena *arena);

#endif
