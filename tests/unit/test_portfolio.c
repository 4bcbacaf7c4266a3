// SPDX-License-Identifier: GPL-3.0-or-later
// Files to positions: amounts, identifiers, kinds, funds, dates, and what is said of every oddity.
#include "portfolio_files.h"

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

static void a_fund_is_read_when_it_is_asked_for(void **state) {
    (void)state;
    struct ht_error err = {HT_OK, ""};
    struct ht_holdings_files files;
    struct ht_portfolio asked;
    const char *path = ht_arena_format(arena, "%s/later.csv", directory);
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    fputs("Portfolio,Name,ISIN,Market value\nA,Apple,US0378331005,60\nB,SAP,DE0007164600,40\n"
          "A,ASML,NL0010273215,20\nB,Apple,US0378331005,a lot\n",
          out);
    fclose(out);
    const struct ht_read_options options = {.layouts = layouts, .later = true};
    assert_int_equal(ht_holdings_read(path, &options, arena, &files, &err), HT_OK);
    unlink(path);
    assert_int_equal(files.items[0].portfolio_count, 2);
    assert_string_equal(files.items[0].portfolios[1].fund.name, "B");
    assert_int_equal(files.items[0].portfolios[1].position_count, 0);
    assert_int_equal(files.items[0].portfolios[1].rows.read, 2);
    for (int time = 0; time < 2; time++) {
        ht_portfolio_read(&files.items[0], 1, arena, &asked);
        assert_int_equal(asked.position_count, 1);
        assert_int_equal(asked.positions[0].line, 3);
        assert_int_equal(count_of(&asked.findings, HT_CODE_BAD_NUMBER), 1);
    }
    ht_portfolio_read(&files.items[0], 0, arena, &asked);
    assert_int_equal(asked.position_count, 2);
    assert_int_equal(asked.positions[1].line, 4);
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

// Rows of one fund behind those of another lie in one array; what one fund leaves out must not shift the next one's.
static void funds_one_behind_the_other_keep_their_rows(void **state) {
    (void)state;
    static const size_t counts[] = {2, 3, 1};
    static const int64_t values[][3] = {{10, 20}, {30, 40, 50}, {60}};
    read_text("portfolio_name,name,isin,market_value,currency\n"
              "A,Apple,US0378331005,10,USD\nA,Microsoft,US5949181045,20,USD\n"
              "B,Apple,US0378331005,30,USD\nB,Microsoft,US5949181045,40,USD\nB,IBM,US4592001014,50,USD\n"
              "B,Sum of equities,,120,USD\nC,IBM,US4592001014,60,USD\nC,Sum of equities,,60,USD\n");
    assert_int_equal(file.portfolio_count, 3);
    for (size_t i = 0; i < 3; i++) {
        const struct ht_portfolio *fund = &file.portfolios[i];
        assert_int_equal(fund->position_count, counts[i]);
        assert_int_equal(fund->rows.positions, counts[i]);
        for (size_t k = 0; k < counts[i]; k++)
            assert_int_equal(ht_decimal_cmp(fund->positions[k].value.number, ht_decimal_int(values[i][k])), 0);
    }
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
        TEST(rows_of_a_table_that_is_not_counted_are_kept_apart),
        TEST(a_row_of_such_a_table_that_cannot_be_read_is_told_and_no_trouble),
        TEST(a_row_of_such_a_table_is_its_funds),
        TEST(a_file_may_not_say_its_currency),
        TEST(norges_bank_values_are_in_kroner_at_the_end_of_the_year),
        TEST(several_funds_in_one_file_are_kept_apart),
        TEST(a_fund_is_read_when_it_is_asked_for),
        TEST(many_funds_keep_their_rows),
        TEST(funds_one_behind_the_other_keep_their_rows),
        TEST(the_same_fault_in_every_row_is_shown_twenty_times_and_counted),
        TEST(a_line_of_totals_is_no_position),
        TEST(the_date_comes_from_the_file_then_its_name_then_the_option),
        TEST(a_broker_export_with_an_empty_header_is_read),
        TEST(net_assets_have_the_currency_they_are_printed_in),
        TEST(values_printed_in_another_currency_have_none),
        TEST(a_printed_currency_goes_before_that_of_trading),
        TEST(net_assets_are_taken_when_the_file_states_them),
        TEST(what_is_no_holdings_file_is_named),
        TEST(an_unknown_encoding_is_a_failure),
        TEST(every_row_of_every_sample_is_accounted_for),
        TEST(a_real_export_is_read_to_the_last_digit),
    };
#undef TEST
    return cmocka_run_group_tests(tests, make_directory, remove_directory);
}
