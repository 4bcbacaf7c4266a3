// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Exact decimals in 128 bits. Multiplications are bounded by division first: the compilers' overflow builtins for 128
 * bits need a runtime that one of them lacks. Nearly all numbers fit 64 bits, in which the machine divides and
 * multiplies by itself.
 */
#include "holdtrace/decimal.h"

#include <assert.h>
#include <string.h>

#include "holdtrace/text.h"

static const ht_int128 LARGEST = (ht_int128)(~(__extension__(unsigned __int128) 0) >> 1);

static ht_int128 magnitude(ht_int128 a) {
    return a < 0 ? -a : a;
}

static bool fits_64(ht_int128 a) {
    return a >= INT64_MIN && a <= INT64_MAX;
}

static bool multiply(ht_int128 a, ht_int128 b, ht_int128 *out) {
    if (fits_64(a) && fits_64(b)) {
        *out = a * b;
        return true;
    }
    if (b != 0 && magnitude(a) > LARGEST / magnitude(b))
        return false;
    *out = a * b;
    return true;
}

static bool sum(ht_int128 a, ht_int128 b, ht_int128 *out) {
    if ((b > 0 && a > LARGEST - b) || (b < 0 && a < -LARGEST - b))
        return false;
    *out = a + b;
    return true;
}

static ht_int128 power_of_ten(unsigned exponent) {
    static const int64_t thousands[] = {
        1, 1000, 1000000, 1000000000, 1000000000000, 1000000000000000, 1000000000000000000};
    static const int64_t ones[] = {1, 10, 100};
    enum { LAST = 18 }; // that 64 bits hold
    unsigned low = exponent < LAST ? exponent : LAST;
    ht_int128 power = (ht_int128)thousands[low / 3] * ones[low % 3];
    for (; exponent > LAST; exponent--)
        power *= 10;
    return power;
}

// A written with SCALE digits after the point; SCALE is not below its own.
static bool widen(struct ht_decimal a, unsigned scale, ht_int128 *units) {
    if (scale == a.scale) {
        *units = a.units;
        return true;
    }
    return multiply(a.units, power_of_ten(scale - a.scale), units);
}

struct ht_decimal ht_decimal_int(int64_t value) {
    return (struct ht_decimal){.units = value, .scale = 0};
}

struct ht_amount ht_amount_of(struct ht_decimal number) {
    return (struct ht_amount){.known = true, .number = number};
}

struct ht_amount ht_amount_unknown(void) {
    return (struct ht_amount){.known = false};
}

// Reads an optional exponent at TEXT[*at]; false when it is malformed or absurd.
static bool parse_exponent(const char *text, size_t len, size_t *at, int *exponent) {
    *exponent = 0;
    if (*at == len)
        return true;
    if (text[*at] != 'e' && text[*at] != 'E')
        return false;
    ++*at;
    bool negative = *at < len && text[*at] == '-';
    if (*at < len && (text[*at] == '-' || text[*at] == '+'))
        ++*at;
    size_t first = *at;
    for (; *at < len && ht_is_digit(text[*at]); ++*at) {
        *exponent = *exponent * 10 + (text[*at] - '0');
        if (*exponent > 99)
            return false;
    }
    if (negative)
        *exponent = -*exponent;
    return *at > first && *at == len;
}

static bool scale_by(ht_int128 units, int scale, struct ht_decimal *out) {
    // A positive exponent can outrun the digits after the point.
    if (scale < 0) {
        if (scale < -38 || !multiply(units, power_of_ten((unsigned)-scale), &units))
            return false;
        scale = 0;
    }
    while (scale > HT_DECIMAL_MAX_SCALE && units % 10 == 0) {
        units /= 10;
        scale--;
    }
    if (scale > HT_DECIMAL_MAX_SCALE)
        return false;
    *out = (struct ht_decimal){.units = units, .scale = (uint8_t)scale};
    return true;
}

