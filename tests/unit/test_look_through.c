// SPDX-License-Identifier: GPL-3.0-or-later
// Looking through funds: what the parts are worth, what stays, and what is said.
#include "look_through.h"

#define HELD "IE00B9346255"

static const struct row five_hundred[] = {{.isin = HELD, .name = "A FUND", .value = "500", .kind = HT_KIND_FUND}};

/*
 * The case of PACTA's own test (pacta.portfolio.audit, tests/testthat/test-calculate_fund_portfolio.R): 500 in a fund
 * of 10,000,000; and what follows from it when a line of the file is missing, or is more than the fund.
 */
static void a_value_is_split_as_the_funds_values_are(void **state) {
    (void)state;
    static const struct {
        const char *last; // value of the last row of the file; NULL: the row is missing
        const char *part; // of the 500
        const char *rest; // NULL: none
        const char *effective;
    } cases[] = {
        {"400000", "20", NULL, "100"},
        {NULL, NULL, "20", "96"},
        {"1000000", "50", "-30", "100"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct row rows[] = {{.isin = "US956441AX76", .value = "3000000"},
                                   {.isin = "US25477GTF27", .value = "2000000"},
                                   {.isin = "US64971WS928", .value = "4000000"},
                                   {.isin = "US932423ST42", .value = "600000"},
                                   {.isin = "US594615AQ90", .value = cases[i].last}};
        struct ht_portfolio *scanned = FUND(NULL, NULL, "2019-12-31", five_hundred);
        size_t count = cases[i].last ? 5 : 4;
        LOOK(scanned, fund(HELD, "10000000", "2019-12-31", rows, count));
        assert_int_equal(looked.position_count, count + (cases[i].rest != NULL));
        assert_amount(at(0)->value, "150");
        assert_amount(at(1)->value, "100");
        assert_amount(at(2)->value, "200");
        assert_amount(at(3)->value, "30");
        if (cases[i].part)
            assert_amount(at(4)->value, cases[i].part);
        if (cases[i].rest) {
            const struct ht_position *rest = at(count);
            assert_amount(rest->value, cases[i].rest);
            assert_string_equal(rest->name, "A FUND");
            assert_int_equal(rest->kind, HT_KIND_FUND);
            assert_int_equal(rest->through->line, 0);
            assert_non_null(rest->opaque);
            assert_int_equal(rest->side, cases[i].rest[0] == '-' ? HT_SHORT : HT_LONG);
        }
        assert_int_equal(found(HT_CODE_ABOVE_NAV), i == 2);
        assert_amount(looked.look_through->coverage.effective_pct, cases[i].effective);
        assert_conserved(scanned);
    }
}

static void coverage_is_counted_as_pacta_counts_it(void **state) {
    (void)state;
    struct ht_fund_coverage coverage = ht_fund_coverage_of(amount("100"), amount("95"), amount("10"), amount("5"));
    assert_amount(coverage.effective_pct, "80");
    assert_amount(coverage.mapped_pct, "95");
    assert_amount(coverage.told_pct, "89.473684");
    assert_amount(coverage.lost_inside_pct, "5.882353");
    coverage = ht_fund_coverage_of(amount("0"), amount("0"), amount("0"), amount("0"));
    assert_amount(coverage.effective_pct, NULL);
    assert_amount(coverage.lost_inside_pct, NULL);
    coverage = ht_fund_coverage_of(amount("100"), ht_amount_unknown(), amount("0"), amount("0"));
    assert_amount(coverage.mapped_pct, NULL);
}

// The same figures out of rows: 5 in a fund without a file, 10 that a file does not tell, 5 in a fund inside it.
static void coverage_is_counted_over_rows(void **state) {
    (void)state;
    const struct row scanned[] = {{.isin = HELD, .value = "95", .kind = HT_KIND_FUND},
                                  {.name = "UNKNOWN ETF", .value = "5", .kind = HT_KIND_FUND},
                                  {.isin = "US0378331005", .value = "900"}};
    const struct row rows[] = {{.isin = "US5949181045", .value = "80"},
                               {.name = "ANOTHER ETF", .value = "5", .kind = HT_KIND_FUND}};
    LOOK(FUND(NULL, NULL, "2024-06-28", scanned), FUND(HELD, "95", "2024-06-28", rows));
    assert_amount(looked.look_through->coverage.effective_pct, "80");
    assert_amount(looked.look_through->coverage.mapped_pct, "95");
    assert_amount(looked.look_through->coverage.told_pct, "89.473684");
    assert_amount(looked.look_through->coverage.lost_inside_pct, "5.882353");
    assert_string_equal(looked.look_through->coverage_base, "value");
    assert_int_equal(looked.look_through->count, 3);
    assert_int_equal(found(HT_CODE_FUND_HELD), 2);
}

/*
 * A fund of weights alone that tells half of itself, and one without a file (the figures of raylee0718's
 * ETF-Lookthrough-Analyzer, src/lib/lookthrough.test.ts).
 */
static void weights_govern_where_there_are_no_values(void **state) {
    (void)state;
    const struct row scanned[] = {{.isin = HELD, .value = "50000", .weight = "62.5", .kind = HT_KIND_FUND},
                                  {.name = "0056", .value = "30000", .weight = "37.5", .kind = HT_KIND_FUND}};
    const struct row rows[] = {{.isin = "TW0002330008", .weight = "50"}};
    struct ht_portfolio *held = FUND(NULL, NULL, "2024-06-28", scanned);
    LOOK(held, FUND(HELD, NULL, "2024-06-28", rows));
    assert_int_equal(looked.position_count, 3);
    assert_amount(at(0)->value, "25000");
    assert_amount(at(0)->weight_file_pct, "31.25");
    assert_amount(at(0)->through->share, "0.5");
    assert_amount(at(1)->value, "25000");
    assert_amount(at(2)->value, "30000");
    assert_string_equal(at(2)->opaque, "no file of what it holds was given");
    assert_conserved(held);
}

// Values of a file without net assets whose own weights say that they are a part of the fund are not a whole.
static void a_part_of_a_fund_is_no_whole(void **state) {
    (void)state;
    const struct row rows[] = {{.isin = "TW0002330008", .value = "30", .weight = "6"},
                               {.isin = "US0378331005", .value = "20", .weight = "4"}};
    LOOK(FUND(NULL, NULL, "2024-06-28", five_hundred), FUND(HELD, NULL, "2024-06-28", rows));
    assert_amount(at(0)->value, "30");
    assert_amount(at(1)->value, "20");
    assert_amount(at(2)->value, "450");
}

// A row without a value beside others that have one, and one that tells no amount at all.
static void a_row_without_a_value_has_its_weight(void **state) {
    (void)state;
    const struct row rows[] = {{.isin = "TW0002330008", .value = "600"},
                               {.isin = "US0378331005", .weight = "12.5"},
                               {.isin = "US5949181045"}};
    struct ht_portfolio *scanned = FUND(NULL, NULL, "2024-06-28", five_hundred);
    LOOK(scanned, FUND(HELD, "1000", "2024-06-28", rows));
    assert_amount(at(0)->value, "300");
    assert_amount(at(1)->value, "62.5");
    assert_amount(at(2)->value, NULL);
    assert_amount(at(2)->through->share, NULL);
    assert_amount(at(3)->value, "137.5");
    assert_int_equal(found(HT_CODE_PART_CONSTITUENTS), 1);
    assert_conserved(scanned);
}

// Without net assets the sum of values is what the weights of the other rows leave.
static void values_of_some_rows_are_no_whole(void **state) {
    (void)state;
    const struct row rows[] = {{.isin = "TW0002330008", .value = "45"},
                               {.isin = "US5949181045", .value = "15", .weight = "14.9"},
                               {.isin = "US0378331005", .weight = "40"}};
    struct ht_portfolio *scanned = FUND(NULL, NULL, "2024-06-28", five_hundred);
    LOOK(scanned, FUND(HELD, NULL, "2024-06-28", rows));
    assert_int_equal(looked.position_count, 3);
    assert_amount(at(0)->value, "225");
    assert_amount(at(1)->value, "75");
    assert_amount(at(2)->value, "200");
    assert_conserved(scanned);
}

static void what_cannot_be_divided_is_said(void **state) {
    (void)state;
    static const struct {
        struct row rows[2];
        const char *why;
    } cases[] = {
        {{{.value = "5"}, {.value = "6", .currency = "EUR"}}, "its file mixes currencies and has no weights"},
        {{{.value = "5"}, {.value = "-5"}}, "the values of its file sum to nothing"},
        {{{.isin = "US0378331005"}, {.isin = "US5949181045"}}, "its file tells neither values nor weights"},
        {{{.value = "5"}, {.weight = "100"}}, "the weights of its rows without a value leave nothing for the others"},
        {{{.value = "99999999999999999999999999999999999999"}, {.value = "99999999999999999999999999999999999999"}},
         "the amounts of its file are too large"},
        {{{.value = "99999999999999999999999999999999999.999"}, {.value = "1"}},
         "the amounts of its file have too many digits"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ht_portfolio *scanned = FUND(NULL, NULL, NULL, five_hundred);
        LOOK(scanned, FUND(HELD, NULL, NULL, cases[i].rows));
        assert_int_equal(looked.position_count, 1);
        assert_amount(at(0)->value, "500");
        assert_true(ht_text_starts(at(0)->opaque, cases[i].why));
        assert_non_null(strstr(said(HT_CODE_FUND_HELD), cases[i].why));
        assert_null(at(0)->through);
    }
}

// Kept up to ten times the fund; beyond, its net assets cannot be those of these values.
static void a_fund_worth_a_tenth_of_its_rows_is_not_believed(void **state) {
    (void)state;
    const struct row rows[] = {{.isin = "US0378331005", .value = "1000"}};
    LOOK(FUND(NULL, NULL, NULL, five_hundred), FUND(HELD, "101", NULL, rows));
    assert_int_equal(looked.position_count, 2);
    LOOK(FUND(NULL, NULL, NULL, five_hundred), FUND(HELD, "99", NULL, rows));
    assert_int_equal(looked.position_count, 1);
    assert_true(ht_text_starts(at(0)->opaque, "the rows of its file are worth more than ten times the fund"));
}

// Mixed currencies with weights, and net assets in a currency that is not the rows'.
static void currencies_are_never_added(void **state) {
    (void)state;
    const struct row mixed[] = {{.isin = "US0378331005", .value = "500", .weight = "40"},
                                {.isin = "TW0002330008", .value = "90", .weight = "60", .currency = "EUR"}};
    LOOK(FUND(NULL, NULL, NULL, five_hundred), FUND(HELD, NULL, NULL, mixed));
    assert_amount(at(0)->value, "200");
    assert_amount(at(1)->value, "300");
    assert_string_equal(at(1)->currency, "USD");
    const struct row euros[] = {{.isin = "US0378331005", .value = "25", .currency = "EUR"},
                                {.isin = "TW0002330008", .value = "75", .currency = "EUR"}};
    LOOK(FUND(NULL, NULL, NULL, five_hundred), FUND(HELD, "1000", NULL, euros));
    assert_amount(at(0)->value, "125");
    assert_amount(at(1)->value, "375");
    assert_int_equal(looked.position_count, 2);
}

// A third of 1.00 each, in hundredths of a cent; of a yen; and as fine as the row itself is.
static void the_largest_remainder_goes_to_the_first_lines(void **state) {
    (void)state;
    const struct row rows[] = {{.isin = "US0378331005", .value = "1"},
                               {.isin = "US5949181045", .value = "1"},
                               {.isin = "TW0002330008", .value = "1"}};
    static const struct {
        const char *value, *currency, *parts[3];
    } cases[] = {
        {"1.00", "USD", {"0.3334", "0.3333", "0.3333"}},     {"2.00", "USD", {"0.6667", "0.6667", "0.6666"}},
        {"-1.00", "USD", {"-0.3333", "-0.3333", "-0.3334"}}, {"1", "JPY", {"0.34", "0.33", "0.33"}},
        {"0.000001", "USD", {"0.000001", "0", "0"}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct row held[] = {{.isin = HELD,
                                    .value = cases[i].value,
                                    .currency = cases[i].currency,
                                    .kind = HT_KIND_FUND,
                                    .side = cases[i].value[0] == '-' ? HT_SHORT : HT_LONG}};
        LOOK(FUND(NULL, NULL, NULL, held), FUND(HELD, NULL, NULL, rows));
        assert_int_equal(looked.position_count, 3);
        for (size_t k = 0; k < 3; k++)
            assert_amount(at(k)->value, cases[i].parts[k]);
    }
}

// Products of more than 38 digits; the parts were computed with fractions in another language.
static void large_amounts_are_split_exactly(void **state) {
    (void)state;
    const struct row held[] = {{.isin = HELD, .value = "123456789012345678.9012", .kind = HT_KIND_FUND}};
    const struct row rows[] = {{.isin = "US0378331005", .value = "12345678901234567890.12"},
                               {.isin = "US5949181045", .value = "5432109876543210987.65"},
                               {.isin = "TW0002330008", .value = "777.77"}};
    struct ht_portfolio *scanned = FUND(NULL, NULL, NULL, held);
    LOOK(scanned, FUND(HELD, "98765432109876543210.98", NULL, rows));
    assert_amount(at(0)->value, "15432098485918211.1300");
    assert_amount(at(1)->value, "6790137283803887.1729");
    assert_amount(at(2)->value, "0.9722");
    assert_amount(at(3)->value, "101234553242623579.6261");
    assert_conserved(scanned);
}

static void a_short_inside_a_fund_stays_short_and_a_short_fund_turns_it(void **state) {
    (void)state;
    const struct row rows[] = {
        {.isin = "US0378331005", .value = "120"},
        {.isin = "US5949181045", .value = "-20", .side = HT_SHORT},
        {.isin = "TW0002330008", .value = "0", .notional = "40", .kind = HT_KIND_SWAP},
    };
    for (int turned = 0; turned <= 1; turned++) {
        const struct row held[] = {{.isin = HELD,
                                    .value = turned ? "-10" : "10",
                                    .kind = HT_KIND_FUND,
                                    .side = turned ? HT_SHORT : HT_LONG}};
        struct ht_portfolio *scanned = FUND(NULL, NULL, NULL, held);
        LOOK(scanned, FUND(HELD, "100", NULL, rows));
        assert_amount(at(0)->value, turned ? "-12" : "12");
        assert_int_equal(at(0)->side, turned ? HT_SHORT : HT_LONG);
        assert_amount(at(1)->value, turned ? "2" : "-2");
        assert_int_equal(at(1)->side, turned ? HT_LONG : HT_SHORT);
        assert_amount(at(2)->value, "0");
        assert_amount(at(2)->notional, turned ? "-4" : "4");
        assert_int_equal(at(2)->side, turned ? HT_SHORT : HT_LONG);
        assert_int_equal(looked.position_count, 3);
        assert_conserved(scanned);
    }
}

static void a_derivative_on_a_fund_is_no_holding_of_it(void **state) {
    (void)state;
    const struct row held[] = {{.isin = HELD, .value = "7", .notional = "500", .kind = HT_KIND_SWAP}};
    const struct row rows[] = {{.isin = "US0378331005", .value = "1"}};
    LOOK(FUND(NULL, NULL, NULL, held), FUND(HELD, NULL, NULL, rows));
    assert_int_equal(looked.position_count, 1);
    assert_amount(at(0)->notional, "500");
    assert_non_null(strstr(said(HT_CODE_FUND_HELD), "derivative on a fund"));
    assert_null(looked.look_through->coverage_base);
}

// Circles of one and of two funds, and the scanned fund inside one that it holds.
static void a_fund_inside_itself_stays(void **state) {
    (void)state;
    static const char other[] = "IE00B4L5Y983";
    const struct row itself[] = {{.isin = "US0378331005", .value = "3"},
                                 {.isin = HELD, .name = "A FUND", .value = "1", .kind = HT_KIND_FUND}};
    struct ht_portfolio *scanned = FUND(NULL, NULL, NULL, five_hundred);
    LOOK(scanned, FUND(HELD, NULL, NULL, itself));
    assert_int_equal(looked.position_count, 2);
    assert_amount(at(0)->value, "375");
    assert_amount(at(1)->value, "125");
    assert_string_equal(at(1)->opaque, "it holds itself: " HELD " > " HELD);
    assert_int_equal(found(HT_CODE_FUND_CYCLE), 1);
    assert_int_equal(found(HT_CODE_FUND_HELD), 0);
    const struct row first[] = {{.isin = other, .value = "1", .kind = HT_KIND_FUND}};
    const struct row second[] = {{.isin = HELD, .value = "1", .kind = HT_KIND_FUND},
                                 {.isin = "US0378331005", .value = "1"}};
    LOOK(scanned, FUND(HELD, NULL, NULL, first), FUND(other, NULL, NULL, second));
    assert_int_equal(looked.position_count, 2);
    assert_string_equal(at(0)->opaque, "it holds itself: " HELD " > IE00B4L5Y983 > " HELD);
    assert_amount(at(0)->value, "250");
    assert_int_equal(at(0)->through->line, 2);
    assert_int_equal(at(0)->through->outer->line, 2);
    assert_conserved(scanned);
    struct ht_portfolio *self = FUND(HELD, NULL, NULL, first);
    LOOK(self, FUND(HELD, NULL, NULL, first), FUND(other, NULL, NULL, second));
    assert_string_equal(at(0)->opaque, "it holds itself: " HELD " > IE00B4L5Y983 > " HELD);
    assert_conserved(self);
}

static void funds_can_lie_deep_but_not_without_end(void **state) {
    (void)state;
    enum { DEPTH = HT_FUND_DEEPEST + 5 };
    const struct ht_portfolio *files[DEPTH + 1] = {NULL};
    for (int i = 0; i < DEPTH; i++) {
        const struct row next[] = {
            {.name = ht_arena_format(arena, "FUND %d", i + 1), .value = "9", .kind = HT_KIND_FUND},
            {.isin = "US0378331005", .value = "1"}};
        struct ht_portfolio *made = FUND(NULL, NULL, NULL, next);
        made->fund.name = ht_arena_format(arena, "Fund %d", i);
        files[i] = made;
    }
    const struct row held[] = {{.name = "FUND 0", .value = "1000000", .kind = HT_KIND_FUND}};
    struct ht_portfolio *scanned = FUND(NULL, NULL, NULL, held);
    look(scanned, files);
    assert_int_equal(looked.position_count, HT_FUND_DEEPEST + 1);
    assert_non_null(strstr(said(HT_CODE_FUND_HELD), "too many funds deep"));
    assert_conserved(scanned);
}

static void the_row_of_a_fund_is_kept_among_those_not_counted(void **state) {
    (void)state;
    const struct row rows[] = {{.isin = "US0378331005", .value = "1"}};
    struct ht_portfolio *scanned = FUND(NULL, NULL, NULL, five_hundred);
    const struct ht_position before = scanned->positions[0];
    LOOK(scanned, FUND(HELD, NULL, NULL, rows));
    assert_int_equal(looked.looked_through_count, 1);
    assert_string_equal(looked.looked_through[0].isin, HELD);
    assert_int_equal(scanned->looked_through_count, 0);
    // What was scanned is as it was.
    assert_ptr_equal(scanned->positions[0].isin, before.isin);
    assert_ptr_equal(scanned->positions[0].name, before.name);
    assert_int_equal(scanned->positions[0].kind, before.kind);
    assert_int_equal(ht_decimal_cmp(scanned->positions[0].value.number, before.value.number), 0);
    assert_null(scanned->positions[0].through);
    assert_int_equal(at(0)->line, 2);
    assert_int_equal(at(0)->through->line, 2);
    assert_ptr_equal(ht_through_outermost(at(0)->through), looked.look_through->funds[0]);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_value_is_split_as_the_funds_values_are),
        TEST(coverage_is_counted_as_pacta_counts_it),
        TEST(coverage_is_counted_over_rows),
        TEST(weights_govern_where_there_are_no_values),
        TEST(a_part_of_a_fund_is_no_whole),
        TEST(a_row_without_a_value_has_its_weight),
        TEST(values_of_some_rows_are_no_whole),
        TEST(what_cannot_be_divided_is_said),
        TEST(a_fund_worth_a_tenth_of_its_rows_is_not_believed),
        TEST(currencies_are_never_added),
        TEST(the_largest_remainder_goes_to_the_first_lines),
        TEST(large_amounts_are_split_exactly),
        TEST(a_short_inside_a_fund_stays_short_and_a_short_fund_turns_it),
        TEST(a_derivative_on_a_fund_is_no_holding_of_it),
        TEST(a_fund_inside_itself_stays),
        TEST(funds_can_lie_deep_but_not_without_end),
        TEST(the_row_of_a_fund_is_kept_among_those_not_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
