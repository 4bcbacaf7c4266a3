// SPDX-License-Identifier: GPL-3.0-or-later
// Covariances, and the weights of least tracking error: against worked numbers, another library's, and brute force.
#include "test_base.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "divest/linear.h"
#include "holdtrace/arena.h"
#include "holdtrace/min_tracking.h"

// The same numbers everywhere: a linear congruential generator, -0.5 to 0.5.
static double drawn(uint64_t *state) {
    *state = *state * 6364136223846793005U + 1442695040888963407U;
    return (double)(*state >> 33) / 2147483648.0 - 0.5;
}

static void near(double got, double wanted, double within) {
    if (!(fabs(got - wanted) <= within))
        fail_msg("%.17g is not %.17g", got, wanted);
}

// Two assets by their volatilities and correlation.
static struct ht_covariance two(double a, double b, double correlation, double factor[4]) {
    factor[0] = a;
    factor[1] = b * correlation;
    factor[2] = 0;
    factor[3] = b * sqrt(1 - correlation * correlation);
    return (struct ht_covariance){2, 2, factor, 0};
}

// Hikvision 2 % at 40 %, the rest at 18 %, correlation one half: pro rata is 69.4 basis points away.
static void worked_tracking_error(void **state) {
    (void)state;
    double factor[4];
    struct ht_covariance covariance = two(.40, .18, .5, factor);
    const double away[] = {-.02, .02}, held[] = {.02, .98}, hikvision[] = {1, 0};
    double active = sqrt(ht_covariance_variance(&covariance, away));
    near(active, 0.00693974, 5e-9);
    near(active, .02 * sqrt(.1204), 1e-16);
    double portfolio = ht_covariance_variance(&covariance, held);
    double with = ht_covariance_between(&covariance, hikvision, held);
    near(portfolio, .03259216, 1e-15);
    near(with, .03848, 1e-15);
    near(.02 / .98 * sqrt(.16 + portfolio - 2 * with), active, 1e-15);
}

struct shrunk_case {
    size_t count, size;
    uint64_t seed;
    double shrinkage, first, corner, last; // as scikit-learn 1.2.1 has them (ledoit_wolf)
};

static void shrinks_as_ledoit_and_wolf_do(void **state) {
    (void)state;
    static const struct shrunk_case CASES[] = {
        {5, 3, 1, 0.38969334781730869, 0.0035930078908463217, 0.0019055148788474354, 0.013081832277826071},
        {30, 4, 2, 0.048366291670378626, 0.0038076693350393783, 0.0027469711138556133, 0.0040359750738650866},
        {24, 40, 3, 0.034574656507574374, 0.0033770394437807761, 0.0030095052820583224, 0.0049212187942111879},
        {60, 60, 4, 0.014245508460364244, 0.0047995252448175089, 0.010451261028991786, 0.030190564289298429},
        {300, 7, 5, 0.0036591440884379558, 0.0042063447668817516, 0.0033656762062172193, 0.0041856447866586858},
    };
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        const struct shrunk_case *c = &CASES[k];
        struct ht_arena *arena = ht_arena_new();
        double *x = ht_arena_array(arena, c->count * c->size, sizeof *x);
        double *e = ht_arena_array(arena, 2 * c->size, sizeof *e), *f = e + c->size;
        uint64_t seed = c->seed;
        struct ht_covariance covariance;
        for (size_t i = 0; i < c->count * c->size; i++)
            x[i] = drawn(&seed) * 0.1;
        for (size_t t = 0; t < c->count; t++) {
            double common = drawn(&seed) * 0.2;
            for (size_t i = 0; i < c->size; i++)
                x[t * c->size + i] += common * (double)(1 + i % 3);
        }
        struct ht_shrinkage shrunk = ht_covariance_estimate(x, c->count, c->size, 1, arena, &covariance);
        near(shrunk.shrinkage, c->shrinkage, 1e-10);
        e[0] = 1;
        f[c->size - 1] = 1;
        near(ht_covariance_variance(&covariance, e), c->first, 1e-10);
        near(ht_covariance_between(&covariance, e, f), c->corner, 1e-10);
        near(ht_covariance_variance(&covariance, f), c->last, 1e-10);
        ht_arena_free(arena);
    }
}

