// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Dense systems of linear equations, for owners that own each other. The library behind base/dense.h is loaded when
 * the first ring is met. The BLAS is GSL's own, so that every processor gives the same bytes.
 */
#ifndef HOLDTRACE_OWNERSHIP_SOLVE_H
#define HOLDTRACE_OWNERSHIP_SOLVE_H

#include <stddef.h>

// Owners of one ring that are solved together: 200 MB, and some ten seconds.
enum { OWN_SOLVE_MOST = 5000 };

enum own_solved {
    OWN_SOLVED,
    OWN_SINGULAR, // the equations have no solution, or none that can be told from others
    OWN_TOO_LARGE,
    OWN_NO_LIBRARY
};

/*
 * Solves MATRIX x = SIDE for N unknowns. MATRIX is row by row and is destroyed; the solution takes SIDE's place.
 * DIAGONAL, where it is not NULL, gets the diagonal of the inverse.
 */
enum own_solved own_solve(size_t n, double *matrix, double *side, double *diagonal);

#endif
