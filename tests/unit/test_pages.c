// SPDX-License-Identifier: GPL-3.0-or-later
// Paper as pages: the lines that holdtrace-pdf gets, and text that makes no line and no field.
#include "test_base.h"

#include <stdlib.h>
#include <string.h>

#include "holdtrace/map.h"
#include "report/paper_pages.h"

struct sheet {
    struct ht_buffer buffer;
    struct ht_paper paper;
};

static int set_up(void **state) {
    struct sheet *sheet = calloc(1, sizeof *sheet);
    struct ht_arena *arena = ht_arena_new();
    sheet->paper = (struct ht_paper){
        .buffer = &sheet->buffer, .arena = arena, .kind = &ht_paper_pages, .bars = true, .latin = ht_map_new(arena)};
    *state = sheet;
    return 0;
}

static int tear_down(void **state) {
    struct sheet *sheet = *state;
    ht_arena_free(sheet->paper.arena);
    ht_buffer_free(&sheet->buffer);
    free(sheet);
    return 0;
}

static void styles_and_stops_make_blocks(void **state) {
    struct sheet *sheet = *state;
    ht_paper_text(&sheet->paper, 0, 0, HT_BOLD, "One fund is exposed.");
    ht_paper_text(&sheet->paper, 2, 4, HT_BOLD, "direct (1 position)");
    ht_paper_section(&sheet->paper, "Exposure by category");
    ht_paper_gap(&sheet->paper);
    ht_paper_text(&sheet->paper, 6, 8, HT_PLAIN, "Matched by isin.");
    ht_paper_text(&sheet->paper, 2, 4, HT_YELLOW, "trouble");
    assert_string_equal(sheet->buffer.data, "lead\tOne fund is exposed.\n"
                                            "section\tdirect (1 position)\n"
                                            "section\tExposure by category\n"
                                            "text\tplain\t6\tMatched by isin.\n"
                                            "text\tpossible\t2\ttrouble\n");
}

static void text_makes_no_line_and_no_field(void **state) {
    struct sheet *sheet = *state;
    ht_paper_text(&sheet->paper, 2, 4, HT_PLAIN, "a\tb\nlead\tforged\x1elatin \xE2\x80\xAE\x7f");
    assert_string_equal(sheet->buffer.data, "text\tplain\t2\ta\xEF\xBF\xBD"
                                            "b\xEF\xBF\xBDlead\xEF\xBF\xBD"
                                            "forged\xEF\xBF\xBDlatin \xEF\xBF\xBD\xEF\xBF\xBD\n");
}

static void bars_stand_in_the_last_column_without_a_title(void **state) {
    struct sheet *sheet = *state;
    static const struct ht_column_spec SPECS[] = {{"Name", false}, {"", false}, {"Weight", true}, {"", false}};
    struct ht_amount third = ht_amount_of(ht_decimal_int(1)), whole = ht_amount_of(ht_decimal_int(3));
    const char *const cells[] = {"a", "5000", "1 %", ht_paper_bar(&sheet->paper, third, whole),
                                 "b", "",     "3 %", ht_paper_bar(&sheet->paper, whole, whole),
                                 "c", "",     "-",   ht_paper_bar(&sheet->paper, ht_amount_unknown(), whole)};
    struct ht_columns columns = ht_columns_of(SPECS, 4, 2, true);
    ht_columns_table(&columns, &sheet->paper, cells, 3);
    assert_string_equal(sheet->buffer.data, "table\tlName\tl\trWeight\tb\n"
                                            "row\tplain\ta\t5000\t1 %\t3333\n"
                                            "row\tplain\tb\t\t3 %\t10000\n"
                                            "row\tplain\tc\t\t-\t\n");
}

static void what_is_small_still_has_a_bar(void **state) {
    struct sheet *sheet = *state;
    struct ht_amount least = ht_amount_of(ht_decimal_int(1)), most = ht_amount_of(ht_decimal_int(1000000));
    assert_string_equal(ht_paper_bar(&sheet->paper, least, most), "1");
    assert_string_equal(ht_paper_bar(&sheet->paper, ht_amount_of(ht_decimal_int(-1)), most), "");
}

static void a_row_keeps_its_style_and_a_name_its_latin_one(void **state) {
    struct sheet *sheet = *state;
    static const struct ht_column_spec SPECS[] = {{"Position", false}, {"Line", true}};
    static const char HIKVISION[] = "\xE6\xB5\xB7\xE5\xBA\xB7";
    const char *const chinese[] = {HIKVISION, "7"}, *const latin[] = {"Dahua", "8"};
    struct ht_columns columns = ht_columns_of(SPECS, 2, 2, true);
    ht_paper_latin(&sheet->paper, HIKVISION, "Hikvision\n");
    ht_paper_latin(&sheet->paper, "Dahua", "Other");
    ht_columns_row(&columns, &sheet->paper, HT_RED, chinese);
    ht_columns_row(&columns, &sheet->paper, HT_PLAIN, latin);
    assert_string_equal(sheet->buffer.data, "row\tcounted\t\xE6\xB5\xB7\xE5\xBA\xB7\x1eHikvision\xEF\xBF\xBD\t7\n"
                                            "row\tplain\tDahua\t8\n");
}

static void a_terminal_has_no_sections(void **state) {
    struct sheet *sheet = *state;
    sheet->paper.kind = NULL;
    ht_paper_section(&sheet->paper, "Exposure by category");
    assert_int_equal(sheet->buffer.len, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(styles_and_stops_make_blocks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(text_makes_no_line_and_no_field, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bars_stand_in_the_last_column_without_a_title, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_small_still_has_a_bar, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_row_keeps_its_style_and_a_name_its_latin_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_terminal_has_no_sections, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
