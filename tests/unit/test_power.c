// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The power index: the worked net of Mizuno, Doi and Kurizaki's own sample, exactly and by simulation; games whose
 * index is known; oceans, cycles, and who votes as one.
 */
#include "test_base.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "holdtrace/power.h"

enum { MOST_STAKES = 32 };

struct net {
    struct ht_power_net power;
    struct ht_power_stake stakes[MOST_STAKES];
};

// A net from a text of "holder percent company;", nodes being letters from A on.
static void read_net(struct net *net, size_t count, const char *text) {
    char holder, company, percent[32];
    int used;
    *net = (struct net){.power = {.count = count, .quota_pct = ht_decimal_int(50)}};
    while (sscanf(text, " %c %31s %c;%n", &holder, percent, &company, &used) == 3) {
        struct ht_power_stake *stake = &net->stakes[net->power.stake_count++];
        assert_true(net->power.stake_count <= MOST_STAKES);
        stake->holder = (size_t)(holder - 'A');
        stake->company = (size_t)(company - 'A');
        assert_true(ht_decimal_parse(percent, strlen(percent), &stake->percent));
        text += used;
    }
    assert_true(net->power.stake_count > 0);
    net->power.stakes = net->stakes;
}

static void expect(const char *what, const double *found, const double *wanted, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (fabs(found[i] - wanted[i]) > 1e-12)
            fail_msg("%s: number %zu is %.15f, not %.15f", what, i, found[i], wanted[i]);
}

// D = {A .5, B .5}; E = {A .1, C .45, D .45}; F = {C .4, E .6}: E goes with A whenever D does.
static const char I1[] = "A 50 D; B 50 D; A 10 E; C 45 E; D 45 E; C 40 F; E 60 F;";
static const double I1_INDEX[] = {17.0 / 6, 11.0 / 6, 4.0 / 3, 0, 0, 0, 0};

static void the_worked_net_exactly(void **state) {
    (void)state;
    static const double over_e[] = {2.0 / 3, 1.0 / 6, 1.0 / 6, 0, 0, 0, 0}, over_d[] = {.5, .5, 0, 0, 0, 0, 0};
    struct ht_arena *arena = ht_arena_new();
    struct net net;
    struct ht_power power;
    read_net(&net, 6, I1);
    assert_true(ht_power_of(&net.power, 5, arena, &power));
    assert_true(power.exact);
    assert_int_equal(power.draws, 0);
    expect("the index", power.totals, I1_INDEX, 7);
    expect("F", power.shares, over_e, 7);
    assert_true(ht_power_of(&net.power, 4, arena, &power));
    expect("E", power.shares, over_e, 7);
    assert_true(ht_power_of(&net.power, 3, arena, &power));
    expect("D", power.shares, over_d, 7);
    ht_arena_free(arena);
}

static void the_worked_net_by_simulation(void **state) {
    (void)state;
    struct ht_arena *arena = ht_arena_new();
    struct net net;
    struct ht_power power, again;
    double sum = 0;
    read_net(&net, 6, I1);
    assert_true(ht_power_simulate(&net.power, 4, HT_POWER_DRAWS, arena, &power));
    assert_false(power.exact);
    assert_int_equal(power.draws, HT_POWER_DRAWS);
    for (size_t i = 0; i < 7; i++) {
        double error = power.total_errors[i];
        if (fabs(power.totals[i] - I1_INDEX[i]) > 4 * error)
            fail_msg("number %zu is %f +- %f, not %f", i, power.totals[i], error, I1_INDEX[i]);
        assert_true(error < .02);
        assert_true(i > 2 || error > 0);
        sum += power.totals[i];
    }
    assert_true(fabs(sum - 6) < 1e-9);
    // A share of draws is binomial.
    assert_true(fabs(power.errors[0] - sqrt(power.shares[0] * (1 - power.shares[0]) / HT_POWER_DRAWS)) < 1e-9);
    assert_true(ht_power_simulate(&net.power, 4, HT_POWER_DRAWS, arena, &again));
    assert_memory_equal(power.totals, again.totals, 7 * sizeof *power.totals);
    ht_arena_free(arena);
}

// Holders A, B, C, ... of the company that comes after them, and their shares with the dispersed one last.
static const struct game {
    const char *what, *net;
    size_t count;
    double shares[8];
} GAMES[] = {
    {"a majority decides alone", "A 51 D; B 30 D; C 19 D;", 4, {1, 0, 0, 0, 0}},
    {"half is not more than half", "A 50 C; B 50 C;", 3, {.5, .5, 0, 0}},
    {"two of three", "A 40 D; B 35 D; C 25 D;", 4, {1.0 / 3, 1.0 / 3, 1.0 / 3, 0, 0}},
    {"half and two small ones", "A 50 D; B 30 D; C 20 D;", 4, {2.0 / 3, 1.0 / 6, 1.0 / 6, 0, 0}},
    {"an apex game", "A 40 E; B 20 E; C 20 E; D 20 E;", 5, {.5, 1.0 / 6, 1.0 / 6, 1.0 / 6, 0, 0}},
    {"one and an ocean: w / (1 - w)", "A 40 B;", 2, {2.0 / 3, 0, 1.0 / 3}},
    {"a majority and an ocean", "A 50.000001 B;", 2, {1, 0, 0}},
    {"a small one in an ocean", "A 10 B;", 2, {1.0 / 9, 0, 8.0 / 9}},
    // The second decides when both come in the first half, the first when both come in the second, else the ocean.
    {"two and an ocean", "A 30 C; B 30 C;", 3, {.25, .25, 0, .5}},
    {"who decides a holder votes with it", "A 60 B; A 10 C; B 41 C; D 49 C;", 4, {1, 0, 0, 0, 0}},
    {"a holder that nobody known decides is one by itself", "A 1 B; B 60 C;", 3, {1.0 / 99, 0, 0, 98.0 / 99}},
};

