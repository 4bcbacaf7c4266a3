// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Numbers as exports print them. A number is peeled from outside inwards (blanks, "<", parentheses, sign, currency,
 * percent, magnitude); what is left is digits with marks, whose form decides which mark is the decimal one. It is
 * then written plainly and read exactly. Nothing is allocated.
 */
#include <string.h>

#include "holdtrace/text.h"
#include "holdtrace/values.h"

enum { PLAIN_MAX = 96, GROUPS_MAX = 24 };

struct mark {
    const char *bytes;
    char as; // what the mark is written as below
};

// Signs of several bytes, and the one byte that each is read as.
static const struct mark marks[] = {
    {"\xE2\x80\x99", '\''}, // U+2019
    {"\xC2\xA0", ' '},      // U+00A0
    {"\xE2\x80\x89", ' '},  // U+2009
    {"\xE2\x80\xAF", ' '},  // U+202F
    {"\xE2\x88\x92", '-'},  // U+2212 minus
    {"\xE2\x80\x93", '-'},  // U+2013
    {"\xE2\x80\x94", '-'},  // U+2014
};

// TEXT with every mark as one ASCII byte; false when it is too long to be a number.
static bool simplify(struct ht_slice text, char out[PLAIN_MAX], size_t *len) {
    size_t n = 0;
    for (size_t i = 0; i < text.len;) {
        if (n + 1 >= PLAIN_MAX)
            return false;
        size_t step = 1;
        out[n] = text.data[i];
        for (size_t k = 0; (unsigned char)text.data[i] >= 0x80 && k < sizeof marks / sizeof *marks; k++) {
            size_t size = strlen(marks[k].bytes);
            if (size <= text.len - i && memcmp(text.data + i, marks[k].bytes, size) == 0) {
                out[n] = marks[k].as;
                step = size;
            }
        }
        i += step;
        n++;
    }
    out[n] = '\0';
    *len = n;
    return true;
}

static bool is_absent(struct ht_slice text) {
    static const char *const words[] = {"NA", "N/A", "#N/A", "N.A.", "NaN", "null", "none"};
    if (text.len <= 3 && strspn(text.data, "-") >= text.len)
        return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ht_slice_same(text, ht_slice_of(words[i])))
            return true;
    return false;
}

static bool take_front(struct ht_slice *text, const char *what) {
    size_t len = strlen(what);
    if (text->len < len || memcmp(text->data, what, len) != 0)
        return false;
    text->data += len;
    text->len -= len;
    *text = ht_slice_trim(*text);
    return true;
}

static bool take_back(struct ht_slice *text, const char *what) {
    size_t len = strlen(what);
    if (text->len < len || memcmp(text->data + text->len - len, what, len) != 0)
        return false;
    text->len -= len;
    *text = ht_slice_trim(*text);
    return true;
}

struct currency_sign {
    const char *sign;
    const char *code; // "" where several currencies share the sign
};

// Longer signs before those they end in.
static const struct currency_sign signs[] = {
    {"US$", "USD"},          {"AU$", "AUD"},   {"CA$", "CAD"},
    {"HK$", "HKD"},          {"NZ$", "NZD"},   {"NT$", "TWD"},
    {"A$", "AUD"},           {"C$", "CAD"},    {"S$", "SGD"},
    {"R$", "BRL"},           {"$", ""},        {"\xE2\x82\xAC", "EUR"},
    {"\xC2\xA3", "GBP"},     {"\xC2\xA5", ""}, {"\xE2\x82\xB9", "INR"},
    {"\xE2\x82\xA9", "KRW"},
};

// Takes a currency sign or code from either end.
static void take_currency(struct ht_slice *text, struct ht_number *out) {
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (take_front(text, signs[i].sign) || take_back(text, signs[i].sign)) {
            out->dollar = strcmp(signs[i].sign, "$") == 0;
            strcpy(out->currency, signs[i].code);
            return;
        }
    }
    for (int back = 0; back <= 1 && text->len > 3; back++) {
        char code[4] = "";
        memcpy(code, text->data + (back ? text->len - 3 : 0), 3);
        if (ht_currency_known(code) && (back ? take_back(text, code) : take_front(text, code))) {
            strcpy(out->currency, code);
            return;
        }
    }
}

// Powers of ten behind a number: "$4.0B".
static int take_magnitude(struct ht_slice *text) {
    static const struct {
        const char *suffix;
        int exponent;
    } magnitudes[] = {{"bn", 9}, {"mn", 6}, {"K", 3}, {"M", 6}, {"B", 9}, {"T", 12}};
    for (size_t i = 0; i < sizeof magnitudes / sizeof *magnitudes; i++)
        if (take_back(text, magnitudes[i].suffix))
            return magnitudes[i].exponent;
    return 0;
}

