// SPDX-License-Identifier: GPL-3.0-or-later
// Structured holdings: TPT, JSON, MT535, the SEC's data sets, Schedule 8D, PACTA without a header.
#include "test_reading.h"

static const struct ht_position *at(size_t fund, size_t index) {
    assert_true(fund < file.portfolio_count && index < file.portfolios[fund].position_count);
    return &file.portfolios[fund].positions[index];
}

static void headings_are_matched_by_number(void **state) {
    (void)state;
    read_text("1. Fund id,4 - Currency (B),6_Valuation date,12 - CIC code,14_Identification code of the financial "
              "instrument,15 - Type,17_Instrument name,17.b Asset / liability,24_Market value in portfolio currency,"
              "26_Weight\n"
              "F,EUR,2025-06-30,XL31,DE0007164600,1,SAP SE,A,12.5,0.25\n"
              "F,EUR,2025-06-30,XL71,0378331,99,Cash,A,37.5,0.75\n");
    assert_string_equal(file.sheet.layout, "tpt");
    assert_string_equal(at(0, 0)->isin, "DE0007164600");
    assert_string_equal(at(0, 0)->name, "SAP SE");
    assert_number(at(0, 0)->weight_file_pct, "25");
    assert_int_equal(at(0, 0)->kind, HT_KIND_EQUITY);
    // A code of the producer's own is never tried as a SEDOL or CUSIP.
    assert_null(at(0, 1)->sedol);
    assert_int_equal(found(HT_CODE_BAD_IDENTIFIER), 0);
    assert_int_equal(at(0, 1)->kind, HT_KIND_CASH);
}

static void tpt_keeps_funds_apart_and_says_whom_a_derivative_is_on(void **state) {
    (void)state;
    read_path("holdings_samples/example_tpt_v7.csv");
    assert_int_equal(file.portfolio_count, 2);
    assert_string_equal(file.portfolios[1].fund.name, "Example Bond Fund (sample)");
    assert_number(file.portfolios[1].fund.net_assets, "500000");
    const struct ht_position *swap = at(0, 2);
    assert_int_equal(swap->kind, HT_KIND_SWAP);
    assert_string_equal(swap->isin, "CNE100000BJ4");
    assert_string_equal(swap->issuer_name, "Zhejiang Dahua Technology Co., Ltd.");
    assert_null(swap->lei);
    assert_null(swap->group_name);
    assert_string_equal(at(0, 1)->group_lei, "HWUPKR0MPOU8FGXBT394");
}

static void json_keeps_every_digit(void **state) {
    (void)state;
    read_text("{\"asOf\": \"2025-06-30\", \"fund\": {\"entity\": ["
              "{\"longName\": \"A\", \"ticker\": \"A\", \"percentWeight\": \"60.5\", \"sharesHeld\": 1,"
              " \"marketValue\": 12345678901234567.123456789},"
              "{\"longName\": \"B\", \"ticker\": \"B\", \"percentWeight\": \"39.5\", \"sharesHeld\": 2,"
              " \"marketValue\": 999999999999999999}]}}");
    assert_string_equal(file.sheet.layout, "vanguard_json");
    assert_number(at(0, 0)->value, "12345678901234567.123456789");
    assert_number(at(0, 1)->value, "999999999999999999");
}

static void json_reads_all_funds(void **state) {
    (void)state;
    read_path("holdings_samples/example_amundi.json");
    assert_int_equal(file.portfolio_count, 2);
    assert_string_equal(file.portfolios[0].fund.id, "EXAMPLE-A");
    assert_string_equal(file.portfolios[1].fund.name, "Example World UCITS ETF (sample)");
    assert_string_equal(at(1, 0)->isin, "US0378331005");
    assert_number(at(0, 0)->weight_file_pct, "1.2500000000000001");
}

static void json_is_bounded(void **state) {
    (void)state;
    char deep[256];
    memset(deep, '[', 100);
    strcpy(deep + 100, "{}");
    memset(deep + 102, ']', 100);
    deep[202] = '\0';
    read_text(deep);
    assert_false(file.is_holdings);
    assert_non_null(strstr(file.findings.items[0].message, "nested deeper"));
    read_text("[{\"isin\": \"US0378331005\", \"value\": 99999999999999999999999}]");
    assert_false(file.is_holdings);
    assert_non_null(strstr(file.findings.items[0].message, "exactly"));
    read_text("[{\"isin\": \"US0378331005\", \"value\": ");
    assert_false(file.is_holdings);
    read_text("{\"a\": 1}");
    assert_false(file.is_holdings);
}

static void statements_count_no_balance_twice(void **state) {
    (void)state;
    read_path("holdings_samples/example_mt535.txt");
    assert_string_equal(file.sheet.layout, "mt535");
    assert_int_equal(file.portfolio_count, 1);
    assert_int_equal(file.portfolios[0].position_count, 4);
    assert_string_equal(file.portfolios[0].fund.id, "EXAMPLE-4711");
    assert_string_equal(at(0, 0)->name, "HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO LTD A");
    assert_number(at(0, 0)->value, "39600.25");
    assert_number(at(0, 0)->quantity, "12000");
    assert_number(at(0, 2)->value, "-25815");
    assert_int_equal(at(0, 2)->side, HT_SHORT);
    assert_string_equal(at(0, 3)->currency, "USD");
    assert_int_equal(found(HT_CODE_INCOMPLETE), 0);
}

