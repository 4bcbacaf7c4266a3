// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Dense linear algebra: products in order of memory, here; factors and solutions by GSL, which is loaded on first
 * need.
 */
#ifndef HOLDTRACE_DIVEST_LINEAR_H
#define HOLDTRACE_DIVEST_LINEAR_H

#include <stddef.h>

// Adds SCALE x A x A' to the ROWS x ROWS matrix GRAM, of which only the lower triangle is written. A has ROWS rows of
// SIZE numbers, STRIDE apart.
void div_gram(const double *a, size_t rows, size_t size, size_t stride, double scale, double *gram);

// The product of A and B, SIZE numbers each; the order of sums is always the same.
double div_dot(const double *a, const double *b, size_t size);

#endif
