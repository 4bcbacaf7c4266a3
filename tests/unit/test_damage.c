// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * One damaged row costs one row. Rows of our samples are damaged in the ways that files are, one at a time: every
 * other row must come back untouched, and where the sum differs a finding must name the damaged line.
 */
#include "test_reading.h"

#define SAMPLES "holdings_samples/"

// A line of a file, damaged; DELIMITER separates its cells.
struct line {
    const char *text;
    size_t len;
    char delimiter;
};

struct damage {
    const char *name;
    int shift; // lines that stand before the row after it
    // The text in place of LINE, which has an end of its own.
    const char *(*apply)(struct line line);
};

// LINE with BETWEEN put in before byte CUT.
static const char *with(struct line line, size_t cut, const char *between) {
    return ht_arena_format(arena, "%.*s%s%s\n", (int)cut, line.text, between, line.text + cut);
}

// Where cell N begins; the last one when there are fewer. Quoted cells are stepped over.
static size_t cell_at(struct line line, size_t n) {
    bool quoted = false;
    size_t last = 0;
    for (size_t i = 0; i < line.len && n > 0; i++) {
        quoted = line.text[i] == '"' ? !quoted : quoted;
        if (line.text[i] == line.delimiter && !quoted) {
            last = i + 1;
            n--;
        }
    }
    return last;
}

static const char *stray_quote_in_a_cell(struct line line) {
    return with(line, cell_at(line, 1), "x\"");
}

static const char *unclosed_quote(struct line line) {
    return with(line, cell_at(line, 1), "\"y");
}

static const char *unclosed_quote_at_the_end(struct line line) {
    return ht_arena_format(arena, "%s%c\"z\n", line.text, line.delimiter);
}

static const char *delimiter_too_many_in_front(struct line line) {
    return ht_arena_format(arena, "%c%s\n", line.delimiter, line.text);
}

static const char *delimiter_too_many_inside(struct line line) {
    size_t at = cell_at(line, 2);
    return ht_arena_format(arena, "%.*s%c%s\n", (int)at, line.text, line.delimiter, line.text + at);
}

static const char *delimiters_too_many_at_the_end(struct line line) {
    return ht_arena_format(arena, "%s%c%c%c\n", line.text, line.delimiter, line.delimiter, line.delimiter);
}

static const char *delimiter_missing(struct line line) {
    size_t at = cell_at(line, 1);
    return ht_arena_format(arena, "%.*s%s\n", (int)at - 1, line.text, line.text + at);
}

static const char *cut_in_half(struct line line) {
    return ht_arena_format(arena, "%.*s\n", (int)cell_at(line, 3), line.text);
}

static const char *cut_to_one_cell(struct line line) {
    return ht_arena_format(arena, "%.*s\n", (int)cell_at(line, 1) - 1, line.text);
}

static const char *blank_line_before(struct line line) {
    return ht_arena_format(arena, "\n%s\n", line.text);
}

static const char *line_of_delimiters_before(struct line line) {
    return ht_arena_format(arena, "%c%c%c\n%s\n", line.delimiter, line.delimiter, line.delimiter, line.text);
}

static const char *no_break_space_before(struct line line) {
    return ht_arena_format(arena, "\xC2\xA0\n%s\n", line.text);
}

static const char *broken_by_a_newline(struct line line) {
    return with(line, cell_at(line, 2), "\n");
}

static const char *broken_by_a_carriage_return(struct line line) {
    return with(line, cell_at(line, 2), "\r");
}

static const char *ended_by_crlf(struct line line) {
    return ht_arena_format(arena, "%s\r\n", line.text);
}

static const char *ended_by_cr(struct line line) {
    return ht_arena_format(arena, "%s\r", line.text);
}

static const char *invalid_byte(struct line line) {
    return with(line, cell_at(line, 1), "\xFF");
}

static const char *control_byte(struct line line) {
    return with(line, cell_at(line, 1), "\x01");
}

static const char *with_other_delimiters(struct line line) {
    char *text = ht_arena_copy(arena, line.text, line.len);
    for (char *p = text; *p != '\0'; p++)
        *p = *p == line.delimiter ? '|' : *p;
    return ht_arena_format(arena, "%s\n", text);
}

