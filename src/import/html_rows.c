// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of tables of web pages: see html_rows.h.
#include "import/html_rows.h"

#include <stdlib.h>

struct parsing {
    struct ht_arena *arena;
    void (*take)(void *context, const struct html_row *row);
    void *context;
    struct html_row row;
    struct ht_buffer text;                  // since the last cell, or table, began
    bool in_table, in_row, in_cell, hidden; // hidden: inside script or style
    size_t tables;
};

// Character references that pages use beside numbers.
static const struct {
    const char *name, *text;
} references[] = {
    {"amp;", "&"},        {"nbsp;", " "},       {"lt;", "<"},          {"gt;", ">"},         {"quot;", "\""},
    {"apos;", "'"},       {"rsquo;", "\u2019"}, {"lsquo;", "\u2018"},  {"ldquo;", "\u201c"}, {"rdquo;", "\u201d"},
    {"ndash;", "\u2013"}, {"mdash;", "\u2014"}, {"eacute;", "\u00e9"},
};

static void add_code_point(struct ht_buffer *text, unsigned long c) {
    if (c == 0xA0)
        c = ' ';
    if (c < 0x20 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000))
        return;
    if (c < 0x80) {
        ht_buffer_char(text, (char)c);
        return;
    }
    char bytes[4];
    size_t len = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char first[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = len - 1; i > 0; i--, c >>= 6)
        bytes[i] = (char)(0x80 | (c & 0x3F));
    bytes[0] = (char)(first[len] | c);
    ht_buffer_add(text, bytes, len);
}

// Adds what the reference at TEXT ("&amp;") stands for; its length, 1 when it is none.
static size_t add_reference(struct ht_buffer *out, const char *text) {
    if (text[1] == '#') {
        bool hex = text[2] == 'x' || text[2] == 'X';
        char *end = NULL;
        const char *digits = text + (hex ? 3 : 2);
        unsigned long c = *digits && *digits != '-' && *digits != '+' ? strtoul(digits, &end, hex ? 16 : 10) : 0;
        if (end && end > digits && *end == ';') {
            add_code_point(out, c);
            return (size_t)(end + 1 - text);
        }
    }
    for (size_t i = 0; i < sizeof references / sizeof *references; i++) {
        size_t len = strlen(references[i].name);
        if (strncmp(text + 1, references[i].name, len) == 0) {
            ht_buffer_string(out, references[i].text);
            return len + 1;
        }
    }
    ht_buffer_char(out, '&');
    return 1;
}

// What was gathered, blanks single, in the arena; nothing is gathered after.
static const char *gathered(struct parsing *p) {
    struct ht_buffer clean = {0};
    for (size_t i = 0; i < p->text.len; i++) {
        bool blank = strchr(" \t\r\n", p->text.data[i]) != NULL;
        if (!blank)
            ht_buffer_char(&clean, p->text.data[i]);
        else if (clean.len && clean.data[clean.len - 1] != ' ')
            ht_buffer_char(&clean, ' ');
    }
    struct ht_slice trimmed = ht_slice_trim((struct ht_slice){clean.data ? clean.data : "", clean.len});
    const char *text = ht_arena_copy(p->arena, trimmed.data, trimmed.len);
    ht_buffer_free(&clean);
    ht_buffer_clear(&p->text);
    return text;
}

static void end_cell(struct parsing *p) {
    if (!p->in_cell)
        return;
    const char *text = gathered(p);
    if (p->row.width < HTML_CELLS)
        p->row.cells[p->row.width++] = text;
    p->in_cell = false;
}

static void end_row(struct parsing *p) {
    end_cell(p);
    if (p->in_row && p->row.width > 0)
        p->take(p->context, &p->row);
    p->in_row = false;
}

static void end_table(struct parsing *p) {
    end_row(p);
    p->in_table = false;
    ht_buffer_clear(&p->text);
}

static void begin_table(struct parsing *p) {
    end_table(p);
    p->in_table = true;
    p->row.table = ++p->tables;
}

static void begin_row(struct parsing *p, long line) {
    end_row(p);
    p->in_row = p->in_table;
    p->row.width = 0;
    p->row.line = line;
}

// Whether TAG ("/td>", "TD class=...") is of the element NAME.
static bool is_tag(const char *tag, const char *name) {
    size_t len = strlen(name);
    return ht_text_starts(tag, name) && !ht_is_alpha(tag[len]) && !ht_is_digit(tag[len]);
}

static void take_tag(struct parsing *p, const char *tag, long line) {
    if (is_tag(tag, "script") || is_tag(tag, "style")) {
        p->hidden = true;
    } else if (is_tag(tag, "/script") || is_tag(tag, "/style")) {
        p->hidden = false;
    } else if (is_tag(tag, "table")) {
        p->row.before = p->in_table ? "" : gathered(p);
        begin_table(p);
    } else if (is_tag(tag, "/table")) {
        end_table(p);
    } else if (is_tag(tag, "tr")) {
        begin_row(p, line);
    } else if (is_tag(tag, "/tr")) {
        end_row(p);
    } else if (is_tag(tag, "td") || is_tag(tag, "th")) {
        end_cell(p);
        p->in_cell = p->in_row;
        ht_buffer_clear(&p->text);
    } else if (is_tag(tag, "/td") || is_tag(tag, "/th")) {
        end_cell(p);
    } else if (is_tag(tag, "br") || is_tag(tag, "p") || is_tag(tag, "/p") || is_tag(tag, "li") ||
               is_tag(tag, "div")) {
        ht_buffer_char(&p->text, ' ');
    }
}

// The length of the tag or comment at TEXT.
static size_t tag_length(const char *text) {
    const char *end = strncmp(text, "<!--", 4) == 0 ? strstr(text, "-->") : strchr(text, '>');
    if (!end)
        return strlen(text);
    return (size_t)(end - text) + (strncmp(text, "<!--", 4) == 0 ? 3 : 1);
}

bool html_rows_read(struct ht_slice page, struct ht_arena *arena,
                    void (*take)(void *context, const struct html_row *row), void *context) {
    struct parsing p = {.arena = arena, .take = take, .context = context};
    long line = 1;
    for (const char *at = page.data, *end = page.data + page.len; at < end;) {
        size_t len = 1;
        if (*at == '<') {
            len = tag_length(at);
            take_tag(&p, at + 1, line);
        } else if (*at == '&' && !p.hidden) {
            len = add_reference(&p.text, at);
        } else if (!p.hidden) {
            ht_buffer_char(&p.text, *at);
        }
        for (size_t i = 0; i < len && at + i < end; i++)
            line += at[i] == '\n';
        at += len > 0 ? len : 1;
    }
    end_table(&p);
    ht_buffer_free(&p.text);
    return p.tables > 0;
}
