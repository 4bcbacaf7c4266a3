// SPDX-License-Identifier: GPL-3.0-or-later
// Text as a cell of a workbook can hold it.
#include "base/utf8.h"
#include "report/book.h"

static bool is_hex(char c) {
    return ht_is_digit(c) || (ht_to_upper(c) >= 'A' && ht_to_upper(c) <= 'F');
}

// "_x000D_" in a cell means the character of that number (ECMA-376, ST_Xstring); as text its "_" is written so
// itself.
static bool is_escape(const char *at) {
    return at[0] == '_' && at[1] == 'x' && is_hex(at[2]) && is_hex(at[3]) && is_hex(at[4]) && is_hex(at[5]) &&
           at[6] == '_';
}

// The text of one character at AT, which ends at END, that is CODE: characters that XML has not are replaced.
static void add_character(struct ht_buffer *text, const char *at, const char *end, uint32_t code) {
    if (is_escape(at))
        ht_buffer_string(text, "_x005F_");
    else if (code == 0xFFFD || code == 0xFFFE || code == 0xFFFF)
        ht_buffer_string(text, "\xEF\xBF\xBD");
    else
        ht_buffer_add(text, at, (size_t)(end - at));
}

// Whether TEXT needs nothing done: short, and without characters beyond ASCII or beginnings of escapes.
static bool is_plain(const char *text) {
    size_t len = 0;
    for (; text[len]; len++)
        if (len == HT_BOOK_CELL_MOST || text[len] < ' ' || text[len] > '~' || is_escape(text + len))
            return false;
    return true;
}

static size_t units_of(const char *at, uint32_t code) {
    enum { ESCAPED = 7 };
    return is_escape(at) ? ESCAPED : code > 0xFFFF ? 2 : 1;
}

const char *ht_book_cell_text(struct ht_arena *arena, const char *text) {
    enum { ROOM_FOR_NOTE = 80 };
    if (is_plain(text))
        return text;
    struct ht_buffer out = {0};
    size_t units = 0, kept = 0;
    const char *harmless = ht_text_harmless(arena, text);
    for (const char *at = harmless; *at;) {
        const char *from = at;
        uint32_t code = ht_utf8_next(&at);
        units += units_of(from, code);
        add_character(&out, from, at, code);
        if (units <= HT_BOOK_CELL_MOST - ROOM_FOR_NOTE)
            kept = out.len;
    }
    if (units > HT_BOOK_CELL_MOST) {
        out.len = kept;
        ht_buffer_format(&out, " [cut here: %zu characters do not fit into a cell]", ht_utf8_length(harmless));
    }
    const char *result = ht_arena_copy(arena, out.data, out.len);
    ht_buffer_free(&out);
    return result;
}
