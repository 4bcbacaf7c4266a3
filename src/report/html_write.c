// SPDX-License-Identifier: GPL-3.0-or-later
// The page of the HTML report: whatever is put on it is escaped here and nowhere else.
#include "report/html.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "holdtrace/locale.h"
#include "report/wording.h"

// Scripts whose text is marked, so that a reader hears it and sees it drawn in the right language.
enum script { LATIN, HAN, KANA, HANGUL, NEUTRAL };

static bool between(uint32_t c, uint32_t from, uint32_t to) {
    return c >= from && c <= to;
}

static enum script script_of(uint32_t c) {
    if (c < 0x1100)
        return LATIN;
    if (between(c, 0x3040, 0x30FF) || between(c, 0x31F0, 0x31FF) || between(c, 0xFF66, 0xFF9D))
        return KANA;
    if (between(c, 0x1100, 0x11FF) || between(c, 0x3130, 0x318F) || between(c, 0xAC00, 0xD7AF))
        return HANGUL;
    if (between(c, 0x3400, 0x9FFF) || between(c, 0xF900, 0xFAFF) || between(c, 0x20000, 0x3FFFF))
        return HAN;
    return between(c, 0x3000, 0x303F) || between(c, 0xFF00, 0xFF65) ? NEUTRAL : LATIN;
}

// What a reader cannot see, and what turns around the text after it.
static bool is_hidden(uint32_t c) {
    return c < 0x20 || between(c, 0x7F, 0x9F) || c == 0xAD || c == 0x061C || c == 0x180E ||
           between(c, 0x200B, 0x200F) || between(c, 0x2028, 0x202E) || between(c, 0x2060, 0x206F) || c == 0xFEFF ||
           between(c, 0xFFF9, 0xFFFB) || between(c, 0xE0000, 0xE0FFF) || between(c, 0xFDD0, 0xFDEF) ||
           (c & 0xFFFE) == 0xFFFE;
}

// Joiners stand within words of several scripts.
static bool is_joiner(uint32_t c) {
    return c == 0x200C || c == 0x200D;
}

static void put_character(struct ht_buffer *out, uint32_t c, const char *bytes, size_t len) {
    switch (c) {
    case '<':
        ht_buffer_string(out, "&lt;");
        return;
    case '>':
        ht_buffer_string(out, "&gt;");
        return;
    case '&':
        ht_buffer_string(out, "&amp;");
        return;
    case '"':
        ht_buffer_string(out, "&quot;");
        return;
    case '\'':
        ht_buffer_string(out, "&#39;");
        return;
    case '\t':
    case '\n':
        ht_buffer_char(out, ' ');
        return;
    default:
        break;
    }
    if (c == 0xFFFD)
        ht_buffer_string(out, "\xEF\xBF\xBD"); // also for bytes that are no UTF-8
    else if (is_hidden(c) && !is_joiner(c))
        ht_buffer_format(out, "\xE2\x9F\xA8U+%04" PRIX32 "\xE2\x9F\xA9", c);
    else
        ht_buffer_add(out, bytes, len);
}

// The language of the run of Chinese, Japanese or Korean that begins at TEXT.
static const char *language_at(const char *text) {
    const char *language = "zh";
    for (enum script script = NEUTRAL; *text && script != LATIN;) {
        script = script_of(ht_utf8_next(&text));
        if (script == KANA)
            return "ja";
        if (script == HANGUL)
            language = "ko";
    }
    return language;
}

// Letters, digits and hyphens before a date make it a part of a code, a slash one of a path.
static bool may_begin_date(char before) {
    return !ht_is_digit(before) && !ht_is_alpha(before) && before != '-' && before != '/';
}

// The date that begins at TEXT, in the style of the page or, as sources and paths have it, of JSON, as such: its
// bytes; 0 when none does.
static size_t put_date(struct ht_page *page, const char *text) {
    const struct ht_locale *locale = ht_arena_locale(page->arena);
    struct ht_date date;
    char day[HT_DATE_TEXT];
    size_t len = ht_locale_date_at(NULL, text, &date), local = len ? 0 : ht_locale_date_at(locale, text, &date);
    if (len)
        ht_buffer_string(page->out, "<time>");
    else if (local)
        ht_buffer_format(page->out, "<time datetime=\"%s\">", ht_date_text(date, day));
    else
        return 0;
    ht_buffer_add(page->out, text, len + local);
    ht_buffer_string(page->out, "</time>");
    return len + local;
}

