// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of totals that no word tells: sections and countries with the sum of their rows, and what only looks like
// them.
#include "test_reading.h"

#define HEAD "Security;ISIN;Market value GBP\n"
#define NESTLE "Nestlé SA;CH0038863350;114600.10\n"
#define APPLE "Apple Inc;US0378331005;636650.20\n"
#define SAP "SAP SE;DE0007164600;374640.30\n"
#define SIEMENS "Siemens AG;DE0007236101;150030.40\n"
#define TENCENT "Tencent Holdings;KYG875721634;247800.50\n"
#define ALL "1523721.50"

#define WEIGHED "Security;ISIN;Market value GBP;Weight %\n"

static void assert_sum(const char *expected) {
    struct ht_amount sum = ht_amount_unknown();
    for (size_t i = 0; i < portfolio->position_count; i++) {
        ht_amount_add(&sum, portfolio->positions[i].value);
    }
    assert_amount(sum, expected);
}

static void assert_five(const char *text) {
    read_text(text);
    assert_int_equal(portfolio->position_count, 5);
    assert_sum(ALL);
    assert_int_equal(portfolio->rows.positions, 5);
    assert_int_equal(portfolio->rows.skipped, 0);
}

static void sums_above_their_rows_are_left_out(void **state) {
    (void)state;
    assert_five(HEAD "China;;247800.50\n" TENCENT "Germany;;524670.70\n" SAP SIEMENS
                     "Rest;;751250.30\n" NESTLE APPLE);
    assert_int_equal(found(HT_CODE_TOTAL_ROW), 3);
    assert_int_equal(found(HT_CODE_TOTAL_MISMATCH), 0);
    // Two levels, and a total of everything on top, whose name nobody knows.
    assert_five(HEAD "Mandat Meier;;" ALL "\nEquities;;" ALL "\nCN;;247800.50\n" TENCENT "DE;;524670.70\n" SAP SIEMENS
                     "Sonstige;;751250.30\n" NESTLE APPLE);
    assert_int_equal(found(HT_CODE_TOTAL_ROW), 5);
}

static void sums_below_their_rows_are_left_out(void **state) {
    (void)state;
    assert_five(HEAD "Germany;;\n" SAP SIEMENS "Germany;;524670.70\nRest;;\n" NESTLE APPLE TENCENT
                     "Rest;;999050.80\nGrand total;;" ALL "\n");
    assert_int_equal(found(HT_CODE_TOTAL_ROW), 3);
    assert_int_equal(found(HT_CODE_HEADING), 2);
    // Rounded to what is printed.
    assert_five(HEAD NESTLE APPLE SAP SIEMENS TENCENT "Portfolio value;;1523721.51\n");
    assert_int_equal(found(HT_CODE_TOTAL_ROW), 1);
}

static void what_is_no_sum_is_counted(void **state) {
    (void)state;
    read_text(HEAD NESTLE APPLE SAP SIEMENS TENCENT "Cash;;1523722.50\n");
    assert_int_equal(portfolio->position_count, 6);
    // The oil company has an identifier.
    read_text(HEAD NESTLE APPLE SAP SIEMENS TENCENT "TOTAL SE;FR0000120271;" ALL "\n");
    assert_int_equal(portfolio->position_count, 6);
    assert_int_equal(found(HT_CODE_TOTAL_ROW), 0);
    // Accounts that add up by chance.
    read_text(HEAD NESTLE APPLE SAP SIEMENS TENCENT "EUR;;100.00\nUSD;;200.00\nJPY;;300.00\nCHF;;300.00\n");
    assert_int_equal(portfolio->position_count, 9);
    assert_int_equal(found(HT_CODE_TOTAL_ROW), 0);
    // One that has a price is a holding.
    read_text("Security;ISIN;Price;Market value GBP\nNestlé SA;CH0038863350;1.00;100.00\nApple "
              "Inc;US0378331005;2.00;200.00\nSAP SE;DE0007164600;3.00;300.00\nPrivate Ltd;;6.00;600.00\n");
    assert_int_equal(portfolio->position_count, 4);
}

static void a_row_without_an_identifier_among_many_such_is_no_sum(void **state) {
    (void)state;
    read_text("Security;Market value GBP\nAlpha Ltd;100.00\nBeta Ltd;200.00\nGamma Ltd;300.00\nDelta Ltd;600.00\n");
    assert_int_equal(portfolio->position_count, 4);
    assert_int_equal(found(HT_CODE_TOTAL_ROW), 0);
    read_text("Security;Market value GBP\nEquities;600.00\nAlpha Ltd;100.00\nBeta Ltd;200.00\nGamma Ltd;300.00\n");
    assert_int_equal(portfolio->position_count, 3);
}

static void what_is_in_doubt_is_counted_and_said(void **state) {
    (void)state;
    read_text(HEAD SAP SIEMENS "Private placement;;524670.70\n");
    assert_int_equal(portfolio->position_count, 3);
    assert_int_equal(line_found(HT_CODE_TOTAL_MISMATCH), 4);
    // Weights that are whole with the row say that it is one more holding.
    read_text(WEIGHED "Nestlé SA;CH0038863350;100.00;10\nApple Inc;US0378331005;200.00;20\nSAP SE;DE0007164600;"
                      "200.00;20\nPrivate Equity Fund;;500.00;50\n");
    assert_int_equal(portfolio->position_count, 4);
    assert_int_equal(line_found(HT_CODE_TOTAL_MISMATCH), 5);
    // Cash is no sum of securities.
    read_text(HEAD NESTLE APPLE SAP SIEMENS TENCENT "Cash;;" ALL "\n");
    assert_int_equal(portfolio->position_count, 6);
    assert_int_equal(line_found(HT_CODE_TOTAL_MISMATCH), 7);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(sums_above_their_rows_are_left_out, start, stop),
        cmocka_unit_test_setup_teardown(sums_below_their_rows_are_left_out, start, stop),
        cmocka_unit_test_setup_teardown(what_is_no_sum_is_counted, start, stop),
        cmocka_unit_test_setup_teardown(a_row_without_an_identifier_among_many_such_is_no_sum, start, stop),
        cmocka_unit_test_setup_teardown(what_is_in_doubt_is_counted_and_said, start, stop),
    };
    return cmocka_run_group_tests(tests, make_directory, remove_directory);
}
