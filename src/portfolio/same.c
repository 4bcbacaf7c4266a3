// SPDX-License-Identifier: GPL-3.0-or-later
// Two files that say they are of one fund on one day: whether they tell the same of it.
#include <string.h>

#include "holdtrace/position.h"
#include "holdtrace/text.h"

static bool same_amount(struct ht_amount a, struct ht_amount b) {
    return !a.known || !b.known || ht_decimal_cmp(a.number, b.number) == 0;
}

static bool same_position(const struct ht_position *a, const struct ht_position *b) {
    const char *const ids[][2] = {{a->isin, b->isin}, {a->cusip, b->cusip}, {a->sedol, b->sedol},
                                  {a->figi, b->figi}, {a->lei, b->lei},     {a->ticker, b->ticker}};
    bool shared = false;
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        bool both = ids[i][0] != NULL && ids[i][1] != NULL;
        if (both && strcmp(ids[i][0], ids[i][1]) != 0)
            return false;
        shared = shared || both;
    }
    bool named = a->name != NULL && b->name != NULL;
    if (!shared && named && !ht_text_same(a->name, b->name))
        return false;
    return same_amount(a->value, b->value) && same_amount(a->notional, b->notional);
}

static bool same_list(const struct ht_position *a, size_t count, const struct ht_position *b, size_t b_count) {
    bool same = count == b_count;
    for (size_t i = 0; i < count && same; i++)
        same = same_position(&a[i], &b[i]);
    return same;
}

bool ht_portfolio_same_positions(const struct ht_portfolio *a, const struct ht_portfolio *b) {
    return same_list(a->positions, a->position_count, b->positions, b->position_count) &&
           same_list(a->looked_through, a->looked_through_count, b->looked_through, b->looked_through_count);
}
