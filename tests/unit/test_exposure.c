// SPDX-License-Identifier: GPL-3.0-or-later
// One position: its category and evidence, its weight, and what bounds the exposure of the fund.
#include "small_account.h"

#define N(rows) (sizeof(rows) / sizeof *(rows))

static struct small_reference group(void) {
    struct small_reference small = small_new();
    small_graph(&small, "listed 60 child; holder 60 listed; listed 12 minority; listed 5-15 open; other 5 plain");
    small_entity(&small, "seller", "company");
    small_entity(&small, "issuer", "company");
    small_row(&small, SMALL_RELATIONS, "seller,supplier,listed,,2024,,,official,s,");
    small_row(&small, SMALL_LISTS, "L,A list,An authority,US,list,,,,,");
    small_row(&small, SMALL_LISTS, "M,Another list,An authority,US,list,,,,,");
    small_row(&small, SMALL_LISTS, "E,Events,An investor,US,event,,,,,");
    small_row(&small, SMALL_REACH, "L,fifty,50,y,y,y,n,n,,,a citation");
    small_row(&small, SMALL_DESIGNATIONS,
              "L,listed,LISTED LTD,military,2020-01-01,,,,in_force,,a citation,official,s");
    small_row(&small, SMALL_DESIGNATIONS, "M,listed,Listed,other,2021,,,,in_force,,a citation,official,s");
    small_row(&small, SMALL_DESIGNATIONS, "M,listed,Listed,other,2030,,,,in_force,,a citation,official,s");
    small_row(&small, SMALL_DESIGNATIONS, "M,listed,Listed,,2019,,,,in_force,,a citation,from-knowledge,s");
    small_row(&small, SMALL_DESIGNATIONS, "E,listed,Listed,,2020,,,,in_force,,a citation,official,s");
    small_row(&small, SMALL_STATEMENTS, "listed,,denial,2020-06-01,It denies.,s");
    small_row(&small, SMALL_STATEMENTS, "listed,M,disputed_scope,2022-01-01,Another company is meant.,s");
    small_row(&small, SMALL_STATEMENTS, "listed,L,removed,2031-01-01,Not yet.,s");
    small_row(&small, SMALL_SECURITIES, "issuer,Bond,bond,XS0000000009,,,USD,listed,,,official,s");
    small_open(&small);
    return small;
}

static void the_first_category_that_fits(void **state) {
    (void)state;
    static const struct {
        const char *issuer;
        enum ht_category category;
    } cases[] = {{"listed", HT_DIRECT},     {"child", HT_OWNED},      {"holder", HT_PARENT},
                 {"minority", HT_MINORITY}, {"seller", HT_LINKED},    {"open", HT_NO_CATEGORY},
                 {"plain", HT_NO_CATEGORY}, {"other", HT_NO_CATEGORY}};
    struct small_reference small = group();
    struct small_holding rows[N(cases)] = {{0}};
    for (size_t i = 0; i < N(cases); i++)
        rows[i] = (struct small_holding){.issuer = cases[i].issuer, .value = "10", .currency = "USD"};
    struct small_fund fund = {.screen = small_screen(&small, "", "L")};
    small_account(&small, &fund, rows, N(cases));
    for (size_t i = 0; i < N(cases); i++)
        if (fund.account.lines[i].category != cases[i].category)
            fail_msg("%s: %d", cases[i].issuer, (int)fund.account.lines[i].category);
    assert_int_equal(fund.account.lines[2].also, 1u << HT_STAKE);
    expect_amount(fund.account.lines[0].attributed_value, "10");
    expect_amount(fund.account.lines[1].attributed_value, "6");
    assert_true(fund.account.exposed);
    assert_false(fund.account.possible);
    small_close(&small);
}

