// SPDX-License-Identifier: GPL-3.0-or-later
// Files to positions: amounts, identifiers, kinds, funds, dates, and what is said of every oddity.
#include <dirent.h>

#include "test_reading.h"

#define SAMPLES "holdings_samples/"
#define CORPUS "../shared/holdings/"

#define GENERIC "Holding,ISIN,Shares,Value (USD),Weight %\n"
#define US                                                                                                           \
    "Ticker,Name,Sector,Asset Class,Market Value,Weight (%),Notional Value,Shares,Price,Location,Exchange,Currency," \
    "FX Rate,Market Currency,Accrual Date\n"
#define UK                                                                                                           \
    "Ticker,Name,Sector,Asset Class,Market Value,Weight (%),Notional Value,Shares,Price,Location,Exchange,Market "   \
    "Currency\n"

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

static void rows_of_a_table_that_is_not_counted_are_kept_apart(void **state) {
    (void)state;
    read_path(SAMPLES "example_ishares_us_multi_asset.csv");
    assert_int_equal(portfolio->position_count, 6);
    assert_int_equal(portfolio->rows.positions, 6);
    assert_int_equal(portfolio->rows.ignored, 38);
    assert_int_equal(portfolio->looked_through_count, 15);
    const struct ht_position *p = &portfolio->looked_through[8];
    assert_string_equal(p->isin, "CNE100000PM8");
    assert_string_equal(p->ticker, "002415");
    assert_amount(p->value, "10996.82");
    assert_int_equal(p->line, 36);
    assert_int_equal(p->table_line, 27);
    for (size_t i = 0; i < portfolio->position_count; i++)
        assert_int_equal(portfolio->positions[i].table_line, 0);
}

static void a_row_of_such_a_table_that_cannot_be_read_is_told_and_no_trouble(void **state) {
    (void)state;
    read_text(US "IEMG,SOME FUND,ETFs,Equity,5,100.00,5,5,1,-,-,USD,1,USD,-\n"
                 "\n" US "A,FIRST,IT,Equity,many,60.00,3,3,1,China,-,USD,1,CNY,-\n"
                 "B,SECOND,IT,Equity,2,40.00,2,2,1,China,-,USD,1,CNY,-\n");
    assert_int_equal(portfolio->position_count, 1);
    assert_int_equal(portfolio->rows.skipped, 0);
    assert_int_equal(portfolio->rows.read, portfolio->rows.positions + portfolio->rows.ignored);
    assert_int_equal(portfolio->looked_through_count, 1);
    assert_string_equal(portfolio->looked_through[0].name, "SECOND");
    assert_int_equal(found(HT_CODE_BAD_NUMBER), 0);
    assert_int_equal(found(HT_CODE_REPEATED_TABLE), 1);
    assert_int_equal(line_found(HT_CODE_UNREAD_UNCOUNTED), 5);
    const struct ht_finding *last = &portfolio->findings.items[portfolio->findings.count - 1];
    assert_non_null(strstr(last->message, "in a table that is not counted: the value \"many\" is no number"));
}

