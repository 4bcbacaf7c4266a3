// SPDX-License-Identifier: GPL-3.0-or-later
// The first ties of companies in two references, held side by side: see tie_changes.h.
#include "holdtrace/tie_changes.h"

#include <string.h>

static struct ht_tied tied_on(const struct ht_ref_side *side, const struct ht_entity *entity,
                              struct ht_arena *scratch) {
    struct ht_tied tied = {entity, HT_NO_CATEGORY, NULL};
    if (!tied.entity)
        return tied;
    struct ht_ties ties =
        ht_ownership_ties(side->ref, side->targets, &side->screen, tied.entity, side->as_of, scratch);
    if (ties.count) {
        tied.category = ties.items[0].category;
        tied.target = ties.items[0].target->entity;
    }
    return tied;
}

// Whether the two differ by more than that the company itself became a target or ceased to be one.
static bool differs(const struct ht_tied *a, const struct ht_tied *b) {
    if (a->category == b->category)
        return false;
    bool direct = a->category == HT_DIRECT || b->category == HT_DIRECT;
    return !direct || (a->category != HT_NO_CATEGORY && b->category != HT_NO_CATEGORY);
}

struct ht_tie_changes ht_ownership_tie_changes(const struct ht_ref_diff *diff, struct ht_arena *arena) {
    struct ht_tie_changes changes = {0};
    struct ht_arena *scratch = ht_arena_new();
    for (size_t i = 0; i < diff->related_count; i++) {
        struct ht_tie_change change = {tied_on(&diff->before, diff->related[i].before, scratch),
                                       tied_on(&diff->after, diff->related[i].after, scratch)};
        ht_arena_clear(scratch);
        if (!differs(&change.before, &change.after))
            continue;
        changes.items = ht_arena_grow(arena, changes.items, changes.count, &changes.capacity, sizeof *changes.items);
        changes.items[changes.count++] = change;
    }
    ht_arena_free(scratch);
    return changes;
}
