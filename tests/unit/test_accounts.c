// SPDX-License-Identifier: GPL-3.0-or-later
// Sums of a fund: by currency, category, target and group, long and short apart; and how much of it was tested.
#include "small_account.h"

#define N(rows) (sizeof(rows) / sizeof *(rows))

static struct small_reference group(void) {
    struct small_reference small = small_new();
    small_entity(&small, "state", "state_body");
    small_graph(&small, "top 100 hik; hik 50 child; dahua 50 child; alone 3 free");
    small_stake(&small, "state", "top", "", "control", SMALL_PLAIN);
    small_entity(&small, "seller", "company");
    small_row(&small, SMALL_RELATIONS, "seller,supplier,hik,,2024,,,official,s,");
    small_open(&small);
    return small;
}

// Long 30 of a target, 80 of others, an index short of 20, 10 of cash: 30 % of net assets, whatever is short.
static void a_share_names_its_denominator(void **state) {
    (void)state;
    struct small_reference small = group();
    struct small_holding whole[] = {{.issuer = "hik", .value = "30", .currency = "USD"},
                                    {.value = "80", .currency = "USD", .comparable = true},
                                    {.value = "-20", .side = HT_SHORT, .kind = HT_KIND_FUTURE, .currency = "USD"},
                                    {.value = "10", .kind = HT_KIND_CASH, .currency = "USD"}};
    struct small_holding split[] = {{.issuer = "hik", .value = "40", .currency = "USD"},
                                    {.issuer = "hik", .value = "-10", .side = HT_SHORT, .currency = "USD"},
                                    whole[1],
                                    whole[2],
                                    whole[3]};
    struct small_fund one = {.screen = small_screen(&small, "hik", "")}, two = {.screen = one.screen};
    small_account(&small, &one, whole, N(whole));
    assert_string_equal(one.account.denominator, "sum_of_values");
    assert_int_equal(one.account.exposure_count, 1);
    expect_amount(one.account.exposure[0].sum.weight_pct, "30.000000");
    expect_amount(one.account.totals[0].value, "100");
    expect_amount(one.account.totals[0].long_value, "120");
    expect_amount(one.account.totals[0].short_value, "-20");
    small_account(&small, &two, split, N(split));
    const struct ht_sum *sum = &two.account.exposure[0].sum;
    assert_int_equal(sum->positions, 2);
    expect_amount(sum->value, "30");
    expect_amount(sum->long_value, "40");
    expect_amount(sum->short_value, "-10");
    expect_amount(two.account.counted_long_pct, "40.000000000000000000");
    expect_amount(two.account.interval.at_least_pct, "40.000000");
    small_close(&small);
}

static void currencies_stay_apart(void **state) {
    (void)state;
    struct small_reference small = group();
    struct small_holding rows[] = {{.issuer = "hik", .value = "1.10", .currency = "USD"},
                                   {.issuer = "hik", .value = "2.205", .currency = "EUR"},
                                   {.issuer = "child", .value = "4", .currency = "USD"},
                                   {.issuer = "hik", .value = "8", .currency = NULL},
                                   {.issuer = "hik", .value = "16.0", .currency = "USD"}};
    struct small_fund fund = {.screen = small_screen(&small, "hik", "")};
    small_account(&small, &fund, rows, N(rows));
    const struct ht_account *account = &fund.account;
    static const struct {
        enum ht_category category;
        const char *currency, *value;
    } expected[] = {
        {HT_DIRECT, "EUR", "2.205"}, {HT_DIRECT, "USD", "17.10"}, {HT_DIRECT, NULL, "8"}, {HT_OWNED, "USD", "4"}};
    assert_int_equal(account->exposure_count, N(expected));
    for (size_t i = 0; i < N(expected); i++) {
        const struct ht_sum *sum = &account->exposure[i].sum;
        assert_int_equal(account->exposure[i].category, expected[i].category);
        assert_true(sum->currency ? expected[i].currency && strcmp(sum->currency, expected[i].currency) == 0
                                  : !expected[i].currency);
        expect_amount(sum->value, expected[i].value);
        expect_amount(sum->weight_pct, NULL);
    }
    assert_int_equal(account->total_count, 3);
    expect_amount(account->totals[1].value, "21.10");
    // Neither shares nor bounds are stated of amounts that cannot be added.
    expect_amount(account->coverage.comparable_pct, NULL);

    // Stated net assets weigh the rows of their own currency.
    struct small_fund stated = {.screen = fund.screen};
    stated.portfolio.fund = (struct ht_fund){.currency = "USD", .net_assets = small_amount("100")};
    small_account(&small, &stated, rows, N(rows));
    expect_amount(stated.account.lines[0].weight_pct, "1.100000");
    expect_amount(stated.account.lines[1].weight_pct, NULL);
    small_close(&small);
}

