// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Funds to change: what is exposed inside a fund goes only with that fund, so the funds are ranked by how much of the
 * exposure each would take with it for the value that has to be moved.
 */
#include <stdlib.h>

#include "divest/plan.h"
#include "holdtrace/map.h"

static struct ht_divest_fund *fund_at(struct ht_divest_fund *funds, size_t *count, const struct ht_held_fund *fund) {
    for (size_t i = *count; i-- > 0;)
        if (funds[i].fund == fund)
            return &funds[i];
    const struct ht_amount zero = ht_amount_of(ht_decimal_int(0));
    funds[*count] = (struct ht_divest_fund){.fund = fund, .exposed = zero};
    return &funds[(*count)++];
}

static int by_share(const void *left, const void *right) {
    const struct ht_divest_fund *a = left, *b = right;
    if (a->exposed_pct.known != b->exposed_pct.known)
        return a->exposed_pct.known ? -1 : 1;
    int order = a->exposed_pct.known ? ht_decimal_cmp(b->exposed_pct.number, a->exposed_pct.number) : 0;
    return order ? order : (a->fund->line > b->fund->line) - (a->fund->line < b->fund->line);
}

// What the row of the fund measures, in the unit of the basis.
static struct ht_amount size_of(const struct div_plan *plan, const struct ht_held_fund *fund) {
    bool by_weight = plan->places == DIV_PERCENT_PLACES;
    return by_weight ? fund->weight_file_pct : fund->value;
}

void div_rank_funds(struct div_plan *plan, const bool *inside) {
    struct ht_divestment *out = plan->out;
    size_t lines = plan->account->line_count;
    out->funds = ht_arena_array(plan->arena, out->inside_funds, sizeof *out->funds);
    for (size_t i = 0; i < lines; i++) {
        const struct ht_line *line = &plan->account->lines[i];
        if (!inside[i])
            continue;
        struct ht_divest_fund *fund =
            fund_at(out->funds, &out->fund_count, ht_through_outermost(line->resolved->position->through));
        struct ht_amount size = div_size(plan, line);
        fund->positions++;
        if (!size.known || !fund->exposed.known || !ht_amount_add(&fund->exposed, size))
            fund->exposed = ht_amount_unknown();
    }
    for (size_t i = 0; i < out->fund_count; i++) {
        struct ht_divest_fund *fund = &out->funds[i];
        fund->moved = size_of(plan, fund->fund);
        fund->exposed_pct.known = fund->exposed.known && fund->moved.known &&
                                  ht_decimal_percent(fund->exposed.number, fund->moved.number, DIV_PERCENT_PLACES,
                                                     &fund->exposed_pct.number);
        fund->removed_pct = div_percent(plan, fund->exposed);
        fund->moved_pct = div_percent(plan, fund->moved);
    }
    qsort(out->funds, out->fund_count, sizeof *out->funds, by_share);
}