static const char *all_in_one_cell(struct line line) {
    struct ht_buffer quoted = {0};
    ht_buffer_char(&quoted, '"');
    for (size_t i = 0; i < line.len; i++)
        ht_buffer_add(&quoted, line.text[i] == '"' ? "\"\"" : &line.text[i], line.text[i] == '"' ? 2 : 1);
    const char *text = ht_arena_format(arena, "%s\"\n", quoted.data);
    ht_buffer_free(&quoted);
    return text;
}

static const char *figures_spoilt(struct line line) {
    char *text = ht_arena_copy(arena, line.text, line.len);
    for (char *p = text; *p != '\0'; p++)
        *p = *p == '0' ? 'O' : *p == '1' ? 'l' : *p;
    return ht_arena_format(arena, "%s\n", text);
}

static const char *words_for_figures(struct line line) {
    char *text = ht_arena_copy(arena, line.text, line.len);
    for (char *p = text; *p != '\0'; p++)
        *p = ht_is_digit(*p) ? '#' : *p;
    return ht_arena_format(arena, "%s\n", text);
}

static const char *blanks_around_cells(struct line line) {
    return ht_arena_format(arena, "  %s  \n", line.text);
}

static const struct damage damages[] = {
    {"stray quote in a cell", 0, stray_quote_in_a_cell},
    {"quote never closed", 0, unclosed_quote},
    {"quote never closed at the end", 0, unclosed_quote_at_the_end},
    {"delimiter too many in front", 0, delimiter_too_many_in_front},
    {"delimiter too many inside", 0, delimiter_too_many_inside},
    {"delimiters too many at the end", 0, delimiters_too_many_at_the_end},
    {"delimiter missing", 0, delimiter_missing},
    {"cut in half", 0, cut_in_half},
    {"cut to one cell", 0, cut_to_one_cell},
    {"blank line before", 1, blank_line_before},
    {"line of delimiters before", 1, line_of_delimiters_before},
    {"no-break space before", 1, no_break_space_before},
    {"broken by a newline", 1, broken_by_a_newline},
    {"broken by a carriage return", 1, broken_by_a_carriage_return},
    {"ended by CRLF", 0, ended_by_crlf},
    {"ended by CR", 0, ended_by_cr},
    {"invalid byte", 0, invalid_byte},
    {"control byte", 0, control_byte},
    {"other delimiters", 0, with_other_delimiters},
    {"all in one cell", 0, all_in_one_cell},
    {"figures spoilt", 0, figures_spoilt},
    {"words for figures", 0, words_for_figures},
    {"blanks around", 0, blanks_around_cells},
};

enum { DAMAGES = sizeof damages / sizeof *damages };

static const struct {
    const char *name;
    char delimiter;
} samples[] = {
    {"example_clean_ishares_us_large_cap.csv", ','},
    {"example_ishares_de.csv", ','},
    {"example_ishares_uk_2025.csv", ','},
    {"example_generic_bank_export.csv", ';'},
    {"example_invesco_eu.csv", ';'},
    {"example_invesco_us.csv", ','},
    {"example_EQ_2019_Country.csv", ','},
    {"example_ssga_au.csv", ','},
};

static char *load(const char *path) {
    struct ht_source *source = NULL;
    struct ht_error err = {HT_OK, ""};
    if (ht_source_open(path, &source, &err) != HT_OK)
        fail_msg("%s: %s", path, err.message);
    char *text = ht_arena_copy(arena, (const char *)source->bytes, source->size);
    ht_source_close(source);
    return text;
}

// Where line NUMBER of TEXT begins, and its length without its end.
static struct line line_of(char *text, long number, char delimiter) {
    while (--number > 0)
        text = strchr(text, '\n') + 1;
    return (struct line){text, strcspn(text, "\r\n"), delimiter};
}

static bool same_amount(struct ht_amount a, struct ht_amount b) {
    return a.known == b.known && (!a.known || ht_decimal_cmp(a.number, b.number) == 0);
}

