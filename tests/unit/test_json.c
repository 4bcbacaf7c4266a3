// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON writer: structure, escaping, exact numbers, absent facts.
#include "test_base.h"

#include <stdio.h>
#include <string.h>

#include "holdtrace/json.h"

static struct ht_amount amount(const char *text) {
    struct ht_decimal number;
    assert_true(ht_decimal_parse(text, strlen(text), &number));
    return ht_amount_of(number);
}

static void structure_is_written_by_itself(void **state) {
    (void)state;
    struct ht_buffer buffer = {0};
    struct ht_json json = ht_json_to(&buffer, false);
    ht_json_object(&json, NULL);
    ht_json_array(&json, "a");
    ht_json_end(&json);
    ht_json_array(&json, "b");
    ht_json_object(&json, NULL);
    ht_json_end(&json);
    ht_json_integer(&json, NULL, -7);
    ht_json_end(&json);
    ht_json_bool(&json, "c", true);
    ht_json_end(&json);
    ht_json_finish(&json);
    assert_string_equal(buffer.data, "{\"a\":[],\"b\":[{},-7],\"c\":true}\n");
    ht_buffer_free(&buffer);
}

static void indentation_is_two_blanks_a_level(void **state) {
    (void)state;
    struct ht_buffer buffer = {0};
    struct ht_json json = ht_json_to(&buffer, true);
    static const char *const TEXTS[] = {"x", "y"};
    ht_json_object(&json, NULL);
    ht_json_strings(&json, "a", TEXTS, 2);
    ht_json_strings(&json, "none", NULL, 0);
    ht_json_end(&json);
    ht_json_finish(&json);
    assert_string_equal(buffer.data, "{\n  \"a\": [\n    \"x\",\n    \"y\"\n  ],\n  \"none\": []\n}\n");
    ht_buffer_free(&buffer);
}

static void text_is_escaped(void **state) {
    (void)state;
    static const struct {
        const char *text, *json;
    } CASES[] = {
        {"", "\"\""},
        {"O\"Brien \\ /", "\"O\\\"Brien \\\\ /\""},
        {"a\nb\tc\rd", "\"a\\nb\\tc\\rd\""},
        {"\x01\x1b\x1f\x7f", "\"\\u0001\\u001b\\u001f\x7f\""},
        {"贵州茅台 é \xF0\x9F\x98\x80", "\"贵州茅台 é \xF0\x9F\x98\x80\""},
        {"a\xE2\x80\xA8\xE2\x80\xA9z", "\"a\\u2028\\u2029z\""},
        {"a\xFFz", "\"a\xEF\xBF\xBDz\""},
        {"\xC3", "\"\xEF\xBF\xBD\""},                                 // cut short
        {"\xC0\xAF", "\"\xEF\xBF\xBD\xEF\xBF\xBD\""},                 // overlong
        {"\xED\xA0\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""}, // a surrogate
        {"\xE2\x82\"", "\"\xEF\xBF\xBD\xEF\xBF\xBD\\\"\""},           // the quote after it survives
        {"\xEF\xBF\xBD", "\"\xEF\xBF\xBD\""},                         // U+FFFD itself
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct ht_buffer buffer = {0};
        struct ht_json json = ht_json_to(&buffer, false);
        ht_json_string(&json, NULL, CASES[i].text);
        assert_string_equal(buffer.data, CASES[i].json);
        ht_buffer_free(&buffer);
    }
}

// Text is looked at several bytes at a time: each character that is escaped, at each place of texts of many lengths.
static void escapes_are_found_at_each_place(void **state) {
    static const struct {
        char c;
        const char *json;
    } CASES[] = {{'"', "\\\""}, {'\\', "\\\\"}, {'\n', "\\n"}, {0x1F, "\\u001f"}, {0x01, "\\u0001"}, {0x7F, "\x7f"}};
    (void)state;
    for (size_t len = 1; len <= 33; len++)
        for (size_t at = 0; at < len; at++)
            for (size_t c = 0; c < sizeof CASES / sizeof *CASES; c++) {
                char text[40] = "", wanted[64];
                struct ht_buffer buffer = {0};
                struct ht_json json = ht_json_to(&buffer, false);
                memset(text, 'x', len);
                text[at] = CASES[c].c;
                snprintf(wanted, sizeof wanted, "\"%.*s%s%s\"", (int)at, text, CASES[c].json, text + at + 1);
                ht_json_string(&json, NULL, text);
                assert_string_equal(buffer.data, wanted);
                ht_buffer_free(&buffer);
            }
}

static void absent_facts_are_null_and_amounts_exact(void **state) {
    (void)state;
    struct ht_buffer buffer = {0};
    struct ht_json json = ht_json_to(&buffer, false);
    struct ht_entity entity = {.id = "hikvision", .name = "Hikvision"};
    ht_json_array(&json, NULL);
    ht_json_amount(&json, NULL, ht_amount_unknown());
    ht_json_amount(&json, NULL, amount("25883836.920"));
    ht_json_amount(&json, NULL, amount("-0.000001"));
    ht_json_amount(&json, NULL, amount("12345678901234567890.12345678"));
    ht_json_string(&json, NULL, NULL);
    ht_json_date(&json, NULL, (struct ht_date){0});
    ht_json_date(&json, NULL, (struct ht_date){.year = 2021, .month = 11});
    ht_json_tri(&json, NULL, HT_UNKNOWN);
    ht_json_tri(&json, NULL, HT_NO);
    ht_json_tri(&json, NULL, HT_YES);
    ht_json_entity(&json, NULL, NULL);
    ht_json_entity(&json, NULL, &entity);
    ht_json_count(&json, NULL, 3);
    ht_json_end(&json);
    assert_string_equal(buffer.data, "[null,25883836.920,-0.000001,12345678901234567890.12345678,null,null,"
                                     "\"2021-11\",null,false,true,null,"
                                     "{\"id\":\"hikvision\",\"name\":\"Hikvision\"},3]");
    ht_buffer_free(&buffer);
}

// A document that was written compactly is laid out as if it had been written so; what stands in strings stays.
static void written_documents_are_laid_out(void **state) {
    static const char *const TEXTS[] = {"a \"quoted\", word: {}", "ends in \\", "\\\"", "[,]", ""};
    struct ht_buffer compact = {0}, wanted = {0}, got = {0};
    (void)state;
    for (int indented = 0; indented < 2; indented++) {
        struct ht_json json = ht_json_to(indented ? &wanted : &compact, indented);
        ht_json_object(&json, NULL);
        for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++)
            ht_json_string(&json, TEXTS[i], TEXTS[i]);
        ht_json_strings(&json, "all", TEXTS, sizeof TEXTS / sizeof *TEXTS);
        ht_json_strings(&json, "none", NULL, 0);
        ht_json_end(&json);
    }
    struct ht_json json = ht_json_to(&got, true);
    ht_json_written(&json, NULL, (struct ht_slice){compact.data, compact.len});
    assert_string_equal(got.data, wanted.data);
    ht_buffer_free(&compact);
    ht_buffer_free(&wanted);
    ht_buffer_free(&got);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(structure_is_written_by_itself),
        cmocka_unit_test(indentation_is_two_blanks_a_level),
        cmocka_unit_test(text_is_escaped),
        cmocka_unit_test(escapes_are_found_at_each_place),
        cmocka_unit_test(absent_facts_are_null_and_amounts_exact),
        cmocka_unit_test(written_documents_are_laid_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
