// SPDX-License-Identifier: GPL-3.0-or-later
// What exports do besides holding positions: tables printed twice, pages, totals, headings, odd line ends.
#include "test_reading.h"

#define HEAD "Security,ISIN code,Value (USD),Weight %\n"
#define APPLE "Apple,US0378331005,600.00,60\n"
#define MICROSOFT "Microsoft,US5949181045,400.00,40\n"

static void assert_sum(const char *expected) {
    struct ht_amount sum = ht_amount_unknown();
    for (size_t i = 0; i < portfolio->position_count; i++)
        ht_amount_add(&sum, portfolio->positions[i].value);
    assert_amount(sum, expected);
}

static void a_table_printed_twice_counts_once(void **state) {
    (void)state;
    read_text(HEAD APPLE MICROSOFT "\n" HEAD APPLE MICROSOFT);
    assert_sum("1000.00");
    assert_int_equal(found(HT_CODE_REPEATED_TABLE), 1);
    // Without weights, and directly below.
    read_text("Security,ISIN code,Value (USD)\nA,,1.50\nB,,2.50\nSecurity,ISIN code,Value (USD)\nA,,1.50\nB,,2.50\n");
    assert_sum("4.00");
    assert_int_equal(line_found(HT_CODE_REPEATED_TABLE), 4);
    // In a layout whose tables are added.
    read_text("Holding Name,Ticker,Sector,Country code,% of net assets\nA,A,x,US,60%\nB,B,x,US,40%\n\n"
              "Holding Name,Ticker,Sector,Country code,% of net assets\nA,A,x,US,60%\nB,B,x,US,40%\n");
    assert_int_equal(portfolio->position_count, 2);
}

static void a_header_on_each_page_is_no_new_table(void **state) {
    (void)state;
    read_text(HEAD APPLE HEAD MICROSOFT);
    assert_sum("1000.00");
    assert_int_equal(portfolio->rows.ignored, 2);
    read_text("Security,ISIN code,Value (USD)\nA,,1.50\nB,,2.50\nSecurity,ISIN code,Value (USD)\nC,,1.00\nD,,2.00\n"
              "Security,ISIN code,Value (USD)\nE,,5.00\n");
    assert_sum("12.00");
    // Whole by itself: what follows looks through it.
    read_text("Security,ISIN code,Weight %\nFund A,,60.0\nFund B,,40.0\nSecurity,ISIN code,Weight %\nC,,50.0\n");
    assert_int_equal(portfolio->position_count, 2);
    assert_int_equal(found(HT_CODE_REPEATED_TABLE), 1);
}

static void lines_of_totals_check_the_sum(void **state) {
    (void)state;
    static const char *const totals[] = {
        "Total,,1000.00,100\n",       ",,1000.00,100\n",
        "Total holdings,,1000,100\n", "Summe,,1000.00,100\n",
        "Total général,,1000.00,\n",  "Totale:,,1000.00,100\n",
        "合计,,1000.00,100\n",        "Total equities,,1000.00,\n",
    };
    for (size_t i = 0; i < sizeof totals / sizeof *totals; i++) {
        read_text(ht_arena_format(arena, "%s%s%s%s", HEAD, APPLE, MICROSOFT, totals[i]));
        assert_sum("1000.00");
        assert_int_equal(line_found(HT_CODE_TOTAL_ROW), 4);
    }
    read_text(HEAD APPLE MICROSOFT "Total,,2000.00,100\n");
    assert_sum("1000.00");
    assert_int_equal(line_found(HT_CODE_BAD_ROW), 4);
    // Above the rows, and in sections.
    read_text(HEAD "Total,,1000.00,100\n" APPLE MICROSOFT);
    assert_sum("1000.00");
    assert_int_equal(found(HT_CODE_TOTAL_MISMATCH), 0);
    read_text(HEAD "Total,,1500.00,100\n" APPLE MICROSOFT);
    assert_int_equal(line_found(HT_CODE_TOTAL_MISMATCH), 2);
    read_text(HEAD APPLE "Subtotal,,600.00,60\n" MICROSOFT "Subtotal,,400.00,40\nTotal,,1000.00,100\n");
    assert_sum("1000.00");
    assert_int_equal(found(HT_CODE_TOTAL_ROW), 3);
    // A company may be called so.
    read_text(HEAD APPLE MICROSOFT "Total SA,,1000.50,\nTotal,FR0000120271,1000.00,\n");
    assert_sum("3000.50");
}