static void a_sum_of_weights_is_whole_or_absent(void **state) {
    (void)state;
    struct small_reference small = group();
    struct small_holding rows[] = {{.issuer = "hik", .value = "5", .currency = "USD"},
                                   {.issuer = "hik", .currency = "USD"},
                                   {.issuer = "child", .value = "7", .currency = "USD"}};
    struct small_fund fund = {.screen = small_screen(&small, "hik", "")};
    small_account(&small, &fund, rows, N(rows));
    expect_amount(fund.account.exposure[0].sum.value, "5");
    expect_amount(fund.account.exposure[0].sum.weight_pct, NULL);
    expect_amount(fund.account.exposure[1].sum.weight_pct, "58.333333");
    expect_amount(fund.account.interval.at_least_pct, NULL);
    assert_true(has_reason(&fund.account, "1 counted row is without a weight"));
    small_close(&small);
}

static void a_contract_at_a_loss_takes_nothing_from_the_limit(void **state) {
    (void)state;
    struct small_reference small = group();
    struct small_holding rows[] = {{.issuer = "hik", .value = "5", .currency = "USD"},
                                   {.issuer = "hik", .value = "-4", .kind = HT_KIND_SWAP, .currency = "USD"},
                                   {.value = "99", .comparable = true, .currency = "USD"}};
    struct small_fund fund = {.screen = small_screen(&small, "hik", "")};
    small_account(&small, &fund, rows, N(rows));
    expect_amount(fund.account.counted_long_pct, "5.000000000000000000");
    expect_amount(fund.account.exposure[0].sum.value, "1");
    small_close(&small);
}

static void attributed_value_is_known_or_said_unknown(void **state) {
    (void)state;
    struct small_reference small = group();
    struct small_holding rows[] = {{.issuer = "hik", .value = "5", .currency = "USD"},
                                   {.issuer = "child", .value = "7", .currency = "USD"},
                                   {.issuer = "top", .value = "4", .currency = "USD"},
                                   {.value = "84", .comparable = true, .currency = "USD"}};
    struct small_fund fund = {.screen = small_screen(&small, "hik", "")};
    small_account(&small, &fund, rows, N(rows));
    expect_amount(fund.account.exposure[0].sum.attributed_value, "5");
    expect_amount(fund.account.exposure[0].sum.attributed_unknown_value, "0");
    expect_amount(fund.account.exposure[1].sum.attributed_value, "3.5");
    expect_amount(fund.account.exposure[1].sum.attributed_unknown_value, "0");
    expect_amount(fund.account.exposure[2].sum.attributed_value, NULL);
    expect_amount(fund.account.exposure[2].sum.attributed_unknown_value, "4");
    small_close(&small);
}

static void rows_of_two_targets_are_distinct_once(void **state) {
    (void)state;
    struct small_reference small = group();
    struct small_holding rows[] = {{.issuer = "child", .value = "7", .currency = "USD"},
                                   {.issuer = "dahua", .value = "3", .currency = "USD"},
                                   {.issuer = "seller", .value = "2", .currency = "USD"},
                                   {.candidate = "hik", .value = "90", .currency = "USD"}};
    struct small_fund fund = {.screen = small_screen(&small, "hik,dahua", "")};
    small_account(&small, &fund, rows, N(rows));
    const struct ht_account *account = &fund.account;
    static const struct {
        const char *id, *value, *distinct;
        enum ht_category category;
    } expected[] = {{"dahua", "3", "3", HT_DIRECT},
                    {"dahua", "7", "7", HT_OWNED},
                    {"hik", "7", NULL, HT_OWNED},
                    {"hik", "2", "2", HT_LINKED}};
    assert_int_equal(account->by_target_count, N(expected));
    for (size_t i = 0; i < N(expected); i++) {
        assert_string_equal(account->by_target[i].entity->id, expected[i].id);
        assert_int_equal(account->by_target[i].category, expected[i].category);
        expect_amount(account->by_target[i].sum.value, expected[i].value);
        expect_amount(account->by_target[i].distinct_value, expected[i].distinct);
    }
    small_close(&small);
}

static void groups_have_a_head_that_is_no_state(void **state) {
    (void)state;
    struct small_reference small = group();
    struct small_holding rows[] = {{.issuer = "hik", .value = "7", .currency = "USD"},
                                   {.issuer = "top", .value = "3", .currency = "USD"},
                                   {.issuer = "dahua", .value = "90", .currency = "USD"},
                                   {.issuer = "seller", .value = "2", .currency = "USD"}};
    struct small_fund fund = {.screen = small_screen(&small, "hik,dahua", "")};
    small_account(&small, &fund, rows, N(rows));
    assert_int_equal(fund.account.by_parent_count, 2);
    assert_string_equal(fund.account.by_parent[0].entity->id, "dahua");
    assert_string_equal(fund.account.by_parent[1].entity->id, "top");
    expect_amount(fund.account.by_parent[1].sum.value, "10");
    expect_amount(fund.account.by_parent[1].distinct_value, "10");
    small_close(&small);
}

