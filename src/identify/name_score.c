// SPDX-License-Identifier: GPL-3.0-or-later
// The probability of a match: a logistic function of its features, calibrated. The numbers are in name_model.def.
#include <math.h>

#include "holdtrace/name_match.h"

static const double coefficients[HT_NAME_FEATURE_COUNT] = {
#define COEFFICIENT(id, value) [HT_NAME_##id] = (value),
#define CONTEXT(id, agrees, contradicts)
#define BIAS(value)
#define CALIBRATION(low, high, shift)
#include "identify/name_model.def"
#undef COEFFICIENT
#undef CONTEXT
#undef BIAS
#undef CALIBRATION
};

static const double bias =
#define COEFFICIENT(id, value)
#define CONTEXT(id, agrees, contradicts)
#define BIAS(value) value
#define CALIBRATION(low, high, shift)
#include "identify/name_model.def"
#undef COEFFICIENT
#undef CONTEXT
#undef BIAS
#undef CALIBRATION
    ;

static const struct {
    double low, high, shift;
} calibration = {
#define COEFFICIENT(id, value)
#define CONTEXT(id, agrees, contradicts)
#define BIAS(value)
#define CALIBRATION(low, high, shift) low, high, shift
#include "identify/name_model.def"
#undef COEFFICIENT
#undef CONTEXT
#undef BIAS
#undef CALIBRATION
};

// SUM is the logarithm of the odds as the features say them: low ln p - high ln(1 - p) + shift, which rises with
// them.
static double calibrated(double sum) {
    return -calibration.low * log1p(exp(-sum)) + calibration.high * log1p(exp(sum)) + calibration.shift;
}

static double of_context(const struct ht_name_context *context) {
    double sum = 0;
#define COEFFICIENT(id, value)
#define CONTEXT(id, agrees, contradicts)                                                                             \
    sum += context->id == HT_AGREES ? (agrees) : context->id == HT_CONTRADICTS ? (contradicts) : 0;
#define BIAS(value)
#define CALIBRATION(low, high, shift)
#include "identify/name_model.def"
#undef COEFFICIENT
#undef CONTEXT
#undef BIAS
#undef CALIBRATION
    return sum;
}

double ht_name_probability(const float feature[HT_NAME_FEATURE_COUNT], const struct ht_name_context *context) {
    static const double least = 0.001, most = 0.999;
    double sum = bias;
    for (int i = 0; i < HT_NAME_FEATURE_COUNT; i++)
        sum += coefficients[i] * (double)feature[i];
    sum = calibrated(sum) + (context != NULL ? of_context(context) : 0);
    // Bounds that are approached and not reached, so that the order stays.
    return least + (most - least) / (1 + exp(-sum));
}

int ht_name_match_order(const struct ht_name_match *a, const struct ht_name_match *b) {
    if (a->probability != b->probability)
        return a->probability > b->probability ? -1 : 1;
    return a->likeness != b->likeness ? (a->likeness > b->likeness ? -1 : 1) : 0;
}
