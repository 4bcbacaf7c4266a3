// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Units in the words of headers and labelled lines: thousands and millions ("Market Value (EUR '000)", "Kurswert
 * TEUR", "市值（万元）"), the hundredth parts of a currency in which London, Johannesburg and Tel Aviv quote (GBX,
 * ZAc, ILA), and whether a column is in the one currency of the portfolio or in that of each security.
 *
 * A unit counts only where the header without it is a word of the vocabulary.
 */
#include <stdio.h>
#include <string.h>

#include "ingest/header_unit.h"

struct unit {
    const char *word;
    int shift; // power of ten
};

// Words of keys (ht_header_key), longer ones before those they contain.
static const struct unit units[] = {
    {"1 000 000", 6}, {"1000000", 6},   {"000 000", 6},    {"000000", 6},    {"1 000", 3},     {"1000", 3},
    {"000s", 3},      {"000 s", 3},     {"000", 3},        {"thousands", 3}, {"thousand", 3},  {"tsd", 3},
    {"tausend", 3},   {"milliers", 3},  {"miles", 3},      {"migliaia", 3},  {"duizenden", 3}, {"duizend", 3},
    {"tusen", 3},     {"tusental", 3},  {"tusinde", 3},    {"milhares", 3},  {"k", 3},         {"millions", 6},
    {"million", 6},   {"millionen", 6}, {"mio", 6},        {"mln", 6},       {"mn", 6},        {"mm", 6},
    {"millones", 6},  {"milioni", 6},   {"miljoen", 6},    {"miljoner", 6},  {"millioner", 6}, {"milhoes", 6},
    {"mill", 6},      {"m", 6},         {"milliarden", 9}, {"milliards", 9}, {"miliardi", 9},  {"mrd", 9},
    {"bn", 9},        {"t", 3},
};

// Units that stand directly before a currency or a word for shares.
static const struct unit joined[] = {
    {"十億", 9}, {"10億", 9}, {"百万", 6}, {"百萬", 6}, {"千万", 7}, {"千萬", 7},
    {"亿", 8},   {"億", 8},   {"万", 4},   {"萬", 4},   {"千", 3},
};

static const char *const joined_money[] = {"元",   "円",     "圆",     "圓",     "港元",  "港币",
                                           "港幣", "美元",   "美金",   "日元",   "日圓",  "欧元",
                                           "歐元", "人民币", "人民幣", "新台币", "新台幣"};
static const char *const joined_shares[] = {"股", "株", "口", "份"};

// A byte that a word may end at: a blank, the end, a sign of currency.
static bool is_edge(char c) {
    return c == ' ' || c == '\0' || c == '$' || (unsigned char)c >= 0x80;
}

static const char *find_word(const char *key, const char *word) {
    size_t len = strlen(word);
    for (const char *at = strstr(key, word); at != NULL; at = strstr(at + 1, word))
        if ((at == key || is_edge(at[-1])) && is_edge(at[len]))
            return at;
    return NULL;
}

static const char *starts_with_one_of(const char *text, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strncmp(text, words[i], strlen(words[i])) == 0)
            return words[i];
    return NULL;
}

static bool code_at(const char *text, char out[4]) {
    char code[4] = {ht_to_upper(text[0]), '\0', '\0', '\0'};
    for (int i = 1; i < 3 && code[i - 1] != '\0'; i++)
        code[i] = ht_to_upper(text[i]);
    if (strlen(code) != 3 || !ht_currency_known(code))
        return false;
    memcpy(out, code, sizeof code);
    return true;
}

// One token in which unit and currency have grown together: "teur", "meur", "usdm", "eur000", "tkr".
static bool grown_together(const char *token, size_t len, struct ht_unit *out) {
    static const struct unit heads[] = {{"t", 3}, {"k", 3}, {"m", 6}};
    static const struct unit tails[] = {{"k", 3},   {"m", 6},  {"mn", 6},  {"mio", 6},
                                        {"000", 3}, {"bn", 9}, {"000s", 3}};
    for (size_t i = 0; len == 4 && i < sizeof heads / sizeof *heads; i++) {
        if (token[0] == heads[i].word[0] && code_at(token + 1, out->currency)) {
            out->shift = heads[i].shift;
            return true;
        }
    }
    for (size_t i = 0; len > 3 && i < sizeof tails / sizeof *tails; i++) {
        if (strlen(tails[i].word) == len - 3 && strncmp(token + 3, tails[i].word, len - 3) == 0 &&
            code_at(token, out->currency)) {
            out->shift = tails[i].shift;
            out->one_letter = len == 4 && token[3] == 'm';
            return true;
        }
    }
    bool crowns = len == 3 && (token[0] == 't' || token[0] == 'm') && strncmp(token + 1, "kr", 2) == 0;
    out->shift = crowns ? (token[0] == 't' ? 3 : 6) : 0;
    return crowns;
}