static void put_text(struct ht_page *page, const char *text, bool marked) {
    struct ht_buffer *out = page->out;
    const char *begin = text;
    bool open = false;
    while (*text) {
        const char *from = text;
        size_t date = marked && !open && (from == begin || may_begin_date(from[-1])) ? put_date(page, from) : 0;
        if (date) {
            text += date;
            continue;
        }
        uint32_t c = ht_utf8_next(&text);
        enum script script = script_of(c);
        if (marked && !open && script != LATIN && script != NEUTRAL) {
            ht_buffer_format(out, "<span lang=\"%s\">", language_at(from));
            open = true;
        } else if (open && script == LATIN) {
            ht_buffer_string(out, "</span>");
            open = false;
        }
        put_character(out, c, from, (size_t)(text - from));
    }
    if (open)
        ht_buffer_string(out, "</span>");
}

void ht_page_put(struct ht_page *page, const char *format, ...) {
    bool in_tag = false;
    va_list args;
    va_start(args, format);
    for (const char *at = format; *at; at++) {
        if (*at != '%') {
            in_tag = *at == '<' || (in_tag && *at != '>');
            ht_buffer_char(page->out, *at);
            continue;
        }
        switch (*++at) {
        case 's':
            put_text(page, va_arg(args, const char *), !in_tag);
            break;
        case 't':
            put_text(page, va_arg(args, const char *), false);
            break;
        case 'z':
            ht_buffer_format(page->out, "%zu", va_arg(args, size_t));
            break;
        case 'l':
            ht_buffer_format(page->out, "%ld", va_arg(args, long));
            break;
        case 'd':
            ht_buffer_format(page->out, "%d", va_arg(args, int));
            break;
        default:
            assert(*at == '%');
            ht_buffer_char(page->out, *at);
        }
    }
    va_end(args);
}

void ht_page_wrap(struct ht_page *page, const char *open, const char *text, const char *close) {
    if (!text)
        return;
    ht_buffer_string(page->out, open);
    put_text(page, text, true);
    ht_buffer_string(page->out, close);
}

void ht_page_length(struct ht_page *page, const char *attribute, int64_t millionths) {
    ht_buffer_format(page->out, " %s=\"%" PRId64 ".%03" PRId64 "%%\"", attribute, millionths / 10000,
                     millionths % 10000 / 10);
}

int64_t ht_page_share(struct ht_amount part, struct ht_amount whole) {
    struct ht_decimal percent;
    if (!part.known || !whole.known || ht_decimal_sign(whole.number) <= 0 ||
        !ht_decimal_percent(ht_decimal_abs(part.number), whole.number, 4, &percent))
        return 0;
    return (int64_t)percent.units;
}

void ht_page_term(struct ht_page *page, const char *term, const char *text) {
    if (text)
        ht_page_put(page, "<div><dt>%s</dt><dd>%s</dd></div>\n", term, text);
}

void ht_page_data(struct ht_page *page, struct ht_amount amount, const char *text) {
    char exact[HT_DECIMAL_TEXT];
    if (amount.known)
        ht_page_put(page, "<data value=\"%s\">%s</data>", ht_decimal_text(amount.number, exact), text);
    else
        ht_page_put(page, "<span class=\"unknown\">%s</span>", text);
}

void ht_page_money(struct ht_page *page, struct ht_amount amount, const char *currency) {
    ht_page_data(page, amount, ht_word_money(page->arena, amount, currency));
}

void ht_page_percent(struct ht_page *page, struct ht_amount percent) {
    // With a space at which no line is broken; but in the English style that is its own already.
    const char *text = ht_word_percent(page->arena, percent);
    if (percent.known && ht_locale_is_english(ht_arena_locale(page->arena)))
        text = ht_arena_format(page->arena, "%.*s\xC2\xA0%%", (int)(strlen(text) - strlen(" %")), text);
    ht_page_data(page, percent, text);
}

// The number of the source ID, which is given when it is cited first.
static size_t note_of(struct ht_page *page, const char *id) {
    size_t *number = ht_map_get(page->notes, id);
    if (!number) {
        number = ht_arena_alloc(page->arena, sizeof *number);
        *number = ht_map_count(page->notes) + 1;
        ht_map_put(page->notes, id, number);
    }
    return *number;
}

static int by_number(const void *a, const void *b) {
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return (x > y) - (x < y);
}

void ht_page_cite(struct ht_page *page, const char *sources) {
    size_t count;
    const char **ids = ht_text_split(page->arena, sources, '|', &count);
    size_t *numbers = ht_arena_array(page->arena, count, sizeof *numbers);
    if (count == 0)
        return;
    for (size_t i = 0; i < count; i++)
        numbers[i] = note_of(page, ids[i]);
    qsort(numbers, count, sizeof *numbers, by_number);
    ht_page_put(page, " <span class=\"cite\">");
    for (size_t i = 0; i < count; i++)
        ht_page_put(page, "<a href=\"#s%z\">[%z]</a>", numbers[i], numbers[i]);
    ht_page_put(page, "</span>");
}
