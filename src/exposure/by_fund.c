// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Which of the funds that are held to change: the counted exposure that each of them brings, one entry a fund and
 * currency, the largest first.
 */
#include "exposure/account.h"

#include <stdlib.h>
#include <string.h>

struct fund_lines {
    const struct ht_held_fund *fund;
    struct acc_lines lines;
};

static struct fund_lines *lines_of(struct acc_context *ctx, struct ht_map *funds, const struct ht_held_fund *fund) {
    const char *key =
        ht_arena_format(ctx->arena, "%u %s", fund->constituents->number, fund->currency ? fund->currency : "");
    struct fund_lines *found = ht_map_get(funds, key);
    if (!found) {
        found = ht_arena_alloc(ctx->arena, sizeof *found);
        found->fund = fund;
        ht_map_put(funds, key, found);
    }
    return found;
}

static int by_amount(struct ht_amount a, struct ht_amount b) {
    if (a.known != b.known)
        return a.known ? -1 : 1;
    return a.known ? ht_decimal_cmp(b.number, a.number) : 0;
}

// The largest long value first, or weight where there are no values; then by line.
static int by_size(const void *left, const void *right) {
    const struct ht_fund_sum *a = left, *b = right;
    int order = by_amount(a->sum.long_value, b->sum.long_value);
    order = order ? order : by_amount(a->sum.weight_pct, b->sum.weight_pct);
    order = order ? order : (a->fund->line > b->fund->line) - (a->fund->line < b->fund->line);
    return order ? order
                 : (a->fund->constituents->number > b->fund->constituents->number) -
                       (a->fund->constituents->number < b->fund->constituents->number);
}

void acc_group_by_fund(struct acc_context *ctx) {
    struct ht_account *account = ctx->account;
    struct ht_map *funds = ht_map_new(ctx->arena);
    if (!account->resolution->portfolio->look_through)
        return;
    for (size_t i = 0; i < account->line_count; i++) {
        const struct ht_line *line = &account->lines[i];
        const struct ht_held_fund *fund = ht_through_outermost(acc_position(line)->through);
        if (fund && acc_counts(ctx, line->category))
            acc_lines_add(ctx, &lines_of(ctx, funds, fund)->lines, line);
    }
    account->by_fund_count = ht_map_count(funds);
    account->by_fund = ht_arena_array(ctx->arena, account->by_fund_count, sizeof *account->by_fund);
    for (size_t i = 0; i < account->by_fund_count; i++) {
        const struct fund_lines *found = ht_map_value_at(funds, i);
        account->by_fund[i].fund = found->fund;
        acc_sum(ctx, &found->lines, found->fund->currency, &account->by_fund[i].sum);
    }
    if (account->by_fund_count)
        qsort(account->by_fund, account->by_fund_count, sizeof *account->by_fund, by_size);
}
