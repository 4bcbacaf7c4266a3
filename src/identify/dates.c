// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Dates as exports print them: split into at most three parts, numbers or a month's name, and put in order.
 */
#include <string.h>

#include "holdtrace/text.h"
#include "holdtrace/values.h"

enum { PARTS_MAX = 4 };

struct part {
    const char *text;
    size_t len;
    int number; // -1 for a word
};

struct month_name {
    const char *stem; // in lower case, umlauts and accents written out as UTF-8
    int month;
};

/*
 * A word is a month when it begins with a stem. The stems are the shortest that tell the months of English, German,
 * French, Spanish, Italian and Dutch apart; longer ones stand first ("juil" before "jui").
 */
static const struct month_name month_names[] = {
    {"jan", 1},
    {"j\xC3\xA4n", 1},
    {"ene", 1},
    {"gen", 1},
    {"feb", 2},
    {"f\xC3\xA9v", 2},
    {"fev", 2},
    {"mar", 3},
    {"m\xC3\xA4r", 3},
    {"mrz", 3},
    {"mrt", 3},
    {"maa", 3},
    {"apr", 4},
    {"avr", 4},
    {"abr", 4},
    {"may", 5},
    {"mai", 5},
    {"mag", 5},
    {"mei", 5},
    {"juil", 7},
    {"juin", 6},
    {"jun", 6},
    {"giu", 6},
    {"jul", 7},
    {"lug", 7},
    {"aug", 8},
    {"ao\xC3\xBB", 8},
    {"aou", 8},
    {"ago", 8},
    {"sep", 9},
    {"set", 9},
    {"oct", 10},
    {"okt", 10},
    {"out", 10},
    {"ott", 10},
    {"nov", 11},
    {"dec", 12},
    {"d\xC3\xA9"
     "c",
     12},
    {"dez", 12},
    {"dic", 12},
};

static int month_of(const struct part *part) {
    for (size_t i = 0; i < sizeof month_names / sizeof *month_names; i++) {
        size_t len = strlen(month_names[i].stem);
        if (part->len >= len && part->len <= 12 &&
            ht_slice_same((struct ht_slice){part->text, len}, ht_slice_of(month_names[i].stem)))
            return month_names[i].month;
    }
    return 0;
}

static bool is_word_byte(char c) {
    return ht_is_alpha(c) || (unsigned char)c >= 0x80;
}

static size_t run_length(const char *text, size_t len, bool digits) {
    size_t n = 0;
    while (n < len && (digits ? ht_is_digit(text[n]) : is_word_byte(text[n])))
        n++;
    return n;
}