static void evidence_stands_beside_a_target(void **state) {
    (void)state;
    struct small_reference small = group();
    struct small_holding rows[] = {{.issuer = "child", .value = "10", .currency = "USD"}};
    struct small_fund fund = {.screen = small_screen(&small, "", "L")};
    small_account(&small, &fund, rows, 1);
    const struct ht_exposed_target *target = &fund.account.lines[0].targets[0];
    assert_string_equal(target->tie.target->entity->id, "listed");
    expect_amount(target->tie.share_pct, "60");
    // Neither the event, nor what is listed later, nor what no source says.
    assert_int_equal(target->designation_count, 2);
    const struct ht_exposed_designation *first = &target->designations[0], *second = &target->designations[1];
    assert_string_equal(first->designation->list->id, "L");
    assert_true(first->selects);
    assert_int_equal(first->reach.reaches, HT_YES);
    assert_string_equal(first->response->text, "It denies.");
    assert_false(second->selects);
    assert_int_equal(second->reach.reaches, HT_UNKNOWN);
    assert_string_equal(second->response->text, "Another company is meant.");
    small_close(&small);
}

static void a_guarantor_counts_like_an_issuer(void **state) {
    (void)state;
    struct small_reference small = group();
    struct small_holding rows[] = {
        {.issuer = "issuer", .value = "10", .currency = "USD", .kind = HT_KIND_BOND, .isin = "XS0000000009"},
        {.issuer = "issuer", .value = "10", .currency = "USD"}};
    struct small_fund fund = {.screen = small_screen(&small, "", "L")};
    small_account(&small, &fund, rows, N(rows));
    const struct ht_line *line = &fund.account.lines[0];
    assert_int_equal(line->category, HT_DIRECT);
    assert_int_equal(line->targets[0].tie.path.count, 1);
    assert_string_equal(line->targets[0].tie.path.steps[0].relation, "guarantor");
    assert_string_equal(line->targets[0].tie.path.steps[0].owner->id, "listed");
    assert_string_equal(line->targets[0].tie.path.steps[0].owned->id, "issuer");
    // What somebody has of the guarantor is nobody's share of the issuer.
    expect_amount(line->targets[0].tie.share_pct, NULL);
    assert_string_equal(ht_line_guarantor(line)->id, "listed");
    assert_null(ht_line_guarantor(&fund.account.lines[1]));
    assert_int_equal(fund.account.lines[1].category, HT_NO_CATEGORY);
    small_close(&small);
}

static void what_is_only_similar_is_apart(void **state) {
    (void)state;
    struct small_reference small = group();
    struct small_holding rows[] = {{.candidate = "listed", .value = "10", .currency = "USD"},
                                   {.candidate = "child", .value = "20", .currency = "USD"},
                                   {.candidate = "plain", .value = "30", .currency = "USD"},
                                   {.candidate = "seller", .value = "40", .currency = "USD"}};
    struct small_fund fund = {.screen = small_screen(&small, "", "L")};
    small_account(&small, &fund, rows, N(rows));
    assert_int_equal(fund.account.lines[0].category, HT_POSSIBLE);
    assert_int_equal(fund.account.lines[1].category, HT_POSSIBLE);
    assert_int_equal(fund.account.lines[2].category, HT_NO_CATEGORY);
    assert_int_equal(fund.account.lines[3].category, HT_NO_CATEGORY);
    assert_true(fund.account.possible);
    assert_false(fund.account.exposed);
    assert_int_equal(fund.account.by_target_count, 0);
    expect_amount(fund.account.counted_long_pct, "0");
    expect_amount(fund.account.possible_long_pct, "30.000000000000000000");
    small_close(&small);
}

