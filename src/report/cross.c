// SPDX-License-Identifier: GPL-3.0-or-later
// Selected companies by funds: see cross.h.
#include "report/cross.h"

#include <stdlib.h>
#include <string.h>

#include "holdtrace/large.h"
#include "holdtrace/map.h"
#include "report/text.h"
#include "report/wording.h"

struct candidate {
    const struct ht_entity *entity;
    struct ht_amount most; // weight in the fund where it weighs most, by size
    bool open;             // a weight is not known: it may be the largest
};

static bool counts(const struct ht_scan *scan, const struct ht_entity_sum *sum) {
    return ht_category_is_counted(scan->screen, sum->category);
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

struct ht_cross_fund ht_cross_fund_of(const struct ht_scan *scan, const struct ht_account *account,
                                      struct ht_arena *arena) {
    struct ht_map *found = ht_map_new(arena);
    struct ht_cross_holding *holdings = ht_arena_array(arena, account->by_target_count, sizeof *holdings);
    struct ht_cross_fund fund = {ht_text_fund_name(account), account->denominator, account, holdings, 0};
    ht_large_rest_fund();
    for (size_t i = 0; i < account->by_target_count; i++) {
        const struct ht_entity_sum *sum = &account->by_target[i];
        if (!counts(scan, sum))
            continue;
        struct ht_cross_holding *holding = ht_map_get(found, sum->entity->id);
        if (!holding) {
            holding = &holdings[fund.count++];
            *holding = (struct ht_cross_holding){sum->entity, {.weight_pct = ht_amount_unknown()}};
            ht_map_put(found, sum->entity->id, holding);
        }
        add_weight(&holding->cell, &sum->sum);
    }
    return fund;
}

const struct ht_cross_fund *ht_cross_funds(const struct ht_scan *scan, struct ht_arena *arena, size_t *count) {
    struct ht_report_files files = ht_report_files(scan, arena);
    struct ht_cross_fund *funds = ht_arena_array(arena, files.count, sizeof *funds);
    *count = 0;
    for (size_t i = 0; i < files.count; i++) {
        if (files.items[i].account)
            funds[*count] = ht_cross_fund_of(scan, files.items[i].account, arena);
        *count += funds[*count].count > 0;
    }
    return funds;
}

static struct ht_map *gather_candidates(const struct ht_cross_fund *funds, size_t count, struct ht_arena *arena) {
    struct ht_map *table = ht_map_new(arena);
    for (size_t f = 0; f < count; f++) {
        for (size_t i = 0; i < funds[f].count; i++) {
            const struct ht_cross_holding *holding = &funds[f].holdings[i];
            struct candidate *candidate = candidate_of(arena, table, holding->target);
            candidate->open = candidate->open || !holding->cell.weight_pct.known;
            if (is_larger(holding->cell.weight_pct, candidate->most))
                candidate->most = holding->cell.weight_pct;
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

// Fills the cells of fund F.
static void fill_cells(struct ht_cross *cross, size_t f, struct ht_map *target_numbers) {
    const struct ht_cross_fund *fund = &cross->funds[f];
    for (size_t i = 0; i < fund->count; i++) {
        const size_t *number = ht_map_get(target_numbers, fund->holdings[i].target->id);
        const struct ht_cross_cell *cell = &fund->holdings[i].cell;
        if (!number)
            continue;
        cross->cells[*number * cross->fund_count + f] = *cell;
        if (is_larger(cell->weight_pct, cross->largest))
            cross->largest = ht_amount_of(ht_decimal_abs(cell->weight_pct.number));
    }
}

struct ht_cross ht_cross_of(const struct ht_cross_fund *funds, size_t count, size_t read, struct ht_arena *arena) {
    struct ht_cross cross = {.funds = funds, .fund_count = count, .read = read, .largest = ht_amount_unknown()};
    struct ht_map *numbers = ht_map_new(arena);
    choose_targets(&cross, gather_candidates(funds, count, arena), arena);
    cross.cells = ht_arena_array(arena, cross.target_count * cross.fund_count, sizeof(*cross.cells));
    size_t *number = ht_arena_array(arena, cross.target_count, sizeof *number);
    for (size_t t = 0; t < cross.target_count; t++) {
        number[t] = t;
        ht_map_put(numbers, cross.targets[t]->id, &number[t]);
    }
    for (size_t f = 0; f < cross.fund_count; f++)
        fill_cells(&cross, f, numbers);
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
