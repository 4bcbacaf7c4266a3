// SPDX-License-Identifier: GPL-3.0-or-later
// Systems of equations by GSL: solve.h.
#include "ownership/solve.h"

#include "base/dense.h"

// A ring of one: an entity that holds shares in itself.
static enum own_solved solve_one(double matrix, double *side, double *diagonal) {
    if (matrix == 0)
        return OWN_SINGULAR;
    *side /= matrix;
    if (diagonal)
        *diagonal = 1 / matrix;
    return OWN_SOLVED;
}

enum own_solved own_solve(size_t n, double *matrix, double *side, double *diagonal) {
    if (n > OWN_SOLVE_MOST)
        return OWN_TOO_LARGE;
    if (n == 1)
        return solve_one(*matrix, side, diagonal);
    switch (ht_dense_solve(n, matrix, side, diagonal)) {
    case HT_DENSE_SOLVED:
        return OWN_SOLVED;
    case HT_DENSE_SINGULAR:
        return OWN_SINGULAR;
    case HT_DENSE_NO_LIBRARY:
        break;
    }
    return OWN_NO_LIBRARY;
}