// An entity that the reader's own list made stands in no table: it is a target like any other, and owns nothing.
static void a_line_of_the_readers_own_list(void **state) {
    (void)state;
    struct small_reference small = group();
    struct ht_screen screen = small_screen(&small, "", "");
    struct ht_date as_of = small_date("2026-01-01");
    struct ht_targets *targets = small_targets(&small, &screen, as_of);
    struct ht_entity own = {.key = -7, .id = "exclusion:7", .name = "Own", .source = "list.csv:7"};
    ht_targets_add(targets, &own, HT_BASIS_EXCLUSION, "a note");
    struct ht_position position = {.line = 1, .currency = "USD", .value = small_amount("5")};
    struct ht_resolved row = {.position = &position, .issuer = &own, .method = HT_BY_NAME};
    struct ht_portfolio portfolio = {.positions = &position, .position_count = 1};
    struct ht_resolution resolution = {
        .portfolio = &portfolio, .rows = &row, .count = 1, .findings = ht_findings_in(small.arena)};
    struct ht_account account;
    ht_account_make(small.ref, &screen, targets, ht_known_issuers_new(small.arena), &resolution, as_of, small.arena,
                    &account);
    assert_int_equal(account.lines[0].category, HT_DIRECT);
    assert_int_equal(account.lines[0].targets[0].tie.target->basis, HT_BASIS_EXCLUSION);
    assert_int_equal(account.lines[0].targets[0].designation_count, 0);
    assert_string_equal(account.by_target[0].entity->id, "exclusion:7");
    small_close(&small);
}

static void weights_are_values_over_net_assets(void **state) {
    (void)state;
    struct small_reference small = group();
    struct small_holding rows[] = {{.issuer = "listed", .value = "1", .weight = "33.33", .currency = "USD"},
                                   {.value = "2", .weight = "60", .currency = "USD"},
                                   {.value = "0", .currency = NULL},
                                   {.weight = "1.5", .currency = "USD"},
                                   {.currency = "USD"}};
    struct small_fund fund = {.screen = small_screen(&small, "", "L")};
    small_account(&small, &fund, rows, N(rows));
    assert_string_equal(fund.account.denominator, "sum_of_values");
    expect_amount(fund.account.lines[0].weight_pct, "33.333333");
    expect_amount(fund.account.lines[1].weight_pct, "66.666667");
    expect_amount(fund.account.lines[2].weight_pct, "0.000000");
    expect_amount(fund.account.lines[3].weight_pct, "1.500000");
    expect_amount(fund.account.lines[4].weight_pct, NULL);
    assert_int_equal(count_findings(&fund.account, HT_CODE_WEIGHT_MISMATCH), 1);
    expect_amount(fund.account.weight_file_sum_pct, "94.83");
    assert_int_equal(count_findings(&fund.account, HT_CODE_WEIGHT_SUM), 1);

    struct small_fund stated = {.screen = fund.screen};
    stated.portfolio.fund = (struct ht_fund){.currency = "USD", .net_assets = small_amount("2.5")};
    small_account(&small, &stated, rows, N(rows));
    assert_string_equal(stated.account.denominator, "nav");
    expect_amount(stated.account.lines[0].weight_pct, "40.000000");
    assert_int_equal(count_findings(&stated.account, HT_CODE_ABOVE_NAV), 1);

    // Net assets in another currency than the values say nothing of their weight.
    struct small_fund foreign = {.screen = fund.screen};
    foreign.portfolio.fund = (struct ht_fund){.currency = "CHF", .net_assets = small_amount("2.5")};
    small_account(&small, &foreign, rows, N(rows));
    assert_string_equal(foreign.account.denominator, "sum_of_values");
    small_close(&small);
}

static void disagreements_are_said_once(void **state) {
    (void)state;
    struct small_reference small = group();
    struct small_holding rows[50];
    for (size_t i = 0; i < 50; i++)
        rows[i] = (struct small_holding){.value = "1",
                                         .weight = i == 7   ? "2.3"
                                                   : i < 25 ? "2.051"
                                                            : "2.05",
                                         .currency = "USD"};
    struct small_fund fund = {.screen = small_screen(&small, "", "L")};
    small_account(&small, &fund, rows, 50);
    // 2 and 2.05 are no more than 0.05 apart.
    assert_int_equal(count_findings(&fund.account, HT_CODE_WEIGHT_MISMATCH), 1);
    assert_non_null(strstr(fund.account.findings.items[0].message, "in 25 rows; here most: the file says 2.3 %"));
    small_close(&small);
}

