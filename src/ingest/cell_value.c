// SPDX-License-Identifier: GPL-3.0-or-later
// Cells of workbooks as text. No number passes through a double: digits are moved, never computed.
#include "ingest/cell_value.h"

#include <stdio.h>
#include <string.h>

#include "holdtrace/text.h"

enum {
    DIGITS_MAX = 64,      // of a number, leading and trailing zeros left out
    POINT_MAX = 64,       // places between the point and the first digit, in either direction
    LAST_SERIAL = 2958465 // 9999-12-31
};

// Names that SpreadsheetML uses in place of codes; those left out are plain.
static const struct {
    const char *name;
    enum ht_cell_style style;
} named_styles[] = {
    {"General", HT_CELL_PLAIN},     {"Standard", HT_CELL_PLAIN},  {"Percent", HT_CELL_PERCENT},
    {"General Date", HT_CELL_DATE}, {"Short Date", HT_CELL_DATE}, {"Medium Date", HT_CELL_DATE},
    {"Long Date", HT_CELL_DATE},    {"Fixed", HT_CELL_PLAIN},     {"Currency", HT_CELL_PLAIN},
};

// Length of what at TEXT is shown as it stands or says how: "...", \x, _x, *x, [...]; 0 when it is neither.
static size_t literal(const char *text) {
    const char *end = NULL;
    switch (*text) {
    case '"':
        end = strchr(text + 1, '"');
        break;
    case '[':
        end = strchr(text, ']');
        break;
    case '\\':
    case '_':
    case '*':
        return text[1] != '\0' ? 2 : 1;
    default:
        return 0;
    }
    return end != NULL ? (size_t)(end - text) + 1 : strlen(text);
}

// Whether a comma stands at TEXT behind the last place of a number: it divides what is shown by a thousand.
static bool divides(const char *text) {
    size_t commas = strspn(text, ",");
    return commas > 0 && (text[commas] == '\0' || strchr("0#?", text[commas]) == NULL);
}

enum ht_cell_style ht_cell_style_of(const char *code) {
    bool day = false, scaled = false;
    for (size_t i = 0; i < sizeof named_styles / sizeof *named_styles; i++)
        if (ht_text_same(code, named_styles[i].name))
            return named_styles[i].style;
    while (*code != '\0') {
        size_t skip = literal(code);
        if (skip == 0) {
            if (*code == '%')
                return HT_CELL_PERCENT;
            day |= strchr("yYdD", *code) != NULL;
            scaled |= (*code == '0' || *code == '#' || *code == '?') && divides(code + 1);
            skip = 1;
        }
        code += skip;
    }
    return day ? HT_CELL_DATE : scaled ? HT_CELL_SCALED : HT_CELL_PLAIN;
}

enum ht_cell_style ht_cell_style_builtin(long id) {
    if (id == 9 || id == 10)
        return HT_CELL_PERCENT;
    // 27 to 58 are the dates of East Asian editions; 32 to 35, 55 and 56 among them are times.
    bool date = (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) ||
                id == 57 || id == 58;
    return date ? HT_CELL_DATE : HT_CELL_PLAIN;
}

// A number as its digits, of which the first and last are no zero, and the place of the point among them.
struct digits {
    bool negative;
    char text[DIGITS_MAX];
    size_t count; // 0: the number is zero
    long point;   // digits before the point; may be negative, or more than there are
};

static bool read_exponent(const char **at, const char *end, long *exponent) {
    bool negative = false;
    size_t n = 0;
    if (*at == end || (**at != 'e' && **at != 'E'))
        return true;
    ++*at;
    if (*at < end && (**at == '+' || **at == '-'))
        negative = *(*at)++ == '-';
    for (; *at < end && ht_is_digit(**at) && n < 4; n++)
        *exponent = *exponent * 10 + (*(*at)++ - '0');
    if (negative)
        *exponent = -*exponent;
    return n > 0;
}

static bool read_digits(const char *text, size_t len, struct digits *out) {
    const char *at = text, *end = text + len;
    bool point = false, any = false;
    long exponent = 0;
    *out = (struct digits){0};
    if (at < end && (*at == '-' || *at == '+'))
        out->negative = *at++ == '-';
    for (; at < end && (ht_is_digit(*at) || (*at == '.' && !point)); at++) {
        if (*at == '.') {
            point = true;
            continue;
        }
        any = true;
        if (out->count > 0 || *at != '0') {
            if (out->count == DIGITS_MAX)
                return false;
            out->text[out->count++] = *at;
            out->point += !point;
        } else {
            out->point -= point;
        }
    }
    if (!any || !read_exponent(&at, end, &exponent) || at != end)
        return false;
    while (out->count > 0 && out->text[out->count - 1] == '0')
        out->count--;
    out->point += exponent;
    return out->count == 0 || (out->point >= -POINT_MAX && out->point <= POINT_MAX);
}

