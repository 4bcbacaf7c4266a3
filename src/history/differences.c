// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Two scans of a fund laid side by side. Rows of one security are added up first, so that two lots that became one
 * are no change. What the other file holds, exposed or not, tells what was bought or sold from what was listed.
 */
#include <stdlib.h>
#include <string.h>

#include "history/causes.h"
#include "history/identity.h"
#include "holdtrace/history.h"
#include "holdtrace/map.h"

struct group {
    struct ht_held_sum sum;
    bool paired;
};

struct groups {
    struct group *items;
    size_t count, capacity;
    struct ht_map *by_key; // place among the items, from 1
};

static void add_amount(struct ht_amount *sum, struct ht_amount amount, bool first) {
    if (first)
        *sum = amount;
    else if (!sum->known || !amount.known || !ht_amount_add(sum, amount))
        sum->known = false;
}

static void add_row(struct ht_held_sum *sum, const struct ht_kept_position *row) {
    bool first = sum->rows == 0;
    if (first)
        sum->first = row;
    bool same = ht_text_equal(sum->first->currency, row->currency);
    add_amount(&sum->quantity, row->quantity, first);
    add_amount(&sum->value, same ? row->exposure_value : ht_amount_unknown(), first);
    add_amount(&sum->weight_pct, row->weight_pct, first);
    sum->rows++;
}

// What rows are added up by: security, side and category; what a table repeats is not added to what it repeats.
static const char *group_key(const struct ht_kept_position *row, struct ht_arena *arena) {
    return ht_arena_format(arena, "%s %s %s %s", row->apart ? "apart" : "", row->side, row->category, row->key);
}

static struct groups group(const struct ht_kept_scan *scan, struct ht_arena *arena) {
    struct groups groups = {.by_key = ht_map_new(arena)};
    const struct ht_kept_position *rows = ht_kept_positions(scan);
    for (size_t i = 0; i < scan->parts[HT_KEPT_POSITIONS].count; i++) {
        const char *key = group_key(&rows[i], arena);
        uintptr_t index = (uintptr_t)ht_map_get(groups.by_key, key);
        if (!index) {
            groups.items = ht_arena_grow(arena, groups.items, groups.count, &groups.capacity, sizeof *groups.items);
            index = ++groups.count;
            ht_map_put(groups.by_key, key, (void *)index);
        }
        add_row(&groups.items[index - 1].sum, &rows[i]);
    }
    return groups;
}

// --- pairs

static bool share(const char *a, const char *b) {
    return a && b && strcmp(a, b) == 0;
}

// Whether A and B are one security, in whatever category and by whatever the two files tell it.
static bool is_same(const struct ht_kept_position *a, const struct ht_kept_position *b, struct ht_arena *arena) {
    if (a->apart != b->apart || !share(a->side, b->side) || !ht_text_equal(a->kind, b->kind))
        return false;
    if (share(a->key, b->key))
        return true;
    if ((a->isin && b->isin) || (a->cusip && b->cusip))
        return share(a->isin, b->isin) || share(a->cusip, b->cusip);
    return share(a->sedol, b->sedol) || share(a->figi, b->figi) ||
           share(ht_identity_of_name(a->name, arena), ht_identity_of_name(b->name, arena));
}

static struct group *find_by_key(const struct groups *groups, const struct ht_kept_position *row,
                                 struct ht_arena *arena) {
    uintptr_t index = (uintptr_t)ht_map_get(groups->by_key, group_key(row, arena));
    return index ? &groups->items[index - 1] : NULL;
}

static struct group *find_alike(const struct groups *groups, const struct ht_kept_position *row,
                                struct ht_arena *arena) {
    for (size_t i = 0; i < groups->count; i++)
        if (!groups->items[i].paired && is_same(groups->items[i].sum.first, row, arena))
            return &groups->items[i];
    return NULL;
}

// --- changes

// How A compares with B by value, by weight where no value can be compared; 0 where nothing can.
static int by_amount(const struct ht_held_sum *a, const struct ht_held_sum *b) {
    if (a->value.known && b->value.known && ht_text_equal(a->first->currency, b->first->currency))
        return ht_decimal_cmp(ht_decimal_abs(a->value.number), ht_decimal_abs(b->value.number));
    if (a->weight_pct.known && b->weight_pct.known)
        return ht_decimal_cmp(ht_decimal_abs(a->weight_pct.number), ht_decimal_abs(b->weight_pct.number));
    return 0;
}

