// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What targets own of the issuer over all chains of stakes: minority ties, and the share beside the other ties.
 * Stakes in targets are left out of the total, so that one target below another counts once; the share of a single
 * target goes through the others.
 */
#include "ownership/shares.h"
#include "ownership/ties.h"

#include <string.h>

// The chain from node 0 up to a node that hands down the most; it goes through no target.
struct route {
    double product; // of the chain's stakes at most; 0: there is none
    uint32_t below; // the node that it leads to next
    const struct own_edge *edge;
};

struct owners {
    struct own_ties *ties;
    struct ht_arena *scratch; // of all that is not a tie
    struct own_network net;
    bool *is_target;
    struct route *routes;
};

static bool find_targets(struct owners *o) {
    bool any = false;
    o->is_target = ht_arena_array(o->scratch, o->net.count, sizeof *o->is_target);
    for (uint32_t i = 1; i < o->net.count; i++) {
        o->is_target[i] = own_other_target(o->ties, o->net.entities[i]) != NULL;
        any = any || o->is_target[i];
    }
    return any;
}

// Takes the chains through NODE up to its owners where they are better; those nodes wait in QUEUE, a ring buffer.
static void extend(struct owners *o, uint32_t node, uint32_t *queue, size_t *end, bool *waits) {
    for (uint32_t e = o->net.first[node]; e < o->net.first[node + 1]; e++) {
        const struct own_edge *edge = &o->net.edges[e];
        double product = o->routes[node].product * own_fraction_double(edge->most);
        if (edge->owner == 0 || product <= o->routes[edge->owner].product)
            continue;
        o->routes[edge->owner] = (struct route){product, node, edge};
        if (!waits[edge->owner] && !o->is_target[edge->owner]) {
            waits[edge->owner] = true;
            queue[(*end)++ % o->net.count] = edge->owner;
        }
    }
}

// Shortest paths by correcting labels: a chain that comes by a node twice is never better.
static void find_routes(struct owners *o) {
    struct ht_arena *arena = o->scratch;
    uint32_t *queue = ht_arena_array(arena, o->net.count, sizeof *queue);
    bool *waits = ht_arena_array(arena, o->net.count, sizeof *waits);
    size_t end = 1;
    o->routes = ht_arena_array(arena, o->net.count, sizeof *o->routes);
    o->routes[0].product = 1;
    for (size_t at = 0; at < end; at++) {
        uint32_t node = queue[at % o->net.count];
        waits[node] = false;
        extend(o, node, queue, &end, waits);
    }
}

static struct ht_path path_of(const struct owners *o, uint32_t node) {
    struct ht_arena *arena = o->ties->graph->arena;
    struct ht_step *steps = NULL;
    size_t count = 0, capacity = 0;
    for (; node != 0; node = o->routes[node].below) {
        steps = ht_arena_grow(arena, steps, count, &capacity, sizeof *steps);
        steps[count++] = own_step_of(o->ties->graph, o->routes[node].edge->stake);
    }
    return (struct ht_path){steps, count};
}

// The stake of the chain to NODE, nearest the issuer, that leaves its share open; else the one into the issuer.
static const struct ht_stake *open_stake(const struct owners *o, uint32_t node) {
    const struct ht_stake *open = NULL, *last = NULL;
    for (; node != 0; node = o->routes[node].below) {
        last = o->routes[node].edge->stake;
        if (!o->routes[node].edge->stated)
            open = last;
    }
    return open ? open : last;
}