static void weights_alone_govern(void **state) {
    (void)state;
    struct small_reference small = group();
    struct small_holding rows[] = {{.issuer = "listed", .weight = "2.5"}, {.weight = "97.5", .comparable = true}};
    struct small_fund fund = {.screen = small_screen(&small, "", "L")};
    small_account(&small, &fund, rows, N(rows));
    assert_string_equal(fund.account.denominator, "file_weights");
    expect_amount(fund.account.lines[0].weight_pct, "2.500000");
    expect_amount(fund.account.counted_long_pct, "2.500000");
    expect_amount(fund.account.lines[0].attributed_value, NULL);
    assert_string_equal(fund.account.coverage.base, "weight");
    expect_amount(fund.account.coverage.resolved_pct, "2.500000");
    small_close(&small);
}

static void derivatives_expose_by_notional(void **state) {
    (void)state;
    struct small_reference small = group();
    struct small_holding rows[] = {
        {.issuer = "listed", .value = "1", .notional = "500", .kind = HT_KIND_SWAP, .currency = "USD"},
        {.issuer = "listed", .value = "3", .kind = HT_KIND_OPTION, .currency = "USD"},
        {.issuer = "listed", .notional = "500", .kind = HT_KIND_BOND, .currency = "USD"},
        {.value = "96", .currency = "USD"}};
    struct small_fund fund = {.screen = small_screen(&small, "", "L")};
    small_account(&small, &fund, rows, N(rows));
    expect_amount(fund.account.lines[0].exposure_value, "500");
    expect_amount(fund.account.lines[1].exposure_value, "3");
    expect_amount(fund.account.lines[2].exposure_value, NULL);
    expect_amount(fund.account.lines[0].weight_pct, "1.000000");
    small_close(&small);
}

static void bounds_hold_what_is_not_known(void **state) {
    (void)state;
    struct small_reference small = group();
    struct small_holding rows[] = {
        {.issuer = "listed", .value = "10", .currency = "USD"},
        {.candidate = "listed", .value = "1", .currency = "USD"},
        {.value = "2", .kind = HT_KIND_FUND, .comparable = true, .currency = "USD"},
        {.issuer = "open", .value = "4", .currency = "USD"},
        {.value = "8", .by_name = true, .currency = "USD"},
        {.value = "16", .currency = "USD"},
        {.value = "32", .comparable = true, .currency = "USD"},
        {.value = "27", .kind = HT_KIND_CASH, .currency = "USD"},
    };
    struct small_fund fund = {.screen = small_screen(&small, "", "L")};
    fund.screen.counted |= 1u << HT_MINORITY;
    small_account(&small, &fund, rows, N(rows));
    expect_amount(fund.account.interval.at_least_pct, "10.000000");
    expect_amount(fund.account.interval.at_most_pct, "41.000000");
    // Half of "5 to 15 %" reaches the screen's 10 %; the match has no probability.
    expect_amount(fund.account.interval.expected_pct, "12.000000");
    assert_true(has_reason(&fund.account, "1 row (1.000000 %) may be a target's"));
    assert_true(has_reason(&fund.account, "1 row (2.000000 %) is a fund"));
    assert_true(has_reason(&fund.account, "open: listed holds 5 to 15 % of open"));
    assert_true(has_reason(&fund.account, "(8.000000 %) could be compared by name alone"));
    assert_true(has_reason(&fund.account, "(16.000000 %) could not be compared"));
    // Of 73 without cash, 10 are a target's and 4 of an issuer with a known owner.
    assert_true(has_reason(&fund.account, "who owns the issuer is known for 19.178082 % of the fund"));
    assert_int_equal(count_findings(&fund.account, HT_CODE_FUND_HELD), 1);
    // A row that could not be read may be anything.
    fund.portfolio.rows.skipped = 1;
    small_account(&small, &fund, rows, N(rows));
    expect_amount(fund.account.interval.at_least_pct, "10.000000");
    expect_amount(fund.account.interval.at_most_pct, NULL);
    small_close(&small);
}

