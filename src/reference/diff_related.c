// SPDX-License-Identifier: GPL-3.0-or-later
// The entities that matter to a screen: its targets, all that they own or control, and all that own or control them.
#include <stdint.h>

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
    const unsigned *roles = id ? ht_map_get(related->roles, id) : NULL;
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
    struct diff_related own = {related->arena, ht_map_new(related->arena)};
    struct walk down = {.related = &own, .ref = side->ref, .role = HT_REF_OWNED};
    struct walk up = {.related = &own, .ref = side->ref, .role = HT_REF_OWNER};
    for (size_t i = 0; i < ht_targets_count(side->targets); i++)
        give(&own, ht_targets_at(side->targets, i)->entity, HT_REF_TARGET);
    walk_from(&down, side->targets);
    walk_from(&up, side->targets);
    for (size_t i = 0; i < ht_map_count(own.roles); i++) {
        const char *id = ht_map_key_at(own.roles, i);
        unsigned *here = ht_map_value_at(own.roles, i), *both = ht_map_get(related->roles, id);
        if (both)
            *both |= *here;
        else
            ht_map_put(related->roles, id, here);
    }
}

struct diff_related diff_related_of(const struct ht_ref_side *before, const struct ht_ref_side *after,
                                    struct ht_arena *arena) {
    struct diff_related related = {arena, ht_map_new(arena)};
    add_side(&related, before);
    add_side(&related, after);
    return related;
}