static void add_change(struct ht_scan_diff *diff, const struct ht_position_change *change, struct ht_arena *arena) {
    diff->changes =
        ht_arena_grow(arena, diff->changes, diff->change_count, &diff->change_capacity, sizeof *diff->changes);
    diff->changes[diff->change_count++] = *change;
}

static void compare_pair(const struct cause_question *question, struct ht_scan_diff *diff,
                         const struct ht_held_sum *before, const struct ht_held_sum *after, struct ht_arena *arena) {
    struct ht_position_change change = {.before = *before, .after = *after, .in_other = HT_YES};
    int order = by_amount(after, before);
    if (strcmp(before->first->category, after->first->category) != 0 ||
        before->first->counted != after->first->counted)
        change.change = HT_CHANGE_MOVED;
    else if (order != 0)
        change.change = order > 0 ? HT_CHANGE_GROWN : HT_CHANGE_SHRUNK;
    else {
        diff->unchanged++;
        return;
    }
    causes_find(question, diff, &change, arena);
    add_change(diff, &change, arena);
}

static void add_single(const struct cause_question *question, struct ht_scan_diff *diff,
                       const struct ht_held_sum *sum, bool is_new, struct ht_arena *arena) {
    struct ht_position_change change = {.change = is_new ? HT_CHANGE_NEW : HT_CHANGE_GONE};
    *(is_new ? &change.after : &change.before) = *sum;
    causes_find(question, diff, &change, arena);
    add_change(diff, &change, arena);
}

static void compare_positions(const struct cause_question *question, struct ht_scan_diff *diff,
                              struct ht_arena *arena) {
    struct groups before = group(diff->before, arena), after = group(diff->after, arena);
    struct group **partner = ht_arena_array(arena, after.count, sizeof *partner);
    for (size_t i = 0; i < after.count; i++) {
        partner[i] = find_by_key(&before, after.items[i].sum.first, arena);
        if (partner[i])
            partner[i]->paired = true;
    }
    for (size_t i = 0; i < after.count; i++) {
        if (!partner[i])
            partner[i] = find_alike(&before, after.items[i].sum.first, arena);
        if (partner[i])
            partner[i]->paired = true;
    }
    for (size_t i = 0; i < after.count; i++)
        if (partner[i])
            compare_pair(question, diff, &partner[i]->sum, &after.items[i].sum, arena);
        else
            add_single(question, diff, &after.items[i].sum, true, arena);
    for (size_t i = 0; i < before.count; i++)
        if (!before.items[i].paired)
            add_single(question, diff, &before.items[i].sum, false, arena);
}

static struct ht_amount size_of(const struct ht_position_change *change) {
    return change->after.first ? change->after.value : change->before.value;
}

static int by_kind_and_value(const void *left, const void *right) {
    const struct ht_position_change *a = left, *b = right;
    struct ht_amount x = size_of(a), y = size_of(b);
    int order = (int)a->change - (int)b->change;
    if (order == 0)
        order = (int)y.known - (int)x.known;
    if (order == 0 && x.known)
        order = ht_decimal_cmp(ht_decimal_abs(y.number), ht_decimal_abs(x.number));
    if (order == 0) {
        const struct ht_kept_position *p = a->after.first ? a->after.first : a->before.first;
        const struct ht_kept_position *q = b->after.first ? b->after.first : b->before.first;
        order = strcmp(p->key, q->key);
        if (order == 0)
            order = (p->line > q->line) - (p->line < q->line);
    }
    return order;
}

// --- listings

static const struct ht_kept_listing *find_listing(const struct ht_kept_scan *scan,
                                                  const struct ht_kept_listing *wanted) {
    const struct ht_kept_listing *rows = ht_kept_listings(scan);
    for (size_t i = 0; i < scan->parts[HT_KEPT_LISTINGS].count; i++)
        if (strcmp(rows[i].target, wanted->target) == 0 && strcmp(rows[i].list, wanted->list) == 0 &&
            ht_text_equal(rows[i].listed_as, wanted->listed_as) && ht_text_equal(rows[i].citation, wanted->citation))
            return &rows[i];
    return NULL;
}

