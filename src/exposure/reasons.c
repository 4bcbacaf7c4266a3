// SPDX-License-Identifier: GPL-3.0-or-later
// Reasons gathered and ranked: reasons.h.
#include "exposure/reasons.h"

#include <stdlib.h>
#include <string.h>

struct acc_spread acc_spread_empty(void) {
    const struct ht_decimal zero = {0, 6};
    return (struct acc_spread){.sum = zero, .low = zero, .high = zero, .whole = true};
}

void acc_spread_add(struct acc_spread *spread, const struct ht_line *line) {
    spread->rows++;
    if (!line->weight_pct.known) {
        spread->without_weight++;
        spread->whole = false;
        return;
    }
    struct ht_decimal weight = line->weight_pct.number;
    struct ht_decimal *end = ht_decimal_sign(weight) < 0 ? &spread->low : &spread->high;
    bool fits = ht_decimal_add(spread->sum, weight, &spread->sum) && ht_decimal_add(*end, weight, end);
    spread->whole = spread->whole && fits;
}

static struct ht_amount width_of(const struct acc_spread *spread) {
    struct ht_decimal width;
    bool known = spread->whole && ht_decimal_sub(spread->high, spread->low, &width);
    return known ? ht_amount_of(width) : ht_amount_unknown();
}

void acc_reason_add(struct acc_reasons *reasons, const char *kind, const struct acc_spread *spread,
                    enum acc_bearing bearing, const char *sentence) {
    reasons->items = ht_arena_grow(reasons->ctx->arena, reasons->items, reasons->count, &reasons->capacity,
                                   sizeof *reasons->items);
    struct ht_amount widens = spread && bearing == ACC_WIDENS ? width_of(spread) : ht_amount_unknown();
    if (bearing == ACC_WIDENS && !widens.known)
        bearing = ACC_UNBOUND;
    reasons->items[reasons->count] =
        (struct acc_reason){{kind, spread ? spread->rows : 0, widens, ht_told_of(reasons->ctx->arena, sentence)},
                            bearing,
                            reasons->count};
    reasons->count++;
}

void acc_reason_rows(struct acc_reasons *reasons, const char *kind, const struct acc_spread *spread, const char *one,
                     const char *many) {
    struct ht_arena *arena = reasons->ctx->arena;
    char number[HT_FIGURE_TEXT];
    if (!spread->rows)
        return;
    const char *weight = spread->whole ? ht_told_percent(spread->sum, number) : "of a weight that is not known";
    const char *sentence = spread->rows == 1 ? ht_arena_format(arena, "1 row (%s) %s", weight, one)
                                             : ht_arena_format(arena, "%zu rows (%s) %s", spread->rows, weight, many);
    acc_reason_add(reasons, kind, spread, ACC_WIDENS, sentence);
}

// What leaves no bound first, then what widens most, then by kind and sentence, as the order of the file's rows must
// not be seen; what is in neither bound last, as it was added.
static int by_width(const void *left, const void *right) {
    static const int ranks[] = {[ACC_UNBOUND] = 0, [ACC_WIDENS] = 1, [ACC_BESIDE] = 2};
    const struct acc_reason *a = left, *b = right;
    int order = ranks[a->bearing] - ranks[b->bearing];
    if (!order && a->bearing == ACC_BESIDE)
        return (a->place > b->place) - (a->place < b->place);
    if (!order && a->bearing == ACC_WIDENS)
        order = ht_decimal_cmp(b->told.widens_pct.number, a->told.widens_pct.number);
    if (!order)
        order = strcmp(a->told.kind, b->told.kind);
    return order ? order : strcmp(a->told.sentence.text, b->told.sentence.text);
}

void acc_reasons_rank(struct acc_reasons *reasons) {
    struct ht_interval *interval = &reasons->ctx->account->interval;
    struct ht_reason *told = ht_arena_array(reasons->ctx->arena, reasons->count, sizeof *told);
    if (reasons->count)
        qsort(reasons->items, reasons->count, sizeof *reasons->items, by_width);
    for (size_t i = 0; i < reasons->count; i++)
        told[i] = reasons->items[i].told;
    interval->reasons = told;
    interval->reason_count = reasons->count;
}
