// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Ids that lead to other entities than before. Two references that unite differently have other ids for one company:
 * an entity that only one of them has under its id is looked up in the other, and what finds each other so is one
 * thing to the comparison. Memory grows with those ids, not with the references.
 */
#include <stdlib.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/text.h"
#include "reference/diff.h"

struct finding {
    struct ht_reference *refs[DIFF_SIDES];
    struct ht_arena *arena;
    struct diff_ids *ids;
    struct ht_map *led;   // id to struct diff_led
    struct ht_map *nodes; // id of an entity to struct node
    size_t led_capacity;
};

// An entity in the sets of those that lead to each other; its set is the one at the end of its parents.
struct node {
    const char *id;
    struct node *parent;
    const char *set;                        // id of the node at the end, once all are joined
    const struct ht_entity *on[DIFF_SIDES]; // NULL: the id is no entity's own there
};

static struct node *set_of(struct node *node) {
    while (node->parent != node)
        node = node->parent = node->parent->parent;
    return node;
}

static const struct ht_entity *own_entity(struct ht_reference *ref, const char *id) {
    const struct ht_entity *entity = ht_reference_entity(ref, id);
    return entity && strcmp(entity->id, id) == 0 ? entity : NULL;
}

static struct node *node_of(struct finding *finding, const char *id) {
    struct node *node = ht_map_get(finding->nodes, id);
    if (node)
        return node;
    node = ht_arena_alloc(finding->arena, sizeof *node);
    *node = (struct node){.id = ht_arena_string(finding->arena, id), .parent = node};
    for (int side = 0; side < DIFF_SIDES; side++)
        node->on[side] = own_entity(finding->refs[side], id);
    ht_map_put(finding->nodes, id, node);
    return node;
}

static void join(struct finding *finding, const char *a, const char *b) {
    struct node *x = set_of(node_of(finding, a)), *y = set_of(node_of(finding, b));
    x->parent = y;
}

static void add_led(struct finding *finding, const char *id, const char *before, const char *after) {
    if (ht_map_get(finding->led, id))
        return;
    struct diff_ids *ids = finding->ids;
    struct ht_arena *arena = finding->arena;
    ids->led = ht_arena_grow(arena, ids->led, ids->led_count, &finding->led_capacity, sizeof *ids->led);
    ids->led[ids->led_count++] = (struct diff_led){ht_arena_string(arena, id),
                                                   {ht_arena_string(arena, before), ht_arena_string(arena, after)}};
    ht_map_put(finding->led, id, finding);
}

// ID is an entity's own on SIDE only; it may lead to another one on the other side.
static void look_up(struct finding *finding, const char *id, int side) {
    const struct ht_entity *other = ht_reference_entity(finding->refs[!side], id);
    if (!other)
        return;
    join(finding, id, other->id);
    if (side == DIFF_BEFORE)
        add_led(finding, id, id, other->id);
    else
        add_led(finding, id, other->id, id);
}

static int which_first(const struct diff_walk *a, const struct diff_walk *b) {
    return !a->any ? 1 : !b->any ? -1 : strcmp(a->id, b->id);
}

static void compare_entities(struct finding *finding) {
    struct diff_walk a = diff_walk_entities(finding->refs[DIFF_BEFORE]);
    struct diff_walk b = diff_walk_entities(finding->refs[DIFF_AFTER]);
    while (a.any || b.any) {
        int order = which_first(&a, &b);
        if (order)
            look_up(finding, order < 0 ? a.id : b.id, order < 0 ? DIFF_BEFORE : DIFF_AFTER);
        if (order <= 0)
            diff_walk_next(&a);
        if (order >= 0)
            diff_walk_next(&b);
    }
}

// Where an alias that only one side has leads on the other.
static const char *led_to(struct ht_reference *ref, const char *id) {
    const struct ht_entity *entity = ht_reference_entity(ref, id);
    return entity ? entity->id : NULL;
}

static void compare_aliases(struct finding *finding) {
    struct diff_walk a = diff_walk_aliases(finding->refs[DIFF_BEFORE]);
    struct diff_walk b = diff_walk_aliases(finding->refs[DIFF_AFTER]);
    while (a.any || b.any) {
        int order = which_first(&a, &b);
        const char *id = order <= 0 ? a.id : b.id;
        const char *before = order <= 0 ? a.head : led_to(finding->refs[DIFF_BEFORE], id);
        const char *after = order >= 0 ? b.head : led_to(finding->refs[DIFF_AFTER], id);
        if (!ht_text_equal(before, after))
            add_led(finding, id, before, after);
        if (order <= 0)
            diff_walk_next(&a);
        if (order >= 0)
            diff_walk_next(&b);
    }
}

// The id that a set goes by: one that both references have, else one of the newer.
static bool stands_before(const struct node *a, const struct node *b) {
    int x = (a->on[DIFF_AFTER] ? 2 : 0) + (a->on[DIFF_BEFORE] ? 1 : 0);
    int y = (b->on[DIFF_AFTER] ? 2 : 0) + (b->on[DIFF_BEFORE] ? 1 : 0);
    return x != y ? x > y : strcmp(a->id, b->id) < 0;
}