// A year has 12 of these returns; prices that never move have no variance.
static void scales_to_a_year_and_knows_stillness(void **state) {
    (void)state;
    struct ht_arena *arena = ht_arena_new();
    const double moving[] = {.01, .02, -.01, .00, .03, -.02}, still[] = {1, 2, 1, 2, 1, 2}, e[] = {1, 0};
    struct ht_covariance month, year;
    ht_covariance_estimate(moving, 3, 2, 1, arena, &month);
    ht_covariance_estimate(moving, 3, 2, 12, arena, &year);
    near(ht_covariance_variance(&year, e), 12 * ht_covariance_variance(&month, e), 1e-15);
    struct ht_shrinkage none = ht_covariance_estimate(still, 3, 2, 1, arena, &month);
    assert_true(none.mean_variance == 0 && none.shrinkage == 0);
    ht_arena_free(arena);
}

static void gram_is_the_sum_of_products(void **state) {
    (void)state;
    for (size_t rows = 1; rows < 12; rows++)
        for (size_t size = 1; size < 9; size++) {
            double a[12 * 9], gram[12 * 12] = {0};
            uint64_t seed = rows * 100 + size;
            for (size_t i = 0; i < rows * size; i++)
                a[i] = drawn(&seed);
            div_gram(a, rows, size, size, 2, gram);
            for (size_t i = 0; i < rows; i++)
                for (size_t j = 0; j < rows; j++) {
                    double sum = 0;
                    for (size_t k = 0; k < size; k++)
                        sum += 2 * a[i * size + k] * a[j * size + k];
                    near(gram[i * rows + j], j <= i ? sum : 0, 1e-14);
                }
        }
}

// What is left of a portfolio of which one asset goes: the others take it up by their betas to it.
static void closed_form_of_three(void **state) {
    (void)state;
    // Equal volatilities of 20 %, no correlations: the excluded third is split evenly.
    const double factor[] = {.2, 0, 0, .2};
    struct ht_covariance covariance = {2, 2, factor, 0};
    const double tracked[] = {.3, .5}, held[] = {.3, .5}, lower[] = {0, 0}, upper[] = {1, 1};
    struct ht_min_tracking problem = {&covariance, tracked, held, lower, upper, 1, -1};
    struct ht_arena *arena = ht_arena_new();
    double x[2];
    assert_int_equal(ht_min_tracking_solve(&problem, arena, x, NULL), HT_TRACKED);
    near(x[0], .4, 1e-14);
    near(x[1], .6, 1e-14);
    // Volatilities of 10 % and 20 %: as the inverse variances, 4 to 1.
    const double uneven[] = {.1, 0, 0, .2};
    covariance.factor = uneven;
    assert_int_equal(ht_min_tracking_solve(&problem, arena, x, NULL), HT_TRACKED);
    near(x[0], .3 + .2 * 4 / 5, 1e-14);
    near(x[1], .5 + .2 / 5, 1e-14);
    // Capped at 40 %: the rest goes to the other.
    const double capped[] = {.4, 1};
    problem.upper = capped;
    assert_int_equal(ht_min_tracking_solve(&problem, arena, x, NULL), HT_TRACKED);
    near(x[0], .4, 1e-14);
    near(x[1], .6, 1e-14);
    ht_arena_free(arena);
}

static void closed_form_with_a_limit_on_sales(void **state) {
    (void)state;
    double factor[4];
    struct ht_covariance covariance = two(.2, .2, 0, factor);
    // Tracked is a benchmark of 90 and 10; held are 40 and 50, with 10 to place, and sales of 5 allowed.
    const double tracked[] = {.9, .1}, held[] = {.4, .5}, lower[] = {0, 0}, upper[] = {1, 1};
    struct ht_min_tracking problem = {&covariance, tracked, held, lower, upper, 1, -1};
    struct ht_arena *arena = ht_arena_new();
    double x[2];
    assert_int_equal(ht_min_tracking_solve(&problem, arena, x, NULL), HT_TRACKED);
    near(x[0], .9, 1e-14);
    problem.sales = .05;
    assert_int_equal(ht_min_tracking_solve(&problem, arena, x, NULL), HT_TRACKED);
    near(x[0], .55, 1e-14);
    near(x[1], .45, 1e-14);
    problem.sales = 0;
    assert_int_equal(ht_min_tracking_solve(&problem, arena, x, NULL), HT_TRACKED);
    near(x[0], .5, 1e-14);
    near(x[1], .5, 1e-14);
    ht_arena_free(arena);
}

