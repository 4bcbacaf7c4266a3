// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The CSV reader: its own cases, the cases of other projects (../shared/peers/csv, where present), and how far damage
 * to one row spreads.
 */
#include "csv_results.h"

static struct result read_string(const char *text) {
    return read_text(text, strlen(text), 0);
}

static void assert_cell(const struct result *r, size_t row, size_t column, const char *expected) {
    assert_true(row < r->grid.count && column < r->grid.rows[row].width);
    assert_string_equal(r->grid.rows[row].cells[column].data, expected);
}

static void lines_are_counted_for_every_line_end(void **state) {
    (void)state;
    static const char *const texts[] = {"a,b\n\n\"x\ny\",2\n3,4", "a,b\r\n\r\n\"x\r\ny\",2\r\n3,4\r\n",
                                        "a,b\r\r\"x\ry\",2\r3,4\r"};
    for (size_t i = 0; i < 3; i++) {
        struct result r = read_string(texts[i]);
        assert_int_equal(r.grid.count, 3);
        assert_int_equal(r.grid.rows[0].line, 1);
        assert_int_equal(r.grid.rows[1].line, 3);
        assert_int_equal(r.grid.rows[2].line, 5);
        assert_int_equal(r.grid.lines, 5);
        assert_cell(&r, 2, 1, "4");
        ht_arena_free(r.arena);
    }
}

// Also where a line end stands on either side of what is searched at once.
static void lines_of_any_length_end(void **state) {
    (void)state;
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    static char text[4 * 1100];
    for (int len = 500; len < 530; len++) {
        for (size_t i = 0; i < 3; i++) {
            snprintf(text, sizeof text, "%0*d%s%0*d%s%s1", len, 0, ends[i], 2 * len, 0, ends[i], ends[i]);
            struct result r = read_string(text);
            assert_int_equal(r.grid.count, 3);
            assert_int_equal(r.grid.rows[1].line, 2);
            assert_int_equal(r.grid.rows[2].line, 4);
            assert_int_equal(r.grid.rows[1].cells[0].len, 2 * len);
            ht_arena_free(r.arena);
        }
    }
}

static void byte_order_marks_are_no_part_of_the_first_cell(void **state) {
    (void)state;
    struct result r = read_string("\xEF\xBB\xBF\xEF\xBB\xBFISIN,Name\n");
    assert_cell(&r, 0, 0, "ISIN");
    ht_arena_free(r.arena);
}

static void a_stray_quote_costs_its_row_alone(void **state) {
    (void)state;
    struct result r = read_string("h,i\n1,2\n\"d\"e,f\n3,4\n5,a\"b\n6,7\n");
    assert_int_equal(r.grid.count, 4);
    assert_int_equal(r.grid.dropped, 2);
    assert_int_equal(r.findings.items[0].line, 3);
    assert_int_equal(r.findings.items[0].code, HT_CODE_BAD_QUOTE);
    assert_int_equal(r.findings.items[1].line, 5);
    assert_cell(&r, 2, 0, "3");
    assert_int_equal(r.grid.rows[3].line, 6);
    ht_arena_free(r.arena);
}

static void an_unclosed_quote_costs_its_row_alone(void **state) {
    (void)state;
    struct result r = read_string("h,i\n1,2\n\"open,3\n4,5\n6,7");
    assert_int_equal(r.grid.count, 4);
    assert_int_equal(r.grid.dropped, 1);
    assert_int_equal(r.findings.items[0].line, 3);
    assert_cell(&r, 2, 0, "4");
    assert_cell(&r, 3, 1, "7");
    assert_int_equal(r.grid.lines, 5);
    ht_arena_free(r.arena);
}

static void damage_inside_a_field_of_several_lines_is_met_again_line_by_line(void **state) {
    (void)state;
    struct result r = read_string("h,i\n\"a\nb\" c,1\n2,3\n");
    // Line 2 opens what line 3 closes badly: line 2 is lost, line 3 is tried on its own and lost too.
    assert_int_equal(r.grid.dropped, 2);
    assert_int_equal(r.grid.count, 2);
    assert_cell(&r, 1, 1, "3");
    ht_arena_free(r.arena);
}

static void a_text_may_end_in_a_carriage_return(void **state) {
    (void)state;
    struct result r = read_string("h,i\r1,\"2\"\"\"\r\"open,\r");
    assert_int_equal(r.grid.count, 2);
    assert_cell(&r, 1, 1, "2\"");
    assert_int_equal(r.grid.dropped, 1);
    assert_int_equal(r.findings.items[0].line, 3);
    assert_int_equal(r.grid.lines, 3);
    ht_arena_free(r.arena);
}

