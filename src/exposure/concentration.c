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
    bool by_weight;         // where values cannot be added, the weights are
    struct ht_map *issuers; // id to struct ht_amount
    struct ht_map *others;  // likewise, of securities whose issuer is not known
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

// Whose LINE is among those in *MAP: the issuer's or, of one that is not known, the security's (LEI tells the issuer
// itself). NULL without an identifier, or with some that contradict each other: then the row is one of its own.
static const char *key_of(const struct weighing *w, const struct ht_line *line, struct ht_map **map) {
    const struct ht_position *position = acc_position(line);
    const char *const ids[] = {position->lei, position->isin, position->cusip, position->sedol, position->figi};
    *map = is_known(line) ? w->issuers : w->others;
    if (is_known(line))
        return line->resolved->issuer->id;
    for (size_t i = 0; i < sizeof ids / sizeof *ids && !line->resolved->conflict; i++)
        if (ids[i])
            return ids[i];
    return NULL;
}

// Adds LINE to its issuer, and to the whole.
static void gather(struct weighing *w, const struct ht_line *line, struct ht_concentration *out) {
    struct ht_amount size = measure(w, line);
    if (!size.known)
        return;
    w->broken = w->broken || !ht_amount_add(&w->whole, size);
    out->unresolved_lines += !is_known(line);
    struct ht_map *map;
    const char *id = key_of(w, line, &map);
    if (!id)
        return;
    struct ht_amount *sum = ht_map_get(map, id);
    if (!sum) {
        sum = ht_arena_alloc(w->ctx->arena, sizeof *sum);
        ht_map_put(map, id, sum);
    }
    w->broken = w->broken || !ht_amount_add(sum, size);
}

static void add_sums(struct weighing *w, const struct ht_map *sums) {
    for (size_t i = 0; i < ht_map_count(sums); i++)
        add_issuer(w, ((const struct ht_amount *)ht_map_value_at(sums, i))->number);
}

// The rows that are in no sum.
static void add_rows(struct weighing *w) {
    const struct ht_account *account = w->ctx->account;
    struct ht_map *map;
    for (size_t i = 0; i < account->line_count; i++) {
        struct ht_amount size = measure(w, &account->lines[i]);
        if (size.known && !key_of(w, &account->lines[i], &map))
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
    struct weighing w = {.ctx = ctx, .issuers = ht_map_new(ctx->arena), .others = ht_map_new(ctx->arena)};
    w.by_weight = strcmp(account->coverage.base, "weight") == 0;
    if (w.by_weight && !all_weighed(account))
        return;
    out->base = account->coverage.base;
    for (size_t i = 0; i < account->line_count; i++)
        gather(&w, &account->lines[i], out);
    out->issuers = ht_map_count(w.issuers);
    if (!w.whole.known || w.broken)
        return;
    add_sums(&w, w.issuers);
    add_sums(&w, w.others);
    add_rows(&w);
    if (!w.broken)
        state(&w, out);
}
