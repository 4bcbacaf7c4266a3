// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Exposure values and weights. A weight is value over net assets; the file's own weight governs only where there is
 * no value. Amounts of different currencies are never added, so that without one currency there is no denominator.
 */
#include "exposure/account.h"
#include "holdtrace/text.h"
#include "holdtrace/told.h"

#include <string.h>

enum { WEIGHT_PLACES = 6 };

// A swap, or a note written on another security, is exposure also when it stands at nothing.
static struct ht_amount exposure_value(const struct ht_position *position) {
    bool nothing = !position->value.known || ht_decimal_sign(position->value.number) == 0;
    bool notional = ht_kind_is_derivative(position->kind) || (nothing && position->underlying_name);
    return notional && position->notional.known ? position->notional : position->value;
}

// Whether the values that are not zero have one currency (or none is said for all), and which.
static void find_currency(struct acc_context *ctx) {
    bool first = true;
    ctx->one_currency = true;
    for (size_t i = 0; i < ctx->account->line_count; i++) {
        const struct ht_position *position = acc_position(&ctx->account->lines[i]);
        if (!position->value.known || ht_decimal_sign(position->value.number) == 0)
            continue;
        if (first)
            ctx->currency = position->currency;
        else if (!ht_text_equal(ctx->currency, position->currency))
            ctx->one_currency = false;
        first = false;
    }
}

static size_t count_known(const struct acc_context *ctx, bool weights) {
    size_t count = 0;
    for (size_t i = 0; i < ctx->account->line_count; i++) {
        const struct ht_position *position = acc_position(&ctx->account->lines[i]);
        count += weights ? position->weight_file_pct.known : position->value.known;
    }
    return count;
}

static struct ht_amount sum_of_values(struct acc_context *ctx) {
    struct ht_amount sum = ht_amount_unknown();
    for (size_t i = 0; i < ctx->account->line_count; i++) {
        struct ht_amount value = acc_position(&ctx->account->lines[i])->value;
        if (!ht_amount_add(&sum, value)) {
            ctx->overflow = true;
            return ht_amount_unknown();
        }
    }
    return sum;
}

// Net assets as the file states them, where they can be compared with its values; else the sum of the values.
static void find_denominator(struct acc_context *ctx) {
    const struct ht_fund *fund = &ctx->account->resolution->portfolio->fund;
    bool stated = fund->net_assets.known && ht_decimal_sign(fund->net_assets.number) > 0;
    bool fits =
        !fund->currency || !ctx->one_currency || !ctx->currency || ht_text_equal(fund->currency, ctx->currency);
    ctx->account->denominator = "sum_of_values";
    if (!count_known(ctx, false)) {
        ctx->account->denominator = count_known(ctx, true) ? "file_weights" : "sum_of_values";
        return;
    }
    if (stated && fits && (fund->currency || ctx->one_currency)) {
        ctx->account->denominator = "nav";
        ctx->net = fund->net_assets;
        ctx->currency = ctx->one_currency ? ctx->currency : fund->currency;
    } else if (ctx->one_currency) {
        ctx->net = sum_of_values(ctx);
    }
    if (ctx->net.known && ht_decimal_sign(ctx->net.number) <= 0)
        ctx->net = ht_amount_unknown();
}

static struct ht_amount weight_of(struct acc_context *ctx, const struct ht_position *position) {
    struct ht_decimal weight;
    if (!position->value.known) {
        bool rounded = position->weight_file_pct.known &&
                       ht_decimal_round(position->weight_file_pct.number, WEIGHT_PLACES, &weight);
        return rounded ? ht_amount_of(weight) : ht_amount_unknown();
    }
    bool zero = ht_decimal_sign(position->value.number) == 0;
    if (!ctx->net.known || (!zero && !ht_text_equal(position->currency, ctx->currency)))
        return ht_amount_unknown();
    if (ht_decimal_percent(position->value.number, ctx->net.number, WEIGHT_PLACES, &weight))
        return ht_amount_of(weight);
    ctx->overflow = true;
    return ht_amount_unknown();
}

// Points that a file's weight may lie from ours without a word.
#define APART ((struct ht_decimal){5, 2})