static void games_whose_index_is_known(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof GAMES / sizeof *GAMES; i++) {
        const struct game *game = &GAMES[i];
        struct ht_arena *arena = ht_arena_new();
        struct net net;
        struct ht_power exact, simulated;
        read_net(&net, game->count, game->net);
        size_t company = net.stakes[net.power.stake_count - 1].company;
        assert_true(ht_power_of(&net.power, company, arena, &exact));
        assert_true(exact.exact);
        expect(game->what, exact.shares, game->shares, game->count + 1);
        assert_true(ht_power_simulate(&net.power, company, 4000, arena, &simulated));
        for (size_t k = 0; k <= game->count; k++)
            if (fabs(simulated.shares[k] - game->shares[k]) > 4 * simulated.errors[k] + 1e-9)
                fail_msg("%s: number %zu is simulated as %f", game->what, k, simulated.shares[k]);
        ht_arena_free(arena);
    }
}

// Shares that a double would add up to a hair below the quota.
static void votes_are_summed_exactly(void **state) {
    (void)state;
    struct ht_arena *arena = ht_arena_new();
    struct net net;
    struct ht_power power;
    static const double all[] = {1, 0, 0, 0, 0, 0, 0};
    // 15.1 + 15.1 + 15.1 + 4.7 is exactly 50, not more: with F they do not pass without the last 0.1.
    read_net(&net, 6, "A 15.1 F; B 15.1 F; C 15.1 F; D 4.7 F; E 50 F;");
    assert_true(ht_power_of(&net.power, 5, arena, &power));
    assert_true(power.exact);
    assert_true(power.shares[4] > .5 && power.shares[4] < 1);
    // All four of one owner make half and no more.
    read_net(&net, 7, "A 100 B; A 100 C; A 100 D; A 15.1 G; B 15.1 G; C 15.1 G; D 4.7 G; E 50 G;");
    assert_true(ht_power_of(&net.power, 6, arena, &power));
    static const double even[] = {.5, 0, 0, 0, .5, 0, 0, 0};
    expect("half against half", power.shares, even, 8);
    read_net(&net, 6, "A 100 B; A 100 C; A 20.1 F; B 15 F; C 15 F; E 49.9 F;");
    assert_true(ht_power_of(&net.power, 5, arena, &power));
    expect("a hair more than half", power.shares, all, 7);
    ht_arena_free(arena);
}

static void cycles_are_simulated(void **state) {
    (void)state;
    struct ht_arena *arena = ht_arena_new();
    struct net net;
    struct ht_power power;
    // B and C hold each other; A has the most of both.
    read_net(&net, 3, "A 60 B; C 40 B; A 55 C; B 45 C;");
    assert_true(ht_power_of(&net.power, 1, arena, &power));
    static const double outside[] = {1, 0, 0, 0};
    assert_false(power.exact);
    expect("decided from outside", power.shares, outside, 4);
    // Nobody outside decides: no label can come in.
    read_net(&net, 3, "A 10 B; C 90 B; B 90 C; A 10 C;");
    assert_true(ht_power_of(&net.power, 1, arena, &power));
    assert_false(power.exact);
    assert_true(power.shares[0] == 0);
    assert_true(fabs(power.shares[1] + power.shares[2] - 1) < 1e-12);
    ht_arena_free(arena);
}

// Twenty holders of 5 % each have too many orders; all are alike.
static void many_holders_are_simulated(void **state) {
    (void)state;
    struct ht_arena *arena = ht_arena_new();
    struct net net = {.power = {.count = 21, .stake_count = 20, .quota_pct = ht_decimal_int(50)}};
    struct ht_power power;
    for (size_t i = 0; i < 20; i++)
        net.stakes[i] = (struct ht_power_stake){i, 20, ht_decimal_int(5)};
    net.power.stakes = net.stakes;
    assert_true(ht_power_of(&net.power, 20, arena, &power));
    assert_false(power.exact);
    for (size_t i = 0; i < 20; i++)
        assert_true(fabs(power.shares[i] - .05) <= 4 * power.errors[i] && power.errors[i] < .002);
    ht_arena_free(arena);
}

// Dispersed holders of B decide B with 4 of 7, and with B all that B decides: C. B and C outvote D's third holder
// then, too.
static void what_dispersed_holders_decide_votes_as_one(void **state) {
    (void)state;
    static const double wanted[] = {3.0 / 7, 0, 0, 0, 0, 4.0 / 7};
    struct ht_arena *arena = ht_arena_new();
    struct net net;
    struct ht_power power;
    read_net(&net, 5, "A 30 B; B 60 C; B 30 D; C 30 D; E 35 D;");
    assert_true(ht_power_of(&net.power, 3, arena, &power));
    assert_true(power.exact);
    expect("D", power.shares, wanted, 6);
    assert_true(ht_power_simulate(&net.power, 3, 2000, arena, &power));
    assert_float_equal(power.shares[4], 0, 0);
    assert_float_equal(power.shares[0], 3.0 / 7, .04);
    ht_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_dispersed_holders_decide_votes_as_one),
        cmocka_unit_test(the_worked_net_exactly),
        cmocka_unit_test(the_worked_net_by_simulation),
        cmocka_unit_test(games_whose_index_is_known),
        cmocka_unit_test(votes_are_summed_exactly),
        cmocka_unit_test(cycles_are_simulated),
        cmocka_unit_test(many_holders_are_simulated),
    };
    return cmocka_run_group_tests_name("power", tests, NULL, NULL);
}
