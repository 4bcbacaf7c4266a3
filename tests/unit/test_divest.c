// SPDX-License-Identifier: GPL-3.0-or-later
// What goes and where its proceeds go: exact in money, bounded as asked, and at the risk that the formulas give.
#include "small_account.h"

#include <math.h>

#include "holdtrace/covariance.h"
#include "holdtrace/divest.h"

#define N(rows) (sizeof(rows) / sizeof *(rows))
#define USD .currency = "USD"

static struct small_reference group(void) {
    struct small_reference small = small_new();
    small_graph(&small, "f 60 owned; a 5 b; c 5 d");
    small_open(&small);
    return small;
}

struct what_if {
    struct small_fund fund;
    struct ht_divestment out;
    struct ht_divest_terms terms;
    struct ht_divest_choice choice;
    const char *const *sectors; // of each row; NULL: the file tells none
};

static const char *const CODES[] = {"AAA", "BBB", "CCC", "DDD", "EEE"};

// Divests what `f` is or owns from ROWS, which have the tickers CODES.
static void divest(struct small_reference *small, struct what_if *what, const struct small_holding *rows,
                   size_t count) {
    what->fund.screen = small_screen(small, "f", "");
    small_account(small, &what->fund, rows, count);
    for (size_t i = 0; i < count; i++) {
        what->fund.portfolio.positions[i].ticker = CODES[i];
        what->fund.portfolio.positions[i].sector = what->sectors ? what->sectors[i] : NULL;
    }
    if (!what->choice.categories)
        what->choice.categories = what->fund.screen.counted;
    if (!what->terms.participation_pct.units)
        what->terms.participation_pct = ht_decimal_int(20);
    struct ht_date as_of = small_date("2026-01-01");
    ht_divest(small->ref, &what->fund.screen, small_targets(small, &what->fund.screen, as_of), as_of,
              &what->fund.account, &what->choice, &what->terms, small->arena, &what->out);
}

// COUNT days of prices of SERIES securities; a common part and one of each.
static struct ht_returns *prices(struct small_reference *small, size_t series, size_t count) {
    char path[] = "/tmp/holdtrace-test-XXXXXX";
    int handle = mkstemp(path);
    FILE *out = fdopen(handle, "w");
    double price[N(CODES)];
    uint64_t state = 99;
    struct ht_returns *returns;
    struct ht_findings findings = ht_findings_in(small->arena);
    assert_non_null(out);
    fputs("date", out);
    for (size_t i = 0; i < series; i++) {
        fprintf(out, ",%s", CODES[i]);
        price[i] = 100;
    }
    for (size_t t = 0; t < count; t++) {
        double common = 0;
        fprintf(out, "\n%zu-%02zu-%02zu", 2020 + t / 336, 1 + t / 28 % 12, 1 + t % 28);
        for (size_t i = 0; i < series; i++) {
            state = state * 6364136223846793005U + 1442695040888963407U;
            double draw = (double)(state >> 33) / 2147483648.0 - 0.5;
            common = i == 0 ? draw * .02 : common;
            price[i] *= 1 + common * (1 + (double)i / 4) + draw * .03;
            fprintf(out, ",%.17g", price[i]);
        }
    }
    fputc('\n', out);
    assert_int_equal(fclose(out), 0);
    assert_int_equal(ht_returns_read(path, HT_RETURNS_GUESS, small->arena, &returns, &findings, NULL), HT_OK);
    assert_int_equal(findings.count, 0);
    unlink(path);
    return returns;
}

// Pro rata, the active share from the old portfolio is the weight that goes, whatever that is.
static void active_share_is_what_goes(void **state) {
    (void)state;
    static const char *const VALUES[][3] = {{"2", "98", "2.000000"},
                                            {"500", "500", "50.000000"},
                                            {"0.01", "33.33", "0.029994"},
                                            {"7", "13", "35.000000"}};
    struct small_reference small = group();
    for (size_t i = 0; i < N(VALUES); i++) {
        const struct small_holding rows[] = {{.issuer = "f", .value = VALUES[i][0], USD},
                                             {.issuer = "a", .value = VALUES[i][1], USD}};
        struct what_if what = {0};
        divest(&small, &what, rows, N(rows));
        const struct ht_alternative *pro_rata = &what.out.alternatives[HT_LIKE_PRO_RATA];
        expect_amount(what.out.excluded_pct, VALUES[i][2]);
        expect_amount(pro_rata->active_share_pct, VALUES[i][2]);
        expect_amount(pro_rata->turnover_pct, VALUES[i][2]);
        expect_amount(pro_rata->counted_pct, "0.000000");
        expect_amount(what.out.alternatives[HT_LIKE_CASH].active_share_pct, VALUES[i][2]);
        expect_amount(what.out.alternatives[HT_LIKE_CASH].cash_pct, VALUES[i][2]);
    }
    small_close(&small);
}

