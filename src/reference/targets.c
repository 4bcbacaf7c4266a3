// SPDX-License-Identifier: GPL-3.0-or-later
// The entities a screen selects on a day: see screen.h.
#include <stdlib.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/screen.h"
#include "reference/ask.h"

// How many targets can be compared by an identifier, which each fund of a run asks.
struct identified {
    size_t count, of; // of as many targets
};

struct ht_targets {
    struct ht_arena *arena;
    struct ht_target **items;
    size_t count, capacity;
    struct keyed by_entity;
    struct identified *identified;
};

const char *ht_basis_name(enum ht_basis basis) {
    static const char *const names[] = {"listed", "disputed", "named_by_screen", "exclusion"};
    return names[basis];
}

static bool is_among(const char *const *items, size_t count, const char *text) {
    for (size_t i = 0; text && i < count; i++)
        if (strcmp(items[i], text) == 0)
            return true;
    return false;
}

static bool fits_selection(const struct ht_selection *selection, const struct ht_designation *designation) {
    return is_among(selection->lists, selection->list_count, designation->list->id) &&
           (selection->ground_count == 0 ||
            is_among(selection->grounds, selection->ground_count, designation->ground));
}

bool ht_screen_takes(const struct ht_screen *screen, const struct ht_designation *designation) {
    struct ht_selection all = {screen->lists, screen->list_count, screen->grounds, screen->ground_count};
    for (size_t i = 0; i < screen->selection_count; i++)
        if (fits_selection(&screen->selections[i], designation))
            return true;
    return screen->selection_count == 0 && fits_selection(&all, designation);
}

/*
 * The first day a designation is known to have stood. Where no day was read, that is the day on which the list was
 * read with the entry on it: an earlier one would be a guess.
 */
static struct ht_date start_of(const struct ht_designation *designation) {
    if (ht_date_known(designation->listed_on))
        return designation->listed_on;
    if (ht_date_known(designation->effective_on))
        return designation->effective_on;
    return designation->list ? designation->list->retrieved_on : (struct ht_date){0};
}

enum ht_standing ht_designation_standing(const struct ht_designation *designation, struct ht_date day) {
    const struct ht_date open = {0};
    const struct ht_date end = designation->delisted_on;
    if (!ht_date_within(day, start_of(designation), open))
        return HT_NOT_IN_FORCE;
    bool before_end = ht_date_within(day, open, end);
    switch (designation->status) {
    case HT_IN_FORCE:
        return before_end ? HT_STANDING_IN_FORCE : HT_NOT_IN_FORCE;
    case HT_DELISTED:
        return ht_date_known(end) && before_end ? HT_STANDING_IN_FORCE : HT_NOT_IN_FORCE;
    case HT_DISPUTED:
        if (!ht_date_known(end))
            return HT_NOT_IN_FORCE;
        return before_end ? HT_STANDING_IN_FORCE : HT_STANDING_CONTESTED;
    case HT_WITHDRAWN:
        break;
    }
    return HT_NOT_IN_FORCE;
}

void ht_targets_add(struct ht_targets *targets, const struct ht_entity *entity, enum ht_basis basis,
                    const char *note) {
    struct ht_target *target = keyed_get(&targets->by_entity, entity->key);
    bool excluded = basis == HT_BASIS_EXCLUSION;
    if (target) {
        target->excluded = target->excluded || excluded;
        target->note = target->note ? target->note : ht_arena_string(targets->arena, note);
        return;
    }
    target = ht_arena_alloc(targets->arena, sizeof *target);
    *target = (struct ht_target){entity, basis, excluded, ht_arena_string(targets->arena, note)};
    targets->items =
        ht_arena_grow(targets->arena, targets->items, targets->count, &targets->capacity, sizeof *targets->items);
    targets->items[targets->count++] = target;
    keyed_put(&targets->by_entity, targets->arena, entity->key, target);
}

// Adds the entity of KEY; where it is a target already, the basis that comes first stands.
static void select_entity(struct ht_reference *ref, struct ht_targets *targets, int64_t key, enum ht_basis basis) {
    struct ht_target *known = keyed_get(&targets->by_entity, key);
    if (known) {
        known->basis = basis < known->basis ? basis : known->basis;
        return;
    }
    const struct ht_entity *entity = ask_listed_entity(ref, key);
    if (entity)
        ht_targets_add(targets, entity, basis, NULL);
}