static void no_bound_without_weights(void **state) {
    (void)state;
    struct small_reference small = group();
    struct small_holding rows[] = {{.issuer = "listed", .value = "10", .currency = "USD"},
                                   {.value = "10", .currency = "EUR", .comparable = true}};
    struct small_fund fund = {.screen = small_screen(&small, "", "L")};
    small_account(&small, &fund, rows, N(rows));
    expect_amount(fund.account.lines[0].weight_pct, NULL);
    expect_amount(fund.account.interval.at_least_pct, NULL);
    expect_amount(fund.account.interval.at_most_pct, NULL);
    expect_amount(fund.account.counted_long_pct, NULL);
    assert_true(fund.account.exposed);
    small_close(&small);
}

// Three thirds of one percent are one percent, though each is printed .333333.
static void a_limit_is_reached_exactly(void **state) {
    (void)state;
    struct small_reference small = group();
    struct small_holding rows[] = {{.issuer = "listed", .value = "1", .currency = "USD"},
                                   {.issuer = "child", .value = "1", .currency = "USD"},
                                   {.issuer = "holder", .value = "1", .currency = "USD"},
                                   {.issuer = "listed", .value = "-1", .side = HT_SHORT, .currency = "USD"},
                                   {.value = "298", .currency = "USD", .comparable = true}};
    struct small_fund fund = {.screen = small_screen(&small, "", "L")};
    small_account(&small, &fund, rows, N(rows));
    assert_int_equal(ht_decimal_cmp(fund.account.counted_long_pct.number, ht_decimal_int(1)), 0);
    expect_amount(fund.account.interval.at_least_pct, "0.999999");
    small_close(&small);
}

// A table that is not counted, with every kind of row.
static const struct small_holding constituents[] = {
    {.issuer = "listed", .value = "10", .weight = "10", .currency = "USD"},
    {.issuer = "child", .value = "5", .currency = "EUR"},
    {.issuer = "minority", .value = "5", .currency = "USD"},
    {.issuer = "other", .value = "5", .currency = "USD"},
    {.candidate = "listed", .value = "5", .currency = "USD"},
    {.candidate = "other", .value = "5", .currency = "USD"},
    {.value = "5", .currency = "USD"},
};

static void what_is_looked_through_is_possible_and_in_no_sum(void **state) {
    (void)state;
    struct small_reference small = group();
    struct small_holding rows[] = {{.value = "60", .kind = HT_KIND_FUND, .comparable = true, .currency = "USD"},
                                   {.value = "30", .comparable = true, .currency = "USD"},
                                   {.value = "10", .kind = HT_KIND_CASH, .currency = "USD"}};
    struct small_fund plain = {.screen = small_screen(&small, "", "L")}, fund = plain;
    small_account(&small, &plain, rows, N(rows));
    fund.looked_through = constituents;
    fund.looked_through_count = N(constituents);
    small_account(&small, &fund, rows, N(rows));
    const struct ht_account *account = &fund.account;
    assert_int_equal(account->line_count, 3);
    assert_int_equal(account->looked_through_count, 3);
    static const long lines[] = {101, 102, 105};
    for (size_t i = 0; i < 3; i++) {
        const struct ht_line *line = &account->looked_through[i];
        assert_int_equal(line->resolved->position->line, lines[i]);
        assert_int_equal(line->category, HT_POSSIBLE);
        expect_amount(line->weight_pct, NULL);
        expect_amount(line->exposure_value, NULL);
        expect_amount(line->attributed_value, NULL);
    }
    assert_int_equal(account->looked_through[0].also, 1u << HT_DIRECT);
    assert_string_equal(account->looked_through[1].targets[0].tie.target->entity->id, "listed");
    assert_true(account->possible);
    assert_false(account->exposed);
    // Nothing else than the bounds knows of them.
    assert_int_equal(account->total_count, 1);
    expect_amount(account->totals[0].value, "100");
    assert_int_equal(account->exposure_count, 0);
    assert_int_equal(account->by_target_count, 0);
    assert_int_equal(account->by_parent_count, 0);
    expect_amount(account->weight_file_sum_pct, NULL);
    expect_amount(account->counted_long_pct, "0");
    expect_amount(account->coverage.comparable_pct, "33.333333");
    expect_amount(plain.account.coverage.comparable_pct, "33.333333");
    for (int i = 0; i < HT_METHOD_COUNT; i++)
        assert_int_equal(account->coverage.by_method[i].positions, plain.account.coverage.by_method[i].positions);
    assert_int_equal(account->findings.count, plain.account.findings.count);
    small_close(&small);
}

