// SPDX-License-Identifier: GPL-3.0-or-later
// Networks from one pass over all stakes: table.h.
#include "ownership/table.h"

#include <stdlib.h>

#include "base/memory.h"

/*
 * A statement, or after settle() a stake that stands: 40 bytes, since there can be a million of them. A percentage of
 * more than 15 digits after the point, which no source states, is rounded to those.
 */
enum { NOT_KNOWN = 255 };

struct row {
    uint32_t owner, owned;        // keys
    int64_t min, max;             // 10^-scale percent
    uint8_t min_scale, max_scale; // or NOT_KNOWN
    uint8_t confidence;
    struct ht_date valid_from, valid_to, as_of;
};

struct owner_row {
    uint32_t owner, row;
};

struct table {
    struct ht_arena *arena;
    struct ht_date as_of;
    int64_t entities; // no key is larger
    struct row *rows; // by owned, then owner; on the heap
    size_t count, capacity;
    struct owner_row *by_owner;
    unsigned char *reached; // a bit for each key
    struct own_network net;
};

static int64_t pack(struct ht_amount percent, uint8_t *scale) {
    if (percent.known && percent.number.scale > 15)
        (void)ht_decimal_round(percent.number, 15, &percent.number);
    *scale = percent.known ? percent.number.scale : NOT_KNOWN;
    return percent.known ? (int64_t)percent.number.units : 0;
}

static struct ht_amount unpack(int64_t units, uint8_t scale) {
    return scale == NOT_KNOWN ? ht_amount_unknown() : ht_amount_of((struct ht_decimal){units, scale});
}

static void take(void *context, int64_t owner, int64_t owned, const struct ht_stake *stake) {
    struct table *t = context;
    if (stake->kind != HT_STAKE_ECONOMIC || stake->status != HT_STAKE_CLOSED ||
        !ht_confidence_counts(stake->confidence) || owner <= 0 || owned <= 0 || owner > t->entities ||
        owned > t->entities)
        return;
    if (t->count == t->capacity) {
        t->capacity = t->capacity * 3 / 2 + 1024;
        t->rows = ht_heap_resize(t->rows, t->capacity * sizeof *t->rows);
    }
    struct row *row = &t->rows[t->count++];
    *row = (struct row){.owner = (uint32_t)owner,
                        .owned = (uint32_t)owned,
                        .confidence = (uint8_t)stake->confidence,
                        .valid_from = stake->valid_from,
                        .valid_to = stake->valid_to,
                        .as_of = stake->as_of};
    row->min = pack(stake->percent_min, &row->min_scale);
    row->max = pack(stake->percent_max, &row->max_scale);
}

static int by_pair(const void *left, const void *right) {
    const struct row *a = left, *b = right;
    if (a->owned != b->owned)
        return a->owned < b->owned ? -1 : 1;
    return (a->owner > b->owner) - (a->owner < b->owner);
}

static struct ht_stake stake_of(const struct row *row) {
    static const struct ht_entity nobody = {.id = ""};
    return (struct ht_stake){.owner = &nobody,
                             .owned = &nobody,
                             .percent_min = unpack(row->min, row->min_scale),
                             .percent_max = unpack(row->max, row->max_scale),
                             .kind = HT_STAKE_ECONOMIC,
                             .status = HT_STAKE_CLOSED,
                             .valid_from = row->valid_from,
                             .valid_to = row->valid_to,
                             .as_of = row->as_of,
                             .confidence = (enum ht_confidence)row->confidence};
}

// Of the COUNT statements about one owner and one owned, the one that stands; false when none does.
static bool settle_pair(const struct table *t, struct row *rows, size_t count, struct ht_arena *scratch) {
    struct ht_stake *stakes = ht_arena_array(scratch, count, sizeof *stakes);
    for (size_t i = 0; i < count; i++)
        stakes[i] = stake_of(&rows[i]);
    struct ht_stakes standing = own_standing((struct ht_stakes){stakes, count}, t->as_of, scratch);
    if (standing.count == 0)
        return false;
    rows->min = pack(standing.items[0].percent_min, &rows->min_scale);
    rows->max = pack(standing.items[0].percent_max, &rows->max_scale);
    rows->valid_from = standing.items[0].valid_from;
    rows->as_of = standing.items[0].as_of;
    return true;
}

// Leaves the stakes that stand, one for each owner and owned.
static void settle(struct table *t) {
    struct ht_arena *scratch = ht_arena_new();
    size_t kept = 0;
    if (t->count)
        qsort(t->rows, t->count, sizeof *t->rows, by_pair);
    for (size_t i = 0, end; i < t->count; i = end) {
        for (end = i + 1; end < t->count && by_pair(&t->rows[i], &t->rows[end]) == 0; end++)
            ;
        if (settle_pair(t, &t->rows[i], end - i, scratch))
            t->rows[kept++] = t->rows[i];
        ht_arena_clear(scratch);
    }
    t->count = kept;
    ht_arena_free(scratch);
}

