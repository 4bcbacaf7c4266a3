// SPDX-License-Identifier: GPL-3.0-or-later
// Integrated ownership of one entity, and the digits that a share is printed with: integrated.h.
#include "holdtrace/integrated.h"

#include <stdlib.h>
#include <string.h>

#include "ownership/shares.h"
#include "ownership/table.h"

// Beyond so many entities, asking for one after the other costs more than one pass over all stakes.
enum { MOST_WALKED = 2000 };

enum { LEAST_PLACES = 2, MOST_PLACES = 6, EXACT_PLACES = 8 };

// Whether NUMBER would be rounded up to a whole one: what does not reach a threshold must not print as if it did.
static bool becomes_whole(struct ht_decimal number, unsigned places) {
    struct ht_decimal rounded;
    return ht_decimal_round(number, places, &rounded) && own_decimals(rounded) == 0 &&
           ht_decimal_cmp(rounded, number) > 0;
}

// Whether fewer than two digits of NUMBER, rounded to PLACES, are left before zeros would follow.
static bool is_coarse(struct ht_decimal number, unsigned places) {
    struct ht_decimal rounded, two = {10, (uint8_t)places};
    return places < own_decimals(number) && ht_decimal_round(number, places, &rounded) &&
           ht_decimal_cmp(rounded, two) < 0;
}

// Whether nothing would be left of NUMBER.
static bool vanishes(struct ht_decimal number, unsigned places) {
    struct ht_decimal rounded;
    return places < own_decimals(number) && ht_decimal_round(number, places, &rounded) &&
           ht_decimal_sign(rounded) == 0;
}

// NUMBER with the digits that are known of it: see ht_share_percent.
static struct ht_decimal printed(struct ht_decimal number, unsigned decimals) {
    struct ht_decimal rounded = number;
    unsigned places = decimals < LEAST_PLACES ? LEAST_PLACES : decimals > MOST_PLACES ? MOST_PLACES : decimals;
    while ((places < EXACT_PLACES && (is_coarse(number, places) || becomes_whole(number, places))) ||
           vanishes(number, places))
        places++;
    if (own_decimals(number) < places)
        places = own_decimals(number);
    if (!ht_decimal_round(number, places, &rounded))
        return number;
    return ht_decimal_round(rounded, own_decimals(rounded), &rounded) ? rounded : number;
}

struct ht_amount ht_share_percent(const struct ht_share *share) {
    return share->stated ? ht_amount_of(printed(share->least, share->decimals)) : ht_amount_unknown();
}

struct ht_amount ht_share_min(const struct ht_share *share) {
    bool known = share->stated || ht_decimal_sign(share->least) > 0;
    return known ? ht_amount_of(printed(share->least, share->decimals)) : ht_amount_unknown();
}

struct ht_amount ht_share_max(const struct ht_share *share) {
    bool known = share->stated || ht_decimal_cmp(share->most, ht_decimal_int(100)) < 0;
    return known ? ht_amount_of(printed(share->most, share->decimals)) : ht_amount_unknown();
}

static int by_share(const void *left, const void *right) {
    const struct ht_integrated_share *a = left, *b = right;
    int order = ht_decimal_cmp(b->share.least, a->share.least);
    if (!order)
        order = ht_decimal_cmp(b->share.most, a->share.most);
    return order ? order : strcmp(a->entity->id, b->entity->id);
}

static const struct ht_entity *entity_of(struct ht_reference *ref, const struct own_network *net, uint32_t node) {
    return net->entities ? net->entities[node] : ht_reference_entity_at(ref, net->keys[node]);
}

static void add_rings(struct ht_integrated *all, struct ht_reference *ref, const struct own_network *net,
                      const struct own_shares *shares, const bool *source, struct ht_arena *arena) {
    const struct own_components *parts = &shares->components;
    size_t capacity = 0;
    for (uint32_t c = 0; c < parts->count; c++) {
        if (!own_components_is_ring(net, parts, c, source))
            continue;
        struct ht_ring ring = {.unsolved = own_unsolved_text(shares->solved[c])};
        ring.members = ht_arena_array(arena, parts->first[c + 1] - parts->first[c], sizeof(*ring.members));
        for (uint32_t i = parts->first[c]; i < parts->first[c + 1]; i++)
            ring.members[ring.count++] = entity_of(ref, net, parts->nodes[i]);
        all->rings = ht_arena_grow(arena, all->rings, all->ring_count, &capacity, sizeof *all->rings);
        all->rings[all->ring_count++] = ring;
    }
}

static int by_first_member(const void *left, const void *right) {
    const struct ht_ring *a = left, *b = right;
    return strcmp(a->members[0]->id, b->members[0]->id);
}

// All nodes with a share, but those that are sources.
static struct ht_integrated collect(struct ht_reference *ref, const struct own_network *net,
                                    const struct own_shares *shares, const bool *source, struct ht_arena *arena) {
    struct ht_integrated all = {.items = ht_arena_array(arena, net->count, sizeof *all.items)};
    for (uint32_t i = 0; i < net->count; i++)
        if (!(source && source[i]) && own_fraction_sign(shares->parts[i].most) > 0)
            all.items[all.count++] =
                (struct ht_integrated_share){entity_of(ref, net, i), own_share_of(&shares->parts[i])};
    if (all.count)
        qsort(all.items, all.count, sizeof *all.items, by_share);
    add_rings(&all, ref, net, shares, source, arena);
    if (all.ring_count)
        qsort(all.rings, all.ring_count, sizeof *all.rings, by_first_member);
    return all;
}

static struct own_graph graph_of(struct ht_reference *ref, const struct ht_screen *screen, struct ht_date as_of,
                                 struct ht_arena *arena) {
    struct own_graph graph = own_graph_make(ref, NULL, as_of, arena);
    graph.max_age_days = screen->max_age_days;
    return graph;
}

struct ht_integrated ht_integrated_owners(struct ht_reference *ref, const struct ht_screen *screen,
                                          const struct ht_entity *entity, struct ht_date as_of,
                                          struct ht_arena *arena) {
    struct own_graph graph = graph_of(ref, screen, as_of, arena);
    struct own_network net = own_network_above(&graph, entity, arena);
    struct own_shares shares = own_shares_above(&net, arena);
    return collect(ref, &net, &shares, NULL, arena);
}

static bool is_among(const struct ht_entity *const *entities, size_t count, int64_t key) {
    for (size_t i = 0; i < count; i++)
        if (entities[i]->key == key)
            return true;
    return false;
}

struct ht_integrated ht_integrated_holdings(struct ht_reference *ref, const struct ht_screen *screen,
                                            const struct ht_entity *const *entities, size_t count,
                                            struct ht_date as_of, struct ht_arena *arena) {
    struct own_graph graph = graph_of(ref, screen, as_of, arena);
    struct own_network net;
    if (count != 1 || !own_network_below(&graph, entities[0], MOST_WALKED, arena, &net))
        net = own_table_below(ref, screen, entities, count, as_of, arena);
    bool *source = ht_arena_array(arena, net.count, sizeof *source);
    for (uint32_t i = 0; i < net.count; i++)
        source[i] = is_among(entities, count, net.keys[i]);
    struct own_shares shares = own_shares_below(&net, source, arena);
    return collect(ref, &net, &shares, source, arena);
}