static void a_row_of_such_a_table_is_its_funds(void **state) {
    (void)state;
    static const char header[] = "Fund name,Holding,ISIN,Shares,Value (USD),Weight %\n";
    read_text(ht_arena_format(arena,
                              "%sFirst,A FUND ETF,US46434G1031,1,60,60\nSecond,B FUND ETF,US4642872000,1,40,40\n%s"
                              "Second,HIKVISION,CNE100000PM8,1,50,50\nThird,DAHUA,CNE100000BJ4,1,30,30\n",
                              header, header));
    assert_int_equal(file.portfolio_count, 2);
    assert_int_equal(file.portfolios[1].looked_through_count, 1);
    assert_string_equal(file.portfolios[1].looked_through[0].isin, "CNE100000PM8");
    // A fund that the first table does not have makes none.
    assert_int_equal(file.portfolios[0].looked_through_count, 1);
    assert_string_equal(file.portfolios[0].looked_through[0].isin, "CNE100000BJ4");
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

static void a_file_may_not_say_its_currency(void **state) {
    (void)state;
    read_path(SAMPLES "example_ishares_uk_2025.csv");
    assert_null(portfolio->fund.currency);
    assert_null(portfolio->positions[0].currency);
    assert_string_equal(portfolio->positions[0].trade_currency, "TWD");
    assert_int_equal(found(HT_CODE_NO_CURRENCY), 1);
    // A bare dollar sign is the dollar of several countries.
    read_text("Security name,Ticker,Shares,Market Value,% of Net Assets\n"
              "Evolution Mining Ltd,EVN AU,\"9,110,661\",\"$35,531,577.90\",99.92%\n"
              "Other/Cash, -- , -- ,\"$1,807,304.27\",0.08%\n");
    assert_null(at_line(2)->currency);
    assert_string_equal(at_line(2)->ticker, "EVN");
    assert_null(at_line(3)->ticker);
    assert_amount(at_line(3)->quantity, NULL);
    assert_amount(at_line(3)->value, "1807304.27");
    assert_int_equal(found(HT_CODE_NO_CURRENCY), 1);
    // VanEck Australia's is known.
    read_text("Number,Security name,ASX code,Shares,Market Value,% of Net Assets\n"
              "1,Evolution Mining Ltd,EVN AU,\"9,110,661\",\"$35,531,577.90\",99.92%\n");
    assert_string_equal(at_line(2)->currency, "AUD");
    read_text("Ticker,Holding name,% of market value,Market value\nNVDA,NVIDIA Corp,4.5995%,\"US$3,362.80\"\n");
    assert_string_equal(at_line(2)->currency, "USD");
    assert_int_equal(found(HT_CODE_NO_CURRENCY), 0);
}

static void norges_bank_values_are_in_kroner_at_the_end_of_the_year(void **state) {
    (void)state;
    read_path(SAMPLES "example_EQ_2019_Country.csv");
    assert_string_equal(portfolio->layout, "nbim_eq");
    assert_string_equal(portfolio->holdings_date_basis, "file-name");
    assert_int_equal(portfolio->holdings_date.year, 2019);
    assert_string_equal(portfolio->positions[0].currency, "NOK");
    assert_amount(at_line(5)->value, "604118227");
    assert_int_equal(at_line(5)->kind, HT_KIND_EQUITY);
    assert_string_equal(at_line(3)->incorporation, "KY");
    read_path(SAMPLES "example_FI_2019_Country.csv");
    assert_int_equal(portfolio->positions[0].kind, HT_KIND_BOND);
}

static void several_funds_in_one_file_are_kept_apart(void **state) {
    (void)state;
    read_text("Fund Ticker,Security Identifier,Holding Ticker,Shares/Par Value,MarketValue,Weight,Name,Class of "
              "Shares,Sector,Date\nQQQ,037833100,AAPL ,1,\"10.00\",60.0,Apple,Common Stock,IT,01/13/2023\n"
              "PGJ,,BIDU ,1,20.00,100.0,Baidu,Depository Receipt,IT,01/14/2023\n"
              "QQQ,594918104,MSFT ,1,30.00,40.0,Microsoft,Common Stock,IT,01/13/2023\n");
    assert_int_equal(file.portfolio_count, 2);
    assert_string_equal(file.portfolios[0].fund.id, "QQQ");
    assert_string_equal(file.portfolios[1].fund.id, "PGJ");
    assert_int_equal(file.portfolios[0].position_count, 2);
    assert_int_equal(file.portfolios[0].positions[1].line, 4);
    assert_int_equal(file.portfolios[1].position_count, 1);
    assert_int_equal(file.portfolios[0].rows.read, 3);
    assert_int_equal(file.portfolios[1].rows.read, 1);
    assert_int_equal(file.portfolios[1].holdings_date.day, 14);
    assert_int_equal(found(HT_CODE_SEVERAL_FUNDS), 1);
    assert_string_equal(at_line(2)->cusip, "037833100");
    assert_string_equal(at_line(2)->ticker, "AAPL");
    assert_int_equal(at_line(3)->kind, HT_KIND_EQUITY);
}

static void many_funds_keep_their_rows(void **state) {
    (void)state;
    struct ht_buffer text = {0};
    ht_buffer_string(&text, "investor_name,portfolio_name,isin,market_value,currency\n");
    for (int i = 0; i < 200; i++)
        ht_buffer_format(&text, "Acme,P%d,US0378331005,%d,USD\n", i % 50, i);
    read_text(text.data);
    ht_buffer_free(&text);
    assert_int_equal(file.portfolio_count, 50);
    for (size_t i = 0; i < 50; i++) {
        assert_int_equal(file.portfolios[i].position_count, 4);
        assert_string_equal(file.portfolios[i].fund.name, ht_arena_format(arena, "P%zu", i));
        assert_string_equal(file.portfolios[i].fund.investor, "Acme");
    }
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

static void the_same_fault_in_every_row_is_shown_twenty_times_and_counted(void **state) {
    (void)state;
    struct ht_buffer text = {0};
    ht_buffer_string(&text, GENERIC);
    for (int i = 0; i < 70; i++)
        ht_buffer_string(&text, "X,US0378331006,1,5.00,1\n");
    read_text(text.data);
    ht_buffer_free(&text);
    assert_int_equal(found(HT_CODE_BAD_IDENTIFIER), 21);
    const struct ht_finding *last = NULL;
    for (size_t i = 0; i < portfolio->findings.count; i++)
        last = portfolio->findings.items[i].code == HT_CODE_BAD_IDENTIFIER ? &portfolio->findings.items[i] : last;
    assert_int_equal(last->line, 0);
    assert_non_null(strstr(last->message, "50 more"));
    assert_int_equal(portfolio->position_count, 70);
}

static void a_line_of_totals_is_no_position(void **state) {
    (void)state;
    read_path(SAMPLES "example_generic_total_row.csv");
    assert_int_equal(portfolio->position_count, 9);
    assert_int_equal(found(HT_CODE_TOTAL_ROW), 1);
    read_text(GENERIC "A,US0378331005,1,5.00,50\nB,KYG875721634,1,5.00,50\n,,,10.00,100\n");
    assert_int_equal(portfolio->position_count, 2);
    // The oil company has an identifier; a row called so that adds nothing up cannot be believed.
    read_text(GENERIC "A,US0378331005,1,5.00,50\nB,KYG875721634,1,5.00,50\nTotal,FR0000120271,1,10.00,50\n");
    assert_int_equal(portfolio->position_count, 3);
    read_text(GENERIC "A,US0378331005,1,5.00,50\nB,KYG875721634,1,5.00,50\nTotal,,1,77.00,50\n");
    assert_int_equal(portfolio->rows.skipped, 1);
    assert_int_equal(found(HT_CODE_BAD_ROW), 1);
}

static void the_date_comes_from_the_file_then_its_name_then_the_option(void **state) {
    (void)state;
    struct ht_date option = ht_date_of(2020, 1, 31);
    read_path_dated(SAMPLES "example_ishares_uk_2025.csv", option);
    assert_string_equal(portfolio->holdings_date_basis, "file");
    assert_int_equal(portfolio->holdings_date.year, 2025);
    read_path_dated(SAMPLES "example_EQ_2019_Country.csv", option);
    assert_string_equal(portfolio->holdings_date_basis, "file-name");
    read_path_dated(SAMPLES "example_ssga_au.csv", option);
    assert_string_equal(portfolio->holdings_date_basis, "option");
    assert_int_equal(portfolio->holdings_date.day, 31);
    read_path(SAMPLES "example_ssga_au.csv");
    assert_null(portfolio->holdings_date_basis);
    assert_int_equal(found(HT_CODE_NO_DATE), 1);
    read_text("Date,Name,ISIN,Value (USD)\n03/04/2021,A,US0378331005,5\n");
    assert_int_equal(found(HT_CODE_BAD_DATE), 1);
    assert_int_equal(found(HT_CODE_NO_DATE), 1);
    read_text("Date,Name,ISIN,Value (USD)\n2021-04-03,A,US0378331005,5\n2021-04-04,B,KYG875721634,5\n");
    assert_int_equal(line_found(HT_CODE_DATE_CONFLICT), 3);
    assert_int_equal(portfolio->holdings_date.day, 3);
    read_text("As of;1970-01-01\nName;ISIN;Value (USD)\nA;US0378331005;5\n");
    assert_int_equal(portfolio->holdings_date.year, 0);
}

static void a_broker_export_with_an_empty_header_is_read(void **state) {
    (void)state;
    read_text("Product,Symbool/ISIN,Aantal,Slotkoers,Lokale waarde,,Waarde in EUR\n"
              "TENCENT HOLDINGS,KYG875721634,100,\"47,10\",HKD,\"4776,98\",\"510,25\"\n"
              "CASH & CASH FUND & FTX CASH (EUR),,,,EUR,\"12,00\",\"12,00\"\n");
    assert_string_equal(at_line(2)->isin, "KYG875721634");
    assert_amount(at_line(2)->value, "510.25");
    assert_string_equal(at_line(2)->currency, "EUR");
    assert_amount(at_line(2)->quantity, "100");
    assert_amount(at_line(3)->value, "12.00");
}

static void a_position_without_any_amount_is_kept_and_told(void **state) {
    (void)state;
    read_text("Name,ISIN,Ticker,Country,Market Value\nA,US0378331005,AAPL,US,5.00\nPHARMALLY,,PH,KY,\n");
    assert_int_equal(portfolio->position_count, 2);
    assert_amount(at_line(3)->value, NULL);
    assert_int_equal(found(HT_CODE_NO_VALUE), 1);
}

static void net_assets_have_the_currency_they_are_printed_in(void **state) {
    (void)state;
    read_text("Net assets:,EUR 1000\n" GENERIC "HIKVISION,CNE100000PM8,1,500,50\n");
    assert_amount(portfolio->fund.net_assets, "1000");
    assert_string_equal(portfolio->fund.currency, "EUR");
    assert_string_equal(portfolio->positions[0].currency, "USD");
}

static void values_printed_in_another_currency_have_none(void **state) {
    (void)state;
    read_text(GENERIC "HIKVISION,CNE100000PM8,1,EUR 500,50\nAPPLE,US0378331005,1,USD 500,50\n");
    assert_amount(at_line(2)->value, "500");
    assert_null(at_line(2)->currency);
    assert_int_equal(line_found(HT_CODE_NO_CURRENCY), 2);
    assert_string_equal(at_line(3)->currency, "USD");
}

static void a_printed_currency_goes_before_that_of_trading(void **state) {
    (void)state;
    read_text("ISIN,Name,Currency,Market Value\nCNE100000PM8,HIKVISION,CNY,EUR 500\n");
    assert_string_equal(at_line(2)->currency, "EUR");
    assert_string_equal(at_line(2)->trade_currency, "CNY");
    assert_int_equal(found(HT_CODE_NO_CURRENCY), 0);
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

static void net_assets_are_taken_when_the_file_states_them(void **state) {
    (void)state;
    read_text("Fund;F;;\nNet assets;1.234.567,89;;\nName;ISIN;Kurswert;Anteil in %\nA;US0378331005;5,25;1,00\n");
    assert_amount(portfolio->fund.net_assets, "1234567.89");
    assert_string_equal(portfolio->fund.name, "F");
    read_text("Name;ISIN;Kurswert;Anteil in %\nA;US0378331005;5,25;1,00\n");
    assert_amount(portfolio->fund.net_assets, NULL);
}

static void what_is_no_holdings_file_is_named(void **state) {
    (void)state;
    read_path(SAMPLES "mixed/download.csv");
    assert_false(file.is_holdings);
    assert_int_equal(found(HT_CODE_NOT_HOLDINGS), 1);
    assert_non_null(strstr(file.findings.items[0].message, "HTML"));
    read_path(SAMPLES "mixed/README.txt");
    assert_false(file.is_holdings);
    assert_int_equal(found(HT_CODE_UNKNOWN_LAYOUT), 1);
    read_path("/nowhere/x.csv");
    assert_int_equal(found(HT_CODE_UNREADABLE), 1);
    assert_non_null(strstr(file.findings.items[0].message, "No such file"));
    assert_null(strstr(file.findings.items[0].message, "/nowhere"));
    read_text("");
    assert_int_equal(found(HT_CODE_EMPTY_FILE), 1);
    read_text("{\"positions\": []}");
    assert_int_equal(found(HT_CODE_NOT_HOLDINGS), 1);
    assert_null(portfolio);
}

static void an_unknown_encoding_is_a_failure(void **state) {
    (void)state;
    struct ht_error err = {HT_OK, ""};
    struct ht_read_options options = {.layouts = layouts, .encoding = "no-such"};
    struct ht_holdings_files files;
    assert_int_equal(ht_holdings_read(SAMPLES "example_ssga_au.csv", &options, arena, &files, &err), HT_ERR_USAGE);
}

static void kinds_and_sides_have_names(void **state) {
    (void)state;
    assert_string_equal(ht_kind_name(HT_KIND_EQUITY), "equity");
    assert_string_equal(ht_kind_name(HT_KIND_UNKNOWN), "unknown");
    assert_string_equal(ht_side_name(HT_SHORT), "short");
    assert_true(ht_kind_is_derivative(HT_KIND_SWAP));
    assert_false(ht_kind_is_derivative(HT_KIND_BOND));
}

static void every_row_of_every_sample_is_accounted_for(void **state) {
    (void)state;
    DIR *samples = opendir(SAMPLES);
    assert_non_null(samples);
    size_t files = 0;
    for (struct dirent *entry = readdir(samples); entry != NULL; entry = readdir(samples)) {
        size_t len = strlen(entry->d_name);
        if (len < 5 || strncmp(entry->d_name, "example_", 8) != 0 || strcmp(entry->d_name + len - 4, ".csv") != 0)
            continue;
        read_path(ht_arena_format(arena, SAMPLES "%s", entry->d_name));
        assert_true(file.is_holdings);
        for (size_t i = 0; i < file.portfolio_count; i++) {
            const struct ht_row_counts *rows = &file.portfolios[i].rows;
            assert_int_equal(rows->read, rows->positions + rows->skipped + rows->ignored);
            assert_int_equal(rows->positions, file.portfolios[i].position_count);
        }
        files++;
    }
    closedir(samples);
    assert_true(files >= 20);
}

static void a_real_export_is_read_to_the_last_digit(void **state) {
    (void)state;
    if (access(CORPUS "ishares_us/JanAbe__IEMG_holdings.csv", R_OK) != 0) {
        print_message("skipped: " CORPUS " is not there\n");
        skip();
    }
    read_path(CORPUS "ishares_us/JanAbe__IEMG_holdings.csv");
    struct ht_amount sum = ht_amount_unknown();
    size_t printed_zero = 0;
    for (size_t i = 0; i < portfolio->position_count; i++) {
        const struct ht_position *p = &portfolio->positions[i];
        assert_true(ht_amount_add(&sum, p->value));
        printed_zero += p->weight_file_pct.known && ht_decimal_sign(p->weight_file_pct.number) == 0;
    }
    assert_int_equal(portfolio->position_count, 2509);
    assert_amount(sum, "56714691548.62");
    assert_amount(at_line(403)->value, "25883836.92");
    assert_string_equal(at_line(403)->isin, "CNE100000PM8");
    assert_string_equal(at_line(863)->isin, "CNE100000B81");
    assert_string_equal(at_line(1147)->isin, "CNE100000BJ4");
    assert_true(printed_zero >= 486);
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
        TEST(rows_of_a_table_that_is_not_counted_are_kept_apart),
        TEST(a_row_of_such_a_table_that_cannot_be_read_is_told_and_no_trouble),
        TEST(a_row_of_such_a_table_is_its_funds),
        TEST(swaps_without_weight_keep_their_notional),
        TEST(vanguard_prints_small_weights_as_below),
        TEST(fractions_become_percents_with_all_digits),
        TEST(german_and_swiss_numbers_are_read),
        TEST(a_file_may_not_say_its_currency),
        TEST(norges_bank_values_are_in_kroner_at_the_end_of_the_year),
        TEST(several_funds_in_one_file_are_kept_apart),
        TEST(many_funds_keep_their_rows),
        TEST(missing_values_of_pacta_stay_absent),
        TEST(the_same_fault_in_every_row_is_shown_twenty_times_and_counted),
        TEST(a_line_of_totals_is_no_position),
        TEST(the_date_comes_from_the_file_then_its_name_then_the_option),
        TEST(a_broker_export_with_an_empty_header_is_read),
        TEST(a_position_without_any_amount_is_kept_and_told),
        TEST(net_assets_have_the_currency_they_are_printed_in),
        TEST(values_printed_in_another_currency_have_none),
        TEST(a_printed_currency_goes_before_that_of_trading),
        TEST(an_lei_beside_a_derivative_may_be_the_other_partys),
        TEST(notionals_in_another_currency_are_left_out),
        TEST(net_assets_are_taken_when_the_file_states_them),
        TEST(what_is_no_holdings_file_is_named),
        TEST(an_unknown_encoding_is_a_failure),
        TEST(kinds_and_sides_have_names),
        TEST(every_row_of_every_sample_is_accounted_for),
        TEST(a_real_export_is_read_to_the_last_digit),
    };
#undef TEST
    return cmocka_run_group_tests(tests, make_directory, remove_directory);
}