static bool find_grown_together(const char *key, struct ht_unit *out) {
    for (const char *token = key; *token != '\0';) {
        size_t len = strcspn(token, " ");
        if (grown_together(token, len, out)) {
            out->at = (size_t)(token - key);
            out->len = len;
            return true;
        }
        token += len + (token[len] == ' ');
    }
    return false;
}

static bool find_joined(const char *key, struct ht_unit *out) {
    for (size_t i = 0; i < sizeof joined / sizeof *joined; i++) {
        const char *at = strstr(key, joined[i].word);
        if (at == NULL)
            continue;
        const char *behind = at + strlen(joined[i].word);
        const char *shares = starts_with_one_of(behind, joined_shares, sizeof joined_shares / sizeof *joined_shares);
        if (shares != NULL ||
            starts_with_one_of(behind, joined_money, sizeof joined_money / sizeof *joined_money) != NULL) {
            out->shift = joined[i].shift;
            out->at = (size_t)(at - key);
            out->len = strlen(joined[i].word) + (shares != NULL ? strlen(shares) : 0);
            out->shares = shares != NULL;
            return true;
        }
    }
    return false;
}

bool ht_unit_find(const char *key, struct ht_unit *out) {
    *out = (struct ht_unit){0};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        const char *word = units[i].word, *at = find_word(key, word);
        size_t len = strlen(word);
        // "t" is a unit only beside a sign: "T€".
        bool signed_t = at != NULL && at[len] != ' ' && at[len] != '\0';
        if (at == NULL || (strcmp(word, "t") == 0 && !signed_t))
            continue;
        out->shift = units[i].shift;
        out->at = (size_t)(at - key);
        out->len = len;
        out->one_letter = strcmp(word, "m") == 0;
        return true;
    }
    return find_grown_together(key, out) || find_joined(key, out);
}

// "M" alone stands for a thousand in some accounts and for a million in others; "m" and "M€" do not.
bool ht_unit_unclear(const struct ht_unit *unit, struct ht_slice text) {
    for (size_t i = 0; unit->one_letter && i < text.len; i++) {
        char before = i > 0 ? text.data[i - 1] : ' ', after = i + 1 < text.len ? text.data[i + 1] : ' ';
        bool grown = i >= 3 && ht_is_alpha(before) && ht_to_upper(before) == before;
        if (text.data[i] == 'M' && (!ht_is_alpha(before) || grown) && !ht_is_alpha(after) &&
            (unsigned char)after != 0xE2)
            return true;
    }
    return false;
}

// Takes LEN bytes at AT out of KEY and puts TEXT there.
static void replace(char key[HT_HEADER_KEY], size_t at, size_t len, const char *text) {
    char out[HT_HEADER_KEY];
    snprintf(out, sizeof out, "%.*s%s%s", (int)at, key, text, key + at + len);
    memcpy(key, out, strlen(out) + 1);
}

// What is left of KEY without its unit, as one would have written it: no "x", no "of", no blanks too many.
static void tidy(char key[HT_HEADER_KEY]) {
    static const char *const fillers[] = {"x", "of", "de", "di", "d", "von", "van", "af"};
    for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++) {
        const char *at = find_word(key, fillers[i]);
        bool beside_gap = at != NULL && at > key && (at[-1] == ' ') &&
                          (i == 0 || (at - key >= 2 && at[-2] == ' ')); // where the unit stood
        if (beside_gap)
            replace(key, (size_t)(at - key), strlen(fillers[i]), "");
    }
    char tidy_key[HT_HEADER_KEY];
    ht_header_key(ht_slice_of(key), tidy_key);
    memcpy(key, tidy_key, strlen(tidy_key) + 1);
}

static void cut_last_word(char *key) {
    static const char *const joiners[] = {" in", " en", " i", " em", " a", " des", " au"};
    size_t len = strlen(key);
    for (size_t i = 0; i < sizeof joiners / sizeof *joiners; i++) {
        size_t size = strlen(joiners[i]);
        if (len > size && strcmp(key + len - size, joiners[i]) == 0) {
            key[len - size] = '\0';
            return;
        }
    }
}

static const struct ht_word *find(const struct ht_vocabulary *vocabulary, char *key, char currency[4]) {
    const struct ht_word *word = ht_vocabulary_find(vocabulary, ht_slice_of(key), currency);
    if (word == NULL) {
        cut_last_word(key);
        word = ht_vocabulary_find(vocabulary, ht_slice_of(key), currency);
    }
    return word;
}

static bool is_money(enum ht_field field) {
    return field == HT_FIELD_VALUE || field == HT_FIELD_VALUE_OTHER || field == HT_FIELD_NOTIONAL;
}

