// SPDX-License-Identifier: GPL-3.0-or-later
// Targets that only one of two references has, or that it has for another reason, and that reason.
#include <assert.h>
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

// The entity of TARGET on SIDE by its id; by another one when it was merged.
static const struct ht_entity *entity_on(const struct ht_ref_side *side, const char *id) {
    return ht_reference_entity(side->ref, id);
}

static struct ht_designations designations_on(const struct ht_ref_side *side, const struct ht_entity *entity) {
    return entity ? ht_reference_designations(side->ref, entity) : (struct ht_designations){0};
}

static void compare_entries(const struct ht_ref_diff *diff, const char *id, struct reasons *reasons) {
    struct ht_designations before = designations_on(&diff->before, entity_on(&diff->before, id));
    struct ht_designations after = designations_on(&diff->after, entity_on(&diff->after, id));
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

static bool is_named(const struct ht_screen *screen, const char *id) {
    for (size_t i = 0; i < screen->entity_count; i++)
        if (strcmp(screen->entities[i], id) == 0)
            return true;
    return false;
}

static void compare_names(const struct ht_ref_diff *diff, const char *id, struct reasons *reasons) {
    bool before = is_named(&diff->before.screen, id), after = is_named(&diff->after.screen, id);
    if (before != after)
        add_reason(reasons, (struct ht_ref_why){after ? HT_REF_NAMED : HT_REF_NOT_NAMED, NULL, NULL, NULL});
}

// A target whose id means an entity of another id on the other side.
static void compare_ids(const struct ht_ref_side *side, const char *id, struct reasons *reasons) {
    const struct ht_entity *entity = entity_on(side, id);
    if (entity && strcmp(entity->id, id) != 0)
        add_reason(reasons, (struct ht_ref_why){HT_REF_MERGED, NULL, NULL, entity->id});
}

static void compare_target(struct ht_ref_diff *diff, const struct ht_target *before, const struct ht_target *after,
                           size_t *capacity, struct ht_arena *arena) {
    struct reasons reasons = {.arena = arena};
    assert(before || after);
    const char *id = (before ? before : after)->entity->id;
    compare_entries(diff, id, &reasons);
    compare_names(diff, id, &reasons);
    if (!before || !after)
        compare_ids(before ? &diff->after : &diff->before, id, &reasons);
    if (before && after && reasons.count == 0 && before->basis == after->basis)
        return;
    diff->targets = ht_arena_grow(arena, diff->targets, diff->target_count, capacity, sizeof *diff->targets);
    diff->targets[diff->target_count++] = (struct ht_ref_target_change){before, after, reasons.items, reasons.count};
    diff->differences++;
}

void diff_targets(struct ht_ref_diff *out, struct ht_arena *arena) {
    const struct ht_targets *a = out->before.targets, *b = out->after.targets;
    size_t i = 0, k = 0, capacity = 0;
    while (i < ht_targets_count(a) || k < ht_targets_count(b)) {
        const struct ht_target *before = i < ht_targets_count(a) ? ht_targets_at(a, i) : NULL;
        const struct ht_target *after = k < ht_targets_count(b) ? ht_targets_at(b, k) : NULL;
        int order = !before ? 1 : !after ? -1 : strcmp(before->entity->id, after->entity->id);
        compare_target(out, order <= 0 ? before : NULL, order >= 0 ? after : NULL, &capacity, arena);
        i += order <= 0;
        k += order >= 0;
    }
}
