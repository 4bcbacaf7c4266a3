// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Bytes to UTF-8. Text that is UTF-8 already, which nearly all files are, is checked and used in place.
 */
#include "holdtrace/decode.h"

#include <stdint.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "ingest/charset.h"
#include "ingest/convert.h"
#include "ingest/utf16.h"

static const char replacement[] = "\xEF\xBF\xBD"; // U+FFFD

// Length of the valid UTF-8 sequence at S (overlong forms and surrogates are none), or 0.
static size_t sequence_length(const unsigned char *s, size_t left) {
    static const struct {
        unsigned char first_from, first_to, second_from, second_to, length;
    } forms[] = {
        {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3}, {0xE1, 0xEC, 0x80, 0xBF, 3},
        {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3}, {0xF0, 0xF0, 0x90, 0xBF, 4},
        {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4},
    };
    if (s[0] < 0x80)
        return 1;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (s[0] >= forms[i].first_from && s[0] <= forms[i].first_to) {
            size_t length = forms[i].length;
            if (left < length || s[1] < forms[i].second_from || s[1] > forms[i].second_to)
                return 0;
            for (size_t k = 2; k < length; k++)
                if (s[k] < 0x80 || s[k] > 0xBF)
                    return 0;
            return length;
        }
    }
    return 0;
}

// Whether the next eight bytes are all ASCII.
static bool eight_ascii(const unsigned char *s) {
    uint64_t word;
    memcpy(&word, s, sizeof word);
    return (word & UINT64_C(0x8080808080808080)) == 0;
}

static bool valid_utf8(const unsigned char *s, size_t size) {
    for (size_t i = 0; i < size;) {
        if (size - i >= 8 && eight_ascii(s + i)) {
            i += 8;
            continue;
        }
        size_t length = sequence_length(s + i, size - i);
        if (length == 0)
            return false;
        i += length;
    }
    return true;
}

static long line_of(const unsigned char *s, size_t position) {
    long line = 1;
    for (size_t i = 0; i < position; i++)
        line += s[i] == '\n';
    return line;
}

// Copies S with every invalid byte, or every NUL, as U+FFFD; *COUNT of them, the first at *FIRST.
static struct ht_slice copy_repaired(const unsigned char *s, size_t size, bool nul, struct ht_arena *arena,
                                     size_t *count, size_t *first) {
    char *copy = ht_arena_alloc(arena, size * 3 + 1);
    size_t len = 0;
    *count = 0;
    for (size_t i = 0; i < size;) {
        size_t length = nul ? (size_t)(s[i] != 0) : sequence_length(s + i, size - i);
        if (length == 0) {
            *first = *count == 0 ? i : *first;
            (*count)++;
            memcpy(copy + len, replacement, 3);
            len += 3;
            i++;
        } else {
            memcpy(copy + len, s + i, length);
            len += length;
            i += length;
        }
    }
    copy[len] = '\0';
    return (struct ht_slice){copy, len};
}

static void from_utf8(const unsigned char *s, size_t size, struct ht_arena *arena, struct ht_text *out,
                      struct ht_findings *findings) {
    size_t count = 0, first = 0;
    out->encoding = "UTF-8";
    out->utf8 = (struct ht_slice){(const char *)s, size};
    if (!valid_utf8(s, size)) {
        out->utf8 = copy_repaired(s, size, false, arena, &count, &first);
        ht_find(findings, HT_CODE_BAD_ENCODING, line_of(s, first),
                "%zu bytes that are not valid UTF-8 were replaced, the first on this line", count);
    }
}

static void replace_nul(struct ht_arena *arena, struct ht_text *out, struct ht_findings *findings) {
    if (memchr(out->utf8.data, 0, out->utf8.len) == NULL)
        return;
    size_t count = 0, first = 0;
    const unsigned char *s = (const unsigned char *)out->utf8.data;
    struct ht_slice repaired = copy_repaired(s, out->utf8.len, true, arena, &count, &first);
    ht_find(findings, HT_CODE_NUL_BYTE, line_of(s, first), "%zu NUL bytes were replaced, the first on this line",
            count);
    out->utf8 = repaired;
}