static void says_why_there_is_none(void **state) {
    (void)state;
    double factor[4];
    struct ht_covariance covariance = two(.2, .2, 0, factor);
    const double held[] = {.4, .5}, lower[] = {0, 0}, tight[] = {.45, .45}, forced[] = {.9, .2}, firm[] = {.6, .6};
    const double wide[] = {1, 1}, zeros[4] = {0}, twins[] = {.2, .2, 0, 0};
    struct ht_min_tracking problem = {&covariance, held, held, lower, tight, 1, -1};
    struct ht_arena *arena = ht_arena_new();
    double x[2];
    assert_int_equal(ht_min_tracking_solve(&problem, arena, x, NULL), HT_TRACKED_TOO_LITTLE);
    problem.upper = forced;
    problem.sales = .1;
    assert_int_equal(ht_min_tracking_solve(&problem, arena, x, NULL), HT_TRACKED_SALES);
    problem.upper = wide;
    problem.lower = firm;
    assert_int_equal(ht_min_tracking_solve(&problem, arena, x, NULL), HT_TRACKED_TOO_MUCH);
    problem.lower = lower;
    covariance.factor = zeros;
    assert_int_equal(ht_min_tracking_solve(&problem, arena, x, NULL), HT_TRACKED_SINGULAR);
    covariance.factor = twins; // two that move as one
    assert_int_equal(ht_min_tracking_solve(&problem, arena, x, NULL), HT_TRACKED_SINGULAR);
    assert_non_null(strstr(ht_tracked_words(HT_TRACKED_SINGULAR), "singular"));
    ht_arena_free(arena);
}

enum { SMALL = 4, PLACES = 5, EQUATIONS = SMALL + 2 };

static double objective(const struct ht_min_tracking *problem, const double *x) {
    double away[SMALL];
    for (size_t i = 0; i < problem->covariance->size; i++)
        away[i] = x[i] - problem->tracked[i];
    return ht_covariance_variance(problem->covariance, away);
}

static bool eliminate(double m[EQUATIONS][EQUATIONS + 1], size_t n) {
    for (size_t k = 0; k < n; k++) {
        size_t best = k;
        for (size_t i = k + 1; i < n; i++)
            best = fabs(m[i][k]) > fabs(m[best][k]) ? i : best;
        if (fabs(m[best][k]) < 1e-12)
            return false;
        for (size_t j = 0; j <= n; j++) {
            double swap = m[k][j];
            m[k][j] = m[best][j];
            m[best][j] = swap;
        }
        for (size_t i = 0; i < n; i++)
            for (size_t j = n + 1; i != k && j-- > k;)
                m[i][j] -= m[k][j] * (m[i][k] / m[k][k]);
    }
    return true;
}

/*
 * The stationary point with the securities in PLACES (0 lower, 1 upper, 2 held, 3 sold in part, 4 bought in part)
 * and, when BINDS, sales at their limit: one linear system for all unknowns and prices.
 */
