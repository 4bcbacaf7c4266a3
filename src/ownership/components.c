// SPDX-License-Identifier: GPL-3.0-or-later
// Tarjan's algorithm without recursion: components.h.
#include "ownership/components.h"

#include <stdlib.h>

struct tarjan {
    const struct own_network *net;
    const bool *source;
    struct ht_arena *arena;
    struct own_components parts;
    uint32_t *number, *low; // of a node; number 0: not visited
    uint32_t *next;         // the edge of a node to be taken next
    uint32_t *path, *open;  // stacks: nodes being visited, nodes of no component yet
    uint32_t depth, opened, visited, placed;
};

static void enter(struct tarjan *t, uint32_t node) {
    bool closed = t->source && t->source[node];
    t->number[node] = t->low[node] = ++t->visited;
    t->next[node] = closed ? t->net->first[node + 1] : t->net->first[node];
    t->path[t->depth++] = node;
    t->open[t->opened++] = node;
}

struct keyed_node {
    int64_t key;
    uint32_t node;
};

static int by_key(const void *left, const void *right) {
    int64_t a = ((const struct keyed_node *)left)->key, b = ((const struct keyed_node *)right)->key;
    return (a > b) - (a < b);
}

// The order of a ring's members must not depend on that of the rows: it decides the last digits of what is solved.
static void sort_nodes(const struct tarjan *t, uint32_t *nodes, size_t count) {
    struct keyed_node *items = ht_arena_array(t->arena, count, sizeof *items);
    for (size_t i = 0; i < count; i++)
        items[i] = (struct keyed_node){t->net->keys[nodes[i]], nodes[i]};
    qsort(items, count, sizeof *items, by_key);
    for (size_t i = 0; i < count; i++)
        nodes[i] = items[i].node;
}

static void close_component(struct tarjan *t, uint32_t root) {
    uint32_t node, from = t->placed;
    do {
        node = t->open[--t->opened];
        t->parts.of[node] = t->parts.count;
        t->parts.nodes[t->placed++] = node;
    } while (node != root);
    if (t->placed - from > 1)
        sort_nodes(t, t->parts.nodes + from, t->placed - from);
    t->parts.first[++t->parts.count] = t->placed;
}

static void leave(struct tarjan *t, uint32_t node) {
    t->depth--;
    if (t->low[node] == t->number[node])
        close_component(t, node);
    if (t->depth) {
        uint32_t below = t->path[t->depth - 1];
        t->low[below] = t->low[node] < t->low[below] ? t->low[node] : t->low[below];
    }
}

static void visit(struct tarjan *t, uint32_t start) {
    enter(t, start);
    while (t->depth) {
        uint32_t node = t->path[t->depth - 1];
        if (t->next[node] == t->net->first[node + 1]) {
            leave(t, node);
            continue;
        }
        uint32_t owner = t->net->edges[t->next[node]++].owner;
        if (!t->number[owner])
            enter(t, owner);
        else if (t->parts.of[owner] == UINT32_MAX && t->number[owner] < t->low[node])
            t->low[node] = t->number[owner];
    }
}

struct own_components own_components_make(const struct own_network *net, const bool *source, struct ht_arena *arena) {
    size_t count = net->count;
    uint32_t *memory = ht_arena_array(arena, count * 8 + 1, sizeof *memory);
    struct tarjan t = {.net = net, .source = source, .arena = arena};
    t.parts.nodes = memory;
    t.parts.of = memory + count;
    t.number = memory + count * 2;
    t.low = memory + count * 3;
    t.next = memory + count * 4;
    t.path = memory + count * 5;
    t.open = memory + count * 6;
    t.parts.first = memory + count * 7;
    for (size_t i = 0; i < count; i++)
        t.parts.of[i] = UINT32_MAX;
    for (uint32_t i = 0; i < net->count; i++)
        if (!t.number[i])
            visit(&t, i);
    return t.parts;
}

bool own_components_is_ring(const struct own_network *net, const struct own_components *parts, uint32_t i,
                            const bool *source) {
    uint32_t node = parts->nodes[parts->first[i]];
    if (parts->first[i + 1] - parts->first[i] > 1)
        return true;
    for (uint32_t e = net->first[node]; e < net->first[node + 1] && !(source && source[node]); e++)
        if (net->edges[e].owner == node)
            return true;
    return false;
}