static bool same_text(const char *a, const char *b) {
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool same_position(const struct ht_position *a, const struct ht_position *b) {
    return same_text(a->name, b->name) && same_text(a->isin, b->isin) && same_text(a->ticker, b->ticker) &&
           same_amount(a->value, b->value) && same_amount(a->weight_file_pct, b->weight_file_pct);
}

static bool named(long from, long to) {
    bool found_it = false;
    for (size_t p = 0; p < file.portfolio_count; p++) {
        const struct ht_findings *findings = &file.portfolios[p].findings;
        for (size_t i = 0; i < findings->count; i++)
            found_it = found_it || (findings->items[i].line >= from && findings->items[i].line <= to);
    }
    return found_it;
}

// Whether the position WANTED stands, untouched, on LINE of what was read now. A damaged row may seem to be of
// another fund.
static bool is_there(const struct ht_position *wanted, long line) {
    for (size_t p = 0; p < file.portfolio_count; p++) {
        for (size_t i = 0; i < file.portfolios[p].position_count; i++) {
            const struct ht_position *position = &file.portfolios[p].positions[i];
            if (position->line == line && same_position(wanted, position))
                return true;
        }
    }
    return false;
}

static struct ht_amount sum_of(const struct ht_portfolio *portfolios, size_t count) {
    struct ht_amount sum = ht_amount_unknown();
    for (size_t p = 0; p < count; p++)
        for (size_t i = 0; i < portfolios[p].position_count; i++)
            ht_amount_add(&sum, portfolios[p].positions[i].value);
    return sum;
}

// What is wrong after line DAMAGED of the file that gave BEFORE was damaged by DAMAGE; NULL for nothing.
static const char *complaint(const struct ht_portfolio *before, long damaged, const struct damage *damage) {
    bool kept = false;
    if (portfolio == NULL)
        return "the file was not read";
    for (size_t i = 0; i < before->position_count; i++) {
        const struct ht_position *wanted = &before->positions[i];
        bool there = is_there(wanted, wanted->line + (wanted->line >= damaged ? damage->shift : 0));
        kept = kept || (there && wanted->line == damaged);
        if (!there && wanted->line != damaged)
            return ht_arena_format(arena, "line %ld is lost, too", wanted->line);
    }
    // A weight that was cut off whole is told for the file.
    bool told = named(damaged, damaged + damage->shift) ||
                found(HT_CODE_NO_WEIGHT) > count_of(&before->findings, HT_CODE_NO_WEIGHT);
    if (!kept && !told)
        return "nothing is said of the line";
    bool same_sum = same_amount(sum_of(file.portfolios, file.portfolio_count), sum_of(before, 1));
    return same_sum || told ? NULL : "the sum is another and nothing is said";
}

static void damage_rows(const char *name, char delimiter, size_t *tried, size_t *wrong) {
    char *text = load(ht_arena_format(arena, SAMPLES "%s", name));
    const char *path = ht_arena_format(arena, "%s/%s", directory, name);
    read_path(ht_arena_format(arena, SAMPLES "%s", name));
    const struct ht_portfolio before = *portfolio;
    for (size_t row = 0; row < before.position_count; row += 1 + before.position_count / 3) {
        long number = before.positions[row].line;
        struct line line = line_of(text, number, delimiter);
        size_t offset = (size_t)(line.text - text);
        const char *rest = line.text + line.len + strspn(line.text + line.len, "\r\n");
        line.text = ht_arena_copy(arena, line.text, line.len);
        for (size_t d = 0; d < DAMAGES; d++) {
            FILE *out = fopen(path, "wb");
            assert_non_null(out);
            fprintf(out, "%.*s%s%s", (int)offset, text, damages[d].apply(line), rest);
            fclose(out);
            read_path(path);
            const char *what = complaint(&before, number, &damages[d]);
            if (what != NULL) {
                print_error("%s line %ld, %s: %s\n", name, number, damages[d].name, what);
                ++*wrong;
            }
            ++*tried;
        }
    }
    unlink(path);
}

static void one_damaged_row_costs_one_row(void **state) {
    (void)state;
    size_t tried = 0, wrong = 0;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        damage_rows(samples[i].name, samples[i].delimiter, &tried, &wrong);
    print_message("%zu damaged files, %zu in which more than the damaged row was lost or a loss was not told\n",
                  tried, wrong);
    assert_true(tried >= 8 * DAMAGES);
    assert_int_equal(wrong, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_damaged_row_costs_one_row, start, stop),
    };
    return cmocka_run_group_tests(tests, make_directory, remove_directory);
}
