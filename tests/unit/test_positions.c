// SPDX-License-Identifier: GPL-3.0-or-later
// Rows to positions: amounts, kinds and sides, repairs, and rows that are lost.
#include "portfolio_files.h"

static void amounts_keep_the_digits_of_the_file(void **state) {
    (void)state;
    read_text(US "\"002415\",\"HANGZHOU HIKVISION DIGITAL TECHNOL\",\"IT\",\"Equity\",\"25,883,836.90\",\"0.00\","
                 "\"25,883,836.92\",\"6,731,000.00\",\"3.85\",\"China\",\"Shenzhen Stock Exchange\",\"USD\",\"7.1\","
                 "\"CNY\",\"-\"\n");
    const struct ht_position *p = at_line(2);
    assert_amount(p->value, "25883836.90");
    assert_amount(p->notional, "25883836.92");
    assert_amount(p->weight_file_pct, "0.00");
    assert_amount(p->quantity, "6731000.00");
    assert_string_equal(p->currency, "USD");
    assert_string_equal(p->trade_currency, "CNY");
    assert_string_equal(p->country, "CN");
    assert_string_equal(p->ticker, "002415");
    assert_string_equal(p->mic, "XSHE");
    assert_int_equal(p->kind, HT_KIND_EQUITY);
    assert_int_equal(p->name_raw_length, 34);
    assert_int_equal(found(HT_CODE_REPAIRED), 0);
}

static void tickers_that_lost_zeros_are_repaired_and_told(void **state) {
    (void)state;
    read_text(US "2415,HIKVISION,IT,Equity,1,1,1,1,1,China,Shenzhen Stock Exchange,USD,1,CNY,-\n"
                 "2230,SAUDI CHEMICAL,IT,Equity,1,1,1,1,1,Saudi Arabia,Saudi Stock Exchange,USD,1,SAR,-\n"
                 "700,TENCENT,IT,Equity,1,1,1,1,1,China,Hong Kong Exchanges And Clearing Ltd,USD,1,HKD,-\n"
                 "NA,NATIONAL BANK OF CANADA,F,Equity,1,1,1,1,1,Canada,Toronto Stock Exchange,USD,1,CAD,-\n"
                 "-,LEGEND HOLDINGS CORP H RIGHTS,IT,Equity,1,1,1,1,1,China,-,USD,1,HKD,\"Jan 01, 1970\"\n");
    const struct ht_position *p = at_line(2);
    assert_string_equal(p->ticker, "002415");
    assert_int_equal(p->repair_count, 1);
    assert_string_equal(p->repairs[0].field, "ticker");
    assert_string_equal(p->repairs[0].from, "2415");
    assert_int_equal(line_found(HT_CODE_REPAIRED), 2);
    assert_int_equal(found(HT_CODE_REPAIRED), 1);
    assert_string_equal(at_line(3)->ticker, "2230");
    assert_int_equal(at_line(4)->repair_count, 0);
    assert_string_equal(at_line(5)->ticker, "NA");
    assert_null(at_line(6)->ticker);
    assert_null(at_line(6)->exchange);
}

// Six digits tell the exchange of the mainland by their range, but only the name beside them tells the mainland.
static void codes_beside_chinese_names_are_uncertain_tickers(void **state) {
    (void)state;
    read_text("As of,2025-06-30\n代码,名称,市值,币种\n002415,海康威视,1000,\n688475,萤石网络,1000,\n"
              "005930,삼성전자,1000,\n002415,HIKVISION,1000,\n002236,DAHUA,1000,CNY\n00700,腾讯控股,1000,\n");
    static const char *const mics[] = {"XSHE", "XSHG", NULL, NULL, "XSHE", NULL};
    for (size_t i = 0; i < sizeof mics / sizeof *mics; i++) {
        const struct ht_position *p = at_line((long)i + 3);
        assert_int_equal(p->ticker_uncertain, mics[i] != NULL);
        if (mics[i] != NULL)
            assert_string_equal(p->mic, mics[i]);
        else
            assert_null(p->mic);
    }
    assert_string_equal(at_line(3)->ticker, "002415");
}

