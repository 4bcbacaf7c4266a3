// SPDX-License-Identifier: GPL-3.0-or-later
// Networks made by hand: a million deep, of more digits than 38, without a solution.
#include "test_base.h"

#include <stdlib.h>
#include <string.h>

#include "ownership/shares.h"

// A network without edges yet; those into one node must be added together, node by node.
struct draft {
    struct ht_arena *arena;
    struct own_network net;
    size_t edges;
};

static struct draft draft_new(uint32_t count, size_t edges) {
    struct draft d = {.arena = ht_arena_new(), .net = {.count = count}};
    d.net.keys = ht_arena_array(d.arena, count, sizeof *d.net.keys);
    d.net.first = ht_arena_array(d.arena, (size_t)count + 1, sizeof *d.net.first);
    d.net.edges = ht_arena_array(d.arena, edges, sizeof *d.net.edges);
    for (uint32_t i = 0; i < count; i++)
        d.net.keys[i] = i + 1;
    return d;
}

static void draft_edge(struct draft *d, uint32_t owner, uint32_t owned, const char *percent) {
    struct ht_decimal number;
    assert_true(ht_decimal_parse(percent, strlen(percent), &number));
    struct own_fraction share = own_fraction_of(number);
    d->net.edges[d->edges++] = (struct own_edge){.owner = owner, .stated = true, .least = share, .most = share};
    for (uint32_t i = owned + 1; i <= d->net.count && d->net.first[i] < d->edges; i++)
        d->net.first[i] = (uint32_t)d->edges;
}

// Node 0 owns node 1, and so on to the last: 50 % once, else all.
static void chains_of_a_million(void **state) {
    (void)state;
    enum { DEEP = 1000000 };
    struct ht_arena *arena = ht_arena_new();
    struct own_network net = {.count = DEEP};
    struct own_fraction all = own_fraction_of(ht_decimal_int(100)), half = own_fraction_of(ht_decimal_int(50));
    bool *source = ht_arena_array(arena, DEEP, sizeof *source);
    net.keys = ht_arena_array(arena, DEEP, sizeof *net.keys);
    net.first = ht_arena_array(arena, DEEP + 1, sizeof *net.first);
    net.edges = ht_arena_array(arena, DEEP, sizeof *net.edges);
    for (uint32_t i = 0; i < DEEP; i++) {
        net.keys[i] = i + 1;
        net.first[i + 1] = i;
        if (i > 0)
            net.edges[i - 1] = (struct own_edge){.owner = i - 1, .stated = true, .least = i == 7 ? half : all};
        if (i > 0)
            net.edges[i - 1].most = net.edges[i - 1].least;
    }
    source[0] = true;
    struct own_shares shares = own_shares_below(&net, source, arena);
    assert_int_equal(shares.components.count, DEEP);
    struct ht_share last = own_share_of(&shares.parts[DEEP - 1]);
    assert_true(last.stated);
    assert_int_equal(ht_decimal_cmp(last.least, ht_decimal_int(50)), 0);
    // Node 0 of the chain upside down is owned by all the others.
    for (uint32_t i = 0; i < DEEP; i++) {
        net.first[i + 1] = i + 1 < DEEP ? i + 1 : DEEP - 1;
        net.edges[i].owner = i + 1;
    }
    shares = own_shares_above(&net, arena);
    last = own_share_of(&shares.parts[DEEP - 1]);
    assert_int_equal(ht_decimal_cmp(last.least, ht_decimal_int(50)), 0);
    ht_arena_free(arena);
}

// Ten times 33.3333333333 %: 120 digits, of which 15 are kept.
static void more_digits_than_there_are(void **state) {
    (void)state;
    enum { NODES = 11 };
    struct draft d = draft_new(NODES, NODES);
    bool source[NODES] = {true};
    double expected = 1;
    for (uint32_t i = 1; i < NODES; i++) {
        draft_edge(&d, i - 1, i, "33.3333333333");
        expected *= 0.333333333333;
    }
    struct own_shares shares = own_shares_below(&d.net, source, d.arena);
    assert_false(shares.parts[2].least.rounded);
    assert_true(shares.parts[NODES - 1].least.rounded);
    double share = own_fraction_double(shares.parts[NODES - 1].least);
    assert_true(share - expected < 1e-14 && expected - share < 1e-14);
    ht_arena_free(d.arena);
}

static void a_closed_ring_has_no_solution(void **state) {
    (void)state;
    struct draft d = draft_new(3, 4);
    // 1 and 2 hold all of each other; 1 holds 30 % of 0.
    draft_edge(&d, 1, 0, "30");
    draft_edge(&d, 2, 1, "100");
    draft_edge(&d, 1, 2, "100");
    struct own_shares shares = own_shares_above(&d.net, d.arena);
    assert_int_equal(shares.solved[shares.components.of[1]], OWN_SINGULAR);
    assert_int_equal(own_fraction_sign(shares.parts[1].least), 0);
    assert_int_equal(own_fraction_cmp(shares.parts[1].most, own_fraction_int(1)), 0);
    // What nobody outside owns anything of is no equation: 0 of it is a fact.
    bool source[3] = {false};
    shares = own_shares_below(&d.net, source, d.arena);
    assert_int_equal(own_fraction_sign(shares.parts[0].most), 0);
    ht_arena_free(d.arena);
}

static void solves_equations(void **state) {
    (void)state;
    double matrix[] = {1, -0.25, -0.5, 1}, side[] = {1, 2}, diagonal[2];
    assert_int_equal(own_solve(2, matrix, side, diagonal), OWN_SOLVED);
    for (int i = 0; i < 2; i++)
        assert_true(diagonal[i] > 1 / 0.875 - 1e-15 && diagonal[i] < 1 / 0.875 + 1e-15);
    assert_true(side[0] > 1.5 / 0.875 - 1e-14 && side[0] < 1.5 / 0.875 + 1e-14);
    // Rows that change places: the diagonal is that of the inverse of what was asked.
    double swapped[] = {0, 2, 4, 0}, any[] = {2, 4};
    assert_int_equal(own_solve(2, swapped, any, diagonal), OWN_SOLVED);
    assert_true(diagonal[0] == 0 && diagonal[1] == 0 && any[0] == 1 && any[1] == 1);
    double singular[] = {1, -1, -1, 1};
    assert_int_equal(own_solve(2, singular, any, NULL), OWN_SINGULAR);
    double zero[] = {0};
    assert_int_equal(own_solve(1, zero, any, NULL), OWN_SINGULAR);
    assert_int_equal(own_solve(OWN_SOLVE_MOST + 1, NULL, NULL, NULL), OWN_TOO_LARGE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chains_of_a_million),
        cmocka_unit_test(more_digits_than_there_are),
        cmocka_unit_test(a_closed_ring_has_no_solution),
        cmocka_unit_test(solves_equations),
    };
    return cmocka_run_group_tests_name("shares over a network", tests, NULL, NULL);
}
