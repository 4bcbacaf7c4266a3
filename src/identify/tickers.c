// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Tickers as printed: code and exchange taken apart, leading zeros put back where the exchange's rule is certain.
 */
#include <string.h>

#include "holdtrace/exchanges.h"
#include "holdtrace/text.h"

enum { LAST_LOST_SHENZHEN = 4999 }; // Shenzhen's codes that begin with zeros are 000001 to 004999

static bool is_number(const char *code) {
    return code[0] != '\0' && code[strspn(code, "0123456789")] == '\0';
}

// The code is upper case without blanks at its ends; false when it is empty, too long, or only dashes.
static bool copy_code(struct ht_slice text, char out[HT_TICKER_TEXT]) {
    text = ht_slice_trim(text);
    if (text.len == 0 || text.len >= HT_TICKER_TEXT)
        return false;
    bool any = false;
    for (size_t i = 0; i < text.len; i++) {
        out[i] = ht_to_upper(text.data[i]);
        any = any || ht_is_digit(text.data[i]) || ht_is_alpha(text.data[i]);
    }
    out[text.len] = '\0';
    return any;
}

static bool same_country(const struct ht_exchange *a, const struct ht_exchange *b) {
    return a == NULL || b == NULL || strcmp(a->country, b->country) == 0;
}

// How a ticker can carry its exchange: behind a blank (Bloomberg), behind a point (Reuters, or
// a MIC), behind a dash (FactSet), before a colon (others).
static const struct ht_exchange *exchange_beside(char sign, const char *beside, const char *code) {
    if (sign == ' ')
        return ht_exchange_bloomberg(beside, code);
    if (sign == '-') { // FactSet's, of countries whose codes are numbers
        if (is_number(code) && strcmp(beside, "HK") == 0)
            return ht_exchange_by_mic("XHKG");
        return is_number(code) && strcmp(beside, "CN") == 0 ? ht_exchange_bloomberg("CH", code) : NULL;
    }
    if (sign != '.')
        return ht_exchange_named(beside);
    const struct ht_exchange *reuters = ht_exchange_reuters(beside);
    return reuters != NULL ? reuters : ht_exchange_by_mic(beside);
}

/*
 * Bloomberg's codes of countries in which it does not say which exchange is meant. The code is still no part of the
 * ticker.
 */
static bool country_only(char sign, const char *beside) {
    static const char *const codes[] = {"US", "IN", "CH"};
    for (size_t i = 0; sign == ' ' && i < sizeof codes / sizeof *codes; i++)
        if (strcmp(codes[i], beside) == 0)
            return true;
    return false;
}

/*
 * Takes TEXT apart at SIGN. Only when what stands beside the code is an exchange, and one in the same country as the
 * export's own: "ATCO B" and "MCDOWELL.N" in Stockholm and Mumbai are whole tickers.
 */
static bool take_apart(struct ht_slice text, char sign, const struct ht_exchange *known, struct ht_ticker *out) {
    char code[HT_TICKER_TEXT] = "";
    char beside[HT_TICKER_TEXT];
    size_t at = text.len;
    for (size_t i = text.len; i-- > 0 && at == text.len;)
        at = text.data[i] == sign ? i : at;
    if (at == text.len || at == 0)
        return false;
    struct ht_slice left = {text.data, at};
    struct ht_slice right = {text.data + at + 1, text.len - at - 1};
    bool prefix = sign == ':';
    if (!copy_code(prefix ? right : left, code) || !copy_code(prefix ? left : right, beside))
        return false;
    const struct ht_exchange *found = exchange_beside(sign, beside, code);
    if ((found == NULL && !country_only(sign, beside)) || !same_country(found, known))
        return false;
    memcpy(out->code, code, sizeof code);
    out->exchange = known != NULL ? known : found;
    return true;
}

// "002415 CH Equity" without the yellow key.
static struct ht_slice without_equity(struct ht_slice text) {
    static const char key[] = " Equity";
    size_t len = sizeof key - 1;
    if (text.len > len && ht_slice_same((struct ht_slice){text.data + text.len - len, len}, ht_slice_of(key)))
        text.len -= len;
    return ht_slice_trim(text);
}

static void pad(struct ht_ticker *ticker, unsigned digits) {
    size_t len = strlen(ticker->code);
    size_t zeros = digits - len;
    memmove(ticker->code + zeros, ticker->code, len + 1);
    memset(ticker->code, '0', zeros);
}

static bool lost_zeros_of_shenzhen(const char *code) {
    int number = 0;
    for (size_t i = 0; code[i] != '\0'; i++)
        number = number * 10 + (code[i] - '0');
    return strlen(code) <= 4 && number > 0 && number <= LAST_LOST_SHENZHEN;
}

/*
 * Puts zeros back where the exchange's codes have a fixed length. Hong Kong prints its codes with and without them;
 * Korean codes have six characters always; of the mainland exchanges only Shenzhen has codes that begin with zeros.
 */
static void put_zeros_back(struct ht_ticker *ticker) {
    const struct ht_exchange *exchange = ticker->exchange;
    if (exchange->digits == 0 || strlen(ticker->code) >= exchange->digits)
        return;
    bool mainland = strcmp(exchange->country, "CN") == 0;
    if (mainland && (strcmp(exchange->mic, "XSHE") != 0 || !lost_zeros_of_shenzhen(ticker->code)))
        return;
    pad(ticker, exchange->digits);
    ticker->repaired = strcmp(exchange->mic, "XHKG") != 0;
}