static void cusips_are_repaired_or_reported(void **state) {
    (void)state;
    read_text("Security name,CUSIP,ISIN,SEDOL,Value (USD)\nAPPLE,37833100,US0378331005,2046251,1\n"
              "APPLE,03783310,-,-,1\nINTUITIVE,\xE2\x88\x9E"
              "E+00,US46120E6023,-,1\nNUMBER,7.5513E+105,-,BYR 914,1\nZEROS,000000000,-,-,1\n"
              "SWAPPED,US0378331005,-,-,1\n");
    assert_string_equal(at_line(2)->cusip, "037833100");
    assert_string_equal(at_line(2)->repairs[0].field, "cusip");
    assert_string_equal(at_line(3)->cusip, "037833100");
    assert_null(at_line(4)->cusip);
    assert_string_equal(at_line(4)->isin, "US46120E6023");
    assert_null(at_line(5)->sedol);
    assert_int_equal(found(HT_CODE_BAD_IDENTIFIER), 3);
    assert_null(at_line(6)->cusip);
    assert_null(at_line(7)->cusip);
    assert_string_equal(at_line(7)->isin, "US0378331005");
    assert_int_equal(line_found(HT_CODE_MISPLACED), 7);
}

static void a_value_that_is_no_number_costs_its_row(void **state) {
    (void)state;
    read_text(GENERIC "A,US0378331005,1,abc,10\nB,KYG875721634,x,5.50,50\nC,CNE100000PM8,2,,50\n");
    assert_int_equal(portfolio->rows.read, 4);
    assert_int_equal(portfolio->rows.positions, 2);
    assert_int_equal(portfolio->rows.skipped, 1);
    assert_int_equal(portfolio->rows.ignored, 1);
    assert_int_equal(line_found(HT_CODE_BAD_NUMBER), 2);
    assert_int_equal(line_found(HT_CODE_BAD_CELL), 3);
    assert_amount(at_line(3)->quantity, NULL);
    assert_amount(at_line(3)->value, "5.50");
    assert_amount(at_line(4)->value, NULL);
    assert_int_equal(found(HT_CODE_NO_VALUE), 1);
}

static void damaged_and_ragged_rows_are_counted_and_told(void **state) {
    (void)state;
    read_path(SAMPLES "example_damaged_row.csv");
    assert_int_equal(portfolio->rows.skipped, 1);
    assert_int_equal(line_found(HT_CODE_BAD_QUOTE), 5);
    assert_string_equal(at_line(6)->isin, "CNE100000PM8");
    read_path(SAMPLES "example_unclosed_quote.csv");
    assert_int_equal(line_found(HT_CODE_BAD_QUOTE), 4);
    assert_int_equal(portfolio->rows.read, portfolio->rows.positions + 2);
    read_path(SAMPLES "example_ragged_rows.csv");
    assert_int_equal(portfolio->position_count, 8);
    assert_int_equal(line_found(HT_CODE_RAGGED_ROW), 3);
    assert_amount(at_line(3)->weight_file_pct, NULL);
    // An unquoted comma moves every cell: nothing in the row can be trusted.
    read_text(GENERIC "Apple, Inc,US0378331005,1,5.00,50\nB,KYG875721634,1,5.00,50\n");
    assert_int_equal(portfolio->rows.skipped, 1);
    assert_int_equal(line_found(HT_CODE_BAD_ROW), 2);
    // A short row whose cells do not fit their columns lost one in the middle.
    read_text(UK "A,B,C,Equity,5,50,5,1,China,X,USD\nD,E,F,Equity,5,50,5,1,1,China,X,USD\n");
    assert_int_equal(portfolio->rows.skipped, 1);
    assert_int_equal(line_found(HT_CODE_BAD_ROW), 2);
}

static void the_first_row_of_a_hedged_fund_may_be_short(void **state) {
    (void)state;
    read_path(SAMPLES "example_ishares_us_currency_hedged.csv");
    assert_int_equal(line_found(HT_CODE_RAGGED_ROW), portfolio->positions[0].line);
    assert_int_equal(found(HT_CODE_REPEATED_TABLE), 1);
    assert_int_equal(portfolio->position_count, 6);
    assert_int_equal(portfolio->rows.read, portfolio->rows.positions + portfolio->rows.ignored);
    bool above = false, forward = false;
    for (size_t i = 0; i < portfolio->position_count; i++) {
        const struct ht_position *p = &portfolio->positions[i];
        above =
            above || (p->weight_file_pct.known && ht_decimal_cmp(p->weight_file_pct.number, ht_decimal_int(100)) > 0);
        forward = forward || (p->kind == HT_KIND_FORWARD && p->side == HT_SHORT);
    }
    assert_true(above && forward);
}

