// SPDX-License-Identifier: GPL-3.0-or-later
// The bounds of an exposure: what widens them, what is expected between them, and how sure that is.
#include "small_account.h"

#define N(rows) (sizeof(rows) / sizeof *(rows))

static struct small_reference group(void) {
    struct small_reference small = small_new();
    small_graph(&small, "listed 60 child; listed 40-60 ranged; listed 40-60 ranged2; listed 43-58 fifteenths");
    small_entity(&small, "twin", "company");
    small_row(&small, SMALL_LISTS, "L,A list,An authority,US,list,,,,,");
    small_row(&small, SMALL_DESIGNATIONS,
              "L,listed,LISTED LTD,military,2020-01-01,,,,in_force,,a citation,official,s");
    small_row(&small, SMALL_DESIGNATIONS, "L,twin,TWIN LTD,military,2020-01-01,,,,in_force,,a citation,official,s");
    small_open(&small);
    return small;
}

static struct small_fund account_of(struct small_reference *small, const struct small_holding *rows, size_t count) {
    struct small_fund fund = {.screen = small_screen(small, "", "L")};
    struct small_fund *kept = ht_arena_alloc(small->arena, sizeof *kept); // what the account points into
    *kept = fund;
    strcpy(kept->portfolio.sha256, "0123");
    small_account(small, kept, rows, count);
    return *kept;
}

static void expect_interval(const struct ht_interval *interval, const char *least, const char *most,
                            const char *expected, const char *low, const char *high) {
    expect_amount(interval->at_least_pct, least);
    expect_amount(interval->at_most_pct, most);
    expect_amount(interval->expected_pct, expected);
    expect_amount(interval->low_pct, low);
    expect_amount(interval->high_pct, high);
}

// What the reasons widen adds up to the distance of the bounds.
static void expect_explained(const struct ht_interval *interval) {
    struct ht_amount sum = ht_amount_of(ht_decimal_int(0));
    struct ht_decimal width;
    for (size_t i = 0; i < interval->reason_count; i++)
        assert_true(ht_amount_add(&sum, interval->reasons[i].widens_pct));
    assert_true(ht_decimal_sub(interval->at_most_pct.number, interval->at_least_pct.number, &width));
    assert_int_equal(ht_decimal_cmp(sum.number, width), 0);
}

static void nothing_open_is_one_number(void **state) {
    (void)state;
    struct small_reference small = group();
    const struct small_holding rows[] = {{.issuer = "listed", .value = "10", .currency = "USD"},
                                         {.value = "90", .comparable = true, .currency = "USD"}};
    struct small_fund fund = account_of(&small, rows, N(rows));
    expect_interval(&fund.account.interval, "10.000000", "10.000000", NULL, NULL, NULL);
    expect_explained(&fund.account.interval);
    small_close(&small);
}

// One match that is right three times in four: 30 % in three of four outcomes, 10 % in one.
static void a_match_is_expected_by_its_probability(void **state) {
    (void)state;
    struct small_reference small = group();
    const struct small_holding rows[] = {{.issuer = "listed", .value = "10", .currency = "USD"},
                                         {.candidate = "listed", .score = "0.75", .value = "20", .currency = "USD"},
                                         {.value = "70", .comparable = true, .currency = "USD"}};
    struct small_fund fund = account_of(&small, rows, N(rows));
    expect_interval(&fund.account.interval, "10.000000", "30.000000", "25.000000", "10.000000", "30.000000");
    assert_int_equal(fund.account.interval.draws, 0);
    assert_int_equal(fund.account.interval.expected_of, 1);
    expect_explained(&fund.account.interval);
    assert_string_equal(fund.account.interval.reasons[0].kind, "possible");
    expect_amount(fund.account.interval.reasons[0].widens_pct, "20.000000");
    small_close(&small);
}

