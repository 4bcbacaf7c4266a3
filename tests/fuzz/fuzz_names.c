// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Names as printed, made comparable and compared. The first line of the input is the printed name, the second the
 * other; the first byte's lowest bits tell whether the first was cut and other scripts are read.
 */
#include "fuzz.h"

#include <math.h>
#include <string.h>

#include "holdtrace/index_terms.h"
#include "holdtrace/name_match.h"
#include "holdtrace/names.h"

static void expect_match(const struct ht_prepared_name *a, const struct ht_prepared_name *b,
                         struct ht_name_match *match) {
    ht_name_compare(a, b, NULL, match);
    fuzz_expect(match->probability > 0 && match->probability < 1, "a probability is between 0 and 1");
    fuzz_expect(match->likeness >= 0 && match->likeness <= 1, "a likeness is within 0 and 1");
    for (int i = 0; i < HT_NAME_FEATURE_COUNT; i++)
        fuzz_expect(isfinite(match->feature[i]) && match->feature[i] >= 0 && match->feature[i] <= 1.01F,
                    "a feature is within 0 and 1");
    for (size_t i = 0; i < a->count; i++)
        fuzz_expect(match->how[i] == HT_WORD_ALONE || match->at[i] < b->count, "a word answers one that is there");
}

static void compare(struct ht_arena *arena, const char *printed, const char *name, unsigned how) {
    struct ht_name_reading reading = {.origin = HT_NAME_PRINTED, .cut = (how & 1) != 0, .latin = (how & 2) != 0};
    struct ht_prepared_name a, b;
    struct ht_name_match match, back;
    ht_name_prepare(arena, printed, &reading, &a);
    reading.origin = HT_NAME_REGISTERED;
    reading.cut = false;
    ht_name_prepare(arena, name, &reading, &b);
    fuzz_expect(a.count <= HT_NAME_WORDS && b.count <= HT_NAME_WORDS, "a name has so many words at most");
    expect_match(&a, &b, &match);
    fuzz_expect(ht_name_match_sentence(arena, &a, &b, &match, name, "China", NULL)[0] != '\0', "there is a reason");
    if (a.cut || a.names_other)
        return;
    expect_match(&b, &a, &back);
    fuzz_expect(memcmp(match.feature, back.feature, sizeof match.feature) == 0, "it is the same both ways");
}

static void count_term(void *user, uint32_t term) {
    (void)term;
    ++*(size_t *)user;
}

static void index_key(struct ht_arena *arena, const char *key) {
    size_t terms = 0, len = strlen(key);
    key = ht_name_simplified(arena, key);
    ht_terms_of_key(key, count_term, &terms);
    ht_terms_of_joined(key, count_term, &terms);
    fuzz_expect(terms <= 2 * len + 2, "a key has no more terms than letters");
    fuzz_expect(len == 0 || terms > 0, "a key has a term");
    for (const char *at = key; *at != '\0'; at += strspn(at, " ")) {
        size_t word = strcspn(at, " ");
        terms = 0;
        ht_terms_of_careless(at, word, count_term, &terms);
        fuzz_expect(terms <= word + 2, "a word has a careless term for each letter, and two");
        (void)ht_word_tells(at, word);
        at += word;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const uint8_t *line = size > 1 ? memchr(data, '\n', size) : NULL;
    if (line == NULL || line == data || memchr(data, 0, size) != NULL)
        return -1;
    struct ht_arena *arena = ht_arena_new();
    const char *printed = ht_arena_copy(arena, (const char *)data + 1, (size_t)(line - data - 1));
    const char *name = ht_arena_copy(arena, (const char *)line + 1, size - (size_t)(line - data) - 1);
    const char *key = ht_name_key(arena, printed);
    fuzz_expect(strlen(ht_name_key(arena, key)) <= strlen(key), "a key's key is no longer");
    (void)ht_name_issuer_part(arena, printed);
    (void)ht_name_ends_as_company(printed);
    index_key(arena, key);
    compare(arena, printed, name, data[0]);
    ht_arena_free(arena);
    return 0;
}
