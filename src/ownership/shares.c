// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Passing shares along stakes, component by component: down from sources, or up from an entity. The lower and the
 * upper bounds are two passes over the same network.
 */
#include "ownership/shares.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"

enum bound { LEAST, MOST };

struct pass {
    const struct own_network *net;
    const bool *source; // NULL: none
    struct own_shares *shares;
    struct ht_arena *arena;
    enum bound bound;
    struct own_fraction *value; // of a node: what sources own of it, or N of node 0
    struct own_fraction *loop;  // of a node in a ring, upwards: n_ii
    bool *endless;              // upwards: the value is that of a ring that was not solved, or above one
};

// The members of one ring, and its equations.
struct ring {
    const uint32_t *nodes;
    uint32_t count, component;
    double *matrix, *side, *diagonal;
};

static struct own_fraction weight(const struct pass *pass, const struct own_edge *edge) {
    return pass->bound == LEAST ? edge->least : edge->most;
}

static bool is_within(const struct pass *pass, const struct ring *ring, uint32_t node) {
    return pass->shares->components.of[node] == ring->component;
}

// Whether every member's capital is, wholly, in the hands of members.
static bool is_closed(const struct pass *pass, const struct ring *ring) {
    for (uint32_t i = 0; i < ring->count; i++) {
        struct own_fraction sum = own_fraction_int(0);
        for (uint32_t e = pass->net->first[ring->nodes[i]]; e < pass->net->first[ring->nodes[i] + 1]; e++)
            if (is_within(pass, ring, pass->net->edges[e].owner))
                sum = own_fraction_add(sum, weight(pass, &pass->net->edges[e]));
        if (own_fraction_cmp(sum, own_fraction_int(1)) < 0)
            return false;
    }
    return true;
}

// I - A of the ring, with a row for each owner, or (BY_OWNED) for each owned.
static void fill_matrix(const struct pass *pass, const struct ring *ring, const uint32_t *place, bool by_owned) {
    size_t n = ring->count;
    for (size_t i = 0; i < n; i++)
        ring->matrix[i * n + i] = 1;
    for (size_t i = 0; i < n; i++)
        for (uint32_t e = pass->net->first[ring->nodes[i]]; e < pass->net->first[ring->nodes[i] + 1]; e++) {
            const struct own_edge *edge = &pass->net->edges[e];
            if (!is_within(pass, ring, edge->owner))
                continue;
            size_t owner = place[edge->owner];
            ring->matrix[by_owned ? i * n + owner : owner * n + i] -= own_fraction_double(weight(pass, edge));
        }
}

/*
 * Solves the ring for what SIDE holds. What is no share of anything, which stakes of more than 100 % can lead to, is
 * no solution either.
 */
static enum own_solved solve_ring(const struct pass *pass, struct ring *ring, const uint32_t *place, bool by_owned) {
    size_t n = ring->count;
    if (is_closed(pass, ring))
        return OWN_SINGULAR;
    if (n > OWN_SOLVE_MOST)
        return OWN_TOO_LARGE;
    ring->matrix = ht_heap_alloc(n * n * sizeof *ring->matrix);
    fill_matrix(pass, ring, place, by_owned);
    enum own_solved solved = own_solve(n, ring->matrix, ring->side, ring->diagonal);
    free(ring->matrix);
    for (size_t i = 0; solved == OWN_SOLVED && i < n; i++) {
        double loop = ring->diagonal ? ring->diagonal[i] : 1, share = ring->side[i] / loop;
        struct own_fraction unused;
        if (!own_fraction_solved(ring->side[i], &unused) || !own_fraction_solved(loop, &unused) || loop < 1 - 1e-9 ||
            !(share > -1e-9 && share < 1 + 1e-9))
            solved = OWN_SINGULAR;
    }
    return solved;
}

// A ring that only the upper bounds close is no finding: what they say is that its shares can be anything.
static void note(struct pass *pass, uint32_t component, enum own_solved solved) {
    if (solved != OWN_SOLVED && pass->bound == LEAST)
        pass->shares->solved[component] = solved;
}

static struct ring ring_of(struct pass *pass, uint32_t component, uint32_t *place) {
    const struct own_components *all = &pass->shares->components;
    struct ring ring = {.nodes = all->nodes + all->first[component],
                        .count = all->first[component + 1] - all->first[component],
                        .component = component};
    ring.side = ht_arena_array(pass->arena, ring.count, sizeof *ring.side);
    for (uint32_t i = 0; i < ring.count; i++)
        place[ring.nodes[i]] = i;
    return ring;
}

static uint8_t larger(uint8_t a, uint8_t b) {
    return a > b ? a : b;
}