// Whether the file's weight and ours are over 0.05 points apart; *GAP is by how much.
static bool disagrees(const struct ht_line *line, struct ht_decimal *gap) {
    const struct ht_position *position = acc_position(line);
    struct ht_decimal limit = APART;
    if (!position->value.known || !position->weight_file_pct.known || !line->weight_pct.known ||
        !ht_decimal_sub(line->weight_pct.number, position->weight_file_pct.number, gap))
        return false;
    *gap = ht_decimal_abs(*gap);
    return ht_decimal_cmp(*gap, limit) > 0;
}

// The rows whose own weight disagrees, in one finding that shows the one farthest apart.
static void report_mismatches(struct acc_context *ctx) {
    const char *base = strcmp(ctx->account->denominator, "nav") == 0 ? "net assets" : "the sum of values";
    const struct ht_line *widest = NULL;
    struct ht_decimal gap, widest_gap = ht_decimal_int(0);
    size_t count = 0;
    for (size_t i = 0; i < ctx->account->line_count; i++) {
        const struct ht_line *line = &ctx->account->lines[i];
        if (!disagrees(line, &gap))
            continue;
        count++;
        if (ht_decimal_cmp(gap, widest_gap) > 0) {
            widest = line;
            widest_gap = gap;
        }
    }
    char ours[HT_FIGURE_TEXT], theirs[HT_FIGURE_TEXT], least[HT_FIGURE_TEXT];
    if (widest)
        ht_find(&ctx->account->findings, HT_CODE_WEIGHT_MISMATCH, acc_position(widest)->line,
                "the file's weight is over %s points from value over %s in %zu row%s; here most: the file says %s, "
                "value over %s is %s; the latter was taken",
                ht_told_number(APART, least), base, count, count == 1 ? "" : "s",
                ht_told_percent(acc_position(widest)->weight_file_pct.number, theirs), base,
                ht_told_percent(widest->weight_pct.number, ours));
}

// The sum of the file's own weights, said when it is not 100; and net assets below the sum of the lines.
static void report_sums(struct acc_context *ctx) {
    struct ht_account *account = ctx->account;
    struct ht_decimal apart, over, half_point = {5, 1}, slack = {5, 2};
    char number[HT_FIGURE_TEXT];
    for (size_t i = 0; i < account->line_count; i++)
        if (!ht_amount_add(&account->weight_file_sum_pct, acc_position(&account->lines[i])->weight_file_pct)) {
            ctx->overflow = true; // a partial sum is not stated
            account->weight_file_sum_pct = ht_amount_unknown();
            break;
        }
    if (account->weight_file_sum_pct.known &&
        ht_decimal_sub(account->weight_file_sum_pct.number, ht_decimal_int(100), &apart) &&
        ht_decimal_cmp(ht_decimal_abs(apart), half_point) > 0)
        ht_find(&account->findings, HT_CODE_WEIGHT_SUM, 0, "the weights of the file add up to %s, not 100",
                ht_told_percent(account->weight_file_sum_pct.number, number));
    if (strcmp(account->denominator, "nav") != 0 || !ctx->one_currency)
        return;
    struct ht_amount sum = sum_of_values(ctx);
    if (sum.known && ht_decimal_percent(sum.number, ctx->net.number, WEIGHT_PLACES, &over) &&
        ht_decimal_sub(over, ht_decimal_int(100), &apart) && ht_decimal_cmp(apart, slack) > 0)
        ht_find(&account->findings, HT_CODE_ABOVE_NAV, 0,
                "the lines of the fund sum to %s of its stated net assets; they are kept as they are",
                ht_told_percent(over, number));
}

void acc_weigh(struct acc_context *ctx) {
    find_currency(ctx);
    find_denominator(ctx);
    for (size_t i = 0; i < ctx->account->line_count; i++) {
        struct ht_line *line = &ctx->account->lines[i];
        line->exposure_value = exposure_value(acc_position(line));
        line->weight_pct = weight_of(ctx, acc_position(line));
    }
    report_mismatches(ctx);
    report_sums(ctx);
}
