// SPDX-License-Identifier: GPL-3.0-or-later
// Many funds as one scheme, and a fund beside its benchmark.
#include "small_account.h"

#include "holdtrace/benchmark.h"
#include "holdtrace/scheme.h"

#define N(rows) (sizeof(rows) / sizeof *(rows))

// Three funds: 30 % hik long; hik 10 % and child 5 %; hik long 40 and short 10.
struct funds {
    struct small_reference small;
    struct small_fund one, two, three;
};

// Accounts point into their funds, which therefore stay where they are.
static struct funds *make_funds(void) {
    struct small_reference small = small_new();
    struct funds *out = ht_arena_alloc(small.arena, sizeof *out);
    out->small = small;
    small_graph(&out->small, "hik 60 child; hik 100 other");
    small_open(&out->small);
    struct small_holding one[] = {{.issuer = "hik", .value = "30", .currency = "USD"},
                                  {.value = "70", .currency = "USD", .comparable = true}};
    struct small_holding two[] = {{.issuer = "hik", .value = "10", .currency = "EUR"},
                                  {.issuer = "child", .value = "5", .currency = "EUR"},
                                  {.value = "85", .currency = "EUR"}};
    struct small_holding three[] = {{.issuer = "hik", .value = "40", .currency = "USD"},
                                    {.issuer = "hik", .value = "-10", .side = HT_SHORT, .currency = "USD"},
                                    {.value = "70", .currency = "USD", .candidate = "hik"}};
    out->one.screen = out->two.screen = out->three.screen = small_screen(&out->small, "hik", "");
    small_account(&out->small, &out->one, one, N(one));
    small_account(&out->small, &out->two, two, N(two));
    small_account(&out->small, &out->three, three, N(three));
    return out;
}

static struct ht_scheme_row row(long line, const char *mandate, const char *share, const char *value) {
    return (struct ht_scheme_row){.line = line,
                                  .file = "a file",
                                  .mandate = mandate,
                                  .share_pct = small_amount(share),
                                  .value = small_amount(value)};
}

static void make(struct funds *funds, struct ht_scheme_row *rows, const struct ht_account *const *accounts,
                 size_t count, const char *value, struct ht_scheme *out) {
    struct ht_scheme_file *file = ht_arena_alloc(funds->small.arena, sizeof *file);
    struct ht_scheme_part *parts = ht_arena_array(funds->small.arena, count, sizeof *parts);
    *file = (struct ht_scheme_file){.path = "scheme.csv", .rows = rows, .count = count, .currency = "GBP"};
    file->value = small_amount(value);
    file->findings = ht_findings_in(funds->small.arena);
    for (size_t i = 0; i < count; i++)
        parts[i] = (struct ht_scheme_part){.account = accounts[i], .why = accounts[i] ? NULL : "it is not there"};
    ht_scheme_make(file, parts, funds->small.arena, out);
}

// 60 x 30 + 25 x 10 = 20.5 %, of which 2.5 are the second's; the child is the second's alone, 1.25 %.
static void a_company_counts_once_over_mandates(void **state) {
    (void)state;
    struct funds *funds = make_funds();
    struct ht_scheme_row rows[] = {row(2, "A", "60", "600"), row(3, "B", "25", "250"), row(4, "C", "10", "100")};
    const struct ht_account *accounts[] = {&funds->one.account, &funds->two.account, NULL};
    struct ht_scheme scheme;
    make(funds, rows, accounts, 3, "950", &scheme);
    assert_int_equal(scheme.mandate_count, 3);
    assert_int_equal(scheme.by_issuer.count, 2);
    const struct ht_scheme_sum *hik = &scheme.by_issuer.items[0], *child = &scheme.by_issuer.items[1];
    assert_string_equal(hik->entity->id, "hik");
    assert_int_equal(hik->category, HT_DIRECT);
    assert_int_equal(hik->sum.positions, 2);
    expect_amount(hik->sum.weight_pct, "20.500000");
    expect_amount(hik->sum.short_pct, "0.000000");
    expect_amount(hik->sum.value, "205.0000");
    assert_int_equal(hik->held_by_count, 2);
    assert_string_equal(hik->held_by[1].mandate->name, "B");
    expect_amount(hik->held_by[1].holds.weight_pct, "2.500000");
    expect_amount(hik->held_by[1].holds.value, "25.0000");
    assert_string_equal(child->entity->id, "child");
    expect_amount(child->sum.weight_pct, "1.250000");
    assert_int_equal(scheme.by_parent.count, 1);
    expect_amount(scheme.by_parent.items[0].sum.weight_pct, "21.750000");
    assert_int_equal(scheme.by_category.count, 2);
    assert_null(scheme.by_category.items[0].entity);
    expect_amount(scheme.by_category.items[1].sum.weight_pct, "1.250000");
    expect_amount(scheme.counted_long_pct, "21.75000000000000000000");
    assert_true(scheme.exposed);
    small_close(&funds->small);
}

