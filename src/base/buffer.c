// SPDX-License-Identifier: GPL-3.0-or-later
// The growing byte buffer.
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "holdtrace/large.h"
#include "holdtrace/text.h"

enum { SHORT = 127 };

// A report of a large file is large itself.
static char *resize(char *data, size_t before, size_t capacity) {
    if (!ht_large_is(capacity))
        return ht_heap_resize(data, capacity);
    bool was_large = ht_large_is(before);
    char *larger = ht_large_resize(was_large ? data : NULL, capacity);
    if (!larger)
        ht_out_of_memory();
    if (!was_large && before > 0)
        memcpy(larger, data, before);
    if (!was_large)
        free(data);
    return larger;
}

// Apart from what asks for it, which is asked for every few bytes.
__attribute__((noinline)) static void grow(struct ht_buffer *buffer, size_t more) {
    if (more >= SIZE_MAX / 2 - buffer->len)
        ht_out_of_memory();
    size_t needed = buffer->len + more + 1;
    size_t capacity = buffer->capacity ? buffer->capacity : 256;
    while (capacity < needed)
        capacity *= 2;
    buffer->data = resize(buffer->data, buffer->capacity, capacity);
    buffer->capacity = capacity;
}

static inline void reserve(struct ht_buffer *buffer, size_t more) {
    if (more >= buffer->capacity - buffer->len)
        grow(buffer, more);
}

void ht_buffer_add(struct ht_buffer *buffer, const char *data, size_t len) {
    reserve(buffer, len);
    if (len)
        memcpy(buffer->data + buffer->len, data, len);
    buffer->len += len;
    buffer->data[buffer->len] = '\0';
}

char *ht_buffer_extend(struct ht_buffer *buffer, size_t len) {
    reserve(buffer, len);
    char *from = buffer->data + buffer->len;
    buffer->len += len;
    buffer->data[buffer->len] = '\0';
    return from;
}

void ht_buffer_string(struct ht_buffer *buffer, const char *text) {
    ht_buffer_add(buffer, text, strlen(text));
}

void ht_buffer_char(struct ht_buffer *buffer, char c) {
    reserve(buffer, 1);
    buffer->data[buffer->len++] = c;
    buffer->data[buffer->len] = '\0';
}

void ht_buffer_vformat(struct ht_buffer *buffer, const char *format, va_list args) {
    va_list again;
    va_copy(again, args);
    // Formatting costs most, and what is formatted is short: it is done again only where it did not fit.
    reserve(buffer, SHORT);
    size_t room = buffer->capacity - buffer->len;
    int len = vsnprintf(buffer->data + buffer->len, room, format, args);
    if (len > 0 && (size_t)len >= room) {
        reserve(buffer, (size_t)len);
        vsnprintf(buffer->data + buffer->len, (size_t)len + 1, format, again);
    }
    va_end(again);
    buffer->len += len > 0 ? (size_t)len : 0;
    buffer->data[buffer->len] = '\0';
}

void ht_buffer_format(struct ht_buffer *buffer, const char *format, ...) {
    va_list args;
    va_start(args, format);
    ht_buffer_vformat(buffer, format, args);
    va_end(args);
}

void ht_buffer_clear(struct ht_buffer *buffer) {
    buffer->len = 0;
    if (buffer->data)
        buffer->data[0] = '\0';
}

void ht_buffer_free(struct ht_buffer *buffer) {
    if (buffer->data && ht_large_is(buffer->capacity))
        ht_large_free(buffer->data);
    else
        free(buffer->data);
    *buffer = (struct ht_buffer){0};
}
