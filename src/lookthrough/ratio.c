// SPDX-License-Identifier: GPL-3.0-or-later
// Exact ratios: see ratio.h. Amounts of 38 digits are rare, so that most products take the short way of 128 bits.
#include "lookthrough/ratio.h"

__extension__ typedef unsigned __int128 natural;

static const ht_int128 LARGEST = (ht_int128)(~(natural)0 >> 1);

static natural magnitude(ht_int128 a) {
    return a < 0 ? -(natural)a : (natural)a;
}

bool ratio_times(ht_int128 a, ht_int128 b, ht_int128 *out) {
    if (b != 0 && magnitude(a) > (natural)LARGEST / magnitude(b))
        return false;
    *out = a * b;
    return true;
}

bool ratio_plus(ht_int128 a, ht_int128 b, ht_int128 *out) {
    if ((b > 0 && a > LARGEST - b) || (b < 0 && a < -LARGEST - b))
        return false;
    *out = a + b;
    return true;
}

bool ratio_scale(ht_int128 *a, unsigned exponent) {
    while (exponent--)
        if (!ratio_times(*a, 10, a))
            return false;
    return true;
}

// A x B as HIGH x 2^128 + LOW, by halves.
static void multiply(natural a, natural b, natural *high, natural *low) {
    const natural mask = ~(uint64_t)0;
    natural a0 = a & mask, a1 = a >> 64, b0 = b & mask, b1 = b >> 64;
    natural low_part = a0 * b0, cross = a1 * b0, other = a0 * b1;
    natural middle = (low_part >> 64) + (cross & mask) + (other & mask);
    *low = (low_part & mask) | middle << 64;
    *high = a1 * b1 + (cross >> 64) + (other >> 64) + (middle >> 64);
}

// HIGH x 2^128 + LOW by DIVISOR, which is below 2^127; false when the quotient needs more than 127 bits.
static bool divide(natural high, natural low, natural divisor, natural *quotient, natural *rest) {
    if (high == 0) {
        *quotient = low / divisor;
        *rest = low % divisor;
        return *quotient <= (natural)LARGEST;
    }
    if (high >= divisor)
        return false;
    natural left = high, result = 0;
    for (int bit = 127; bit >= 0; bit--) {
        left = left << 1 | (low >> bit & 1);
        result <<= 1;
        if (left >= divisor) {
            left -= divisor;
            result |= 1;
        }
    }
    *quotient = result;
    *rest = left;
    return result <= (natural)LARGEST;
}

bool ratio_floor(ht_int128 a, ht_int128 b, ht_int128 divisor, ht_int128 *quotient, ht_int128 *rest) {
    natural high, low, whole, left;
    multiply(magnitude(a), magnitude(b), &high, &low);
    if (!divide(high, low, (natural)divisor, &whole, &left) || whole == (natural)LARGEST)
        return false;
    bool negative = (a < 0) != (b < 0);
    *quotient = negative ? -(ht_int128)whole : (ht_int128)whole;
    *rest = (ht_int128)left;
    if (negative && left != 0) {
        --*quotient;
        *rest = divisor - *rest;
    }
    return true;
}

bool ratio_even(ht_int128 a, ht_int128 b, ht_int128 divisor, ht_int128 *out) {
    ht_int128 rest;
    if (!ratio_floor(a, b, divisor, out, &rest))
        return false;
    ht_int128 other = divisor - rest;
    if (rest > other || (rest == other && *out % 2 != 0))
        ++*out;
    return true;
}

uint64_t ratio_fraction(ht_int128 rest, ht_int128 divisor) {
    natural high, low, quotient = 0, left;
    multiply((natural)rest, (natural)1 << 64, &high, &low);
    divide(high, low, (natural)divisor, &quotient, &left);
    return (uint64_t)quotient;
}