static void coverage_leaves_out_cash_and_counts_shorts(void **state) {
    (void)state;
    struct small_reference small = group();
    struct small_holding rows[] = {
        {.issuer = "hik", .value = "10", .currency = "USD"},
        {.issuer = "seller", .value = "10", .currency = "USD"},
        {.value = "-20", .side = HT_SHORT, .comparable = true, .currency = "USD"},
        {.value = "15", .by_name = true, .currency = "USD"},
        {.value = "25", .currency = "USD"},
        {.value = "12", .kind = HT_KIND_FUND, .comparable = true, .currency = "USD"},
        {.value = "8", .candidate = "hik", .comparable = true, .currency = "USD"},
        {.value = "1000", .kind = HT_KIND_CASH, .comparable = true, .currency = "USD"},
    };
    struct small_fund fund = {.screen = small_screen(&small, "hik", "")};
    small_account(&small, &fund, rows, N(rows));
    const struct ht_coverage *coverage = &fund.account.coverage;
    assert_string_equal(coverage->base, "value");
    expect_amount(coverage->comparable_pct, "40.000000");
    expect_amount(coverage->comparable_by_name_pct, "15.000000");
    expect_amount(coverage->resolved_pct, "20.000000");
    expect_amount(coverage->ownership_known_pct, "10.000000");
    assert_int_equal(coverage->by_method[HT_BY_ISIN].positions, 2);
    expect_amount(coverage->by_method[HT_BY_ISIN].pct, "20.000000");
    expect_amount(coverage->by_method[HT_BY_SIMILAR].value, "8");
    assert_int_equal(coverage->by_method[HT_UNMATCHED].positions, 4);
    expect_amount(coverage->by_method[HT_UNMATCHED].value, "72");
    static const long largest[] = {5, 4, 6, 7};
    assert_int_equal(coverage->largest_unresolved_count, N(largest));
    for (size_t i = 0; i < N(largest); i++)
        assert_int_equal(coverage->largest_unresolved[i]->resolved->position->line, largest[i]);
    small_close(&small);
}

static void an_empty_fund_states_nothing(void **state) {
    (void)state;
    struct small_reference small = group();
    struct small_fund fund = {.screen = small_screen(&small, "hik", "")};
    small_account(&small, &fund, NULL, 0);
    assert_int_equal(fund.account.exposure_count, 0);
    assert_int_equal(fund.account.total_count, 0);
    assert_false(fund.account.exposed);
    expect_amount(fund.account.coverage.comparable_pct, NULL);
    expect_amount(fund.account.counted_long_pct, "0");
    small_close(&small);
}

static void a_sum_too_large_is_not_stated(void **state) {
    (void)state;
    struct small_reference small = group();
    static const char huge[] = "170141183460469231731687303715884105727";
    struct small_holding rows[] = {{.issuer = "hik", .value = huge, .currency = "USD"},
                                   {.issuer = "hik", .value = huge, .currency = "USD"},
                                   {.issuer = "hik", .value = "1", .currency = "USD"}};
    struct small_fund fund = {.screen = small_screen(&small, "hik", "")};
    small_account(&small, &fund, rows, N(rows));
    expect_amount(fund.account.totals[0].value, NULL);
    expect_amount(fund.account.exposure[0].sum.value, NULL);
    assert_int_equal(fund.account.exposure[0].sum.positions, 3);
    expect_amount(fund.account.lines[0].weight_pct, NULL);
    expect_amount(fund.account.counted_long_pct, NULL);
    assert_int_equal(count_findings(&fund.account, HT_CODE_OVERFLOW), 1);
    small_close(&small);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_share_names_its_denominator),
        cmocka_unit_test(currencies_stay_apart),
        cmocka_unit_test(a_sum_of_weights_is_whole_or_absent),
        cmocka_unit_test(a_contract_at_a_loss_takes_nothing_from_the_limit),
        cmocka_unit_test(attributed_value_is_known_or_said_unknown),
        cmocka_unit_test(rows_of_two_targets_are_distinct_once),
        cmocka_unit_test(groups_have_a_head_that_is_no_state),
        cmocka_unit_test(coverage_leaves_out_cash_and_counts_shorts),
        cmocka_unit_test(an_empty_fund_states_nothing),
        cmocka_unit_test(a_sum_too_large_is_not_stated),
    };
    return cmocka_run_group_tests_name("accounts", tests, NULL, NULL);
}
