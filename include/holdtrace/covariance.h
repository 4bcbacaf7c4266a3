// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A covariance matrix that is never written out: a multiple of the identity and a product of a thin matrix with
 * itself. With more securities than returns this is far smaller, and quicker to solve with, than the matrix itself.
 */
#ifndef HOLDTRACE_COVARIANCE_H
#define HOLDTRACE_COVARIANCE_H

#include <stdbool.h>
#include <stddef.h>

struct ht_arena;

// RIDGE x identity + FACTOR' x FACTOR; FACTOR has ROWS rows of SIZE numbers.
struct ht_covariance {
    size_t size, rows;
    const double *factor;
    double ridge; // not below zero
};

struct ht_shrinkage {
    double shrinkage;     // 0 to 1
    double mean_variance; // of one return; 0: nothing ever moves
};

/*
 * The covariance of returns of which the COUNT rows of SIZE numbers at VALUES are a sample, shrunk towards equal
 * variances without covariances as Ledoit and Wolf (2004, Journal of Multivariate Analysis 88) estimate best, times
 * PERIODS. Means are those of the sample, and sums are divided by COUNT. *OUT lives in ARENA; VALUES are left alone.
 */
struct ht_shrinkage ht_covariance_estimate(const double *values, size_t count, size_t size, double periods,
                                           struct ht_arena *arena, struct ht_covariance *out);

// OUT becomes the covariance times VECTOR. WORK has room for its rows.
void ht_covariance_times(const struct ht_covariance *covariance, const double *vector, double *work, double *out);

// The variance of holding VECTOR.
double ht_covariance_variance(const struct ht_covariance *covariance, const double *vector);

// The covariance of holding A with holding B.
double ht_covariance_between(const struct ht_covariance *covariance, const double *a, const double *b);

#endif