static void a_line_of_totals_may_come_before_all_positions(void **state) {
    (void)state;
    read_text("ASSET CLASS,NAME / KIND OF INVESTMENT ITEM,CURRENCY,SECURITY IDENTIFIER,VALUE(AUD),WEIGHTING(%)\n"
              "SUB TOTAL CASH,-,-,-,\"1,500.50\",15.00\n"
              "LISTED EQUITY,APPLE INC,USD,US0378331005,\"8,500.50\",85.00\n");
    assert_string_equal(portfolio->layout, "au_schedule8d");
    assert_int_equal(portfolio->rows.positions, 1);
    assert_int_equal(portfolio->rows.ignored, 2);
    assert_int_equal(line_found(HT_CODE_TOTAL_MISMATCH), 2);
}

static void a_line_of_totals_in_a_known_layout_is_left_out_when_it_adds_up(void **state) {
    (void)state;
    static const char head[] = "Ticker,Holding name,% of market value,Sector,Region,Market value,Shares\n";
    read_text(ht_arena_format(
        arena, "%sA,A Inc,60%%,x,US,US$6.00,1\nB,B Inc,40%%,x,US,US$4.00,1\n,Total,100%%,,,US$10.00,\n", head));
    assert_sum("10.00");
    read_text(ht_arena_format(
        arena, "%sA,A Inc,60%%,x,US,US$6.00,1\nB,B Inc,40%%,x,US,US$4.00,1\n,Total,10%%,,,US$1.00,\n", head));
    assert_sum("11.00");
}

static void a_line_of_totals_may_be_the_first_row_of_a_known_layout(void **state) {
    (void)state;
    struct ht_error err = {HT_OK, ""};
    const char *path = ht_arena_format(arena, "%s/own.ini", directory);
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    fputs("[layout]\ntitle = x\nrequires = Paper\ntotals = Sum of\n[columns]\nname = Paper\nvalue = Amount\n", out);
    fclose(out);
    assert_int_equal(ht_layouts_add_file(layouts, path, &err), HT_OK);
    unlink(path);
    read_text("Paper,Amount\nSum of all,5\nA,2\nB,3\n");
    assert_sum("5");
}
static void headings_among_the_rows_are_left_out(void **state) {
    (void)state;
    read_text(HEAD "Equities,,,\n" APPLE "Bonds,,,\n" MICROSOFT "United States,,,\nMicrosof,,,\n");
    assert_sum("1000.00");
    assert_int_equal(found(HT_CODE_HEADING), 2);
    assert_int_equal(portfolio->rows.skipped, 0); // the last two lines are below the last position: a footer
    read_text(HEAD APPLE "Microsof,,,\n" MICROSOFT);
    assert_int_equal(line_found(HT_CODE_BAD_ROW), 3);
}

static void line_ends_may_differ_and_the_last_may_lack(void **state) {
    (void)state;
    read_text("Security,ISIN code,Value (USD),Weight %\r\nApple,US0378331005,600.00,60\r"
              "Microsoft,US5949181045,400.00,40");
    assert_sum("1000.00");
    assert_int_equal(at_line(3)->line, 3);
}

static void blank_columns_and_lines_of_blanks_are_no_matter(void **state) {
    (void)state;
    read_text(
        ",,Security,,ISIN code,Value (USD),Weight %,,,\n,,Apple,,US0378331005,600.00,60,,,\n\xC2\xA0\n,,,,,,,,,\n"
        " ,,,,,,,,,\n,,Microsoft,,US5949181045,400.00,40,,,\n\xC2\xA0,,,,,,,,,\n");
    assert_sum("1000.00");
    assert_int_equal(portfolio->rows.skipped, 0);
}