static void derivatives_and_cash_have_kind_and_side(void **state) {
    (void)state;
    read_text(US
              "MESH5,MSCI EMER MKT INDEX MAR 25,Cash and/or Derivatives,Futures,0.00,0.00,\"-8,561,355.00\",-159,1,-,"
              "Ice Futures U.S.,USD,1,USD,-\n"
              "USD,USD CASH,Cash and/or Derivatives,Cash,\"-99,211,485.31\",-0.64,\"-99,211,485.31\",1,1,United "
              "States,-,USD,1,USD,-\n"
              "USD,USD/THB,Cash and/or Derivatives,FX,-48.26,0.00,1,1,1,European Union,-,USD,1,USD,-\n"
              "X,COLL,Cash and/or Derivatives,Cash Collateral and Margins,5,0.00,5,5,1,-,-,USD,1,USD,-\n"
              "Y,ODD,Odd,Something Else,5,0.00,5,5,1,-,-,USD,1,USD,-\n"
              "IEMG,ISHARES CORE MSCI EMERGING ETF,Equity,Equity,5,0.00,5,5,1,-,-,USD,1,USD,-\n");
    assert_int_equal(at_line(2)->kind, HT_KIND_FUTURE);
    assert_int_equal(at_line(2)->side, HT_SHORT);
    assert_amount(at_line(2)->value, "0.00");
    assert_amount(at_line(2)->notional, "-8561355.00");
    assert_int_equal(at_line(3)->kind, HT_KIND_CASH);
    assert_int_equal(at_line(3)->side, HT_SHORT);
    assert_int_equal(at_line(4)->kind, HT_KIND_FORWARD);
    assert_int_equal(at_line(5)->kind, HT_KIND_CASH);
    assert_int_equal(at_line(6)->kind, HT_KIND_OTHER);
    assert_int_equal(at_line(7)->kind, HT_KIND_FUND);
    assert_int_equal(found(HT_CODE_BAD_CELL), 0);
}

static void swaps_without_weight_keep_their_notional(void **state) {
    (void)state;
    read_path(SAMPLES "example_ishares_us_mid_cap_2025b.csv");
    size_t swaps = 0, collateral = 0;
    for (size_t i = 0; i < portfolio->position_count; i++) {
        const struct ht_position *p = &portfolio->positions[i];
        if (p->kind == HT_KIND_SWAP) {
            swaps++;
            assert_true(p->notional.known);
            assert_false(p->weight_file_pct.known);
        }
        collateral += p->kind == HT_KIND_CASH && p->side == HT_SHORT;
    }
    assert_true(swaps > 0 && collateral > 0);
    assert_int_equal(found(HT_CODE_NO_WEIGHT), 1);
}

static void vanguard_prints_small_weights_as_below(void **state) {
    (void)state;
    read_path(SAMPLES "example_vanguard_us.csv");
    assert_string_equal(portfolio->fund.name, "Example Total World Stock ETF (EXTW) (sample)");
    assert_string_equal(portfolio->fund.currency, "USD");
    size_t below = 0, bonds = 0, cash = 0;
    for (size_t i = 0; i < portfolio->position_count; i++) {
        const struct ht_position *p = &portfolio->positions[i];
        below += p->weight_file_below;
        bonds += p->kind == HT_KIND_BOND;
        cash += p->kind == HT_KIND_CASH;
        assert_false(p->weight_file_below && p->weight_file_pct.known);
    }
    assert_true(below > 0 && bonds > 0 && cash > 0);
    assert_int_equal(portfolio->holdings_date.year, 2026);
    assert_int_equal(portfolio->holdings_date.day, 31);
}

static void fractions_become_percents_with_all_digits(void **state) {
    (void)state;
    read_text("Full name;ISIN;Weight\nA NPV;US0378331005;0,051580471\nB;KYG875721634;9,57458E-05\nC;;-0,5\n");
    assert_string_equal(portfolio->layout, "invesco_eu");
    assert_amount(at_line(2)->weight_file_pct, "5.1580471");
    assert_amount(at_line(3)->weight_file_pct, "0.00957458");
    assert_amount(at_line(4)->weight_file_pct, "-50.0");
    assert_int_equal(at_line(4)->side, HT_SHORT);
    assert_int_equal(found(HT_CODE_WEIGHTS_ONLY), 1);
}

