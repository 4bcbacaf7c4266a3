// SPDX-License-Identifier: GPL-3.0-or-later
// Selected companies by funds: which are shown, in which order, and what stands in the cells.
#include "report_sample.h"

#include "report/cross.h"

enum { MANY = 43, FUNDS = 12 };

struct scene {
    struct ht_arena *arena;
    struct ht_screen screen;
    struct ht_entity entities[MANY];
    struct ht_portfolio portfolios[FUNDS];
    struct ht_resolution resolutions[FUNDS];
    struct ht_account accounts[FUNDS];
    struct ht_entity_sum sums[FUNDS][MANY];
    struct ht_scan scan;
};

static int setup(void **state) {
    struct scene *s = calloc(1, sizeof *s);
    assert_non_null(s);
    s->arena = ht_arena_new();
    s->screen.counted = 1u << HT_DIRECT | 1u << HT_CONTROLLED;
    for (size_t i = 0; i < MANY; i++)
        s->entities[i] = (struct ht_entity){.id = ht_arena_format(s->arena, "e%02zu", i),
                                            .name = ht_arena_format(s->arena, "Entity %02zu", i)};
    for (size_t f = 0; f < FUNDS; f++) {
        s->portfolios[f].path = ht_arena_format(s->arena, "%02zu.csv", f);
        s->resolutions[f].portfolio = &s->portfolios[f];
        s->accounts[f] =
            (struct ht_account){.resolution = &s->resolutions[f], .denominator = "nav", .by_target = s->sums[f]};
    }
    s->scan = (struct ht_scan){.screen = &s->screen, .accounts = s->accounts, .account_count = FUNDS};
    *state = s;
    return 0;
}

static int teardown(void **state) {
    struct scene *s = *state;
    ht_arena_free(s->arena);
    free(s);
    return 0;
}

// Fund FUND holds entity ENTITY at WEIGHT, which may be NULL: not known.
static void hold(struct scene *s, size_t fund, size_t entity, enum ht_category category, const char *currency,
                 const char *weight) {
    struct ht_account *account = &s->accounts[fund];
    s->sums[fund][account->by_target_count++] =
        (struct ht_entity_sum){.entity = &s->entities[entity],
                               .category = category,
                               .sum = {.currency = currency,
                                       .positions = 1,
                                       .weight_pct = weight ? sample_amount(weight) : ht_amount_unknown()}};
}

static struct ht_cross cross_of(struct scene *s) {
    size_t count;
    const struct ht_cross_fund *funds = ht_cross_funds(&s->scan, s->arena, &count);
    return ht_cross_of(funds, count, s->scan.account_count, s->arena);
}

static void assert_cell(const struct ht_cross *cross, size_t target, size_t fund, const char *weight) {
    const struct ht_cross_cell *cell = &cross->cells[target * cross->fund_count + fund];
    char text[HT_DECIMAL_TEXT];
    assert_true(cell->held);
    assert_true(cell->weight_pct.known);
    assert_string_equal(ht_decimal_text(cell->weight_pct.number, text), weight);
}

static void the_heaviest_in_any_one_fund_comes_first(void **state) {
    struct scene *s = *state;
    hold(s, 0, 0, HT_DIRECT, "USD", "1.000000");
    hold(s, 2, 0, HT_DIRECT, "USD", "1.500000"); // 2.5 together, but never added
    hold(s, 2, 1, HT_CONTROLLED, "USD", "-2.000000");
    hold(s, 0, 2, HT_DIRECT, "USD", "1.500000");
    struct ht_cross cross = cross_of(s);
    assert_int_equal(cross.fund_count, 2);
    assert_ptr_equal(cross.funds[1].account, &s->accounts[2]);
    assert_int_equal(cross.target_count, 3);
    assert_string_equal(cross.targets[0]->id, "e01");
    assert_string_equal(cross.targets[1]->id, "e00"); // as heavy as the third: by id
    assert_string_equal(cross.targets[2]->id, "e02");
    assert_false(cross.cells[0].held);
    assert_cell(&cross, 0, 1, "-2.000000");
    assert_cell(&cross, 1, 0, "1.000000");
    assert_cell(&cross, 1, 1, "1.500000");
    assert_string_equal(ht_word_cross(s->arena, &cross), "3 selected companies in 2 of 12 funds");
}

static void what_is_not_counted_is_not_in_it(void **state) {
    struct scene *s = *state;
    hold(s, 0, 0, HT_DIRECT, "USD", "1.000000");
    hold(s, 0, 0, HT_STAKE, "USD", "5.000000");
    hold(s, 1, 1, HT_LINKED, "USD", "9.000000");
    struct ht_cross cross = cross_of(s);
    assert_int_equal(cross.fund_count, 1);
    assert_int_equal(cross.target_count, 1);
    assert_cell(&cross, 0, 0, "1.000000");
}

static void categories_and_currencies_of_a_company_are_one_cell(void **state) {
    struct scene *s = *state;
    hold(s, 0, 0, HT_DIRECT, "USD", "1.000000");
    hold(s, 0, 0, HT_CONTROLLED, "EUR", "0.250000");
    hold(s, 1, 0, HT_DIRECT, "USD", "1.000000");
    hold(s, 1, 0, HT_DIRECT, "EUR", NULL);
    hold(s, 1, 1, HT_DIRECT, "EUR", "8.000000");
    struct ht_cross cross = cross_of(s);
    assert_string_equal(cross.targets[0]->id, "e00"); // what is not known may be the largest
    assert_cell(&cross, 0, 0, "1.250000");
    assert_true(cross.cells[1].held);
    assert_false(cross.cells[1].weight_pct.known);
    assert_cell(&cross, 1, 1, "8.000000");
}

static void of_many_companies_the_heaviest_are_shown_and_the_rest_is_counted(void **state) {
    struct scene *s = *state;
    for (size_t i = 0; i < MANY; i++)
        hold(s, i % 2, i, HT_DIRECT, "USD", ht_arena_format(s->arena, "0.%06zu", i + 1));
    struct ht_cross cross = cross_of(s);
    assert_int_equal(cross.target_count, HT_CROSS_TARGETS);
    assert_int_equal(cross.more, MANY - HT_CROSS_TARGETS);
    assert_string_equal(cross.targets[0]->id, "e42");
    assert_string_equal(cross.targets[HT_CROSS_TARGETS - 1]->id, "e03");
    assert_string_equal(ht_word_cross(s->arena, &cross), "The 40 largest of 43 selected companies in 2 of 12 funds");
}

#define SCENE_TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        SCENE_TEST(the_heaviest_in_any_one_fund_comes_first),
        SCENE_TEST(what_is_not_counted_is_not_in_it),
        SCENE_TEST(categories_and_currencies_of_a_company_are_one_cell),
        SCENE_TEST(of_many_companies_the_heaviest_are_shown_and_the_rest_is_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
