// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The weights that come closest to a portfolio to be tracked: the least variance of the difference, long only, within
 * bounds, by an active set. A convex quadratic programme with one solution where the covariance is positive definite.
 */
#ifndef HOLDTRACE_MIN_TRACKING_H
#define HOLDTRACE_MIN_TRACKING_H

#include "holdtrace/covariance.h"

struct ht_arena;

/*
 * Minimise (x - TRACKED)' C (x - TRACKED) so that the x add up to BUDGET, LOWER <= x <= UPPER, and what is sold, the
 * sum of HELD - x where that is above zero, is at most SALES.
 */
struct ht_min_tracking {
    const struct ht_covariance *covariance;
    const double *tracked, *held, *lower, *upper;
    double budget;
    double sales; // below zero: no limit
};

enum ht_tracked {
    HT_TRACKED,
    HT_TRACKED_TOO_LITTLE, // the upper bounds do not hold the budget
    HT_TRACKED_TOO_MUCH,   // the lower bounds are above the budget
    HT_TRACKED_SALES,      // the upper bounds force more sales than are allowed
    HT_TRACKED_SINGULAR,   // the covariance is not positive definite
    HT_TRACKED_NO_LIBRARY, // GSL cannot be loaded
    HT_TRACKED_ENDLESS     // no solution was reached; a bug, or numbers beyond doubles
};

// Why there is no solution, as a sentence without a full stop; NULL for HT_TRACKED.
const char *ht_tracked_words(enum ht_tracked outcome);

// How well WEIGHTS solve a problem: the worst violation of its bounds and of the conditions of the least variance.
struct ht_optimality {
    double feasibility;  // of budget, bounds and sales
    double stationarity; // of the conditions, over the mean variance
};

// Sets WEIGHTS, one for each security.
enum ht_tracked ht_min_tracking_solve(const struct ht_min_tracking *problem, struct ht_arena *arena, double *weights,
                                      struct ht_optimality *optimality);

#endif
