// SPDX-License-Identifier: GPL-3.0-or-later
// Targets that only one of two references has, or that it has for another reason, and that reason.
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/text.h"
#include "reference/diff.h"

struct reasons {
    struct ht_arena *arena;
    struct ht_ref_why *items;
    size_t count, capacity;
};

const char *ht_ref_reason_name(enum ht_ref_reason reason) {
    static const char *const names[HT_REF_REASONS] = {"listing",   "delisting",  "status", "ground",
                                                      "day",       "row_gone",   "named",  "not_named",
                                                      "selection", "confidence", "merged"};
    return names[reason];
}

static void add_reason(struct reasons *reasons, struct ht_ref_why why) {
    reasons->items =
        ht_arena_grow(reasons->arena, reasons->items, reasons->count, &reasons->capacity, sizeof *reasons->items);
    reasons->items[reasons->count++] = why;
}

// How DESIGNATION selects its entity on SIDE.
static enum ht_standing selects(const struct ht_ref_side *side, const struct ht_designation *designation) {
    if (designation->list->is_event || !ht_confidence_counts(designation->confidence) ||
        !ht_screen_takes(&side->screen, designation))
        return HT_NOT_IN_FORCE;
    return ht_designation_standing(designation, side->as_of);
}

static bool same_date(struct ht_date a, struct ht_date b) {
    return ht_date_first(a) == ht_date_first(b) && ht_date_last(a) == ht_date_last(b);
}

// The row among ALL that tells of the same entry as DESIGNATION: of the same list, and as like it as there is.
static const struct ht_designation *counterpart(struct ht_designations all,
                                                const struct ht_designation *designation) {
    const struct ht_designation *best = NULL;
    int most = -1;
    for (size_t i = 0; i < all.count; i++) {
        const struct ht_designation *row = &all.items[i];
        if (strcmp(row->list->id, designation->list->id) != 0)
            continue;
        int alike = (same_date(row->listed_on, designation->listed_on) ? 4 : 0) +
                    (ht_text_equal(row->ground, designation->ground) ? 2 : 0) +
                    (ht_text_equal(row->listed_as, designation->listed_as) ? 1 : 0);
        if (alike > most) {
            most = alike;
            best = row;
        }
    }
    return best;
}

// Why an entry that both references have selects in one of them only, or otherwise.
static enum ht_ref_reason why_otherwise(const struct ht_ref_diff *diff, const struct ht_designation *before,
                                        const struct ht_designation *after) {
    if (ht_confidence_counts(before->confidence) != ht_confidence_counts(after->confidence))
        return HT_REF_TRUST;
    if (!same_date(before->delisted_on, after->delisted_on))
        return HT_REF_DELISTING;
    if (before->status != after->status)
        return HT_REF_STATUS;
    if (ht_screen_takes(&diff->before.screen, before) != ht_screen_takes(&diff->after.screen, after))
        return ht_text_equal(before->ground, after->ground) ? HT_REF_SELECTION : HT_REF_GROUND;
    return ht_date_known(after->delisted_on) && ht_date_last(after->delisted_on) < ht_date_first(diff->after.as_of)
               ? HT_REF_DELISTING
               : HT_REF_DAY;
}

// The designations on one side of all that goes by ID.
static struct ht_designations designations_on(const struct ht_ref_diff *diff, const struct diff_ids *ids, int side,
                                              const char *id, struct ht_arena *arena) {
    struct ht_reference *ref = (side == DIFF_BEFORE ? &diff->before : &diff->after)->ref;
    const struct diff_moved *moved = diff_moved_of(ids, id);
    const struct ht_entity *entity = moved ? NULL : ht_reference_entity(ref, id);
    if (!moved)
        return entity ? ht_reference_designations(ref, entity) : (struct ht_designations){0};
    struct ht_designation *items = NULL;
    size_t count = 0, capacity = 0;
    for (size_t i = 0; i < moved->sides[side].count; i++) {
        struct ht_designations own = ht_reference_designations(ref, moved->sides[side].items[i]);
        for (size_t k = 0; k < own.count; k++) {
            items = ht_arena_grow(arena, items, count, &capacity, sizeof *items);
            items[count++] = own.items[k];
        }
    }
    return (struct ht_designations){items, count};
}

static void compare_entries(const struct ht_ref_diff *diff, const struct diff_ids *ids, const char *id,
                            struct reasons *reasons) {
    struct ht_designations before = designations_on(diff, ids, DIFF_BEFORE, id, reasons->arena);
    struct ht_designations after = designations_on(diff, ids, DIFF_AFTER, id, reasons->arena);
    for (size_t i = 0; i < before.count; i++) {
        const struct ht_designation *row = &before.items[i], *other = counterpart(after, row);
        enum ht_standing standing = selects(&diff->before, row);
        if (standing == HT_NOT_IN_FORCE)
            continue;
        if (!other)
            add_reason(reasons, (struct ht_ref_why){HT_REF_ROW_GONE, row, NULL, NULL});
        else if (selects(&diff->after, other) != standing)
            add_reason(reasons, (struct ht_ref_why){why_otherwise(diff, row, other), row, other, NULL});
    }
    for (size_t i = 0; i < after.count; i++) {
        const struct ht_designation *row = &after.items[i], *other = counterpart(before, row);
        if (selects(&diff->after, row) == HT_NOT_IN_FORCE)
            continue;
        if (!other)
            add_reason(reasons, (struct ht_ref_why){HT_REF_LISTING, NULL, row, NULL});
        else if (selects(&diff->before, other) == HT_NOT_IN_FORCE)
            add_reason(reasons, (struct ht_ref_why){why_otherwise(diff, other, row), other, row, NULL});
    }
}

