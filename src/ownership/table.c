// SPDX-License-Identifier: GPL-3.0-or-later
// Networks from one pass over all stakes: table.h.
#include "ownership/table.h"

#include <stdlib.h>
#include <string.h>

// A statement, or after settle() a stake that stands.
struct row {
    uint32_t owner, owned; // keys
    struct ht_amount percent_min, percent_max;
    struct ht_date valid_from, valid_to, as_of;
    enum ht_confidence confidence;
};

struct table {
    struct ht_arena *arena;
    struct ht_date as_of;
    struct row *rows; // by owned, then owner
    size_t count, capacity;
    uint32_t keys;      // the largest key + 1
    uint32_t *into;     // rows into the entity of a key: into[key] to into[key + 1]
    uint32_t *out, *of; // rows of the entity of a key: of[out[key]] to of[out[key + 1]]
    uint32_t *node;     // of a key, + 1; 0: not reached
    struct own_network net;
};

static void take(void *context, int64_t owner, int64_t owned, const struct ht_stake *stake) {
    struct table *t = context;
    int64_t larger = owner > owned ? owner : owned;
    if (stake->kind != HT_STAKE_ECONOMIC || stake->status != HT_STAKE_CLOSED ||
        !ht_confidence_counts(stake->confidence) || owner <= 0 || owned <= 0 || larger >= UINT32_MAX)
        return;
    t->rows = ht_arena_grow(t->arena, t->rows, t->count, &t->capacity, sizeof *t->rows);
    t->rows[t->count++] = (struct row){(uint32_t)owner,   (uint32_t)owned, stake->percent_min, stake->percent_max,
                                       stake->valid_from, stake->valid_to, stake->as_of,       stake->confidence};
    if (larger >= t->keys)
        t->keys = (uint32_t)larger + 1;
}

static int by_pair(const void *left, const void *right) {
    const struct row *a = left, *b = right;
    if (a->owned != b->owned)
        return a->owned < b->owned ? -1 : 1;
    return (a->owner > b->owner) - (a->owner < b->owner);
}

// Of the COUNT statements about one owner and one owned, the one that stands: false when none does.
static bool settle_pair(const struct table *t, const struct row *rows, size_t count, struct ht_arena *scratch,
                        struct row *out) {
    static const struct ht_entity nobody = {.id = ""};
    struct ht_stake *stakes = ht_arena_array(scratch, count, sizeof *stakes);
    for (size_t i = 0; i < count; i++)
        stakes[i] = (struct ht_stake){.owner = &nobody,
                                      .owned = &nobody,
                                      .percent_min = rows[i].percent_min,
                                      .percent_max = rows[i].percent_max,
                                      .kind = HT_STAKE_ECONOMIC,
                                      .status = HT_STAKE_CLOSED,
                                      .valid_from = rows[i].valid_from,
                                      .valid_to = rows[i].valid_to,
                                      .as_of = rows[i].as_of,
                                      .confidence = rows[i].confidence};
    struct ht_stakes standing = own_standing((struct ht_stakes){stakes, count}, t->as_of, scratch);
    if (standing.count == 0)
        return false;
    *out = rows[0];
    out->percent_min = standing.items[0].percent_min;
    out->percent_max = standing.items[0].percent_max;
    out->valid_from = standing.items[0].valid_from;
    out->as_of = standing.items[0].as_of;
    return true;
}

// Leaves the stakes that stand, one for each owner and owned.
static void settle(struct table *t) {
    struct ht_arena *scratch = ht_arena_new();
    size_t kept = 0;
    if (t->count)
        qsort(t->rows, t->count, sizeof *t->rows, by_pair);
    for (size_t i = 0, end; i < t->count; i = end) {
        struct row stands;
        for (end = i + 1; end < t->count && by_pair(&t->rows[i], &t->rows[end]) == 0; end++)
            ;
        if (settle_pair(t, &t->rows[i], end - i, scratch, &stands))
            t->rows[kept++] = stands;
        ht_arena_clear(scratch);
    }
    t->count = kept;
    ht_arena_free(scratch);
}

