// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of totals that no word tells: sections and countries with the sum of their rows, and what only looks like
// them.
#include "test_reading.h"

#include "holdtrace/sums.h"

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
    for (size_t i = 0; i < portfolio->position_count; i++)
        ht_amount_add(&sum, portfolio->positions[i].value);
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

static void sums_that_come_about_by_chance_do_not_hide_others(void **state) {
    (void)state;
    // 1700 is 1000 and 700 too; the sections divide the whole file without it.
    read_text(HEAD "Nestlé SA;CH0038863350;200\nTechnology;;200\nApple Inc;US0378331005;1000\nUSD;;700\n"
                   "Accrued income;;1700\nRest;;3400\n");
    assert_int_equal(portfolio->position_count, 4);
    assert_sum("3600");
    // 300 is 100 and 200; the total of all rows is found nevertheless, and that one is counted and told.
    read_text(HEAD "Nestlé SA;CH0038863350;100\nApple Inc;US0378331005;200\nPrivate Ltd;;300\nSAP SE;DE0007164600;"
                   "400\nPortfolio value;;1000\n");
    assert_sum("1000");
    assert_int_equal(line_found(HT_CODE_TOTAL_MISMATCH), 4);
    assert_int_equal(line_found(HT_CODE_TOTAL_ROW), 6);
}

static void companies_are_no_sums(void **state) {
    (void)state;
    // The value of the row above.
    read_text("Security;ISIN;Market value GBP\nApple;US0378331005;50.25\nSenseTime Group Inc;;50.25\n"
              "Nestlé;CH0038863350;7\nDahua Technology;;7\n");
    assert_int_equal(portfolio->position_count, 4);
    assert_int_equal(found(HT_CODE_TOTAL_ROW), 0);
    static const char *const names[] = {"Siemens AG", "Lenovo Group", "大华股份", "Inc Co., Ltd."};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        read_text(ht_arena_format(arena, HEAD NESTLE APPLE SAP SIEMENS TENCENT "%s;;" ALL "\n", names[i]));
        assert_int_equal(portfolio->position_count, 6);
        assert_int_equal(line_found(HT_CODE_TOTAL_MISMATCH), 7);
    }
    assert_int_equal(portfolio->looked_through_count, 0);
}

static void what_is_left_out_for_its_sum_alone_is_kept_apart(void **state) {
    (void)state;
    read_text(HEAD "Nestlé SA;CH0038863350;1000\nApple Inc;US0378331005;1000\nHikvision Notes;;2000\n"
                   "SAP SE;DE0007164600;500\nRest;;500\n");
    assert_int_equal(portfolio->looked_through_count + portfolio->position_count, 5);
    read_text(HEAD NESTLE APPLE SAP SIEMENS TENCENT "Hikvision Notes;;" ALL "\n");
    assert_int_equal(portfolio->position_count, 5);
    assert_int_equal(portfolio->looked_through_count, 1);
    assert_string_equal(portfolio->looked_through[0].name, "Hikvision Notes");
    assert_true(portfolio->looked_through[0].is_sum);
    // A word tells it.
    read_text(HEAD NESTLE APPLE SAP SIEMENS TENCENT "Equities;;" ALL "\n");
    assert_int_equal(portfolio->position_count, 5);
    assert_int_equal(portfolio->looked_through_count, 0);
}

static void a_sum_that_does_not_fit_is_not_stated(void **state) {
    (void)state;
#define LARGE "99999999999999999999999999999999999999\n"
    read_text(HEAD "A;US0378331005;" LARGE "B;CH0038863350;" LARGE "C;DE0007164600;" LARGE "China;;" LARGE);
    assert_int_equal(portfolio->position_count, 4);
    struct ht_totals totals = ht_portfolio_totals(portfolio, arena);
    assert_true(totals.overflow);
    assert_false(totals.items[0].net.known);
}

