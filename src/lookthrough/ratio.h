// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Products over a divisor, exact although the product may need 256 bits.
 */
#ifndef HOLDTRACE_LOOKTHROUGH_RATIO_H
#define HOLDTRACE_LOOKTHROUGH_RATIO_H

#include "holdtrace/decimal.h"

// *QUOTIENT = A x B / DIVISOR rounded down, and *REST = A x B - *QUOTIENT x DIVISOR, below DIVISOR, which is above
// zero. False when the quotient does not fit.
bool ratio_floor(ht_int128 a, ht_int128 b, ht_int128 divisor, ht_int128 *quotient, ht_int128 *rest);

// A x B / DIVISOR, rounded half to even.
bool ratio_even(ht_int128 a, ht_int128 b, ht_int128 divisor, ht_int128 *out);

// REST / DIVISOR as a fraction of 2^64, rounded down; 0 <= REST < DIVISOR.
uint64_t ratio_fraction(ht_int128 rest, ht_int128 divisor);

// *A x= 10^EXPONENT; false when that does not fit.
bool ratio_scale(ht_int128 *a, unsigned exponent);

// *OUT = A x B, and A + B; false when that does not fit.
bool ratio_times(ht_int128 a, ht_int128 b, ht_int128 *out);
bool ratio_plus(ht_int128 a, ht_int128 b, ht_int128 *out);

#endif
