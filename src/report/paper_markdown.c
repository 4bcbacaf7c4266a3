// SPDX-License-Identifier: GPL-3.0-or-later
// Paper as Markdown: paper_markdown.h.
#include "report/paper_markdown.h"

#include <ctype.h>
#include <string.h>

// Blocks of one kind stand together; an empty line parts one kind from the next.
static void begin_block(struct ht_paper *paper, enum ht_block block) {
    if (paper->block != HT_BLOCK_NONE && (paper->block != block || block != HT_BLOCK_ITEM))
        ht_buffer_char(paper->buffer, '\n');
    paper->block = block;
}

static void set_gap(struct ht_paper *paper) {
    if (paper->block == HT_BLOCK_ITEM)
        begin_block(paper, HT_BLOCK_NONE);
}

// Whether what stands AT in TEXT would be taken for markup. LEADS: TEXT is the first of its line or item.
static bool is_markup(const char *text, const char *at, bool leads) {
    bool first = at == text, starts_word = first || !isalnum((unsigned char)at[-1]);
    switch (*at) {
    case '\\':
    case '`':
    case '*':
    case '[':
    case ']':
    case '<':
    case '>':
    case '|':
    case '~':
    case '$':
        return true;
    case '_':
        return starts_word || !isalnum((unsigned char)at[1]);
    case '#':
    case '+':
    case '-':
    case '=':
        return first && leads;
    case '.':
    case ')':
        // "1. " and "1) " begin a numbered list.
        return leads && !first && (at[1] == ' ' || !at[1]) && strspn(text, "0123456789") == (size_t)(at - text);
    default:
        return false;
    }
}

// TEXT without markup of its own. "@name" and "#12" would call somebody or something where it is posted.
static void put_text(struct ht_paper *paper, const char *text, bool leads) {
    static const char BREAK[] = "<!-- -->";
    text = ht_text_harmless(paper->arena, text);
    text += strspn(text, " ");
    for (const char *at = text; *at; at++) {
        bool starts_word = at == text || !isalnum((unsigned char)at[-1]);
        if (*at == '&')
            ht_buffer_string(paper->buffer, "&amp;");
        else if (is_markup(text, at, leads))
            ht_buffer_format(paper->buffer, "\\%c", *at);
        else
            ht_buffer_char(paper->buffer, *at);
        if (starts_word && (*at == '@' || *at == '#') && isalnum((unsigned char)at[1]))
            ht_buffer_string(paper->buffer, BREAK);
    }
}

static bool is_sentence(const char *text) {
    size_t len = strlen(text);
    return len > 0 && text[len - 1] == '.';
}

static void put_heading(struct ht_paper *paper, size_t indent, const char *text) {
    begin_block(paper, HT_BLOCK_HEADING);
    ht_buffer_string(paper->buffer, indent == 0 ? "## " : "### ");
    put_text(paper, text, false);
    ht_buffer_char(paper->buffer, '\n');
}

static void put_paragraph(struct ht_paper *paper, enum ht_style style, const char *text) {
    const char *mark = style == HT_BOLD ? "**" : "";
    begin_block(paper, HT_BLOCK_PARAGRAPH);
    ht_buffer_string(paper->buffer, mark);
    put_text(paper, text, !*mark);
    ht_buffer_format(paper->buffer, "%s\n", mark);
}

// How deep in a list what is indented by INDENT stands.
static size_t depth_of(size_t indent) {
    return indent < 4 ? 0 : (indent - 2) / 2 - (indent > 4);
}

static void begin_item(struct ht_paper *paper, size_t indent) {
    begin_block(paper, HT_BLOCK_ITEM);
    for (size_t i = 0; i < depth_of(indent); i++)
        ht_buffer_string(paper->buffer, "  ");
    ht_buffer_string(paper->buffer, "- ");
}

static void set_text(struct ht_paper *paper, size_t indent, enum ht_style style, const char *text) {
    if (style == HT_BOLD && !is_sentence(text)) {
        put_heading(paper, indent, text);
    } else if (indent == 0) {
        put_paragraph(paper, style, text);
    } else {
        begin_item(paper, indent);
        put_text(paper, text, true);
        ht_buffer_char(paper->buffer, '\n');
    }
}

// A row that is followed by what is said of it: an item of a list, its cells named by their columns.
static void set_row(const struct ht_columns *columns, struct ht_paper *paper, enum ht_style style,
                    const char *const *cells) {
    (void)style;
    begin_item(paper, columns->indent);
    ht_buffer_string(paper->buffer, "**");
    put_text(paper, cells[0], false);
    ht_buffer_string(paper->buffer, "**");
    for (size_t i = 1; i < columns->count; i++) {
        if (!*cells[i])
            continue;
        ht_buffer_string(paper->buffer, i == 1 ? ": " : "; ");
        if (columns->titled) {
            put_text(paper, columns->specs[i].title, false);
            ht_buffer_char(paper->buffer, ' ');
        }
        put_text(paper, cells[i], false);
    }
    ht_buffer_char(paper->buffer, '\n');
}

static void put_cells(const struct ht_columns *columns, struct ht_paper *paper, const char *const *cells) {
    for (size_t i = 0; i < columns->count; i++) {
        ht_buffer_string(paper->buffer, i == 0 ? "| " : " | ");
        put_text(paper, cells[i], false);
    }
    ht_buffer_string(paper->buffer, " |\n");
}

static void set_table(const struct ht_columns *columns, struct ht_paper *paper, const char *const *cells,
                      size_t rows) {
    const char *titles[HT_COLUMNS_MAX];
    begin_block(paper, HT_BLOCK_TABLE);
    for (size_t i = 0; i < columns->count; i++)
        titles[i] = columns->titled ? columns->specs[i].title : "";
    put_cells(columns, paper, titles);
    for (size_t i = 0; i < columns->count; i++)
        ht_buffer_string(paper->buffer, columns->specs[i].right ? "|---:" : "|---");
    ht_buffer_string(paper->buffer, "|\n");
    for (size_t i = 0; i < rows; i++)
        put_cells(columns, paper, cells + i * columns->count);
}

// Each row names its cells.
static void set_titles(const struct ht_columns *columns, struct ht_paper *paper) {
    (void)columns;
    (void)paper;
}

const struct ht_paper_kind ht_paper_markdown = {
    .text = set_text,
    .gap = set_gap,
    .titles = set_titles,
    .row = set_row,
    .table = set_table,
};
