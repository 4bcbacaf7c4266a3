// SPDX-License-Identifier: GPL-3.0-or-later
// Sums per currency, of all positions and of each category. Every total is the sum of what is printed beside it.
#include "exposure/account.h"
#include "holdtrace/large.h"
#include "holdtrace/text.h"

#include <stdlib.h>
#include <string.h>

// Weights add up only when all are known: a sum that leaves some out would be too small without saying so.
static void sum_weights(struct acc_context *ctx, const struct acc_lines *lines, struct ht_sum *out) {
    struct ht_amount sum = ht_amount_unknown(), shorts = ht_amount_of((struct ht_decimal){0, 6});
    for (size_t i = 0; i < lines->count; i++) {
        ht_large_rest();
        if (!lines->items[i]->weight_pct.known)
            return;
        acc_add(ctx, &sum, lines->items[i]->weight_pct);
        if (lines->items[i]->resolved->position->side == HT_SHORT)
            acc_add(ctx, &shorts, lines->items[i]->weight_pct);
    }
    out->weight_pct = sum;
    out->short_pct = shorts;
}

static void add_line(struct acc_context *ctx, const struct ht_line *line, struct ht_sum *out) {
    const struct ht_position *position = acc_position(line);
    acc_add(ctx, &out->value, position->value);
    acc_add(ctx, position->side == HT_SHORT ? &out->short_value : &out->long_value, position->value);
    acc_add(ctx, &out->notional, position->notional);
    acc_add(ctx, &out->attributed_value, line->attributed_value);
    if (!line->attributed_value.known)
        acc_add(ctx, &out->attributed_unknown_value, position->value);
}

void acc_sum(struct acc_context *ctx, const struct acc_lines *lines, const char *currency, struct ht_sum *out) {
    bool before = ctx->overflow;
    *out = (struct ht_sum){.currency = currency, .positions = lines->count};
    ctx->overflow = false;
    for (size_t i = 0; i < lines->count; i++)
        add_line(ctx, lines->items[i], out);
    sum_weights(ctx, lines, out);
    // Where values are known, that none of them is short is a fact.
    if (out->value.known) {
        out->long_value = ht_amount_or_zero(out->long_value);
        out->short_value = ht_amount_or_zero(out->short_value);
        out->attributed_unknown_value = ht_amount_or_zero(out->attributed_unknown_value);
    }
    // After an overflow the rest would be a partial sum: nothing of it is stated.
    if (ctx->overflow)
        *out = (struct ht_sum){.currency = currency, .positions = lines->count};
    ctx->overflow = ctx->overflow || before;
}

// By code, the unknown currency last.
static int by_code(const void *left, const void *right) {
    const char *a = *(const char *const *)left, *b = *(const char *const *)right;
    return a && b ? strcmp(a, b) : (a == NULL) - (b == NULL);
}

static const char **find_currencies(struct acc_context *ctx, size_t *count) {
    struct ht_map *seen = ht_map_new(ctx->arena);
    for (size_t i = 0; i < ctx->account->line_count; i++) {
        const char *currency = acc_position(&ctx->account->lines[i])->currency;
        if (!ht_map_get(seen, currency ? currency : ""))
            ht_map_put(seen, currency ? currency : "", seen);
    }
    *count = ht_map_count(seen);
    const char **codes = ht_arena_array(ctx->arena, *count, sizeof *codes);
    for (size_t i = 0; i < *count; i++)
        codes[i] = *ht_map_key_at(seen, i) ? ht_map_key_at(seen, i) : NULL;
    if (*count)
        qsort(codes, *count, sizeof *codes, by_code);
    return codes;
}

// The lines of CURRENCY, of one category or (HT_NO_CATEGORY) of all.
static struct acc_lines pick(struct acc_context *ctx, const char *currency, enum ht_category category) {
    struct acc_lines lines = {0};
    for (size_t i = 0; i < ctx->account->line_count; i++) {
        const struct ht_line *line = &ctx->account->lines[i];
        if ((category == HT_NO_CATEGORY || line->category == category) &&
            ht_text_equal(acc_position(line)->currency, currency))
            acc_lines_add(ctx, &lines, line);
    }
    return lines;
}

void acc_total(struct acc_context *ctx) {
    struct ht_account *account = ctx->account;
    size_t count, known = 0;
    const char **codes = find_currencies(ctx, &count);
    account->totals = ht_arena_array(ctx->arena, count, sizeof *account->totals);
    account->exposure = ht_arena_array(ctx->arena, count * HT_CATEGORY_COUNT, sizeof *account->exposure);
    account->total_count = count;
    for (size_t i = 0; i < count; i++) {
        struct acc_lines lines = pick(ctx, codes[i], HT_NO_CATEGORY);
        acc_sum(ctx, &lines, codes[i], &account->totals[i]);
    }
    for (int category = 0; category < HT_CATEGORY_COUNT; category++)
        for (size_t i = 0; i < count; i++) {
            struct acc_lines lines = pick(ctx, codes[i], (enum ht_category)category);
            if (!lines.count)
                continue;
            account->exposure[known].category = (enum ht_category)category;
            acc_sum(ctx, &lines, codes[i], &account->exposure[known++].sum);
        }
    account->exposure_count = known;
}
