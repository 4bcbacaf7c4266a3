// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON writer.
#include "holdtrace/json.h"

#include <assert.h>
#include <inttypes.h>
#include <limits.h>
#include <string.h>

#include "base/utf8.h"

// A byte 1 in each place.
static const uint64_t ONES = 0x0101010101010101;

struct ht_json ht_json_to(struct ht_buffer *buffer, bool indented) {
    return (struct ht_json){.buffer = buffer, .indented = indented};
}

static void new_line(struct ht_json *json) {
    enum { INDENT = 2 };
    static const char line[] = "\n                                                                ";
    _Static_assert(sizeof line >= 2 + INDENT * HT_JSON_MAX_DEPTH, "the deepest line");
    if (json->indented)
        ht_buffer_add(json->buffer, line, 1 + (size_t)INDENT * json->depth);
}

// Whether a byte of WORD is 0; and whether one is that, below a blank, a quote, a backslash, DEL or no ASCII.
static bool has_zero(uint64_t word) {
    return ((word - ONES) & ~word & ONES << 7) != 0;
}

static bool has_special(uint64_t word) {
    return ((word | ((word - ONES * ' ') & ~word)) & ONES << 7) != 0 || has_zero(word ^ ONES * '"') ||
           has_zero(word ^ ONES * '\\') || has_zero(word ^ ONES * 0x7F);
}

// Length of what of the LEN bytes of TEXT may stand in a string as it is; ASCII only, as nearly all is.
static size_t plain_length(const char *text, size_t len) {
    size_t at = 0;
    uint64_t word;
    for (; len - at >= sizeof word; at += sizeof word) {
        memcpy(&word, text + at, sizeof word);
        if (has_special(word))
            break;
    }
    // What is left at the end, with some bytes before it once more.
    if (at > 0 && len - at < sizeof word) {
        memcpy(&word, text + len - sizeof word, sizeof word);
        if (!has_special(word))
            return len;
    }
    while (at < len && text[at] >= ' ' && text[at] < 0x7F && text[at] != '"' && text[at] != '\\')
        at++;
    return at;
}

static void write_character(struct ht_buffer *buffer, uint32_t c, const char *bytes, size_t len) {
    if (c == '"' || c == '\\')
        ht_buffer_char(buffer, '\\');
    if (c == '\n')
        ht_buffer_string(buffer, "\\n");
    else if (c == '\t')
        ht_buffer_string(buffer, "\\t");
    else if (c == '\r')
        ht_buffer_string(buffer, "\\r");
    else if (c < 0x20 || c == 0x2028 || c == 0x2029)
        ht_buffer_format(buffer, "\\u%04" PRIx32, c);
    else if (c == 0xFFFD)
        ht_buffer_string(buffer, "\xEF\xBF\xBD");
    else
        ht_buffer_add(buffer, bytes, len);
}

static void write_text(struct ht_buffer *buffer, const char *text) {
    size_t len = strlen(text), plain = plain_length(text, len);
    const char *end = text + len;
    if (plain == len) {
        char *to = ht_buffer_extend(buffer, len + 2);
        to[0] = '"';
        memcpy(to + 1, text, len);
        to[len + 1] = '"';
        return;
    }
    ht_buffer_char(buffer, '"');
    while (*text) {
        plain = plain_length(text, (size_t)(end - text));
        ht_buffer_add(buffer, text, plain);
        text += plain;
        if (*text) {
            const char *from = text;
            uint32_t c = ht_utf8_next(&text);
            write_character(buffer, c, from, (size_t)(text - from));
        }
    }
    ht_buffer_char(buffer, '"');
}

// Writes what stands before a value: the comma after the last one, the line break, the key.
static void before(struct ht_json *json, const char *key) {
    if (json->depth > 0) {
        assert((json->open[json->depth - 1].close == '}') == (key != NULL));
        if (json->open[json->depth - 1].filled)
            ht_buffer_char(json->buffer, ',');
        json->open[json->depth - 1].filled = true;
        new_line(json);
    }
    if (key) {
        write_text(json->buffer, key);
        ht_buffer_string(json->buffer, json->indented ? ": " : ":");
    }
}

static void open_container(struct ht_json *json, const char *key, char begin, char close) {
    before(json, key);
    assert(json->depth < HT_JSON_MAX_DEPTH);
    json->open[json->depth].close = close;
    json->open[json->depth].filled = false;
    json->depth++;
    ht_buffer_char(json->buffer, begin);
}

void ht_json_object(struct ht_json *json, const char *key) {
    open_container(json, key, '{', '}');
}

void ht_json_array(struct ht_json *json, const char *key) {
    open_container(json, key, '[', ']');
}

void ht_json_end(struct ht_json *json) {
    assert(json->depth > 0);
    json->depth--;
    if (json->open[json->depth].filled)
        new_line(json);
    ht_buffer_char(json->buffer, json->open[json->depth].close);
}

void ht_json_null(struct ht_json *json, const char *key) {
    before(json, key);
    ht_buffer_string(json->buffer, "null");
}

