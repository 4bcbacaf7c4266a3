// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What percentages are shares of. A fund that is short or holds derivatives has several wholes, and a share that does
 * not name its own misleads: 30 % of net assets may be 21 % of gross value.
 */
#include "exposure/account.h"

enum { SHARE_PLACES = 6 };

const char *ht_denominator_name(enum ht_denominator denominator) {
    static const char *const NAMES[HT_DENOMINATOR_COUNT] = {"nav", "gross", "long", "long_without_cash"};
    return NAMES[denominator];
}

static struct ht_amount absolute(struct ht_amount amount) {
    return amount.known ? ht_amount_of(ht_decimal_abs(amount.number)) : amount;
}

// What the value of POSITION adds to DENOMINATOR.
static struct ht_amount part_of(enum ht_denominator denominator, const struct ht_position *position) {
    if (denominator == HT_OF_GROSS)
        return absolute(position->value);
    bool left_out =
        position->side == HT_SHORT || (denominator == HT_OF_LONG_WITHOUT_CASH && position->kind == HT_KIND_CASH);
    return left_out ? ht_amount_unknown() : position->value;
}

static bool is_whole(struct ht_amount amount) {
    return amount.known && ht_decimal_sign(amount.number) > 0;
}

// The share of one row, rounded.
static struct ht_amount share_of_line(const struct acc_context *ctx, const struct ht_line *line,
                                      enum ht_denominator denominator) {
    struct ht_amount value = acc_position(line)->value, whole = ctx->account->denominators[denominator];
    struct ht_decimal share;
    if (denominator == HT_OF_NAV)
        return line->weight_pct;
    if (!is_whole(whole) || !value.known || !ht_decimal_percent(value.number, whole.number, SHARE_PLACES, &share))
        return ht_amount_unknown();
    return ht_amount_of(share);
}

struct ht_side_shares acc_share(struct acc_context *ctx, const struct acc_lines *lines,
                                enum ht_denominator denominator) {
    const struct ht_amount zero = ht_amount_of((struct ht_decimal){0, SHARE_PLACES});
    struct ht_side_shares sum = {zero, zero, zero, zero};
    for (size_t i = 0; i < lines->count; i++) {
        const struct ht_line *line = lines->items[i];
        struct ht_amount share = share_of_line(ctx, line, denominator);
        bool is_short = acc_position(line)->side == HT_SHORT;
        if (!share.known || !ht_amount_add(is_short ? &sum.short_pct : &sum.long_pct, share) ||
            !ht_amount_add(&sum.net_pct, share) || !ht_amount_add(&sum.gross_pct, absolute(share)))
            return (struct ht_side_shares){0};
    }
    return sum;
}

void acc_denominators(struct acc_context *ctx) {
    struct ht_amount *wholes = ctx->account->denominators;
    bool fits = ctx->one_currency;
    for (size_t i = 0; fits && i < ctx->account->line_count; i++) {
        const struct ht_position *position = acc_position(&ctx->account->lines[i]);
        for (int k = HT_OF_GROSS; k < HT_DENOMINATOR_COUNT; k++)
            fits = fits && ht_amount_add(&wholes[k], part_of((enum ht_denominator)k, position));
    }
    if (!fits) {
        ctx->overflow = ctx->overflow || ctx->one_currency;
        for (int k = HT_OF_GROSS; k < HT_DENOMINATOR_COUNT; k++)
            wholes[k] = ht_amount_unknown();
    }
    wholes[HT_OF_NAV] = ctx->net;
}
