// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Identifier kinds in one table: name, length, alphabet and check. Each check sees upper-case text of the right
 * length from the right alphabet.
 *
 * Sources of the rules: ISIN ISO 6166 and ISO 3166; CUSIP ANSI X9.6; SEDOL London Stock Exchange masterfile guide;
 * FIGI OMG "Financial Instrument Global Identifier"; LEI ISO 17442 with ISO 7064 mod 97-10; WKN
 * Wertpapier-Mitteilungen; unified social credit code GB 32100-2015.
 */
#include "holdtrace/identifiers.h"

#include <stdint.h>
#include <string.h>

#include "holdtrace/text.h"
#include "identify/countries.h"

#define DIGITS "0123456789"
#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define CONSONANTS "BCDFGHJKLMNPQRSTVWXYZ"
#define USCC_ALPHABET "0123456789ABCDEFGHJKLMNPQRTUWXY"

struct id_rule {
    const char *name;
    size_t length;
    const char *alphabet;
    bool (*check)(const char *text);
    bool every_letter; // ALPHABET has all digits, as each has, and all letters
};

// 0-9 for digits, 10-35 for letters, then the three signs that CUSIP allows.
static int char_value(char c) {
    if (ht_is_digit(c))
        return c - '0';
    if (ht_is_upper(c))
        return c - 'A' + 10;
    return c == '*' ? 36 : c == '@' ? 37 : 38;
}

static bool digits_from(const char *text, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        if (!ht_is_digit(text[i]))
            return false;
    return true;
}

// Sum of the digits of N, for numbers below 100.
static int digit_sum(int n) {
    return n / 10 + n % 10;
}

/*
 * What a character adds to the sum of Luhn over letters written as numbers, from the right: by its value, and whether
 * its last digit counts twice. 10 to 35 have two digits, of which then the first counts once, and the other way
 * round.
 */
enum { LUHN_VALUES = 36 };
static const unsigned char luhn_parts[2][LUHN_VALUES] = {
    {0,  1,  2, 3, 4, 5, 6, 7, 8,  9,  2,  3,  4, 5, 6, 7, 8,  9,
     10, 11, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 6, 7, 8, 9, 10, 11},
    {0, 2, 4, 6, 8, 1, 3, 5, 7, 9, 1, 3, 5, 7, 9, 2, 4, 6, 8, 10, 2, 4, 6, 8, 10, 3, 5, 7, 9, 11, 3, 5, 7, 9, 11, 4},
};

/*
 * Prefixes of ISINs that are no country: XS (Euroclear and Clearstream), EU (the European Union's own bonds), XA to
 * XD and XF (numbering agencies that stand in for one another), XK (Kosovo), AN (ISINs of the Netherlands Antilles,
 * which live on).
 */
static bool isin_prefix_known(const char *text) {
    static const char *const others[] = {"XS", "EU", "XA", "XB", "XC", "XD", "XF", "XK", "AN", "EZ", "QS", "QT"};
    if (ht_country_is_alpha2(text))
        return true;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (memcmp(text, others[i], 2) == 0)
            return true;
    return false;
}

static bool check_isin(const char *text) {
    if (!isin_prefix_known(text) || !ht_is_digit(text[11]))
        return false;
    int sum = 0;
    bool twice = false;
    for (size_t i = 12; i-- > 0;) {
        int value = char_value(text[i]);
        if (value >= LUHN_VALUES)
            return false; // a sign that CUSIPs alone may have
        sum += luhn_parts[twice][value];
        twice ^= value < 10; // a letter has two digits
    }
    return sum % 10 == 0;
}

// Check digit of the first LEN characters, where every second value counts twice (CUSIP and FIGI).
static char double_add_double(const char *text, size_t len) {
    int sum = 0;
    for (size_t i = 0; i < len; i++)
        sum += digit_sum(char_value(text[i]) * (i % 2 == 1 ? 2 : 1));
    return (char)('0' + (10 - sum % 10) % 10);
}

static bool check_cusip(const char *text) {
    return text[8] == double_add_double(text, 8);
}