static void statements_say_what_is_missing(void **state) {
    (void)state;
    read_text(
        ":16R:GENL\r\n:28E:00001/MORE\r\n:98A::STAT//20250630\r\n:97A::SAFE//1\r\n:16S:GENL\r\n:16R:FIN\r\n"
        ":35B:ISIN DE0007164600\r\nSAP SE\r\n:93B::AGGR//UNIT/16,\r\n:19A::HOLD//NOKN970,17\r\n:16S:FIN\r\n-\r\n");
    assert_int_equal(found(HT_CODE_INCOMPLETE), 1);
    assert_number(at(0, 0)->value, "-970.17");
    assert_string_equal(at(0, 0)->currency, "NOK");
    read_text(":16R:GENL\n:28E:00001/ONLY\n:22F::CODE//DELT\n:97A::SAFE//1\n:16S:GENL\n:16R:FIN\n"
              ":35B:ISIN DE0007164600\nSAP SE\n:93B::AGGR//UNIT/16,\n:16S:FIN\n-\n");
    assert_int_equal(file.portfolios[0].position_count, 0);
    assert_int_equal(found(HT_CODE_UNSUPPORTED), 1);
}

static void data_sets_are_joined(void **state) {
    (void)state;
    read_path("holdings_samples/example_nport_set/FUND_REPORTED_HOLDING.tsv");
    assert_string_equal(file.sheet.layout, "sec_nport_set");
    assert_int_equal(file.portfolio_count, 2);
    assert_string_equal(file.portfolios[0].fund.id, "0009999999-24-000002");
    assert_string_equal(file.portfolios[1].fund.name, "Example Closed-End Fund (sample)");
    assert_string_equal(at(0, 0)->isin, "CNE100000PM8");
    assert_number(at(0, 0)->value, "78001");
    assert_int_equal(at(0, 2)->kind, HT_KIND_SWAP);
    assert_string_equal(at(0, 2)->isin, "CNE100000BJ4");
    assert_number(at(0, 2)->notional, "50000");
    // The first filing is replaced by its amendment.
    assert_int_equal(found(HT_CODE_REPEATED_TABLE), 1);
}

static void values_of_13f_are_thousands_before_2023(void **state) {
    (void)state;
    read_path("holdings_samples/example_13f_set/INFOTABLE.tsv");
    assert_number(at(0, 0)->value, "13820000");
    assert_number(at(1, 0)->value, "12993000");
    assert_int_equal(at(0, 1)->kind, HT_KIND_OPTION);
    assert_int_equal(found(HT_CODE_THOUSANDS), 1);
}

static void schedule_8d_names_by_asset_class(void **state) {
    (void)state;
    read_path("holdings_samples/example_schedule8d.csv");
    assert_string_equal(file.sheet.layout, "au_schedule8d");
    assert_int_equal(file.portfolios[0].position_count, 7);
    assert_string_equal(at(0, 0)->name, "Example Bank (sample)");
    assert_string_equal(at(0, 1)->name, "Commonwealth of Australia");
    assert_string_equal(at(0, 2)->name, "Example Credit Managers (sample)");
    assert_string_equal(at(0, 4)->name, "HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO LTD A");
    assert_int_equal(found(HT_CODE_TOTAL_ROW), 6);
    assert_int_equal(found(HT_CODE_TOTAL_MISMATCH), 0);
}

static void totals_that_do_not_agree_are_told(void **state) {
    (void)state;
    read_text("ASSET CLASS,NAME / KIND OF INVESTMENT ITEM,VALUE(AUD),WEIGHTING(%)\n"
              "LISTED EQUITY,BHP GROUP LTD,100.00,50\nLISTED EQUITY,APPLE INC,100.00,50\n"
              "SUB TOTAL LISTED EQUITY,-,300.00,100\n");
    assert_int_equal(file.portfolios[0].position_count, 2);
    assert_int_equal(found(HT_CODE_TOTAL_MISMATCH), 1);
}

static void pacta_needs_no_header(void **state) {
    (void)state;
    read_text("A,B,US0378331005,1200.50,USD\nA,C,DE0007164600,12,EUR\n");
    assert_string_equal(file.sheet.layout, "pacta");
    assert_int_equal(file.portfolio_count, 2);
    assert_string_equal(file.portfolios[0].fund.investor, "A");
    // A currency that is none: not certain, so it is not read.
    read_text("US0378331005,1200.50,XYQ\n");
    assert_false(file.is_holdings);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(headings_are_matched_by_number, start, stop),
        cmocka_unit_test_setup_teardown(tpt_keeps_funds_apart_and_says_whom_a_derivative_is_on, start, stop),
        cmocka_unit_test_setup_teardown(json_keeps_every_digit, start, stop),
        cmocka_unit_test_setup_teardown(json_reads_all_funds, start, stop),
        cmocka_unit_test_setup_teardown(json_is_bounded, start, stop),
        cmocka_unit_test_setup_teardown(statements_count_no_balance_twice, start, stop),
        cmocka_unit_test_setup_teardown(statements_say_what_is_missing, start, stop),
        cmocka_unit_test_setup_teardown(data_sets_are_joined, start, stop),
        cmocka_unit_test_setup_teardown(values_of_13f_are_thousands_before_2023, start, stop),
        cmocka_unit_test_setup_teardown(schedule_8d_names_by_asset_class, start, stop),
        cmocka_unit_test_setup_teardown(totals_that_do_not_agree_are_told, start, stop),
        cmocka_unit_test_setup_teardown(pacta_needs_no_header, start, stop),
    };
    return cmocka_run_group_tests(tests, make_directory, remove_directory);
}
