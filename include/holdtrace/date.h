// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Calendar dates as sources give them: a day, a month or only a year, or not known at all.
 *
 * A start that is known only to its month or year is taken to begin on its first day, an end to last to its last day:
 * a list entry "since 2021-11" is in force on 2021-11-01. No clock is ever read here.
 */
#ifndef HOLDTRACE_DATE_H
#define HOLDTRACE_DATE_H

#include <stdbool.h>
#include <stdint.h>

enum { HT_DATE_TEXT = 16 };

struct ht_date {
    int16_t year;  // 0: the date is not known
    uint8_t month; // 0: only the year is known
    uint8_t day;   // 0: only year and month are known
};

// A date, or the unknown date when there is no such day in the Gregorian calendar.
struct ht_date ht_date_of(int year, int month, int day);

bool ht_date_known(struct ht_date date);

// Reads YYYY, YYYY-MM or YYYY-MM-DD, whole; false for anything else or a day that does not exist. "" is false.
bool ht_date_parse(const char *text, struct ht_date *out);

// First and last day a date can mean, as the number YYYYMMDD. The unknown date: 0 and 99999999.
int32_t ht_date_first(struct ht_date date);
int32_t ht_date_last(struct ht_date date);

// Whether DAY lies within FROM..TO, both included; an unknown end of the range is open. False when DAY is unknown.
bool ht_date_within(struct ht_date day, struct ht_date from, struct ht_date to);

// Writes the date as far as it is known ("2021-11", "" when unknown); returns BUFFER.
const char *ht_date_text(struct ht_date date, char buffer[HT_DATE_TEXT]);

// Days from A to B (negative when B is earlier), of their first days. Both must be known.
long ht_date_days(struct ht_date a, struct ht_date b);

#endif