static bool check_sedol(const char *text) {
    static const int weights[] = {1, 3, 1, 7, 3, 9, 1};
    // Codes given before 2004 are all digits; those that start with 9 are private ones and may hold letters.
    if (ht_is_digit(text[0]) && text[0] != '9' && !digits_from(text, 0, 7))
        return false;
    int sum = 0;
    for (size_t i = 0; i < 7; i++)
        sum += char_value(text[i]) * weights[i];
    return ht_is_digit(text[6]) && sum % 10 == 0;
}

static bool check_figi(const char *text) {
    static const char *const forbidden[] = {"BS", "BM", "GG", "GB", "GH", "KY", "VG"}; // could be taken for an ISIN
    for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++)
        if (memcmp(text, forbidden[i], 2) == 0)
            return false;
    return !ht_is_digit(text[0]) && !ht_is_digit(text[1]) && text[2] == 'G' &&
           text[11] == double_add_double(text, 11);
}

static bool check_lei(const char *text) {
    if (!digits_from(text, 18, 20))
        return false;
    uint64_t rest = 0;
    for (size_t i = 0; i < 20; i++) {
        uint64_t value = (uint64_t)char_value(text[i]);
        rest = value >= 10 ? rest * 100 + value : rest * 10 + value;
        if (i % 5 == 4) // what stands for five characters behind a rest below 97 fits
            rest %= 97;
    }
    return rest == 1;
}

static bool check_wkn(const char *text) {
    (void)text; // a WKN carries no check digit
    return true;
}

static bool check_uscc(const char *text) {
    static const int weights[] = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    if (text[0] == '0' || !digits_from(text, 2, 8))
        return false;
    int sum = 0;
    for (size_t i = 0; i < 17; i++)
        sum += (int)(strchr(USCC_ALPHABET, text[i]) - USCC_ALPHABET) * weights[i];
    return text[17] == USCC_ALPHABET[(31 - sum % 31) % 31];
}

static const struct id_rule rules[HT_ID_KINDS] = {
    [HT_ID_ISIN] = {"isin", 12, DIGITS LETTERS, check_isin, true},
    [HT_ID_CUSIP] = {"cusip", 9, DIGITS LETTERS "*@#", check_cusip, true},
    [HT_ID_SEDOL] = {"sedol", 7, DIGITS CONSONANTS, check_sedol, false},
    [HT_ID_FIGI] = {"figi", 12, DIGITS CONSONANTS, check_figi, false},
    [HT_ID_LEI] = {"lei", 20, DIGITS LETTERS, check_lei, true},
    [HT_ID_WKN] = {"wkn", 6, DIGITS "ABCDEFGHJKLMNPQRSTUVWXYZ", check_wkn, false},
    [HT_ID_USCC] = {"uscc", 18, USCC_ALPHABET, check_uscc, false},
};

const char *ht_id_name(enum ht_id_kind kind) {
    return rules[kind].name;
}

/*
 * Upper case without separators, into OUT. False when a separator stands beside another one or at an end, or there is
 * too much text. Blanks at the ends are already gone.
 */
static bool fold(struct ht_slice text, char out[HT_ID_TEXT], size_t *len) {
    size_t n = 0;
    bool separated = true; // no separator may come first
    for (size_t i = 0; i < text.len; i++) {
        char c = text.data[i];
        bool separator = c == ' ' || c == '-' || c == '.';
        if ((separator && separated) || (!separator && n + 1 >= HT_ID_TEXT))
            return false;
        if (!separator)
            out[n++] = ht_to_upper(c);
        separated = separator;
    }
    out[n] = '\0';
    *len = n;
    return n > 0 && !separated;
}

// Registers have millions of identifiers, and strspn prepares itself for each: it is asked where something is left.
static bool has_form(const struct id_rule *rule, const char *folded, size_t len) {
    if (len != rule->length)
        return false;
    size_t i = 0;
    while (i < len && (ht_is_digit(folded[i]) || (rule->every_letter && ht_is_upper(folded[i]))))
        i++;
    return i == len || i + strspn(folded + i, rule->alphabet) == len;
}

// "000000000" has a right check digit in several kinds, and is how exports print "none".
static bool only_zeros(const char *text) {
    return text[0] == '0' && text[strspn(text, "0")] == '\0';
}

bool ht_id_looks_like(enum ht_id_kind kind, const char *text, size_t len) {
    char folded[HT_ID_TEXT];
    size_t n;
    return fold(ht_slice_trim((struct ht_slice){text, len}), folded, &n) && has_form(&rules[kind], folded, n);
}

