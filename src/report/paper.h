// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Setting text: for a terminal as wrapped paragraphs and aligned columns, as Markdown, or as pages. Nothing is ever
 * cut: a paragraph goes on in the next line, a column widens to its longest word. All text is made harmless here
 * before it is printed. A bold text is a heading, and one that ends in a full stop a sentence of weight.
 */
#ifndef HOLDTRACE_REPORT_PAPER_H
#define HOLDTRACE_REPORT_PAPER_H

#include "holdtrace/arena.h"
#include "holdtrace/cited.h"
#include "holdtrace/decimal.h"
#include "holdtrace/reference.h"
#include "holdtrace/text.h"

enum ht_style { HT_PLAIN, HT_BOLD, HT_RED, HT_YELLOW, HT_STYLE_COUNT };

// What Markdown wrote last.
enum ht_block { HT_BLOCK_NONE, HT_BLOCK_PARAGRAPH, HT_BLOCK_HEADING, HT_BLOCK_ITEM, HT_BLOCK_TABLE };

struct ht_columns;
struct ht_paper;

// How another kind of paper than a terminal sets what is put on it; each function as that of paper.h.
struct ht_paper_kind {
    void (*text)(struct ht_paper *paper, size_t indent, enum ht_style style, const char *text);
    void (*section)(struct ht_paper *paper, const char *title);
    void (*gap)(struct ht_paper *paper);
    void (*titles)(const struct ht_columns *columns, struct ht_paper *paper);
    void (*row)(const struct ht_columns *columns, struct ht_paper *paper, enum ht_style style,
                const char *const *cells);
    void (*table)(const struct ht_columns *columns, struct ht_paper *paper, const char *const *cells, size_t rows);
    const char *(*bar)(const struct ht_paper *paper, struct ht_amount percent, struct ht_amount largest);
};

struct ht_map;

struct ht_paper {
    const struct ht_paper_kind *kind; // NULL: a terminal
    struct ht_buffer *buffer;
    struct ht_arena *arena;
    size_t width;           // columns to a line, in a terminal
    bool colour;            // in a terminal
    bool bars;              // in a terminal that shows Unicode, and on pages
    bool links;             // in a terminal: addresses in paragraphs are hyperlinks
    struct ht_map *latin;   // pages: the Latin name of a text that may be in no font's characters; NULL: none
    enum ht_block block;    // Markdown's own
    struct ht_cited *cited; // what is listed by ht_paper_sources; NULL in a paper that lists none
};

enum { HT_COLUMNS_MAX = 8 };

struct ht_column_spec {
    const char *title;
    bool right; // aligned to the right, as numbers are
};

// A table of few columns. The first column wraps when the table is too wide for the paper.
struct ht_columns {
    struct ht_column_spec specs[HT_COLUMNS_MAX];
    size_t count;
    size_t indent;
    size_t widths[HT_COLUMNS_MAX];
    size_t longest_word; // of the first column
    bool titled;
};

// TEXT as a paragraph: the first line indented by INDENT, further ones by HANGING.
void ht_paper_text(struct ht_paper *paper, size_t indent, size_t hanging, enum ht_style style, const char *text);

// The same with a format.
void ht_paper_format(struct ht_paper *paper, size_t indent, size_t hanging, enum ht_style style, const char *format,
                     ...) __attribute__((format(printf, 5, 6)));

// The heading of a section that begins with a table; a terminal and Markdown leave it to the table's titles.
void ht_paper_section(struct ht_paper *paper, const char *title);

// Gives the Latin name LATIN to TEXT, for paper that may have no font for it. NULL is none.
void ht_paper_latin(struct ht_paper *paper, const char *text, const char *latin);

// A bar for PERCENT where LARGEST has a full one, "" for what is not above zero.
const char *ht_paper_bar(const struct ht_paper *paper, struct ht_amount percent, struct ht_amount largest);

// "Sources cited": those of PAPER with title, publisher, dates and address, as far as REF knows them.
void ht_paper_sources(struct ht_paper *paper, struct ht_reference *ref);

// What is set on PAPER from here on can be put behind anything by ht_paper_written, on other paper, too, of the same
// kind of Markdown or for the same terminal.
void ht_paper_cut(struct ht_paper *paper);

// Adds TEXT, which was set behind ht_paper_cut and begins with a paragraph, a heading or a gap, and what it wrote
// LAST.
void ht_paper_written(struct ht_paper *paper, struct ht_slice text, enum ht_block last);

// An empty line.
void ht_paper_gap(struct ht_paper *paper);

// How to read the figures that follow, where their style is not the English one.
void ht_paper_reading(struct ht_paper *paper);

struct ht_columns ht_columns_of(const struct ht_column_spec *specs, size_t count, size_t indent, bool titled);

// First every row is measured, then the columns are fitted to the paper, then titles and rows are printed, each row
// with what is said of it after it.
void ht_columns_measure(struct ht_columns *columns, struct ht_paper *paper, const char *const *cells);
void ht_columns_fit(struct ht_columns *columns, struct ht_paper *paper);
void ht_columns_titles(const struct ht_columns *columns, struct ht_paper *paper);
void ht_columns_row(const struct ht_columns *columns, struct ht_paper *paper, enum ht_style style,
                    const char *const *cells);

// A whole table of ROWS rows at once; ROWS rows of columns->count cells each lie one after another at CELLS.
void ht_columns_table(struct ht_columns *columns, struct ht_paper *paper, const char *const *cells, size_t rows);

#endif