// Two rows of one printed name are one company; two names are two.
static void rows_of_one_name_stand_and_fall_together(void **state) {
    (void)state;
    struct small_reference small = group();
    struct small_holding rows[] = {
        {.candidate = "listed", .name = "Listd", .score = "0.96", .value = "10", .currency = "USD"},
        {.candidate = "listed", .name = "Listd", .score = "0.94", .value = "10", .currency = "USD"},
        {.value = "80", .comparable = true, .currency = "USD"}};
    struct small_fund one = account_of(&small, rows, N(rows));
    expect_interval(&one.account.interval, "0.000000", "20.000000", "19.200000", "20.000000", "20.000000");
    rows[1].name = "Lsted";
    rows[1].score = "0.96";
    struct small_fund two = account_of(&small, rows, N(rows));
    // Both are right in 92.16 of a hundred outcomes, none in 0.16: 5 % lie at 10 or below.
    expect_interval(&two.account.interval, "0.000000", "20.000000", "19.200000", "10.000000", "20.000000");
    assert_int_equal(two.account.interval.expected_of, 2);
    small_close(&small);
}

static void a_range_counts_as_far_as_it_reaches(void **state) {
    (void)state;
    struct small_reference small = group();
    const struct small_holding rows[] = {{.issuer = "ranged", .value = "10", .currency = "USD"},
                                         {.issuer = "ranged", .value = "30", .currency = "USD"},
                                         {.value = "60", .comparable = true, .currency = "USD"}};
    struct small_fund fund = account_of(&small, rows, N(rows));
    // Half of "40 to 60 %" is a half or more.
    expect_interval(&fund.account.interval, "0.000000", "40.000000", "20.000000", "0.000000", "40.000000");
    assert_string_equal(fund.account.interval.reasons[0].kind, "open_tie");
    assert_int_equal(fund.account.interval.reasons[0].positions, 2);
    expect_explained(&fund.account.interval);
    small_close(&small);
}

// 8 of 15 points of "43 to 58 %" are a half or more: of all that is held, to the last digit.
static void a_chance_is_not_rounded_before_it_is_used(void **state) {
    (void)state;
    struct small_reference small = group();
    const struct small_holding rows[] = {{.issuer = "fifteenths", .value = "90", .currency = "USD"},
                                         {.value = "10", .comparable = true, .currency = "USD"}};
    struct small_fund fund = account_of(&small, rows, N(rows));
    expect_interval(&fund.account.interval, "0.000000", "90.000000", "48.000000", "0.000000", "90.000000");
    small_close(&small);
}

// Of two rows one tells no value: 100 % of what has one is not 100 % of the fund, and that is said.
static void a_row_without_a_value_is_in_neither_bound(void **state) {
    (void)state;
    struct small_reference small = group();
    const struct small_holding rows[] = {{.issuer = "child", .value = "60", .currency = "USD"},
                                         {.comparable = true, .currency = "USD"},
                                         {.comparable = true, .currency = "USD", .kind = HT_KIND_FUTURE}};
    struct small_fund fund = account_of(&small, rows, N(rows));
    const struct ht_interval *interval = &fund.account.interval;
    assert_true(interval->reason_count > 0);
    assert_string_equal(interval->reasons[0].kind, "without_value");
    assert_string_equal(interval->reasons[0].sentence.text,
                        "1 row has no value, and its share of the fund is in neither bound");
    expect_amount(interval->reasons[0].widens_pct, NULL);
    small_close(&small);
}

static void what_has_no_probability_is_not_expected(void **state) {
    (void)state;
    struct small_reference small = group();
    const struct small_holding rows[] = {
        {.candidate = "listed", .value = "20", .currency = "USD"},
        {.candidate = "twin", .name = "Twn", .score = "0.5", .value = "10", .currency = "USD"},
        {.value = "30", .kind = HT_KIND_FUND, .comparable = true, .currency = "USD"},
        {.value = "40", .comparable = true, .currency = "USD"}};
    struct small_fund fund = account_of(&small, rows, N(rows));
    expect_interval(&fund.account.interval, "0.000000", "60.000000", "5.000000", "0.000000", "10.000000");
    assert_int_equal(fund.account.interval.expected_of, 1);
    expect_explained(&fund.account.interval);
    small_close(&small);
}