bool ht_decimal_parse(const char *text, size_t len, struct ht_decimal *out) {
    size_t at = 0, digits = 0;
    int scale = 0;
    bool point = false, negative = len > 0 && text[0] == '-';
    ht_int128 units = 0;
    if (len > 0 && (text[0] == '-' || text[0] == '+'))
        at++;
    for (; at < len; at++) {
        if (text[at] == '.' && !point) {
            point = true;
        } else if (ht_is_digit(text[at])) {
            if (!multiply(units, 10, &units) || !sum(units, text[at] - '0', &units))
                return false;
            digits++;
            scale += point;
        } else {
            break;
        }
    }
    int exponent;
    if (digits == 0 || !parse_exponent(text, len, &at, &exponent))
        return false;
    return scale_by(negative ? -units : units, scale - exponent, out);
}

bool ht_decimal_add(struct ht_decimal a, struct ht_decimal b, struct ht_decimal *out) {
    uint8_t scale = a.scale > b.scale ? a.scale : b.scale;
    ht_int128 x, y, total;
    if (!widen(a, scale, &x) || !widen(b, scale, &y) || !sum(x, y, &total))
        return false;
    *out = (struct ht_decimal){.units = total, .scale = scale};
    return true;
}

bool ht_decimal_sub(struct ht_decimal a, struct ht_decimal b, struct ht_decimal *out) {
    return ht_decimal_add(a, ht_decimal_neg(b), out);
}

// Takes zeros off the end, so that products keep room.
static struct ht_decimal trimmed(struct ht_decimal a) {
    if (fits_64(a.units)) {
        int64_t units = (int64_t)a.units;
        for (; a.scale > 0 && units % 10 == 0; a.scale--)
            units /= 10;
        a.units = units;
        return a;
    }
    while (a.scale > 0 && a.units % 10 == 0) {
        a.units /= 10;
        a.scale--;
    }
    return a;
}

bool ht_decimal_mul(struct ht_decimal a, struct ht_decimal b, struct ht_decimal *out) {
    if (a.scale + b.scale > HT_DECIMAL_MAX_SCALE) {
        a = trimmed(a);
        b = trimmed(b);
    }
    ht_int128 product;
    if (a.scale + b.scale > HT_DECIMAL_MAX_SCALE || !multiply(a.units, b.units, &product))
        return false;
    *out = (struct ht_decimal){.units = product, .scale = (uint8_t)(a.scale + b.scale)};
    return true;
}

struct ht_decimal ht_decimal_neg(struct ht_decimal a) {
    a.units = -a.units;
    return a;
}

struct ht_decimal ht_decimal_abs(struct ht_decimal a) {
    a.units = magnitude(a.units);
    return a;
}

bool ht_amount_add(struct ht_amount *total, struct ht_amount b) {
    if (!b.known)
        return true;
    if (!total->known) {
        *total = b;
        return true;
    }
    return ht_decimal_add(total->number, b.number, &total->number);
}

struct ht_amount ht_amount_or_zero(struct ht_amount amount) {
    return amount.known ? amount : ht_amount_of(ht_decimal_int(0));
}

int ht_decimal_sign(struct ht_decimal a) {
    return (a.units > 0) - (a.units < 0);
}

int ht_decimal_cmp(struct ht_decimal a, struct ht_decimal b) {
    if (a.scale == b.scale)
        return (a.units > b.units) - (a.units < b.units);
    a = trimmed(a);
    b = trimmed(b);
    uint8_t scale = a.scale > b.scale ? a.scale : b.scale;
    ht_int128 x, y;
    // A number that cannot be widened is larger in magnitude than any that can.
    if (!widen(a, scale, &x))
        return ht_decimal_sign(a);
    if (!widen(b, scale, &y))
        return -ht_decimal_sign(b);
    return (x > y) - (x < y);
}

// NUMERATOR / DENOMINATOR, half to even; DENOMINATOR is above zero.
static ht_int128 divide_half_even(ht_int128 numerator, ht_int128 denominator) {
    assert(denominator > 0);
    ht_int128 quotient = numerator / denominator;
    ht_int128 rest = magnitude(numerator % denominator);
    ht_int128 other = denominator - rest;
    if (rest > other || (rest == other && quotient % 2 != 0))
        quotient += numerator < 0 ? -1 : 1;
    return quotient;
}

