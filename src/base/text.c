// SPDX-License-Identifier: GPL-3.0-or-later
// Slices, ASCII helpers that do not depend on the locale, and splitting.
#include "holdtrace/text.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "holdtrace/arena.h"

// How many of eight bytes are those of EIGHT: where the difference is nought.
static size_t count_among_eight(const char *bytes, uint64_t eight) {
    const uint64_t low = UINT64_C(0x7F7F7F7F7F7F7F7F);
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    word ^= eight;
    uint64_t hits = ~(((word & low) + low) | word | low);
    return (size_t)(((hits >> 7) * UINT64_C(0x0101010101010101)) >> 56);
}

size_t ht_slice_count(struct ht_slice s, char c) {
    uint64_t eight = (unsigned char)c * UINT64_C(0x0101010101010101);
    size_t count = 0, at = 0;
    for (; s.len - at >= sizeof eight; at += sizeof eight)
        count += count_among_eight(s.data + at, eight);
    for (; at < s.len; at++)
        count += s.data[at] == c;
    return count;
}

// Length of the blank at the start of S: ASCII blanks, U+00A0 (C2 A0), U+FEFF (EF BB BF); 0 when there is none.
static size_t blank_at_start(struct ht_slice s) {
    if (s.len >= 1 && (s.data[0] == ' ' || (s.data[0] >= '\t' && s.data[0] <= '\r')))
        return 1;
    if (s.len >= 2 && memcmp(s.data, "\xC2\xA0", 2) == 0)
        return 2;
    if (s.len >= 3 && memcmp(s.data, "\xEF\xBB\xBF", 3) == 0)
        return 3;
    return 0;
}

static size_t blank_at_end(struct ht_slice s) {
    unsigned char last = s.len > 0 ? (unsigned char)s.data[s.len - 1] : 0;
    if (last > ' ' && last < 0x80)
        return 0; // as most texts end
    for (size_t len = 1; len <= 3 && len <= s.len; len++)
        if (blank_at_start((struct ht_slice){s.data + s.len - len, len}) == len)
            return len;
    return 0;
}

struct ht_slice ht_slice_trim(struct ht_slice s) {
    size_t blank;
    while ((blank = blank_at_start(s)) > 0) {
        s.data += blank;
        s.len -= blank;
    }
    while ((blank = blank_at_end(s)) > 0)
        s.len -= blank;
    return s;
}

bool ht_slice_equal(struct ht_slice a, struct ht_slice b) {
    return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

bool ht_slice_same(struct ht_slice a, struct ht_slice b) {
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (ht_to_lower(a.data[i]) != ht_to_lower(b.data[i]))
            return false;
    return true;
}

bool ht_text_equal(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

bool ht_text_same(const char *a, const char *b) {
    return ht_slice_same(ht_slice_of(a), ht_slice_of(b));
}

bool ht_text_starts(const char *text, const char *prefix) {
    size_t len = strlen(prefix);
    return strlen(text) >= len && ht_slice_same((struct ht_slice){text, len}, (struct ht_slice){prefix, len});
}

bool ht_text_empty(const char *text) {
    return !text || !*text;
}

size_t ht_utf8_length(const char *text) {
    size_t count = 0;
    for (; *text; text++)
        count += ((unsigned char)*text & 0xC0) != 0x80;
    return count;
}

// C0 and C1 controls, DEL, and the marks that reorder what is printed (Unicode bidirectional algorithm, UAX #9).
static bool is_harmful(uint32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
           c == 0x200E || c == 0x200F || c == 0x061C;
}

const char *ht_text_harmless(struct ht_arena *arena, const char *text) {
    const char *at = text;
    while (*at >= ' ' && *at < 0x7F)
        at++;
    bool harmful = false;
    while (*at && !harmful)
        harmful = is_harmful(ht_utf8_next(&at));
    if (!harmful)
        return text;
    // A replacement takes three bytes and a control at least one.
    char *copy = ht_arena_alloc(arena, 3 * strlen(text) + 1), *to = copy;
    for (at = text; *at;) {
        const char *from = at;
        bool replace = is_harmful(ht_utf8_next(&at));
        size_t len = replace ? 3 : (size_t)(at - from);
        memcpy(to, replace ? "\xEF\xBF\xBD" : from, len);
        to += len;
    }
    return copy;
}

const char **ht_text_split(struct ht_arena *arena, const char *text, char sep, size_t *count) {
    size_t capacity = 0;
    const char **parts = NULL;
    *count = 0;
    while (text && *text) {
        const char *end = strchr(text, sep);
        size_t len = end ? (size_t)(end - text) : strlen(text);
        struct ht_slice part = ht_slice_trim((struct ht_slice){text, len});
        if (part.len > 0) {
            parts = ht_arena_grow(arena, parts, *count, &capacity, sizeof *parts);
            parts[(*count)++] = ht_arena_copy(arena, part.data, part.len);
        }
        text = end ? end + 1 : text + len;
    }
    return parts;
}
