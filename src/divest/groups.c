// SPDX-License-Identifier: GPL-3.0-or-later
// The sectors and countries of a fund, and how much of it stands in each after each way of placing the proceeds.
#include <stdlib.h>
#include <string.h>

#include "divest/plan.h"
#include "holdtrace/map.h"

const char *ht_grouping_name(enum ht_grouping by) {
    static const char *const NAMES[HT_GROUPING_COUNT] = {"sector", "country"};
    return NAMES[by];
}

const char *div_group_of(enum ht_grouping by, const struct ht_line *line) {
    const struct ht_position *position = line->resolved->position;
    return by == HT_BY_SECTOR ? position->sector : position->country;
}

static struct ht_amount sum(struct ht_amount a, struct ht_amount b) {
    struct ht_amount total = a;
    return ht_amount_add(&total, b) ? total : ht_amount_unknown();
}

static int largest_first(const void *left, const void *right) {
    const struct ht_divest_group *a = left, *b = right;
    struct ht_amount x = a->weight_pct[HT_LIKE_BEFORE], y = b->weight_pct[HT_LIKE_BEFORE];
    int order = x.known && y.known ? ht_decimal_cmp(y.number, x.number) : (int)y.known - (int)x.known;
    if (order)
        return order;
    return a->name && b->name ? strcmp(a->name, b->name) : (b->name != NULL) - (a->name != NULL);
}

// The groups by which lines stand; lines that the file says nothing of are one of them, which has no name.
static void collect(const struct div_plan *plan, enum ht_grouping by, struct ht_divest_groups *out) {
    const struct ht_account *account = plan->account;
    struct ht_map *names = ht_map_new(plan->arena);
    struct ht_divest_group *unnamed = NULL;
    out->items = ht_arena_array(plan->arena, account->line_count, sizeof *out->items);
    out->of_line = ht_arena_array(plan->arena, account->line_count, sizeof *out->of_line);
    for (size_t i = 0; i < account->line_count; i++) {
        const char *name = div_group_of(by, &account->lines[i]);
        struct ht_divest_group *group = name ? ht_map_get(names, name) : unnamed;
        if (!group) {
            group = &out->items[out->count++];
            group->name = name;
            if (name)
                ht_map_put(names, name, group);
            else
                unnamed = group;
        }
        out->of_line[i] = (size_t)(group - out->items);
        out->named += name != NULL;
    }
}

// What ALTERNATIVE holds in each group, and how far that is from the fund as it is: half of all differences, as that
// is what would have to be moved from one group to another.
static void measure(const struct div_plan *plan, struct ht_divest_groups *groups, struct ht_alternative *alternative,
                    enum ht_grouping by) {
    const struct ht_amount zero = ht_amount_of(ht_decimal_int(0));
    struct ht_amount *sums = ht_arena_array(plan->arena, groups->count, sizeof *sums), shift = alternative->left;
    struct ht_amount *changed = ht_arena_array(plan->arena, groups->count, sizeof *changed);
    for (size_t i = 0; i < groups->count; i++)
        sums[i] = changed[i] = zero;
    for (size_t i = 0; i < plan->account->line_count; i++) {
        size_t group = groups->of_line[i];
        struct ht_amount size = div_size(plan, &plan->account->lines[i]);
        if (size.known)
            sums[group] = sum(sums[group], size);
        if (alternative->changes && alternative->changes[i].known)
            changed[group] = sum(changed[group], alternative->changes[i]);
    }
    shift = shift.known ? ht_amount_of(ht_decimal_abs(shift.number)) : zero;
    for (size_t i = 0; i < groups->count; i++) {
        groups->items[i].weight_pct[alternative->which] = div_percent(plan, sum(sums[i], changed[i]));
        shift = changed[i].known ? sum(shift, ht_amount_of(ht_decimal_abs(changed[i].number))) : ht_amount_unknown();
    }
    alternative->shift_pct[by] = div_half_percent(plan, shift);
}

void div_group(struct div_plan *plan) {
    for (int by = 0; by < HT_GROUPING_COUNT; by++)
        collect(plan, (enum ht_grouping)by, &plan->out->groups[by]);
}

void div_measure_groups(struct div_plan *plan) {
    struct ht_divestment *out = plan->out;
    for (int by = 0; by < HT_GROUPING_COUNT; by++) {
        struct ht_divest_groups *groups = &out->groups[by];
        for (size_t i = 0; groups->named > 0 && i < out->alternative_count; i++)
            if (!out->alternatives[i].why_not.text)
                measure(plan, groups, &out->alternatives[i], (enum ht_grouping)by);
        if (groups->named == 0)
            groups->count = 0;
        // What stood by line is not needed any more, and would not be true after this.
        groups->of_line = NULL;
        qsort(groups->items, groups->count, sizeof *groups->items, largest_first);
    }
}
