// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Which statements of ownership stand on a day. For one owner, owned and kind the latest statement not after the day
 * stands, even when it says that the stake has ended: an older one does not rise again.
 */
#include <stdlib.h>
#include <string.h>

#include "ownership/graph.h"

// From when a statement says anything: the day its fact began, else the day it speaks of.
static int32_t begins(const struct ht_stake *stake) {
    return ht_date_first(ht_date_known(stake->valid_from) ? stake->valid_from : stake->as_of);
}

// The latest day not after DAY of which the statement speaks.
static int32_t spoken(const struct ht_stake *stake, int32_t day) {
    int32_t start = ht_date_first(stake->valid_from), stated = ht_date_first(stake->as_of);
    return stated <= day && stated > start ? stated : start;
}

struct statement {
    const struct ht_stake *stake;
    int32_t spoken;
};

static int by_pair_and_kind(const struct ht_stake *a, const struct ht_stake *b) {
    int order = strcmp(a->owner->id, b->owner->id);
    if (!order)
        order = strcmp(a->owned->id, b->owned->id);
    return order ? order : (a->kind > b->kind) - (a->kind < b->kind);
}

// Whatever else differs decides last, so that the order never depends on that of the rows.
static int by_content(const struct ht_stake *a, const struct ht_stake *b) {
    if (a->confidence != b->confidence)
        return a->confidence < b->confidence ? -1 : 1;
    if (a->percent_min.known != b->percent_min.known)
        return a->percent_min.known ? -1 : 1;
    int order = a->percent_min.known ? ht_decimal_cmp(a->percent_min.number, b->percent_min.number) : 0;
    if (!order)
        order = strcmp(a->source ? a->source : "", b->source ? b->source : "");
    return order ? order : strcmp(a->note ? a->note : "", b->note ? b->note : "");
}

static int by_statement(const void *left, const void *right) {
    const struct statement *a = left, *b = right;
    int order = by_pair_and_kind(a->stake, b->stake);
    if (!order)
        order = (a->spoken < b->spoken) - (a->spoken > b->spoken);
    return order ? order : by_content(a->stake, b->stake);
}

static void widen(struct ht_amount *bound, struct ht_amount other, int direction) {
    if (!bound->known || (other.known && ht_decimal_cmp(other.number, bound->number) * direction > 0))
        *bound = other;
}

// Two sources of one stake are one stake; where they differ it is a range.
static void merge(struct ht_stake *into, const struct ht_stake *other, struct ht_arena *arena) {
    widen(&into->percent_min, other->percent_min, -1);
    widen(&into->percent_max, other->percent_max, 1);
    if (into->nature == HT_STAKE_ORDINARY)
        into->nature = other->nature;
    if (other->source && (!into->source || !strstr(into->source, other->source)))
        into->source = into->source ? ht_arena_format(arena, "%s|%s", into->source, other->source) : other->source;
    if (ht_date_last(other->valid_to) < ht_date_last(into->valid_to))
        into->valid_to = other->valid_to;
}

static bool counts(const struct ht_stake *stake, int32_t day) {
    return stake->status == HT_STAKE_CLOSED && ht_confidence_counts(stake->confidence) && begins(stake) <= day;
}

struct ht_stakes own_standing(struct ht_stakes all, struct ht_date as_of, struct ht_arena *arena) {
    if (!all.count)
        return (struct ht_stakes){NULL, 0};
    struct statement *statements = ht_arena_array(arena, all.count, sizeof *statements);
    struct ht_stake *standing = ht_arena_array(arena, all.count, sizeof *standing);
    int32_t day = ht_date_first(as_of);
    size_t count = 0, stand = 0;
    for (size_t i = 0; i < all.count; i++)
        if (counts(&all.items[i], day))
            statements[count++] = (struct statement){&all.items[i], spoken(&all.items[i], day)};
    if (count)
        qsort(statements, count, sizeof *statements, by_statement);
    for (size_t i = 0, end; i < count; i = end) {
        struct ht_stake latest = *statements[i].stake;
        for (end = i + 1; end < count && by_pair_and_kind(&latest, statements[end].stake) == 0; end++)
            if (statements[end].spoken == statements[i].spoken)
                merge(&latest, statements[end].stake, arena);
        if (ht_date_last(latest.valid_to) >= day)
            standing[stand++] = latest;
    }
    return (struct ht_stakes){standing, stand};
}

struct ht_stakes ht_ownership_standing(struct ht_reference *ref, const struct ht_entity *entity, bool as_owner,
                                       struct ht_date as_of, struct ht_arena *arena) {
    return own_standing(as_owner ? ht_reference_holdings(ref, entity) : ht_reference_owners(ref, entity), as_of,
                        arena);
}
