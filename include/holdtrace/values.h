// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Numbers, percentages, dates, currencies and countries as exports print them: text to meaning. Pure functions.
 */
#ifndef HOLDTRACE_VALUES_H
#define HOLDTRACE_VALUES_H

#include <stdbool.h>
#include <stddef.h>

#include "holdtrace/date.h"
#include "holdtrace/decimal.h"

enum ht_number_result {
    HT_NUMBER_OK,
    HT_NUMBER_ABSENT, // empty, "-", "--", "---", an em dash, "NA", "N/A", "n/a", "#N/A", "n.a.", "NaN", "null",
                      // "none"
    HT_NUMBER_BELOW,  // "<0.01%": known only to be below the number in *out
    HT_NUMBER_INVALID
};

enum ht_decimal_mark { HT_MARK_AUTO, HT_MARK_POINT, HT_MARK_COMMA };

struct ht_number {
    struct ht_decimal value;
    bool percent;     // a percent sign was printed
    bool dollar;      // a bare "$" was printed: Vanguard's US exports mean USD, VanEck's Australian ones AUD
    char currency[4]; // "USD" from "US$" or an ISO code at either end; "" when none was printed, or only a bare "$"
};

/*
 * Reads a number as an export prints it: thousands marks (comma, point, blank, U+00A0, U+2009, U+202F, apostrophe,
 * U+2019), either decimal mark, exponents ("9,57458E-05"), signs before or behind, parentheses for negative, percent
 * and currency signs, "$4.0B" (suffixes K, M, B, T, mn, bn). Thousands marks are accepted only between groups of
 * three digits (two or three before the last group, as India prints them). MARK says which decimal mark the file
 * uses; HT_MARK_AUTO accepts only what can be read one way: "1,234" is INVALID, "1,23" and "1,234,567" are not. *out
 * is written only for OK and BELOW. A number with more digits than a decimal holds is INVALID.
 */
enum ht_number_result ht_number_parse(const char *text, size_t len, enum ht_decimal_mark mark, struct ht_number *out);

enum ht_date_order { HT_ORDER_AUTO, HT_ORDER_DMY, HT_ORDER_MDY };

/*
 * Reads a date as an export prints it: ISO, "Mar 10, 2022", "30/Aug/2021", "17-Sep-25", "05.Apr.2022", "01.Mär.2022",
 * "24-July-2020", "20260710", "01/13/2023" (by ORDER; with HT_ORDER_AUTO only when it can be read one way), a time of
 * day behind an ISO date, "2026-07" and "July 2026" (day unknown). English, German, French, Spanish, Italian, Dutch
 * month names. Numbers between points are day first in any order. Years of two digits are 1970 to 2069, and with a
 * month in digits need an ORDER. False for anything else and for days that do not exist.
 */
bool ht_date_read(const char *text, enum ht_date_order order, struct ht_date *out);

// The ISO 3166 alpha-2 code of a country as exports print it ("Korea (South)", "Vereinigte Staaten", "CN"), or NULL.
// A constant string. "EU" stands for the European Union; other international bodies have no code.
const char *ht_country_code(const char *text);

// Whether TEXT is an ISO 4217 code, in use or withdrawn since 2003; and the digits after the point of its minor unit
// (2 for most, 0 for JPY; 2 for an unknown code).
bool ht_currency_known(const char *text);
unsigned ht_currency_digits(const char *code);

/*
 * The currency in whose hundredth parts amounts are that have TEXT as their currency: "GBP" for GBp and GBX, "ZAR"
 * for ZAc, "ILS" for ILA, as London, Johannesburg and Tel Aviv quote. By case, for GBP is not GBp. NULL for anything
 * else.
 */
const char *ht_currency_of_part(const char *text);

#endif