static struct own_fraction at_most_all(struct own_fraction a) {
    struct own_fraction all = own_fraction_int(1);
    all.rounded = a.rounded;
    return own_fraction_cmp(a, all) > 0 ? all : a;
}

// --- downwards: s_j = sum over owners o of A[o][j] x s_o, where a source has 1

// What the owners of NODE hand down, those within component WITHIN left out.
static struct own_fraction inflow(struct pass *pass, uint32_t node, uint32_t within) {
    struct own_fraction sum = own_fraction_int(0);
    struct own_part *part = &pass->shares->parts[node];
    for (uint32_t e = pass->net->first[node]; e < pass->net->first[node + 1]; e++) {
        const struct own_edge *edge = &pass->net->edges[e];
        const struct own_part *owner = &pass->shares->parts[edge->owner];
        if (pass->shares->components.of[edge->owner] == within || own_fraction_sign(pass->value[edge->owner]) == 0)
            continue;
        sum = own_fraction_add(sum, own_fraction_mul(weight(pass, edge), pass->value[edge->owner]));
        part->decimals = larger(part->decimals, larger(edge->decimals, owner->decimals));
    }
    return sum;
}

// All members of a ring are known to the digits of the most exact stake in any of them.
static void share_decimals(struct pass *pass, const struct ring *ring) {
    uint8_t most = 0;
    for (uint32_t i = 0; i < ring->count; i++) {
        most = larger(most, pass->shares->parts[ring->nodes[i]].decimals);
        for (uint32_t e = pass->net->first[ring->nodes[i]]; e < pass->net->first[ring->nodes[i] + 1]; e++)
            if (is_within(pass, ring, pass->net->edges[e].owner))
                most = larger(most, pass->net->edges[e].decimals);
    }
    for (uint32_t i = 0; i < ring->count; i++)
        pass->shares->parts[ring->nodes[i]].decimals = most;
}

static void ring_down(struct pass *pass, uint32_t component, uint32_t *place) {
    struct ring ring = ring_of(pass, component, place);
    bool any = false;
    for (uint32_t i = 0; i < ring.count; i++) {
        struct own_fraction sum = inflow(pass, ring.nodes[i], component);
        any = any || own_fraction_sign(sum) > 0;
        ring.side[i] = own_fraction_double(sum);
    }
    if (!any)
        return; // nothing comes in, and nothing is owned, whatever the members own of each other
    share_decimals(pass, &ring);
    enum own_solved solved = solve_ring(pass, &ring, place, true);
    note(pass, component, solved);
    for (uint32_t i = 0; i < ring.count; i++) {
        struct own_fraction *value = &pass->value[ring.nodes[i]];
        if (solved != OWN_SOLVED || !own_fraction_solved(ring.side[i], value))
            *value = own_fraction_int(pass->bound == MOST);
        if (own_fraction_sign(*value) < 0)
            *value = own_fraction_int(0);
        *value = at_most_all(*value);
    }
}

static void pass_down(struct pass *pass, uint32_t *place) {
    const struct own_components *all = &pass->shares->components;
    for (uint32_t c = 0; c < all->count; c++) {
        uint32_t node = all->nodes[all->first[c]];
        if (pass->source[node])
            pass->value[node] = own_fraction_int(1);
        else if (own_components_is_ring(pass->net, all, c, pass->source))
            ring_down(pass, c, place);
        else
            pass->value[node] = at_most_all(inflow(pass, node, c));
    }
}

// --- upwards: z_o = sum over owned k of A[o][k] x z_k, where node 0 has 1 more; z is the column of N for node 0

// Hands what NODE has to its owners outside its component.
static void push(struct pass *pass, uint32_t node) {
    const struct own_components *all = &pass->shares->components;
    const struct own_part *part = &pass->shares->parts[node];
    for (uint32_t e = pass->net->first[node]; e < pass->net->first[node + 1]; e++) {
        const struct own_edge *edge = &pass->net->edges[e];
        struct own_part *owner = &pass->shares->parts[edge->owner];
        if (all->of[edge->owner] == all->of[node])
            continue;
        pass->value[edge->owner] =
            own_fraction_add(pass->value[edge->owner], own_fraction_mul(weight(pass, edge), pass->value[node]));
        pass->endless[edge->owner] = pass->endless[edge->owner] || pass->endless[node];
        owner->decimals = larger(owner->decimals, larger(edge->decimals, part->decimals));
    }
}