// Goes through the designations that STMT gives, all of LIST.
static void select_standing(struct ht_reference *ref, struct db_stmt *stmt, const struct ht_list *list,
                            struct ht_date as_of, struct ht_targets *targets) {
    while (db_step(stmt)) {
        struct ht_designation row = {
            .list = list,
            .status = (enum ht_designation_status)read_word(ref, stmt, 1, &ref_designation_status, -1),
            .listed_on = read_date(stmt, 3),
            .effective_on = read_date(stmt, 4),
            .delisted_on = read_date(stmt, 5),
        };
        int confidence = read_word(ref, stmt, 2, &ref_confidences, HT_CONFIDENCE_FROM_KNOWLEDGE);
        enum ht_standing standing = ht_designation_standing(&row, as_of);
        if (standing == HT_NOT_IN_FORCE || !ht_confidence_counts((enum ht_confidence)confidence))
            continue;
        select_entity(ref, targets, db_int(stmt, 0),
                      standing == HT_STANDING_IN_FORCE ? HT_BASIS_LISTED : HT_BASIS_DISPUTED);
    }
}

static void select_list(struct ht_reference *ref, const struct ht_selection *selection, const struct ht_list *list,
                        struct ht_date as_of, struct ht_targets *targets) {
    if (!list || list->is_event)
        return;
    enum question question = selection->ground_count ? ASK_STANDINGS_BY_GROUND : ASK_STANDINGS;
    size_t rounds = selection->ground_count ? selection->ground_count : 1;
    struct db_stmt *stmt = ask(ref, question);
    for (size_t i = 0; i < rounds; i++) {
        db_bind_int(stmt, 1, list->key);
        if (selection->ground_count)
            db_bind_text(stmt, 2, selection->grounds[i]);
        select_standing(ref, stmt, list, as_of, targets);
    }
}

static int by_id(const void *a, const void *b) {
    const struct ht_target *const *x = a, *const *y = b;
    return strcmp((*x)->entity->id, (*y)->entity->id);
}

enum ht_status ht_targets_select(struct ht_reference *ref, const struct ht_screen *screen, struct ht_date as_of,
                                 struct ht_arena *arena, struct ht_targets **out, struct ht_error *err) {
    struct ht_targets *targets = ht_arena_alloc(arena, sizeof *targets);
    targets->arena = arena;
    targets->identified = ht_arena_alloc(arena, sizeof *targets->identified);
    const struct ht_selection own = {screen->lists, screen->list_count, screen->grounds, screen->ground_count};
    const struct ht_selection *selections = screen->selection_count ? screen->selections : &own;
    size_t count = screen->selection_count ? screen->selection_count : 1;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < selections[i].list_count; k++)
            select_list(ref, &selections[i], ht_reference_list(ref, selections[i].lists[k]), as_of, targets);
    for (size_t i = 0; i < screen->entity_count; i++) {
        const struct ht_entity *entity = ht_reference_entity(ref, screen->entities[i]);
        if (!entity)
            return ht_fail(err, HT_ERR_FORMAT, "screen %s: there is no entity \"%s\"", screen->name,
                           screen->entities[i]);
        select_entity(ref, targets, entity->key, HT_BASIS_SCREEN);
    }
    if (targets->count)
        qsort(targets->items, targets->count, sizeof *targets->items, by_id);
    *out = targets;
    return ht_reference_status(ref, err);
}

const struct ht_target *ht_targets_find(const struct ht_targets *targets, const struct ht_entity *entity) {
    return keyed_get(&targets->by_entity, entity->key);
}

bool ht_targets_of_screen(const struct ht_targets *targets) {
    for (size_t i = 0; i < targets->count; i++)
        if (targets->items[i]->basis != HT_BASIS_EXCLUSION)
            return true;
    return false;
}

size_t ht_targets_count(const struct ht_targets *targets) {
    return targets->count;
}

size_t ht_targets_identified(struct ht_reference *ref, const struct ht_targets *targets) {
    struct identified *known = targets->identified;
    if (known->of == targets->count)
        return known->count;
    *known = (struct identified){.of = targets->count};
    for (size_t i = 0; i < targets->count; i++) {
        const struct ht_entity *entity = targets->items[i]->entity;
        known->count += entity->lei || ht_reference_has_security(ref, entity);
    }
    return known->count;
}

const struct ht_target *ht_targets_at(const struct ht_targets *targets, size_t index) {
    return targets->items[index];
}