// What was not read and what is in no file is not covered, and may be exposed whole.
static void what_is_not_read_is_not_covered(void **state) {
    (void)state;
    struct funds *funds = make_funds();
    struct ht_scheme_row rows[] = {row(2, "A", "60", NULL), row(3, "B", "25", NULL), row(4, "C", "10", NULL)};
    const struct ht_account *accounts[] = {&funds->one.account, &funds->two.account, NULL};
    struct ht_scheme scheme;
    make(funds, rows, accounts, 3, NULL, &scheme);
    expect_amount(scheme.read_pct, "85.000000");
    expect_amount(scheme.unread_pct, "10.000000");
    expect_amount(scheme.outside_pct, "5.000000");
    expect_amount(scheme.mandates[2].unread_pct, "10.000000");
    // All of A, 15 % of B.
    expect_amount(scheme.comparable_pct, "63.750000");
    expect_amount(scheme.interval.at_least_pct, "21.750000");
    // 85 % of B could not be compared: 21.25; the child's other owners are known.
    expect_amount(scheme.interval.at_most_pct, "58.000000");
    assert_int_equal(scheme.interval.reason_count, 3);
    assert_int_equal(scheme.findings.count, 2);
    assert_int_equal(scheme.findings.items[0].code, HT_CODE_SCHEME_UNREAD);
    assert_int_equal(scheme.findings.items[0].line, 4);
    assert_int_equal(scheme.findings.items[1].code, HT_CODE_SCHEME_SHARES);
    expect_amount(scheme.by_issuer.items[0].sum.value, NULL);
    small_close(&funds->small);
}

static void long_and_short_stay_apart(void **state) {
    (void)state;
    struct funds *funds = make_funds();
    struct ht_scheme_row rows[] = {row(2, "A", "50", NULL), row(3, "B", "50", NULL)};
    const struct ht_account *accounts[] = {&funds->one.account, &funds->three.account};
    struct ht_scheme scheme;
    make(funds, rows, accounts, 2, NULL, &scheme);
    const struct ht_scheme_sum *hik = &scheme.by_issuer.items[0];
    expect_amount(hik->sum.long_pct, "35.000000");
    expect_amount(hik->sum.short_pct, "-5.000000");
    expect_amount(hik->sum.weight_pct, "30.000000");
    assert_int_equal(hik->sum.positions, 3);
    assert_int_equal(scheme.possible, 1);
    assert_true(scheme.has_possible);
    expect_amount(scheme.outside_pct, "0.000000");
    assert_int_equal(scheme.findings.count, 0);
    small_close(&funds->small);
}

