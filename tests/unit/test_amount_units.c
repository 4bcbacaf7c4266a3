// SPDX-License-Identifier: GPL-3.0-or-later
// Units of amounts, sides, underlyings and dates in files of no known layout: what is certain is read exactly, and
// what is not is said.
#include "test_reading.h"

#define ROWS "Apple Inc,US0378331005,1.5\nSAP SE,DE0007164600,2.5\n"

static void the_header_may_tell_the_unit(void **state) {
    (void)state;
    static const struct {
        const char *header, *value, *currency;
    } cases[] = {
        {"Market Value (EUR '000)", "1500", "EUR"},
        {"Kurswert TEUR", "1500", "EUR"},
        {"Kurswert in Mio. EUR", "1500000", "EUR"},
        {"Market Value (USD m)", "1500000", "USD"},
        {"Market value (GBX)", "0.015", "GBP"},
        {"Market value GBp", "0.015", "GBP"},
        {"Market value GBP", "1.5", "GBP"},
        {"\xE5\xB8\x82\xE5\x80\xBC\xEF\xBC\x88\xE4\xB8\x87\xE5\x85\x83\xEF\xBC\x89", "15000", NULL},
        {"Market value in thousands of EUR", "1500", "EUR"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        read_text(ht_arena_format(arena, "Name,ISIN,%s\n" ROWS, cases[i].header));
        assert_amount(at_line(2)->value, cases[i].value);
        if (cases[i].currency == NULL)
            assert_null(at_line(2)->currency);
        else
            assert_string_equal(at_line(2)->currency, cases[i].currency);
    }
    assert_int_equal(found(HT_CODE_THOUSANDS), 1);
}

static void a_line_above_may_tell_the_unit(void **state) {
    (void)state;
    static const struct {
        const char *line, *value; // NULL: the values are not read
    } cases[] = {
        {"(all amounts in EUR thousands)", "1500"},
        {"Bedragen x \xE2\x82\xAC 1.000", "1500"},
        {"(Amounts in US$'000 unless stated)", "1500"},
        {"Alle Betr\xC3\xA4ge in Tsd. EUR", "1500"},
        {"Betr\xC3\xA4ge in 1.000 EUR", "1500"},
        {"(expressed in millions)", "1500000"},
        {"(000s omitted)", "1500"},
        {"000 omitted", "1500"},
        {"Valeurs en milliers d'euros", "1500"},
        {"\xE5\x8D\x95\xE4\xBD\x8D\xEF\xBC\x9A\xE4\xB8\x87\xE5\x85\x83", "15000"},
        {"All amounts in this schedule of the investments of the fund at the end of its year are in EUR thousands",
         "1500"},
        // Figures of something else.
        {"Fund size: EUR 45 million", "1.5"},
        {"Fondsvolumen in Mio. EUR: 45.3", "1.5"},
        {"Minimum investment: EUR 1.000", "1.5"},
        {"Russell 1000 ETF", "1.5"},
        {"Fund size in EUR million,45.3", "1.5"},
        // What may be meant otherwise.
        {"Fund size in EUR million", NULL},
        {"Amounts in EUR M", NULL},
        {"All values in pence", NULL},
        {"Invests in 1000 companies", NULL},
        {"EUR million 2025", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        read_text(ht_arena_format(arena, "%s\nName,ISIN,Market value\n" ROWS, cases[i].line));
        assert_amount(at_line(3)->value, cases[i].value);
        assert_int_equal(found(HT_CODE_VALUE_UNIT), cases[i].value == NULL);
    }
}

static void a_row_below_the_header_may_hold_the_units(void **state) {
    (void)state;
    read_text("Wertpapier;ISIN;Kurs;Kurswert;Anteil\n;;EUR;in 1.000 EUR;%\nApple;US0378331005;2,5;1,5;37,5\n"
              "SAP;DE0007164600;2,5;2,5;62,5\n");
    assert_int_equal(portfolio->rows.skipped, 0);
    assert_amount(at_line(3)->value, "1500");
    assert_string_equal(at_line(3)->currency, "EUR");
    assert_amount(at_line(3)->weight_file_pct, "37.5");
}

static void a_currency_of_hundredths_is_told_by_its_case(void **state) {
    (void)state;
    read_text("Name,ISIN,CCY,Market value\nApple,US0378331005,GBP,100\nVodafone,GB00BH4HKS39,GBp,12345\n"
              "Naspers,ZAE000325783,ZAc,100\nTeva,IL0006290147,ILA,250\n");
    assert_amount(at_line(2)->value, "100");
    assert_amount(at_line(3)->value, "123.45");
    assert_string_equal(at_line(3)->currency, "GBP");
    assert_string_equal(at_line(4)->currency, "ZAR");
    assert_amount(at_line(5)->value, "2.50");
    assert_int_equal(found(HT_CODE_MINOR_UNIT), 3);
    // Quantity and price tell whether the value is in hundredths too.
    read_text("Name,ISIN,Quantity,Price,CCY,Market value\nVodafone,GB00BH4HKS39,100,250,GBp,250\n"
              "Vodafone,GB00BH4HKS39,100,250,GBp,25000\nVodafone,GB00BH4HKS39,100,250,GBp,7777\n");
    assert_amount(at_line(2)->value, "250");
    assert_amount(at_line(3)->value, "250.00");
    assert_amount(at_line(4)->value, NULL);
    assert_int_equal(found(HT_CODE_VALUE_UNIT), 1);
    assert_amount(at_line(2)->price, "2.50");
}

static void a_price_in_hundredths_does_not_divide_the_value(void **state) {
    (void)state;
    // By the header of the price, beside a currency cell that says it again.
    read_text("Name,ISIN,Quantity,Price (GBX),Currency,Market value\nVodafone,GB00BH4HKS39,100,250,GBX,250\n"
              "Vodafone,GB00BH4HKS39,100,250,GBX,25000\n");
    assert_amount(at_line(2)->price, "2.50");
    assert_amount(at_line(2)->value, "250");
    assert_amount(at_line(3)->value, "250.00");
    // A short position, of which only the value or only the quantity has a sign.
    read_text("Name,ISIN,Quantity,Price,Currency,Market value\nVodafone,GB00BH4HKS39,100,250,GBX,-250\n"
              "Vodafone,GB00BH4HKS39,-100,250,GBX,25000\n");
    assert_amount(at_line(2)->value, "-250");
    assert_amount(at_line(3)->value, "250.00");
    assert_int_equal(found(HT_CODE_VALUE_UNIT), 0);
}

static void quantity_and_price_speak_of_the_unit(void **state) {
    (void)state;
    read_text("Name,ISIN,Quantity,Price,Market value EUR\nApple,US0378331005,1200,95.5,114.60\n"
              "SAP,DE0007164600,2100,178.4,374.64\nASML,NL0010273215,350,865.1,302.79\n");
    assert_int_equal(found(HT_CODE_VALUE_UNIT), 1);
    assert_amount(at_line(2)->value, "114.60");
    // They speak against a line that says thousands.
    read_text("(in EUR thousands)\nName,ISIN,Quantity,Price,Market value\nApple,US0378331005,10,2,20\n"
              "SAP,DE0007164600,20,2,40\nASML,NL0010273215,30,2,60\n");
    assert_amount(at_line(3)->value, NULL);
    assert_int_equal(found(HT_CODE_VALUE_UNIT), 1);
}

static void the_value_in_the_currency_of_the_portfolio_counts(void **state) {
    (void)state;
    read_text("Name,ISIN,Ccy,Market Value,Market Value EUR\nApple,US0378331005,USD,110,100\n");
    assert_amount(at_line(2)->value, "100");
    assert_string_equal(at_line(2)->currency, "EUR");
    read_text("Libell\xC3\xA9;ISIN;Devise;Valorisation;Valorisation (devise du portefeuille)\n"
              "Apple;US0378331005;USD;110,00;100,00\n");
    assert_amount(at_line(2)->value, "100.00");
    assert_null(at_line(2)->currency);
}

static void a_position_called_short_is_negative(void **state) {
    (void)state;
    read_text("Name,ISIN,Long/Short,Market value\nApple,US0378331005,L,100\nSAP,DE0007164600,S,50\n"
              "ASML,NL0010273215,S,-25\n");
    assert_amount(at_line(2)->value, "100");
    assert_amount(at_line(3)->value, "-50");
    assert_amount(at_line(4)->value, "-25");
    assert_int_equal(at_line(3)->side, HT_SHORT);
    assert_int_equal(found(HT_CODE_BY_SIDE), 1);
    // Stocks, by a letter: nothing says that they are short.
    read_text("Name,ISIN,Type,Market value\nApple,US0378331005,S,100\nSAP,DE0007164600,S,50\n");
    assert_amount(at_line(2)->value, "100");
    assert_int_equal(found(HT_CODE_BY_SIDE), 0);
    read_text("Name,ISIN,Type,Market value\nApple,US0378331005,L,100\nSAP,DE0007164600,S,50\n");
    assert_amount(at_line(3)->value, "-50");
}

static void a_note_is_exposure_to_what_it_is_written_on(void **state) {
    (void)state;
    read_text("Security Name,ISIN,Underlying Name,Underlying ISIN,Market value\n"
              "Access product,XS0290358497,Hikvision,CNE100000PM8,100\nApple,US0378331005,,,50\n");
    assert_string_equal(at_line(2)->isin, "CNE100000PM8");
    assert_string_equal(at_line(2)->underlying_name, "Hikvision");
    assert_string_equal(at_line(3)->isin, "US0378331005");
    assert_int_equal(found(HT_CODE_UNUSED_ID), 0);
    // The same company under its long name keeps its own ISIN; a note on one that is only named has none of it.
    read_text("Name,ISIN,Underlying,Market value\nSAP,DE0007164600,SAP SE,100\n"
              "Access product,XS0290358497,Hikvision,50\n");
    assert_string_equal(at_line(2)->isin, "DE0007164600");
    assert_null(at_line(3)->isin);
    assert_string_equal(at_line(3)->underlying_name, "Hikvision");
    read_text("Name,ISIN,Related,Market value\nAccess product,XS0290358497,CNE100000PM8,100\n"
              "Apple,US0378331005,,50\n");
    assert_int_equal(found(HT_CODE_UNUSED_ID), 1);
}

static void the_isin_that_comes_again_is_the_funds(void **state) {
    (void)state;
    read_text("ISIN,Security ISIN,Security Name,Market value\nLU0290358497,US0378331005,Apple,100\n"
              "LU0290358497,DE0007164600,SAP,50\n");
    assert_string_equal(at_line(2)->isin, "US0378331005");
    assert_string_equal(at_line(3)->isin, "DE0007164600");
    assert_string_equal(portfolio->fund.id, "LU0290358497");
}

static void statements_of_two_dates_are_two_portfolios(void **state) {
    (void)state;
    read_text("Date,Name,ISIN,Market value\n2025-05-31,Apple,US0378331005,100\n2025-05-31,SAP,DE0007164600,50\n"
              "2025-06-30,Apple,US0378331005,110\n2025-06-30,SAP,DE0007164600,60\n");
    assert_int_equal(file.portfolio_count, 2);
    assert_int_equal(file.portfolios[0].holdings_date.month, 5);
    assert_int_equal(file.portfolios[1].holdings_date.month, 6);
    assert_int_equal(file.portfolios[1].position_count, 2);
    assert_int_equal(found(HT_CODE_SEVERAL_DATES), 1);
    // Dates that only differ from row to row make no statements.
    read_text("Date,Name,ISIN,Market value\n2025-05-31,Apple,US0378331005,100\n2025-05-30,SAP,DE0007164600,50\n");
    assert_int_equal(file.portfolio_count, 1);
    assert_int_equal(found(HT_CODE_DATE_CONFLICT), 1);
    // A total on top has no date and is no statement.
    read_text("Date,Name,ISIN,Market value\n,Total,,300\n2025-05-31,Apple,US0378331005,100\n"
              "2025-05-31,SAP,DE0007164600,50\n2025-06-30,Apple,US0378331005,100\n2025-06-30,SAP,DE0007164600,50\n");
    assert_int_equal(file.portfolio_count, 2);
    assert_int_equal(portfolio->position_count, 2);
}

static void weights_of_several_funds_are_weighed_apart(void **state) {
    (void)state;
    read_text("Portfolio,Name,ISIN,Weight\nA,Apple,US0378331005,60\nA,SAP,DE0007164600,40\n"
              "B,Apple,US0378331005,70\nB,SAP,DE0007164600,30\n");
    assert_amount(at_line(2)->weight_file_pct, "60");
    read_text("Name,ISIN,Weight\nA,US0378331005,100.50%\nB,DE0007164600,(0.50)%\nC,NL0010273215,(0.10%)\n");
    assert_amount(at_line(3)->weight_file_pct, "-0.50");
    assert_amount(at_line(4)->weight_file_pct, "-0.10");
    // One fund in percent and one in fractions: which, cannot be told of a single column.
    read_text("Portfolio,Name,ISIN,Weight\nA,Apple,US0378331005,60\nA,SAP,DE0007164600,40\n"
              "B,Apple,US0378331005,0.7\nB,SAP,DE0007164600,0.3\n");
    assert_amount(at_line(2)->weight_file_pct, NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_header_may_tell_the_unit),
        TEST(a_line_above_may_tell_the_unit),
        TEST(a_row_below_the_header_may_hold_the_units),
        TEST(a_currency_of_hundredths_is_told_by_its_case),
        TEST(a_price_in_hundredths_does_not_divide_the_value),
        TEST(quantity_and_price_speak_of_the_unit),
        TEST(the_value_in_the_currency_of_the_portfolio_counts),
        TEST(a_position_called_short_is_negative),
        TEST(a_note_is_exposure_to_what_it_is_written_on),
        TEST(the_isin_that_comes_again_is_the_funds),
        TEST(weights_of_several_funds_are_weighed_apart),
        TEST(statements_of_two_dates_are_two_portfolios),
    };
    return cmocka_run_group_tests(tests, make_directory, remove_directory);
}
