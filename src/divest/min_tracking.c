// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The active set: each security is at a bound, where it is held, or free; the free ones are solved for, with the
 * budget and, where it binds, the limit on sales; those found on the wrong side change place, all at once. Where that
 * makes no progress, one at a time (block principal pivoting; Judice and Pires 1994).
 *
 * With a limit on sales, a sale costs `tau` a unit, so that the objective has a kink where a security is held.
 */
#include "holdtrace/min_tracking.h"

#include <math.h>

#include "divest/free_part.h"
#include "holdtrace/arena.h"

enum place {
    AT_LOWER,
    AT_UPPER,
    AT_HELD, // with a limit on sales: neither bought nor sold
    BELOW,   // with a limit on sales: free, and less than is held
    FREE     // with a limit on sales: free, and more than is held
};

static const double TOLERANCE = 1e-12;

struct search {
    const struct ht_min_tracking *problem;
    size_t size;
    bool limited;
    enum place *places;
    bool *is_free;
    double *lower;    // with no sales at all, what is held
    double *x, *away; // weights; their distance from what is tracked
    double *slope;    // covariance times distance
    double *work, *ones, *belows, *base;
    double nu, tau; // prices of the budget and of sales
    double scale;   // mean variance
    struct div_free_part part;
};

const char *ht_tracked_words(enum ht_tracked outcome) {
    static const char *const WORDS[] = {
        [HT_TRACKED] = NULL,
        [HT_TRACKED_TOO_LITTLE] = "the securities that may be bought cannot take the proceeds within --max-weight",
        [HT_TRACKED_TOO_MUCH] = "what has to be kept is worth more than there is",
        [HT_TRACKED_SALES] = "--max-weight forces more sales than --turnover allows",
        [HT_TRACKED_SINGULAR] = "the covariance is singular: some securities move as one, or not at all",
        [HT_TRACKED_NO_LIBRARY] = "GSL (libgsl.so.27 or 28) cannot be loaded",
        [HT_TRACKED_ENDLESS] = "no solution was reached in the steps allowed",
    };
    return WORDS[outcome];
}

static bool is_free_place(enum place place) {
    return place == BELOW || place == FREE;
}

static double held_of(const struct search *search, size_t i) {
    return search->problem->held[i];
}

// Where a security that is not free lies.
static double fixed_at(const struct search *search, size_t i) {
    return search->places[i] == AT_LOWER   ? search->lower[i]
           : search->places[i] == AT_UPPER ? search->problem->upper[i]
                                           : held_of(search, i);
}

// The place of what is given up when there is nobody on one side: the candidate with the least, or the most, slope.
static bool free_one(struct search *search, bool below) {
    size_t best = search->size;
    for (size_t i = 0; i < search->size; i++) {
        const double held = held_of(search, i), sign = below ? -1 : 1;
        bool can =
            below ? search->lower[i] < held && search->places[i] != AT_UPPER
                  : search->problem->upper[i] > (search->limited ? fmax(held, search->lower[i]) : search->lower[i]) &&
                        search->places[i] != BELOW;
        if (can && !is_free_place(search->places[i]) &&
            (best == search->size || sign * search->slope[i] < sign * search->slope[best]))
            best = i;
    }
    if (best == search->size)
        return false;
    search->places[best] = below ? BELOW : FREE;
    return true;
}

// The equations need a free security on each side that they speak of.
static void free_enough(struct search *search) {
    size_t counts[2] = {0, 0};
    for (size_t i = 0; i < search->size; i++)
        if (is_free_place(search->places[i]))
            counts[search->places[i] == BELOW]++;
    if (counts[0] == 0)
        (void)free_one(search, false);
    if (search->limited && counts[1] == 0)
        (void)free_one(search, true);
}

struct sums {
    double budget, sales;                // of what is fixed
    double tracked, sold;                // of the free: what is tracked; held less tracked, of those below
    double base_all, base_below;         // of the solution without prices
    double ones_all, ones_below, belows; // of those for the prices
};

// Solves for the free securities without prices, and for the price of each equation.
static void solve_parts(struct search *search, struct sums *sums) {
    const struct ht_min_tracking *problem = search->problem;
    struct div_free_part *part = &search->part;
    *sums = (struct sums){0};
    for (size_t i = 0; i < search->size; i++) {
        bool is_free = is_free_place(search->places[i]);
        search->x[i] = is_free ? problem->tracked[i] : fixed_at(search, i);
        search->away[i] = search->x[i] - problem->tracked[i];
        sums->budget += is_free ? 0 : search->x[i];
        sums->sales += is_free ? 0 : fmax(0, held_of(search, i) - search->x[i]);
    }
    ht_covariance_times(problem->covariance, search->away, search->work, search->slope);
    for (size_t k = 0; k < part->count; k++) {
        size_t i = part->members[k];
        search->base[k] = -search->slope[i];
        search->ones[k] = 1;
        search->belows[k] = search->places[i] == BELOW;
    }
    div_free_solve(part, search->base);
    div_free_solve(part, search->ones);
    if (search->limited)
        div_free_solve(part, search->belows);
    for (size_t k = 0; k < part->count; k++) {
        size_t i = part->members[k];
        bool below = search->places[i] == BELOW;
        sums->tracked += problem->tracked[i];
        sums->sold += below ? held_of(search, i) - problem->tracked[i] : 0;
        sums->base_all += search->base[k];
        sums->ones_all += search->ones[k];
        sums->base_below += below ? search->base[k] : 0;
        sums->ones_below += below ? search->ones[k] : 0;
        sums->belows += below ? search->belows[k] : 0;
    }
}

