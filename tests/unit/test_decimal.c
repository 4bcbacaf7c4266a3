// SPDX-License-Identifier: GPL-3.0-or-later
// Exact decimals: what is read is printed, sums are exact, rounding is half to even and once.
#include "test_base.h"

#include <string.h>

#include "holdtrace/decimal.h"

static struct ht_decimal number(const char *text) {
    struct ht_decimal value;
    assert_true(ht_decimal_parse(text, strlen(text), &value));
    return value;
}

static void expect_text(struct ht_decimal value, const char *text) {
    char buffer[HT_DECIMAL_TEXT];
    assert_string_equal(ht_decimal_text(value, buffer), text);
}

static void keeps_the_digits_it_read(void **state) {
    (void)state;
    static const char *const SAME[] = {"0",
                                       "0.00",
                                       "-0.28",
                                       "25883836.92",
                                       "41468995.880000000000",
                                       "170141183460469231731687303715884105727",
                                       "0.00028208780000000004"};
    for (size_t i = 0; i < sizeof SAME / sizeof *SAME; i++)
        expect_text(number(SAME[i]), SAME[i]);
    expect_text(number("-7.56e-06"), "-0.00000756");
    expect_text(number("9.0771106E7"), "90771106");
    expect_text(number("+1.5"), "1.5");
    expect_text(number(".5"), "0.5");
    expect_text(number("5."), "5");
}

static void refuses_what_is_no_number(void **state) {
    (void)state;
    static const char *const BAD[] = {"",
                                      "-",
                                      ".",
                                      "1,5",
                                      "1 ",
                                      " 1",
                                      "1e",
                                      "1e+",
                                      "0x1",
                                      "1.2.3",
                                      "1e999",
                                      "nan",
                                      "170141183460469231731687303715884105728"};
    struct ht_decimal value;
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
        assert_false(ht_decimal_parse(BAD[i], strlen(BAD[i]), &value));
}

static void shares_reach_one_half_exactly(void **state) {
    (void)state;
    struct ht_decimal sum = ht_decimal_int(0);
    const char *const parts[] = {"15", "15", "15", "5"};
    for (size_t i = 0; i < 4; i++)
        assert_true(ht_decimal_add(sum, number(parts[i]), &sum));
    assert_int_equal(ht_decimal_cmp(sum, number("50.000")), 0);
    sum = ht_decimal_int(0);
    for (size_t i = 0; i < 10; i++)
        assert_true(ht_decimal_add(sum, number("0.05"), &sum));
    assert_int_equal(ht_decimal_cmp(sum, number("0.5")), 0);
}

static void rounds_half_to_even(void **state) {
    (void)state;
    static const char *const CASES[][3] = {{"2.5", "0", "2"},      {"3.5", "0", "4"},     {"-2.5", "0", "-2"},
                                           {"-3.5", "0", "-4"},    {"2.51", "0", "3"},    {"0.125", "2", "0.12"},
                                           {"0.375", "2", "0.38"}, {"1.1", "3", "1.100"}, {"-0.4", "0", "0"}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct ht_decimal out;
        assert_true(ht_decimal_round(number(CASES[i][0]), (unsigned)(CASES[i][1][0] - '0'), &out));
        expect_text(out, CASES[i][2]);
    }
}

// Long Hikvision 30 of net assets 100, gross 140, longs 120 and 110: one value, four denominators.
static void percent_names_its_denominator(void **state) {
    (void)state;
    static const char *const CASES[][2] = {
        {"100", "30.000000"}, {"140", "21.428571"}, {"120", "25.000000"}, {"110", "27.272727"}};
    struct ht_decimal out;
    for (size_t i = 0; i < 4; i++) {
        assert_true(ht_decimal_percent(number("30"), number(CASES[i][0]), 6, &out));
        expect_text(out, CASES[i][1]);
    }
    assert_true(ht_decimal_percent(number("4952309.56"), number("93000000000.123456789012"), 6, &out));
    expect_text(out, "0.005325");
    assert_true(ht_decimal_percent(number("5"), number("-10"), 2, &out));
    expect_text(out, "-50.00");
    assert_false(ht_decimal_percent(number("5"), number("0.00"), 6, &out));
}

