// SPDX-License-Identifier: GPL-3.0-or-later
// What lists say of dealing in what is sold.
#include "divest/plan.h"

// Whether a sale on the plan's day needs leave by the rule of the entry SHOWN, if that reaches the issuer.
static bool would_restrict(const struct div_plan *plan, const struct ht_exposed_designation *shown,
                           const struct ht_dealing_rule *rule) {
    const struct ht_designation *designation = shown->designation;
    if (!rule || plan->terms->not_us_person || shown->standing != HT_STANDING_IN_FORCE)
        return false;
    return rule->leave == HT_SALE_LEAVE_ALWAYS || (ht_date_known(designation->divest_by) &&
                                                   ht_date_first(plan->as_of) > ht_date_last(designation->divest_by));
}

void div_deal(struct div_plan *plan, struct ht_sale *sale) {
    const struct ht_line *line = sale->line;
    size_t most = 0;
    for (size_t i = 0; i < line->target_count; i++)
        most += line->targets[i].designation_count;
    struct ht_dealing *dealings = ht_arena_array(plan->arena, most, sizeof *dealings);
    for (size_t i = 0; i < line->target_count; i++)
        for (size_t k = 0; k < line->targets[i].designation_count; k++) {
            const struct ht_exposed_designation *shown = &line->targets[i].designations[k];
            const struct ht_dealing_rule *rule = ht_dealing_rule_of(shown->designation->list->id);
            if (shown->standing == HT_NOT_IN_FORCE)
                continue;
            struct ht_dealing *dealing = &dealings[sale->dealing_count++];
            bool would = would_restrict(plan, shown, rule);
            *dealing = (struct ht_dealing){.target = &line->targets[i],
                                           .shown = shown,
                                           .rule = rule,
                                           .restricts = would && shown->reach.reaches == HT_YES,
                                           .may_restrict = would && shown->reach.reaches == HT_UNKNOWN};
            sale->restricted |= dealing->restricts;
        }
    sale->dealings = dealings;
}
