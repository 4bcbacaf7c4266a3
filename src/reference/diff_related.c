// SPDX-License-Identifier: GPL-3.0-or-later
// The entities that matter to a screen: its targets, all that they own or control, and all that own or control them.
#include <stdlib.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "reference/diff.h"

struct walk {
    struct diff_related *related;
    struct ht_reference *ref;
    unsigned role;
    const struct ht_entity **queue;
    size_t count, capacity;
};

unsigned diff_roles(const struct diff_related *related, const char *id) {
    const unsigned *roles = id ? ht_map_get(related->roles, diff_id(related->ids, id)) : NULL;
    return roles ? *roles : 0;
}

// Gives ENTITY the role; false when it had it.
static bool give(const struct diff_related *related, const struct ht_entity *entity, unsigned role) {
    unsigned *roles = ht_map_get(related->roles, entity->id);
    if (!roles) {
        roles = ht_arena_alloc(related->arena, sizeof *roles);
        ht_map_put(related->roles, entity->id, roles);
    }
    bool is_new = !(*roles & role);
    *roles |= role;
    return is_new;
}

static void enqueue(struct walk *walk, const struct ht_entity *entity) {
    walk->queue = ht_arena_grow(walk->related->arena, walk->queue, walk->count, &walk->capacity, sizeof *walk->queue);
    walk->queue[walk->count++] = entity;
}

// Stakes of every day and state: one that ended, or that is planned, is what a difference is about.
static void walk_from(struct walk *walk, const struct ht_targets *targets) {
    for (size_t i = 0; i < ht_targets_count(targets); i++)
        enqueue(walk, ht_targets_at(targets, i)->entity);
    for (size_t i = 0; i < walk->count; i++) {
        bool down = walk->role == HT_REF_OWNED;
        struct ht_stakes stakes = (down ? ht_reference_holdings : ht_reference_owners)(walk->ref, walk->queue[i]);
        for (size_t k = 0; k < stakes.count; k++) {
            const struct ht_entity *next = down ? stakes.items[k].owned : stakes.items[k].owner;
            if (next && ht_confidence_counts(stakes.items[k].confidence) && give(walk->related, next, walk->role))
                enqueue(walk, next);
        }
    }
}

static void add_side(struct diff_related *related, const struct ht_ref_side *side) {
    // What was met in the other reference is walked again here, where it may own others.
    struct diff_related own = {related->arena, ht_map_new(related->arena), related->ids};
    struct walk down = {.related = &own, .ref = side->ref, .role = HT_REF_OWNED};
    struct walk up = {.related = &own, .ref = side->ref, .role = HT_REF_OWNER};
    for (size_t i = 0; i < ht_targets_count(side->targets); i++)
        give(&own, ht_targets_at(side->targets, i)->entity, HT_REF_TARGET);
    walk_from(&down, side->targets);
    walk_from(&up, side->targets);
    for (size_t i = 0; i < ht_map_count(own.roles); i++) {
        const char *id = diff_id(related->ids, ht_map_key_at(own.roles, i));
        unsigned *here = ht_map_value_at(own.roles, i), *both = ht_map_get(related->roles, id);
        if (both)
            *both |= *here;
        else
            ht_map_put(related->roles, id, here);
    }
}

struct diff_related diff_related_of(const struct ht_ref_side *before, const struct ht_ref_side *after,
                                    const struct diff_ids *ids, struct ht_arena *arena) {
    struct diff_related related = {arena, ht_map_new(arena), ids};
    add_side(&related, before);
    add_side(&related, after);
    return related;
}

static void add_pair(struct ht_ref_diff *out, size_t *capacity, struct ht_arena *arena,
                     const struct ht_entity *before, const struct ht_entity *after) {
    out->related = ht_arena_grow(arena, out->related, out->related_count, capacity, sizeof *out->related);
    out->related[out->related_count++] = (struct ht_ref_pair){before, after};
}

// The entity of SIDE that ENTITY is to be held against: of the same id, else the first.
static const struct ht_entity *opposite(const struct diff_moved *moved, int side, const struct ht_entity *entity) {
    for (size_t i = 0; i < moved->sides[side].count; i++)
        if (strcmp(moved->sides[side].items[i]->id, entity->id) == 0)
            return moved->sides[side].items[i];
    return moved->sides[side].count ? moved->sides[side].items[0] : NULL;
}

// Every entity of a union or a split is in a pair: what it became decides about its securities.
static void add_moved(struct ht_ref_diff *out, size_t *capacity, struct ht_arena *arena,
                      const struct diff_moved *moved) {
    size_t first = out->related_count;
    for (size_t i = 0; i < moved->sides[DIFF_BEFORE].count; i++) {
        const struct ht_entity *before = moved->sides[DIFF_BEFORE].items[i];
        add_pair(out, capacity, arena, before, opposite(moved, DIFF_AFTER, before));
    }
    for (size_t i = 0; i < moved->sides[DIFF_AFTER].count; i++) {
        const struct ht_entity *after = moved->sides[DIFF_AFTER].items[i];
        bool known = false;
        for (size_t k = first; k < out->related_count; k++)
            known = known || out->related[k].after == after;
        if (!known)
            add_pair(out, capacity, arena, opposite(moved, DIFF_BEFORE, after), after);
    }
}

static int by_text(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void diff_pairs(struct ht_ref_diff *out, const struct diff_related *related, struct ht_arena *arena) {
    size_t count = ht_map_count(related->roles), capacity = 0;
    const char **ids = ht_arena_array(arena, count, sizeof *ids);
    for (size_t i = 0; i < count; i++)
        ids[i] = ht_map_key_at(related->roles, i);
    if (count)
        qsort(ids, count, sizeof *ids, by_text);
    for (size_t i = 0; i < count; i++) {
        const struct diff_moved *moved = diff_moved_of(related->ids, ids[i]);
        if (moved)
            add_moved(out, &capacity, arena, moved);
        else
            add_pair(out, &capacity, arena, ht_reference_entity(out->before.ref, ids[i]),
                     ht_reference_entity(out->after.ref, ids[i]));
    }
}
