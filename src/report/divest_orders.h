// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What the ways of placing the proceeds would sell and buy, line by line. What a rule restricts the sale of is there
 * with the reason; it stays held and pays for nothing.
 */
#ifndef HOLDTRACE_REPORT_DIVEST_ORDERS_H
#define HOLDTRACE_REPORT_DIVEST_ORDERS_H

#include "report/divest.h"

struct ht_divest_order {
    const struct ht_divestment *divestment;
    const struct ht_line *line;
    enum ht_likeness alternative;
    const char *action;                 // "sell", "buy", or "none" of a restricted sale
    struct ht_amount value, weight_pct; // above zero; unknown of none, and value where weights are the basis
    const char *note;                   // why there is none, or a doubt; NULL: nothing to be said
};

// Those of all alternatives that were made, in their order, then by line.
const struct ht_divest_order *ht_divest_orders(struct ht_arena *arena, const struct ht_divestment *divestment,
                                               size_t *count);

#endif
