// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Systems of equations with the part of a covariance that belongs to the free securities, which changes from step to
 * step of an active set.
 *
 * Where more are free than there are returns, the inverse is had from a matrix of the size of the returns (Sherman,
 * Morrison, Woodbury), in which a security that becomes free or fixed adds or takes away one product.
 */
#ifndef HOLDTRACE_DIVEST_FREE_PART_H
#define HOLDTRACE_DIVEST_FREE_PART_H

#include "base/dense.h"
#include "holdtrace/covariance.h"

struct ht_arena;

struct div_free_part {
    const struct ht_covariance *covariance;
    size_t *members; // the free ones, in order
    size_t count;
    bool small;     // the inverse is had by the matrix of the returns
    bool *summed;   // whether a security's product is in `gram`
    double *gram;   // of the free ones: of the returns, or of the securities; lower triangle
    double *factor; // of that
    double *packed; // room for columns
    double *work;
};

void div_free_start(struct div_free_part *part, const struct ht_covariance *covariance, struct ht_arena *arena);

// Makes those of IS_FREE the members.
enum ht_dense div_free_set(struct div_free_part *part, const bool *is_free);

// VECTOR, one number a member, becomes the solution.
void div_free_solve(struct div_free_part *part, double *vector);

#endif