// The part of a currency that HEADER names: PRINTED gets it, and its length is returned; 0 when there is none.
static size_t find_minor(struct ht_slice header, char printed[8]) {
    for (size_t i = 0, len; i < header.len; i += len + 1) {
        len = 0;
        while (i + len < header.len && ht_is_alpha(header.data[i + len]))
            len++;
        if (len > 0 && len < 8) {
            memcpy(printed, header.data + i, len);
            printed[len] = '\0';
            if (ht_currency_of_part(printed) != NULL)
                return len;
        }
    }
    return 0;
}

static bool take_minor(const struct ht_vocabulary *vocabulary, struct ht_slice header, const char *key,
                       struct ht_header_word *out) {
    char printed[8], lower[8], without[HT_HEADER_KEY];
    size_t len = find_minor(header, printed);
    for (size_t i = 0; i <= len; i++)
        lower[i] = len > 0 ? ht_to_lower(printed[i]) : '\0';
    const char *at = len > 0 ? find_word(key, lower) : NULL;
    if (at == NULL)
        return false;
    memcpy(without, key, strlen(key) + 1);
    replace(without, (size_t)(at - key), len, ht_currency_of_part(printed));
    const struct ht_word *word = find(vocabulary, without, out->currency);
    if (word == NULL || !(is_money(word->field) || word->field == HT_FIELD_PRICE))
        return false;
    out->word = word;
    out->field = word->field;
    out->shift = -2;
    return true;
}

static bool take_unit(const struct ht_vocabulary *vocabulary, struct ht_slice header, const char *key,
                      struct ht_header_word *out) {
    struct ht_unit unit;
    char without[HT_HEADER_KEY];
    if (!ht_unit_find(key, &unit))
        return false;
    memcpy(without, key, strlen(key) + 1);
    replace(without, unit.at, unit.len, unit.currency);
    tidy(without);
    const struct ht_word *word = find(vocabulary, without, out->currency);
    if (word == NULL || !(is_money(word->field) || word->field == HT_FIELD_QUANTITY))
        return false;
    out->word = word;
    out->field = word->field;
    out->shift = unit.shift;
    out->unclear = ht_unit_unclear(&unit, header);
    return true;
}

// How a header says that its amounts are all in one currency, and that they are in that of each security.
static const char *const in_base[] = {
    "devise du portefeuille",
    "devise ptf",
    "devise du fonds",
    "devise fonds",
    "devise de reference",
    "devise de base",
    "portfolio currency",
    "portfolio ccy",
    "base currency",
    "base ccy",
    "fund currency",
    "fund ccy",
    "reporting currency",
    "fondswahrung",
    "portfoliowahrung",
    "basiswahrung",
    "referenzwahrung",
    "berichtswahrung",
    "divisa del fondo",
    "divisa base",
    "moneda base",
    "valuta base",
    "valuta del fondo",
    "valuta di riferimento",
    "fondsvaluta",
    "basisvaluta",
    "base",
    "基準通貨",
};
static const char *const in_local[] = {
    "local currency", "local ccy",     "local",         "lokalwahrung",      "devise locale", "devise de cotation",
    "moneda local",   "valuta locale", "lokale valuta", "security currency", "titelwahrung",
};

static const char *find_one_of(const char *key, const char *const *words, size_t count, size_t *len) {
    for (size_t i = 0; i < count; i++) {
        const char *at = find_word(key, words[i]);
        if (at != NULL) {
            *len = strlen(words[i]);
            return at;
        }
    }
    return NULL;
}

static void take_currency_words(const struct ht_vocabulary *vocabulary, const char *key, struct ht_header_word *out) {
    size_t len = 0;
    const char *base = find_one_of(key, in_base, sizeof in_base / sizeof *in_base, &len);
    const char *at = base != NULL ? base : find_one_of(key, in_local, sizeof in_local / sizeof *in_local, &len);
    if (out->word == NULL && at != NULL) {
        char without[HT_HEADER_KEY];
        memcpy(without, key, strlen(key) + 1);
        replace(without, (size_t)(at - key), len, "");
        tidy(without);
        const struct ht_word *word = find(vocabulary, without, out->currency);
        if (word != NULL && word->field == HT_FIELD_VALUE) {
            out->word = word;
            out->field = base != NULL ? HT_FIELD_VALUE : HT_FIELD_VALUE_OTHER;
        }
    }
    out->in_base = base != NULL && out->field == HT_FIELD_VALUE;
}

struct ht_header_word ht_header_word(const struct ht_vocabulary *vocabulary, struct ht_slice header) {
    struct ht_header_word out = {0};
    char key[HT_HEADER_KEY];
    ht_header_key(header, key);
    if (key[0] == '\0' || take_minor(vocabulary, header, key, &out))
        return out;
    out.word = ht_vocabulary_find(vocabulary, header, out.currency);
    out.field = out.word != NULL ? out.word->field : HT_FIELD_NONE;
    if (out.word == NULL && take_unit(vocabulary, header, key, &out))
        return out;
    take_currency_words(vocabulary, key, &out);
    return out;
}
