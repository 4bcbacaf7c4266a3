// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Exposure by issuer: the lines of its ordinary shares, depositary receipts, bonds and derivatives stay lines of
 * their own and are added here, long and short apart. And the whole fund by kind.
 */
#include "exposure/account.h"
#include "holdtrace/text.h"

#include <stdlib.h>
#include <string.h>

struct issuer_group {
    struct acc_lines lines;
    struct ht_issuer_sum sum;
};

static struct issuer_group *group_of(struct acc_context *ctx, struct ht_map *groups, const struct ht_line *line) {
    const struct ht_entity *issuer = line->resolved->issuer;
    const char *currency = acc_position(line)->currency;
    const char *key = ht_arena_format(ctx->arena, "%s|%s", currency ? currency : "", issuer->id);
    struct issuer_group *group = ht_map_get(groups, key);
    if (!group) {
        group = ht_arena_alloc(ctx->arena, sizeof *group);
        group->sum.entity = issuer;
        group->sum.category = line->category;
        group->sum.sum.currency = currency;
        ht_map_put(groups, key, group);
    }
    if (line->category < group->sum.category)
        group->sum.category = line->category;
    return group;
}

// Some files print a notional beside each share, which is its value once more.
static bool has_notional(const struct ht_position *position) {
    return position->notional.known && (ht_kind_is_derivative(position->kind) || position->underlying_name);
}

// The notionals of derivatives among LINES by side: files print that of a short contract with a sign or without.
static struct ht_notionals sum_notionals(struct acc_context *ctx, const struct acc_lines *lines) {
    struct ht_notionals sum = {0};
    for (size_t i = 0; i < lines->count; i++) {
        const struct ht_position *position = acc_position(lines->items[i]);
        if (!has_notional(position))
            continue;
        bool is_short = position->side == HT_SHORT;
        struct ht_decimal notional = ht_decimal_abs(position->notional.number);
        if (!ht_amount_add(is_short ? &sum.short_side : &sum.long_side,
                           ht_amount_of(is_short ? ht_decimal_neg(notional) : notional))) {
            ctx->overflow = true; // nothing of a partial sum is stated
            return (struct ht_notionals){0};
        }
    }
    return sum;
}

static struct ht_amount sum_gross(struct acc_context *ctx, const struct acc_lines *lines) {
    struct ht_amount sum = ht_amount_unknown();
    for (size_t i = 0; i < lines->count; i++) {
        struct ht_amount value = acc_position(lines->items[i])->value;
        if (value.known && !ht_amount_add(&sum, ht_amount_of(ht_decimal_abs(value.number)))) {
            ctx->overflow = true;
            return ht_amount_unknown();
        }
    }
    return sum;
}

static void sum_up(struct acc_context *ctx, struct issuer_group *group) {
    struct ht_issuer_sum *sum = &group->sum;
    long *lines = ht_arena_array(ctx->arena, group->lines.count, sizeof *lines);
    acc_sum(ctx, &group->lines, sum->sum.currency, &sum->sum);
    sum->gross = sum_gross(ctx, &group->lines);
    sum->notionals = sum_notionals(ctx, &group->lines);
    for (int i = 0; i < HT_DENOMINATOR_COUNT; i++)
        sum->shares[i] = acc_share(ctx, &group->lines, (enum ht_denominator)i);
    for (size_t i = 0; i < group->lines.count; i++)
        lines[i] = acc_position(group->lines.items[i])->line;
    sum->lines = lines;
}

// The largest gross value first, then the largest notional; then by id and currency.
static int by_gross(const void *left, const void *right) {
    const struct ht_issuer_sum *a = &(*(struct issuer_group *const *)left)->sum;
    const struct ht_issuer_sum *b = &(*(struct issuer_group *const *)right)->sum;
    int order = b->gross.known - a->gross.known;
    if (!order && a->gross.known)
        order = ht_decimal_cmp(b->gross.number, a->gross.number);
    if (!order)
        order = strcmp(a->entity->id, b->entity->id);
    return order ? order : strcmp(a->sum.currency ? a->sum.currency : "~", b->sum.currency ? b->sum.currency : "~");
}

void acc_by_issuer(struct acc_context *ctx) {
    struct ht_account *account = ctx->account;
    struct ht_map *groups = ht_map_new(ctx->arena);
    for (size_t i = 0; i < account->line_count; i++) {
        const struct ht_line *line = &account->lines[i];
        if (line->category < HT_POSSIBLE && line->resolved->issuer)
            acc_lines_add(ctx, &group_of(ctx, groups, line)->lines, line);
    }
    size_t count = ht_map_count(groups);
    struct issuer_group **list = ht_arena_array(ctx->arena, count, sizeof(*list));
    for (size_t i = 0; i < count; i++) {
        list[i] = ht_map_value_at(groups, i);
        sum_up(ctx, list[i]);
    }
    if (count)
        qsort(list, count, sizeof(*list), by_gross);
    account->by_issuer = ht_arena_array(ctx->arena, count, sizeof *account->by_issuer);
    account->by_issuer_count = count;
    for (size_t i = 0; i < count; i++)
        account->by_issuer[i] = list[i]->sum;
}

enum { KINDS = HT_KIND_UNKNOWN + 1 };

static size_t place_of(const struct ht_account *account, const char *currency) {
    size_t at = 0;
    while (at < account->total_count && !ht_text_equal(account->totals[at].currency, currency))
        at++;
    return at;
}

// The lines of each kind and currency, in one pass.
static struct acc_lines *sort_by_kind(struct acc_context *ctx) {
    const struct ht_account *account = ctx->account;
    struct acc_lines *groups = ht_arena_array(ctx->arena, KINDS * account->total_count, sizeof *groups);
    for (size_t i = 0; i < account->line_count; i++) {
        const struct ht_position *position = acc_position(&account->lines[i]);
        size_t currency = place_of(account, position->currency);
        acc_lines_add(ctx, &groups[(size_t)position->kind * account->total_count + currency], &account->lines[i]);
    }
    return groups;
}

// Adds B to *SUM, which stays unknown once one is.
static bool add_share(struct ht_side_shares *sum, const struct ht_side_shares *b) {
    return b->net_pct.known && ht_amount_add(&sum->long_pct, b->long_pct) &&
           ht_amount_add(&sum->short_pct, b->short_pct) && ht_amount_add(&sum->net_pct, b->net_pct) &&
           ht_amount_add(&sum->gross_pct, b->gross_pct);
}

static struct ht_side_shares sum_of_kinds(const struct ht_account *account) {
    struct ht_side_shares sum = {0};
    for (size_t i = 0; i < account->by_kind_count; i++)
        if (!add_share(&sum, &account->by_kind[i].share))
            return (struct ht_side_shares){0};
    return sum;
}

void acc_by_kind(struct acc_context *ctx) {
    struct ht_account *account = ctx->account;
    struct acc_lines *groups = sort_by_kind(ctx);
    size_t count = KINDS * account->total_count;
    account->by_kind = ht_arena_array(ctx->arena, count, sizeof *account->by_kind);
    for (size_t i = 0; i < count; i++) {
        struct ht_kind_sum *sum = &account->by_kind[account->by_kind_count];
        if (!groups[i].count)
            continue;
        acc_sum(ctx, &groups[i], account->totals[i % account->total_count].currency, &sum->sum);
        sum->kind = (enum ht_kind)(i / account->total_count);
        sum->notionals = sum_notionals(ctx, &groups[i]);
        sum->share = acc_share(ctx, &groups[i], HT_OF_NAV);
        account->by_kind_count++;
    }
    account->share = sum_of_kinds(account);
}
