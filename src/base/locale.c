// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Figures in the style of a country. Source of the table: Unicode CLDR 42, main/<language>/numbers.xml (symbols,
 * minimumGroupingDigits, percentFormats) and the day that its availableFormats give for the skeleton yMMdd; without a
 * day, the same without it. A unit test holds every row against ICU.
 */
#include "holdtrace/locale.h"

#include <string.h>

#include "holdtrace/text.h"

#define NO_BREAK "\xC2\xA0"            // U+00A0
#define NARROW_NO_BREAK "\xE2\x80\xAF" // U+202F
#define MINUS "\xE2\x88\x92"           // U+2212

struct ht_locale {
    const char *name;
    const char *decimal, *group, *minus;
    int least_grouped;          // digits that must stand before the first separator
    const char *before_percent; // what stands between number and sign
    bool percent_grouped;
    const char *day; // y, M and d stand for a part each, anything else for itself
    const char *reading;
};

static const struct ht_locale LOCALES[] = {
    {"en", ".", ",", "-", 1, " ", false, "y-M-d", NULL},
    {"de", ",", ".", "-", 1, NO_BREAK, true, "d.M.y", "Numbers are written 1.234,56 and dates day.month.year."},
    {"fr", ",", NARROW_NO_BREAK, "-", 1, NO_BREAK, true, "d/M/y",
     "Numbers are written 1" NARROW_NO_BREAK "234,56 and dates day/month/year."},
    {"nl", ",", ".", "-", 1, "", true, "d-M-y", "Numbers are written 1.234,56 and dates day-month-year."},
    {"sv", ",", NO_BREAK, MINUS, 1, NO_BREAK, true, "y-M-d",
     "Numbers are written 1" NO_BREAK "234,56 and dates year-month-day."},
    {"es", ",", ".", "-", 2, NO_BREAK, true, "d/M/y", "Numbers are written 12.345,67 and dates day/month/year."},
    {"zh", ".", ",", "-", 1, "", true, "y/M/d", "Numbers are written 1,234.56 and dates year/month/day."},
};

enum { LOCALE_COUNT = sizeof LOCALES / sizeof *LOCALES };

const char ht_locale_names[] = "en, de, fr, nl, sv, es, zh";

const struct ht_locale *ht_locale_named(const char *name) {
    for (size_t i = 0; i < LOCALE_COUNT; i++)
        if (strcmp(LOCALES[i].name, name) == 0)
            return &LOCALES[i];
    return NULL;
}

static const struct ht_locale *or_english(const struct ht_locale *locale) {
    return locale ? locale : &LOCALES[0];
}

const char *ht_locale_name(const struct ht_locale *locale) {
    return or_english(locale)->name;
}

bool ht_locale_is_english(const struct ht_locale *locale) {
    return or_english(locale) == &LOCALES[0];
}

const char *ht_locale_reading(const struct ht_locale *locale) {
    return or_english(locale)->reading;
}

const char *ht_locale_before_percent(const struct ht_locale *locale) {
    return or_english(locale)->before_percent;
}

// Adds TEXT at *AT, which is moved behind it.
static void add(char **at, const char *text) {
    size_t len = strlen(text);
    memcpy(*at, text, len + 1);
    *at += len;
}

// NUMBER at AT; returns its end.
static char *put_number(const struct ht_locale *locale, struct ht_decimal number, bool grouped, char *at) {
    char plain[HT_DECIMAL_TEXT];
    const char *text = ht_decimal_text(number, plain);
    if (*text == '-') {
        add(&at, locale->minus);
        text++;
    }
    size_t whole = strcspn(text, ".");
    grouped = grouped && whole >= 3 + (size_t)locale->least_grouped;
    for (size_t i = 0; i < whole; i++) {
        if (grouped && i > 0 && (whole - i) % 3 == 0)
            add(&at, locale->group);
        *at++ = text[i];
    }
    *at = '\0';
    if (text[whole]) {
        add(&at, locale->decimal);
        add(&at, text + whole + 1);
    }
    return at;
}

const char *ht_locale_number(const struct ht_locale *locale, struct ht_decimal number, char buffer[HT_FIGURE_TEXT]) {
    put_number(or_english(locale), number, false, buffer);
    return buffer;
}

const char *ht_locale_grouped(const struct ht_locale *locale, struct ht_decimal number, char buffer[HT_FIGURE_TEXT]) {
    put_number(or_english(locale), number, true, buffer);
    return buffer;
}

const char *ht_locale_percent(const struct ht_locale *locale, struct ht_decimal percent,
                              char buffer[HT_FIGURE_TEXT]) {
    const struct ht_locale *style = or_english(locale);
    char *at = put_number(style, percent, style->percent_grouped, buffer);
    add(&at, style->before_percent);
    add(&at, "%");
    return buffer;
}

// --- days

// VALUE in WIDTH digits.
static void add_digits(char **at, unsigned value, int width) {
    for (int i = width - 1; i >= 0; i--, value /= 10)
        (*at)[i] = (char)('0' + value % 10);
    *at += width;
    **at = '\0';
}

const char *ht_locale_date(const struct ht_locale *locale, struct ht_date date, char buffer[HT_FIGURE_TEXT]) {
    char between[2] = "", *at = buffer;
    buffer[0] = '\0';
    if (!ht_date_known(date))
        return buffer;
    for (const char *part = or_english(locale)->day; *part; part++) {
        unsigned value = *part == 'y' ? (unsigned)date.year : *part == 'M' ? date.month : date.day;
        if (*part != 'y' && *part != 'M' && *part != 'd')
            between[0] = *part;
        else if (value) {
            add(&at, at == buffer ? "" : between);
            add_digits(&at, value, *part == 'y' ? 4 : 2);
        }
    }
    return buffer;
}

// Reads WIDTH digits at TEXT.
static bool take_digits(const char *text, size_t width, int *out) {
    *out = 0;
    for (size_t i = 0; i < width; i++) {
        if (!ht_is_digit(text[i]))
            return false;
        *out = *out * 10 + (text[i] - '0');
    }
    return true;
}

// As ht_locale_date_at for the parts of PATTERN alone.
static size_t date_by(const char *pattern, const char *text, struct ht_date *date) {
    int year = 0, month = 0, day = 0;
    size_t len = 0;
    for (const char *part = pattern; *part; part++) {
        int *value = *part == 'y' ? &year : *part == 'M' ? &month : *part == 'd' ? &day : NULL;
        size_t width = *part == 'y' ? 4 : value ? 2 : 1;
        if (value ? !take_digits(text + len, width, value) : text[len] != *part)
            return 0;
        len += width;
    }
    *date = ht_date_of(year, month, day);
    return date->month && (date->day || !strchr(pattern, 'd')) ? len : 0;
}

size_t ht_locale_date_at(const struct ht_locale *locale, const char *text, struct ht_date *date) {
    const char *pattern = or_english(locale)->day;
    const char month[] = {'y', pattern[1], 'M', '\0'};
    size_t len = date_by(pattern, text, date);
    if (!len && *pattern == 'y')
        len = date_by(month, text, date);
    return ht_is_digit(text[len]) || ht_is_alpha(text[len]) || text[len] == '-' || text[len] == '/' ? 0 : len;
}
