// SPDX-License-Identifier: GPL-3.0-or-later
// All ties of an issuer, kind by kind: see ties.h.
#include "ownership/ties.h"

#include <stdlib.h>
#include <string.h>

#include "holdtrace/text.h"

enum { CHANCE_PLACES = 12 };

bool own_has_tie(const struct own_ties *ties, enum ht_category category, const struct ht_target *target) {
    for (size_t i = 0; i < ties->found.count; i++)
        if (ties->found.items[i].category == category &&
            own_same(ties->found.items[i].target->entity, target->entity))
            return true;
    return false;
}

// Whether TIE says what PATH says: always, for a chain of owners; a link of one step may be there in several kinds.
static bool says_same(const struct ht_tie *tie, const struct ht_path *path) {
    if (tie->category < HT_STAKE)
        return true;
    const struct ht_step *a = tie->path.steps, *b = path->steps;
    return a->link == b->link && ht_text_equal(a->relation, b->relation) && own_same(a->owner, b->owner);
}

void own_tie_add(struct own_ties *ties, enum ht_category category, const struct ht_target *target,
                 struct ht_path path, struct ht_amount share) {
    struct ht_ties *found = &ties->found;
    for (size_t i = 0; i < found->count; i++)
        if (found->items[i].category == category && own_same(found->items[i].target->entity, target->entity) &&
            says_same(&found->items[i], &path))
            return;
    found->items =
        ht_arena_grow(ties->graph->arena, found->items, found->count, &ties->capacity, sizeof *found->items);
    found->items[found->count++] = (struct ht_tie){target, category, path, share};
}

static struct ht_decimal threshold_of(const struct own_ties *ties, enum ht_category category) {
    return category == HT_OWNED      ? ties->screen->owned_pct
           : category == HT_MINORITY ? ties->screen->minority_pct
           : category == HT_STAKE    ? ties->screen->stake_pct
                                     : ht_decimal_int(50);
}

// How much of the range of LINK reaches the threshold. What more than one link decides has no number.
static struct ht_amount chance_of(const struct own_ties *ties, enum ht_category category,
                                  const struct ht_target *target, const struct ht_stake *link) {
    const struct ht_decimal threshold = threshold_of(ties, category);
    struct ht_decimal above, width, percent;
    bool direct = (own_same(link->owner, target->entity) && own_same(link->owned, ties->issuer)) ||
                  (own_same(link->owned, target->entity) && own_same(link->owner, ties->issuer));
    bool ranged = link->percent_min.known && link->percent_max.known &&
                  (link->kind == HT_STAKE_ECONOMIC || link->kind == HT_STAKE_VOTING);
    if (!direct || !ranged || own_is_stale(ties->graph, link) ||
        ht_decimal_cmp(link->percent_min.number, threshold) >= 0 ||
        ht_decimal_cmp(link->percent_max.number, threshold) < 0 ||
        !ht_decimal_sub(link->percent_max.number, threshold, &above) ||
        !ht_decimal_sub(link->percent_max.number, link->percent_min.number, &width) ||
        !ht_decimal_percent(above, width, CHANCE_PLACES - 2, &percent))
        return ht_amount_unknown();
    percent.scale = (uint8_t)(percent.scale + 2);
    return ht_amount_of(percent);
}

static void add_doubt(struct own_ties *ties, struct ht_doubt doubt) {
    struct ht_ties *found = &ties->found;
    found->doubts = ht_arena_grow(ties->graph->arena, found->doubts, found->doubt_count, &ties->doubt_capacity,
                                  sizeof *found->doubts);
    found->doubts[found->doubt_count++] = doubt;
}

void own_doubt_say(struct own_ties *ties, enum ht_category category, const struct ht_target *target, const char *why,
                   bool too_old) {
    add_doubt(ties,
              (struct ht_doubt){target, category, ht_told_of(ties->graph->arena, why), too_old, ht_amount_unknown()});
}

void own_doubt_add(struct own_ties *ties, enum ht_category category, const struct ht_target *target,
                   const struct ht_stake *link) {
    add_doubt(ties,
              (struct ht_doubt){target, category, ht_told_of(ties->graph->arena, own_open_why(ties->graph, link)),
                                own_is_stale(ties->graph, link), chance_of(ties, category, target, link)});
}