// The prices of budget and sales; false when the equations contradict each other.
static bool find_prices(struct search *search, const struct sums *sums) {
    double budget = search->problem->budget - sums->budget - sums->tracked - sums->base_all;
    search->tau = 0;
    if (!search->limited) {
        search->nu = budget / sums->ones_all;
        return sums->ones_all > 0;
    }
    double sales = sums->sold - (search->problem->sales - sums->sales) - sums->base_below;
    double determinant = sums->ones_all * sums->belows - sums->ones_below * sums->ones_below;
    if (!(determinant > 1e-13 * sums->ones_all * sums->belows))
        return false;
    search->nu = (budget * sums->belows - sales * sums->ones_below) / determinant;
    search->tau = (sales * sums->ones_all - budget * sums->ones_below) / determinant;
    return true;
}

static enum ht_tracked step(struct search *search) {
    struct sums sums;
    free_enough(search);
    for (size_t i = 0; i < search->size; i++)
        search->is_free[i] = is_free_place(search->places[i]);
    enum ht_dense factored = div_free_set(&search->part, search->is_free);
    if (factored != HT_DENSE_SOLVED)
        return factored == HT_DENSE_NO_LIBRARY ? HT_TRACKED_NO_LIBRARY : HT_TRACKED_SINGULAR;
    solve_parts(search, &sums);
    if (!find_prices(search, &sums))
        return HT_TRACKED_SINGULAR;
    for (size_t k = 0; k < search->part.count; k++) {
        size_t i = search->part.members[k];
        double moved = search->base[k] + search->nu * search->ones[k];
        search->away[i] = search->limited ? moved + search->tau * search->belows[k] : moved;
        search->x[i] = search->problem->tracked[i] + search->away[i];
    }
    ht_covariance_times(search->problem->covariance, search->away, search->work, search->slope);
    return HT_TRACKED;
}

// Where security I belongs by its weight and slope; its own place when that is right.
static enum place right_place(const struct search *search, size_t i) {
    double x = search->x[i], r = (search->slope[i] - search->nu) / search->scale;
    double tau = fmax(0, search->tau) / search->scale, held = held_of(search, i);
    double lower = search->lower[i], upper = search->problem->upper[i];
    bool kinked = search->limited && lower < held && held < upper;
    bool sells = search->limited && upper <= held; // all that it can be is a sale
    switch (search->places[i]) {
    case FREE:
        if (x > upper + TOLERANCE)
            return AT_UPPER;
        if (kinked && x < held - TOLERANCE)
            return AT_HELD;
        return x < lower - TOLERANCE ? AT_LOWER : FREE;
    case BELOW:
        if (x < lower - TOLERANCE)
            return AT_LOWER;
        if (kinked && x > held + TOLERANCE)
            return AT_HELD;
        return x > upper + TOLERANCE ? AT_UPPER : BELOW;
    case AT_HELD:
        return r < -TOLERANCE ? FREE : r > tau + TOLERANCE ? BELOW : AT_HELD;
    case AT_LOWER:
        if (upper <= lower)
            return AT_LOWER;
        return search->limited && lower < held ? (r - tau < -TOLERANCE ? BELOW : AT_LOWER)
                                               : (r < -TOLERANCE ? FREE : AT_LOWER);
    case AT_UPPER:
        if (upper <= lower)
            return AT_UPPER;
        return sells ? (r - tau > TOLERANCE ? BELOW : AT_UPPER) : (r > TOLERANCE ? FREE : AT_UPPER);
    }
    return search->places[i];
}

// Moves all that are in the wrong place, or the last one alone; how many there are.
static size_t correct(struct search *search, bool one) {
    size_t wrong = 0, last = 0;
    enum place to = FREE;
    for (size_t i = 0; i < search->size; i++) {
        enum place place = right_place(search, i);
        if (place == search->places[i])
            continue;
        wrong++;
        last = i;
        to = place;
        if (!one)
            search->places[i] = place;
    }
    if (one && wrong > 0)
        search->places[last] = to;
    return wrong;
}

