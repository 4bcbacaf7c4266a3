// SPDX-License-Identifier: GPL-3.0-or-later
// Workbooks as lines: what a cell can hold, which numbers a spreadsheet keeps, and what a scan made by hand becomes.
#include "report_sample.h"

#include "report/book.h"

static struct ht_decimal decimal(const char *text) {
    struct ht_decimal number = {0};
    assert_true(ht_decimal_parse(text, strlen(text), &number));
    return number;
}

static void fifteen_digits_are_kept_and_no_more(void **state) {
    (void)state;
    assert_true(ht_book_keeps(decimal("0")));
    assert_true(ht_book_keeps(decimal("999999999999999")));
    assert_true(ht_book_keeps(decimal("-9999999999999.99")));
    assert_true(ht_book_keeps(decimal("0.000000000000000123456789012345")));
    assert_true(ht_book_keeps(decimal("1234567890123450000.00"))); // zeros at the end are no digits that matter
    assert_false(ht_book_keeps(decimal("1000000000000001")));
    assert_false(ht_book_keeps(decimal("-1234567890123.456")));
    assert_false(ht_book_keeps(decimal("9007199254740993")));
}

// Each text and what becomes of it; NULL: itself.
static void a_cell_holds_text_as_it_is_or_says_what_it_is_not(void **state) {
    static const char *const CASES[][2] = {
        {"Hikvision", NULL},
        {"=cmd|' /C calc'!A0", NULL}, // a formula is what a formula's cell holds, not what a text begins with
        {"a\tb\nc\x1b", "a\xEF\xBF\xBD"
                        "b\xEF\xBF\xBD"
                        "c\xEF\xBF\xBD"},
        {"\xE6\xB5\xB7\xE5\xBA\xB7", "\xE6\xB5\xB7\xE5\xBA\xB7"},
        {"_x000D_", "_x005F_x000D_"},
        {"_x00D_ _x000G_ _x000D", NULL},
        {"x_x0041_y", "x_x005F_x0041_y"},
        {"\xEF\xBF\xBF|\xFF|", "\xEF\xBF\xBD|\xEF\xBF\xBD|"}, // no character of XML; no UTF-8
    };
    struct sample *s = *state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        assert_string_equal(ht_book_cell_text(s->small.arena, CASES[i][0]), CASES[i][CASES[i][1] != NULL]);
}

static char *repeated(struct ht_arena *arena, const char *text, size_t times) {
    size_t len = strlen(text);
    char *all = ht_arena_alloc(arena, len * times + 1);
    for (size_t i = 0; i < times; i++)
        memcpy(all + i * len, text, len);
    return all;
}

static void what_does_not_fit_is_cut_and_said(void **state) {
    struct ht_arena *arena = ((struct sample *)*state)->small.arena;
    const char *whole = repeated(arena, "a", HT_BOOK_CELL_MOST);
    assert_ptr_equal(ht_book_cell_text(arena, whole), whole);
    const char *cut = ht_book_cell_text(arena, repeated(arena, "a", HT_BOOK_CELL_MOST + 1));
    assert_true(strlen(cut) <= HT_BOOK_CELL_MOST);
    assert_non_null(strstr(cut, "a [cut here: 32768 characters do not fit into a cell]"));
    // A character beyond the first plane counts twice, as it does in the file's readers.
    const char *faces = repeated(arena, "\xF0\x9F\x98\x80", HT_BOOK_CELL_MOST / 2);
    assert_string_equal(ht_book_cell_text(arena, faces), faces);
    assert_non_null(strstr(ht_book_cell_text(arena, repeated(arena, "\xF0\x9F\x98\x80", HT_BOOK_CELL_MOST / 2 + 1)),
                           "[cut here:"));
}

static void columns_have_letters(void **state) {
    static const struct {
        size_t index;
        const char *letters;
    } CASES[] = {{0, "A"}, {25, "Z"}, {26, "AA"}, {51, "AZ"}, {52, "BA"}, {701, "ZZ"}, {702, "AAA"}, {16383, "XFD"}};
    char letters[HT_BOOK_LETTERS];
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        assert_string_equal(ht_book_letters(CASES[i].index, letters), CASES[i].letters);
}