// What is owned goes too; what is short, cash, or unlikely to be right is neither sold nor bought.
static void each_line_has_its_part(void **state) {
    (void)state;
    struct small_reference small = group();
    const struct small_holding rows[] = {{.issuer = "f", .value = "10", USD},
                                         {.issuer = "owned", .value = "20", USD},
                                         {.issuer = "f", .value = "-5", USD, .side = HT_SHORT},
                                         {.value = "15", USD, .kind = HT_KIND_CASH},
                                         {.issuer = "a", .value = "60", USD}};
    struct what_if what = {0};
    divest(&small, &what, rows, N(rows));
    const struct ht_amount *changes = what.out.alternatives[HT_LIKE_PRO_RATA].changes;
    assert_int_equal(what.out.sale_count, 2);
    assert_int_equal(what.out.shorts, 1);
    expect_amount(changes[0], "-10");
    expect_amount(changes[1], "-20");
    assert_false(changes[2].known || changes[3].known);
    expect_amount(changes[4], "30.00");
    expect_amount(what.out.alternatives[HT_LIKE_PRO_RATA].exposure_pct[HT_OWNED], "0.000000");
    // Direct ones alone: what is owned stays, is said to, and is not bought.
    struct what_if direct = {.choice.categories = 1U << HT_DIRECT};
    divest(&small, &direct, rows, N(rows));
    assert_int_equal(direct.out.sale_count, 1);
    assert_int_equal(direct.out.kept, 1);
    assert_false(direct.out.alternatives[HT_LIKE_PRO_RATA].changes[1].known);
    expect_amount(direct.out.alternatives[HT_LIKE_PRO_RATA].exposure_pct[HT_OWNED], "20.000000");
    // Kept by its code.
    const char *const keep[] = {"aaa"};
    struct what_if kept = {.choice = {.keep = keep, .keep_count = 1}};
    divest(&small, &kept, rows, N(rows));
    assert_int_equal(kept.out.sale_count, 1);
    expect_amount(kept.out.excluded_pct, "20.000000");
    small_close(&small);
}

static void says_why_nothing_can_be_placed(void **state) {
    (void)state;
    struct small_reference small = group();
    const struct small_holding alone[] = {{.issuer = "f", .value = "10", USD}};
    const struct small_holding mixed[] = {{.issuer = "f", .value = "10", USD},
                                          {.issuer = "a", .value = "10", .currency = "EUR"}};
    const struct small_holding without[] = {{.issuer = "f"}, {.issuer = "a", .value = "10", USD}};
    struct what_if what = {0};
    divest(&small, &what, alone, N(alone));
    assert_non_null(strstr(what.out.alternatives[HT_LIKE_PRO_RATA].why_not.text, "nothing is left"));
    assert_null(what.out.alternatives[HT_LIKE_CASH].why_not.text);
    what = (struct what_if){0};
    divest(&small, &what, mixed, N(mixed));
    assert_non_null(strstr(what.out.alternatives[HT_LIKE_CASH].why_not.text, "several currencies"));
    assert_int_equal(what.out.sum_count, 1);
    expect_amount(what.out.sums[0].value, "10");
    what = (struct what_if){0};
    divest(&small, &what, without, N(without));
    assert_non_null(strstr(what.out.alternatives[HT_LIKE_CASH].why_not.text, "no value"));
    const struct small_holding worthless[] = {{.issuer = "f", .value = "0", USD},
                                              {.issuer = "a", .value = "10", USD}};
    what = (struct what_if){0};
    divest(&small, &what, worthless, N(worthless));
    assert_int_equal(what.out.sale_count, 1);
    assert_non_null(strstr(what.out.alternatives[HT_LIKE_PRO_RATA].why_not.text, "worth nothing"));
    small_close(&small);
}

