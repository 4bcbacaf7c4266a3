// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * How numbers, percentages and days are written for a reader of one country or another. The words around them stay
 * English: no name of a month is ever written.
 *
 * The facts are those of the Unicode CLDR, in a table of our own, so that neither a library is loaded nor the
 * environment asked: what is written depends on the option alone. Files for programs (json, jsonl, csv) know none of
 * this. Of the English style only numbers are CLDR's: days stand as 2026-11-26, which nobody misreads, and a blank
 * before the percent sign.
 */
#ifndef HOLDTRACE_LOCALE_H
#define HOLDTRACE_LOCALE_H

#include "holdtrace/date.h"
#include "holdtrace/decimal.h"

// Room for a figure: separators may be of three bytes.
enum { HT_FIGURE_TEXT = 192 };

struct ht_locale; // NULL stands for the English style

// The style NAME ("en", "de", ...); NULL when there is none of that name.
const struct ht_locale *ht_locale_named(const char *name);

// "en, de, ...": all of them.
extern const char ht_locale_names[];

const char *ht_locale_name(const struct ht_locale *locale);
bool ht_locale_is_english(const struct ht_locale *locale);

// Each writes a figure and returns BUFFER. The same digits as in JSON, none rounded and none added.
const char *ht_locale_number(const struct ht_locale *locale, struct ht_decimal number, char buffer[HT_FIGURE_TEXT]);
// With groups of three digits before the point, from as many digits on as the style has them.
const char *ht_locale_grouped(const struct ht_locale *locale, struct ht_decimal number, char buffer[HT_FIGURE_TEXT]);
const char *ht_locale_percent(const struct ht_locale *locale, struct ht_decimal percent, char buffer[HT_FIGURE_TEXT]);
// As far as the day is known, the month or the year alone; "" of an unknown one.
const char *ht_locale_date(const struct ht_locale *locale, struct ht_date date, char buffer[HT_FIGURE_TEXT]);

// What stands between a number and its percent sign: "" where it follows at once.
const char *ht_locale_before_percent(const struct ht_locale *locale);

// Bytes of the day that TEXT begins with as LOCALE writes it, or, where the year comes first, of the month, and which
// *DATE it is; 0 when it begins with none. What follows it must not be of the same word.
size_t ht_locale_date_at(const struct ht_locale *locale, const char *text, struct ht_date *date);

// How to read the figures of a report, as one sentence; NULL in the English style.
const char *ht_locale_reading(const struct ht_locale *locale);

#endif