static void a_book_is_told_in_lines(void **state) {
    static const unsigned WIDTHS[] = {10, 20};
    struct ht_buffer out = {0};
    struct ht_book book =
        ht_book_begin(&out, ((struct sample *)*state)->small.arena, ht_date_of(2025, 6, 30), "T\tt");
    ht_book_tab(&book, "One");
    ht_book_tab(&book, "Two");
    ht_book_sheet(&book, "One", WIDTHS, 2);
    ht_book_row(&book);
    ht_book_text(&book, HT_CELL_HEAD, "Name");
    ht_book_filter(&book);
    ht_book_freeze(&book, 1, 0);
    ht_book_row(&book);
    ht_book_text(&book, HT_CELL_TEXT, "=1+1");
    ht_book_amount(&book, HT_CELL_MONEY, "Value", ht_amount_of(decimal("12345678901234.567")));
    ht_book_amount(&book, HT_CELL_PERCENT, "Weight", ht_amount_unknown());
    ht_book_sum(&book, HT_CELL_MONEY, "Sum", ht_amount_of(decimal("1.50")), "SUM(A1:A2)");
    ht_book_date(&book, ht_date_of(2025, 6, 30));
    ht_book_date(&book, ht_date_of(2025, 6, 0));
    ht_book_sheet(&book, "Two", WIDTHS, 1);
    ht_book_row(&book);
    ht_book_text(&book, HT_CELL_TEXT, NULL);
    ht_book_count(&book, 3);
    ht_book_end(&book);
    assert_string_equal(out.data, "holdtrace-xlsx 1\nrows\t0000000002\ncreated\t2025-06-30\ntitle\tT\xEF\xBF\xBDt\n"
                                  "tab\tOne\ntab\tTwo\n"
                                  "sheet\tOne\t1\nwidths\t10\t20\nrow\thName\nfilter\nfreeze\t1\t0\n"
                                  "row\ts=1+1\tm12345678901234.567\t\t=m1.50=SUM(A1:A2)\td2025-06-30\ts2025-06"
                                  "\txValue 12345678901234.567\n"
                                  "sheet\tTwo\t0\nwidths\t10\nrow\t\tc3\nend\n");
    ht_buffer_free(&out);
}

// The report of SAMPLE; the caller frees the buffer.
static struct ht_buffer lines_of(struct sample *s) {
    struct ht_buffer buffer = {0};
    ht_report_format_named("xlsx")->write(&s->scan, s->small.arena, &buffer);
    return buffer;
}

// The number of tabs in LINE, which ends with a line feed.
static size_t tabs_in(const char *line) {
    size_t count = 0;
    for (; *line && *line != '\n'; line++)
        count += *line == '\t';
    return count;
}

// No row has more cells than its sheet has columns, but for the last one of exact amounts: cells that slipped to the
// side would stand under a wrong title.
static void no_row_is_wider_than_its_sheet(void **state) {
    struct sample *s = *state;
    s->positions[0].name = "tab\there, line\nthere";
    struct ht_buffer buffer = lines_of(s);
    size_t columns = 0, rows = 0, heads = 0;
    for (const char *line = buffer.data; line && *line; line = strchr(line, '\n') + 1) {
        if (strncmp(line, "widths\t", 7) == 0)
            columns = tabs_in(line);
        if (strncmp(line, "row", 3) != 0 || line[3] == 's')
            continue;
        rows++;
        heads += strncmp(line, "row\th", 5) == 0 && tabs_in(line) == columns;
        if (tabs_in(line) > columns)
            fail_msg("%zu cells in %zu columns: %.300s", tabs_in(line), columns, line);
    }
    assert_true(rows > 20);
    assert_true(heads >= 7);
    ht_buffer_free(&buffer);
}

static int setup(void **state) {
    *state = sample_new();
    return 0;
}

static int teardown(void **state) {
    sample_free(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fifteen_digits_are_kept_and_no_more),
        cmocka_unit_test_setup_teardown(a_cell_holds_text_as_it_is_or_says_what_it_is_not, setup, teardown),
        cmocka_unit_test_setup_teardown(what_does_not_fit_is_cut_and_said, setup, teardown),
        cmocka_unit_test(columns_have_letters),
        cmocka_unit_test_setup_teardown(a_book_is_told_in_lines, setup, teardown),
        cmocka_unit_test_setup_teardown(no_row_is_wider_than_its_sheet, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