const struct ht_target *own_other_target(const struct own_ties *ties, const struct ht_entity *entity) {
    return own_same(entity, ties->issuer) ? NULL : ht_targets_find(ties->graph->targets, entity);
}

struct ht_path own_path_of(const struct own_ties *ties, struct ht_step step) {
    struct ht_step *steps = ht_arena_alloc(ties->graph->arena, sizeof *steps);
    *steps = step;
    return (struct ht_path){steps, 1};
}

struct ht_amount own_exact_share(const struct ht_stake *stake) {
    bool exact = stake->kind == HT_STAKE_ECONOMIC && stake->percent_min.known && stake->percent_max.known &&
                 ht_decimal_cmp(stake->percent_min.number, stake->percent_max.number) == 0;
    return exact ? stake->percent_min : ht_amount_unknown();
}

static int by_step(const struct ht_step *a, const struct ht_step *b) {
    int order = (a->link > b->link) - (a->link < b->link);
    if (!order && a->relation && b->relation)
        order = strcmp(a->relation, b->relation);
    return order ? order : strcmp(a->owner->id, b->owner->id);
}

// The nearest target first; of two equally near a listed one before one that only the reader named.
static int by_category(const void *left, const void *right) {
    const struct ht_tie *a = left, *b = right;
    if (a->category != b->category)
        return a->category < b->category ? -1 : 1;
    if (a->path.count != b->path.count)
        return a->path.count < b->path.count ? -1 : 1;
    if (a->target->basis != b->target->basis)
        return a->target->basis < b->target->basis ? -1 : 1;
    int order = strcmp(a->target->entity->id, b->target->entity->id);
    return order || !a->path.count ? order : by_step(a->path.steps, b->path.steps);
}

static int doubts_by_category(const void *left, const void *right) {
    const struct ht_doubt *a = left, *b = right;
    if (a->category != b->category)
        return a->category < b->category ? -1 : 1;
    int order = strcmp(a->target->entity->id, b->target->entity->id);
    return order ? order : strcmp(a->why.text, b->why.text);
}

// Sorts; a doubt whose tie was found after all, and one said twice, go.
static void settle(struct own_ties *ties) {
    struct ht_ties *found = &ties->found;
    size_t kept = 0;
    if (found->count)
        qsort(found->items, found->count, sizeof *found->items, by_category);
    if (found->doubt_count)
        qsort(found->doubts, found->doubt_count, sizeof *found->doubts, doubts_by_category);
    for (size_t i = 0; i < found->doubt_count; i++) {
        const struct ht_doubt *doubt = &found->doubts[i];
        bool again = kept && doubts_by_category(&found->doubts[kept - 1], doubt) == 0;
        if (!again && !own_has_tie(ties, doubt->category, doubt->target))
            found->doubts[kept++] = *doubt;
    }
    found->doubt_count = kept;
}

// Nobody owns the issuer, it owns nobody, and nobody is related to it: nearly all issuers of a large reference.
static bool stands_alone(const struct own_ties *ties) {
    return own_graph_owners(ties->graph, ties->issuer).count == 0 &&
           own_graph_holdings(ties->graph, ties->issuer).count == 0 &&
           ht_reference_relations(ties->graph->ref, ties->issuer).count == 0;
}

struct ht_ties ht_ownership_ties(struct ht_reference *ref, const struct ht_targets *targets,
                                 const struct ht_screen *screen, const struct ht_entity *issuer, struct ht_date as_of,
                                 struct ht_arena *arena) {
    static void (*const kinds[])(struct own_ties *) = {own_find_owned,  own_find_controlled, own_find_parent,
                                                       own_find_shares, own_find_stake,      own_find_linked};
    struct own_graph graph = own_graph_make(ref, targets, as_of, arena);
    struct own_ties ties = {.graph = &graph, .screen = screen, .issuer = issuer};
    graph.max_age_days = screen->max_age_days;
    const struct ht_target *self = ht_targets_find(targets, issuer);
    if (self)
        own_tie_add(&ties, HT_DIRECT, self, (struct ht_path){NULL, 0}, ht_amount_of(ht_decimal_int(100)));
    if (stands_alone(&ties))
        return ties.found;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        kinds[i](&ties);
    settle(&ties);
    return ties.found;
}
