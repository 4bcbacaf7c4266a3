// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Text helpers: slices of a larger text, a growing buffer, and the few ASCII functions that the C library makes
 * depend on the locale. Text inside holdtrace is UTF-8; nothing here knows more of Unicode than its byte lengths.
 */
#ifndef HOLDTRACE_TEXT_H
#define HOLDTRACE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct ht_arena;

// LEN bytes at DATA, owned by someone else. DATA is also NUL-terminated where the module that hands it out says so.
struct ht_slice {
    const char *data;
    size_t len;
};

// All of TEXT; "" when it is NULL. Here, so that the length of a text that is known to the compiler costs nothing.
static inline struct ht_slice ht_slice_of(const char *text) {
    return (struct ht_slice){text ? text : "", text ? strlen(text) : 0};
}

// S without blanks at both ends; U+00A0 and the byte order mark count as blanks.
struct ht_slice ht_slice_trim(struct ht_slice s);

bool ht_slice_equal(struct ht_slice a, struct ht_slice b);

// Whether A and B are the same bytes, or both NULL.
bool ht_text_equal(const char *a, const char *b);

// How often the byte C stands in S.
size_t ht_slice_count(struct ht_slice s, char c);

// Equal when ASCII letters are compared without case.
bool ht_text_same(const char *a, const char *b);
bool ht_slice_same(struct ht_slice a, struct ht_slice b);

// Whether TEXT begins with PREFIX, without ASCII case.
bool ht_text_starts(const char *text, const char *prefix);

// Whether TEXT is NULL or "".
bool ht_text_empty(const char *text);

// Letters and digits of ASCII. Here, because every letter of a file passes through them.
static inline bool ht_is_digit(char c) {
    return c >= '0' && c <= '9';
}
static inline bool ht_is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
static inline char ht_to_upper(char c) {
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}
static inline char ht_to_lower(char c) {
    return ht_is_upper(c) ? (char)(c - 'A' + 'a') : c;
}
static inline bool ht_is_alpha(char c) {
    return ht_is_upper(ht_to_upper(c));
}

// Number of Unicode characters (code points) in the UTF-8 string TEXT.
size_t ht_utf8_length(const char *text);

// Columns TEXT takes in a terminal: East Asian wide characters take two, combining marks none.
size_t ht_text_columns(const char *text);

/*
 * TEXT with terminal control characters (C0 except nothing, DEL, C1) and bidirectional overrides replaced by U+FFFD,
 * for printing what came out of a file. Returns TEXT itself when it is harmless.
 */
const char *ht_text_harmless(struct ht_arena *arena, const char *text);

// The fields of TEXT between separators SEP, blanks trimmed, empty ones left out; *COUNT of them, in ARENA.
const char **ht_text_split(struct ht_arena *arena, const char *text, char sep, size_t *count);

// A growing byte buffer with heap storage. Zero-initialised is empty. `data` is NUL-terminated once written to.
struct ht_buffer {
    char *data;
    size_t len;
    size_t capacity;
};

void ht_buffer_add(struct ht_buffer *buffer, const char *data, size_t len);
void ht_buffer_string(struct ht_buffer *buffer, const char *text);
// Adds LEN bytes, which the caller fills: where they begin.
char *ht_buffer_extend(struct ht_buffer *buffer, size_t len);
void ht_buffer_char(struct ht_buffer *buffer, char c);
void ht_buffer_format(struct ht_buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
void ht_buffer_vformat(struct ht_buffer *buffer, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
void ht_buffer_clear(struct ht_buffer *buffer); // empty, storage kept
void ht_buffer_free(struct ht_buffer *buffer);

#endif
