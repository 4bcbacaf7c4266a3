// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * How much of the fund could be tested, as shares of gross value without cash: short positions weigh as much as long
 * ones. Where values cannot be added, the file's weights are taken, and without those nothing is stated.
 */
#include "exposure/account.h"

#include <string.h>

enum { SHARE_PLACES = 6, LARGEST = 10 };

static bool is_cash(const struct ht_line *line) {
    return acc_position(line)->kind == HT_KIND_CASH;
}

static struct ht_amount absolute(struct ht_amount amount) {
    return amount.known ? ht_amount_of(ht_decimal_abs(amount.number)) : amount;
}

// How much LINE weighs in the shares.
static struct ht_amount measure(const struct ht_account *account, const struct ht_line *line) {
    const struct ht_position *position = acc_position(line);
    return absolute(strcmp(account->coverage.base, "value") == 0 ? position->value : position->weight_file_pct);
}

static bool has_values(const struct ht_account *account) {
    for (size_t i = 0; i < account->line_count; i++)
        if (acc_position(&account->lines[i])->value.known)
            return true;
    return false;
}

// Whether what a row is can be said: possible rows and funds that are not looked through count as not covered.
static bool may_cover(const struct ht_line *line) {
    return line->category != HT_POSSIBLE && !acc_is_opaque(line);
}

static bool is_comparable(struct acc_context *ctx, const struct ht_line *line) {
    (void)ctx;
    return may_cover(line) && line->resolved->comparable;
}

static bool is_comparable_by_name(struct acc_context *ctx, const struct ht_line *line) {
    (void)ctx;
    return may_cover(line) && !line->resolved->comparable && line->resolved->comparable_by_name;
}

static bool is_resolved(struct acc_context *ctx, const struct ht_line *line) {
    (void)ctx;
    return may_cover(line) && line->resolved->issuer;
}

static bool is_ownership_known(struct acc_context *ctx, const struct ht_line *line) {
    return is_resolved(ctx, line) && acc_issuer_of(ctx, line->resolved->issuer)->ownership_known;
}

static bool is_any(struct acc_context *ctx, const struct ht_line *line) {
    (void)ctx;
    (void)line;
    return true;
}

typedef bool test(struct acc_context *ctx, const struct ht_line *line);

static struct ht_amount gross_of(struct acc_context *ctx, test *passes) {
    struct ht_amount sum = ht_amount_of(ht_decimal_int(0));
    for (size_t i = 0; i < ctx->account->line_count; i++) {
        const struct ht_line *line = &ctx->account->lines[i];
        if (!is_cash(line) && passes(ctx, line) && !ht_amount_add(&sum, measure(ctx->account, line)))
            return ht_amount_unknown();
    }
    return sum;
}

static struct ht_amount share(struct ht_amount part, struct ht_amount whole) {
    struct ht_decimal pct;
    bool fits = part.known && whole.known && ht_decimal_percent(part.number, whole.number, SHARE_PLACES, &pct);
    return fits ? ht_amount_of(pct) : ht_amount_unknown();
}

static void sum_methods(struct acc_context *ctx, struct ht_amount gross, bool stated) {
    struct ht_coverage *coverage = &ctx->account->coverage;
    for (size_t m = 0; m < HT_METHOD_COUNT; m++)
        coverage->by_method[m].method = (enum ht_method)m;
    for (size_t i = 0; i < ctx->account->line_count; i++) {
        const struct ht_line *line = &ctx->account->lines[i];
        struct ht_method_sum *sum = &coverage->by_method[line->resolved->method];
        if (is_cash(line))
            continue;
        sum->positions++;
        if (stated)
            acc_add(ctx, &sum->value, measure(ctx->account, line));
    }
    for (size_t m = 0; stated && m < HT_METHOD_COUNT; m++)
        coverage->by_method[m].pct = share(coverage->by_method[m].value, gross);
}

struct measured {
    const struct ht_line *line;
    struct ht_amount size;
};

// Largest first, then by line.
static int by_size(const struct measured *a, const struct measured *b) {
    int order = b->size.known - a->size.known;
    if (!order && a->size.known)
        order = ht_decimal_cmp(b->size.number, a->size.number);
    return order ? order
                 : (acc_position(a->line)->line > acc_position(b->line)->line) -
                       (acc_position(a->line)->line < acc_position(b->line)->line);
}

// Puts ROW among the COUNT in ROWS, which are in their order and have room for LARGEST; what is then too many goes.
static size_t put_largest(struct measured *rows, size_t count, struct measured row) {
    size_t at = count;
    while (at > 0 && by_size(&rows[at - 1], &row) > 0)
        at--;
    if (at == LARGEST)
        return count;
    count = count < LARGEST ? count + 1 : LARGEST;
    memmove(&rows[at + 1], &rows[at], (count - 1 - at) * sizeof *rows);
    rows[at] = row;
    return count;
}

// The largest rows of which neither issuer nor anything that could be compared is known, funds among them.
static void find_largest(struct acc_context *ctx, bool stated) {
    struct ht_coverage *coverage = &ctx->account->coverage;
    struct measured rows[LARGEST];
    size_t count = 0;
    for (size_t i = 0; i < ctx->account->line_count; i++) {
        const struct ht_line *line = &ctx->account->lines[i];
        if (is_cash(line) || is_comparable(ctx, line) || is_resolved(ctx, line))
            continue;
        struct ht_amount size = stated ? measure(ctx->account, line) : ht_amount_unknown();
        count = put_largest(rows, count, (struct measured){line, size});
    }
    coverage->largest_unresolved_count = count;
    coverage->largest_unresolved = ht_arena_array(ctx->arena, count, sizeof(*coverage->largest_unresolved));
    for (size_t i = 0; i < count; i++)
        coverage->largest_unresolved[i] = rows[i].line;
}

void acc_cover(struct acc_context *ctx) {
    struct ht_coverage *coverage = &ctx->account->coverage;
    bool values = has_values(ctx->account) && ctx->one_currency;
    coverage->base = values ? "value" : "weight";
    struct ht_amount gross = gross_of(ctx, is_any);
    bool stated = gross.known && ht_decimal_sign(gross.number) > 0;
    if (stated) {
        coverage->comparable_pct = share(gross_of(ctx, is_comparable), gross);
        coverage->comparable_by_name_pct = share(gross_of(ctx, is_comparable_by_name), gross);
        coverage->resolved_pct = share(gross_of(ctx, is_resolved), gross);
        coverage->ownership_known_pct = share(gross_of(ctx, is_ownership_known), gross);
    }
    sum_methods(ctx, gross, stated);
    find_largest(ctx, stated);
}