// A mandate in two files is one holder; one file in two mandates counts for both.
static void mandates_and_files_are_not_the_same(void **state) {
    (void)state;
    struct funds *funds = make_funds();
    struct ht_scheme_row rows[] = {row(2, "A", "33.333333", NULL), row(3, "B", "33.333333", NULL),
                                   row(4, "A", "33.333334", NULL)};
    const struct ht_account *accounts[] = {&funds->one.account, &funds->one.account, &funds->two.account};
    struct ht_scheme scheme;
    make(funds, rows, accounts, 3, NULL, &scheme);
    assert_int_equal(scheme.mandate_count, 2);
    expect_amount(scheme.mandates[0].share_pct, "66.666667");
    const struct ht_scheme_sum *hik = &scheme.by_issuer.items[0];
    assert_int_equal(hik->held_by_count, 2);
    // 9.9999999 and 3.3333334, each rounded once.
    expect_amount(hik->held_by[0].holds.weight_pct, "13.333333");
    expect_amount(hik->held_by[1].holds.weight_pct, "10.000000");
    expect_amount(hik->sum.weight_pct, "23.333333");
    expect_amount(ht_scheme_weight(&scheme, &funds->one.account, &funds->one.account.lines[0]), "20.000000");
    expect_amount(ht_scheme_weight(&scheme, &funds->three.account, &funds->three.account.lines[0]), NULL);
    small_close(&funds->small);
}

static void an_unknown_weight_makes_the_sum_unknown(void **state) {
    (void)state;
    struct funds *funds = make_funds();
    struct small_holding mixed[] = {{.issuer = "hik", .value = "1", .currency = "USD"},
                                    {.issuer = "hik", .value = "2", .currency = "EUR"}};
    struct small_fund fund = {.screen = funds->one.screen};
    small_account(&funds->small, &fund, mixed, N(mixed));
    struct ht_scheme_row rows[] = {row(2, "A", "50", NULL), row(3, "B", "50", NULL)};
    const struct ht_account *accounts[] = {&fund.account, &funds->one.account};
    struct ht_scheme scheme;
    make(funds, rows, accounts, 2, NULL, &scheme);
    expect_amount(scheme.by_issuer.items[0].sum.weight_pct, NULL);
    expect_amount(scheme.by_issuer.items[0].held_by[1].holds.weight_pct, "15.000000");
    expect_amount(scheme.by_target.items[0].sum.long_pct, NULL);
    expect_amount(scheme.counted_long_pct, NULL);
    expect_amount(scheme.comparable_pct, NULL);
    small_close(&funds->small);
}

// A fund of cash has no share of coverage by itself, and leaves nothing of the scheme untested.
static void cash_is_covered(void **state) {
    (void)state;
    struct funds *funds = make_funds();
    struct small_holding cash[] = {{.value = "7", .currency = "USD", .kind = HT_KIND_CASH}};
    struct small_fund fund = {.screen = funds->one.screen};
    small_account(&funds->small, &fund, cash, N(cash));
    expect_amount(fund.account.coverage.comparable_pct, NULL);
    struct ht_scheme_row rows[] = {row(2, "A", "50", NULL), row(3, "B", "50", NULL)};
    const struct ht_account *accounts[] = {&fund.account, &funds->two.account};
    struct ht_scheme scheme;
    make(funds, rows, accounts, 2, NULL, &scheme);
    expect_amount(scheme.comparable_pct, "57.500000");
    expect_amount(scheme.comparable_by_name_pct, "0.000000");
    small_close(&funds->small);
}

static void shares_above_a_hundred_are_said(void **state) {
    (void)state;
    struct funds *funds = make_funds();
    struct ht_scheme_row rows[] = {row(2, "A", "60", NULL), row(3, "B", "60", NULL)};
    struct ht_scheme_row near[] = {row(2, "A", "50", NULL), row(3, "B", "49.995", NULL)};
    const struct ht_account *accounts[] = {&funds->one.account, &funds->two.account};
    struct ht_scheme scheme;
    make(funds, rows, accounts, 2, NULL, &scheme);
    assert_int_equal(scheme.findings.count, 1);
    assert_int_equal(scheme.findings.items[0].code, HT_CODE_SCHEME_SHARES);
    expect_amount(scheme.outside_pct, "0.000000");
    make(funds, near, accounts, 2, NULL, &scheme);
    assert_int_equal(scheme.findings.count, 0);
    expect_amount(scheme.outside_pct, "0.005000");
    small_close(&funds->small);
}