static bool candidate(const struct ht_min_tracking *problem, const int *places, bool binds, double *x) {
    size_t n = problem->covariance->size, total = n + 1 + binds;
    double m[EQUATIONS][EQUATIONS + 1] = {{0}};
    for (size_t i = 0; i < n; i++) {
        double e[SMALL] = {0}, f[SMALL] = {0};
        e[i] = 1;
        if (places[i] < 3) {
            m[i][i] = 1;
            m[i][total] = places[i] == 0 ? problem->lower[i] : places[i] == 1 ? problem->upper[i] : problem->held[i];
        } else {
            for (size_t j = 0; j < n; j++) {
                memset(f, 0, sizeof f);
                f[j] = 1;
                m[i][j] = ht_covariance_between(problem->covariance, e, f);
            }
            m[i][n] = -1;
            if (binds)
                m[i][n + 1] = places[i] == 3 ? -1 : 0;
            m[i][total] = ht_covariance_between(problem->covariance, e, problem->tracked);
        }
        m[n][i] = 1;
        if (binds && (places[i] == 3 || places[i] == 0 || (places[i] == 1 && problem->upper[i] < problem->held[i]))) {
            m[n + 1][i] = -1;
            m[n + 1][total] -= problem->held[i];
        }
    }
    m[n][total] = problem->budget;
    if (binds)
        m[n + 1][total] += problem->sales;
    if (!eliminate(m, total))
        return false;
    double sum = 0, sales = 0;
    for (size_t i = 0; i < n; i++) {
        x[i] = m[i][total] / m[i][i];
        if (x[i] < problem->lower[i] - 1e-10 || x[i] > problem->upper[i] + 1e-10)
            return false;
        sum += x[i];
        sales += fmax(0, problem->held[i] - x[i]);
    }
    return fabs(sum - problem->budget) < 1e-10 && (problem->sales < 0 || sales <= problem->sales + 1e-10);
}

// The least objective over every way of placing the securities.
static double by_brute_force(const struct ht_min_tracking *problem) {
    size_t n = problem->covariance->size, ways = 1;
    double best = (double)INFINITY, x[SMALL];
    for (size_t i = 0; i < n; i++)
        ways *= PLACES;
    for (size_t way = 0; way < 2 * ways; way++) {
        int places[SMALL];
        size_t rest = way / 2;
        for (size_t i = 0; i < n; i++, rest /= PLACES)
            places[i] = (int)(rest % PLACES);
        bool binds = way % 2 == 1 && problem->sales >= 0;
        if (candidate(problem, places, binds, x))
            best = fmin(best, objective(problem, x));
    }
    return best;
}

static void agrees_with_brute_force(void **state) {
    (void)state;
    size_t solved = 0, limited = 0;
    for (uint64_t round = 1; round <= 300; round++) {
        struct ht_arena *arena = ht_arena_new();
        uint64_t seed = round;
        size_t n = 2 + round % 3;
        double factor[3 * SMALL], tracked[SMALL], held[SMALL], lower[SMALL] = {0}, upper[SMALL], x[SMALL], sum = 0;
        for (size_t i = 0; i < 3 * n; i++)
            factor[i] = drawn(&seed) + .2;
        struct ht_covariance covariance = {n, 3, factor, .01};
        for (size_t i = 0; i < n; i++) {
            held[i] = (drawn(&seed) + .55) / (double)n;
            tracked[i] = round % 2 ? held[i] + drawn(&seed) * .3 : held[i];
            upper[i] = round % 5 ? 1 : .5;
            sum += held[i];
        }
        struct ht_min_tracking problem = {
            &covariance, tracked, held, lower, upper, sum + .1, round % 3 ? .02 * (double)(round % 4) : -1};
        struct ht_optimality optimality = {0};
        enum ht_tracked outcome = ht_min_tracking_solve(&problem, arena, x, &optimality);
        double best = by_brute_force(&problem);
        if (outcome == HT_TRACKED) {
            near(objective(&problem, x), best, 1e-11);
            assert_true(optimality.feasibility < 1e-11 && optimality.stationarity < 1e-9);
            solved++;
            limited += problem.sales > 0;
        } else {
            assert_true(outcome == HT_TRACKED_TOO_LITTLE || outcome == HT_TRACKED_SALES);
            assert_true(isinf(best));
        }
        ht_arena_free(arena);
    }
    assert_true(solved > 250 && limited > 100);
}

