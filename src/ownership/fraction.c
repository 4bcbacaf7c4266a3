// SPDX-License-Identifier: GPL-3.0-or-later
// Shares as exact decimals: fraction.h.
#include "ownership/fraction.h"

#include <math.h>

// A result that 38 digits do not hold is made anew from operands of these many digits: products of them fit.
static struct own_fraction shortened(struct own_fraction a) {
    if (a.value.scale > OWN_SOLVED_PLACES && ht_decimal_round(a.value, OWN_SOLVED_PLACES, &a.value))
        a.rounded = true;
    return a;
}

struct own_fraction own_fraction_int(int value) {
    return (struct own_fraction){ht_decimal_int(value), false};
}

struct own_fraction own_fraction_of(struct ht_decimal percent) {
    struct own_fraction a = {percent, false};
    if (a.value.scale + 2 > HT_DECIMAL_MAX_SCALE)
        a = shortened(a);
    a.value.scale = (uint8_t)(a.value.scale + 2);
    return a;
}

// More than any share or sum of shares; what does not fit is no fact about ownership.
static struct own_fraction too_large(void) {
    return (struct own_fraction){ht_decimal_int(INT32_MAX), true};
}

struct own_fraction own_fraction_add(struct own_fraction a, struct own_fraction b) {
    struct own_fraction sum = {.rounded = a.rounded || b.rounded};
    if (ht_decimal_add(a.value, b.value, &sum.value))
        return sum;
    a = shortened(a);
    b = shortened(b);
    sum.rounded = true;
    return ht_decimal_add(a.value, b.value, &sum.value) ? sum : too_large();
}

struct own_fraction own_fraction_sub(struct own_fraction a, struct own_fraction b) {
    b.value = ht_decimal_neg(b.value);
    return own_fraction_add(a, b);
}

struct own_fraction own_fraction_mul(struct own_fraction a, struct own_fraction b) {
    struct own_fraction product = {.rounded = a.rounded || b.rounded};
    if (ht_decimal_mul(a.value, b.value, &product.value))
        return product;
    a = shortened(a);
    b = shortened(b);
    product.rounded = true;
    return ht_decimal_mul(a.value, b.value, &product.value) ? product : too_large();
}

int own_fraction_cmp(struct own_fraction a, struct own_fraction b) {
    return ht_decimal_cmp(a.value, b.value);
}

int own_fraction_sign(struct own_fraction a) {
    return ht_decimal_sign(a.value);
}

double own_fraction_double(struct own_fraction a) {
    double power = 1;
    for (unsigned i = 0; i < a.value.scale; i++)
        power *= 10;
    return (double)a.value.units / power;
}

bool own_fraction_solved(double x, struct own_fraction *out) {
    // Beyond, a double has no digit left that a share is rounded to.
    if (!isfinite(x) || fabs(x) > 8000)
        return false;
    *out = (struct own_fraction){{(ht_int128)nearbyint(x * 1e15), OWN_SOLVED_PLACES}, true};
    return true;
}

struct ht_decimal own_fraction_percent(struct own_fraction a) {
    if (a.rounded)
        (void)ht_decimal_round(a.value, OWN_SHARE_PLACES, &a.value);
    if (a.value.scale >= 2) {
        a.value.scale = (uint8_t)(a.value.scale - 2);
        return a.value;
    }
    struct ht_decimal percent;
    return ht_decimal_mul(a.value, ht_decimal_int(100), &percent) ? percent : ht_decimal_int(INT32_MAX);
}

unsigned own_decimals(struct ht_decimal a) {
    while (a.scale > 0 && a.units % 10 == 0) {
        a.units /= 10;
        a.scale--;
    }
    return a.scale;
}