bool ht_decimal_round(struct ht_decimal a, unsigned places, struct ht_decimal *out) {
    ht_int128 units;
    if (places > HT_DECIMAL_MAX_SCALE)
        return false;
    if (places >= a.scale) {
        if (!widen(a, places, &units))
            return false;
    } else {
        units = divide_half_even(a.units, power_of_ten(a.scale - places));
    }
    *out = (struct ht_decimal){.units = units, .scale = (uint8_t)places};
    return true;
}

bool ht_decimal_percent(struct ht_decimal part, struct ht_decimal whole, unsigned places, struct ht_decimal *out) {
    part = trimmed(part);
    whole = trimmed(whole);
    if (whole.units == 0 || places > HT_DECIMAL_MAX_SCALE)
        return false;
    if (whole.units < 0) {
        part = ht_decimal_neg(part);
        whole = ht_decimal_neg(whole);
    }
    // units = part x 10^(2 + places + whole.scale - part.scale) / whole
    int shift = 2 + (int)places + whole.scale - part.scale;
    ht_int128 numerator = part.units, denominator = whole.units;
    if (shift >= 0 ? shift > 38 || !multiply(numerator, power_of_ten((unsigned)shift), &numerator)
                   : !multiply(denominator, power_of_ten((unsigned)-shift), &denominator))
        return false;
    *out = (struct ht_decimal){.units = divide_half_even(numerator, denominator), .scale = (uint8_t)places};
    return true;
}

bool ht_decimal_convert(struct ht_decimal a, struct ht_decimal multiplier, struct ht_decimal divisor, unsigned places,
                        struct ht_decimal *out) {
    a = trimmed(a);
    multiplier = trimmed(multiplier);
    divisor = trimmed(divisor);
    ht_int128 numerator, denominator = divisor.units;
    if (denominator == 0 || places > HT_DECIMAL_MAX_SCALE || !multiply(a.units, multiplier.units, &numerator))
        return false;
    if (denominator < 0) {
        numerator = -numerator;
        denominator = -denominator;
    }
    int shift = (int)places + divisor.scale - a.scale - multiplier.scale;
    if (shift > 38 || shift < -38 ||
        (shift >= 0 ? !multiply(numerator, power_of_ten((unsigned)shift), &numerator)
                    : !multiply(denominator, power_of_ten((unsigned)-shift), &denominator)))
        return false;
    *out = (struct ht_decimal){.units = divide_half_even(numerator, denominator), .scale = (uint8_t)places};
    return true;
}

// Takes the last digit off REST.
static char take_digit(ht_int128 *rest) {
    if (*rest <= INT64_MAX) {
        uint64_t low = (uint64_t)*rest;
        *rest = low / 10;
        return (char)('0' + low % 10);
    }
    char digit = (char)('0' + (int)(*rest % 10));
    *rest /= 10;
    return digit;
}

// Digits are written from the end of BUFFER and moved to its front; every GROUP digits before the point get a comma.
static const char *write_text(struct ht_decimal a, unsigned group, char buffer[HT_DECIMAL_TEXT]) {
    char *end = buffer + HT_DECIMAL_TEXT - 1, *at = end;
    ht_int128 rest = magnitude(a.units);
    unsigned written = 0, whole = 0;
    *end = '\0';
    do {
        if (a.scale > 0 && written == a.scale)
            *--at = '.';
        if (written >= a.scale && group && whole > 0 && whole % group == 0)
            *--at = ',';
        whole += written >= a.scale;
        *--at = take_digit(&rest);
        written++;
    } while (rest > 0 || written <= a.scale);
    if (a.units < 0)
        *--at = '-';
    memmove(buffer, at, (size_t)(end - at) + 1);
    return buffer;
}

const char *ht_decimal_text(struct ht_decimal a, char buffer[HT_DECIMAL_TEXT]) {
    return write_text(a, 0, buffer);
}

const char *ht_decimal_text_grouped(struct ht_decimal a, char buffer[HT_DECIMAL_TEXT]) {
    return write_text(a, 3, buffer);
}
