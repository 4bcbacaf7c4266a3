// SPDX-License-Identifier: GPL-3.0-or-later
// Setting text for a terminal.
#include "report/paper.h"

#include <assert.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/locale.h"
#include "holdtrace/map.h"

static const char *const STYLE_ON[HT_STYLE_COUNT] = {"", "\x1b[1m", "\x1b[1;31m", "\x1b[33m"};

static void begin_style(struct ht_paper *paper, enum ht_style style) {
    if (paper->colour && style != HT_PLAIN)
        ht_buffer_string(paper->buffer, STYLE_ON[style]);
}

static void end_style(struct ht_paper *paper, enum ht_style style) {
    if (paper->colour && style != HT_PLAIN)
        ht_buffer_string(paper->buffer, "\x1b[0m");
}

static void blanks(struct ht_buffer *buffer, size_t count) {
    while (count--)
        ht_buffer_char(buffer, ' ');
}

static size_t columns_of(struct ht_paper *paper, const char *text, size_t len) {
    size_t ascii = 0;
    while (ascii < len && (unsigned char)text[ascii] < 0x80)
        ascii++;
    return ascii == len ? len : ht_text_columns(ht_arena_copy(paper->arena, text, len));
}

// Length of the word at TEXT; a percent sign stays with the number before it.
static size_t word_length(const char *text) {
    size_t len = strcspn(text, " ");
    while (text[len] == ' ' && text[len + 1] == '%')
        len += 1 + strcspn(text + len + 1, " ");
    return len;
}

/*
 * Length of the piece of TEXT that fits WIDTH columns, at least one word. TEXT does not begin with a blank.
 */
static size_t line_length(struct ht_paper *paper, const char *text, size_t width) {
    size_t len = word_length(text), used = columns_of(paper, text, len);
    while (text[len]) {
        size_t gap = 0;
        while (text[len + gap] == ' ')
            gap++;
        size_t word = word_length(text + len + gap);
        size_t columns = columns_of(paper, text + len + gap, word);
        if (word == 0 || used + gap + columns > width)
            break;
        len += gap + word;
        used += gap + columns;
    }
    return len;
}

// The LEN bytes at TEXT, addresses in them as hyperlinks (OSC 8) where the paper has links.
static void put_words(struct ht_paper *paper, const char *text, size_t len) {
    const char *end = text + len;
    while (text < end && paper->links) {
        size_t word = strcspn(text, " ");
        word = word < (size_t)(end - text) ? word : (size_t)(end - text);
        bool address = strncmp(text, "https://", 8) == 0 || strncmp(text, "http://", 7) == 0;
        size_t kept = address && strchr(".,;:", text[word - 1]) ? word - 1 : word;
        if (address)
            ht_buffer_format(paper->buffer, "\x1b]8;;%.*s\x1b\\%.*s\x1b]8;;\x1b\\", (int)kept, text, (int)kept, text);
        else
            ht_buffer_add(paper->buffer, text, kept);
        ht_buffer_add(paper->buffer, text + kept, word - kept);
        text += word;
        size_t gap = strspn(text, " ");
        gap = gap < (size_t)(end - text) ? gap : (size_t)(end - text);
        ht_buffer_add(paper->buffer, text, gap);
        text += gap;
    }
    ht_buffer_add(paper->buffer, text, (size_t)(end - text));
}

void ht_paper_text(struct ht_paper *paper, size_t indent, size_t hanging, enum ht_style style, const char *text) {
    if (paper->kind) {
        paper->kind->text(paper, indent, style, text);
        return;
    }
    text = ht_text_harmless(paper->arena, text);
    text += strspn(text, " ");
    while (*text) {
        size_t room = paper->width > indent ? paper->width - indent : 1;
        size_t len = line_length(paper, text, room);
        blanks(paper->buffer, indent);
        begin_style(paper, style);
        put_words(paper, text, len);
        end_style(paper, style);
        ht_buffer_char(paper->buffer, '\n');
        text += len;
        text += strspn(text, " ");
        indent = hanging;
    }
}

void ht_paper_format(struct ht_paper *paper, size_t indent, size_t hanging, enum ht_style style, const char *format,
                     ...) {
    va_list args;
    va_start(args, format);
    const char *text = ht_arena_vformat(paper->arena, format, args);
    va_end(args);
    ht_paper_text(paper, indent, hanging, style, text);
}

void ht_paper_section(struct ht_paper *paper, const char *title) {
    if (paper->kind && paper->kind->section)
        paper->kind->section(paper, title);
}

void ht_paper_latin(struct ht_paper *paper, const char *text, const char *latin) {
    if (paper->latin && latin && ht_text_columns(text) != strlen(text))
        ht_map_put(paper->latin, text, ht_arena_string(paper->arena, latin));
}

const char *ht_paper_bar(const struct ht_paper *paper, struct ht_amount percent, struct ht_amount largest) {
    enum { CELLS = 12, PARTS = 8 };
    static const long whole = (long)CELLS * (long)PARTS;
    static const char *const parts[PARTS] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    struct ht_decimal hundredths;
    const char *bar = "";
    if (!percent.known || !largest.known || ht_decimal_sign(percent.number) <= 0)
        return bar;
    if (paper->kind)
        return paper->kind->bar ? paper->kind->bar(paper, percent, largest) : bar;
    if (!ht_decimal_percent(percent.number, largest.number, 0, &hundredths))
        return bar;
    long eighths = (long)hundredths.units * whole / 100;
    eighths = eighths > whole ? whole : eighths < 1 ? 1 : eighths;
    for (long i = 0; i < eighths / PARTS; i++)
        bar = ht_arena_format(paper->arena, "%s█", bar);
    return ht_arena_format(paper->arena, "%s%s", bar, parts[eighths % PARTS]);
}