// What is said of the first ring whose shares could not be solved, and which targets hold a part of; NULL when none.
static const char *unsolved_ring(const struct owners *o, const struct own_shares *total) {
    enum { TOLD = 5 };
    const struct own_components *parts = &total->components;
    struct ht_arena *arena = o->ties->graph->arena;
    uint32_t ring = 0;
    while (ring < parts->count && total->solved[ring] == OWN_SOLVED)
        ring++;
    if (ring == parts->count)
        return NULL;
    uint32_t first = parts->first[ring], count = parts->first[ring + 1] - first;
    const char *text = o->net.entities[parts->nodes[first]]->name;
    for (uint32_t i = 1; i < count && i < TOLD; i++)
        text = ht_arena_format(arena, "%s%s%s", text, i + 1 == count ? " and " : ", ",
                               o->net.entities[parts->nodes[first + i]]->name);
    if (count > TOLD)
        text = ht_arena_format(arena, "%s and %u more", text, count - TOLD);
    return ht_arena_format(arena, "%s own shares in each other: %s", text, own_unsolved_text(total->solved[ring]));
}

static bool reaches(struct ht_decimal share, struct ht_decimal threshold) {
    return ht_decimal_cmp(share, threshold) >= 0;
}

static struct ht_amount direct_share(const struct owners *o, uint32_t node) {
    return o->routes[node].below == 0 ? own_exact_share(o->routes[node].edge->stake) : ht_amount_unknown();
}

static void add_minority(struct owners *o, const struct own_shares *total) {
    struct own_ties *ties = o->ties;
    const char *unsolved = unsolved_ring(o, total);
    const struct ht_share *share = &ties->found.share;
    bool sure = reaches(share->least, ties->screen->minority_pct);
    if (!reaches(share->most, ties->screen->minority_pct))
        return;
    for (uint32_t i = 1; i < o->net.count; i++) {
        const struct ht_target *target =
            o->is_target[i] && o->routes[i].product > 0 ? own_other_target(ties, o->net.entities[i]) : NULL;
        if (!target || own_has_tie(ties, HT_OWNED, target))
            continue;
        if (sure)
            own_tie_add(ties, HT_MINORITY, target, path_of(o, i), direct_share(o, i));
        else if (unsolved)
            own_doubt_say(ties, HT_MINORITY, target, unsolved, false);
        else
            own_doubt_add(ties, HT_MINORITY, target, open_stake(o, i));
    }
}

static bool has_share(enum ht_category category) {
    return category == HT_OWNED || category == HT_CONTROLLED || category == HT_MINORITY;
}

// Whether the tie has the number already, as its one stake states it, with the digits of its source.
static bool is_told(const struct ht_tie *tie, const struct ht_share *share) {
    return share->stated && tie->share_pct.known && ht_decimal_cmp(tie->share_pct.number, share->least) == 0;
}

// The share of one target, over all chains, beside its ties.
static void fill_shares(struct owners *o, uint32_t node) {
    const struct ht_target *target = own_other_target(o->ties, o->net.entities[node]);
    struct ht_ties *found = &o->ties->found;
    bool asked = false, *source = ht_arena_array(o->scratch, o->net.count, sizeof *source);
    struct ht_share share = {0};
    source[node] = true;
    for (size_t i = 0; i < found->count; i++) {
        struct ht_tie *tie = &found->items[i];
        if (!has_share(tie->category) || !own_same(tie->target->entity, target->entity))
            continue;
        if (!asked)
            share = own_share_of(&own_shares_below(&o->net, source, o->scratch).parts[0]);
        asked = true;
        if (!is_told(tie, &share))
            tie->share_pct = ht_share_percent(&share);
    }
}

static void find_shares(struct owners *o) {
    if (!find_targets(o))
        return;
    struct own_shares total = own_shares_below(&o->net, o->is_target, o->scratch);
    o->ties->found.share = own_share_of(&total.parts[0]);
    find_routes(o);
    add_minority(o, &total);
    for (uint32_t i = 1; i < o->net.count; i++)
        if (o->is_target[i])
            fill_shares(o, i);
}

void own_find_shares(struct own_ties *ties) {
    if (own_graph_owners(ties->graph, ties->issuer).count == 0)
        return;
    struct owners o = {.ties = ties, .scratch = ht_arena_new()};
    o.net = own_network_above(ties->graph, ties->issuer, o.scratch);
    find_shares(&o);
    ht_arena_free(o.scratch);
}