static bool same_date(struct ht_date a, struct ht_date b) {
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

static bool same_listing(const struct ht_kept_listing *a, const struct ht_kept_listing *b) {
    return same_date(a->listed_on, b->listed_on) && same_date(a->effective_on, b->effective_on) &&
           same_date(a->divest_by, b->divest_by) && same_date(a->delisted_on, b->delisted_on) &&
           ht_text_equal(a->status, b->status) && ht_text_equal(a->ground, b->ground) && a->selects == b->selects;
}

static bool has_target(const struct ht_kept_scan *scan, const char *target) {
    const struct ht_kept_tie *ties = ht_kept_ties(scan);
    for (size_t i = 0; i < scan->parts[HT_KEPT_TIES].count; i++)
        if (strcmp(ties[i].target, target) == 0)
            return true;
    return false;
}

// Whether every position behind TARGET in SCAN is one that the other file does not hold at all.
static bool came_with_holding(const struct ht_kept_scan *scan, const struct ht_held *other, const char *target,
                              struct ht_arena *arena) {
    const struct ht_kept_tie *ties = ht_kept_ties(scan);
    for (size_t i = 0; i < scan->parts[HT_KEPT_TIES].count; i++) {
        const struct ht_kept_position *row = &ht_kept_positions(scan)[ties[i].position];
        if (strcmp(ties[i].target, target) == 0 &&
            ht_held_has(other, row->key, ht_identity_of_name(row->name, arena)))
            return false;
    }
    return true;
}

static void add_listing(struct ht_scan_diff *diff, const struct ht_listing_change *change, struct ht_arena *arena) {
    diff->listings =
        ht_arena_grow(arena, diff->listings, diff->listing_count, &diff->listing_capacity, sizeof *diff->listings);
    diff->listings[diff->listing_count++] = *change;
}

static void compare_listings(const struct cause_question *question, struct ht_scan_diff *diff,
                             struct ht_arena *arena) {
    const struct ht_kept_listing *rows = ht_kept_listings(diff->after);
    for (size_t i = 0; i < diff->after->parts[HT_KEPT_LISTINGS].count; i++) {
        struct ht_listing_change change = {find_listing(diff->before, &rows[i]), &rows[i], false, false};
        if (change.before && same_listing(change.before, &rows[i]))
            continue;
        change.with_target = !has_target(diff->before, rows[i].target);
        change.brought =
            change.with_target && came_with_holding(diff->after, question->held_before, rows[i].target, arena);
        add_listing(diff, &change, arena);
    }
    rows = ht_kept_listings(diff->before);
    for (size_t i = 0; i < diff->before->parts[HT_KEPT_LISTINGS].count; i++) {
        struct ht_listing_change change = {&rows[i], NULL, false, !has_target(diff->after, rows[i].target)};
        if (find_listing(diff->after, &rows[i]))
            continue;
        change.brought =
            change.with_target && came_with_holding(diff->before, question->held_after, rows[i].target, arena);
        add_listing(diff, &change, arena);
    }
}

// The digests of the inputs of one kind, joined.
static const char *inputs_of(const struct ht_kept_scan *scan, const char *what, struct ht_arena *arena) {
    const struct ht_kept_input *rows = scan->parts[HT_KEPT_INPUTS].items;
    const char *all = "";
    for (size_t i = 0; i < scan->parts[HT_KEPT_INPUTS].count; i++)
        if (strcmp(rows[i].what, what) == 0)
            all = ht_arena_format(arena, "%s %s", all, rows[i].sha256);
    return all;
}

static bool same_inputs(const struct ht_kept_scan *a, const struct ht_kept_scan *b, const char *what,
                        struct ht_arena *arena) {
    return strcmp(inputs_of(a, what, arena), inputs_of(b, what, arena)) == 0;
}

void ht_scan_diff_make(const struct ht_kept_scan *before, const struct ht_held *held_before,
                       const struct ht_kept_scan *after, const struct ht_held *held_after, struct ht_arena *arena,
                       struct ht_scan_diff *out) {
    struct cause_question question = {held_before, held_after};
    *out = (struct ht_scan_diff){
        .before = before,
        .after = after,
        .same_file = strcmp(before->sha256, after->sha256) == 0 && ht_text_equal(before->part, after->part),
        .same_reference = strcmp(before->reference_sha256, after->reference_sha256) == 0,
        .same_day = same_date(before->as_of, after->as_of),
        .same_screen = strcmp(before->screen_sha256, after->screen_sha256) == 0,
        .same_exclusions = same_inputs(before, after, "exclusions", arena),
        .same_decisions = same_inputs(before, after, "decisions", arena),
        .same_rates = same_inputs(before, after, "rates", arena),
        .same_look_through = same_inputs(before, after, "look-through", arena),
    };
    compare_listings(&question, out, arena);
    compare_positions(&question, out, arena);
    if (out->change_count)
        qsort(out->changes, out->change_count, sizeof *out->changes, by_kind_and_value);
}
