// SPDX-License-Identifier: GPL-3.0-or-later
// Paper as pages: paper_pages.h.
#include "report/paper_pages.h"

#include <string.h>

#include "holdtrace/map.h"
#include "holdtrace/pdf_protocol.h"

static const char *const WORDS[HT_PDF_WORD_COUNT] = {
#define HT_PDF(symbol, word) [HT_PDF_##symbol] = word,
    HT_PDF_WORDS(HT_PDF)
#undef HT_PDF
};

// In the order of enum ht_style.
static const char *const STYLES[HT_STYLE_COUNT] = {"plain", "bold", "counted", "possible"};

static void put_field(struct ht_paper *paper, const char *text) {
    const char *latin = paper->latin ? ht_map_get(paper->latin, text) : NULL;
    ht_buffer_format(paper->buffer, "\t%s", ht_text_harmless(paper->arena, text));
    if (latin)
        ht_buffer_format(paper->buffer, HT_PDF_LATIN "%s", ht_text_harmless(paper->arena, latin));
}

void ht_pages_line(struct ht_paper *paper, const char *word, const char *const *fields, size_t count) {
    ht_buffer_string(paper->buffer, word);
    for (size_t i = 0; i < count; i++)
        put_field(paper, fields[i] + strspn(fields[i], " "));
    ht_buffer_char(paper->buffer, '\n');
}

void ht_pages_word(struct ht_paper *paper, const char *word, const char *text) {
    ht_pages_line(paper, word, &text, 1);
}

void ht_pages_chapter(struct ht_paper *paper, const char *standing, const char *title) {
    const char *const fields[] = {standing, title};
    ht_pages_line(paper, WORDS[HT_PDF_CHAPTER], fields, sizeof fields / sizeof *fields);
}

void ht_pages_figures(struct ht_paper *paper, const struct ht_figure *figures, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const char *const fields[] = {figures[i].name, figures[i].value, figures[i].beside};
        ht_pages_line(paper, WORDS[HT_PDF_FIGURE], fields, sizeof fields / sizeof *fields);
    }
}

void ht_pages_begin(struct ht_paper *paper, const struct ht_scan *scan) {
    struct ht_date day = scan->as_of;
    paper->latin = ht_map_new(paper->arena);
    paper->bars = true;
    ht_pages_word(paper, HT_PDF_PROGRAM, HT_PDF_VERSION);
    ht_pages_word(paper, WORDS[HT_PDF_PAPER], scan->paper ? scan->paper : "a4");
    if (ht_date_known(day))
        ht_pages_word(paper, WORDS[HT_PDF_DATE],
                      ht_arena_format(paper->arena, "%04d-%02d-%02d", day.year, day.month ? day.month : 1,
                                      day.day ? day.day : 1));
    ht_pages_word(paper, WORDS[HT_PDF_CREATOR], ht_arena_format(paper->arena, "holdtrace %s", scan->version));
}

static bool is_sentence(const char *text) {
    size_t len = strlen(text);
    return len > 0 && text[len - 1] == '.';
}

static void put_section(struct ht_paper *paper, const char *title) {
    ht_pages_line(paper, WORDS[HT_PDF_SECTION], &title, 1);
}

static void put_text(struct ht_paper *paper, size_t indent, enum ht_style style, const char *text) {
    if (style == HT_BOLD && !is_sentence(text)) {
        put_section(paper, text);
    } else if (style == HT_BOLD && indent == 0) {
        ht_pages_line(paper, WORDS[HT_PDF_LEAD], &text, 1);
    } else {
        const char *const fields[] = {STYLES[style], ht_arena_format(paper->arena, "%zu", indent), text};
        ht_pages_line(paper, WORDS[HT_PDF_TEXT], fields, sizeof fields / sizeof *fields);
    }
}

// Distances are the typesetter's.
static void put_gap(struct ht_paper *paper) {
    (void)paper;
}

// Bars stand in a last column without a title.
static bool is_bars(const struct ht_columns *columns, const struct ht_paper *paper, size_t i) {
    return paper->bars && i > 0 && i + 1 == columns->count && columns->titled && !*columns->specs[i].title;
}

static void put_titles(const struct ht_columns *columns, struct ht_paper *paper) {
    const char *fields[HT_COLUMNS_MAX];
    for (size_t i = 0; i < columns->count; i++)
        fields[i] = ht_arena_format(paper->arena, "%s%s",
                                    is_bars(columns, paper, i) ? "b"
                                    : columns->specs[i].right  ? "r"
                                                               : "l",
                                    columns->titled ? columns->specs[i].title : "");
    ht_pages_line(paper, WORDS[HT_PDF_TABLE], fields, columns->count);
}

static void put_row(const struct ht_columns *columns, struct ht_paper *paper, enum ht_style style,
                    const char *const *cells) {
    ht_buffer_format(paper->buffer, "%s\t%s", WORDS[HT_PDF_ROW], STYLES[style]);
    for (size_t i = 0; i < columns->count; i++)
        if (is_bars(columns, paper, i))
            ht_buffer_format(paper->buffer, "\t%s", cells[i]); // bar_of made it: no text to be made harmless
        else
            put_field(paper, cells[i]);
    ht_buffer_char(paper->buffer, '\n');
}

static void put_table(const struct ht_columns *columns, struct ht_paper *paper, const char *const *cells,
                      size_t rows) {
    put_titles(columns, paper);
    for (size_t i = 0; i < rows; i++)
        put_row(columns, paper, HT_PLAIN, cells + i * columns->count);
}

// In ten-thousandths of the whole, at least one.
static const char *bar_of(const struct ht_paper *paper, struct ht_amount percent, struct ht_amount largest) {
    struct ht_decimal hundredths;
    if (!ht_decimal_percent(percent.number, largest.number, 2, &hundredths))
        return "";
    long length = (long)hundredths.units;
    length = length > HT_PDF_BAR_WHOLE ? HT_PDF_BAR_WHOLE : length < 1 ? 1 : length;
    return ht_arena_format(paper->arena, "%ld", length);
}

const struct ht_paper_kind ht_paper_pages = {
    .text = put_text,
    .section = put_section,
    .gap = put_gap,
    .titles = put_titles,
    .row = put_row,
    .table = put_table,
    .bar = bar_of,
};