static void what_repeats_a_counted_issuer_adds_nothing(void **state) {
    (void)state;
    struct small_reference small = group();
    struct small_holding rows[] = {{.issuer = "listed", .value = "60", .currency = "USD"},
                                   {.issuer = "child", .value = "-5", .side = HT_SHORT, .currency = "USD"},
                                   {.value = "40", .kind = HT_KIND_FUND, .currency = "USD"}};
    struct small_fund fund = {.screen = small_screen(&small, "", "L"), .looked_through = constituents};
    fund.looked_through_count = N(constituents);
    small_account(&small, &fund, rows, N(rows));
    // Its child is held short, which says nothing of a long one.
    assert_int_equal(fund.account.looked_through_count, 1);
    assert_string_equal(fund.account.looked_through[0].resolved->issuer->id, "child");
    // A candidate that a position has too is told there; who is known for certain is told once more.
    struct small_holding similar[] = {{.candidate = "listed", .value = "60", .currency = "USD"}};
    small_account(&small, &fund, similar, N(similar));
    assert_int_equal(fund.account.looked_through_count, 2);
    assert_string_equal(fund.account.looked_through[0].resolved->issuer->id, "listed");
    assert_string_equal(fund.account.looked_through[1].resolved->issuer->id, "child");
    small_close(&small);
}

static void what_is_looked_through_is_bounded_by_what_may_hold_it(void **state) {
    (void)state;
    struct small_reference small = group();
    struct small_holding rows[] = {{.value = "60", .kind = HT_KIND_FUND, .comparable = true, .currency = "USD"},
                                   {.value = "25", .comparable = true, .currency = "USD"},
                                   {.issuer = "other", .value = "15", .currency = "USD"}};
    struct small_fund fund = {.screen = small_screen(&small, "", "L"), .looked_through = constituents};
    small_account(&small, &fund, rows, N(rows));
    expect_amount(fund.account.interval.at_most_pct, "60.000000");
    expect_amount(fund.account.possible_long_pct, "0");
    fund.looked_through_count = N(constituents);
    small_account(&small, &fund, rows, N(rows));
    expect_amount(fund.account.interval.at_least_pct, "0.000000");
    expect_amount(fund.account.interval.at_most_pct, "85.000000");
    expect_amount(fund.account.possible_long_pct, NULL);
    assert_true(
        has_reason(&fund.account, "1 row (25.000000 %) may be a fund that a table of the file looks through"));
    assert_true(has_reason(&fund.account, "3 rows of a table that is not counted need a decision, within those"));
    // Nothing that could hold them: nothing says what they are worth.
    small_account(&small, &fund, &rows[2], 1);
    expect_amount(fund.account.interval.at_most_pct, NULL);
    assert_true(has_reason(&fund.account, "need a decision: no upper bound is stated"));
    small_close(&small);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_category_that_fits),
        cmocka_unit_test(evidence_stands_beside_a_target),
        cmocka_unit_test(a_guarantor_counts_like_an_issuer),
        cmocka_unit_test(what_is_only_similar_is_apart),
        cmocka_unit_test(a_line_of_the_readers_own_list),
        cmocka_unit_test(weights_are_values_over_net_assets),
        cmocka_unit_test(disagreements_are_said_once),
        cmocka_unit_test(weights_alone_govern),
        cmocka_unit_test(derivatives_expose_by_notional),
        cmocka_unit_test(bounds_hold_what_is_not_known),
        cmocka_unit_test(no_bound_without_weights),
        cmocka_unit_test(a_limit_is_reached_exactly),
        cmocka_unit_test(what_is_looked_through_is_possible_and_in_no_sum),
        cmocka_unit_test(what_repeats_a_counted_issuer_adds_nothing),
        cmocka_unit_test(what_is_looked_through_is_bounded_by_what_may_hold_it),
    };
    return cmocka_run_group_tests_name("exposure", tests, NULL, NULL);
}