// Where the rows of each key begin.
static void index_rows(struct table *t) {
    t->into = ht_arena_array(t->arena, (size_t)t->keys + 2, sizeof *t->into);
    t->out = ht_arena_array(t->arena, (size_t)t->keys + 2, sizeof *t->out);
    t->of = ht_arena_array(t->arena, t->count, sizeof *t->of);
    t->node = ht_arena_array(t->arena, (size_t)t->keys + 1, sizeof *t->node);
    for (size_t i = 0; i < t->count; i++) {
        t->into[t->rows[i].owned + 1]++;
        t->out[t->rows[i].owner + 2]++;
    }
    for (uint32_t key = 0; key <= t->keys; key++) {
        t->into[key + 1] += t->into[key];
        t->out[key + 1] += t->out[key];
    }
    for (size_t i = 0; i < t->count; i++)
        t->of[t->out[t->rows[i].owner + 1]++] = (uint32_t)i;
}

// Marks all keys below the owners, and numbers the nodes in order of keys.
static void reach(struct table *t, const struct ht_entity *const *owners, size_t count) {
    uint32_t *queue = ht_arena_array(t->arena, t->keys, sizeof *queue);
    size_t end = 0;
    for (size_t i = 0; i < count; i++)
        if (owners[i]->key > 0 && owners[i]->key < t->keys && !t->node[owners[i]->key])
            t->node[queue[end++] = (uint32_t)owners[i]->key] = 1;
    for (size_t at = 0; at < end; at++)
        for (uint32_t r = t->out[queue[at]]; r < t->out[queue[at] + 1]; r++) {
            uint32_t owned = t->rows[t->of[r]].owned;
            if (!t->node[owned])
                t->node[queue[end++] = owned] = 1;
        }
    t->net.keys = ht_arena_array(t->arena, end, sizeof *t->net.keys);
    for (uint32_t key = 0; key < t->keys; key++)
        if (t->node[key]) {
            t->net.keys[t->net.count] = key;
            t->node[key] = ++t->net.count;
        }
}

static struct own_edge edge_of(const struct row *row, uint32_t owner, const struct ht_screen *screen,
                               struct ht_date as_of) {
    struct ht_stake stake = {.percent_min = row->percent_min,
                             .percent_max = row->percent_max,
                             .valid_from = row->valid_from,
                             .as_of = row->as_of};
    struct own_graph graph = {.as_of = as_of, .max_age_days = screen->max_age_days};
    return own_edge_of(&graph, owner, &stake);
}

// The stakes in the entity of NODE, tightened by those of owners who are no nodes too.
static void add_edges(struct table *t, uint32_t node, const struct ht_screen *screen, uint32_t *count) {
    struct own_edge *edges = t->net.edges + *count;
    struct own_fraction least = own_fraction_int(0);
    uint32_t key = (uint32_t)t->net.keys[node], added = 0;
    for (uint32_t r = t->into[key]; r < t->into[key + 1]; r++) {
        uint32_t owner = t->node[t->rows[r].owner];
        struct own_edge edge = edge_of(&t->rows[r], owner - 1, screen, t->as_of);
        least = own_fraction_add(least, edge.least);
        if (owner && own_fraction_sign(edge.most) > 0)
            edges[added++] = edge;
    }
    own_network_tighten(edges, added, least);
    *count += added;
}

struct own_network own_table_below(struct ht_reference *ref, const struct ht_screen *screen,
                                   const struct ht_entity *const *owners, size_t count, struct ht_date as_of,
                                   struct ht_arena *arena) {
    struct table t = {.arena = ht_arena_new(), .as_of = as_of};
    size_t most = 0;
    uint32_t edges = 0;
    ht_reference_each_stake(ref, take, &t);
    settle(&t);
    index_rows(&t);
    reach(&t, owners, count);
    for (uint32_t i = 0; i < t.net.count; i++)
        most += t.into[t.net.keys[i] + 1] - t.into[t.net.keys[i]];
    t.net.edges = ht_arena_array(arena, most, sizeof *t.net.edges);
    t.net.first = ht_arena_array(arena, (size_t)t.net.count + 1, sizeof *t.net.first);
    for (uint32_t i = 0; i < t.net.count; i++) {
        add_edges(&t, i, screen, &edges);
        t.net.first[i + 1] = edges;
    }
    int64_t *keys = ht_arena_array(arena, t.net.count, sizeof *keys);
    if (t.net.count)
        memcpy(keys, t.net.keys, t.net.count * sizeof *keys);
    t.net.keys = keys;
    ht_arena_free(t.arena);
    return t.net;
}
