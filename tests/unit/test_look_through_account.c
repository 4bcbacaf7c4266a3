// SPDX-License-Identifier: GPL-3.0-or-later
// What is counted of a fund of funds: by the fund that brings it, in coverage, and in the bounds.
#include "look_through.h"

#include "small_account.h"

static struct small_reference group(void) {
    struct small_reference small = small_new();
    small_entity(&small, "hik", "company");
    small_entity(&small, "free", "company");
    small_open(&small);
    return small;
}

// The account of `looked`, where a row's name is its issuer, "-" nobody's.
static void account_of(struct small_reference *small, const char *targets, struct ht_account *account) {
    static struct ht_screen screen;
    static struct ht_resolution resolution;
    struct ht_date as_of = small_date("2026-01-01");
    screen = small_screen(small, targets, "");
    resolution = (struct ht_resolution){.portfolio = &looked, .count = looked.position_count};
    resolution.rows = ht_arena_array(small->arena, looked.position_count, sizeof *resolution.rows);
    resolution.findings = ht_findings_in(small->arena);
    for (size_t i = 0; i < looked.position_count; i++) {
        const char *name = looked.positions[i].name;
        bool known = name[0] != '-' && looked.positions[i].kind != HT_KIND_FUND;
        resolution.rows[i] = (struct ht_resolved){.position = &looked.positions[i],
                                                  .method = known ? HT_BY_NAME : HT_UNMATCHED,
                                                  .issuer = known ? small_get(small, name) : NULL,
                                                  .comparable = true};
    }
    ht_account_make(small->ref, &screen, small_targets(small, &screen, as_of), ht_known_issuers_new(small->arena),
                    &resolution, as_of, small->arena, account);
}

static const struct row two_funds[] = {
    {.isin = "IE00B4L5Y983", .name = "SMALL", .value = "100", .kind = HT_KIND_FUND},
    {.isin = "IE00B9346255", .name = "LARGE", .value = "800", .kind = HT_KIND_FUND},
    {.name = "hik", .value = "50"},
    {.name = "UNTOLD", .value = "50", .kind = HT_KIND_FUND}};

static void exposure_is_told_by_the_fund_that_brings_it(void **state) {
    (void)state;
    struct small_reference small = group();
    struct ht_account account;
    const struct row first[] = {{.name = "hik", .value = "1"}, {.name = "free", .value = "1"}};
    const struct row second[] = {{.isin = "LU0290358497", .name = "INNER", .value = "2", .kind = HT_KIND_FUND},
                                 {.name = "hik", .value = "1"},
                                 {.name = "free", .value = "5"}};
    const struct row inner[] = {{.name = "hik", .value = "1"}, {.name = "free", .value = "1"}};
    LOOK(FUND(NULL, NULL, NULL, two_funds), FUND("IE00B4L5Y983", NULL, NULL, first),
         FUND("IE00B9346255", NULL, NULL, second), FUND("LU0290358497", NULL, NULL, inner));
    account_of(&small, "hik", &account);
    // 50 by SMALL; 800 x 1/8 and 800 x 2/8 x 1/2 by LARGE; 50 held itself.
    assert_int_equal(account.by_fund_count, 2);
    assert_string_equal(account.by_fund[0].fund->name, "LARGE");
    expect_amount(account.by_fund[0].sum.value, "200.0000");
    expect_amount(account.by_fund[0].sum.weight_pct, "20.000000");
    assert_int_equal(account.by_fund[0].sum.positions, 2);
    assert_string_equal(account.by_fund[1].fund->name, "SMALL");
    expect_amount(account.by_fund[1].sum.value, "50.0000");
    expect_amount(account.exposure[0].sum.value, "300.0000");
    small_close(&small);
}

