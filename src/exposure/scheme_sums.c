// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The same company once over all mandates. What a file holds of a group is added first, as the report of that file
 * prints it, and taken to the scheme once; so every figure can be made again from what is printed.
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

// What one file holds of one group, in percent of the fund.
struct held {
    size_t positions;
    struct ht_amount weight, shorts;
    bool broken;
};

struct group {
    const struct ht_entity *entity;
    enum ht_category category;
    struct held *held; // one a part
};

struct table {
    struct ht_arena *arena;
    const struct ht_scheme *scheme;
    struct ht_map *groups;
};

static struct held *held_of(struct table *table, const struct ht_entity *entity, enum ht_category category,
                            size_t part) {
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

static void hold(struct held *held, size_t positions, struct ht_amount weight, struct ht_amount shorts) {
    bool broken = held->broken;
    held->positions += positions;
    scheme_add(&held->weight, &held->broken, weight);
    scheme_add(&held->shorts, &broken, shorts);
}

// The amounts of HELD in the scheme, of which ROW is the line.
static struct ht_scheme_amounts amounts_of(const struct ht_scheme_file *file, const struct ht_scheme_row *row,
                                           const struct held *held) {
    struct ht_scheme_amounts out = {.positions = held->positions};
    struct ht_amount longs = held->weight;
    struct ht_decimal number;
    if (longs.known && held->shorts.known && ht_decimal_sub(longs.number, held->shorts.number, &number))
        longs = ht_amount_of(number);
    else
        longs = ht_amount_unknown();
    out.long_pct = scheme_part_of(row->share_pct, longs, SCHEME_PLACES);
    out.short_pct = scheme_part_of(row->share_pct, held->shorts, SCHEME_PLACES);
    if (out.long_pct.known && out.short_pct.known &&
        ht_decimal_add(out.long_pct.number, out.short_pct.number, &number))
        out.weight_pct = ht_amount_of(number);
    if (file->value.known)
        out.value = scheme_part_of(row->value, held->weight, ht_currency_digits(file->currency) + 2);
    return out;
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
                add_amounts(&holder.holds, amounts_of(scheme->file, mandate->parts[i]->row, &group->held[part]));
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
    for (size_t i = 0; i < account->exposure_count; i++) {
        const struct ht_category_sum *row = &account->exposure[i];
        if (row->category < HT_POSSIBLE)
            hold(held_of(table, NULL, row->category, part), row->sum.positions, row->sum.weight_pct,
                 row->sum.short_pct);
    }
}

static void add_entities(struct table *table, const struct ht_entity_sum *rows, size_t count, size_t part) {
    for (size_t i = 0; i < count; i++)
        hold(held_of(table, rows[i].entity, rows[i].category, part), rows[i].sum.positions, rows[i].sum.weight_pct,
             rows[i].sum.short_pct);
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
        if (line->category >= HT_POSSIBLE || !line->resolved->issuer)
            continue;
        bool is_short = line->resolved->position->side == HT_SHORT;
        struct ht_amount none = ht_amount_of((struct ht_decimal){0, SCHEME_PLACES});
        hold(held_of(table, line->resolved->issuer, line->category, part), 1, line->weight_pct,
             is_short ? line->weight_pct : none);
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
