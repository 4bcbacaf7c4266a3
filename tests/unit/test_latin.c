// SPDX-License-Identifier: GPL-3.0-or-later
// Latin letters are folded without ICU as ICU folds them: beside a character that is not among them, ICU does it.
#include "test_base.h"

#include <string.h>

#include "holdtrace/arena.h"
#include "identify/latin.h"
#include "identify/unicode.h"

static const char *by_icu(struct ht_arena *arena, const char *text) {
    static const char STOP[] = "\xE4\xB8\xAD"; // a Chinese character
    const char *both = ht_arena_format(arena, "%s%s", text, STOP);
    const char *folded = ht_unicode_fold(arena, both, strlen(both));
    size_t len = strlen(folded);
    assert_true(len >= strlen(STOP) && strcmp(folded + len - strlen(STOP), STOP) == 0);
    return ht_arena_copy(arena, folded, len - strlen(STOP));
}

static void every_letter_is_folded_as_by_icu(void **state) {
    (void)state;
    struct ht_arena *arena = ht_arena_new();
    for (unsigned c = 0xC0; c <= 0x17F; c++) {
        const char letter[] = {(char)(0xC0 | c >> 6), (char)(0x80 | (c & 0x3F)), '\0'};
        const char *text = ht_arena_format(arena, "Ab%s%sZ 1.", letter, letter);
        const char *latin = ht_latin_fold(arena, text, strlen(text));
        assert_non_null(latin);
        assert_string_equal(latin, by_icu(arena, text));
    }
    ht_arena_free(arena);
}

static void what_is_not_among_them_is_left_to_icu(void **state) {
    (void)state;
    static const char *const texts[] = {"\xE4\xB8\xAD", "e\xCC\x81", "\xC6\x80", "\xC2\xA0",
                                        "\xC3",         "\xC3(",     "\x80",     "\xFF"};
    struct ht_arena *arena = ht_arena_new();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_null(ht_latin_fold(arena, texts[i], strlen(texts[i])));
    assert_string_equal(ht_latin_fold(arena, "PLAIN", 5), "plain");
    assert_string_equal(ht_latin_fold(arena, "", 0), "");
    ht_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_letter_is_folded_as_by_icu),
                                       cmocka_unit_test(what_is_not_among_them_is_left_to_icu)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