static void sums_are_rounded_as_they_are_printed(void **state) {
    (void)state;
    assert_five(HEAD NESTLE APPLE SAP SIEMENS TENCENT "Portfolio value;;1523722\n");
    read_text(HEAD NESTLE APPLE SAP SIEMENS TENCENT "Portfolio value;;1523730\n");
    assert_int_equal(portfolio->position_count, 6);
    // Weights alone: sections are told by their names, and by weights that are whole without them.
    read_text("Security;ISIN;Weight %\nEquities;;75.0\nNestlé SA;CH0038863350;40.0\nApple "
              "Inc;US0378331005;35.0\nBonds;;25.0\nSAP SE;DE0007164600;20.0\nSiemens AG;DE0007236101;5.0\n");
    assert_int_equal(portfolio->position_count, 4);
    read_text("Security;ISIN;Weight %\nEquities;;50.0\nNestlé SA;CH0038863350;30.0\nApple "
              "Inc;US0378331005;20.0\n");
    assert_int_equal(portfolio->position_count, 3);
    assert_int_equal(line_found(HT_CODE_TOTAL_MISMATCH), 2);
}

static void rows_that_repeat_are_told(void **state) {
    (void)state;
    static const char *const heads[] = {"Strategy", "Colour"};
    for (size_t i = 0; i < 2; i++) {
        const char *text = ht_arena_format(arena, "%s;Security;ISIN;Market value GBP\n", heads[i]);
        for (size_t k = 0; k < 2; k++) {
            const char *block = k == 0 ? "A" : "B";
            text = ht_arena_format(arena, "%s%s;%s%s;%s%s;%s", text, block, NESTLE, block, APPLE, block, SAP);
        }
        read_text(text);
        assert_int_equal(portfolio->position_count, 6);
        assert_int_equal(line_found(HT_CODE_REPEATED_ROWS), 5);
    }
    // Lots of one security stand together.
    read_text(HEAD NESTLE NESTLE APPLE APPLE SAP SAP SIEMENS SIEMENS);
    assert_int_equal(found(HT_CODE_REPEATED_ROWS), 0);
    read_text(WEIGHED "Nestlé SA;CH0038863350;60.00;120\nApple Inc;US0378331005;40.00;80\n");
    assert_int_equal(found(HT_CODE_REPEATED_ROWS), 1);
    read_text(WEIGHED "Nestlé SA;CH0038863350;60.00;60\nApple Inc;US0378331005;20.00;20\nSAP SE;DE0007164600;"
                      "20.00;20\nSundry;;100.00;\n");
    assert_int_equal(found(HT_CODE_REPEATED_ROWS) + found(HT_CODE_TOTAL_ROW), 1);
    read_text(WEIGHED "Nestlé SA;CH0038863350;60.00;60\nApple Inc;US0378331005;20.00;20\nSAP SE;DE0007164600;"
                      "20.00;20\nSundry A;;30.00;\nSundry B;;70.00;\n");
    assert_int_equal(found(HT_CODE_REPEATED_ROWS), 1);
}

static void mandates_and_share_classes_are_funds(void **state) {
    (void)state;
    read_text("Mandate;Security;ISIN;Market value GBP\nA;" NESTLE "A;" APPLE "B;" NESTLE "B;" APPLE);
    assert_int_equal(file.portfolio_count, 2);
    assert_string_equal(portfolio->fund.name, "A");
    read_text("Share class ISIN;Security;ISIN;Market value GBP\nLU0290358497;" NESTLE "LU0290358497;" APPLE
              "LU0274208692;" NESTLE "LU0274208692;" APPLE);
    assert_int_equal(file.portfolio_count, 2);
    assert_string_equal(file.portfolios[1].fund.id, "LU0274208692");
    read_text("Share class;Security;ISIN;Market value GBP\nI;" NESTLE "I;" APPLE "R;" NESTLE "R;" APPLE);
    assert_int_equal(file.portfolio_count, 2);
    // Of what is held.
    read_text("Share class;Security;ISIN;Market value GBP\nCommon;" NESTLE "Common;" APPLE "Preferred;" SAP);
    assert_int_equal(file.portfolio_count, 1);
    assert_null(portfolio->fund.name);
    read_text("Security;Share class ISIN;Market value GBP\n" NESTLE APPLE SAP);
    assert_int_equal(file.portfolio_count, 1);
    assert_string_equal(portfolio->positions[1].isin, "US0378331005");
}