static void amounts_are_read_as_they_are_written(void **state) {
    (void)state;
    read_text(
        "Security,ISIN code,Value (USD),Weight %\nApple,US0378331005,$4.0B,60.1\nMicrosoft,US5949181045,$14.4M,39.9\n"
        "US DOLLAR,,(2.50),<0.01%\nEuro,,-3,-7.56e-06\n");
    assert_amount(at_line(2)->value, "4000000000");
    assert_amount(at_line(3)->value, "14400000");
    assert_amount(at_line(4)->value, "-2.50");
    assert_true(at_line(4)->weight_file_below);
    assert_int_equal(at_line(5)->side, HT_SHORT);
    assert_amount(at_line(5)->weight_file_pct, "-0.00000756");
}

static void a_spreadsheet_turns_codes_and_dates_into_others(void **state) {
    (void)state;
    read_text("Name,CUSIP,ISIN,Market Value,Maturity\n"
              "INTUITIVE SURGICAL,4.612E+604,US46120E6023,1.00,10-Nov-94\n"
              "INTUITIVE SURGICAL,\xE2\x88\x9E"
              "E+00,US46120E6023,1.00,10-Nov-94\n"
              "INTUITIVE SURGICAL,46120E602,US46120E6023,1.00,2094-11-10\n"
              "APPLE,37833100,US0378331005,1.00,\n");
    assert_null(at_line(2)->cusip);
    assert_null(at_line(3)->cusip);
    assert_string_equal(at_line(2)->isin, "US46120E6023");
    assert_int_equal(found(HT_CODE_BAD_IDENTIFIER), 2);
    assert_string_equal(at_line(4)->cusip, "46120E602");
    assert_string_equal(at_line(5)->cusip, "037833100");
    assert_int_equal(line_found(HT_CODE_REPAIRED), 5);
}

static void a_line_may_end_in_the_date_of_the_holdings(void **state) {
    (void)state;
    static const char *const texts[] = {"Holdings as of 30 June 2025\n\n" HEAD APPLE MICROSOFT,
                                        "Verm\xC3\xB6gensaufstellung per 30.06.2025,,,\n" HEAD APPLE MICROSOFT,
                                        HEAD APPLE MICROSOFT "\nAs of 2025-06-30\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        read_text(texts[i]);
        assert_int_equal(portfolio->holdings_date.month, 6);
        assert_int_equal(portfolio->holdings_date.day, 30);
    }
    // One that can be read in two ways is not, and a line about something else is none.
    read_text("Holdings as of 05/06/2025\n" HEAD APPLE MICROSOFT);
    assert_int_equal(found(HT_CODE_BAD_DATE), 1);
    read_text("Founded 30 June 2025\n" HEAD APPLE MICROSOFT);
    assert_int_equal(found(HT_CODE_NO_DATE), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_table_printed_twice_counts_once),
        TEST(a_header_on_each_page_is_no_new_table),
        TEST(lines_of_totals_check_the_sum),
        TEST(a_line_of_totals_may_come_before_all_positions),
        TEST(a_line_of_totals_in_a_known_layout_is_left_out_when_it_adds_up),
        TEST(a_line_of_totals_may_be_the_first_row_of_a_known_layout),
        TEST(headings_among_the_rows_are_left_out),
        TEST(line_ends_may_differ_and_the_last_may_lack),
        TEST(blank_columns_and_lines_of_blanks_are_no_matter),
        TEST(amounts_are_read_as_they_are_written),
        TEST(a_line_may_end_in_the_date_of_the_holdings),
        TEST(a_spreadsheet_turns_codes_and_dates_into_others),
    };
    return cmocka_run_group_tests(tests, make_directory, remove_directory);
}