// The conditions of the least variance, tested without the solver's own prices.
static double worst_condition(const struct ht_min_tracking *problem, const double *x, double scale) {
    size_t n = problem->covariance->size, below = n, above = n;
    struct ht_arena *arena = ht_arena_new();
    double *away = ht_arena_array(arena, 2 * n + problem->covariance->rows, sizeof *away), *slope = away + n;
    double dearest = -(double)INFINITY, cheapest = (double)INFINITY, tau = 0;
    for (size_t i = 0; i < n; i++)
        away[i] = x[i] - problem->tracked[i];
    ht_covariance_times(problem->covariance, away, slope + n, slope);
    for (size_t i = 0; i < n; i++) {
        bool inside = x[i] > problem->lower[i] + 1e-9 && x[i] < problem->upper[i] - 1e-9;
        if (inside && x[i] < problem->held[i] - 1e-9)
            below = i;
        if (inside && x[i] > problem->held[i] + 1e-9)
            above = i;
    }
    if (problem->sales >= 0 && below < n && above < n)
        tau = slope[below] - slope[above];
    assert_true(tau >= -1e-9 * scale);
    for (size_t i = 0; i < n; i++) {
        double down = slope[i] - (x[i] <= problem->held[i] + 1e-11 ? tau : 0);
        double up = slope[i] - (x[i] < problem->held[i] - 1e-11 ? tau : 0);
        bool may_sell = problem->sales != 0 || x[i] > problem->held[i] + 1e-11;
        if (may_sell && x[i] > problem->lower[i] + 1e-11)
            dearest = fmax(dearest, down); // what a sale of it saves
        if (x[i] < problem->upper[i] - 1e-11)
            cheapest = fmin(cheapest, up); // what a purchase of it costs
    }
    ht_arena_free(arena);
    return (dearest - cheapest) / scale;
}

static void meets_the_conditions_with_five_hundred(void **state) {
    (void)state;
    enum { N = 500 };
    static const struct {
        size_t rows;
        double sales, most;
    } CASES[] = {{60, -1, 1}, {60, .05, 1}, {60, 0, 1}, {700, -1, .01}, {700, .03, .006}, {120, .02, .004}};
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        struct ht_arena *arena = ht_arena_new();
        uint64_t seed = k + 7;
        size_t rows = CASES[k].rows;
        double *factor = ht_arena_array(arena, rows * N, sizeof *factor);
        double *all = ht_arena_array(arena, 5 * (size_t)N, sizeof *all);
        double *held = all, *tracked = all + N, *lower = all + 2 * N, *upper = all + 3 * N, *x = all + 4 * N, sum = 0;
        for (size_t t = 0; t < rows; t++) {
            double market = drawn(&seed);
            for (size_t i = 0; i < N; i++)
                factor[t * N + i] = (market + drawn(&seed)) * .5 / sqrt((double)rows);
        }
        struct ht_covariance covariance = {N, rows, factor, .002};
        for (size_t i = 0; i < N; i++) {
            held[i] = pow(drawn(&seed) + .5, 4) + 1e-6;
            sum += held[i];
        }
        for (size_t i = 0; i < N; i++) {
            held[i] *= .9 / sum;
            tracked[i] = held[i] * (1 + drawn(&seed));
            upper[i] = fmax(CASES[k].most, held[i]);
        }
        struct ht_min_tracking problem = {&covariance, tracked, held, lower, upper, 1, CASES[k].sales};
        struct ht_optimality optimality;
        assert_int_equal(ht_min_tracking_solve(&problem, arena, x, &optimality), HT_TRACKED);
        double scale = covariance.ridge;
        for (size_t i = 0; i < rows * N; i++)
            scale += factor[i] * factor[i] / N;
        assert_true(optimality.feasibility < 1e-11 && optimality.stationarity < 1e-9);
        assert_true(worst_condition(&problem, x, scale) < 1e-9);
        ht_arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(worked_tracking_error),
        cmocka_unit_test(shrinks_as_ledoit_and_wolf_do),
        cmocka_unit_test(scales_to_a_year_and_knows_stillness),
        cmocka_unit_test(gram_is_the_sum_of_products),
        cmocka_unit_test(closed_form_of_three),
        cmocka_unit_test(closed_form_with_a_limit_on_sales),
        cmocka_unit_test(says_why_there_is_none),
        cmocka_unit_test(agrees_with_brute_force),
        cmocka_unit_test(meets_the_conditions_with_five_hundred),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
