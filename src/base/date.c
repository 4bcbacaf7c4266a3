// SPDX-License-Identifier: GPL-3.0-or-later
// Partial calendar dates.
#include "holdtrace/date.h"

#include <stdio.h>
#include <string.h>

#include "holdtrace/text.h"

static int days_in_month(int year, int month) {
    static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : DAYS[month - 1];
}

struct ht_date ht_date_of(int year, int month, int day) {
    struct ht_date unknown = {0, 0, 0};
    if (year < 1 || year > 9999 || month < 0 || month > 12 || day < 0 || (month == 0 && day > 0))
        return unknown;
    if (day > 0 && day > days_in_month(year, month))
        return unknown;
    return (struct ht_date){(int16_t)year, (uint8_t)month, (uint8_t)day};
}

bool ht_date_known(struct ht_date date) {
    return date.year != 0;
}

// COUNT digits at TEXT as a number, or -1.
static int digits(const char *text, int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
        if (!ht_is_digit(text[i]))
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

bool ht_date_parse(const char *text, struct ht_date *out) {
    size_t len = strlen(text);
    int month = 0, day = 0;
    if (len != 4 && len != 7 && len != 10)
        return false;
    int year = digits(text, 4);
    if (len >= 7 && (text[4] != '-' || (month = digits(text + 5, 2)) < 1))
        return false;
    if (len == 10 && (text[7] != '-' || (day = digits(text + 8, 2)) < 1))
        return false;
    struct ht_date date = ht_date_of(year, month, day);
    if (!ht_date_known(date))
        return false;
    *out = date;
    return true;
}

int32_t ht_date_first(struct ht_date date) {
    if (!ht_date_known(date))
        return 0;
    return date.year * 10000 + (date.month ? date.month : 1) * 100 + (date.day ? date.day : 1);
}

int32_t ht_date_last(struct ht_date date) {
    if (!ht_date_known(date))
        return 99999999;
    int month = date.month ? date.month : 12;
    return date.year * 10000 + month * 100 + (date.day ? date.day : days_in_month(date.year, month));
}

bool ht_date_within(struct ht_date day, struct ht_date from, struct ht_date to) {
    return ht_date_known(day) && ht_date_last(day) >= ht_date_first(from) && ht_date_first(day) <= ht_date_last(to);
}

const char *ht_date_text(struct ht_date date, char buffer[HT_DATE_TEXT]) {
    unsigned year = (unsigned)date.year % 10000u, month = date.month % 100u, day = date.day % 100u;
    if (!ht_date_known(date))
        buffer[0] = '\0';
    else if (!date.month)
        snprintf(buffer, HT_DATE_TEXT, "%04u", year);
    else if (!date.day)
        snprintf(buffer, HT_DATE_TEXT, "%04u-%02u", year, month);
    else
        snprintf(buffer, HT_DATE_TEXT, "%04u-%02u-%02u", year, month, day);
    return buffer;
}

// Days since 0000-03-01 in the proleptic Gregorian calendar: years begin in March, so that leap days come last.
static long day_number(struct ht_date date) {
    long month = date.month ? date.month : 1, year = date.year - (month <= 2);
    long shifted = (month + 9) % 12;
    return 365 * year + year / 4 - year / 100 + year / 400 + (153 * shifted + 2) / 5 + (date.day ? date.day : 1) - 1;
}

long ht_date_days(struct ht_date a, struct ht_date b) {
    return day_number(b) - day_number(a);
}
