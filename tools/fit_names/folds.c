// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Five folds of issuers. What is said of a pair comes from a model and a calibration that saw none of its issuers:
 * for each fold the calibration is fitted to the other four, each of them told by a model without it and without the
 * fold.
 */
#include "fit_names.h"

static unsigned one(unsigned fold) {
    return 1U << fold;
}

// Writes into P what COEFFICIENTS say of the pairs whose printed name is of FOLD, and that touch none of WITHOUT.
static void tell(const struct tool *tool, const double coefficients[PARAMETERS], unsigned fold, unsigned without,
                 double *p) {
    for (size_t i = 0; i < tool->pairs.count; i++) {
        const struct labelled *pair = &tool->pairs.at[i];
        if (fold_of(tool, pair->issuer) == fold && !touches(tool, pair, without))
            p[i] = probability_of(coefficients, pair);
    }
}

// The calibration of pairs that do not touch FOLD.
static struct calibration calibrate_without(const struct tool *tool, unsigned fold) {
    double *p = ht_arena_array(tool->arena, tool->pairs.count, sizeof *p);
    struct calibration out;
    for (size_t i = 0; i < tool->pairs.count; i++)
        p[i] = HT_NAME_NOTHING_SHARED;
    for (unsigned inner = 0; inner < FOLDS; inner++) {
        double coefficients[PARAMETERS];
        if (inner == fold)
            continue;
        fit(tool, one(fold) | one(inner), coefficients);
        tell(tool, coefficients, inner, one(fold), p);
    }
    calibrate(tool, p, &out);
    return out;
}

void cross_validate(const struct tool *tool, double *raw, double *said) {
    for (unsigned fold = 0; fold < FOLDS; fold++) {
        double coefficients[PARAMETERS];
        struct calibration calibration = calibrate_without(tool, fold);
        fit(tool, one(fold), coefficients);
        tell(tool, coefficients, fold, 0, raw);
        for (size_t i = 0; i < tool->pairs.count; i++)
            if (fold_of(tool, tool->pairs.at[i].issuer) == fold)
                said[i] = calibrated(&calibration, raw[i]);
    }
}

void fit_all(const struct tool *tool, const double *raw, struct fitted *out) {
    fit(tool, 0, out->coefficients);
    calibrate(tool, raw, &out->calibration);
}
