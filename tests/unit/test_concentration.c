// SPDX-License-Identifier: GPL-3.0-or-later
// The index of concentration over issuers, on published figures and on what is left out of it.
#include "small_account.h"

#define N(rows) (sizeof(rows) / sizeof *(rows))
#define USD .currency = "USD"

static struct small_reference group(void) {
    struct small_reference small = small_new();
    small_graph(&small, "a 5 b; c 5 d; e 5 f");
    small_open(&small);
    return small;
}

static struct ht_concentration concentration_of(struct small_reference *small, const struct small_holding *rows,
                                                size_t count) {
    struct small_fund fund = {.screen = small_screen(small, "f", "")};
    small_account(small, &fund, rows, count);
    return fund.account.concentration;
}

static void expect(const struct ht_concentration *got, size_t issuers, size_t unresolved, const char *index,
                   const char *number, const char *top) {
    assert_int_equal(got->issuers, issuers);
    assert_int_equal(got->unresolved_lines, unresolved);
    expect_amount(got->index, index);
    expect_amount(got->effective_number, number);
    expect_amount(got->top_ten_pct, top);
}

/*
 * Equal holdings of which nobody knows the issuer. One: index 1; five: 0.2; ten: 0.1; a hundred: 0.01; five hundred:
 * 0.002 (test files of an equity risk model; xwfinance.io and edcroft.me on the index).
 */
static void equal_holdings(void **state) {
    (void)state;
    static const struct {
        size_t count;
        const char *index, *number, *top;
    } cases[] = {{1, "1.00000000", "1.000000", "100.000000"},   {5, "0.20000000", "5.000000", "100.000000"},
                 {10, "0.10000000", "10.000000", "100.000000"}, {100, "0.01000000", "100.000000", "10.000000"},
                 {500, "0.00200000", "500.000000", "2.000000"}, {3, "0.33333333", "3.000000", "100.000000"}};
    struct small_reference small = group();
    for (size_t i = 0; i < N(cases); i++) {
        struct small_holding *rows = ht_arena_array(small.arena, cases[i].count, sizeof *rows);
        for (size_t k = 0; k < cases[i].count; k++)
            rows[k] = (struct small_holding){.value = "7.50", USD};
        struct ht_concentration got = concentration_of(&small, rows, cases[i].count);
        expect(&got, 0, cases[i].count, cases[i].index, cases[i].number, cases[i].top);
        assert_string_equal(got.base, "value");
    }
    small_close(&small);
}

// Weights of 1, 0, 0, 0, 0: what weighs nothing is no holding.
static void one_holding_and_nothings(void **state) {
    (void)state;
    struct small_reference small = group();
    struct small_holding rows[] = {{.issuer = "a", .value = "1", USD},
                                   {.issuer = "b", .value = "0", USD},
                                   {.value = "0", USD},
                                   {.value = "0", USD},
                                   {USD}};
    struct ht_concentration got = concentration_of(&small, rows, N(rows));
    expect(&got, 1, 0, "1.00000000", "1.000000", "100.000000");
    small_close(&small);
}

// Two lines of one issuer are one; short positions, cash and contracts are none; each unknown line is one.
static void lines_are_united_by_issuer(void **state) {
    (void)state;
    struct small_reference small = group();
    struct small_holding rows[] = {
        {.issuer = "a", .value = "30", USD},          {.issuer = "a", .value = "20", .kind = HT_KIND_BOND, USD},
        {.issuer = "c", .value = "30", USD},          {.value = "10", USD},
        {.candidate = "f", .value = "10", USD},       {.issuer = "a", .value = "-40", .side = HT_SHORT, USD},
        {.value = "1000", .kind = HT_KIND_CASH, USD}, {.issuer = "e", .value = "1000", .kind = HT_KIND_FUTURE, USD}};
    struct ht_concentration got = concentration_of(&small, rows, N(rows));
    // 0.5^2 + 0.3^2 + 0.1^2 + 0.1^2
    expect(&got, 2, 2, "0.36000000", "2.777778", "100.000000");
    small_close(&small);
}

static void weights_serve_where_values_cannot(void **state) {
    (void)state;
    struct small_reference small = group();
    struct small_holding weights[] = {{.issuer = "a", .weight = "60"}, {.issuer = "c", .weight = "40"}};
    struct small_holding mixed[] = {{.issuer = "a", .value = "1", USD},
                                    {.issuer = "c", .value = "1", .currency = "EUR"}};
    struct ht_concentration got = concentration_of(&small, weights, N(weights));
    expect(&got, 2, 0, "0.52000000", "1.923077", "100.000000");
    assert_string_equal(got.base, "weight");
    // Amounts of two currencies without weights have no shares, and nothing is stated.
    got = concentration_of(&small, mixed, N(mixed));
    expect(&got, 0, 0, NULL, NULL, NULL);
    assert_null(got.base);
    small_close(&small);
}

// One security in two rows, as lots of it or within two funds, is of one issuer, whoever that is.
static void lines_of_one_security_are_of_one_issuer(void **state) {
    (void)state;
    struct small_reference small = group();
    struct small_holding rows[] = {{.own_isin = "US0378331005", .value = "30", USD},
                                   {.own_isin = "US5949181045", .value = "50", USD},
                                   {.own_isin = "US0378331005", .value = "20", USD}};
    struct ht_concentration got = concentration_of(&small, rows, N(rows));
    expect(&got, 0, 3, "0.50000000", "2.000000", "100.000000");
    small_close(&small);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_holdings),
        cmocka_unit_test(one_holding_and_nothings),
        cmocka_unit_test(lines_are_united_by_issuer),
        cmocka_unit_test(lines_of_one_security_are_of_one_issuer),
        cmocka_unit_test(weights_serve_where_values_cannot),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
