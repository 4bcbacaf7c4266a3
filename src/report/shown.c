// SPDX-License-Identifier: GPL-3.0-or-later
// Which positions of a category a reader asked to see, and in which order.
#include <stdlib.h>
#include <string.h>

#include "report/pieces.h"

static int by_line(const struct ht_line *a, const struct ht_line *b) {
    const struct ht_position *x = a->resolved->position, *y = b->resolved->position;
    return (x->line > y->line) - (x->line < y->line);
}

// The larger first, short ones by their size; what is not known last.
static int by_size(struct ht_amount a, struct ht_amount b) {
    int order = (int)b.known - (int)a.known;
    if (order == 0 && a.known)
        order = ht_decimal_cmp(ht_decimal_abs(b.number), ht_decimal_abs(a.number));
    return order;
}

static int by_value(const void *left, const void *right) {
    const struct ht_line *a = *(const struct ht_line *const *)left, *b = *(const struct ht_line *const *)right;
    int order = by_size(a->resolved->position->value, b->resolved->position->value);
    return order ? order : by_line(a, b);
}

static int by_weight(const void *left, const void *right) {
    const struct ht_line *a = *(const struct ht_line *const *)left, *b = *(const struct ht_line *const *)right;
    int order = by_size(a->weight_pct, b->weight_pct);
    return order ? order : by_line(a, b);
}

static int by_name(const void *left, const void *right) {
    const struct ht_line *a = *(const struct ht_line *const *)left, *b = *(const struct ht_line *const *)right;
    const char *x = a->resolved->position->name, *y = b->resolved->position->name;
    int order = strcmp(x ? x : "", y ? y : "");
    return order ? order : by_line(a, b);
}

struct ht_report_lines ht_report_shown(const struct ht_scan *scan, const struct ht_account *account,
                                       enum ht_category category, struct ht_arena *arena) {
    static int (*const orders[HT_ORDER_COUNT])(const void *, const void *) = {
        [HT_ORDER_VALUE] = by_value, [HT_ORDER_WEIGHT] = by_weight, [HT_ORDER_NAME] = by_name};
    struct ht_report_lines lines = ht_report_lines(account, category, arena);
    if (orders[scan->order] && lines.count)
        qsort(lines.items, lines.count, sizeof(*lines.items), orders[scan->order]);
    if (scan->top && lines.count > scan->top) {
        lines.left_out = lines.count - scan->top;
        lines.count = scan->top;
    }
    return lines;
}