/*
 * A number without an exchange, of a Chinese company. Six digits name the mainland exchange by their range; a shorter
 * one may have lost its zeros, but may as well be a Hong Kong code (2236 is Dahua in Shenzhen, another company
 * there).
 */
static void guess_mainland(struct ht_ticker *ticker) {
    ticker->exchange = ht_exchange_bloomberg("CH", ticker->code);
    if (ticker->exchange == NULL && lost_zeros_of_shenzhen(ticker->code)) {
        ticker->exchange = ht_exchange_by_mic("XSHE");
        pad(ticker, 6);
        ticker->repaired = true;
        ticker->certain = false;
    }
}

// "SZ002415": the exchange before the digits, when the digits are those of a code there.
static bool take_prefix(struct ht_slice text, const struct ht_exchange *known, struct ht_ticker *out) {
    static const struct {
        const char *prefix, *mic;
    } prefixes[] = {{"SZ", "XSHE"}, {"SH", "XSHG"}, {"BJ", "BJSE"}, {"HK", "XHKG"}};
    char code[HT_TICKER_TEXT] = "";
    if (!copy_code(text, code) || strlen(code) < 3 || !is_number(code + 2))
        return false;
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        const struct ht_exchange *exchange = ht_exchange_by_mic(prefixes[i].mic);
        bool right = strcmp(exchange->country, "CN") == 0 ? ht_exchange_bloomberg("CH", code + 2) == exchange
                                                          : strlen(code + 2) == exchange->digits;
        if (strncmp(code, prefixes[i].prefix, 2) == 0 && right && (known == NULL || known == exchange)) {
            memcpy(out->code, code + 2, strlen(code + 2) + 1);
            out->exchange = exchange;
            return true;
        }
    }
    return false;
}

// What a spreadsheet puts around a code that is to stay text: a leading apostrophe, ="...".
static struct ht_slice unwrap(struct ht_slice text) {
    if (text.len > 1 && text.data[0] == '\'')
        return ht_slice_trim((struct ht_slice){text.data + 1, text.len - 1});
    if (text.len > 3 && text.data[0] == '=' && text.data[1] == '"' && text.data[text.len - 1] == '"')
        return ht_slice_trim((struct ht_slice){text.data + 2, text.len - 3});
    return text;
}

/*
 * A code that became a number: "2415.0", or "2.415E+03" when it shows every digit, so that none was rounded away.
 * False when CODE is neither.
 */
static bool undo_number(char code[HT_TICKER_TEXT]) {
    size_t whole = strspn(code, "0123456789");
    size_t places = code[whole] == '.' ? strspn(code + whole + 1, "0123456789") : 0;
    if (whole == 0 || places == 0)
        return false;
    const char *rest = code + whole + 1 + places;
    if (rest[0] == '\0' && strspn(code + whole + 1, "0") == places) {
        code[whole] = '\0';
        return true;
    }
    rest += rest[0] == 'E';
    rest += rest > code + whole + 1 + places && rest[0] == '+';
    rest += rest[0] == '0';
    if (rest == code + whole + 1 + places || places > 9 || rest[0] != (char)('0' + places) || rest[1] != '\0')
        return false;
    memmove(code + whole, code + whole + 1, places);
    code[whole + places] = '\0';
    return true;
}

// Whether a security of EXCHANGE, if that is known, can have CODE: on the mainland six digits, in Hong Kong five.
static bool has_form(const char *code, const struct ht_exchange *exchange) {
    if (strpbrk(code, "!?\"=;<>|~^{}") != NULL)
        return false;
    if (exchange == NULL || (strcmp(exchange->country, "CN") != 0 && strcmp(exchange->mic, "XHKG") != 0))
        return true;
    return is_number(code) && strlen(code) == exchange->digits;
}

// Whether the export says China where it should name an exchange; or TEXT does, "2415 CH".
static bool says_china(struct ht_slice text, const char *exchange) {
    struct ht_slice said = ht_slice_trim(ht_slice_of(exchange));
    static const char key[] = " CH";
    size_t len = sizeof key - 1;
    return ht_slice_same(said, ht_slice_of("CN")) || ht_slice_same(said, ht_slice_of("CH")) ||
           ht_slice_same(said, ht_slice_of("China")) ||
           (text.len > len && ht_slice_same((struct ht_slice){text.data + text.len - len, len}, ht_slice_of(key)));
}

bool ht_ticker_parse(const char *text, const char *exchange, const char *country, struct ht_ticker *out) {
    const struct ht_exchange *known = ht_exchange_named(exchange);
    struct ht_slice printed = ht_slice_trim(ht_slice_of(text));
    struct ht_slice trimmed = without_equity(unwrap(printed));
    struct ht_ticker ticker = {.exchange = known, .certain = true};
    if (!take_apart(trimmed, ' ', known, &ticker) && !take_apart(trimmed, '.', known, &ticker) &&
        !take_apart(trimmed, ':', known, &ticker) && !take_apart(trimmed, '-', known, &ticker) &&
        !take_prefix(trimmed, known, &ticker) && !copy_code(trimmed, ticker.code))
        return false;
    ticker.cleaned = undo_number(ticker.code) || unwrap(printed).len != printed.len;
    if (is_number(ticker.code)) {
        if (ticker.exchange != NULL)
            put_zeros_back(&ticker);
        else if ((country != NULL && strcmp(country, "CN") == 0) || says_china(trimmed, exchange))
            guess_mainland(&ticker);
        if (known == NULL && country == NULL && ht_text_same(exchange, "CH"))
            ticker.certain = false; // Switzerland too, whose Valor numbers can have six digits
    }
    ticker.formed = has_form(ticker.code, ticker.exchange);
    *out = ticker;
    return true;
}
