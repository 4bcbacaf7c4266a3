// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A holding that changed is seen by quantity, a price by value at the same quantity, a listing by its own days, a
 * decision by the ledgers' lines about the row. What is left is laid to the frame that differs: the reference, the
 * day, the screen. Where none differs, nothing is claimed.
 */
#include "history/causes.h"

#include <string.h>

#include "history/identity.h"

// --- value: V1 of Q1 before, V2 of Q2 after

// Whether the price moved by more than rounding: V1 x Q2 and V2 x Q1 differ by over one in ten thousand.
static bool price_moved(const struct ht_held_sum *before, const struct ht_held_sum *after) {
    struct ht_decimal a, b, difference;
    if (!ht_decimal_mul(before->value.number, after->quantity.number, &a) ||
        !ht_decimal_mul(after->value.number, before->quantity.number, &b) || !ht_decimal_sub(b, a, &difference))
        return true;
    difference = ht_decimal_abs(difference);
    struct ht_decimal bound = ht_decimal_abs(a);
    return !ht_decimal_mul(difference, ht_decimal_int(10000), &difference) || ht_decimal_cmp(difference, bound) > 0;
}

// The holding did V1 x (Q2 - Q1) / Q1, the price the rest.
static void split_value(struct ht_position_change *change) {
    const struct ht_held_sum *before = &change->before, *after = &change->after;
    struct ht_decimal more, all, holding, price;
    unsigned places = before->value.number.scale > after->value.number.scale ? before->value.number.scale
                                                                             : after->value.number.scale;
    if (ht_decimal_sign(before->quantity.number) == 0 ||
        !ht_decimal_sub(after->quantity.number, before->quantity.number, &more) ||
        !ht_decimal_sub(after->value.number, before->value.number, &all) ||
        !ht_decimal_convert(before->value.number, more, before->quantity.number, places, &holding) ||
        !ht_decimal_sub(all, holding, &price))
        return;
    change->by_holding = ht_amount_of(holding);
    change->by_price = ht_amount_of(price);
}

static unsigned amount_causes(struct ht_position_change *change) {
    const struct ht_held_sum *before = &change->before, *after = &change->after;
    bool quantities = before->quantity.known && after->quantity.known;
    bool values =
        before->value.known && after->value.known && ht_text_equal(before->first->currency, after->first->currency);
    unsigned causes = 0;
    if (!quantities)
        return HT_CAUSE_VALUE;
    if (ht_decimal_cmp(before->quantity.number, after->quantity.number) != 0)
        causes |= HT_CAUSE_HOLDING;
    if (!values)
        return causes | HT_CAUSE_VALUE;
    if (!causes || price_moved(before, after))
        causes |= HT_CAUSE_PRICE;
    split_value(change);
    return causes;
}

// --- category

static bool has_tie(const struct ht_kept_scan *scan, const struct ht_kept_position *row, const char *target) {
    const struct ht_kept_tie *ties = ht_kept_ties(scan);
    int64_t number = row - ht_kept_positions(scan);
    for (size_t i = 0; i < scan->parts[HT_KEPT_TIES].count; i++)
        if (ties[i].position == number && strcmp(ties[i].target, target) == 0)
            return true;
    return false;
}

// Whether DAY lies after FROM and not after TO; a day that is known in part is taken to be its first.
static bool is_between(struct ht_date day, struct ht_date from, struct ht_date to) {
    return ht_date_known(day) && ht_date_first(day) > ht_date_last(from) && ht_date_first(day) <= ht_date_last(to);
}

// Whether a listing behind ROW of SCAN (NULL: none) began (or, of a row that is gone, ended) between the two days.
static bool listing_turned(const struct ht_scan_diff *diff, const struct ht_kept_scan *scan,
                           const struct ht_kept_position *row) {
    const struct ht_kept_listing *rows = ht_kept_listings(scan);
    struct ht_date from = diff->before->as_of, to = diff->after->as_of;
    for (size_t i = 0; row && i < scan->parts[HT_KEPT_LISTINGS].count; i++) {
        if (!has_tie(scan, row, rows[i].target))
            continue;
        struct ht_date began = ht_date_known(rows[i].effective_on) ? rows[i].effective_on : rows[i].listed_on;
        if (scan == diff->after && rows[i].selects && is_between(began, from, to))
            return true;
        if (is_between(rows[i].delisted_on, from, to))
            return true;
    }
    return false;
}

