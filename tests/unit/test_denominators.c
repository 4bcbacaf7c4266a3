// SPDX-License-Identifier: GPL-3.0-or-later
// Long, short, derivatives and cash: each percentage by its denominator, each issuer's lines apart and added.
#include "small_account.h"

#define N(rows) (sizeof(rows) / sizeof *(rows))

static struct small_reference group(void) {
    struct small_reference small = small_new();
    small_graph(&small, "other 5 plain; hik 60 child");
    small_entity(&small, "hik", "company");
    small_open(&small);
    return small;
}

#define USD .currency = "USD"

// The rest of a fund that is short of an index: 80 of others, 20 short, 10 of cash.
static const struct small_holding OTHERS = {.value = "80", USD, .comparable = true};
static const struct small_holding INDEX = {.value = "-20", .side = HT_SHORT, .kind = HT_KIND_FUTURE, USD};
static const struct small_holding CASH = {.value = "10", .kind = HT_KIND_CASH, USD};

struct expected_share {
    const char *whole, *long_pct, *short_pct, *net_pct, *gross_pct;
};

static void expect_share(const struct ht_side_shares *share, const struct expected_share *expected) {
    expect_amount(share->long_pct, expected->long_pct);
    expect_amount(share->short_pct, expected->short_pct);
    expect_amount(share->net_pct, expected->net_pct);
    expect_amount(share->gross_pct, expected->gross_pct);
}

static void expect_issuer(const struct ht_account *account, const struct expected_share *expected) {
    assert_int_equal(account->by_issuer_count, 1);
    for (int i = 0; i < HT_DENOMINATOR_COUNT; i++) {
        expect_amount(account->denominators[i], expected[i].whole);
        expect_share(&account->by_issuer[0].shares[i], &expected[i]);
    }
}

// 30 of 100 net, of 140 gross, of 120 long, of 110 long without cash.
static void one_holding_has_four_shares(void **state) {
    (void)state;
    static const struct expected_share expected[HT_DENOMINATOR_COUNT] = {
        [HT_OF_NAV] = {"100", "30.000000", "0.000000", "30.000000", "30.000000"},
        [HT_OF_GROSS] = {"140", "21.428571", "0.000000", "21.428571", "21.428571"},
        [HT_OF_LONG] = {"120", "25.000000", "0.000000", "25.000000", "25.000000"},
        [HT_OF_LONG_WITHOUT_CASH] = {"110", "27.272727", "0.000000", "27.272727", "27.272727"},
    };
    struct small_reference small = group();
    struct small_holding rows[] = {{.issuer = "hik", .value = "30", USD}, OTHERS, INDEX, CASH};
    struct small_fund fund = {.screen = small_screen(&small, "hik", "")};
    small_account(&small, &fund, rows, N(rows));
    expect_issuer(&fund.account, expected);
    small_close(&small);
}

// The same with the 30 as 40 long and 10 short: net 30, gross 50, long 40; never the net alone.
static void long_and_short_of_one_issuer(void **state) {
    (void)state;
    static const struct expected_share expected[HT_DENOMINATOR_COUNT] = {
        [HT_OF_NAV] = {"100", "40.000000", "-10.000000", "30.000000", "50.000000"},
        [HT_OF_GROSS] = {"160", "25.000000", "-6.250000", "18.750000", "31.250000"},
        [HT_OF_LONG] = {"130", "30.769231", "-7.692308", "23.076923", "38.461539"},
        [HT_OF_LONG_WITHOUT_CASH] = {"120", "33.333333", "-8.333333", "25.000000", "41.666666"},
    };
    struct small_reference small = group();
    struct small_holding rows[] = {{.issuer = "hik", .value = "40", USD},
                                   {.issuer = "hik", .value = "-10", .side = HT_SHORT, USD},
                                   OTHERS,
                                   INDEX,
                                   CASH};
    struct small_fund fund = {.screen = small_screen(&small, "hik", "")};
    small_account(&small, &fund, rows, N(rows));
    expect_issuer(&fund.account, expected);
    const struct ht_issuer_sum *sum = &fund.account.by_issuer[0];
    expect_amount(sum->sum.value, "30");
    expect_amount(sum->gross, "50");
    expect_amount(sum->sum.long_value, "40");
    expect_amount(sum->sum.short_value, "-10");
    expect_amount(sum->notionals.long_side, NULL);
    small_close(&small);
}

/*
 * The example of Morningstar's glossary: 700,000 and -20,000 of shares, 500,000 and -40,000 of bonds, 950,000 and
 * -500,000 of cash. Long 135.2, short -35.2, net 100.0; from unrounded numbers the shares are 42.8 net, where the
 * glossary subtracts rounded ones.
 */
