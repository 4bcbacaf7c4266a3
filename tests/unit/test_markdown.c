// SPDX-License-Identifier: GPL-3.0-or-later
// Paper as Markdown: blocks, and text that makes no markup.
#include "test_base.h"

#include <stdlib.h>
#include <string.h>

#include "report/paper_markdown.h"

struct sheet {
    struct ht_buffer buffer;
    struct ht_paper paper;
};

static int set_up(void **state) {
    struct sheet *sheet = calloc(1, sizeof *sheet);
    sheet->paper = (struct ht_paper){.buffer = &sheet->buffer, .arena = ht_arena_new(), .kind = &ht_paper_markdown};
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

static void blocks_follow_indentation(void **state) {
    struct sheet *sheet = *state;
    struct ht_paper *paper = &sheet->paper;
    ht_paper_text(paper, 0, 0, HT_BOLD, "One fund is exposed.");
    ht_paper_gap(paper);
    ht_paper_text(paper, 2, 4, HT_PLAIN, "A fact");
    ht_paper_text(paper, 2, 4, HT_PLAIN, "Another");
    ht_paper_text(paper, 4, 6, HT_PLAIN, "of it");
    ht_paper_gap(paper);
    ht_paper_gap(paper);
    ht_paper_text(paper, 2, 4, HT_BOLD, "direct");
    ht_paper_text(paper, 6, 8, HT_PLAIN, "evidence");
    ht_paper_text(paper, 8, 10, HT_PLAIN, "deeper");
    ht_paper_text(paper, 10, 12, HT_PLAIN, "deepest");
    ht_paper_text(paper, 0, 0, HT_BOLD, "Lists");
    assert_string_equal(sheet->buffer.data,
                        "**One fund is exposed.**\n\n- A fact\n- Another\n  - of it\n\n### direct\n\n"
                        "  - evidence\n    - deeper\n      - deepest\n\n## Lists\n");
}

static void tables_are_tables_and_rows_with_evidence_items(void **state) {
    struct sheet *sheet = *state;
    const struct ht_column_spec specs[] = {{"Name", false}, {"Value", true}};
    const char *const cells[] = {"A|B", "1.5", "C", "-2"};
    struct ht_columns columns = ht_columns_of(specs, 2, 2, true);
    ht_columns_table(&columns, &sheet->paper, cells, 2);
    ht_columns_titles(&columns, &sheet->paper);
    ht_columns_row(&columns, &sheet->paper, HT_RED, cells);
    ht_paper_text(&sheet->paper, 6, 8, HT_PLAIN, "matched");
    assert_string_equal(sheet->buffer.data, "| Name | Value |\n|---|---:|\n| A\\|B | 1.5 |\n| C | -2 |\n\n"
                                            "- **A\\|B**: Value 1.5\n  - matched\n");
}

static void text_makes_no_markup(void **state) {
    struct sheet *sheet = *state;
    static const struct {
        const char *text, *written;
    } cases[] = {
        {"<img src=x onerror=alert(1)> & co", "\\<img src=x onerror=alert(1)\\> &amp; co"},
        {"*bold* `code` [link](javascript:x)", "\\*bold\\* \\`code\\` \\[link\\](javascript:x)"},
        {"snake_case and _this_", "snake_case and \\_this\\_"},
        {"# heading", "\\# heading"},
        {"1. item", "1\\. item"},
        {"1.5 and - not + an item", "1.5 and - not + an item"},
        {"- item", "\\- item"},
        {"ask @team about #12; a@b stays", "ask @<!-- -->team about #<!-- -->12; a@b stays"},
        {"cost $x$ ~~no~~ \\n", "cost \\$x\\$ \\~\\~no\\~\\~ \\\\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *expected = ht_arena_format(sheet->paper.arena, "- %s\n", cases[i].written);
        sheet->buffer.len = 0;
        sheet->paper.block = HT_BLOCK_NONE;
        ht_paper_text(&sheet->paper, 2, 4, HT_PLAIN, cases[i].text);
        assert_string_equal(sheet->buffer.data, expected);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(blocks_follow_indentation, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tables_are_tables_and_rows_with_evidence_items, set_up, tear_down),
        cmocka_unit_test_setup_teardown(text_makes_no_markup, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
