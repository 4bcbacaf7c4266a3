// SPDX-License-Identifier: GPL-3.0-or-later
// What a table of mandates says, and what is wrong with one.
#include "test_base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "holdtrace/arena.h"
#include "holdtrace/scheme_file.h"

static enum ht_status read_text(void **state, const char *text, struct ht_scheme_file *out, struct ht_error *err) {
    char path[] = "/tmp/holdtrace-scheme-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
    enum ht_status status = ht_scheme_file_read(path, *state, out, err);
    unlink(path);
    return status;
}

static struct ht_scheme_file read_good(void **state, const char *text) {
    struct ht_scheme_file out;
    struct ht_error err = {HT_OK, ""};
    if (read_text(state, text, &out, &err) != HT_OK)
        fail_msg("%s", err.message);
    return out;
}

static void expect_share(const struct ht_scheme_file *file, size_t index, const char *share) {
    char text[HT_DECIMAL_TEXT];
    assert_true(index < file->count);
    assert_string_equal(ht_decimal_text(file->rows[index].share_pct.number, text), share);
}

static void columns_stand_in_any_order(void **state) {
    struct ht_scheme_file file = read_good(state, "Pension scheme\n\nShare;Manager;Note;FILE;Mandate\n"
                                                  "60 %;North;x;a.csv;Equity\n40;;;/abs/b.csv;\n");
    assert_int_equal(file.count, 2);
    expect_share(&file, 0, "60");
    assert_string_equal(file.rows[0].file, "a.csv");
    assert_string_equal(file.rows[0].path, "/tmp/a.csv");
    assert_string_equal(file.rows[0].mandate, "Equity");
    assert_string_equal(file.rows[0].manager, "North");
    assert_null(file.rows[0].fund);
    assert_string_equal(file.rows[1].path, "/abs/b.csv");
    assert_string_equal(file.rows[1].mandate, "/abs/b.csv");
    assert_null(file.rows[1].manager);
    assert_false(file.by_value);
    assert_false(file.value.known);
    assert_int_equal(file.findings.count, 1);
    assert_int_equal(file.findings.items[0].code, HT_CODE_SCHEME_COLUMN);
}

// A third each: what cutting leaves goes to the first of equal rests, and the shares are 100 exactly.
static void values_make_shares_of_a_hundred(void **state) {
    struct ht_scheme_file file =
        read_good(state, "file,value,currency\na.csv,10.00,GBP\nb.csv,10,GBP\nc.csv,10,GBP\n");
    char text[HT_DECIMAL_TEXT];
    assert_true(file.by_value);
    expect_share(&file, 0, "33.333334");
    expect_share(&file, 1, "33.333333");
    expect_share(&file, 2, "33.333333");
    assert_string_equal(ht_decimal_text(file.value.number, text), "30.00");
    assert_string_equal(file.currency, "GBP");
    file = read_good(state, "file,value\na.csv,1\nb.csv,2000000\n");
    expect_share(&file, 0, "0.000050");
    expect_share(&file, 1, "99.999950");
}

static void a_line_without_a_share_is_lost(void **state) {
    struct ht_scheme_file file = read_good(state, "file,mandate,share\na.csv,A,60\n,B,10\nc.csv,C,lots\nd.csv,D,\n"
                                                  "e.csv,E,101\nf.csv,F,-1\n");
    static const long lines[] = {3, 4, 6, 7, 5};
    assert_int_equal(file.count, 1);
    assert_int_equal(file.findings.count, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(file.findings.items[i].code, HT_CODE_SCHEME_LOST);
        assert_int_equal(file.findings.items[i].severity, HT_TROUBLE);
        assert_int_equal(file.findings.items[i].line, lines[i]);
    }
}

// One that is left out would make all other shares too large.
static void without_shares_every_value_is_needed(void **state) {
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"file,value\na.csv,10\nb.csv,\n", "line 3"},
        {"file,value\na.csv,x\nb.csv,10\n", "line 2"},
        {"file,value,currency\na.csv,10,GBP\nb.csv,10,USD\n", "different currencies"},
        {"file,value,currency\na.csv,10,GBP\nb.csv,10,\n", "different currencies"},
        {"file,value\na.csv,0\n", "add up to nothing"},
        {"file,mandate\na.csv,A\n", "no column 'share'"},
        {"file,share\n", "no line follows"},
        {"name,share\na.csv,10\n", "no line names a column 'file'"},
        {"<html><body>Not found</body></html>", "an HTML page"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ht_scheme_file file;
        struct ht_error err = {HT_OK, ""};
        assert_int_equal(read_text(state, cases[i].text, &file, &err), HT_ERR_FORMAT);
        if (!strstr(err.message, cases[i].message))
            fail_msg("case %zu: %s", i, err.message);
    }
}

// Shares govern; values beside them are kept, and summed when each line has one.
static void values_beside_shares_are_money(void **state) {
    struct ht_scheme_file file = read_good(state, "file,share,value,currency\na.csv,60,120,EUR\nb.csv,40,80.5,EUR\n");
    char text[HT_DECIMAL_TEXT];
    assert_false(file.by_value);
    expect_share(&file, 0, "60");
    assert_string_equal(ht_decimal_text(file.value.number, text), "200.5");
    file = read_good(state, "file,share,value,currency\na.csv,60,120,EUR\nb.csv,40,,EUR\n");
    assert_false(file.value.known);
    file = read_good(state, "file,share,value,currency\na.csv,60,120,EUR\nb.csv,40,80,USD\n");
    assert_false(file.value.known);
    assert_null(file.currency);
}

static int set_up(void **state) {
    *state = ht_arena_new();
    return 0;
}

static int tear_down(void **state) {
    ht_arena_free(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_stand_in_any_order),     cmocka_unit_test(values_make_shares_of_a_hundred),
        cmocka_unit_test(a_line_without_a_share_is_lost), cmocka_unit_test(without_shares_every_value_is_needed),
        cmocka_unit_test(values_beside_shares_are_money),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