static void kinds_add_up_to_the_fund(void **state) {
    (void)state;
    static const struct small_holding rows[] = {
        {.value = "700000", .kind = HT_KIND_EQUITY, USD},
        {.value = "-20000", .side = HT_SHORT, USD},
        {.value = "500000", .kind = HT_KIND_BOND, USD},
        {.value = "-40000", .kind = HT_KIND_BOND, .side = HT_SHORT, USD},
        {.value = "950000", .kind = HT_KIND_CASH, USD},
        {.value = "-500000", .kind = HT_KIND_CASH, .side = HT_SHORT, USD},
    };
    static const struct {
        enum ht_kind kind;
        struct expected_share share;
    } expected[] = {
        {HT_KIND_EQUITY, {"680000", "44.025157", "-1.257862", "42.767295", "45.283019"}},
        {HT_KIND_BOND, {"460000", "31.446541", "-2.515723", "28.930818", "33.962264"}},
        {HT_KIND_CASH, {"450000", "59.748428", "-31.446541", "28.301887", "91.194969"}},
    };
    static const struct expected_share whole = {NULL, "135.220126", "-35.220126", "100.000000", "170.440252"};
    struct small_reference small = group();
    struct small_fund fund = {.screen = small_screen(&small, "hik", "")};
    small_account(&small, &fund, rows, N(rows));
    assert_int_equal(fund.account.by_kind_count, N(expected));
    for (size_t i = 0; i < N(expected); i++) {
        assert_int_equal(fund.account.by_kind[i].kind, expected[i].kind);
        expect_amount(fund.account.by_kind[i].sum.value, expected[i].share.whole);
        expect_share(&fund.account.by_kind[i].share, &expected[i].share);
    }
    expect_share(&fund.account.share, &whole);
    expect_amount(fund.account.denominators[HT_OF_NAV], "1590000");
    assert_int_equal(fund.account.by_issuer_count, 0);
    small_close(&small);
}

// Contracts count by notional in columns of their own, in no sum of values; at a value of nothing, too.
static void a_contract_at_nothing_is_exposure(void **state) {
    (void)state;
    struct small_reference small = group();
    struct small_holding rows[] = {
        {.issuer = "hik", .value = "0", .notional = "5000", .kind = HT_KIND_SWAP, USD},
        {.issuer = "hik", .notional = "300", .kind = HT_KIND_OPTION, .side = HT_SHORT, USD},
        {.issuer = "hik", .notional = "-40", .kind = HT_KIND_FUTURE, .side = HT_SHORT, USD},
        {.value = "0", .notional = "9000", .kind = HT_KIND_FUTURE, USD}, // an index
        OTHERS};
    struct small_fund fund = {.screen = small_screen(&small, "hik", "")};
    small_account(&small, &fund, rows, N(rows));
    const struct ht_account *account = &fund.account;
    assert_true(account->exposed);
    assert_int_equal(account->lines[0].category, HT_DIRECT);
    expect_amount(account->lines[0].exposure_value, "5000");
    expect_amount(account->lines[1].exposure_value, "300");
    expect_amount(account->totals[0].value, "80");
    expect_amount(account->by_issuer[0].sum.value, "0");
    expect_amount(account->by_issuer[0].gross, "0");
    expect_amount(account->by_issuer[0].notionals.long_side, "5000");
    expect_amount(account->by_issuer[0].notionals.short_side, "-340");
    assert_int_equal(account->by_issuer[0].sum.positions, 3);
    small_close(&small);
}

// So is a note written on another security; the notional of a bond is its face value, and of no bond the exposure.
static void a_note_at_nothing_is_exposure(void **state) {
    (void)state;
    static const struct {
        const char *underlying, *value, *expected;
    } cases[] = {{"Hik Digital", "0", "5000"},
                 {"Hik Digital", NULL, "5000"},
                 {"Hik Digital", "4900", "4900"},
                 {NULL, "0", "0"},
                 {NULL, NULL, NULL}};
    struct small_reference small = group();
    for (size_t i = 0; i < N(cases); i++) {
        struct small_fund fund = {.screen = small_screen(&small, "hik", "")};
        struct ht_position position = {.line = 1,
                                       .kind = HT_KIND_BOND,
                                       .currency = "USD",
                                       .underlying_name = cases[i].underlying,
                                       .value = small_amount(cases[i].value),
                                       .notional = small_amount("5000")};
        struct ht_resolved row = {.position = &position, .issuer = small_get(&small, "hik"), .method = HT_BY_ISIN};
        struct ht_date as_of = small_date("2026-01-01");
        fund.portfolio.positions = &position;
        fund.resolution = (struct ht_resolution){
            .portfolio = &fund.portfolio, .rows = &row, .count = 1, .findings = ht_findings_in(small.arena)};
        ht_account_make(small.ref, &fund.screen, small_targets(&small, &fund.screen, as_of),
                        ht_known_issuers_new(small.arena), &fund.resolution, as_of, small.arena, &fund.account);
        assert_true(fund.account.exposed);
        expect_amount(fund.account.lines[0].exposure_value, cases[i].expected);
    }
    small_close(&small);
}

