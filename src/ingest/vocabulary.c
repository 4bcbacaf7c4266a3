// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The header vocabulary: words by which exports of any publisher name their columns, labelled lines and asset
 * classes. Data in reference/layouts/vocabulary.ini.
 */
#include <string.h>

#include "holdtrace/text.h"
#include "ingest/layout_data.h"

void ht_texts_add(struct ht_arena *arena, struct ht_texts *texts, const char *list) {
    size_t count = 0;
    const char **items = ht_text_split(arena, list, '|', &count);
    for (size_t i = 0; i < count; i++) {
        const char **grown = ht_arena_grow(arena, texts->items, texts->count, &texts->capacity, sizeof *grown);
        grown[texts->count++] = items[i];
        texts->items = grown;
    }
}

bool ht_texts_hold(const struct ht_texts *texts, struct ht_slice text) {
    for (size_t i = 0; i < texts->count; i++)
        if (ht_slice_same(ht_slice_of(texts->items[i]), text))
            return true;
    return false;
}

static const char *const fact_names[HT_FACT_COUNT] = {"as_of", "fund_name", "fund_id", "net_assets", "currency"};

const char *ht_fact_name(enum ht_fact fact) {
    return fact_names[fact];
}

enum ht_fact ht_fact_named(const char *name) {
    int fact = 0;
    while (fact < HT_FACT_COUNT && strcmp(fact_names[fact], name) != 0)
        fact++;
    return (enum ht_fact)fact;
}

bool ht_mark_named(const char *text, enum ht_decimal_mark *out) {
    static const char *const names[] = {
        [HT_MARK_AUTO] = "auto", [HT_MARK_POINT] = "point", [HT_MARK_COMMA] = "comma"};
    for (int i = 0; i < 3; i++) {
        if (strcmp(names[i], text) == 0) {
            *out = (enum ht_decimal_mark)i;
            return true;
        }
    }
    return false;
}

// Currencies as headers write them where they do not write the ISO code; "" for signs that several currencies share.
static const struct {
    const char *sign, *code;
} currency_signs[] = {
    {"us$", "USD"},      {"au$", "AUD"},    {"hk$", "HKD"},  {"nz$", "NZD"},  {"nt$", "TWD"},      {"ca$", "CAD"},
    {"a$", "AUD"},       {"c$", "CAD"},     {"s$", "SGD"},   {"r$", "BRL"},   {"$", ""},           {"€", "EUR"},
    {"euros", "EUR"},    {"euro", "EUR"},   {"£", "GBP"},    {"kr", ""},      {"人民币元", "CNY"}, {"人民币", "CNY"},
    {"人民幣元", "CNY"}, {"人民幣", "CNY"}, {"港元", "HKD"}, {"港币", "HKD"}, {"港幣", "HKD"},     {"新台币", "TWD"},
    {"新台幣", "TWD"},   {"新臺幣", "TWD"}, {"美元", "USD"}, {"美金", "USD"}, {"日元", "JPY"},     {"日圓", "JPY"},
    {"円", "JPY"},       {"欧元", "EUR"},   {"歐元", "EUR"}, {"英镑", "GBP"}, {"英鎊", "GBP"},     {"元", ""},
};

static bool ends_with(const char *text, size_t len, const char *end) {
    size_t size = strlen(end);
    return len > size && memcmp(text + len - size, end, size) == 0;
}

// KEY of LEN bytes without what joins a name and its currency: "kurswert in" is "kurswert".
static void cut_joiner(char *key, size_t len) {
    static const char *const joiners[] = {" in", " en", " i", " em", " a", " des"};
    while (len > 0 && key[len - 1] == ' ')
        len--;
    for (size_t i = 0; i < sizeof joiners / sizeof *joiners; i++) {
        if (ends_with(key, len, joiners[i])) {
            len -= strlen(joiners[i]);
            break;
        }
    }
    key[len] = '\0';
}

// Takes the ISO code at the end or the front of KEY.
static bool take_code(char *key, size_t len, char currency[4]) {
    bool back = len >= 5 && key[len - 4] == ' ', front = len >= 5 && key[3] == ' ';
    for (int at_front = 0; at_front <= 1; at_front++) {
        if (at_front ? !front : !back)
            continue;
        const char *at = at_front ? key : key + len - 3;
        char code[4] = {ht_to_upper(at[0]), ht_to_upper(at[1]), ht_to_upper(at[2]), '\0'};
        if (ht_currency_known(code)) {
            memcpy(currency, code, sizeof code);
            if (at_front)
                memmove(key, key + 4, len - 3);
            else
                cut_joiner(key, len - 4);
            return true;
        }
    }
    return false;
}

static bool take_sign(char *key, size_t len, char currency[4]) {
    for (size_t i = 0; i < sizeof currency_signs / sizeof *currency_signs; i++) {
        const char *sign = currency_signs[i].sign;
        size_t size = strlen(sign);
        // A sign of letters stands apart from the word; "$" and signs that no word ends in need not.
        bool apart = (unsigned char)sign[0] >= 0x80 || sign[0] == '$' || (len > size && key[len - size - 1] == ' ');
        if (apart && ends_with(key, len, sign)) {
            strcpy(currency, currency_signs[i].code);
            cut_joiner(key, len - size);
            return true;
        }
    }
    return false;
}

static const struct ht_word *word_of(const struct ht_vocabulary *vocabulary, const char *key) {
    bool found = false;
    size_t at =
        ht_sorted_place(vocabulary->headers, vocabulary->header_count, sizeof *vocabulary->headers, key, &found);
    return found ? &vocabulary->headers[at] : NULL;
}

const struct ht_word *ht_vocabulary_find(const struct ht_vocabulary *vocabulary, struct ht_slice header,
                                         char currency[4]) {
    char key[HT_HEADER_KEY];
    currency[0] = '\0';
    ht_header_key(header, key);
    size_t len = strlen(key);
    const struct ht_word *word = len > 0 ? word_of(vocabulary, key) : NULL;
    if (word == NULL && (take_code(key, len, currency) || take_sign(key, len, currency)))
        word = key[0] != '\0' ? word_of(vocabulary, key) : NULL;
    if (word == NULL)
        currency[0] = '\0';
    return word;
}
