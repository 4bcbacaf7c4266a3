// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A share as a part of one: a decimal that is exact as long as 38 digits hold it, and says when it is not. What
 * passes a threshold must not depend on binary doubles: .15 + .15 + .15 + .05 is one half.
 */
#ifndef HOLDTRACE_OWNERSHIP_FRACTION_H
#define HOLDTRACE_OWNERSHIP_FRACTION_H

#include "holdtrace/decimal.h"

// Shares that were solved for are kept to these many digits, and handed on rounded to OWN_SHARE_PLACES.
enum { OWN_SOLVED_PLACES = 15, OWN_SHARE_PLACES = 12 };

struct own_fraction {
    struct ht_decimal value;
    bool rounded;
};

struct own_fraction own_fraction_int(int value);

// PERCENT / 100.
struct own_fraction own_fraction_of(struct ht_decimal percent);

struct own_fraction own_fraction_add(struct own_fraction a, struct own_fraction b);
struct own_fraction own_fraction_sub(struct own_fraction a, struct own_fraction b);
struct own_fraction own_fraction_mul(struct own_fraction a, struct own_fraction b);
int own_fraction_cmp(struct own_fraction a, struct own_fraction b);
int own_fraction_sign(struct own_fraction a);

// To and from the arithmetic of a solver. What comes back is rounded half to even; false when it is no number or too
// large to be a share.
double own_fraction_double(struct own_fraction a);
bool own_fraction_solved(double x, struct own_fraction *out);

// A x 100: exact when A is, else of OWN_SHARE_PLACES digits of the part of one.
struct ht_decimal own_fraction_percent(struct own_fraction a);

// Digits after the point without zeros at the end.
unsigned own_decimals(struct ht_decimal a);

#endif