// Takes "(...)" or a sign; false when two of them contradict each other.
static bool take_sign(struct ht_slice *text, bool *negative) {
    if (take_front(text, "(")) {
        bool closed = take_back(text, ")");
        bool again = closed && *negative;
        *negative = true;
        return closed && !again;
    }
    if (take_front(text, "-") || take_back(text, "-")) {
        bool again = *negative;
        *negative = true;
        return !again;
    }
    take_front(text, "+");
    return true;
}

// The marks of a number's body: at most one kind between groups and one before the decimals.
struct body {
    struct ht_slice whole; // with group marks
    struct ht_slice decimals;
    char group; // 0: none
};

static size_t count_of(struct ht_slice text, char c, size_t *last) {
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] == c) {
            count++;
            *last = i;
        }
    }
    return count;
}

static bool holds(struct ht_slice text, char c) {
    return text.len > 0 && memchr(text.data, c, text.len) != NULL;
}

static bool all_digits(struct ht_slice text) {
    for (size_t i = 0; i < text.len; i++)
        if (!ht_is_digit(text.data[i]))
            return false;
    return true;
}

/*
 * Which of point and comma is the decimal mark in TEXT when the file does not say: the last of two kinds, one that
 * stands once and not where a thousands mark could stand. '\0' for neither, '?' when both readings are possible.
 */
static char guess_decimal(struct ht_slice text, bool exponent) {
    size_t point = 0;
    size_t comma = 0;
    size_t points = count_of(text, '.', &point);
    size_t commas = count_of(text, ',', &comma);
    if (points > 0 && commas > 0)
        return point > comma ? '.' : ',';
    if (points + commas != 1)
        return '\0';
    char only = points == 1 ? '.' : ',';
    size_t at = points == 1 ? point : comma;
    bool could_group = text.len - at - 1 == 3 && at >= 1 && at <= 3 && text.data[0] != '0';
    bool other_groups = holds(text, ' ') || holds(text, '\'');
    return could_group && !exponent && !other_groups ? '?' : only;
}

static bool split_body(struct ht_slice text, enum ht_decimal_mark mark, bool exponent, struct body *out) {
    static const char groups[] = "' .,";
    size_t at = 0;
    char decimal = mark == HT_MARK_POINT ? '.' : mark == HT_MARK_COMMA ? ',' : guess_decimal(text, exponent);
    if (decimal == '?')
        return false;
    size_t count = decimal == '\0' ? 0 : count_of(text, decimal, &at);
    if (count > 1)
        return false;
    out->whole = (struct ht_slice){text.data, count == 1 ? at : text.len};
    out->decimals = (struct ht_slice){text.data + text.len, 0};
    if (count == 1)
        out->decimals = (struct ht_slice){text.data + at + 1, text.len - at - 1};
    out->group = '\0';
    for (size_t i = 0; i < 4; i++) {
        if (groups[i] != decimal && holds(out->whole, groups[i])) {
            if (out->group != '\0')
                return false;
            out->group = groups[i];
        }
    }
    return all_digits(out->decimals);
}

/*
 * Copies the whole part's digits to OUT. Groups must be right: up to three digits, then two or three (Indian lakhs
 * and crores), and three at the end. False otherwise.
 */
static bool copy_whole(const struct body *body, char *out, size_t *len) {
    size_t run = 0;
    size_t groups = 0;
    for (size_t i = 0; i < body->whole.len; i++) {
        char c = body->whole.data[i];
        if (c == body->group && body->group != '\0') {
            if (run == 0 || run > 3 || (groups > 0 && run < 2))
                return false;
            groups++;
            run = 0;
        } else if (ht_is_digit(c)) {
            out[(*len)++] = c;
            run++;
        } else {
            return false;
        }
    }
    return groups == 0 || run == 3;
}

// Cuts "E-05" off TEXT; the exponent's value, 0 when there is none. False when it is malformed.
static bool take_exponent(struct ht_slice *text, bool *found, int *value) {
    size_t at = 0;
    *found = (holds(*text, 'E') || holds(*text, 'e')) && count_of(*text, 'E', &at) + count_of(*text, 'e', &at) == 1;
    if (!*found)
        return true;
    struct ht_slice digits = {text->data + at + 1, text->len - at - 1};
    bool negative = take_front(&digits, "-");
    if (!negative)
        take_front(&digits, "+");
    if (digits.len == 0 || digits.len > 3 || !all_digits(digits))
        return false;
    *value = 0;
    for (size_t i = 0; i < digits.len; i++)
        *value = *value * 10 + (digits.data[i] - '0');
    *value = negative ? -*value : *value;
    text->len = at;
    return true;
}