static int by_set(const void *a, const void *b) {
    const struct node *const *x = a, *const *y = b;
    int order = strcmp((*x)->set, (*y)->set);
    return order ? order : strcmp((*x)->id, (*y)->id);
}

static int by_moved_id(const void *a, const void *b) {
    return strcmp(((const struct diff_moved *)a)->id, ((const struct diff_moved *)b)->id);
}

static int by_led_id(const void *a, const void *b) {
    return strcmp(((const struct diff_led *)a)->id, ((const struct diff_led *)b)->id);
}

static int by_key(const void *a, const void *b) {
    const int64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

// One set: COUNT nodes, by id.
static struct diff_moved moved_of(struct finding *finding, struct node *const *nodes, size_t count) {
    struct diff_moved moved = {0};
    const struct node *first = nodes[0];
    for (int side = 0; side < DIFF_SIDES; side++)
        moved.sides[side].items = ht_arena_array(finding->arena, count, sizeof *moved.sides[side].items);
    for (size_t i = 0; i < count; i++) {
        if (stands_before(nodes[i], first))
            first = nodes[i];
        for (int side = 0; side < DIFF_SIDES; side++) {
            const struct ht_entity *entity = nodes[i]->on[side];
            if (!entity)
                continue;
            moved.sides[side].items[moved.sides[side].count++] = entity;
            finding->ids->keys[side].items[finding->ids->keys[side].count++] = entity->key;
        }
    }
    moved.id = first->id;
    return moved;
}

static void gather_sets(struct finding *finding) {
    struct diff_ids *ids = finding->ids;
    struct ht_arena *arena = finding->arena;
    size_t count = ht_map_count(finding->nodes);
    struct node **nodes = ht_arena_array(arena, count, sizeof(struct node *));
    if (!count)
        return;
    for (size_t i = 0; i < count; i++) {
        nodes[i] = ht_map_value_at(finding->nodes, i);
        nodes[i]->set = set_of(nodes[i])->id;
    }
    qsort(nodes, count, sizeof *nodes, by_set);
    ids->moved = ht_arena_array(arena, count, sizeof *ids->moved);
    for (int side = 0; side < DIFF_SIDES; side++)
        ids->keys[side].items = ht_arena_array(arena, count, sizeof *ids->keys[side].items);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && strcmp(nodes[end]->set, nodes[i]->set) == 0;)
            end++;
        ids->moved[ids->moved_count++] = moved_of(finding, nodes + i, end - i);
    }
    qsort(ids->moved, ids->moved_count, sizeof *ids->moved, by_moved_id);
    for (int side = 0; side < DIFF_SIDES; side++)
        qsort(ids->keys[side].items, ids->keys[side].count, sizeof *ids->keys[side].items, by_key);
    for (size_t i = 0; i < ids->moved_count; i++)
        for (int side = 0; side < DIFF_SIDES; side++)
            for (size_t k = 0; k < ids->moved[i].sides[side].count; k++)
                ht_map_put(ids->of, ids->moved[i].sides[side].items[k]->id, &ids->moved[i]);
}

static bool is_own(const struct diff_led *led) {
    return ht_text_equal(led->id, led->heads[DIFF_BEFORE]) || ht_text_equal(led->id, led->heads[DIFF_AFTER]);
}

// An alias that leads where it did is no difference because the entity itself goes by another id.
static void keep_led(struct diff_ids *ids) {
    size_t kept = 0;
    for (size_t i = 0; i < ids->led_count; i++) {
        const struct diff_led *led = &ids->led[i];
        const char *before = led->heads[DIFF_BEFORE], *after = led->heads[DIFF_AFTER];
        if (is_own(led) || !before || !after || strcmp(diff_id(ids, before), diff_id(ids, after)) != 0)
            ids->led[kept++] = *led;
    }
    ids->led_count = kept;
    if (kept)
        qsort(ids->led, kept, sizeof *ids->led, by_led_id);
}

struct diff_ids diff_ids_of(struct ht_reference *before, struct ht_reference *after, struct ht_arena *arena) {
    struct diff_ids ids = {.of = ht_map_new(arena)};
    struct finding finding = {.refs = {before, after}, .arena = arena, .ids = &ids};
    finding.led = ht_map_new(arena);
    finding.nodes = ht_map_new(arena);
    compare_entities(&finding);
    compare_aliases(&finding);
    gather_sets(&finding);
    keep_led(&ids);
    return ids;
}

const struct diff_moved *diff_moved_of(const struct diff_ids *ids, const char *id) {
    return ids->moved_count && id ? ht_map_get(ids->of, id) : NULL;
}

const char *diff_id(const struct diff_ids *ids, const char *id) {
    const struct diff_moved *moved = diff_moved_of(ids, id);
    return moved ? moved->id : id;
}