// A long contract at a loss would take from what is counted.
static void a_weight_below_zero_lowers_the_lower_bound(void **state) {
    (void)state;
    struct small_reference small = group();
    const struct small_holding rows[] = {{.issuer = "listed", .value = "30", .currency = "USD"},
                                         {.candidate = "listed", .score = "0.5", .value = "-10", .currency = "USD"},
                                         {.value = "80", .comparable = true, .currency = "USD"}};
    struct small_fund fund = account_of(&small, rows, N(rows));
    expect_interval(&fund.account.interval, "20.000000", "30.000000", "25.000000", "20.000000", "30.000000");
    expect_explained(&fund.account.interval);
    small_close(&small);
}

static void what_widens_most_is_said_first(void **state) {
    (void)state;
    struct small_reference small = group();
    const struct small_holding rows[] = {{.value = "1", .currency = "USD"},
                                         {.value = "5", .by_name = true, .currency = "USD"},
                                         {.issuer = "ranged", .value = "3", .currency = "USD"},
                                         {.issuer = "ranged2", .value = "2", .currency = "USD"},
                                         {.issuer = "child", .value = "89", .currency = "USD"}};
    static const char *const kinds[] = {"by_name", "open_tie", "open_tie", "not_comparable", "ownership_unknown"};
    struct small_fund fund = account_of(&small, rows, N(rows));
    assert_int_equal(fund.account.interval.reason_count, N(kinds));
    for (size_t i = 0; i < N(kinds); i++)
        assert_string_equal(fund.account.interval.reasons[i].kind, kinds[i]);
    expect_explained(&fund.account.interval);
    small_close(&small);
}

enum { MANY = 40 };

static void fill_many(struct small_holding *rows, char names[MANY][8]) {
    for (size_t i = 0; i < MANY; i++) {
        snprintf(names[i], sizeof names[i], "N%zu", i);
        rows[i] = (struct small_holding){
            .candidate = "listed", .name = names[i], .score = "0.5", .value = "1", .currency = "USD"};
    }
    rows[MANY] = (struct small_holding){.value = "60", .comparable = true, .currency = "USD"};
}

// Of 40 fair coins 20 are heads; 5 % lie at or below 15, 95 % at or below 25 (binomial distribution, p = 1/2).
static void many_names_are_drawn_the_same_every_time(void **state) {
    (void)state;
    struct small_reference small = group();
    struct small_holding rows[MANY + 1];
    char names[MANY][8];
    fill_many(rows, names);
    struct small_fund fund = account_of(&small, rows, N(rows));
    expect_interval(&fund.account.interval, "0.000000", "40.000000", "20.000000", "15.000000", "25.000000");
    assert_int_equal(fund.account.interval.draws, 10000);
    // The order of the rows leaves no trace.
    for (size_t i = 0; i < MANY / 2; i++) {
        struct small_holding swap = rows[i];
        rows[i] = rows[MANY - 1 - i];
        rows[MANY - 1 - i] = swap;
    }
    struct small_fund turned = account_of(&small, rows, N(rows));
    expect_interval(&turned.account.interval, "0.000000", "40.000000", "20.000000", "15.000000", "25.000000");
    small_close(&small);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_open_is_one_number),
        cmocka_unit_test(a_match_is_expected_by_its_probability),
        cmocka_unit_test(rows_of_one_name_stand_and_fall_together),
        cmocka_unit_test(a_range_counts_as_far_as_it_reaches),
        cmocka_unit_test(a_chance_is_not_rounded_before_it_is_used),
        cmocka_unit_test(a_row_without_a_value_is_in_neither_bound),
        cmocka_unit_test(what_has_no_probability_is_not_expected),
        cmocka_unit_test(a_weight_below_zero_lowers_the_lower_bound),
        cmocka_unit_test(what_widens_most_is_said_first),
        cmocka_unit_test(many_names_are_drawn_the_same_every_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
