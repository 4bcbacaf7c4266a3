// SPDX-License-Identifier: GPL-3.0-or-later
// Fund less benchmark: see benchmark.h.
#include "holdtrace/benchmark.h"

#include <stdlib.h>
#include <string.h>

struct rows {
    struct ht_active *items;
    size_t count, capacity;
    struct ht_arena *arena;
};

static struct ht_active *row_of(struct rows *rows, const struct ht_entity *entity, enum ht_category category) {
    for (size_t i = 0; i < rows->count; i++) {
        const struct ht_entity *other = rows->items[i].entity;
        bool same = entity ? other && strcmp(other->id, entity->id) == 0 : !other;
        if (same && rows->items[i].category == category)
            return &rows->items[i];
    }
    rows->items = ht_arena_grow(rows->arena, rows->items, rows->count, &rows->capacity, sizeof *rows->items);
    rows->items[rows->count] = (struct ht_active){.entity = entity, .category = category};
    return &rows->items[rows->count++];
}

// Adds one sum, of a currency or a scheme; several of them make a weight only when all of them are known.
static void add(struct rows *rows, struct ht_active key, size_t positions, struct ht_amount weight, bool of_fund) {
    struct ht_active *row = row_of(rows, key.entity, key.category);
    size_t *all = of_fund ? &row->fund_positions : &row->benchmark_positions;
    struct ht_amount *pct = of_fund ? &row->fund_pct : &row->benchmark_pct;
    bool lost = *all > 0 && !pct->known;
    if (lost || !weight.known || !ht_amount_add(pct, weight))
        *pct = ht_amount_unknown();
    *all += positions;
}

static void add_account(struct rows *categories, struct rows *targets, const struct ht_account *account,
                        bool of_fund) {
    for (size_t i = 0; i < account->exposure_count; i++) {
        const struct ht_category_sum *row = &account->exposure[i];
        if (row->category < HT_POSSIBLE)
            add(categories, (struct ht_active){.category = row->category}, row->sum.positions, row->sum.weight_pct,
                of_fund);
    }
    for (size_t i = 0; i < account->by_target_count; i++) {
        const struct ht_entity_sum *row = &account->by_target[i];
        add(targets, (struct ht_active){.entity = row->entity, .category = row->category}, row->sum.positions,
            row->sum.weight_pct, of_fund);
    }
}

static void add_sums(struct rows *rows, const struct ht_scheme_sums *sums) {
    for (size_t i = 0; i < sums->count; i++) {
        const struct ht_scheme_sum *row = &sums->items[i];
        add(rows, (struct ht_active){.entity = row->entity, .category = row->category}, row->sum.positions,
            row->sum.weight_pct, true);
    }
}

static int by_difference(const void *left, const void *right) {
    const struct ht_active *a = left, *b = right;
    int order = (a->category > b->category) - (a->category < b->category);
    // A difference that is not known may be the largest.
    if (!order)
        order = (int)a->active_pct.known - (int)b->active_pct.known;
    if (!order && a->active_pct.known)
        order = ht_decimal_cmp(ht_decimal_abs(b->active_pct.number), ht_decimal_abs(a->active_pct.number));
    return order || !a->entity ? order : strcmp(a->entity->id, b->entity->id);
}

static void finish(struct rows *rows) {
    const struct ht_amount none = ht_amount_of((struct ht_decimal){0, 6});
    struct ht_decimal apart;
    for (size_t i = 0; i < rows->count; i++) {
        struct ht_active *row = &rows->items[i];
        row->fund_pct = row->fund_positions ? row->fund_pct : none;
        row->benchmark_pct = row->benchmark_positions ? row->benchmark_pct : none;
        if (row->fund_pct.known && row->benchmark_pct.known &&
            ht_decimal_sub(row->fund_pct.number, row->benchmark_pct.number, &apart))
            row->active_pct = ht_amount_of(apart);
    }
    if (rows->count)
        qsort(rows->items, rows->count, sizeof *rows->items, by_difference);
}

// Adds the benchmark to what is there of the fund or the scheme.
static void compare(struct rows *categories, struct rows *targets, const struct ht_account *benchmark,
                    struct ht_comparison *out) {
    add_account(categories, targets, benchmark, false);
    finish(categories);
    finish(targets);
    *out = (struct ht_comparison){categories->items, targets->items, categories->count, targets->count};
}

void ht_benchmark_compare(const struct ht_account *fund, const struct ht_account *benchmark, struct ht_arena *arena,
                          struct ht_comparison *out) {
    struct rows categories = {.arena = arena}, targets = {.arena = arena};
    add_account(&categories, &targets, fund, true);
    compare(&categories, &targets, benchmark, out);
}

void ht_benchmark_compare_scheme(const struct ht_scheme *scheme, const struct ht_account *benchmark,
                                 struct ht_arena *arena, struct ht_comparison *out) {
    struct rows categories = {.arena = arena}, targets = {.arena = arena};
    add_sums(&categories, &scheme->by_category);
    add_sums(&targets, &scheme->by_target);
    compare(&categories, &targets, benchmark, out);
}