// What was not looked through is covered by nothing and may all be exposed.
static void what_is_left_is_uncovered_and_widens_the_bound(void **state) {
    (void)state;
    struct small_reference small = group();
    struct ht_account account;
    const struct row first[] = {{.name = "hik", .value = "1"}};
    const struct row second[] = {{.name = "free", .value = "6"}};
    // A row whose class does not say that it is a fund is one by its ISIN, and so is what is left of it.
    struct row held[4];
    memcpy(held, two_funds, sizeof held);
    held[1].kind = HT_KIND_EQUITY;
    held[1].name = "free";
    LOOK(FUND(NULL, NULL, NULL, held), FUND("IE00B4L5Y983", NULL, NULL, first),
         FUND("IE00B9346255", "8", NULL, second));
    account_of(&small, "hik", &account);
    // 150 counted; 800 x 2/8 left of one fund, and 50 without a file.
    expect_amount(account.interval.at_least_pct, "15.000000");
    expect_amount(account.interval.at_most_pct, "40.000000");
    expect_amount(account.coverage.comparable_pct, "75.000000");
    assert_true(has_reason(&account, "2 rows (25.000000 %) are funds that were not looked through"));
    // Said by looking through, with the reason, and not again by the account.
    assert_int_equal(found(HT_CODE_FUND_HELD), 1);
    assert_int_equal(count_findings(&account, HT_CODE_FUND_HELD), 0);
    small_close(&small);
}

/*
 * One issuer held in two rows of 1 and 10 (pacta.portfolio.allocate, tests/testthat/test-calculate_port_weight.R and
 * test-aggregate_holdings.R: weights of 1/11 and 10/11, together 11 and 1), here by two funds that hold it alone.
 */
static void an_issuer_is_added_up_over_funds(void **state) {
    (void)state;
    struct small_reference small = group();
    struct ht_account account;
    const struct row held[] = {{.isin = "IE00B4L5Y983", .name = "ONE", .value = "1", .kind = HT_KIND_FUND},
                               {.isin = "IE00B9346255", .name = "TEN", .value = "10", .kind = HT_KIND_FUND}};
    const struct row alone[] = {{.name = "hik", .value = "3"}};
    LOOK(FUND(NULL, NULL, NULL, held), FUND("IE00B4L5Y983", NULL, NULL, alone),
         FUND("IE00B9346255", NULL, NULL, alone));
    account_of(&small, "hik", &account);
    expect_amount(account.lines[0].weight_pct, "9.090909");
    expect_amount(account.lines[1].weight_pct, "90.909091");
    assert_int_equal(account.by_target_count, 1);
    assert_int_equal(account.by_target[0].sum.positions, 2);
    expect_amount(account.by_target[0].sum.value, "11.0000");
    expect_amount(account.by_target[0].sum.weight_pct, "100.000000");
    small_close(&small);
}

// A fund that counts as a whole stays as it is, also inside another.
static void a_fund_that_counts_itself_is_kept(void **state) {
    (void)state;
    const struct row alone[] = {{.name = "hik", .value = "3"}};
    const struct ht_portfolio *first = FUND("IE00B4L5Y983", NULL, NULL, alone);
    const struct ht_portfolio *second = FUND("IE00B9346255", NULL, NULL, alone);
    struct ht_fund_library *library = ht_fund_library_new(arena, HT_FUND_MAX_AGE_DAYS);
    const bool kept[] = {true, false};
    ht_fund_library_add(library, first, true);
    ht_fund_library_add(library, second, true);
    ht_look_through(library, FUND(NULL, NULL, NULL, two_funds), kept, arena, &looked);
    assert_string_equal(at(0)->name, "SMALL");
    assert_non_null(strstr(at(0)->opaque, "all of it counts"));
    assert_string_equal(at(1)->name, "hik");
    assert_int_equal(looked.looked_through_count, 1);
    const struct ht_held_fund *held = ht_looked_through_as(&looked, &looked.looked_through[0]);
    assert_ptr_equal(held, looked.look_through->funds[1]);
    assert_null(ht_looked_through_as(&looked, at(0)));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(exposure_is_told_by_the_fund_that_brings_it),
        TEST(what_is_left_is_uncovered_and_widens_the_bound),
        TEST(an_issuer_is_added_up_over_funds),
        TEST(a_fund_that_counts_itself_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
