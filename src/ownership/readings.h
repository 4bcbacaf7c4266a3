// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The ways in which a rule of a list can be read: one, where the reference says all of it, and both where it is
 * silent.
 */
#ifndef HOLDTRACE_OWNERSHIP_READINGS_H
#define HOLDTRACE_OWNERSHIP_READINGS_H

#include "holdtrace/rules.h"
#include "ownership/majority.h"

struct own_readings {
    struct ht_majority_rule items[8];
    size_t count;
};

struct own_readings own_readings_of(const struct ht_reach_rule *row, const struct ht_screen *screen);

// ANSWER joined with that of another reading: unknown where they differ, with the owners of the one that has any.
void own_readings_join(struct ht_majority *answer, const struct ht_majority *other, bool first);

// The two rules of control that are no list's own, from the targets of GRAPH other than ENTITY.
struct ht_rule_reading own_read_control(struct own_graph *graph, const struct ht_entity *entity);
struct ht_rule_reading own_read_largest(struct own_graph *graph, const struct ht_entity *entity);

#endif