// What a sector frees stays in it; of one in which nothing stays, it goes over all, and that is said.
static void neutral_stays_where_it_came_from(void **state) {
    (void)state;
    static const char *const SECTORS[] = {"Technology", "Technology", "Energy", "Mining", NULL};
    struct small_reference small = group();
    const struct small_holding rows[] = {{.issuer = "f", .value = "100", USD},
                                         {.issuer = "a", .value = "200", USD},
                                         {.issuer = "b", .value = "300", USD},
                                         {.issuer = "owned", .value = "50", USD},
                                         {.issuer = "c", .value = "350", USD}};
    struct what_if what = {.terms.neutral = 1U << HT_BY_SECTOR | 1U << HT_BY_COUNTRY, .sectors = SECTORS};
    divest(&small, &what, rows, N(rows));
    const struct ht_alternative *neutral = &what.out.alternatives[HT_LIKE_SECTOR_NEUTRAL];
    assert_int_equal(what.out.alternative_count, HT_LIKE_COUNT);
    assert_null(neutral->why_not.text);
    // 50 over 200, 300 and 350: 11.7647, 17.6471, 20.5882, by largest remainder.
    expect_amount(neutral->changes[0], "-100");
    expect_amount(neutral->changes[1], "111.76");
    expect_amount(neutral->changes[2], "17.65");
    expect_amount(neutral->changes[3], "-50");
    expect_amount(neutral->changes[4], "20.59");
    expect_amount(neutral->left, "0.00");
    assert_string_equal(neutral->elsewhere, "Mining");
    expect_amount(neutral->elsewhere_pct, "5.000000");
    expect_amount(neutral->turnover_pct, "15.000000");
    // Mining loses 5 points, which others gain.
    expect_amount(neutral->shift_pct[HT_BY_SECTOR], "5.000000");
    assert_false(neutral->shift_pct[HT_BY_COUNTRY].known);
    // In cash, all that goes leaves its sector.
    expect_amount(what.out.alternatives[HT_LIKE_CASH].shift_pct[HT_BY_SECTOR], "15.000000");
    const struct ht_divest_groups *sectors = &what.out.groups[HT_BY_SECTOR];
    assert_int_equal(sectors->count, 4);
    assert_null(sectors->items[0].name);
    expect_amount(sectors->items[0].weight_pct[HT_LIKE_BEFORE], "35.000000");
    expect_amount(sectors->items[0].weight_pct[HT_LIKE_SECTOR_NEUTRAL], "37.059000");
    assert_string_equal(sectors->items[3].name, "Mining");
    expect_amount(sectors->items[3].weight_pct[HT_LIKE_SECTOR_NEUTRAL], "0.000000");
    // The file tells no countries.
    assert_int_equal(what.out.groups[HT_BY_COUNTRY].count, 0);
    assert_non_null(strstr(what.out.alternatives[HT_LIKE_COUNTRY_NEUTRAL].why_not.text, "no countries"));
    small_close(&small);
}

// Whoever sells a company and buys its sister, or a stake in it, is told.
static void what_is_bought_nearby_is_named(void **state) {
    (void)state;
    struct small_reference small = small_new();
    small_graph(&small, "g 60 f; g 70 sister; minor 12 f; a 5 b");
    small_open(&small);
    const struct small_holding rows[] = {{.issuer = "f", .value = "100", USD},
                                         {.issuer = "sister", .value = "200", USD},
                                         {.issuer = "minor", .value = "300", USD},
                                         {.issuer = "a", .value = "400", USD}};
    struct what_if what = {0};
    divest(&small, &what, rows, N(rows));
    assert_int_equal(what.out.sale_count, 1);
    assert_int_equal(what.out.kin_count, 2);
    assert_string_equal(what.out.kin[0].line->resolved->issuer->id, "sister");
    assert_string_equal(what.out.kin[0].head->id, "g");
    assert_int_equal(what.out.kin[0].buyers, 1U << HT_LIKE_PRO_RATA);
    assert_string_equal(what.out.kin[1].line->resolved->issuer->id, "minor");
    assert_null(what.out.kin[1].head);
    assert_int_equal(what.out.kin[1].line->category, HT_STAKE);
    small_close(&small);
}

