// SPDX-License-Identifier: GPL-3.0-or-later
// Union-find over evidence in a fixed order: see unite.h.
#include "reference/unite.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

struct pair {
    uint32_t a, b;
};

struct unite {
    struct unite_facts facts;
    struct ht_arena *arena;
    uint32_t count;
    uint32_t *parent, *size;
    uint32_t *curated, *with_lei; // of a set's root: a member + 1 that is curated, that has an LEI; 0: none
    struct pair *forbidden;
    size_t forbidden_count, forbidden_capacity;
    struct unite_edge *edges;
    size_t edge_count, edge_capacity;
};

struct unite *unite_new(const struct unite_facts *facts, uint32_t count, struct ht_arena *arena) {
    struct unite *u = ht_heap_alloc(sizeof *u);
    *u = (struct unite){.facts = *facts, .arena = arena, .count = count};
    u->parent = ht_heap_resize(NULL, ((size_t)count + 1) * sizeof *u->parent);
    u->size = ht_heap_resize(NULL, ((size_t)count + 1) * sizeof *u->size);
    for (uint32_t i = 0; i < count; i++) {
        u->parent[i] = i;
        u->size[i] = 1;
    }
    return u;
}

void unite_free(struct unite *u) {
    if (!u)
        return;
    free(u->parent);
    free(u->size);
    free(u->curated);
    free(u->with_lei);
    free(u);
}

void unite_forbid(struct unite *u, uint32_t a, uint32_t b) {
    u->forbidden =
        ht_arena_grow(u->arena, u->forbidden, u->forbidden_count, &u->forbidden_capacity, sizeof *u->forbidden);
    u->forbidden[u->forbidden_count++] = (struct pair){a, b};
}

void unite_add(struct unite *u, struct unite_edge edge) {
    // The one whose id comes first is A, so that the order in which they were met leaves no trace.
    if (strcmp(u->facts.id(u->facts.context, edge.a), u->facts.id(u->facts.context, edge.b)) > 0) {
        uint32_t swap = edge.a;
        edge.a = edge.b;
        edge.b = swap;
    }
    u->edges = ht_arena_grow(u->arena, u->edges, u->edge_count, &u->edge_capacity, sizeof *u->edges);
    u->edges[u->edge_count++] = edge;
}

uint32_t unite_set(struct unite *u, uint32_t entity) {
    while (u->parent[entity] != entity) {
        u->parent[entity] = u->parent[u->parent[entity]];
        entity = u->parent[entity];
    }
    return entity;
}

bool unite_alone(struct unite *u, uint32_t entity) {
    return u->size[unite_set(u, entity)] == 1;
}

// For sorting, which hands no context to its comparison, edges go with the ids.
struct ordered {
    struct unite_edge edge;
    const char *a, *b;
};

static int compare(const void *x, const void *y) {
    const struct ordered *p = x, *q = y;
    if (p->edge.rule != q->edge.rule)
        return p->edge.rule < q->edge.rule ? -1 : 1;
    int order = strcmp(p->a, q->a);
    if (order == 0)
        order = strcmp(p->b, q->b);
    return order ? order : strcmp(p->edge.on ? p->edge.on : "", q->edge.on ? q->edge.on : "");
}

static enum unite_refusal refusal(struct unite *u, const struct unite_edge *edge, uint32_t a, uint32_t b) {
    for (size_t i = 0; i < u->forbidden_count; i++) {
        uint32_t x = unite_set(u, u->forbidden[i].a), y = unite_set(u, u->forbidden[i].b);
        if ((x == a && y == b) || (x == b && y == a))
            return UNITE_DIFFERENT;
    }
    if (u->curated[a] && u->curated[b])
        return UNITE_CURATED;
    if (edge->rule >= UNITE_ISIN && u->with_lei[a] && u->with_lei[b] &&
        strcmp(u->facts.lei(u->facts.context, u->with_lei[a] - 1),
               u->facts.lei(u->facts.context, u->with_lei[b] - 1)) != 0)
        return UNITE_TWO_LEIS;
    return UNITE_DONE;
}

static void join(struct unite *u, uint32_t a, uint32_t b) {
    if (u->size[a] < u->size[b]) {
        uint32_t swap = a;
        a = b;
        b = swap;
    }
    u->parent[b] = a;
    u->size[a] += u->size[b];
    u->curated[a] = u->curated[a] ? u->curated[a] : u->curated[b];
    u->with_lei[a] = u->with_lei[a] ? u->with_lei[a] : u->with_lei[b];
}

static void begin(struct unite *u) {
    u->curated = ht_heap_alloc(((size_t)u->count + 1) * sizeof *u->curated);
    u->with_lei = ht_heap_alloc(((size_t)u->count + 1) * sizeof *u->with_lei);
    // Only what some evidence is about is asked for.
    for (size_t i = 0; i < u->edge_count; i++) {
        const uint32_t both[] = {u->edges[i].a, u->edges[i].b};
        for (size_t k = 0; k < 2; k++) {
            u->curated[both[k]] = u->facts.is_curated(u->facts.context, both[k]) ? both[k] + 1 : 0;
            u->with_lei[both[k]] = u->facts.lei(u->facts.context, both[k]) ? both[k] + 1 : 0;
        }
    }
}

void unite_apply(struct unite *u, void (*told)(void *context, const struct unite_edge *edge, enum unite_refusal),
                 void *context) {
    if (!u->edge_count)
        return;
    struct ordered *all = ht_heap_alloc(u->edge_count * sizeof *all);
    begin(u);
    for (size_t i = 0; i < u->edge_count; i++)
        all[i] = (struct ordered){u->edges[i], u->facts.id(u->facts.context, u->edges[i].a),
                                  u->facts.id(u->facts.context, u->edges[i].b)};
    qsort(all, u->edge_count, sizeof *all, compare);
    for (size_t i = 0; i < u->edge_count; i++) {
        uint32_t a = unite_set(u, all[i].edge.a), b = unite_set(u, all[i].edge.b);
        enum unite_refusal why = a == b ? UNITE_DONE : refusal(u, &all[i].edge, a, b);
        if (why != UNITE_DONE)
            told(context, &all[i].edge, why);
        else if (a != b)
            join(u, a, b);
    }
    free(all);
}