// Whether the screen names what goes by ID.
static bool is_named(const struct ht_ref_side *side, const struct diff_ids *ids, const char *id) {
    for (size_t i = 0; i < side->screen.entity_count; i++) {
        const struct ht_entity *entity = ht_reference_entity(side->ref, side->screen.entities[i]);
        if (entity && strcmp(diff_id(ids, entity->id), id) == 0)
            return true;
    }
    return false;
}

static void compare_names(const struct ht_ref_diff *diff, const struct diff_ids *ids, const char *id,
                          struct reasons *reasons) {
    bool before = is_named(&diff->before, ids, id), after = is_named(&diff->after, ids, id);
    if (before != after)
        add_reason(reasons, (struct ht_ref_why){after ? HT_REF_NAMED : HT_REF_NOT_NAMED, NULL, NULL, NULL});
}

// A target and the id it goes by.
struct placed {
    const char *id;
    const struct ht_target *target;
};

struct placed_targets {
    struct placed *items;
    size_t count;
};

static int by_place(const void *a, const void *b) {
    const struct placed *x = a, *y = b;
    int order = strcmp(x->id, y->id);
    return order ? order : strcmp(x->target->entity->id, y->target->entity->id);
}

static struct placed_targets place(const struct ht_targets *targets, const struct diff_ids *ids,
                                   struct ht_arena *arena) {
    struct placed_targets out = {NULL, ht_targets_count(targets)};
    out.items = ht_arena_array(arena, out.count, sizeof *out.items);
    for (size_t i = 0; i < out.count; i++) {
        const struct ht_target *target = ht_targets_at(targets, i);
        out.items[i] = (struct placed){diff_id(ids, target->entity->id), target};
    }
    if (out.count)
        qsort(out.items, out.count, sizeof *out.items, by_place);
    return out;
}

struct filing {
    struct ht_ref_diff *diff;
    const struct diff_ids *ids;
    struct ht_arena *arena;
    size_t capacity;
};

// What the entity of ENTITY is on the other SIDE, when it has another id there.
static const char *other_id(const struct filing *filing, const struct ht_entity *entity, int side) {
    const struct ht_ref_side *other = side == DIFF_BEFORE ? &filing->diff->before : &filing->diff->after;
    const struct ht_entity *found =
        diff_moved_of(filing->ids, entity->id) ? ht_reference_entity(other->ref, entity->id) : NULL;
    return found && strcmp(found->id, entity->id) != 0 ? found->id : NULL;
}

// Files the change from BEFORE to AFTER; FIRST: the first of what goes by one id, which tells the entries' changes.
static void file(struct filing *filing, const struct ht_target *before, const struct ht_target *after, bool first) {
    struct ht_ref_diff *diff = filing->diff;
    struct reasons reasons = {.arena = filing->arena};
    const struct ht_target *one = before ? before : after;
    assert(one);
    const struct ht_entity *entity = one->entity;
    const char *id = diff_id(filing->ids, entity->id), *other = NULL;
    if (first) {
        compare_entries(diff, filing->ids, id, &reasons);
        compare_names(diff, filing->ids, id, &reasons);
    }
    if (before && after)
        other = strcmp(before->entity->id, after->entity->id) != 0 ? before->entity->id : NULL;
    else
        other = other_id(filing, entity, before ? DIFF_AFTER : DIFF_BEFORE);
    if (other)
        add_reason(&reasons, (struct ht_ref_why){HT_REF_MERGED, NULL, NULL, other});
    if (before && after && reasons.count == 0 && before->basis == after->basis)
        return;
    diff->targets =
        ht_arena_grow(filing->arena, diff->targets, diff->target_count, &filing->capacity, sizeof *diff->targets);
    diff->targets[diff->target_count++] = (struct ht_ref_target_change){before, after, reasons.items, reasons.count};
    diff->differences++;
}

// The one of COUNT targets with the id of TARGET, else the first; NULL when there is none.
static const struct ht_target *opposite(const struct placed *items, size_t count, const struct ht_target *target) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(items[i].target->entity->id, target->entity->id) == 0)
            return items[i].target;
    return count ? items[0].target : NULL;
}

// Targets that go by one id: each of before is held against what it is now, and what is left against what it was.
static void compare_one(struct filing *filing, const struct placed *before, size_t before_count,
                        const struct placed *after, size_t after_count) {
    for (size_t i = 0; i < before_count; i++)
        file(filing, before[i].target, opposite(after, after_count, before[i].target), i == 0);
    for (size_t i = 0; i < after_count; i++) {
        bool known = false;
        for (size_t k = 0; k < before_count; k++)
            known = known || opposite(after, after_count, before[k].target) == after[i].target;
        if (!known)
            file(filing, opposite(before, before_count, after[i].target), after[i].target,
                 before_count == 0 && i == 0);
    }
}

static size_t end_of(const struct placed_targets *targets, size_t from, const char *id) {
    while (from < targets->count && strcmp(targets->items[from].id, id) == 0)
        from++;
    return from;
}

void diff_targets(struct ht_ref_diff *out, const struct diff_ids *ids, struct ht_arena *arena) {
    struct filing filing = {out, ids, arena, 0};
    struct placed_targets a = place(out->before.targets, ids, arena), b = place(out->after.targets, ids, arena);
    size_t i = 0, k = 0;
    while (i < a.count || k < b.count) {
        bool here = i < a.count && (k >= b.count || strcmp(a.items[i].id, b.items[k].id) <= 0);
        const char *id = here ? a.items[i].id : b.items[k].id;
        size_t i_end = end_of(&a, i, id), k_end = end_of(&b, k, id);
        compare_one(&filing, a.items + i, i_end - i, b.items + k, k_end - k);
        i = i_end;
        k = k_end;
    }
}