static void german_and_swiss_numbers_are_read(void **state) {
    (void)state;
    read_path(SAMPLES "example_ishares_de.csv");
    assert_string_equal(portfolio->layout, "ishares_de");
    assert_amount(at_line(4)->value, "6288676.36");
    assert_amount(at_line(4)->weight_file_pct, "37.99");
    assert_int_equal(at_line(4)->kind, HT_KIND_EQUITY);
    assert_string_equal(at_line(6)->country, "KR");
    assert_int_equal(portfolio->holdings_date.month, 3);
    assert_int_equal(portfolio->holdings_date.day, 1);
    read_path(SAMPLES "example_ishares_ch.csv");
    assert_string_equal(portfolio->layout, "ishares_ch");
    assert_amount(at_line(4)->value, "7169179");
    assert_amount(at_line(4)->notional, "7169178.51");
}

static void missing_values_of_pacta_stay_absent(void **state) {
    (void)state;
    read_path(SAMPLES "example_pacta_portfolio.csv");
    assert_string_equal(portfolio->fund.investor, "Example Pension Fund (sample)");
    assert_int_equal(found(HT_CODE_NO_VALUE), 1);
    assert_amount(at_line(3)->quantity, NULL);
    assert_amount(at_line(5)->value, "302441.125");
    assert_null(portfolio->fund.currency);
    read_path(SAMPLES "example_pacta_empty.csv");
    assert_true(file.is_holdings);
    assert_int_equal(portfolio->position_count, 0);
    assert_int_equal(found(HT_CODE_NO_ROWS), 1);
}

static void a_position_without_any_amount_is_kept_and_told(void **state) {
    (void)state;
    read_text("Name,ISIN,Ticker,Country,Market Value\nA,US0378331005,AAPL,US,5.00\nPHARMALLY,,PH,KY,\n");
    assert_int_equal(portfolio->position_count, 2);
    assert_amount(at_line(3)->value, NULL);
    assert_int_equal(found(HT_CODE_NO_VALUE), 1);
}

static void an_lei_beside_a_derivative_may_be_the_other_partys(void **state) {
    (void)state;
    read_text("ISIN,Name,LEI,Asset Class,Market Value (USD)\nUS0378331005,APPLE,HWUPKR0MPOU8FGXBT394,Equity,5\n"
              ",INDEX SWAP,HWUPKR0MPOU8FGXBT394,Swap,5\n");
    assert_false(at_line(2)->lei_uncertain);
    assert_string_equal(at_line(3)->lei, "HWUPKR0MPOU8FGXBT394");
    assert_true(at_line(3)->lei_uncertain);
}

static void notionals_in_another_currency_are_left_out(void **state) {
    (void)state;
    read_text("ISIN,Name,Market Value (USD),Notional Value\nCNE100000PM8,HIKVISION SWAP,500,CNY 7000\n");
    assert_string_equal(at_line(2)->currency, "USD");
    assert_amount(at_line(2)->notional, NULL);
    assert_int_equal(line_found(HT_CODE_FOREIGN_NOTIONAL), 2);
}

static void kinds_and_sides_have_names(void **state) {
    (void)state;
    assert_string_equal(ht_kind_name(HT_KIND_EQUITY), "equity");
    assert_string_equal(ht_kind_name(HT_KIND_UNKNOWN), "unknown");
    assert_string_equal(ht_side_name(HT_SHORT), "short");
    assert_true(ht_kind_is_derivative(HT_KIND_SWAP));
    assert_false(ht_kind_is_derivative(HT_KIND_BOND));
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)
    const struct CMUnitTest tests[] = {
        TEST(amounts_keep_the_digits_of_the_file),
        TEST(tickers_that_lost_zeros_are_repaired_and_told),
        TEST(codes_beside_chinese_names_are_uncertain_tickers),
        TEST(cusips_are_repaired_or_reported),
        TEST(a_value_that_is_no_number_costs_its_row),
        TEST(damaged_and_ragged_rows_are_counted_and_told),
        TEST(the_first_row_of_a_hedged_fund_may_be_short),
        TEST(derivatives_and_cash_have_kind_and_side),
        TEST(swaps_without_weight_keep_their_notional),
        TEST(vanguard_prints_small_weights_as_below),
        TEST(fractions_become_percents_with_all_digits),
        TEST(german_and_swiss_numbers_are_read),
        TEST(missing_values_of_pacta_stay_absent),
        TEST(a_position_without_any_amount_is_kept_and_told),
        TEST(an_lei_beside_a_derivative_may_be_the_other_partys),
        TEST(notionals_in_another_currency_are_left_out),
        TEST(kinds_and_sides_have_names),
    };
#undef TEST
    return cmocka_run_group_tests(tests, make_directory, remove_directory);
}
