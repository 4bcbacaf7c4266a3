// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Exact decimal numbers for amounts, weights and shares. No double ever holds money here.
 *
 * A number is units x 10^-scale in 128 bits (38 digits). The scale a number was read with is kept, so that an amount
 * is printed with the digits it had. Functions that can overflow return false and leave *out alone.
 */
#ifndef HOLDTRACE_DECIMAL_H
#define HOLDTRACE_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Eight bytes of alignment are enough, and keep positions, of which there can be many, small.
__extension__ typedef __int128 ht_int128 __attribute__((aligned(8)));

enum { HT_DECIMAL_MAX_SCALE = 30, HT_DECIMAL_TEXT = 96 };

struct ht_decimal {
    ht_int128 units;
    uint8_t scale; // digits after the decimal point, 0 to HT_DECIMAL_MAX_SCALE
};

// A number that may be absent. Absent is never zero.
struct ht_amount {
    bool known;
    struct ht_decimal number; // meaningful only when known
};

struct ht_decimal ht_decimal_int(int64_t value);
struct ht_amount ht_amount_of(struct ht_decimal number);
struct ht_amount ht_amount_unknown(void);

/*
 * Reads the LEN bytes at TEXT as [+-]digits[.digits][e[+-]digits], with nothing before or after. A negative exponent
 * adds to the scale, a positive one is multiplied out. False when it is anything else, or does not fit.
 */
bool ht_decimal_parse(const char *text, size_t len, struct ht_decimal *out);

bool ht_decimal_add(struct ht_decimal a, struct ht_decimal b, struct ht_decimal *out);
bool ht_decimal_sub(struct ht_decimal a, struct ht_decimal b, struct ht_decimal *out);
bool ht_decimal_mul(struct ht_decimal a, struct ht_decimal b, struct ht_decimal *out);
struct ht_decimal ht_decimal_neg(struct ht_decimal a);
struct ht_decimal ht_decimal_abs(struct ht_decimal a);

// Adds B to *SUM, where an unknown sum starts at zero. Returns false on overflow; an unknown B changes nothing.
bool ht_amount_add(struct ht_amount *sum, struct ht_amount b);

// AMOUNT, or zero when it is not known: for a sum over nothing, where nothing is a fact.
struct ht_amount ht_amount_or_zero(struct ht_amount amount);

// Less than 0, 0, or more than 0 as A is below, equal to, or above B, exactly; 1.50 equals 1.5.
int ht_decimal_cmp(struct ht_decimal a, struct ht_decimal b);
int ht_decimal_sign(struct ht_decimal a);

// A rounded half to even to PLACES digits after the point (zeros are added when it has fewer).
bool ht_decimal_round(struct ht_decimal a, unsigned places, struct ht_decimal *out);

/*
 * 100 x PART / WHOLE as a percentage, rounded once, half to even, to PLACES digits. False when WHOLE is zero or the
 * arithmetic does not fit 38 digits.
 */
bool ht_decimal_percent(struct ht_decimal part, struct ht_decimal whole, unsigned places, struct ht_decimal *out);

/*
 * A x MULTIPLIER / DIVISOR, rounded once, half to even, to PLACES digits: an amount at a cross rate. False when
 * DIVISOR is zero or the arithmetic does not fit 38 digits.
 */
bool ht_decimal_convert(struct ht_decimal a, struct ht_decimal multiplier, struct ht_decimal divisor, unsigned places,
                        struct ht_decimal *out);

// Writes A in plain notation with all its digits ("-12.50"); returns BUFFER.
const char *ht_decimal_text(struct ht_decimal a, char buffer[HT_DECIMAL_TEXT]);

// As ht_decimal_text, with a comma between groups of three digits before the point.
const char *ht_decimal_text_grouped(struct ht_decimal a, char buffer[HT_DECIMAL_TEXT]);

#endif
