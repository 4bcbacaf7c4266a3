// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Logistic regression with a Gaussian prior on the coefficients (ridge), by Newton's method: the penalised likelihood
 * is concave, so that a few steps from zero end at its one maximum.
 */
#include <math.h>

#include <gsl/gsl_linalg.h>

#include "fit_names.h"

static const double ridge = 0.3; // one over the prior's variance

// What can only speak for a match; all else is a way in which two names differ, and takes at least a little away: an
// abbreviation never fits better than the word itself, nor a reading better than the characters.
static bool speaks_for(int feature) {
    return feature == HT_NAME_WHOLE || feature == HT_NAME_SPELLED || feature == HT_NAME_SHARED ||
           feature == HT_NAME_RAREST || feature == HT_NAME_FIRST || feature == HT_NAME_SERIES ||
           feature == HT_NAME_SHORT_NAME || feature == HT_NAME_FEATURE_COUNT;
}

static const double least_loss = -0.1;

static double score(const double coefficients[PARAMETERS], const float *feature) {
    double sum = coefficients[HT_NAME_FEATURE_COUNT];
    for (int i = 0; i < HT_NAME_FEATURE_COUNT; i++)
        sum += coefficients[i] * (double)feature[i];
    return sum;
}

// Such pairs are never found, and tell the fit nothing: a company has changed its name, or is known by two.
static bool nothing_shared(const struct labelled *pair) {
    return pair->match.probability == HT_NAME_NOTHING_SHARED;
}

double probability_of(const double coefficients[PARAMETERS], const struct labelled *pair) {
    return nothing_shared(pair) ? HT_NAME_NOTHING_SHARED : 1 / (1 + exp(-score(coefficients, pair->match.feature)));
}

static double at(const struct labelled *pair, int i) {
    return i < HT_NAME_FEATURE_COUNT ? (double)pair->match.feature[i] : 1;
}

// Adds PAIR's part to the gradient and to minus the Hessian.
static void add_to(const struct labelled *pair, double p, gsl_vector *gradient, gsl_matrix *hessian) {
    double error = pair->weight * (pair->same - p), curve = pair->weight * p * (1 - p);
    for (int i = 0; i < PARAMETERS; i++) {
        double x = at(pair, i);
        if (x == 0)
            continue;
        *gsl_vector_ptr(gradient, (size_t)i) += error * x;
        for (int k = 0; k < PARAMETERS; k++)
            *gsl_matrix_ptr(hessian, (size_t)i, (size_t)k) += curve * x * at(pair, k);
    }
}

static bool is_left_out(const struct tool *tool, const struct labelled *pair, unsigned folds_out) {
    return nothing_shared(pair) || touches(tool, pair, folds_out);
}

// Makes the step of coefficient AT nothing.
static void hold(gsl_vector *gradient, gsl_matrix *hessian, size_t at) {
    gsl_vector_set(gradient, at, 0);
    for (size_t k = 0; k < PARAMETERS; k++) {
        gsl_matrix_set(hessian, at, k, at == k);
        gsl_matrix_set(hessian, k, at, at == k);
    }
}

// Newton's steps for all coefficients but those that are HELD.
static void climb(const struct tool *tool, unsigned folds_out, const bool held[PARAMETERS],
                  double coefficients[PARAMETERS]) {
    enum { STEPS = 12 };
    gsl_vector *gradient = gsl_vector_alloc(PARAMETERS), *step = gsl_vector_alloc(PARAMETERS);
    gsl_matrix *hessian = gsl_matrix_alloc(PARAMETERS, PARAMETERS);
    for (int n = 0; n < STEPS; n++) {
        gsl_vector_set_zero(gradient);
        gsl_matrix_set_identity(hessian);
        gsl_matrix_scale(hessian, ridge);
        gsl_matrix_set(hessian, HT_NAME_FEATURE_COUNT, HT_NAME_FEATURE_COUNT, 1e-6);
        for (size_t i = 0; i < HT_NAME_FEATURE_COUNT; i++)
            gsl_vector_set(gradient, i, -ridge * coefficients[i]);
        for (size_t i = 0; i < tool->pairs.count; i++)
            if (!is_left_out(tool, &tool->pairs.at[i], folds_out))
                add_to(&tool->pairs.at[i], probability_of(coefficients, &tool->pairs.at[i]), gradient, hessian);
        for (size_t i = 0; i < PARAMETERS; i++)
            if (held[i])
                hold(gradient, hessian, i);
        gsl_linalg_cholesky_decomp1(hessian);
        gsl_linalg_cholesky_solve(hessian, gradient, step);
        for (int i = 0; i < PARAMETERS; i++)
            coefficients[i] += gsl_vector_get(step, (size_t)i);
    }
    gsl_vector_free(gradient);
    gsl_vector_free(step);
    gsl_matrix_free(hessian);
}

void fit(const struct tool *tool, unsigned folds_out, double coefficients[PARAMETERS]) {
    bool held[PARAMETERS] = {false}, again = true;
    for (int i = 0; i < PARAMETERS; i++)
        coefficients[i] = 0;
    while (again) {
        again = false;
        climb(tool, folds_out, held, coefficients);
        for (int i = 0; i < PARAMETERS; i++) {
            if (held[i] || speaks_for(i) || coefficients[i] <= least_loss)
                continue;
            held[i] = again = true;
            coefficients[i] = least_loss;
        }
    }
}
