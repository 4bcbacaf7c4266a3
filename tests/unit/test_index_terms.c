// SPDX-License-Identifier: GPL-3.0-or-later
// Terms under which names are indexed: what two spellings have in common, and what they have not.
#include "test_base.h"

#include <stdio.h>
#include <string.h>

#include "holdtrace/index_terms.h"

enum { MOST = 128 };

struct terms {
    uint32_t items[MOST];
    size_t count;
};

static void take(void *user, uint32_t term) {
    struct terms *terms = user;
    assert_true(terms->count < MOST);
    terms->items[terms->count++] = term;
}

static bool has(const struct terms *terms, uint32_t term) {
    for (size_t i = 0; i < terms->count; i++)
        if (terms->items[i] == term)
            return true;
    return false;
}

static bool meet(const struct terms *a, const struct terms *b) {
    for (size_t i = 0; i < a->count; i++)
        if (has(b, a->items[i]))
            return true;
    return false;
}

static struct terms of_key(const char *key) {
    struct terms terms = {.count = 0};
    ht_terms_of_key(key, take, &terms);
    return terms;
}

static struct terms careless(const char *word) {
    struct terms terms = {.count = 0};
    ht_terms_of_careless(word, strlen(word), take, &terms);
    return terms;
}

static uint32_t term_of(const char *word) {
    return ht_term_of(word, strlen(word));
}

static void words_are_terms(void **state) {
    (void)state;
    struct terms terms = of_key("hangzhou hikvision 4g");
    assert_int_equal(terms.count, 3);
    assert_int_equal(terms.items[0], term_of("hangzhou"));
    assert_int_equal(terms.items[1], term_of("hikvision"));
    assert_int_equal(terms.items[2], term_of("4g"));
    assert_int_equal(of_key("").count, 0);
    assert_int_equal(of_key("  ").count, 0);
}

static void chinese_is_indexed_by_two(void **state) {
    (void)state;
    struct terms whole = of_key("浙江大华技术"), part = of_key("大华股份");
    assert_int_equal(whole.count, 5);
    assert_true(meet(&whole, &part));
    assert_true(has(&whole, term_of("大华")));
    struct terms other = of_key("沧州大化");
    assert_false(meet(&whole, &other));
    assert_true(ht_word_is_by_two("万科a", strlen("万科a")));
    assert_false(ht_word_is_by_two("hikvision", 9));
    // One character, and letters of other scripts, are words.
    assert_int_equal(of_key("海").items[0], term_of("海"));
    assert_int_equal(of_key("газпром").count, 1);
    assert_int_equal(of_key("삼성전자").count, 1);
}

static void neighbours_are_joined(void **state) {
    (void)state;
    struct terms terms = {.count = 0};
    ht_terms_of_joined("hik vision digital", take, &terms);
    assert_int_equal(terms.count, 2);
    assert_true(has(&terms, term_of("hikvision")));
    assert_true(has(&terms, term_of("visiondigital")));
    terms.count = 0;
    ht_terms_of_joined("hikvision", take, &terms);
    assert_int_equal(terms.count, 0);
}

static void one_error_leaves_something_in_common(void **state) {
    static const char *const spelled[] = {"hikvison",   "hikvissions", "hikvusion", "hikvisoin", "ikvision",
                                          "hikvisionn", "khikvision",  "ihkvision", "hikvisiom"};
    (void)state;
    struct terms right = careless("hikvision");
    for (size_t i = 0; i < sizeof spelled / sizeof *spelled; i++) {
        struct terms wrong = careless(spelled[i]);
        assert_true(meet(&right, &wrong));
    }
    struct terms start = careless("hikvideo"), other = careless("megvii");
    assert_true(meet(&right, &start)); // the first five letters
    assert_false(meet(&right, &other));
}

// Every error at every place of a word, not only those one thinks of.
static void errors_anywhere_are_met(void **state) {
    static const char word[] = "sensetime";
    enum { LEN = sizeof word - 1 };
    (void)state;
    struct terms right = careless(word);
    for (size_t i = 0; i < LEN; i++) {
        char less[3 * LEN], more[3 * LEN], changed[3 * LEN];
        snprintf(less, sizeof less, "%.*s%s", (int)i, word, word + i + 1);
        snprintf(more, sizeof more, "%.*sq%s", (int)i, word, word + i);
        snprintf(changed, sizeof changed, "%.*sq%s", (int)i, word, word + i + 1);
        const char *const spelled[] = {less, more, changed};
        for (size_t k = 0; k < 3; k++) {
            struct terms wrong = careless(spelled[k]);
            assert_true(meet(&right, &wrong));
        }
    }
}

static void what_tells_nothing_has_no_careless_terms(void **state) {
    static const char *const words[] = {"technology", "hangzhou", "zte", "cetc38", "газпром", ""};
    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_int_equal(careless(words[i]).count, 0);
}

// A careless term is no word: "hikvisio" does not lead to "hikvision" unless both are asked for as careless.
static void kinds_of_terms_are_apart(void **state) {
    (void)state;
    struct terms terms = careless("hikvision");
    assert_false(has(&terms, term_of("hikvision")));
    assert_false(has(&terms, term_of("hikvisio")));
    assert_false(has(&terms, term_of("hikvi")));
}

static void words_that_tell_a_company(void **state) {
    static const char *const tell[] = {"hikvision", "zte", "iflytek"};
    static const char *const tell_not[] = {"technology", "group", "hangzhou", "china", "technol", "38", "an", ""};
    (void)state;
    for (size_t i = 0; i < sizeof tell / sizeof *tell; i++)
        assert_true(ht_word_tells(tell[i], strlen(tell[i])));
    for (size_t i = 0; i < sizeof tell_not / sizeof *tell_not; i++)
        assert_false(ht_word_tells(tell_not[i], strlen(tell_not[i])));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_terms),          cmocka_unit_test(chinese_is_indexed_by_two),
        cmocka_unit_test(neighbours_are_joined),    cmocka_unit_test(one_error_leaves_something_in_common),
        cmocka_unit_test(errors_anywhere_are_met),  cmocka_unit_test(what_tells_nothing_has_no_careless_terms),
        cmocka_unit_test(kinds_of_terms_are_apart), cmocka_unit_test(words_that_tell_a_company),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