bool ht_id_parse(enum ht_id_kind kind, const char *text, size_t len, char out[HT_ID_TEXT]) {
    char folded[HT_ID_TEXT];
    size_t n = len;
    bool normal = has_form(&rules[kind], text, len); // as nearly all are
    if (normal) {
        memcpy(folded, text, len);
        folded[len] = '\0';
    } else if (!fold(ht_slice_trim((struct ht_slice){text, len}), folded, &n) || !has_form(&rules[kind], folded, n)) {
        return false;
    }
    if (only_zeros(folded) || !rules[kind].check(folded))
        return false;
    memcpy(out, folded, n + 1);
    return true;
}

// The LEN characters of a valid ISIN from FROM, if they are an identifier of KIND and the prefix is one of two.
static bool inside_isin(const char *isin, const char *prefixes, size_t from, size_t len, enum ht_id_kind kind,
                        char out[HT_ID_TEXT]) {
    char whole[HT_ID_TEXT];
    if (!ht_id_parse(HT_ID_ISIN, isin, strlen(isin), whole) ||
        (memcmp(whole, prefixes, 2) != 0 && memcmp(whole, prefixes + 2, 2) != 0))
        return false;
    return ht_id_parse(kind, whole + from, len, out);
}

bool ht_isin_to_cusip(const char *isin, char out[HT_ID_TEXT]) {
    return inside_isin(isin, "USCA", 2, 9, HT_ID_CUSIP, out);
}

bool ht_isin_of(const char *body, char out[HT_ID_TEXT]) {
    if (strlen(body) != 11)
        return false;
    char whole[HT_ID_TEXT];
    memcpy(whole, body, 12);
    for (int digit = 0; digit < 10; digit++) {
        whole[11] = (char)('0' + digit);
        whole[12] = '\0';
        if (ht_id_parse(HT_ID_ISIN, whole, 12, out))
            return true;
    }
    return false;
}

bool ht_isin_to_sedol(const char *isin, char out[HT_ID_TEXT]) {
    char whole[HT_ID_TEXT];
    // The code stands behind two zeros: GB 00 BH4HKS3 9.
    if (!ht_id_parse(HT_ID_ISIN, isin, strlen(isin), whole) || memcmp(whole + 2, "00", 2) != 0)
        return false;
    return inside_isin(whole, "GBIE", 4, 7, HT_ID_SEDOL, out);
}

// FOLDED with leading zeros up to nine characters, when that is a CUSIP.
static bool with_zeros(const char *folded, size_t len, char out[HT_ID_TEXT]) {
    char padded[HT_ID_TEXT] = "000000000";
    memcpy(padded + 9 - len, folded, len + 1);
    return ht_id_parse(HT_ID_CUSIP, padded, 9, out);
}

static bool with_check_digit(const char *folded, size_t len, char out[HT_ID_TEXT]) {
    char whole[HT_ID_TEXT];
    if (len != 8)
        return false;
    memcpy(whole, folded, 8);
    whole[8] = double_add_double(folded, 8);
    whole[9] = '\0';
    return ht_id_parse(HT_ID_CUSIP, whole, 9, out);
}

bool ht_cusip_repair(const char *text, const char *isin, char out[HT_ID_TEXT]) {
    char folded[HT_ID_TEXT];
    char zeros[HT_ID_TEXT];
    char digit[HT_ID_TEXT];
    char inside[HT_ID_TEXT];
    size_t len;
    if (!fold(ht_slice_trim(ht_slice_of(text)), folded, &len) || len < 4 || len > 8 ||
        strspn(folded, rules[HT_ID_CUSIP].alphabet) != len)
        return false;
    bool zeros_fit = with_zeros(folded, len, zeros);
    bool digit_fits = with_check_digit(folded, len, digit);
    if (isin != NULL && ht_isin_to_cusip(isin, inside)) {
        zeros_fit = zeros_fit && strcmp(zeros, inside) == 0;
        digit_fits = digit_fits && strcmp(digit, inside) == 0;
    } else if (zeros_fit) {
        return false; // either the other completion fits too, or nothing confirms that zeros were lost
    }
    if (zeros_fit == digit_fits)
        return false;
    memcpy(out, zeros_fit ? zeros : digit, 10);
    return true;
}
