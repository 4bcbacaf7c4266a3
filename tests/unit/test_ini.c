// SPDX-License-Identifier: GPL-3.0-or-later
// INI text: entries with their lines, and everything that inih would cut in silence refused.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "holdtrace/ini.h"

struct seen {
    char text[512];
};

static enum ht_status collect(void *user, const struct ht_ini_entry *entry, struct ht_error *err) {
    struct seen *seen = user;
    size_t used = strlen(seen->text);
    snprintf(seen->text + used, sizeof seen->text - used, "%ld %s.%s=%s|", entry->line, entry->section, entry->key,
             entry->value);
    if (strcmp(entry->key, "bad") == 0)
        return ht_fail(err, HT_ERR_USAGE, "unknown key");
    return HT_OK;
}

static void entries_come_with_section_and_line(void **state) {
    (void)state;
    struct seen seen = {""};
    struct ht_error err = {HT_OK, ""};
    const char *text = "; comment\n[one]\na = 1\n\n[two]\r\nb: x y ; said aside\r\n  z\nc =";
    assert_int_equal(ht_ini_parse(text, "t.ini", collect, &seen, &err), HT_OK);
    assert_string_equal(seen.text, "3 one.a=1|6 two.b=x y|7 two.b=z|8 two.c=|");
}

static void a_handler_that_refuses_ends_the_reading(void **state) {
    (void)state;
    struct seen seen = {""};
    struct ht_error err = {HT_OK, ""};
    assert_int_equal(ht_ini_parse("a=1\nbad=2\nc=3\n", "t.ini", collect, &seen, &err), HT_ERR_USAGE);
    assert_string_equal(err.message, "t.ini:2: unknown key");
    assert_null(strstr(seen.text, "c="));
}

static void a_line_without_meaning_is_an_error(void **state) {
    (void)state;
    struct seen seen = {""};
    struct ht_error err = {HT_OK, ""};
    assert_int_equal(ht_ini_parse("a=1\nnothing\n", "t.ini", collect, &seen, &err), HT_ERR_FORMAT);
    assert_non_null(strstr(err.message, "t.ini:2:"));
}

static void what_would_be_cut_is_an_error(void **state) {
    (void)state;
    char text[400] = "a=1\nb=";
    struct seen seen = {""};
    struct ht_error err = {HT_OK, ""};
    memset(text + 6, 'x', HT_INI_MAX_LINE - 2);
    assert_int_equal(ht_ini_parse(text, "t.ini", collect, &seen, &err), HT_OK);
    text[strlen(text)] = 'x';
    assert_int_equal(ht_ini_parse(text, "t.ini", collect, &seen, &err), HT_ERR_FORMAT);
    assert_non_null(strstr(err.message, "t.ini:2:"));

    char key[200];
    memset(key, 'k', HT_INI_MAX_NAME);
    strcpy(key + HT_INI_MAX_NAME, "=1\n");
    assert_int_equal(ht_ini_parse(key, "t.ini", collect, &seen, &err), HT_OK);
    memset(key, 'k', HT_INI_MAX_NAME + 1);
    strcpy(key + HT_INI_MAX_NAME + 1, "=1\n");
    assert_int_equal(ht_ini_parse(key, "t.ini", collect, &seen, &err), HT_ERR_FORMAT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_come_with_section_and_line),
        cmocka_unit_test(a_handler_that_refuses_ends_the_reading),
        cmocka_unit_test(a_line_without_meaning_is_an_error),
        cmocka_unit_test(what_would_be_cut_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
