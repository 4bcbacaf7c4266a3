// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Factors and solutions of dense systems of equations by the GNU Scientific Library, which is loaded on first need. A
 * matrix is SIZE rows of SIZE numbers, one row after another. The library's error handler, which ends the process, is
 * switched off: what it finds wrong is an answer here.
 */
#ifndef HOLDTRACE_BASE_DENSE_H
#define HOLDTRACE_BASE_DENSE_H

#include <stddef.h>

enum ht_dense {
    HT_DENSE_SOLVED,
    HT_DENSE_SINGULAR, // or, of a Cholesky factor, not positive definite
    HT_DENSE_NO_LIBRARY
};

/*
 * SIDE becomes the solution x of MATRIX x = SIDE, by LU factors, which MATRIX becomes. DIAGONAL (NULL: not asked)
 * becomes the diagonal of the inverse.
 */
enum ht_dense ht_dense_solve(size_t size, double *matrix, double *side, double *diagonal);

// MATRIX, symmetric, whose lower triangle is read, becomes its Cholesky factor.
enum ht_dense ht_dense_cholesky(size_t size, double *matrix);

// SIDE becomes the solution of the system whose Cholesky factor, by ht_dense_cholesky, is FACTOR.
enum ht_dense ht_dense_cholesky_solve(size_t size, double *factor, double *side);

#endif