// TE = E / (1 - E) x volatility of what goes less the portfolio; by the covariance that the report uses.
static void tracking_error_is_that_of_the_formula(void **state) {
    (void)state;
    enum { DAYS = 300 };
    struct small_reference small = group();
    const struct small_holding rows[] = {{.issuer = "f", .value = "20", USD},
                                         {.issuer = "a", .value = "500", USD},
                                         {.issuer = "b", .value = "480", USD}};
    struct what_if what = {.terms.returns = prices(&small, 3, DAYS), .terms.periods = 250};
    divest(&small, &what, rows, N(rows));
    assert_null(what.out.risk.why_not);
    assert_int_equal(what.out.risk.sample.count, DAYS - 1);
    struct ht_covariance covariance;
    ht_covariance_estimate(what.out.risk.sample.values, DAYS - 1, 3, 250, small.arena, &covariance);
    const double away[] = {1 - .02, -.50, -.48}, held[] = {.02, .50, .48};
    double expected = .02 / .98 * sqrt(ht_covariance_variance(&covariance, away)) * 100;
    const struct ht_alternative *pro_rata = &what.out.alternatives[HT_LIKE_PRO_RATA];
    assert_true(pro_rata->tracking_pct.known && expected > 0);
    // Purchases are rounded to hundredths of a unit.
    assert_true(fabs((double)pro_rata->tracking_pct.number.units / 1e6 - expected) < 1e-3 * expected);
    double error = (double)pro_rata->tracking_error_pct.number.units / 1e6;
    assert_true(fabs(error - expected / sqrt(2.0 * (DAYS - 2))) < 2e-6 + 1e-3 * error);
    double cash = .02 * 100;
    const double sold[] = {1, 0, 0};
    cash *= sqrt(ht_covariance_variance(&covariance, sold));
    assert_true(fabs((double)what.out.alternatives[HT_LIKE_CASH].tracking_pct.number.units / 1e6 - cash) < 2e-6);
    double beta =
        1 - .02 * ht_covariance_between(&covariance, sold, held) / ht_covariance_variance(&covariance, held);
    assert_true(fabs((double)what.out.alternatives[HT_LIKE_CASH].beta.number.units / 1e6 - beta) < 2e-6);
    small_close(&small);
}

static void least_tracking_keeps_within_its_limits(void **state) {
    (void)state;
    struct small_reference small = group();
    const struct small_holding rows[] = {{.issuer = "f", .value = "10000", USD},
                                         {.issuer = "a", .value = "40000", USD},
                                         {.issuer = "b", .value = "30000", USD},
                                         {.issuer = "c", .value = "15000", USD},
                                         {.issuer = "d", .value = "5000", USD}};
    struct ht_returns *returns = prices(&small, 5, 300);
    double before = 0;
    static const char *const TURNOVERS[] = {NULL, "14", "11", "10"};
    for (size_t i = 0; i < N(TURNOVERS); i++) {
        struct what_if what = {.terms.returns = returns};
        what.terms.turnover_pct = small_amount(TURNOVERS[i]);
        what.terms.max_weight_pct = small_amount("45");
        divest(&small, &what, rows, N(rows));
        const struct ht_alternative *least = &what.out.alternatives[HT_LIKE_MIN_TRACKING];
        const struct ht_alternative *pro_rata = &what.out.alternatives[HT_LIKE_PRO_RATA];
        assert_null(least->why_not.text);
        struct ht_amount sum = ht_amount_unknown();
        for (size_t k = 0; k < N(rows); k++) {
            struct ht_amount after = small_amount(rows[k].value);
            assert_true(ht_amount_add(&sum, least->changes[k]) && ht_amount_add(&after, least->changes[k]));
            assert_true(ht_decimal_sign(after.number) >= 0);
            assert_true(ht_decimal_cmp(after.number, ht_decimal_int(45000)) <= 0);
        }
        assert_true(ht_decimal_sign(sum.number) == 0);
        if (TURNOVERS[i])
            assert_true(ht_decimal_cmp(least->turnover_pct.number, what.terms.turnover_pct.number) <= 0);
        // Less room is never better, and pro rata is one of the ways that the first had.
        double tracking = (double)least->tracking_pct.number.units;
        assert_true(tracking >= before - 1);
        assert_true(i > 0 || tracking <= (double)pro_rata->tracking_pct.number.units + 1);
        before = tracking;
    }
    struct what_if what = {.terms.returns = returns};
    what.terms.turnover_pct = small_amount("9.99");
    divest(&small, &what, rows, N(rows));
    assert_non_null(strstr(what.out.alternatives[HT_LIKE_MIN_TRACKING].why_not.text, "--turnover"));
    assert_true(what.out.alternatives[HT_LIKE_PRO_RATA].tracking_pct.known);
    small_close(&small);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(active_share_is_what_goes),
        cmocka_unit_test(each_line_has_its_part),
        cmocka_unit_test(says_why_nothing_can_be_placed),
        cmocka_unit_test(neutral_stays_where_it_came_from),
        cmocka_unit_test(what_is_bought_nearby_is_named),
        cmocka_unit_test(tracking_error_is_that_of_the_formula),
        cmocka_unit_test(least_tracking_keeps_within_its_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