static int by_owner(const void *left, const void *right) {
    const struct owner_row *a = left, *b = right;
    if (a->owner != b->owner)
        return a->owner < b->owner ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

static void index_owners(struct table *t) {
    t->by_owner = ht_arena_array(t->arena, t->count, sizeof *t->by_owner);
    for (size_t i = 0; i < t->count; i++)
        t->by_owner[i] = (struct owner_row){t->rows[i].owner, (uint32_t)i};
    if (t->count)
        qsort(t->by_owner, t->count, sizeof *t->by_owner, by_owner);
}

// The first of the rows by owner that is of OWNER or a later one.
static size_t first_held(const struct table *t, uint32_t owner) {
    size_t low = 0, high = t->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (t->by_owner[middle].owner < owner)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// The first row into OWNED, or a later entity.
static size_t first_into(const struct table *t, uint32_t owned) {
    size_t low = 0, high = t->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (t->rows[middle].owned < owned)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// Whether KEY is reached for the first time.
static bool arrive(struct table *t, uint32_t key) {
    unsigned char bit = (unsigned char)(1u << (key & 7));
    bool first = !(t->reached[key >> 3] & bit);
    t->reached[key >> 3] |= bit;
    return first;
}

static int by_key(const void *left, const void *right) {
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

// The nodes of the network: the owners and all below them, by key.
static void reach(struct table *t, const struct ht_entity *const *owners, size_t count, struct ht_arena *arena) {
    size_t capacity = 0, nodes = 0;
    int64_t *keys = NULL;
    t->reached = ht_arena_alloc(t->arena, (size_t)t->entities / 8 + 1);
    for (size_t i = 0; i < count; i++)
        if (owners[i]->key > 0 && owners[i]->key <= t->entities && arrive(t, (uint32_t)owners[i]->key)) {
            keys = ht_arena_grow(arena, keys, nodes, &capacity, sizeof *keys);
            keys[nodes++] = owners[i]->key;
        }
    for (size_t at = 0; at < nodes; at++)
        for (size_t r = first_held(t, (uint32_t)keys[at]); r < t->count && t->by_owner[r].owner == keys[at]; r++) {
            uint32_t owned = t->rows[t->by_owner[r].row].owned;
            if (!arrive(t, owned))
                continue;
            keys = ht_arena_grow(arena, keys, nodes, &capacity, sizeof *keys);
            keys[nodes++] = owned;
        }
    if (nodes)
        qsort(keys, nodes, sizeof *keys, by_key);
    t->net.keys = keys;
    t->net.count = (uint32_t)nodes;
}

// The node of KEY; false when it is none.
static bool node_of(const struct table *t, uint32_t key, uint32_t *node) {
    int64_t wanted = key;
    const int64_t *found = t->net.count ? bsearch(&wanted, t->net.keys, t->net.count, sizeof wanted, by_key) : NULL;
    if (found)
        *node = (uint32_t)(found - t->net.keys);
    return found != NULL;
}

// The stakes in the entity of NODE, tightened by those of owners who are no nodes too; the number of edges then.
static uint32_t add_edges(struct table *t, uint32_t node, const struct own_graph *graph, uint32_t count,
                          size_t *capacity, struct ht_arena *arena) {
    struct own_fraction least = own_fraction_int(0);
    uint32_t from = count, owner = 0;
    for (size_t r = first_into(t, (uint32_t)t->net.keys[node]); r < t->count && t->rows[r].owned == t->net.keys[node];
         r++) {
        struct ht_stake stake = stake_of(&t->rows[r]);
        bool is_node = node_of(t, t->rows[r].owner, &owner);
        struct own_edge edge = own_edge_of(graph, owner, &stake);
        edge.stake = NULL;
        least = own_fraction_add(least, edge.least);
        if (!is_node || own_fraction_sign(edge.most) == 0)
            continue;
        t->net.edges = ht_arena_grow(arena, t->net.edges, count, capacity, sizeof *t->net.edges);
        t->net.edges[count++] = edge;
    }
    if (count > from)
        own_network_tighten(t->net.edges + from, count - from, least);
    return count;
}

struct own_network own_table_below(struct ht_reference *ref, const struct ht_screen *screen,
                                   const struct ht_entity *const *owners, size_t count, struct ht_date as_of,
                                   struct ht_arena *arena) {
    struct table t = {.arena = ht_arena_new(), .as_of = as_of, .entities = ht_reference_info(ref)->entities};
    struct own_graph graph = {.as_of = as_of, .max_age_days = screen->max_age_days};
    size_t capacity = 0;
    ht_reference_each_stake(ref, take, &t);
    settle(&t);
    index_owners(&t);
    reach(&t, owners, count, arena);
    t.net.first = ht_arena_array(arena, (size_t)t.net.count + 1, sizeof *t.net.first);
    for (uint32_t i = 0; i < t.net.count; i++)
        t.net.first[i + 1] = add_edges(&t, i, &graph, t.net.first[i], &capacity, arena);
    free(t.rows);
    ht_arena_free(t.arena);
    return t.net;
}