static enum ht_tracked settle(struct search *search) {
    enum { PATIENCE = 10 };
    size_t least = search->size + 1, waited = 0, most = 20 * search->size + 200;
    for (size_t round = 0; round < most; round++) {
        enum ht_tracked outcome = step(search);
        if (outcome != HT_TRACKED)
            return outcome;
        size_t wrong = correct(search, waited >= PATIENCE);
        if (wrong == 0)
            return HT_TRACKED;
        waited = wrong < least ? 0 : waited + 1;
        least = wrong < least ? wrong : least;
    }
    return HT_TRACKED_ENDLESS;
}

static double sales_of(const struct search *search) {
    double sales = 0;
    for (size_t i = 0; i < search->size; i++)
        sales += fmax(0, held_of(search, i) - search->x[i]);
    return sales;
}

// Whether any weights fit bounds, budget and limit.
static enum ht_tracked check(const struct search *search) {
    const struct ht_min_tracking *problem = search->problem;
    double least = 0, most = 0, forced = 0, held = 0;
    for (size_t i = 0; i < search->size; i++) {
        least += search->lower[i];
        most += problem->upper[i];
        forced += fmax(0, problem->held[i] - problem->upper[i]);
        held += problem->held[i];
    }
    if (most < problem->budget - TOLERANCE)
        return HT_TRACKED_TOO_LITTLE;
    if (problem->sales >= 0 && forced > problem->sales + TOLERANCE)
        return HT_TRACKED_SALES;
    if (least > problem->budget + TOLERANCE ||
        (problem->sales >= 0 && held - problem->sales > problem->budget + TOLERANCE))
        return HT_TRACKED_TOO_MUCH;
    return HT_TRACKED;
}

static void start(struct search *search, struct ht_arena *arena) {
    const struct ht_covariance *covariance = search->problem->covariance;
    size_t n = search->size;
    double **vectors[] = {&search->lower, &search->away,   &search->slope,
                          &search->ones,  &search->belows, &search->base};
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
        *vectors[i] = ht_arena_array(arena, n, sizeof **vectors[i]);
    search->places = ht_arena_array(arena, n, sizeof *search->places);
    search->is_free = ht_arena_array(arena, n, sizeof *search->is_free);
    search->work = ht_arena_array(arena, covariance->rows, sizeof *search->work);
    search->scale = covariance->ridge;
    for (size_t i = 0; i < covariance->rows * n; i++)
        search->scale += covariance->factor[i] * covariance->factor[i] / (double)n;
    for (size_t i = 0; i < n; i++) {
        double held = fmin(search->problem->held[i], search->problem->upper[i]);
        bool stays = search->problem->sales >= 0 && search->problem->sales <= TOLERANCE;
        search->lower[i] = stays ? fmax(search->problem->lower[i], held) : search->problem->lower[i];
        search->places[i] = FREE;
    }
    div_free_start(&search->part, covariance, arena);
}

// The limit on sales binds: who sells and who buys begins as it was without.
static void limit(struct search *search) {
    search->limited = true;
    for (size_t i = 0; i < search->size; i++)
        if (search->places[i] == FREE && search->x[i] < held_of(search, i))
            search->places[i] = BELOW;
}

static struct ht_optimality measure(const struct search *search) {
    const struct ht_min_tracking *problem = search->problem;
    struct ht_optimality out = {0};
    double sum = 0, tau = fmax(0, search->tau);
    for (size_t i = 0; i < search->size; i++) {
        double r = search->slope[i] - search->nu, x = search->x[i], held = problem->held[i];
        bool low = x <= search->lower[i] + TOLERANCE, high = x >= problem->upper[i] - TOLERANCE;
        // The interval of slopes that a small purchase and a small sale meet.
        double buying = x < held - TOLERANCE ? r - tau : r, selling = x > held + TOLERANCE ? r : r - tau;
        sum += x;
        out.feasibility = fmax(out.feasibility, fmax(search->lower[i] - x, x - problem->upper[i]));
        if (!high)
            out.stationarity = fmax(out.stationarity, -buying);
        if (!low)
            out.stationarity = fmax(out.stationarity, selling);
    }
    out.feasibility = fmax(out.feasibility, fabs(sum - problem->budget));
    if (problem->sales >= 0)
        out.feasibility = fmax(out.feasibility, sales_of(search) - problem->sales);
    out.stationarity /= search->scale;
    return out;
}

enum ht_tracked ht_min_tracking_solve(const struct ht_min_tracking *problem, struct ht_arena *arena, double *weights,
                                      struct ht_optimality *optimality) {
    struct search search = {.problem = problem, .size = problem->covariance->size, .x = weights};
    start(&search, arena);
    enum ht_tracked outcome = check(&search);
    if (outcome == HT_TRACKED && !(search.scale > 0))
        outcome = HT_TRACKED_SINGULAR;
    if (outcome == HT_TRACKED)
        outcome = settle(&search);
    if (outcome == HT_TRACKED && problem->sales > TOLERANCE && sales_of(&search) > problem->sales + TOLERANCE) {
        limit(&search);
        outcome = settle(&search);
    }
    if (outcome == HT_TRACKED && optimality)
        *optimality = measure(&search);
    return outcome;
}
