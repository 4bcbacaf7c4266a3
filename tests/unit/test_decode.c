// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes to UTF-8: marks, guesses, and what is said when bytes are wrong.
#include "test_base.h"

#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/decode.h"

static struct ht_arena *arena;
static struct ht_findings findings;

static int start(void **state) {
    (void)state;
    arena = ht_arena_new();
    findings = ht_findings_in(arena);
    return 0;
}

static int stop(void **state) {
    (void)state;
    ht_arena_free(arena);
    return 0;
}

static struct ht_text decode(const char *bytes, size_t size, const char *encoding) {
    struct ht_source source = {.path = "x", .bytes = (const unsigned char *)bytes, .size = size};
    struct ht_text text;
    struct ht_error err = {HT_OK, ""};
    assert_int_equal(ht_decode(&source, encoding, arena, &text, &findings, &err), HT_OK);
    assert_int_equal(strlen(text.utf8.data), text.utf8.len);
    return text;
}

#define DECODE(bytes) decode(bytes, sizeof bytes - 1, NULL)

static void utf8_is_used_in_place(void **state) {
    (void)state;
    static const char bytes[] = "M\xC3\xA4rz \xE2\x80\x99 \xF0\x9F\x98\x8E";
    struct ht_text text = DECODE(bytes);
    assert_ptr_equal(text.utf8.data, bytes);
    assert_string_equal(text.encoding, "UTF-8");
    assert_false(text.bom || text.guessed);
    assert_int_equal(findings.count, 0);
}

static void marks_are_taken_off_also_twice(void **state) {
    (void)state;
    struct ht_text text = DECODE("\xEF\xBB\xBF\xEF\xBB\xBFISIN");
    assert_string_equal(text.utf8.data, "ISIN");
    assert_true(text.bom);
    text = DECODE("\xFF\xFEI\0\xE4\0\xAC\x20");
    assert_string_equal(text.utf8.data, "I\xC3\xA4\xE2\x82\xAC");
    assert_string_equal(text.encoding, "UTF-16LE");
    text = DECODE("\xFE\xFF\0I\0D");
    assert_string_equal(text.utf8.data, "ID");
    assert_int_equal(findings.count, 0);
}

static void utf16_without_a_mark_is_a_guess(void **state) {
    (void)state;
    struct ht_text text = DECODE("T\0i\0c\0k\0e\0r\0,\0N\0a\0m\0e\0\n\0");
    assert_string_equal(text.utf8.data, "Ticker,Name\n");
    assert_true(text.guessed);
    assert_int_equal(findings.items[0].code, HT_CODE_GUESSED_ENCODING);
}

static void other_bytes_are_windows_1252(void **state) {
    (void)state;
    struct ht_text text = DECODE("01.M\xE4r.2022 \x80");
    assert_string_equal(text.utf8.data, "01.M\xC3\xA4r.2022 \xE2\x82\xAC");
    assert_string_equal(text.encoding, "windows-1252");
    assert_true(text.guessed);
    assert_int_equal(findings.items[0].code, HT_CODE_GUESSED_ENCODING);
}

static void the_callers_encoding_is_taken_without_question(void **state) {
    (void)state;
    struct ht_text text = decode("\xB5\xD8", 2, "GB18030");
    assert_string_equal(text.utf8.data, "\xE5\x9C\xB0");
    assert_false(text.guessed);
    struct ht_source source = {.path = "x", .bytes = (const unsigned char *)"a", .size = 1};
    struct ht_error err = {HT_OK, ""};
    assert_int_equal(ht_decode(&source, "no-such-code", arena, &text, &findings, &err), HT_ERR_USAGE);
    assert_non_null(strstr(err.message, "no-such-code"));
}

static void invalid_bytes_are_replaced_and_told(void **state) {
    (void)state;
    struct ht_text text = decode("a\nb\xFF\xC0\x80z", 7, "UTF-8");
    assert_string_equal(text.utf8.data, "a\nb\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz");
    assert_int_equal(findings.count, 1);
    assert_int_equal(findings.items[0].code, HT_CODE_BAD_ENCODING);
    assert_int_equal(findings.items[0].line, 2);
    text = decode("\x00\xD8", 2, "UTF-16LE"); // half a surrogate pair
    assert_string_equal(text.utf8.data, "\xEF\xBF\xBD");
    assert_int_equal(findings.items[1].code, HT_CODE_BAD_ENCODING);
}

static void surrogates_and_overlong_forms_are_not_utf8(void **state) {
    (void)state;
    assert_string_equal(DECODE("a\xED\xA0\x80").encoding, "windows-1252");
    assert_string_equal(DECODE("a\xE0\x80\xAF").encoding, "windows-1252");
    assert_string_equal(DECODE("a\xF4\x90\x80\x80").encoding, "windows-1252");
    assert_string_equal(DECODE("a\xC3").encoding, "windows-1252");
}

static void nul_bytes_are_replaced_and_told(void **state) {
    (void)state;
    struct ht_text text = DECODE("Ticker,Name and more\nb\0c,1\n");
    assert_string_equal(text.utf8.data, "Ticker,Name and more\nb\xEF\xBF\xBD"
                                        "c,1\n");
    assert_int_equal(findings.items[0].code, HT_CODE_NUL_BYTE);
    assert_int_equal(findings.items[0].line, 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(utf8_is_used_in_place, start, stop),
        cmocka_unit_test_setup_teardown(marks_are_taken_off_also_twice, start, stop),
        cmocka_unit_test_setup_teardown(utf16_without_a_mark_is_a_guess, start, stop),
        cmocka_unit_test_setup_teardown(other_bytes_are_windows_1252, start, stop),
        cmocka_unit_test_setup_teardown(the_callers_encoding_is_taken_without_question, start, stop),
        cmocka_unit_test_setup_teardown(invalid_bytes_are_replaced_and_told, start, stop),
        cmocka_unit_test_setup_teardown(surrogates_and_overlong_forms_are_not_utf8, start, stop),
        cmocka_unit_test_setup_teardown(nul_bytes_are_replaced_and_told, start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