// Writes EXPONENT as "e-5".
static size_t write_exponent(int exponent, char *out) {
    size_t n = 0;
    int value = exponent < 0 ? -exponent : exponent;
    out[n++] = 'e';
    out[n++] = exponent < 0 ? '-' : '+';
    for (int unit = 1000; unit > 0; unit /= 10)
        out[n++] = (char)('0' + value / unit % 10);
    return n;
}

static bool read_body(struct ht_slice text, enum ht_decimal_mark mark, int magnitude, bool negative,
                      struct ht_decimal *out) {
    char plain[PLAIN_MAX + 16];
    struct body body;
    bool has_exponent;
    int exponent = 0;
    size_t n = 0;
    if (!take_exponent(&text, &has_exponent, &exponent) || text.len == 0 ||
        !split_body(text, mark, has_exponent, &body))
        return false;
    if (negative)
        plain[n++] = '-';
    size_t start = n;
    if (!copy_whole(&body, plain, &n) || n - start + body.decimals.len == 0)
        return false;
    if (n == start)
        plain[n++] = '0';
    if (body.decimals.len > 0) {
        plain[n++] = '.';
        memcpy(plain + n, body.decimals.data, body.decimals.len);
        n += body.decimals.len;
    }
    if (exponent + magnitude != 0)
        n += write_exponent(exponent + magnitude, plain + n);
    return ht_decimal_parse(plain, n, out);
}

// Whether TEXT begins and ends with a digit, so that there is nothing to peel off. Most numbers do.
static bool is_bare(struct ht_slice text) {
    return text.len > 0 && ht_is_digit(text.data[0]) && ht_is_digit(text.data[text.len - 1]);
}

// TEXT that is a sign, digits and one POINT within them, and so short that 64 bits hold it: most numbers are. False
// for all else, whatever it is.
static bool read_plain(const char *text, size_t len, char point, struct ht_decimal *out) {
    enum { DIGITS = 18 };
    size_t at = len > 0 && text[0] == '-', decimals = 0;
    bool negative = at == 1, met = false;
    int64_t units = 0;
    if (len <= at || len - at > DIGITS || !ht_is_digit(text[at]) || !ht_is_digit(text[len - 1]))
        return false;
    for (; at < len; at++) {
        if (ht_is_digit(text[at])) {
            units = units * 10 + (text[at] - '0');
            decimals += met;
        } else if (text[at] == point && !met) {
            met = true;
        } else {
            return false;
        }
    }
    *out = (struct ht_decimal){.units = negative ? -units : units, .scale = (uint8_t)decimals};
    return true;
}

// A number without a group, when the decimal mark is known or can be no other.
static bool is_plain(const char *text, size_t len, enum ht_decimal_mark mark, struct ht_decimal *out) {
    enum { LIKE_A_GROUP = 3 };
    return read_plain(text, len, mark == HT_MARK_COMMA ? ',' : '.', out) &&
           (mark == HT_MARK_POINT || mark == HT_MARK_COMMA || out->scale != LIKE_A_GROUP);
}

enum ht_number_result ht_number_parse(const char *text, size_t len, enum ht_decimal_mark mark,
                                      struct ht_number *out) {
    char simple[PLAIN_MAX];
    size_t n;
    struct ht_number number = {0};
    if (is_plain(text, len, mark, &number.value)) {
        *out = number;
        return HT_NUMBER_OK;
    }
    if (!simplify(ht_slice_trim((struct ht_slice){text, len}), simple, &n))
        return HT_NUMBER_INVALID;
    struct ht_slice rest = ht_slice_trim((struct ht_slice){simple, n});
    bool below = take_front(&rest, "<");
    bool negative = false;
    int magnitude = 0;
    if (!is_bare(rest)) {
        if (!below && is_absent(rest))
            return HT_NUMBER_ABSENT;
        number.percent = take_back(&rest, "%"); // "(0.50)%" as well as "(0.50%)"
        bool signs_agree = take_sign(&rest, &negative);
        number.percent = number.percent || take_back(&rest, "%");
        take_currency(&rest, &number);
        if (!signs_agree || !take_sign(&rest, &negative)) // "$-5" as well as "-$5"
            return HT_NUMBER_INVALID;
        magnitude = take_magnitude(&rest);
    }
    if (!read_body(rest, mark, magnitude, negative, &number.value))
        return HT_NUMBER_INVALID;
    *out = number;
    return below ? HT_NUMBER_BELOW : HT_NUMBER_OK;
}
