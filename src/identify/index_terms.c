// SPDX-License-Identifier: GPL-3.0-or-later
// Terms of an index of names: see index_terms.h.
#include "holdtrace/index_terms.h"

#include <string.h>

#include "holdtrace/text.h"
#include "holdtrace/values.h"
#include "identify/common_words.h"
#include "identify/name_words.h"

enum { CHARACTER = 3 }; // bytes of a Chinese one in UTF-8, but for rare ones, which are left to whole words
enum { LEAST_CARELESS = 5, LONGEST_CARELESS = 40, START = 5 };

// What keeps words, words with a letter less, and starts of words apart.
enum { SALT_WORD = 0, SALT_LESS = 0x55, SALT_START = 0xAA };

static uint32_t add_bytes(uint32_t hash, const char *text, size_t len) {
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)text[i]) * UINT32_C(16777619);
    return hash;
}

// The high bits choose a page of the index: they must depend on every letter.
static uint32_t mixed(uint32_t hash) {
    hash = (hash ^ (hash >> 16)) * UINT32_C(0x85EBCA6B);
    hash = (hash ^ (hash >> 13)) * UINT32_C(0xC2B2AE35);
    return hash ^ (hash >> 16);
}

static uint32_t salted(unsigned salt) {
    return (UINT32_C(2166136261) ^ salt) * UINT32_C(16777619);
}

// TEXT without its WITHOUT bytes from AT on.
static uint32_t term(unsigned salt, const char *text, size_t len, size_t at, size_t without) {
    uint32_t hash = add_bytes(salted(salt), text, at);
    return mixed(add_bytes(hash, text + at + without, len - at - without));
}

uint32_t ht_term_of(const char *text, size_t len) {
    return term(SALT_WORD, text, len, len, 0);
}

// U+3400 to U+9FFF.
static bool is_chinese_at(const char *text, size_t left) {
    const unsigned char *c = (const unsigned char *)text;
    return left >= CHARACTER && c[0] >= 0xE3 && c[0] <= 0xE9 && (c[0] > 0xE3 || c[1] >= 0x90);
}

bool ht_word_is_by_two(const char *word, size_t len) {
    for (size_t i = 0; i < len; i++)
        if (is_chinese_at(word + i, len - i))
            return true;
    return false;
}

void ht_terms_of_word(const char *word, size_t len, ht_take_term *take, void *user) {
    bool any = false;
    for (size_t i = 0; i + CHARACTER < len; i++) {
        if (!is_chinese_at(word + i, len - i) || !is_chinese_at(word + i + CHARACTER, len - i - CHARACTER))
            continue;
        take(user, ht_term_of(word + i, 2 * (size_t)CHARACTER));
        any = true;
    }
    if (!any && len > 0)
        take(user, ht_term_of(word, len));
}

// The word at *AT, which moves behind it; of length 0 at the end.
static struct ht_slice next_word(const char **at) {
    const char *from = *at + strspn(*at, " ");
    size_t len = strcspn(from, " ");
    *at = from + len;
    return (struct ht_slice){from, len};
}

void ht_terms_of_key(const char *key, ht_take_term *take, void *user) {
    for (struct ht_slice word; (word = next_word(&key)).len > 0;)
        ht_terms_of_word(word.data, word.len, take, user);
}

void ht_terms_of_joined(const char *key, ht_take_term *take, void *user) {
    struct ht_slice last = next_word(&key);
    for (struct ht_slice word; (word = next_word(&key)).len > 0; last = word) {
        uint32_t hash = add_bytes(salted(SALT_WORD), last.data, last.len);
        take(user, mixed(add_bytes(hash, word.data, word.len)));
    }
}

static bool can_be_careless(struct ht_slice word) {
    for (size_t i = 0; i < word.len; i++)
        if (!ht_is_alpha(word.data[i]))
            return false;
    return word.len >= LEAST_CARELESS && word.len <= LONGEST_CARELESS && !ht_word_is_common(word) &&
           !ht_word_is_place(word);
}

void ht_terms_of_careless(const char *word, size_t len, ht_take_term *take, void *user) {
    if (!can_be_careless((struct ht_slice){word, len}))
        return;
    take(user, term(SALT_LESS, word, len, len, 0));
    for (size_t i = 0; i < len; i++)
        if (i == 0 || word[i] != word[i - 1]) // of two letters alike it does not matter which is left out
            take(user, term(SALT_LESS, word, len, i, 1));
    take(user, term(SALT_START, word, START, START, 0));
}

static bool has_figure(struct ht_slice word) {
    for (size_t i = 0; i < word.len; i++)
        if (ht_is_digit(word.data[i]))
            return true;
    return false;
}

bool ht_word_tells(const char *word, size_t len) {
    enum { LEAST = 3, LEAST_COUNTRY = 4 };
    char text[LONGEST_CARELESS + 1];
    if (len < LEAST)
        return false;
    if (len > LONGEST_CARELESS)
        return true;
    memcpy(text, word, len);
    text[len] = '\0';
    const char *whole = ht_abbreviation(text);
    struct ht_slice slice = ht_slice_of(whole ? whole : text);
    return !has_figure(slice) && !ht_word_is_common(slice) && !ht_word_is_place(slice) &&
           !(slice.len >= LEAST_COUNTRY && ht_country_code(slice.data));
}