static void overflow_is_said(void **state) {
    (void)state;
    struct ht_decimal large = number("170141183460469231731687303715884105727"), out = number("7");
    assert_false(ht_decimal_add(large, number("1"), &out));
    assert_false(ht_decimal_add(ht_decimal_neg(large), number("-2"), &out));
    assert_false(ht_decimal_mul(large, number("2"), &out));
    assert_false(ht_decimal_round(large, 1, &out));
    expect_text(out, "7");
}

static void compares_across_scales(void **state) {
    (void)state;
    assert_int_equal(ht_decimal_cmp(number("1.50"), number("1.5")), 0);
    assert_true(ht_decimal_cmp(number("-1"), number("0.000000000000000000000000000001")) < 0);
    assert_true(ht_decimal_cmp(number("99999999999999999999999999999999999999"),
                               number("0.000000000000000000000000000001")) > 0);
    assert_true(ht_decimal_cmp(number("0.1"), number("-99999999999999999999999999999999999999")) > 0);
}

static void groups_thousands(void **state) {
    (void)state;
    char buffer[HT_DECIMAL_TEXT];
    assert_string_equal(ht_decimal_text_grouped(number("-1234567.89"), buffer), "-1,234,567.89");
    assert_string_equal(ht_decimal_text_grouped(number("999"), buffer), "999");
    assert_string_equal(ht_decimal_text_grouped(number("1000"), buffer), "1,000");
    assert_string_equal(ht_decimal_text_grouped(number("0.1234"), buffer), "0.1234");
}

static void an_absent_amount_is_not_zero(void **state) {
    (void)state;
    struct ht_amount sum = ht_amount_unknown();
    assert_true(ht_amount_add(&sum, ht_amount_unknown()));
    assert_false(sum.known);
    assert_true(ht_amount_add(&sum, ht_amount_of(number("0.10"))));
    assert_true(ht_amount_add(&sum, ht_amount_of(number("0.2"))));
    assert_true(sum.known);
    expect_text(sum.number, "0.30");
}

// Where 64 bits end, what is worked out in them and what is not must agree: N + 1 - 1, N x 10 / 10, order, digits.
static void numbers_around_64_bits_are_exact(void **state) {
    static const char *const TEXTS[] = {"9223372036854775806",  "9223372036854775807",   "9223372036854775808",
                                        "-9223372036854775807", "-9223372036854775808",  "-9223372036854775809",
                                        "92233720368547758.07", "92233720368547758.08",  "18446744073709551616",
                                        "999999999999999999",   "1000000000000000000.00"};
    const struct ht_decimal one = ht_decimal_int(1), ten = ht_decimal_int(10);
    (void)state;
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        struct ht_decimal number, more, back, tenfold, twenty;
        char text[HT_DECIMAL_TEXT];
        assert_true(ht_decimal_parse(TEXTS[i], strlen(TEXTS[i]), &number));
        assert_string_equal(ht_decimal_text(number, text), TEXTS[i]);
        assert_true(ht_decimal_add(number, one, &more));
        assert_true(ht_decimal_sub(more, one, &back));
        assert_int_equal(ht_decimal_cmp(back, number), 0);
        assert_int_equal(ht_decimal_cmp(more, number), 1);
        assert_true(ht_decimal_mul(number, ten, &tenfold));
        assert_true(ht_decimal_add(tenfold, tenfold, &twenty));
        assert_int_equal(ht_decimal_cmp(tenfold, twenty), number.units > 0 ? -1 : 1);
        for (int k = 0; k < 9; k++)
            assert_true(ht_decimal_sub(tenfold, number, &tenfold));
        assert_int_equal(ht_decimal_cmp(tenfold, number), 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_the_digits_it_read),      cmocka_unit_test(refuses_what_is_no_number),
        cmocka_unit_test(shares_reach_one_half_exactly), cmocka_unit_test(rounds_half_to_even),
        cmocka_unit_test(percent_names_its_denominator), cmocka_unit_test(overflow_is_said),
        cmocka_unit_test(compares_across_scales),        cmocka_unit_test(groups_thousands),
        cmocka_unit_test(an_absent_amount_is_not_zero),  cmocka_unit_test(numbers_around_64_bits_are_exact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
