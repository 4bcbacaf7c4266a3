// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Figures that other programs' tests expect of weights, ownership, sums by issuer and class, and exchange rates. Not
 * here: look-through and the rest of what this stage does not compute; and the rule that a second rate of one day
 * replaces the first (portfolio-performance), for a file with two is refused as damaged here.
 */
#include "small_account.h"

#include "holdtrace/base_currency.h"

#define N(rows) (sizeof(rows) / sizeof *(rows))

static struct small_reference group(void) {
    struct small_reference small = small_new();
    small_graph(&small, "abc 5 other; semi 5 bank");
    small_open(&small);
    return small;
}

// Part over whole in percent. A published fraction is said by its terms, so that nothing here is rounded before.
static void parts_of_a_whole(void **state) {
    (void)state;
    static const struct {
        const char *part, *whole, *expected;
    } cases[] = {
        // pacta.portfolio.allocate, test-calculate_port_weight.R: values 1 and 2 are 1/3 and 2/3 of the portfolio
        {"1", "3", "33.333333"},
        {"2", "3", "66.666667"},
        // the same, test-calculate_weights.R: 2/12 and 10/12; held 1 of 100 and 5 of 500 shares, 0.01 both
        {"2", "12", "16.666667"},
        {"10", "12", "83.333333"},
        {"1", "100", "1.000000"},
        {"5", "500", "1.000000"},
        // the same, test-calculate_ownership_weight.R: 1 of 3 and 2 of 4 shares outstanding
        {"1", "3", "33.333333"},
        {"2", "4", "50.000000"},
        // the same, test-aggregate_holdings.R: 1/11 and 10/11
        {"1", "11", "9.090909"},
        {"10", "11", "90.909091"},
    };
    for (size_t i = 0; i < N(cases); i++) {
        struct ht_decimal out;
        assert_true(
            ht_decimal_percent(small_amount(cases[i].part).number, small_amount(cases[i].whole).number, 6, &out));
        expect_amount(ht_amount_of(out), cases[i].expected);
    }
}

// test-calculate_port_weight.R again, as a fund.
static void weights_of_a_portfolio(void **state) {
    (void)state;
    struct small_reference small = group();
    struct small_holding rows[] = {{.value = "1", .currency = "USD"}, {.value = "2", .currency = "USD"}};
    struct small_fund fund = {.screen = small_screen(&small, "abc", "")};
    small_account(&small, &fund, rows, N(rows));
    expect_amount(fund.account.totals[0].value, "3");
    expect_amount(fund.account.lines[0].weight_pct, "33.333333");
    expect_amount(fund.account.lines[1].weight_pct, "66.666667");
    small_close(&small);
}

// test-aggregate_holdings.R: two holdings of one issuer, of 1 and 10, are 11 and the whole portfolio.
static void holdings_of_one_issuer(void **state) {
    (void)state;
    struct small_reference small = group();
    struct small_holding rows[] = {{.issuer = "abc", .value = "1", .currency = "USD"},
                                   {.issuer = "abc", .value = "10", .currency = "USD"}};
    struct small_fund fund = {.screen = small_screen(&small, "abc", "")};
    small_account(&small, &fund, rows, N(rows));
    assert_int_equal(fund.account.by_issuer_count, 1);
    assert_int_equal(fund.account.by_issuer[0].sum.positions, 2);
    expect_amount(fund.account.by_issuer[0].sum.value, "11");
    expect_amount(fund.account.by_issuer[0].shares[HT_OF_NAV].net_pct, "100.000000");
    small_close(&small);
}

// ETF-Lookthrough-Analyzer, lookthrough.test.ts: 50,000 and 30,000 of one industry, 20,000 of another: 80 % and 20 %.
static void groups_of_a_portfolio(void **state) {
    (void)state;
    struct small_reference small = group();
    struct small_holding rows[] = {{.issuer = "semi", .value = "50000", .currency = "TWD"},
                                   {.issuer = "semi", .value = "30000", .currency = "TWD"},
                                   {.issuer = "bank", .value = "20000", .currency = "TWD"}};
    struct small_fund fund = {.screen = small_screen(&small, "semi,bank", "")};
    small_account(&small, &fund, rows, N(rows));
    assert_int_equal(fund.account.by_issuer_count, 2);
    expect_amount(fund.account.by_issuer[0].sum.value, "80000");
    expect_amount(fund.account.by_issuer[0].shares[HT_OF_NAV].net_pct, "80.000000");
    expect_amount(fund.account.by_issuer[1].sum.value, "20000");
    expect_amount(fund.account.by_issuer[1].shares[HT_OF_NAV].net_pct, "20.000000");
    small_close(&small);
}

/*
 * pacta.portfolio.audit, test-portfolio_summary.R: 1 of equity, 2 of bonds, 3 of others, 6 in all. And a class that
 * is missing is one of its own, not left out (a public test of sector weights: 0.6 of technology, 0.4 unknown).
 */
