// SPDX-License-Identifier: GPL-3.0-or-later
// Dense systems of equations by GSL: dense.h.
#include "base/dense.h"

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
    int (*cholesky_decomp1)(gsl_matrix *);
    int (*cholesky_svx)(const gsl_matrix *, gsl_vector *);
};

// The library, or NULL when it cannot be had. Loaded once; a later version does as well.
static const struct gsl *library(void) {
    static const char *const names[] = {"libgsl.so.27", "libgsl.so.28"};
    static const struct ht_symbol symbols[] = {
        {"gsl_set_error_handler_off", offsetof(struct gsl, set_error_handler_off)},
        {"gsl_linalg_LU_decomp", offsetof(struct gsl, LU_decomp)},
        {"gsl_linalg_LU_svx", offsetof(struct gsl, LU_svx)},
        {"gsl_linalg_tri_invert", offsetof(struct gsl, tri_invert)},
        {"gsl_linalg_cholesky_decomp1", offsetof(struct gsl, cholesky_decomp1)},
        {"gsl_linalg_cholesky_svx", offsetof(struct gsl, cholesky_svx)},
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

static gsl_matrix matrix_over(double *data, size_t size) {
    return (gsl_matrix){.size1 = size, .size2 = size, .tda = size, .data = data};
}

// By N = U^-1 L^-1 P, of which only the diagonal is multiplied out. LU becomes the two inverses.
static enum ht_dense invert_diagonal(const struct gsl *gsl, gsl_matrix *lu, const gsl_permutation *order,
                                     double *diagonal) {
    if (gsl->tri_invert(CblasUpper, CblasNonUnit, lu) != GSL_SUCCESS ||
        gsl->tri_invert(CblasLower, CblasUnit, lu) != GSL_SUCCESS)
        return HT_DENSE_SINGULAR;
    for (size_t i = 0; i < lu->size1; i++) {
        size_t place = order->data[i];
        double sum = place <= i ? lu->data[place * lu->tda + i] : 0; // the unit diagonal of L^-1
        for (size_t k = place > i ? place : i + 1; k < lu->size1; k++)
            sum += lu->data[place * lu->tda + k] * lu->data[k * lu->tda + i];
        diagonal[place] = sum;
    }
    return HT_DENSE_SOLVED;
}

enum ht_dense ht_dense_solve(size_t size, double *matrix, double *side, double *diagonal) {
    const struct gsl *gsl = library();
    if (!gsl)
        return HT_DENSE_NO_LIBRARY;
    gsl_matrix lu = matrix_over(matrix, size);
    gsl_vector x = {.size = size, .stride = 1, .data = side};
    gsl_permutation order = {.size = size, .data = ht_heap_resize(NULL, size * sizeof *order.data)};
    int sign;
    enum ht_dense solved = HT_DENSE_SINGULAR;
    for (size_t i = 0; i < size; i++)
        order.data[i] = i;
    if (gsl->LU_decomp(&lu, &order, &sign) == GSL_SUCCESS && gsl->LU_svx(&lu, &order, &x) == GSL_SUCCESS)
        solved = diagonal ? invert_diagonal(gsl, &lu, &order, diagonal) : HT_DENSE_SOLVED;
    free(order.data);
    return solved;
}

enum ht_dense ht_dense_cholesky(size_t size, double *matrix) {
    const struct gsl *gsl = library();
    if (!gsl)
        return HT_DENSE_NO_LIBRARY;
    gsl_matrix factor = matrix_over(matrix, size);
    return gsl->cholesky_decomp1(&factor) == GSL_SUCCESS ? HT_DENSE_SOLVED : HT_DENSE_SINGULAR;
}

enum ht_dense ht_dense_cholesky_solve(size_t size, double *factor, double *side) {
    const struct gsl *gsl = library();
    if (!gsl)
        return HT_DENSE_NO_LIBRARY;
    gsl_matrix lower = matrix_over(factor, size);
    gsl_vector x = {.size = size, .stride = 1, .data = side};
    return gsl->cholesky_svx(&lower, &x) == GSL_SUCCESS ? HT_DENSE_SOLVED : HT_DENSE_SINGULAR;
}