void ht_paper_gap(struct ht_paper *paper) {
    if (paper->kind)
        paper->kind->gap(paper);
    else
        ht_buffer_char(paper->buffer, '\n');
}

// Markdown's next block begins with an empty line then.
void ht_paper_cut(struct ht_paper *paper) {
    paper->block = HT_BLOCK_PARAGRAPH;
}

void ht_paper_written(struct ht_paper *paper, struct ht_slice text, enum ht_block last) {
    size_t skip = paper->kind && paper->block == HT_BLOCK_NONE && text.len > 0 && text.data[0] == '\n';
    ht_buffer_add(paper->buffer, text.data + skip, text.len - skip);
    if (text.len > 0)
        paper->block = last;
}

void ht_paper_reading(struct ht_paper *paper) {
    const char *reading = ht_locale_reading(ht_arena_locale(paper->arena));
    if (!reading)
        return;
    ht_paper_text(paper, 0, 0, HT_PLAIN, reading);
    ht_paper_gap(paper);
}

struct ht_columns ht_columns_of(const struct ht_column_spec *specs, size_t count, size_t indent, bool titled) {
    assert(count > 0 && count <= HT_COLUMNS_MAX);
    struct ht_columns columns = {.count = count, .indent = indent, .titled = titled};
    memcpy(columns.specs, specs, count * sizeof *specs);
    for (size_t i = 0; i < count && titled; i++)
        columns.widths[i] = ht_text_columns(specs[i].title);
    return columns;
}

void ht_columns_measure(struct ht_columns *columns, struct ht_paper *paper, const char *const *cells) {
    for (size_t i = 0; i < columns->count; i++) {
        size_t width = ht_text_columns(ht_text_harmless(paper->arena, cells[i]));
        if (width > columns->widths[i])
            columns->widths[i] = width;
    }
    const char *text = ht_text_harmless(paper->arena, cells[0]);
    while (*text) {
        size_t len = word_length(text), width = columns_of(paper, text, len);
        if (width > columns->longest_word)
            columns->longest_word = width;
        text += len;
        text += strspn(text, " ");
    }
}

void ht_columns_fit(struct ht_columns *columns, struct ht_paper *paper) {
    enum { LEAST = 20 };
    size_t others = columns->indent;
    for (size_t i = 1; i < columns->count; i++)
        others += 2 + columns->widths[i];
    size_t room = paper->width > others ? paper->width - others : 0;
    size_t least = columns->longest_word > LEAST ? columns->longest_word : LEAST;
    if (room < least)
        room = least;
    if (columns->widths[0] > room)
        columns->widths[0] = room;
}

// Prints the LEN bytes at TEXT as cell I, padded unless it is the last and aligned to the left.
static void put_cell(const struct ht_columns *columns, struct ht_paper *paper, size_t i, const char *text,
                     size_t len) {
    size_t used = columns_of(paper, text, len);
    size_t rest = columns->widths[i] > used ? columns->widths[i] - used : 0;
    bool last = i + 1 == columns->count;
    if (i > 0)
        ht_buffer_string(paper->buffer, "  ");
    if (columns->specs[i].right)
        blanks(paper->buffer, rest);
    ht_buffer_add(paper->buffer, text, len);
    if (!columns->specs[i].right && !last)
        blanks(paper->buffer, rest);
}

static void trim_line(struct ht_buffer *buffer) {
    while (buffer->len > 0 && buffer->data[buffer->len - 1] == ' ')
        buffer->data[--buffer->len] = '\0';
}

void ht_columns_row(const struct ht_columns *columns, struct ht_paper *paper, enum ht_style style,
                    const char *const *cells) {
    if (paper->kind) {
        paper->kind->row(columns, paper, style, cells);
        return;
    }
    const char *first = ht_text_harmless(paper->arena, cells[0]);
    size_t len = *first ? line_length(paper, first, columns->widths[0]) : 0;
    blanks(paper->buffer, columns->indent);
    begin_style(paper, style);
    put_cell(columns, paper, 0, first, len);
    end_style(paper, style);
    for (size_t i = 1; i < columns->count; i++) {
        const char *text = ht_text_harmless(paper->arena, cells[i]);
        put_cell(columns, paper, i, text, strlen(text));
    }
    trim_line(paper->buffer);
    ht_buffer_char(paper->buffer, '\n');
    struct ht_paper narrow = *paper;
    narrow.width = columns->indent + columns->widths[0];
    ht_paper_text(&narrow, columns->indent, columns->indent, style, first + len);
}

void ht_columns_titles(const struct ht_columns *columns, struct ht_paper *paper) {
    const char *titles[HT_COLUMNS_MAX];
    assert(columns->count > 0);
    if (paper->kind) {
        paper->kind->titles(columns, paper);
        return;
    }
    for (size_t i = 0; i < columns->count; i++)
        titles[i] = columns->specs[i].title;
    ht_columns_row(columns, paper, HT_PLAIN, titles);
}

void ht_columns_table(struct ht_columns *columns, struct ht_paper *paper, const char *const *cells, size_t rows) {
    if (paper->kind) {
        paper->kind->table(columns, paper, cells, rows);
        return;
    }
    for (size_t i = 0; i < rows; i++)
        ht_columns_measure(columns, paper, cells + i * columns->count);
    ht_columns_fit(columns, paper);
    if (columns->titled)
        ht_columns_titles(columns, paper);
    for (size_t i = 0; i < rows; i++)
        ht_columns_row(columns, paper, HT_PLAIN, cells + i * columns->count);
}
