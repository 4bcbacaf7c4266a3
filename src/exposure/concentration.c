// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * How concentrated the fund is: its long values without cash and derivatives, by issuer. Where the issuer is not
 * known, rows of one security stand for an issuer of its own, so that the index is that of a fund at least as spread
 * as this one; how many such rows there are is told. Shares are rounded to twelve decimals and squared exactly, so
 * that the same fund gives the same digits everywhere.
 */
#include "exposure/account.h"

#include <string.h>

enum { SHARE_PLACES = 12, INDEX_PLACES = 8, SQUARE_PLACES = 20, NUMBER_PLACES = 6, PERCENT_PLACES = 6, TOP = 10 };

struct weighing {
    struct acc_context *ctx;
    bool by_weight;        // where values cannot be added, the weights are
    struct keyed issuers;  // struct ht_amount by the keys of entities
    struct ht_map *others; // likewise, by an identifier, of securities whose issuer is not known
    struct ht_amount whole;
    struct ht_decimal largest[TOP]; // largest first
    size_t count;                   // of those
    struct ht_amount squares;
    bool broken; // a number did not fit
};

// What LINE weighs; unknown when it is left out, or not known.
static struct ht_amount measure(const struct weighing *w, const struct ht_line *line) {
    const struct ht_position *position = acc_position(line);
    struct ht_amount size = w->by_weight ? line->weight_pct : position->value;
    bool left_out =
        position->side == HT_SHORT || position->kind == HT_KIND_CASH || ht_kind_is_derivative(position->kind);
    return !left_out && size.known && ht_decimal_sign(size.number) > 0 ? size : ht_amount_unknown();
}

static bool is_known(const struct ht_line *line) {
    return line->resolved->issuer && line->category != HT_POSSIBLE;
}

static void put_largest(struct weighing *w, struct ht_decimal size) {
    size_t at = w->count;
    while (at > 0 && ht_decimal_cmp(w->largest[at - 1], size) < 0)
        at--;
    if (at == TOP)
        return;
    w->count += w->count < TOP;
    memmove(&w->largest[at + 1], &w->largest[at], (w->count - 1 - at) * sizeof *w->largest);
    w->largest[at] = size;
}

static void add_issuer(struct weighing *w, struct ht_decimal size) {
    struct ht_decimal share, square;
    put_largest(w, size);
    bool fits = ht_decimal_convert(size, ht_decimal_int(1), w->whole.number, SHARE_PLACES, &share) &&
                ht_decimal_mul(share, share, &square) && ht_amount_add(&w->squares, ht_amount_of(square));
    w->broken = w->broken || !fits;
}

// By what LINE, whose issuer is not known, is told from others: an identifier (LEI tells the issuer itself). NULL
// without one, or with some that contradict each other: then the row is one of its own.
static const char *identifier_of(const struct ht_line *line) {
    const struct ht_position *position = acc_position(line);
    const char *const ids[] = {position->lei, position->isin, position->cusip, position->sedol, position->figi};
    for (size_t i = 0; i < sizeof ids / sizeof *ids && !line->resolved->conflict; i++)
        if (ids[i])
            return ids[i];
    return NULL;
}

// What the issuer or the security of LINE has so far; NULL when the row is one of its own.
static struct ht_amount *sum_of(struct weighing *w, const struct ht_line *line) {
    struct ht_arena *arena = w->ctx->arena;
    int64_t key = is_known(line) ? line->resolved->issuer->key : 0;
    const char *id = key ? NULL : identifier_of(line);
    if (!key && !id)
        return NULL;
    struct ht_amount *sum = key ? keyed_get(&w->issuers, key) : ht_map_get(w->others, id);
    if (sum)
        return sum;
    sum = ht_arena_alloc(arena, sizeof *sum);
    if (key)
        keyed_put(&w->issuers, arena, key, sum);
    else
        ht_map_put(w->others, id, sum);
    return sum;
}

// Adds LINE to its issuer, and to the whole.
static void gather(struct weighing *w, const struct ht_line *line, struct ht_concentration *out) {
    struct ht_amount size = measure(w, line);
    if (!size.known)
        return;
    w->broken = w->broken || !ht_amount_add(&w->whole, size);
    out->unresolved_lines += !is_known(line);
    struct ht_amount *sum = sum_of(w, line);
    w->broken = w->broken || (sum && !ht_amount_add(sum, size));
}

static void add_sums(struct weighing *w) {
    for (size_t i = 0; i < w->issuers.capacity; i++)
        if (w->issuers.slots[i].key)
            add_issuer(w, ((const struct ht_amount *)w->issuers.slots[i].value)->number);
    for (size_t i = 0; i < ht_map_count(w->others); i++)
        add_issuer(w, ((const struct ht_amount *)ht_map_value_at(w->others, i))->number);
}

// The rows that are in no sum.
static void add_rows(struct weighing *w) {
    const struct ht_account *account = w->ctx->account;
    for (size_t i = 0; i < account->line_count; i++) {
        const struct ht_line *line = &account->lines[i];
        struct ht_amount size = measure(w, line);
        if (size.known && !is_known(line) && !identifier_of(line))
            add_issuer(w, size.number);
    }
}

static void state(const struct weighing *w, struct ht_concentration *out) {
    struct ht_decimal index, number, top = ht_decimal_int(0);
    struct ht_decimal squares = w->squares.number;
    for (size_t i = 0; i < w->count; i++)
        if (!ht_decimal_add(top, w->largest[i], &top))
            return;
    if (!ht_decimal_round(squares, INDEX_PLACES, &index) || !ht_decimal_round(squares, SQUARE_PLACES, &squares) ||
        !ht_decimal_convert(ht_decimal_int(1), ht_decimal_int(1), squares, NUMBER_PLACES, &number) ||
        !ht_decimal_percent(top, w->whole.number, PERCENT_PLACES, &top))
        return;
    out->index = ht_amount_of(index);
    out->effective_number = ht_amount_of(number);
    out->top_ten_pct = ht_amount_of(top);
}

static bool all_weighed(const struct ht_account *account) {
    for (size_t i = 0; i < account->line_count; i++)
        if (!account->lines[i].weight_pct.known)
            return false;
    return true;
}

void acc_concentrate(struct acc_context *ctx) {
    struct ht_account *account = ctx->account;
    struct ht_concentration *out = &account->concentration;
    struct weighing w = {.ctx = ctx, .others = ht_map_new(ctx->arena)};
    w.by_weight = strcmp(account->coverage.base, "weight") == 0;
    if (w.by_weight && !all_weighed(account))
        return;
    out->base = account->coverage.base;
    for (size_t i = 0; i < account->line_count; i++)
        gather(&w, &account->lines[i], out);
    out->issuers = w.issuers.count;
    if (!w.whole.known || w.broken)
        return;
    add_sums(&w);
    add_rows(&w);
    if (!w.broken)
        state(&w, out);
}