// Year, month and day as Chinese and Japanese write them behind their numbers.
static bool is_date_sign(const char *text, size_t len) {
    static const char *const signs[] = {"\xE5\xB9\xB4", "\xE6\x9C\x88", "\xE6\x97\xA5"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (len == 3 && memcmp(text, signs[i], 3) == 0)
            return true;
    return false;
}

// The parts of TEXT between blanks and "/-.,"; 0 when it has other signs, too many parts, or a number too long.
static size_t split(struct ht_slice text, struct part parts[PARTS_MAX], bool *pointed) {
    size_t count = 0;
    *pointed = false;
    for (size_t i = 0; i < text.len;) {
        bool digits = ht_is_digit(text.data[i]);
        size_t len = run_length(text.data + i, text.len - i, digits);
        if (len == 0) {
            if (memchr(" /-.,", text.data[i], 5) == NULL)
                return 0;
            *pointed = *pointed || text.data[i] == '.';
            i++;
            continue;
        }
        if (count == PARTS_MAX || (digits && len > 8))
            return 0;
        struct part part = {text.data + i, len, digits ? 0 : -1};
        for (size_t k = 0; digits && k < len; k++)
            part.number = part.number * 10 + (part.text[k] - '0');
        bool of = !digits && len == 2 && memcmp(part.text, "de", 2) == 0; // "10 de marzo de 2022"
        if (!of && !is_date_sign(part.text, len))
            parts[count++] = part;
        i += len;
    }
    return count;
}

// The year a part means: four digits as they are, two digits as 1970 to 2069. 0 for anything else.
static int year_of(const struct part *part) {
    if (part->len == 4)
        return part->number;
    return part->len != 2 ? 0 : part->number < 70 ? 2000 + part->number : 1900 + part->number;
}

static bool finish(int year, int month, int day, struct ht_date *out) {
    struct ht_date date = ht_date_of(year, month, day);
    if (year < 1000 || !ht_date_known(date))
        return false;
    *out = date;
    return true;
}

// "Mar 10 2022", "10 Mar 2022", "17 Sep 25".
static bool read_named(const struct part parts[3], struct ht_date *out) {
    size_t word = parts[0].number < 0 ? 0 : 1;
    const struct part *day = &parts[word == 0 ? 1 : 0];
    int month = month_of(&parts[word]);
    if (month == 0 || day->number <= 0 || day->len > 2 || parts[2].number < 0)
        return false;
    return finish(year_of(&parts[2]), month, day->number, out);
}

static bool read_numbers(const struct part parts[3], enum ht_date_order order, bool pointed, struct ht_date *out) {
    if (parts[0].len == 4)
        return finish(parts[0].number, parts[1].number, parts[2].number, out);
    if (parts[0].len > 2 || parts[1].len > 2 || (parts[2].len != 4 && (order == HT_ORDER_AUTO && !pointed)))
        return false;
    int first = parts[0].number;
    int second = parts[1].number;
    if (order == HT_ORDER_AUTO && !pointed && first <= 12 && second <= 12 && first != second)
        return false;
    bool month_first = !pointed && (order == HT_ORDER_MDY || (order == HT_ORDER_AUTO && second > 12));
    return finish(year_of(&parts[2]), month_first ? first : second, month_first ? second : first, out);
}

// "2026-07", "July 2026": a month of a year of four digits.
static bool read_month(const struct part parts[2], struct ht_date *out) {
    if (parts[0].number < 0) {
        int month = month_of(&parts[0]);
        return month > 0 && parts[1].len == 4 && parts[1].number > 0 && finish(parts[1].number, month, 0, out);
    }
    bool iso = parts[0].len == 4 && parts[1].len == 2 && parts[1].number > 0;
    return iso && parts[0].text + 4 < parts[1].text && parts[0].text[4] == '-' &&
           finish(parts[0].number, parts[1].number, 0, out);
}

static bool read_compact(const struct part *part, struct ht_date *out) {
    return part->number > 0 && part->len == 8 &&
           finish(part->number / 10000, part->number / 100 % 100, part->number % 100, out);
}

// TEXT without the time of day behind an ISO date: "2024-04-09T00:00:00Z", "2024-04-09 00:00:00".
static struct ht_slice without_time(struct ht_slice text) {
    bool iso = text.len > 10 && text.data[4] == '-' && text.data[7] == '-';
    if (iso && (text.data[10] == 'T' || text.data[10] == ' ')) {
        for (size_t i = 11; i < text.len; i++)
            if (!ht_is_digit(text.data[i]) && memchr(":.+-Z", text.data[i], 5) == NULL)
                return text;
        text.len = 10;
    }
    return text;
}

bool ht_date_read(const char *text, enum ht_date_order order, struct ht_date *out) {
    struct part parts[PARTS_MAX];
    bool pointed;
    switch (split(without_time(ht_slice_trim(ht_slice_of(text))), parts, &pointed)) {
    case 1:
        return read_compact(&parts[0], out);
    case 2:
        return read_month(parts, out);
    case 3:
        if (parts[0].number < 0 || parts[1].number < 0)
            return read_named(parts, out);
        return parts[2].number >= 0 && read_numbers(parts, order, pointed, out);
    default:
        return false;
    }
}
