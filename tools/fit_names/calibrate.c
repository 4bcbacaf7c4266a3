// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What the model says, made to mean what it says: the odds of the calibrated probability are
 *
 *     log odds = low ln p - high ln(1 - p) + shift,
 *
 * the beta calibration of Kull, Silva Filho and Flach (2017), fitted by Newton's method to probabilities of pairs
 * that the model had not seen. With both slopes above zero it keeps the order and never reaches 0 or 1; with 1, 1 and
 * 0 it changes nothing. A step function (isotonic regression) would make many pairs equal, and so lose their order.
 */
#include <math.h>

#include <gsl/gsl_linalg.h>

#include "fit_names.h"

enum { TERMS = 3 };

static const double least_slope = 0.05, ridge = 0.3;

static void terms_of(double p, double terms[TERMS]) {
    terms[0] = log(p);
    terms[1] = -log1p(-p);
    terms[2] = 1;
}

double calibrated(const struct calibration *calibration, double p) {
    double terms[TERMS];
    if (p <= HT_NAME_NOTHING_SHARED)
        return p;
    terms_of(p, terms);
    return 1 / (1 + exp(-(calibration->low * terms[0] + calibration->high * terms[1] + calibration->shift)));
}

// Adds PAIR, of which P was said, to the gradient and to minus the Hessian.
static void add_pair_to(const struct labelled *pair, double p, const double at[TERMS], gsl_vector *gradient,
                        gsl_matrix *hessian) {
    struct calibration now = {at[0], at[1], at[2]};
    double terms[TERMS], q = calibrated(&now, p);
    terms_of(p, terms);
    for (size_t i = 0; i < TERMS; i++) {
        *gsl_vector_ptr(gradient, i) += pair->weight * (pair->same - q) * terms[i];
        for (size_t k = 0; k < TERMS; k++)
            *gsl_matrix_ptr(hessian, i, k) += pair->weight * q * (1 - q) * terms[i] * terms[k];
    }
}

// The prior: that nothing is to be changed.
static void begin(const double at[TERMS], gsl_vector *gradient, gsl_matrix *hessian) {
    gsl_matrix_set_identity(hessian);
    gsl_matrix_scale(hessian, ridge);
    for (size_t i = 0; i < TERMS; i++)
        gsl_vector_set(gradient, i, -ridge * (at[i] - (i < 2)));
}

void calibrate(const struct tool *tool, const double *p, struct calibration *out) {
    enum { STEPS = 30 };
    double at[TERMS] = {1, 1, 0};
    gsl_vector *gradient = gsl_vector_alloc(TERMS), *step = gsl_vector_alloc(TERMS);
    gsl_matrix *hessian = gsl_matrix_alloc(TERMS, TERMS);
    for (int n = 0; n < STEPS; n++) {
        begin(at, gradient, hessian);
        for (size_t i = 0; i < tool->pairs.count; i++)
            if (p[i] > HT_NAME_NOTHING_SHARED)
                add_pair_to(&tool->pairs.at[i], p[i], at, gradient, hessian);
        gsl_linalg_cholesky_decomp1(hessian);
        gsl_linalg_cholesky_solve(hessian, gradient, step);
        for (size_t i = 0; i < TERMS; i++)
            at[i] += gsl_vector_get(step, i);
        at[0] = fmax(at[0], least_slope);
        at[1] = fmax(at[1], least_slope);
    }
    *out = (struct calibration){.low = at[0], .high = at[1], .shift = at[2]};
    gsl_vector_free(gradient);
    gsl_vector_free(step);
    gsl_matrix_free(hessian);
}