void ht_json_string(struct ht_json *json, const char *key, const char *text) {
    if (!text) {
        ht_json_null(json, key);
        return;
    }
    before(json, key);
    write_text(json->buffer, text);
}

void ht_json_amount(struct ht_json *json, const char *key, struct ht_amount amount) {
    if (!amount.known) {
        ht_json_null(json, key);
        return;
    }
    char text[HT_DECIMAL_TEXT];
    before(json, key);
    ht_buffer_string(json->buffer, ht_decimal_text(amount.number, text));
}

void ht_json_integer(struct ht_json *json, const char *key, int64_t value) {
    char text[HT_DECIMAL_TEXT];
    before(json, key);
    ht_buffer_string(json->buffer, ht_decimal_text(ht_decimal_int(value), text));
}

void ht_json_count(struct ht_json *json, const char *key, size_t count) {
    assert(count <= INT64_MAX);
    ht_json_integer(json, key, (int64_t)count);
}

void ht_json_bool(struct ht_json *json, const char *key, bool value) {
    before(json, key);
    ht_buffer_string(json->buffer, value ? "true" : "false");
}

void ht_json_tri(struct ht_json *json, const char *key, enum ht_tri value) {
    if (value == HT_UNKNOWN)
        ht_json_null(json, key);
    else
        ht_json_bool(json, key, value == HT_YES);
}

void ht_json_date(struct ht_json *json, const char *key, struct ht_date date) {
    char text[HT_DATE_TEXT];
    ht_json_string(json, key, ht_date_known(date) ? ht_date_text(date, text) : NULL);
}

void ht_json_strings(struct ht_json *json, const char *key, const char *const *texts, size_t count) {
    ht_json_array(json, key);
    for (size_t i = 0; i < count; i++)
        ht_json_string(json, NULL, texts[i]);
    ht_json_end(json);
}

void ht_json_entity(struct ht_json *json, const char *key, const struct ht_entity *entity) {
    if (!entity) {
        ht_json_null(json, key);
        return;
    }
    ht_json_object(json, key);
    ht_json_string(json, "id", entity->id);
    ht_json_string(json, "name", entity->name);
    ht_json_end(json);
}

// Whether the quote AT, in a string that began at FROM, is escaped.
static bool is_escaped(const char *from, const char *at) {
    bool escaped = false;
    while (--at > from && *at == '\\')
        escaped = !escaped;
    return escaped;
}

// The end of the string that begins at AT, behind its quote.
static const char *string_end(const char *at, const char *end) {
    const char *quote = at;
    do {
        quote = memchr(quote + 1, '"', (size_t)(end - quote - 1));
    } while (quote && is_escaped(at, quote));
    return quote ? quote + 1 : end;
}

static void open_written(struct ht_json *json, char begin) {
    ht_buffer_char(json->buffer, begin);
    json->depth++;
    new_line(json);
}

// What stands between values; none of it is inside a string.
static void lay_out(struct ht_json *json, const char *at, const char *end) {
    bool empty = (*at == '{' || *at == '[') && at + 1 < end && (at[1] == '}' || at[1] == ']');
    if (*at == '{' || *at == '[') {
        if (!empty)
            open_written(json, *at);
        else
            ht_buffer_char(json->buffer, *at);
    } else if (*at == '}' || *at == ']') {
        if (at[-1] != '{' && at[-1] != '[') {
            json->depth--;
            new_line(json);
        }
        ht_buffer_char(json->buffer, *at);
    } else {
        ht_buffer_char(json->buffer, *at);
        if (*at == ',')
            new_line(json);
        else if (*at == ':')
            ht_buffer_char(json->buffer, ' ');
    }
}

static bool is_punctuation(char c) {
    static const bool table[UCHAR_MAX + 1] = {
        ['{'] = true, ['}'] = true, ['['] = true, [']'] = true, [','] = true, [':'] = true};
    return table[(unsigned char)c];
}

static void write_written(struct ht_json *json, struct ht_slice text) {
    const char *at = text.data, *end = text.data + text.len;
    if (!json->indented) {
        ht_buffer_add(json->buffer, text.data, text.len);
        return;
    }
    while (at < end) {
        const char *from = at;
        if (is_punctuation(*at)) {
            lay_out(json, at++, end);
            continue;
        }
        while (at < end && !is_punctuation(*at))
            at = *at == '"' ? string_end(at, end) : at + 1;
        ht_buffer_add(json->buffer, from, (size_t)(at - from));
    }
}

void ht_json_written(struct ht_json *json, const char *key, struct ht_slice text) {
    before(json, key);
    write_written(json, text);
}

void ht_json_written_members(struct ht_json *json, struct ht_slice text) {
    assert(json->depth > 0 && json->open[json->depth - 1].close == '}');
    if (text.len <= 2)
        return;
    if (json->open[json->depth - 1].filled)
        ht_buffer_char(json->buffer, ',');
    json->open[json->depth - 1].filled = true;
    new_line(json);
    write_written(json, (struct ht_slice){text.data + 1, text.len - 2});
}

void ht_json_finish(struct ht_json *json) {
    assert(json->depth == 0);
    ht_buffer_char(json->buffer, '\n');
}