static enum ht_status convert(const unsigned char *s, size_t size, const char *encoding, struct ht_arena *arena,
                              struct ht_text *out, struct ht_findings *findings, struct ht_error *err) {
    struct ht_converted converted;
    enum ht_status status = ht_convert(s, size, encoding, arena, &converted, err);
    if (status != HT_OK)
        return status;
    out->encoding = ht_arena_string(arena, encoding);
    out->utf8 = converted.utf8;
    if (converted.invalid > 0) {
        ht_find(findings, HT_CODE_BAD_ENCODING, 0, "%zu places that are not valid %s were replaced",
                converted.invalid, encoding);
    }
    return HT_OK;
}

struct mark {
    const char *bytes;
    size_t len;
    const char *encoding;
};

// Longer marks first: that of UTF-32 begins like that of UTF-16.
static const struct mark marks[] = {
    {"\xEF\xBB\xBF", 3, "UTF-8"},
    {"\xFF\xFE\0\0", 4, "UTF-32LE"},
    {"\xFF\xFE", 2, "UTF-16LE"},
    {"\xFE\xFF", 2, "UTF-16BE"},
};

// The encoding that a byte order mark names; marks are taken off, also when there are several.
static const char *take_marks(const unsigned char **s, size_t *size) {
    const char *encoding = NULL;
    for (size_t i = 0; i < sizeof marks / sizeof *marks && encoding == NULL; i++) {
        while (*size >= marks[i].len && memcmp(*s, marks[i].bytes, marks[i].len) == 0) {
            *s += marks[i].len;
            *size -= marks[i].len;
            encoding = marks[i].encoding;
        }
    }
    return encoding;
}

// Whether the text is UTF-8 but for a few bytes: many sequences are right, which in another encoding hardly one is.
static bool nearly_utf8(const unsigned char *s, size_t size) {
    enum { ENOUGH = 20, FOR_ONE_WRONG = 20 };
    size_t right = 0, wrong = 0;
    for (size_t i = 0; i < size;) {
        size_t length = sequence_length(s + i, size - i);
        right += length > 1;
        wrong += length == 0;
        i += length == 0 ? 1 : length;
    }
    return right >= ENOUGH && wrong * FOR_ONE_WRONG <= right;
}

static const char *guess(const unsigned char *s, size_t size, struct ht_arena *arena, bool *guessed) {
    enum ht_utf16 utf16 = ht_utf16_guess(s, size);
    *guessed = utf16 != HT_UTF16_NO || !valid_utf8(s, size);
    if (utf16 != HT_UTF16_NO)
        return utf16 == HT_UTF16_LITTLE ? "UTF-16LE" : "UTF-16BE";
    return *guessed && !nearly_utf8(s, size) ? ht_charset_guess(s, size, arena) : "UTF-8";
}

enum ht_status ht_decode(const struct ht_source *source, const char *encoding, struct ht_arena *arena,
                         struct ht_text *out, struct ht_findings *findings, struct ht_error *err) {
    const unsigned char *s = source->bytes;
    size_t size = source->size;
    *out = (struct ht_text){0};
    const char *marked = take_marks(&s, &size);
    out->bom = marked != NULL;
    if (encoding == NULL)
        encoding = marked != NULL ? marked : guess(s, size, arena, &out->guessed);
    enum ht_status status = HT_OK;
    if (ht_same_encoding(encoding, "UTF-8"))
        from_utf8(s, size, arena, out, findings);
    else
        status = convert(s, size, encoding, arena, out, findings, err);
    if (status == HT_OK && out->guessed) {
        ht_find(findings, HT_CODE_GUESSED_ENCODING, 0,
                "the text is not plainly UTF-8 and was read as %s, which is a guess; give --encoding if it is wrong",
                out->encoding);
    }
    if (status == HT_OK)
        replace_nul(arena, out, findings);
    return status;
}