// Lines of one issuer stay lines, and are added in one place, each currency apart; the nearest category is told.
static void lines_of_an_issuer_are_added(void **state) {
    (void)state;
    static const long lines[] = {1, 3, 4};
    struct small_reference small = group();
    struct small_holding rows[] = {{.issuer = "hik", .value = "30", USD},
                                   {.issuer = "child", .value = "70", USD},
                                   {.issuer = "hik", .value = "20", USD},
                                   {.issuer = "hik", .value = "0.5", .kind = HT_KIND_BOND, USD},
                                   {.issuer = "hik", .value = "5", .currency = "EUR"},
                                   {.issuer = "plain", .value = "5", USD},
                                   {.candidate = "hik", .value = "5", USD}};
    struct small_fund fund = {.screen = small_screen(&small, "hik", "")};
    small_account(&small, &fund, rows, N(rows));
    const struct ht_account *account = &fund.account;
    assert_int_equal(account->by_issuer_count, 3);
    assert_string_equal(account->by_issuer[0].entity->id, "child");
    assert_int_equal(account->by_issuer[0].category, HT_OWNED);
    assert_string_equal(account->by_issuer[1].entity->id, "hik");
    expect_amount(account->by_issuer[1].sum.value, "50.5");
    assert_memory_equal(account->by_issuer[1].lines, lines, sizeof lines);
    assert_string_equal(account->by_issuer[2].sum.currency, "EUR");
    // Two currencies have no common whole.
    for (int i = 0; i < HT_DENOMINATOR_COUNT; i++) {
        expect_amount(account->denominators[i], NULL);
        expect_amount(account->by_issuer[1].shares[i].net_pct, NULL);
    }
    small_close(&small);
}

static void a_share_needs_a_whole(void **state) {
    (void)state;
    struct small_reference small = group();
    struct small_holding shorts[] = {{.issuer = "hik", .value = "-30", .side = HT_SHORT, USD}, INDEX};
    struct small_holding weights[] = {{.issuer = "hik", .weight = "1.5"}, {.weight = "98.5"}};
    struct small_fund one = {.screen = small_screen(&small, "hik", "")}, two = {.screen = one.screen};
    small_account(&small, &one, shorts, N(shorts));
    expect_amount(one.account.by_issuer[0].shares[HT_OF_NAV].net_pct, NULL);
    expect_amount(one.account.by_issuer[0].shares[HT_OF_LONG].net_pct, NULL);
    expect_amount(one.account.by_issuer[0].shares[HT_OF_GROSS].short_pct, "-60.000000");
    // The file's own weights, where there are no values, are shares of net assets alone.
    small_account(&small, &two, weights, N(weights));
    expect_amount(two.account.by_issuer[0].shares[HT_OF_NAV].long_pct, "1.500000");
    expect_amount(two.account.by_issuer[0].shares[HT_OF_GROSS].long_pct, NULL);
    expect_amount(two.account.share.net_pct, "100.000000");
    small_close(&small);
}

// A sum of what does not fit is not stated, in no denominator and no share.
static void what_does_not_fit_is_not_stated(void **state) {
    (void)state;
    static const char LARGE[] = "90000000000000000000000000000000000000";
    struct small_reference small = group();
    struct small_holding rows[] = {{.issuer = "hik", .value = LARGE, USD},
                                   {.issuer = "hik", .value = LARGE, USD},
                                   {.issuer = "hik", .notional = LARGE, .kind = HT_KIND_SWAP, USD},
                                   {.issuer = "hik", .notional = LARGE, .kind = HT_KIND_SWAP, USD}};
    struct small_fund fund = {.screen = small_screen(&small, "hik", "")};
    small_account(&small, &fund, rows, N(rows));
    expect_amount(fund.account.by_issuer[0].gross, NULL);
    expect_amount(fund.account.by_issuer[0].sum.value, NULL);
    expect_amount(fund.account.by_issuer[0].notionals.long_side, NULL);
    for (int i = 0; i < HT_DENOMINATOR_COUNT; i++)
        expect_amount(fund.account.denominators[i], NULL);
    assert_int_equal(count_findings(&fund.account, HT_CODE_OVERFLOW), 1);

    // Nor is a share that cannot be reckoned, or a part of a sum of weights.
    struct small_holding wide[] = {{.issuer = "hik", .value = "1234567890123456789012345678901.2345678", USD},
                                   {.value = "1", USD}};
    struct small_holding weights[] = {{.weight = LARGE}, {.weight = LARGE}, {.weight = "1"}};
    struct small_fund two = {.screen = fund.screen}, three = {.screen = fund.screen};
    small_account(&small, &two, wide, N(wide));
    expect_amount(two.account.lines[0].weight_pct, NULL);
    assert_int_equal(count_findings(&two.account, HT_CODE_OVERFLOW), 1);
    small_account(&small, &three, weights, N(weights));
    expect_amount(three.account.weight_file_sum_pct, NULL);
    assert_int_equal(count_findings(&three.account, HT_CODE_OVERFLOW), 1);
    small_close(&small);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_holding_has_four_shares),   cmocka_unit_test(long_and_short_of_one_issuer),
        cmocka_unit_test(kinds_add_up_to_the_fund),      cmocka_unit_test(a_contract_at_nothing_is_exposure),
        cmocka_unit_test(a_note_at_nothing_is_exposure), cmocka_unit_test(lines_of_an_issuer_are_added),
        cmocka_unit_test(a_share_needs_a_whole),         cmocka_unit_test(what_does_not_fit_is_not_stated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