// Cells are kept in blocks, and a row is never split between two.
static void rows_of_any_width_are_whole(void **state) {
    (void)state;
    enum { WIDTH = 700, ROWS = 3 };
    char text[WIDTH * ROWS * 2], *at = text;
    for (size_t i = 0; i < (size_t)WIDTH * ROWS; i++) {
        *at++ = (char)('a' + i % WIDTH % 26);
        *at++ = (i + 1) % WIDTH != 0 ? ',' : '\n';
    }
    struct result r = read_text(text, sizeof text, ',');
    assert_int_equal(r.grid.count, ROWS);
    for (size_t row = 0; row < ROWS; row++)
        for (size_t i = 0; i < WIDTH; i++) {
            const char cell[] = {(char)('a' + i % 26), '\0'};
            assert_cell(&r, row, i, cell);
        }
    ht_arena_free(r.arena);
}

static void plain_dialects_are_taken(void **state) {
    (void)state;
    static const struct {
        const char *text, *cell; // CELL is the second of the second row
    } cases[] = {
        {"a,b\n1,\"say \\\"yes\\\" now\"\n", "say \"yes\" now"},
        {"a,b\n1,\"C:\\\"\n", "C:\\"}, // a backslash before a quote that closes
        {"\"a\", \"b\"\n\"1\", \"x, y\"\n", "x, y"},
        {"'a','b'\n'1','won't, will'\n'2','3'\n", "won't, will"},
        {"a,b\n1,it's\n", "it's"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct result result = read_text(cases[i].text, strlen(cases[i].text), ',');
        assert_int_equal(result.grid.dropped, 0);
        assert_string_equal(result.grid.rows[1].cells[1].data, cases[i].cell);
        ht_arena_free(result.arena);
    }
}

static void an_empty_text_has_no_rows(void **state) {
    (void)state;
    struct result r = read_string("");
    assert_int_equal(r.grid.count, 0);
    assert_int_equal(r.grid.lines, 0);
    ht_arena_free(r.arena);
}

static void the_delimiter_is_found(void **state) {
    (void)state;
    static const struct {
        const char *text;
        char delimiter;
    } cases[] = {
        {"a,b\n1,2\n", ','},
        {"Full name;ISIN;Weight\nSBI NPV;JP3436120004;0,041816947\nNU;KYG6683N1034;0,03\n", ';'},
        {"\"Name\",\"Wert\"\n\"A\",\"2.333.143,86\"\n\"B\",\"1,00\"\n", ','},
        {"A;B, C;D\n1;0,5;2\n3;0,7;4\n", ';'},
        {"a\tb\tc\n1\t2,5\t3\n", '\t'},
        {"a|b\n1|2\n", '|'},
        {"nothing here", ','},
        {"", ','},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(ht_csv_delimiter(ht_slice_of(cases[i].text)), cases[i].delimiter);
}

static void fields_are_quoted_when_they_must_be(void **state) {
    (void)state;
    struct ht_buffer buffer = {0};
    static const char *const fields[] = {"plain", "a,b", "say \"x\"", "two\nlines", ""};
    for (size_t i = 0; i < 5; i++) {
        ht_csv_quote(&buffer, ht_slice_of(fields[i]));
        ht_buffer_char(&buffer, '|');
    }
    assert_string_equal(buffer.data, "plain|\"a,b\"|\"say \"\"x\"\"\"|\"two\nlines\"||");
    ht_buffer_free(&buffer);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_counted_for_every_line_end),
        cmocka_unit_test(lines_of_any_length_end),
        cmocka_unit_test(byte_order_marks_are_no_part_of_the_first_cell),
        cmocka_unit_test(a_stray_quote_costs_its_row_alone),
        cmocka_unit_test(an_unclosed_quote_costs_its_row_alone),
        cmocka_unit_test(damage_inside_a_field_of_several_lines_is_met_again_line_by_line),
        cmocka_unit_test(a_text_may_end_in_a_carriage_return),
        cmocka_unit_test(rows_of_any_width_are_whole),
        cmocka_unit_test(plain_dialects_are_taken),
        cmocka_unit_test(an_empty_text_has_no_rows),
        cmocka_unit_test(the_delimiter_is_found),
        cmocka_unit_test(fields_are_quoted_when_they_must_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