static void classes_of_a_portfolio(void **state) {
    (void)state;
    static const struct {
        enum ht_kind kind;
        const char *value, *share;
    } classes[] = {
        {HT_KIND_EQUITY, "1", "16.666667"}, {HT_KIND_BOND, "2", "33.333333"}, {HT_KIND_OTHER, "3", "50.000000"}};
    struct small_reference small = group();
    struct small_holding rows[N(classes)] = {{0}};
    struct small_holding sectors[] = {{.value = "0.6", .currency = "USD"},
                                      {.value = "0.4", .kind = HT_KIND_UNKNOWN, .currency = "USD"}};
    struct small_fund one = {.screen = small_screen(&small, "abc", "")}, two = {.screen = one.screen};
    for (size_t i = 0; i < N(classes); i++)
        rows[i] = (struct small_holding){.value = classes[i].value, .kind = classes[i].kind, .currency = "USD"};
    small_account(&small, &one, rows, N(rows));
    assert_int_equal(one.account.by_kind_count, N(classes));
    for (size_t i = 0; i < N(classes); i++) {
        assert_int_equal(one.account.by_kind[i].kind, classes[i].kind);
        expect_amount(one.account.by_kind[i].sum.value, classes[i].value);
        expect_amount(one.account.by_kind[i].share.net_pct, classes[i].share);
    }
    expect_amount(one.account.totals[0].value, "6");
    small_account(&small, &two, sectors, N(sectors));
    assert_int_equal(two.account.by_kind_count, 2);
    assert_int_equal(two.account.by_kind[1].kind, HT_KIND_UNKNOWN);
    expect_amount(two.account.by_kind[1].share.net_pct, "40.000000");
    small_close(&small);
}

// beancount, convert_test.py: 100 at 514.00 and 530.00; 105.50 USD at 0.90 CAD each.
static void products_are_exact(void **state) {
    (void)state;
    static const struct {
        const char *units, *price, *expected;
    } cases[] = {{"100", "514.00", "51400.00"}, {"100", "530.00", "53000.00"}, {"105.50", "0.90", "94.9500"}};
    for (size_t i = 0; i < N(cases); i++) {
        struct ht_decimal out;
        assert_true(ht_decimal_mul(small_amount(cases[i].units).number, small_amount(cases[i].price).number, &out));
        expect_amount(ht_amount_of(out), cases[i].expected);
    }
}

// A series of rates for one euro.
struct series {
    const char *day, *per_eur;
};

static bool find(void *context, const char *currency, struct ht_date day, struct ht_rate *out) {
    bool found = false;
    (void)currency;
    for (const struct series *rate = context; rate->day; rate++) {
        struct ht_date date = small_date(rate->day);
        if (ht_date_days(date, day) < 0)
            break;
        *out = (struct ht_rate){date, small_amount(rate->per_eur).number, "test"};
        found = true;
    }
    return found;
}

/*
 * portfolio-performance, InverseExchangeRateTimeSeriesTest: one euro is 1, 2 and 3 dollars on three days; a dollar
 * then is 1, 0.5 and 0.3333333333 euros, and the last holds after. Before the first day that program takes the first
 * rate, and this one none: no rate of a later day is used.
 */
static void the_inverse_of_a_rate(void **state) {
    (void)state;
    static struct series rates[] = {{"2014-12-01", "1"}, {"2014-12-02", "2"}, {"2014-12-03", "3"}, {NULL, NULL}};
    static const struct {
        const char *day, *rate, *amount;
    } cases[] = {{"2014-11-30", NULL, "10000"},
                 {"2014-12-01", "1.000000000000", "10000.0000"},
                 {"2014-12-02", "0.500000000000", "5000.0000"},
                 {"2014-12-03", "0.333333333333", "3333.3333"},
                 {"2014-12-04", "0.333333333333", "3333.3333"}};
    struct ht_arena *arena = ht_arena_new();
    const struct ht_rates source = {.find = find, .context = rates};
    const struct ht_base_currency base = {"EUR", &source};
    for (size_t i = 0; i < N(cases); i++) {
        struct ht_position position = {.line = 1, .currency = "USD", .value = small_amount("10000")};
        const struct ht_portfolio in = {.positions = &position,
                                        .position_count = 1,
                                        .holdings_date = small_date(cases[i].day),
                                        .findings = ht_findings_in(arena)};
        const struct ht_portfolio *out = ht_portfolio_convert(&in, &base, arena);
        expect_amount(out->positions[0].value, cases[i].amount);
        if (cases[i].rate)
            expect_amount(out->positions[0].original->rate->rate, cases[i].rate);
        else
            assert_null(out->positions[0].original);
    }
    ht_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_of_a_whole),       cmocka_unit_test(weights_of_a_portfolio),
        cmocka_unit_test(holdings_of_one_issuer), cmocka_unit_test(groups_of_a_portfolio),
        cmocka_unit_test(classes_of_a_portfolio), cmocka_unit_test(products_are_exact),
        cmocka_unit_test(the_inverse_of_a_rate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