static void sums_of_shorts_without_a_sign_are_left_out(void **state) {
    (void)state;
    // Totals of what is printed, and of what it means.
    read_text("Security;ISIN;Side;Market value GBP;Weight %\nEquities;;;700.40;70.0\nNestlé SA;CH0038863350;Long;"
              "500.30;50.0\nApple Inc;US0378331005;Short;200.10;20.0\nBonds;;;500.60;50.0\nSAP SE;DE0007164600;"
              "Long;600.80;60.0\nSiemens AG;DE0007236101;Short;100.20;10.0\n");
    assert_int_equal(portfolio->position_count, 4);
    assert_sum("800.80");
    assert_int_equal(found(HT_CODE_TOTAL_ROW), 2);
    // Without a word for shorts a sum that ignores signs is no sum.
    read_text(HEAD "Equities;;700.40\nNestlé SA;CH0038863350;500.30\nApple Inc;US0378331005;-200.10\n" SAP SIEMENS);
    assert_int_equal(portfolio->position_count, 5);
}

static void a_long_name_is_quoted_in_whole_characters(void **state) {
    (void)state;
    const char *name = "中国移动通信集团中国移动通信集团中国移动通信集团中国移动通信集团中国移动通信集团";
    read_text(ht_arena_format(arena,
                              "Security;ISIN;Quantity;Value GBP\n%s;;;15000.55\nNestlé SA;CH0038863350;10;"
                              "10000.22\nApple Inc;US0378331005;7;5000.33\n",
                              name));
    const char *message = "";
    for (size_t i = 0; i < portfolio->findings.count; i++)
        if (portfolio->findings.items[i].code == HT_CODE_TOTAL_ROW)
            message = portfolio->findings.items[i].message;
    size_t shown = strcspn(message + (message[0] == '"'), ".");
    assert_int_equal(shown, 78);
    assert_memory_equal(message + 1, name, shown);
}

static void of_two_headers_the_one_that_fits_is_read(void **state) {
    (void)state;
    read_text(",Security,,Holding,Valuation\nName,ISIN,Country,Quantity,Market value\n"
              "Nestlé SA,CH0038863350,CH,1200,114600.10\nApple Inc,US0378331005,US,3400,636650.20\n");
    assert_int_equal(portfolio->position_count, 2);
    assert_sum("751250.30");
    assert_string_equal(portfolio->positions[0].isin, "CH0038863350");
    assert_string_equal(portfolio->positions[0].name, "Nestlé SA");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(sums_above_their_rows_are_left_out, start, stop),
        cmocka_unit_test_setup_teardown(sums_below_their_rows_are_left_out, start, stop),
        cmocka_unit_test_setup_teardown(what_is_no_sum_is_counted, start, stop),
        cmocka_unit_test_setup_teardown(a_row_without_an_identifier_among_many_such_is_no_sum, start, stop),
        cmocka_unit_test_setup_teardown(what_is_in_doubt_is_counted_and_said, start, stop),
        cmocka_unit_test_setup_teardown(sums_are_rounded_as_they_are_printed, start, stop),
        cmocka_unit_test_setup_teardown(rows_that_repeat_are_told, start, stop),
        cmocka_unit_test_setup_teardown(mandates_and_share_classes_are_funds, start, stop),
        cmocka_unit_test_setup_teardown(sums_of_shorts_without_a_sign_are_left_out, start, stop),
        cmocka_unit_test_setup_teardown(a_long_name_is_quoted_in_whole_characters, start, stop),
        cmocka_unit_test_setup_teardown(of_two_headers_the_one_that_fits_is_read, start, stop),
        cmocka_unit_test_setup_teardown(companies_are_no_sums, start, stop),
        cmocka_unit_test_setup_teardown(what_is_left_out_for_its_sum_alone_is_kept_apart, start, stop),
        cmocka_unit_test_setup_teardown(sums_that_come_about_by_chance_do_not_hide_others, start, stop),
        cmocka_unit_test_setup_teardown(a_sum_that_does_not_fit_is_not_stated, start, stop),
    };
    return cmocka_run_group_tests(tests, make_directory, remove_directory);
}