static void ring_up(struct pass *pass, uint32_t component, uint32_t *place) {
    struct ring ring = ring_of(pass, component, place);
    ring.diagonal = ht_arena_array(pass->arena, ring.count, sizeof *ring.diagonal);
    bool endless = false;
    share_decimals(pass, &ring);
    for (uint32_t i = 0; i < ring.count; i++) {
        endless = endless || pass->endless[ring.nodes[i]];
        ring.side[i] = own_fraction_double(pass->value[ring.nodes[i]]);
    }
    enum own_solved solved = solve_ring(pass, &ring, place, false);
    note(pass, component, solved);
    for (uint32_t i = 0; i < ring.count; i++) {
        uint32_t node = ring.nodes[i];
        if (solved == OWN_SOLVED) {
            // Corrected in doubles, of which more digits are left than of two rounded numbers.
            double share = node == 0 ? 1 - 1 / ring.diagonal[i] : ring.side[i] / ring.diagonal[i];
            (void)own_fraction_solved(ring.side[i], &pass->value[node]);
            (void)own_fraction_solved(share, &pass->loop[node]);
        } else {
            pass->value[node] = pass->loop[node] = own_fraction_int(0);
        }
        pass->endless[node] = endless || solved != OWN_SOLVED;
    }
}

static void pass_up(struct pass *pass, uint32_t *place) {
    const struct own_components *all = &pass->shares->components;
    pass->value[0] = own_fraction_int(1);
    for (uint32_t c = all->count; c-- > 0;) {
        uint32_t first = all->first[c], end = all->first[c + 1];
        if (own_components_is_ring(pass->net, all, c, NULL))
            ring_up(pass, c, place);
        else
            pass->loop[all->nodes[first]] =
                all->nodes[first] == 0 ? own_fraction_int(0) : pass->value[all->nodes[first]];
        for (uint32_t i = first; i < end; i++)
            push(pass, all->nodes[i]);
    }
    for (uint32_t i = 0; i < pass->net->count; i++)
        pass->value[i] = pass->bound == MOST && pass->endless[i] ? own_fraction_int(1) : at_most_all(pass->loop[i]);
}

// --- both bounds

static bool has_ranges(const struct own_network *net) {
    for (uint32_t e = 0; e < net->first[net->count]; e++)
        if (!net->edges[e].stated)
            return true;
    return false;
}

static struct own_shares run(const struct own_network *net, const bool *source, struct ht_arena *arena) {
    struct own_shares shares = {.parts = ht_arena_array(arena, net->count, sizeof *shares.parts),
                                .components = own_components_make(net, source, arena)};
    uint32_t *place = ht_arena_array(arena, net->count, sizeof *place);
    shares.solved = ht_arena_array(arena, shares.components.count, sizeof *shares.solved);
    struct pass pass = {.net = net, .source = source, .shares = &shares, .arena = arena};
    bool again = has_ranges(net);
    for (int bound = LEAST; bound <= MOST; bound++) {
        // Where every stake is one number and every ring was solved, the upper bound is the lower one.
        for (uint32_t c = 0; c < shares.components.count; c++)
            again = again || shares.solved[c] != OWN_SOLVED;
        if (bound == LEAST || again) {
            pass.bound = (enum bound)bound;
            pass.value = ht_arena_array(arena, net->count, sizeof *pass.value);
            pass.loop = ht_arena_array(arena, source ? 0 : net->count, sizeof *pass.loop);
            pass.endless = ht_arena_array(arena, source ? 0 : net->count, sizeof *pass.endless);
            if (source)
                pass_down(&pass, place);
            else
                pass_up(&pass, place);
        }
        for (uint32_t i = 0; i < net->count; i++)
            *(bound == LEAST ? &shares.parts[i].least : &shares.parts[i].most) = pass.value[i];
    }
    return shares;
}

struct own_shares own_shares_below(const struct own_network *net, const bool *source, struct ht_arena *arena) {
    return run(net, source, arena);
}

struct own_shares own_shares_above(const struct own_network *net, struct ht_arena *arena) {
    return run(net, NULL, arena);
}

struct ht_share own_share_of(const struct own_part *part) {
    struct ht_share share = {.least = own_fraction_percent(part->least),
                             .most = own_fraction_percent(part->most),
                             .decimals = part->decimals};
    share.stated = ht_decimal_cmp(share.least, share.most) == 0;
    return share;
}

const char *own_unsolved_text(enum own_solved solved) {
    static const char *const texts[] = {
        [OWN_SOLVED] = NULL,
        [OWN_SINGULAR] =
            "by what is stated nothing of them is left to others, so that no share over them can be stated",
        [OWN_TOO_LARGE] = "they are too many for their shares to be solved",
        [OWN_NO_LIBRARY] = "the library libgsl is not installed, without which their shares cannot be solved"};
    return texts[solved];
}
