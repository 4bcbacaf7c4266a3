// SPDX-License-Identifier: GPL-3.0-or-later
// Names of encodings, which are compared as ICU compares them, without ICU.
#include "test_base.h"

#include "ingest/convert.h"

static void names_are_compared_by_letters_and_numbers(void **state) {
    static const struct {
        const char *a, *b;
        bool same;
    } cases[] = {
        {"UTF-8", "utf8", true},
        {"UTF-8", "U.T.F_8", true},
        {"UTF-8", "UTF-08", true},
        {"UTF-8", "UTF-16", false},
        {"UTF-8", "UTF-80", false},
        {"UTF-8", "UTF", false},
        {"iso-8859-1", "ISO8859_1", true},
        {"windows-1252", "windows-1250", false},
        {"UTF-8", "", false},
        {"", "", true},
        {"ibm-1208", "IBM01208", true},
        {"x10", "x1", false},
        {"x100", "x1", false},
        {"x0", "x", false},
        {"x0", "x00", true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(ht_same_encoding(cases[i].a, cases[i].b), cases[i].same);
        assert_int_equal(ht_same_encoding(cases[i].b, cases[i].a), cases[i].same);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(names_are_compared_by_letters_and_numbers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
