// SPDX-License-Identifier: GPL-3.0-or-later
// Files without a header, columns named by their number, and drafts of layouts that read what they were drafted from.
#include "test_reading.h"

// Reads TEXT, drafts a layout from it, and reads it again by that layout.
static void read_by_its_draft(const char *text) {
    const char *path = ht_arena_format(arena, "%s/draft.ini", directory);
    struct ht_buffer draft = {0};
    struct ht_error err = {HT_OK, ""};
    read_text(text);
    assert_true(ht_layout_draft(layouts, &file.sheet, file.path, arena, &draft));
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    fwrite(draft.data, 1, draft.len, out);
    fclose(out);
    if (ht_layouts_add_file(layouts, path, &err) != HT_OK)
        fail_msg("%s in\n%s", err.message, draft.data);
    unlink(path);
    ht_buffer_free(&draft);
    read_text(text);
    assert_non_null(file.sheet.layout);
    assert_string_equal(file.sheet.layout, "draft");
}

#define PLAIN                                                                                                        \
    "2025-06-30;TENCENT HOLDINGS LTD;KYG875721634;60,5;4.710,00\n"                                                   \
    "2025-06-30;APPLE INC;US0378331005;20,25;1.576,55\n"                                                             \
    "2025-06-30;MICROSOFT CORP;US5949181045;10;778,51\n"                                                             \
    "2025-06-30;SAP SE;DE0007164600;5;389,26\n"                                                                      \
    "2025-06-30;SIEMENS AG;DE0007236101;4,25;330,87\n"

static void a_file_without_header_is_read_where_its_columns_leave_no_doubt(void **state) {
    (void)state;
    read_text(PLAIN);
    assert_int_equal(portfolio->position_count, 5);
    assert_string_equal(at_line(1)->name, "TENCENT HOLDINGS LTD");
    assert_string_equal(at_line(1)->isin, "KYG875721634");
    assert_amount(at_line(1)->weight_file_pct, "60.5");
    assert_amount(at_line(1)->value, "4710.00");
    assert_int_equal(portfolio->holdings_date.day, 30);
    // In a language that is not known.
    read_text("Päivä;Arvopaperin nimi;Tunnus;Osuus;Arvo\n" PLAIN);
    assert_int_equal(portfolio->position_count, 5);
    assert_amount(at_line(2)->value, "4710.00");
}

static void what_is_only_likely_is_asked_for(void **state) {
    (void)state;
    // Too few rows; no two columns that prove each other; weights that are not whole.
    static const char *const texts[] = {
        "TENCENT;KYG875721634;60,0\nAPPLE;US0378331005;40,0\n",
        "A;KYG875721634;1,5\nB;US0378331005;2,5\nC;US5949181045;3,5\nD;DE0007164600;4,5\nE;DE0007236101;5,5\n",
        "A;KYG875721634;50\nB;US0378331005;30\nC;US5949181045;5\nD;DE0007164600;3\nE;DE0007236101;2\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        read_text(texts[i]);
        assert_null(portfolio);
        assert_int_equal(found(HT_CODE_UNKNOWN_LAYOUT), 1);
        assert_non_null(strstr(file.findings.items[0].message, "--write-layout"));
    }
}

static void two_columns_that_could_be_the_weights_are_none(void **state) {
    (void)state;
    read_text("A;KYG875721634;60,5;50\nB;US0378331005;20,25;20\nC;US5949181045;10;15\nD;DE0007164600;5;10\n"
              "E;DE0007236101;4,25;5\n");
    assert_null(portfolio);
}

static void a_draft_reads_what_it_was_drafted_from(void **state) {
    (void)state;
    read_by_its_draft(PLAIN);
    assert_int_equal(portfolio->position_count, 5);
    assert_amount(at_line(1)->value, "4710.00");
    assert_amount(at_line(1)->weight_file_pct, "60.5");
}

static void a_draft_names_columns_by_number_where_their_header_cannot_be_written(void **state) {
    (void)state;
    read_by_its_draft(
        "Fund: X\nAs of;2025-06-30\nSecurity name;;ISIN code;Market value EUR;Weight|Fund;Currency;Currency\n"
        "SAP;x;DE0007164600;1.200,50;60,0;EUR;USD\nSiemens;y;DE0007236101;800,00;40,0;EUR;USD\n");
    assert_int_equal(portfolio->position_count, 2);
    assert_amount(at_line(4)->value, "1200.50");
    assert_string_equal(at_line(4)->currency, "EUR");
    assert_string_equal(at_line(4)->trade_currency, "EUR");
    assert_string_equal(portfolio->fund.name, "X");
    assert_int_equal(portfolio->holdings_date.day, 30);
}

static void a_draft_of_nothing_is_none(void **state) {
    (void)state;
    struct ht_buffer draft = {0};
    read_text("This is a letter.\n");
    assert_false(ht_layout_draft(layouts, &file.sheet, file.path, arena, &draft));
    read_text("");
    assert_false(ht_layout_draft(layouts, &file.sheet, file.path, arena, &draft));
    ht_buffer_free(&draft);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_file_without_header_is_read_where_its_columns_leave_no_doubt),
        TEST(what_is_only_likely_is_asked_for),
        TEST(two_columns_that_could_be_the_weights_are_none),
        TEST(a_draft_reads_what_it_was_drafted_from),
        TEST(a_draft_names_columns_by_number_where_their_header_cannot_be_written),
        TEST(a_draft_of_nothing_is_none),
    };
    return cmocka_run_group_tests(tests, make_directory, remove_directory);
}
