// SPDX-License-Identifier: GPL-3.0-or-later
// Systems of equations by GSL: solve.h.
#include "ownership/solve.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/symbols.h"

struct gsl {
    gsl_error_handler_t *(*set_error_handler_off)(void);
    int (*LU_decomp)(gsl_matrix *, gsl_permutation *, int *);
    int (*LU_svx)(const gsl_matrix *, const gsl_permutation *, gsl_vector *);
    int (*tri_invert)(CBLAS_UPLO_t, CBLAS_DIAG_t, gsl_matrix *);
};

// The library, or NULL when it cannot be had. Loaded once; a later version does as well.
static const struct gsl *library(void) {
    static const char *const names[] = {"libgsl.so.27", "libgsl.so.28"};
    static const struct ht_symbol symbols[] = {
        {"gsl_set_error_handler_off", offsetof(struct gsl, set_error_handler_off)},
        {"gsl_linalg_LU_decomp", offsetof(struct gsl, LU_decomp)},
        {"gsl_linalg_LU_svx", offsetof(struct gsl, LU_svx)},
        {"gsl_linalg_tri_invert", offsetof(struct gsl, tri_invert)},
    };
    static struct gsl gsl;
    static bool tried, loaded;
    for (size_t i = 0; !tried && !loaded && i < sizeof names / sizeof *names; i++)
        loaded = ht_symbols_load(names[i], symbols, sizeof symbols / sizeof *symbols, &gsl);
    if (!tried && loaded)
        gsl.set_error_handler_off();
    tried = true;
    return loaded ? &gsl : NULL;
}

// By N = U^-1 L^-1 P, of which only the diagonal is multiplied out. LU becomes the two inverses.
static enum own_solved invert_diagonal(const struct gsl *gsl, gsl_matrix *lu, const gsl_permutation *order,
                                       double *diagonal) {
    if (gsl->tri_invert(CblasUpper, CblasNonUnit, lu) != GSL_SUCCESS ||
        gsl->tri_invert(CblasLower, CblasUnit, lu) != GSL_SUCCESS)
        return OWN_SINGULAR;
    for (size_t i = 0; i < lu->size1; i++) {
        size_t place = order->data[i];
        double sum = place <= i ? lu->data[place * lu->tda + i] : 0; // the unit diagonal of L^-1
        for (size_t k = place > i ? place : i + 1; k < lu->size1; k++)
            sum += lu->data[place * lu->tda + k] * lu->data[k * lu->tda + i];
        diagonal[place] = sum;
    }
    return OWN_SOLVED;
}

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
    const struct gsl *gsl = library();
    if (!gsl)
        return OWN_NO_LIBRARY;
    gsl_matrix lu = {.size1 = n, .size2 = n, .tda = n, .data = matrix};
    gsl_vector x = {.size = n, .stride = 1, .data = side};
    gsl_permutation order = {.size = n, .data = ht_heap_resize(NULL, n * sizeof *order.data)};
    int sign;
    enum own_solved solved = OWN_SINGULAR;
    for (size_t i = 0; i < n; i++)
        order.data[i] = i;
    if (gsl->LU_decomp(&lu, &order, &sign) == GSL_SUCCESS && gsl->LU_svx(&lu, &order, &x) == GSL_SUCCESS)
        solved = diagonal ? invert_diagonal(gsl, &lu, &order, diagonal) : OWN_SOLVED;
    free(order.data);
    return solved;
}
