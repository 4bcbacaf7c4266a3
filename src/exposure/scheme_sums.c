// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The same company once over all mandates. Each position is taken to the scheme once, and every sum is one of
 * positions: so categories, companies, groups and the positions of a csv report add up to each other to the last
 * digit.
 */
#include "exposure/scheme_sums.h"

#include <stdlib.h>
#include <string.h>

#include "holdtrace/large.h"
#include "holdtrace/map.h"
#include "holdtrace/values.h"

void scheme_add(struct ht_amount *sum, bool *broken, struct ht_amount pct) {
    if (!pct.known || *broken || !ht_amount_add(sum, pct)) {
        *sum = ht_amount_unknown();
        *broken = true;
    }
}

struct ht_amount scheme_part_of(struct ht_amount share, struct ht_amount pct, unsigned places) {
    struct ht_decimal out;
    if (!share.known || !pct.known || !ht_decimal_mul(share.number, pct.number, &out) ||
        out.scale + 2 > HT_DECIMAL_MAX_SCALE)
        return ht_amount_unknown();
    out.scale = (uint8_t)(out.scale + 2); // hundredths of a percent of a percent: divided by 100
    if (places != SCHEME_EXACT && !ht_decimal_round(out, places, &out))
        return ht_amount_unknown();
    return ht_amount_of(out);
}

struct group {
    const struct ht_entity *entity;
    enum ht_category category;
    struct ht_scheme_amounts *held; // one a part
};

struct table {
    struct ht_arena *arena;
    const struct ht_scheme *scheme;
    struct ht_map *groups;
};

static struct ht_scheme_amounts *held_of(struct table *table, const struct ht_entity *entity,
                                         enum ht_category category, size_t part) {
    const char *key = ht_arena_format(table->arena, "%d|%s", (int)category, entity ? entity->id : "");
    struct group *group = ht_map_get(table->groups, key);
    if (!group) {
        group = ht_arena_alloc(table->arena, sizeof *group);
        *group = (struct group){.entity = entity, .category = category};
        group->held = ht_arena_array(table->arena, table->scheme->part_count, sizeof *group->held);
        ht_map_put(table->groups, key, group);
    }
    return &group->held[part];
}

// Adds MORE to SUM; the first makes it.
static void add_amounts(struct ht_scheme_amounts *sum, struct ht_scheme_amounts more) {
    bool first = sum->positions == 0;
    struct ht_amount *to[] = {&sum->long_pct, &sum->short_pct, &sum->weight_pct, &sum->value};
    const struct ht_amount from[] = {more.long_pct, more.short_pct, more.weight_pct, more.value};
    for (size_t i = 0; i < sizeof to / sizeof *to; i++) {
        bool broken = !first && !to[i]->known;
        scheme_add(to[i], &broken, from[i]);
    }
    sum->positions += more.positions;
}

// What LINE, one of a file that ROW takes to the scheme, is of it.
static struct ht_scheme_amounts amounts_of(const struct ht_scheme_file *file, const struct ht_scheme_row *row,
                                           const struct ht_line *line) {
    const struct ht_amount none = ht_amount_of((struct ht_decimal){0, SCHEME_PLACES});
    struct ht_scheme_amounts out = {.positions = 1, .long_pct = none, .short_pct = none};
    out.weight_pct = scheme_part_of(row->share_pct, line->weight_pct, SCHEME_PLACES);
    *(line->resolved->position->side == HT_SHORT ? &out.short_pct : &out.long_pct) = out.weight_pct;
    if (file->value.known)
        out.value = scheme_part_of(row->value, line->weight_pct, ht_currency_digits(file->currency) + 2);
    return out;
}

// Adds LINE of PART to what the part holds of a group.
static void hold(struct table *table, const struct ht_entity *entity, enum ht_category category,
                 const struct ht_line *line, size_t part) {
    const struct ht_scheme *scheme = table->scheme;
    add_amounts(held_of(table, entity, category, part), amounts_of(scheme->file, scheme->parts[part].row, line));
}

