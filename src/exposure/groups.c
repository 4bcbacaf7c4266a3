// SPDX-License-Identifier: GPL-3.0-or-later
// Exposure by target, and by the head of the issuer's group. Rows of one target may be rows of another too.
#include "exposure/account.h"

#include <stdlib.h>
#include <string.h>

struct group {
    const struct ht_entity *entity;
    enum ht_category category;
    const char *currency;
    struct acc_lines lines;
    struct ht_sum sum;
};

// The group of a key made of category, currency and entity; made when it is new.
static struct group *group_of(struct acc_context *ctx, struct ht_map *groups, const struct ht_entity *entity,
                              enum ht_category category, const char *currency) {
    const char *key = ht_arena_format(ctx->arena, "%d|%s|%s", (int)category, currency ? currency : "", entity->id);
    struct group *group = ht_map_get(groups, key);
    if (!group) {
        group = ht_arena_alloc(ctx->arena, sizeof *group);
        group->entity = entity;
        group->category = category;
        group->currency = currency;
        ht_map_put(groups, key, group);
    }
    return group;
}

// Largest value first within a category; then by id and currency, so that the order is always the same.
static int by_weight(const void *left, const void *right) {
    const struct group *a = *(struct group *const *)left, *b = *(struct group *const *)right;
    int order = (a->category > b->category) - (a->category < b->category);
    if (!order)
        order = b->sum.value.known - a->sum.value.known;
    if (!order && a->sum.value.known)
        order = ht_decimal_cmp(b->sum.value.number, a->sum.value.number);
    if (!order)
        order = strcmp(a->entity->id, b->entity->id);
    return order ? order : strcmp(a->currency ? a->currency : "~", b->currency ? b->currency : "~");
}

// The value of GROUP's rows that no group before it has.
static struct ht_amount distinct_value(struct acc_context *ctx, const struct group *group, bool *seen) {
    struct ht_amount sum = ht_amount_unknown();
    bool broken = false;
    for (size_t i = 0; i < group->lines.count; i++) {
        size_t index = (size_t)(group->lines.items[i] - ctx->account->lines);
        if (!seen[index] && !broken)
            broken = !ht_amount_add(&sum, acc_position(group->lines.items[i])->value);
        seen[index] = true;
    }
    return broken ? ht_amount_unknown() : sum;
}

static struct ht_entity_sum *sum_groups(struct acc_context *ctx, const struct ht_map *groups, size_t *count) {
    *count = ht_map_count(groups);
    struct group **list = ht_arena_array(ctx->arena, *count, sizeof *list);
    struct ht_entity_sum *sums = ht_arena_array(ctx->arena, *count, sizeof *sums);
    bool *seen = ht_arena_array(ctx->arena, ctx->account->line_count, sizeof *seen);
    for (size_t i = 0; i < *count; i++) {
        list[i] = ht_map_value_at(groups, i);
        acc_sum(ctx, &list[i]->lines, list[i]->currency, &list[i]->sum);
    }
    if (*count)
        qsort(list, *count, sizeof *list, by_weight);
    for (size_t i = 0; i < *count; i++)
        sums[i] = (struct ht_entity_sum){list[i]->entity, list[i]->category, list[i]->sum,
                                         distinct_value(ctx, list[i], seen), list[i]->lines.items};
    return sums;
}

// Whether an earlier tie of LINE names the target of tie INDEX: a line counts for a target once, in the nearest way.
static bool said_before(const struct ht_line *line, size_t index) {
    for (size_t i = 0; i < index; i++)
        if (strcmp(line->targets[i].tie.target->entity->id, line->targets[index].tie.target->entity->id) == 0)
            return true;
    return false;
}

static void add_targets(struct acc_context *ctx, struct ht_map *groups, const struct ht_line *line) {
    for (size_t i = 0; i < line->target_count; i++) {
        const struct ht_tie *tie = &line->targets[i].tie;
        if (said_before(line, i))
            continue;
        struct group *group = group_of(ctx, groups, tie->target->entity, tie->category, acc_position(line)->currency);
        acc_lines_add(ctx, &group->lines, line);
    }
}

// The head of the group whose ties give LINE its category.
static const struct ht_entity *head_of(struct acc_context *ctx, const struct ht_line *line) {
    const struct ht_entity *issuer = line->resolved->issuer, *guarantor = acc_guarantor(line);
    const struct ht_ties *ties = &acc_issuer_of(ctx, issuer)->ties;
    bool own = !guarantor || (ties->count && ties->items[0].category == line->category);
    return acc_issuer_of(ctx, own ? issuer : guarantor)->head;
}

void acc_group(struct acc_context *ctx) {
    struct ht_account *account = ctx->account;
    struct ht_map *targets = ht_map_new(ctx->arena), *parents = ht_map_new(ctx->arena);
    for (size_t i = 0; i < account->line_count; i++) {
        const struct ht_line *line = &account->lines[i];
        add_targets(ctx, targets, line);
        // Only counted exposure is summed by group: a head has no category to tell a customer from a subsidiary.
        if (acc_counts(ctx, line->category)) {
            struct group *group =
                group_of(ctx, parents, head_of(ctx, line), HT_NO_CATEGORY, acc_position(line)->currency);
            acc_lines_add(ctx, &group->lines, line);
        }
    }
    account->by_target = sum_groups(ctx, targets, &account->by_target_count);
    account->by_parent = sum_groups(ctx, parents, &account->by_parent_count);
}
