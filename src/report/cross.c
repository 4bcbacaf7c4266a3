// SPDX-License-Identifier: GPL-3.0-or-later
// Selected companies by funds: see cross.h.
#include "report/cross.h"

#include <stdlib.h>
#include <string.h>

#include "holdtrace/large.h"
#include "holdtrace/map.h"
#include "report/wording.h"

struct candidate {
    const struct ht_entity *entity;
    struct ht_amount most; // weight in the fund where it weighs most, by size
    bool open;             // a weight is not known: it may be the largest
};

static bool counts(const struct ht_scan *scan, const struct ht_entity_sum *sum) {
    return ht_category_is_counted(scan->screen, sum->category);
}

static bool has_counted(const struct ht_scan *scan, const struct ht_account *account) {
    for (size_t i = 0; i < account->by_target_count; i++)
        if (counts(scan, &account->by_target[i]))
            return true;
    return false;
}

static void gather_funds(const struct ht_scan *scan, struct ht_arena *arena, struct ht_cross *cross) {
    struct ht_report_files files = ht_report_files(scan, arena);
    cross->funds = ht_arena_array(arena, files.count, sizeof(*cross->funds));
    for (size_t i = 0; i < files.count; i++)
        if (files.items[i].account && has_counted(scan, files.items[i].account))
            cross->funds[cross->fund_count++] = files.items[i].account;
}

// Adds SUM to what CELL holds.
static void add_weight(struct ht_cross_cell *cell, const struct ht_sum *sum) {
    if (!cell->held)
        cell->weight_pct = sum->weight_pct;
    else if (!cell->weight_pct.known || !sum->weight_pct.known || !ht_amount_add(&cell->weight_pct, sum->weight_pct))
        cell->weight_pct = ht_amount_unknown();
    cell->held = true;
}

static bool is_larger(struct ht_amount weight, struct ht_amount than) {
    return weight.known &&
           (!than.known || ht_decimal_cmp(ht_decimal_abs(weight.number), ht_decimal_abs(than.number)) > 0);
}

// The candidate of ENTITY, new ones at the end of TABLE.
static struct candidate *candidate_of(struct ht_arena *arena, struct ht_map *table, const struct ht_entity *entity) {
    struct candidate *found = ht_map_get(table, entity->id);
    if (found)
        return found;
    found = ht_arena_alloc(arena, sizeof *found);
    *found = (struct candidate){.entity = entity, .most = ht_amount_unknown()};
    ht_map_put(table, entity->id, found);
    return found;
}

// What ACCOUNT holds of each target, its categories and currencies together, by id.
static struct ht_map *cells_of(const struct ht_scan *scan, const struct ht_account *account, struct ht_arena *arena) {
    struct ht_map *cells = ht_map_new(arena);
    ht_large_rest_fund();
    for (size_t i = 0; i < account->by_target_count; i++) {
        const struct ht_entity_sum *sum = &account->by_target[i];
        if (!counts(scan, sum))
            continue;
        struct ht_cross_cell *cell = ht_map_get(cells, sum->entity->id);
        if (!cell) {
            cell = ht_arena_alloc(arena, sizeof *cell);
            *cell = (struct ht_cross_cell){.weight_pct = ht_amount_unknown()};
            ht_map_put(cells, sum->entity->id, cell);
        }
        add_weight(cell, &sum->sum);
    }
    return cells;
}

static struct ht_map *gather_candidates(const struct ht_scan *scan, const struct ht_cross *cross,
                                        struct ht_map *const *cells, struct ht_arena *arena) {
    struct ht_map *table = ht_map_new(arena);
    for (size_t f = 0; f < cross->fund_count; f++) {
        const struct ht_account *account = cross->funds[f];
        for (size_t i = 0; i < account->by_target_count; i++) {
            const struct ht_entity_sum *sum = &account->by_target[i];
            if (!counts(scan, sum))
                continue;
            const struct ht_cross_cell *cell = ht_map_get(cells[f], sum->entity->id);
            struct candidate *candidate = candidate_of(arena, table, sum->entity);
            candidate->open = candidate->open || !cell->weight_pct.known;
            if (is_larger(cell->weight_pct, candidate->most))
                candidate->most = cell->weight_pct;
        }
    }
    return table;
}

static int by_weight(const void *a, const void *b) {
    const struct candidate *x = *(const struct candidate *const *)a, *y = *(const struct candidate *const *)b;
    if (x->open != y->open)
        return x->open ? -1 : 1;
    if (is_larger(x->most, y->most))
        return -1;
    return is_larger(y->most, x->most) ? 1 : strcmp(x->entity->id, y->entity->id);
}

static void choose_targets(struct ht_cross *cross, struct ht_map *table, struct ht_arena *arena) {
    size_t count = ht_map_count(table);
    struct candidate **order = ht_arena_array(arena, count, sizeof *order);
    for (size_t i = 0; i < count; i++)
        order[i] = ht_map_value_at(table, i);
    if (count)
        qsort(order, count, sizeof *order, by_weight);
    cross->target_count = count < HT_CROSS_TARGETS ? count : HT_CROSS_TARGETS;
    cross->more = count - cross->target_count;
    cross->targets = ht_arena_array(arena, cross->target_count, sizeof(*cross->targets));
    for (size_t i = 0; i < cross->target_count; i++)
        cross->targets[i] = order[i]->entity;
}

struct ht_cross ht_cross_of(const struct ht_scan *scan, struct ht_arena *arena) {
    struct ht_cross cross = {.read = scan->account_count, .largest = ht_amount_unknown()};
    gather_funds(scan, arena, &cross);
    struct ht_map **cells = ht_arena_array(arena, cross.fund_count, sizeof(*cells));
    for (size_t f = 0; f < cross.fund_count; f++)
        cells[f] = cells_of(scan, cross.funds[f], arena);
    choose_targets(&cross, gather_candidates(scan, &cross, cells, arena), arena);
    cross.cells = ht_arena_array(arena, cross.target_count * cross.fund_count, sizeof(*cross.cells));
    for (size_t t = 0; t < cross.target_count; t++)
        for (size_t f = 0; f < cross.fund_count; f++) {
            const struct ht_cross_cell *cell = ht_map_get(cells[f], cross.targets[t]->id);
            if (!cell)
                continue;
            cross.cells[t * cross.fund_count + f] = *cell;
            if (is_larger(cell->weight_pct, cross.largest))
                cross.largest = ht_amount_of(ht_decimal_abs(cell->weight_pct.number));
        }
    return cross;
}

const char *ht_word_cross(struct ht_arena *arena, const struct ht_cross *cross) {
    size_t all = cross->target_count + cross->more;
    const char *shown = cross->more ? ht_arena_format(arena, "The %zu largest of ", cross->target_count) : "";
    return ht_arena_format(arena, "%s%s %s in %s of %s", shown, ht_word_number(arena, (int64_t)all),
                           all == 1 ? "selected company" : "selected companies",
                           ht_word_number(arena, (int64_t)cross->fund_count),
                           ht_word_count(arena, cross->read, "fund"));
}
