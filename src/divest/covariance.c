// SPDX-License-Identifier: GPL-3.0-or-later
// Covariance as a thin factor, shrunk: covariance.h.
#include "holdtrace/covariance.h"

#include <math.h>

#include "divest/linear.h"
#include "holdtrace/arena.h"

// A copy of VALUES less the mean of each column.
static double *centred(const double *values, size_t count, size_t size, struct ht_arena *arena) {
    double *out = ht_arena_array(arena, count * size, sizeof *out);
    double *means = ht_arena_array(arena, size, sizeof *means);
    for (size_t t = 0; t < count; t++)
        for (size_t i = 0; i < size; i++)
            means[i] += values[t * size + i] / (double)count;
    for (size_t t = 0; t < count; t++)
        for (size_t i = 0; i < size; i++)
            out[t * size + i] = values[t * size + i] - means[i];
    return out;
}

// The sum of squares of the lower triangle's matrix, ROWS x ROWS.
static double squares_of(const double *gram, size_t rows) {
    double sum = 0;
    for (size_t i = 0; i < rows; i++)
        for (size_t j = 0; j <= i; j++)
            sum += (i == j ? 1 : 2) * gram[i * rows + j] * gram[i * rows + j];
    return sum;
}

static double *turned(const double *x, size_t count, size_t size, struct ht_arena *arena) {
    double *out = ht_arena_array(arena, count * size, sizeof *out);
    for (size_t t = 0; t < count; t++)
        for (size_t i = 0; i < size; i++)
            out[i * count + t] = x[t * size + i];
    return out;
}

// The sum of squares of X'X, by whichever of X'X and XX' is smaller: they are equal.
static double product_squares(const double *x, size_t count, size_t size) {
    bool wide = size > count;
    size_t rows = wide ? count : size, length = wide ? size : count;
    struct ht_arena *own = ht_arena_new();
    double *gram = ht_arena_array(own, rows * rows, sizeof *gram);
    div_gram(wide ? x : turned(x, count, size, own), rows, length, length, 1, gram);
    double sum = squares_of(gram, rows);
    ht_arena_free(own);
    return sum;
}

/*
 * With S the sample's covariance, m the mean of its diagonal, p securities and n returns: the distance of S from m I,
 * d2 = |S - m I|^2 / p; the error of S, b2 = sum over returns |x x' - S|^2 / (p n^2), at most d2; shrinkage b2 / d2.
 */
struct ht_shrinkage ht_covariance_estimate(const double *values, size_t count, size_t size, double periods,
                                           struct ht_arena *arena, struct ht_covariance *out) {
    double n = (double)count, p = (double)size;
    double *x = centred(values, count, size, arena);
    double trace = 0, fourth = 0;
    for (size_t t = 0; t < count; t++) {
        double square = div_dot(x + t * size, x + t * size, size);
        trace += square / n;
        fourth += square * square;
    }
    double squares = product_squares(x, count, size) / (n * n);
    double mean = trace / p;
    double distance = (squares - p * mean * mean) / p;
    double error = fmin((fourth / n - squares) / (p * n), distance);
    struct ht_shrinkage shrunk = {.shrinkage = error > 0 && distance > 0 ? error / distance : 0,
                                  .mean_variance = mean};
    double scale = sqrt((1 - shrunk.shrinkage) * periods / n);
    for (size_t i = 0; i < count * size; i++)
        x[i] *= scale;
    *out = (struct ht_covariance){size, count, x, shrunk.shrinkage * mean * periods};
    return shrunk;
}

void ht_covariance_times(const struct ht_covariance *covariance, const double *vector, double *work, double *out) {
    for (size_t i = 0; i < covariance->size; i++)
        out[i] = covariance->ridge * vector[i];
    for (size_t t = 0; t < covariance->rows; t++) {
        const double *row = covariance->factor + t * covariance->size;
        work[t] = div_dot(row, vector, covariance->size);
        for (size_t i = 0; i < covariance->size; i++)
            out[i] += work[t] * row[i];
    }
}

double ht_covariance_between(const struct ht_covariance *covariance, const double *a, const double *b) {
    double sum = covariance->ridge * div_dot(a, b, covariance->size);
    for (size_t t = 0; t < covariance->rows; t++) {
        const double *row = covariance->factor + t * covariance->size;
        sum += div_dot(row, a, covariance->size) * div_dot(row, b, covariance->size);
    }
    return sum;
}

double ht_covariance_variance(const struct ht_covariance *covariance, const double *vector) {
    return ht_covariance_between(covariance, vector, vector);
}
