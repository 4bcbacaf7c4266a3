// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What the rules say, as JSON: of one entity in explain, of one position in check.
 */
#ifndef HOLDTRACE_REPORT_JSON_RULES_H
#define HOLDTRACE_REPORT_JSON_RULES_H

#include "holdtrace/explain.h"
#include "holdtrace/json.h"

// The members "rules", and "control" and "power" where there is anything to tell.
void ht_json_explained_rules(struct ht_json *json, const struct ht_explain_query *query,
                             const struct ht_explanation *explanation, struct ht_arena *arena);

// The members "joint_arrangement" and "assumed_rules" of SCREEN; none when it leaves rules as the reference has them.
void ht_json_rule_settings(struct ht_json *json, const struct ht_screen *screen);

// The members that tell who reaches an issuer by the rule of a list with a threshold, and what rules of other days
// say: of a designation in check. None when REACH has neither.
void ht_json_reach_details(struct ht_json *json, const struct ht_reach *reach);

// The member KEY: RULES in few words, those in force and those of other days that say otherwise.
void ht_json_rules_in_short(struct ht_json *json, const char *key, const struct ht_rule_readings *rules);

#endif