// Writes DIGITS plainly; returns the length.
static size_t write_plain(const struct digits *digits, char *out) {
    size_t n = 0, decimals = 0;
    if (digits->count == 0) {
        out[n++] = '0';
        return n;
    }
    if (digits->negative)
        out[n++] = '-';
    if (digits->point <= 0)
        out[n++] = '0';
    for (long i = 0; i < digits->point; i++)
        out[n++] = i < (long)digits->count ? digits->text[i] : '0';
    for (long i = digits->point; i < (long)digits->count; i++) {
        if (decimals++ == 0)
            out[n++] = '.';
        out[n++] = i < 0 ? '0' : digits->text[i];
    }
    if (decimals == 3 && digits->point >= 1 && digits->point <= 3)
        out[n++] = '0';
    return n;
}

// The whole days in DIGITS; 0 when that is no serial number of a day.
static long serial_of(const struct digits *digits) {
    long serial = 0;
    if (digits->negative || digits->point > 7)
        return 0;
    for (long i = 0; i < digits->point; i++)
        serial = serial * 10 + (i < (long)digits->count ? digits->text[i] - '0' : 0);
    return serial <= LAST_SERIAL ? serial : 0;
}

// Day of a serial number, by the civil calendar's 400-year cycle of 146,097 days (counted from 1 March of year 0).
static void write_day(long serial, bool date1904, char out[HT_CELL_TEXT]) {
    // In the 1900 system day 60 is 29 February 1900, which never was: days before it stand one later than they seem.
    long since = date1904 ? serial + 695361 : serial + (serial < 60 ? 693900 : 693899);
    long era = since / 146097, day = since % 146097;
    long year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
    day -= 365 * year + year / 4 - year / 100;
    long shifted = (5 * day + 2) / 153;
    long month = shifted < 10 ? shifted + 3 : shifted - 9;
    year += era * 400 + (month <= 2);
    snprintf(out, HT_CELL_TEXT, "%04ld-%02ld-%02ld", year, month, day - (153 * shifted + 2) / 5 + 1);
}

bool ht_cell_number(const char *text, size_t len, enum ht_cell_style style, bool date1904, char out[HT_CELL_TEXT]) {
    struct digits digits;
    if (!read_digits(text, len, &digits))
        return false;
    long serial = style == HT_CELL_DATE ? serial_of(&digits) : 0;
    if (serial > 0) {
        write_day(serial, date1904, out);
        return true;
    }
    digits.point += style == HT_CELL_PERCENT ? 2 : 0;
    size_t n = write_plain(&digits, out);
    if (style == HT_CELL_PERCENT)
        out[n++] = '%';
    out[n] = '\0';
    return true;
}

// The character of an escape "_xHHHH_" at TEXT; -1 when there is none.
static long escaped(const char *text, size_t len) {
    long value = 0;
    if (len < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_')
        return -1;
    for (size_t i = 2; i < 6; i++) {
        const char *digit = memchr("0123456789abcdefABCDEF", text[i], 22);
        if (digit == NULL)
            return -1;
        long place = digit - "0123456789abcdefABCDEF";
        value = value * 16 + (place < 16 ? place : place - 6);
    }
    return value;
}

// Writes the character VALUE of at most 16 bits as UTF-8; returns its length.
static size_t put(long value, char *out) {
    if (value < 0x80) {
        out[0] = (char)value;
        return 1;
    }
    size_t n = 0;
    if (value < 0x800) {
        out[n++] = (char)(0xC0 | value >> 6);
    } else {
        out[n++] = (char)(0xE0 | value >> 12);
        out[n++] = (char)(0x80 | (value >> 6 & 0x3F));
    }
    out[n++] = (char)(0x80 | (value & 0x3F));
    return n;
}

size_t ht_cell_unescape(char *text, size_t len) {
    const char *first = memchr(text, '_', len);
    if (first == NULL)
        return len;
    size_t n = (size_t)(first - text);
    for (size_t i = n; i < len;) {
        long value = escaped(text + i, len - i);
        if (value < 0 || (value >= 0xD800 && value <= 0xDFFF)) {
            text[n++] = text[i++];
            continue;
        }
        n += put(value > 0 ? value : ' ', text + n);
        i += 7;
    }
    return n;
}