static bool row_decided(const struct ht_kept_scan *scan, const struct ht_kept_decision *wanted) {
    const struct ht_kept_decision *rows = scan->parts[HT_KEPT_DECISIONS].items;
    for (size_t i = 0; i < scan->parts[HT_KEPT_DECISIONS].count; i++)
        if (strcmp(rows[i].key, wanted->key) == 0 && ht_text_equal(rows[i].entity, wanted->entity) &&
            ht_text_equal(rows[i].state, wanted->state))
            return true;
    return false;
}

// Whether SCAN has a decision about a row of KEY that OTHER does not have.
static bool decided_only_in(const struct ht_kept_scan *scan, const struct ht_kept_scan *other, const char *key) {
    const struct ht_kept_decision *rows = scan->parts[HT_KEPT_DECISIONS].items;
    for (size_t i = 0; i < scan->parts[HT_KEPT_DECISIONS].count; i++)
        if (strcmp(rows[i].key, key) == 0 && !row_decided(other, &rows[i]))
            return true;
    return false;
}

static unsigned frame_causes(const struct ht_scan_diff *diff) {
    unsigned causes = 0;
    if (!diff->same_reference)
        causes |= HT_CAUSE_REFERENCE;
    else if (!diff->same_day)
        causes |= HT_CAUSE_DAY;
    if (!diff->same_screen || !diff->same_exclusions)
        causes |= HT_CAUSE_SCREEN;
    return causes;
}

// Why the same holding is in another category, or in none.
static unsigned category_causes(const struct ht_scan_diff *diff, const struct ht_position_change *change) {
    const struct ht_kept_position *before = change->before.first, *after = change->after.first;
    const struct ht_kept_position *row = after ? after : before;
    unsigned causes;
    if (!row)
        return HT_CAUSE_UNKNOWN;
    if (decided_only_in(diff->after, diff->before, row->key) || decided_only_in(diff->before, diff->after, row->key))
        return HT_CAUSE_DECISION;
    if (listing_turned(diff, diff->after, after) || listing_turned(diff, diff->before, before))
        return HT_CAUSE_LIST;
    causes = frame_causes(diff);
    if (before && after && strcmp(before->key, after->key) != 0)
        causes |= HT_CAUSE_FILE;
    // The name may be all that the two files have in common.
    if (!causes && !diff->same_file)
        causes = HT_CAUSE_FILE;
    return causes ? causes : HT_CAUSE_UNKNOWN;
}

// In one file nothing is bought or sold: other rows are added up than before.
static unsigned value_causes(const struct ht_scan_diff *diff, struct ht_position_change *change) {
    const char *key = change->after.first->key;
    if (diff->same_file && change->before.rows != change->after.rows)
        return category_causes(diff, change);
    unsigned causes = amount_causes(change);
    if (decided_only_in(diff->after, diff->before, key) || decided_only_in(diff->before, diff->after, key))
        causes |= HT_CAUSE_DECISION;
    return causes;
}

// Whether ROW is held through a fund that one of the two runs looked through otherwise.
static bool seen_otherwise(const struct ht_scan_diff *diff, const struct ht_kept_position *row) {
    return row && row->through && !diff->same_look_through;
}

// Whether the other file holds what is new or gone. A name alone may be that of another class of shares.
static enum ht_tri is_held(const struct ht_held *other, const struct ht_kept_position *row, struct ht_arena *arena) {
    if (ht_held_has(other, row->key, NULL))
        return HT_YES;
    return ht_held_has(other, NULL, ht_identity_of_name(row->name, arena)) ? HT_UNKNOWN : HT_NO;
}

void causes_find(const struct cause_question *question, const struct ht_scan_diff *diff,
                 struct ht_position_change *change, struct ht_arena *arena) {
    bool gone = change->change == HT_CHANGE_GONE;
    if (change->change == HT_CHANGE_GROWN || change->change == HT_CHANGE_SHRUNK) {
        change->causes = value_causes(diff, change);
        if (seen_otherwise(diff, change->before.first) || seen_otherwise(diff, change->after.first))
            change->causes |= HT_CAUSE_LOOK_THROUGH;
        return;
    }
    change->causes = category_causes(diff, change);
    if (change->change != HT_CHANGE_NEW && !gone)
        return;
    const struct ht_kept_position *row = gone ? change->before.first : change->after.first;
    change->in_other = is_held(gone ? question->held_after : question->held_before, row, arena);
    if (change->in_other == HT_NO && !row->apart)
        change->causes = seen_otherwise(diff, row) ? HT_CAUSE_LOOK_THROUGH : HT_CAUSE_HOLDING;
    else if (change->in_other == HT_UNKNOWN)
        change->causes = (change->causes & ~(unsigned)HT_CAUSE_UNKNOWN) | HT_CAUSE_FILE;
}