static void a_fund_is_more_or_less_than_its_benchmark(void **state) {
    (void)state;
    struct funds *funds = make_funds();
    struct ht_comparison comparison;
    ht_benchmark_compare(&funds->two.account, &funds->one.account, funds->small.arena, &comparison);
    assert_int_equal(comparison.by_category_count, 2);
    const struct ht_active *direct = &comparison.by_category[0], *owned = &comparison.by_category[1];
    expect_amount(direct->fund_pct, "10.000000");
    expect_amount(direct->benchmark_pct, "30.000000");
    expect_amount(direct->active_pct, "-20.000000");
    assert_int_equal(owned->category, HT_OWNED);
    expect_amount(owned->fund_pct, "5.000000");
    expect_amount(owned->benchmark_pct, "0.000000");
    expect_amount(owned->active_pct, "5.000000");
    assert_int_equal(owned->benchmark_positions, 0);
    assert_int_equal(comparison.by_target_count, 2);
    assert_string_equal(comparison.by_target[0].entity->id, "hik");
    expect_amount(comparison.by_target[0].active_pct, "-20.000000");
    small_close(&funds->small);
}

static void a_scheme_is_more_or_less_than_a_benchmark(void **state) {
    (void)state;
    struct funds *funds = make_funds();
    struct ht_scheme_row rows[] = {row(2, "A", "60", NULL), row(3, "B", "25", NULL)};
    const struct ht_account *accounts[] = {&funds->one.account, &funds->two.account};
    struct ht_scheme scheme;
    struct ht_comparison comparison;
    make(funds, rows, accounts, 2, NULL, &scheme);
    ht_benchmark_compare_scheme(&scheme, &funds->two.account, funds->small.arena, &comparison);
    assert_int_equal(comparison.by_category_count, 2);
    expect_amount(comparison.by_category[0].fund_pct, "20.500000");
    expect_amount(comparison.by_category[0].active_pct, "10.500000");
    expect_amount(comparison.by_category[1].active_pct, "-3.750000");
    assert_int_equal(comparison.by_target[0].fund_positions, 2);
    small_close(&funds->small);
}

static void an_unknown_weight_has_no_difference(void **state) {
    (void)state;
    struct funds *funds = make_funds();
    struct small_holding mixed[] = {{.issuer = "hik", .value = "1", .currency = "USD"},
                                    {.issuer = "hik", .value = "2", .currency = "EUR"}};
    struct small_fund fund = {.screen = funds->one.screen};
    struct ht_comparison comparison;
    small_account(&funds->small, &fund, mixed, N(mixed));
    ht_benchmark_compare(&fund.account, &funds->two.account, funds->small.arena, &comparison);
    expect_amount(comparison.by_category[0].fund_pct, NULL);
    expect_amount(comparison.by_category[0].benchmark_pct, "10.000000");
    expect_amount(comparison.by_category[0].active_pct, NULL);
    assert_int_equal(comparison.by_category[0].fund_positions, 2);
    small_close(&funds->small);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_company_counts_once_over_mandates),
        cmocka_unit_test(what_is_not_read_is_not_covered),
        cmocka_unit_test(long_and_short_stay_apart),
        cmocka_unit_test(mandates_and_files_are_not_the_same),
        cmocka_unit_test(an_unknown_weight_makes_the_sum_unknown),
        cmocka_unit_test(cash_is_covered),
        cmocka_unit_test(shares_above_a_hundred_are_said),
        cmocka_unit_test(a_fund_is_more_or_less_than_its_benchmark),
        cmocka_unit_test(a_scheme_is_more_or_less_than_a_benchmark),
        cmocka_unit_test(an_unknown_weight_has_no_difference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