static struct ht_scheme_sum finish(struct table *table, const struct group *group) {
    const struct ht_scheme *scheme = table->scheme;
    struct ht_scheme_sum out = {.entity = group->entity, .category = group->category};
    out.held_by = ht_arena_array(table->arena, scheme->mandate_count, sizeof *out.held_by);
    for (size_t m = 0; m < scheme->mandate_count; m++) {
        const struct ht_scheme_mandate *mandate = &scheme->mandates[m];
        struct ht_scheme_holder holder = {.mandate = mandate};
        for (size_t i = 0; i < mandate->part_count; i++) {
            size_t part = (size_t)(mandate->parts[i] - scheme->parts);
            if (group->held[part].positions)
                add_amounts(&holder.holds, group->held[part]);
        }
        if (!holder.holds.positions)
            continue;
        out.held_by[out.held_by_count++] = holder;
        add_amounts(&out.sum, holder.holds);
    }
    return out;
}

static int by_weight(const void *left, const void *right) {
    const struct ht_scheme_sum *a = left, *b = right;
    const struct ht_amount x = a->sum.weight_pct, y = b->sum.weight_pct;
    int order = (a->category > b->category) - (a->category < b->category);
    // A weight that is not known may be the largest.
    if (!order)
        order = (int)x.known - (int)y.known;
    if (!order && x.known)
        order = ht_decimal_cmp(ht_decimal_abs(y.number), ht_decimal_abs(x.number));
    return order || !a->entity ? order : strcmp(a->entity->id, b->entity->id);
}

static struct ht_scheme_sums finish_all(struct table *table) {
    struct ht_scheme_sums out = {.count = ht_map_count(table->groups)};
    out.items = ht_arena_array(table->arena, out.count, sizeof *out.items);
    for (size_t i = 0; i < out.count; i++)
        out.items[i] = finish(table, ht_map_value_at(table->groups, i));
    if (out.count)
        qsort(out.items, out.count, sizeof *out.items, by_weight);
    return out;
}

static void add_categories(struct table *table, const struct ht_account *account, size_t part) {
    for (size_t i = 0; i < account->line_count; i++) {
        const struct ht_line *line = &account->lines[i];
        ht_large_rest();
        if (line->category < HT_POSSIBLE)
            hold(table, NULL, line->category, line, part);
    }
}

static void add_entities(struct table *table, const struct ht_entity_sum *rows, size_t count, size_t part) {
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < rows[i].sum.positions; k++)
            hold(table, rows[i].entity, rows[i].category, rows[i].lines[k], part);
}

static void add_targets(struct table *table, const struct ht_account *account, size_t part) {
    add_entities(table, account->by_target, account->by_target_count, part);
}

static void add_parents(struct table *table, const struct ht_account *account, size_t part) {
    add_entities(table, account->by_parent, account->by_parent_count, part);
}

static void add_issuers(struct table *table, const struct ht_account *account, size_t part) {
    for (size_t i = 0; i < account->line_count; i++) {
        const struct ht_line *line = &account->lines[i];
        ht_large_rest();
        if (line->category < HT_POSSIBLE && line->resolved->issuer)
            hold(table, line->resolved->issuer, line->category, line, part);
    }
}

static struct ht_scheme_sums sums_by(struct ht_arena *arena, const struct ht_scheme *scheme,
                                     void (*add)(struct table *table, const struct ht_account *account,
                                                 size_t part)) {
    struct table table = {arena, scheme, ht_map_new(arena)};
    for (size_t i = 0; i < scheme->part_count; i++)
        if (scheme->parts[i].account)
            add(&table, scheme->parts[i].account, i);
    return finish_all(&table);
}

void scheme_sum(struct ht_arena *arena, struct ht_scheme *scheme) {
    scheme->by_category = sums_by(arena, scheme, add_categories);
    scheme->by_target = sums_by(arena, scheme, add_targets);
    scheme->by_parent = sums_by(arena, scheme, add_parents);
    scheme->by_issuer = sums_by(arena, scheme, add_issuers);
}
