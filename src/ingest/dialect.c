// SPDX-License-Identifier: GPL-3.0-or-later
// Dialects by what stands around the delimiters of the first lines, and around backslashes.
#include "ingest/dialect.h"

#include <string.h>

enum { PROBED = 64 * 1024 };

static bool ends_field(struct ht_slice text, size_t at, char delimiter) {
    return at >= text.len || text.data[at] == delimiter || text.data[at] == '\n' || text.data[at] == '\r';
}

static bool begins_field(struct ht_slice text, size_t at, char delimiter) {
    return at == 0 || text.data[at - 1] == delimiter || text.data[at - 1] == '\n' || text.data[at - 1] == '\r';
}

// Quotes of the kind QUOTE that open a field, and that close one.
static void count_quotes(struct ht_slice text, char delimiter, char quote, size_t *opening, size_t *closing) {
    *opening = *closing = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] == quote) {
            *opening += begins_field(text, i, delimiter);
            *closing += ends_field(text, i + 1, delimiter);
        }
    }
}

// Two in three lines have a field in single quotes, which open and close equally often; and none has one in other
// quotes.
static bool single_quotes(struct ht_slice probe, char delimiter) {
    size_t opening, closing, lines = 0;
    if (memchr(probe.data, '\'', probe.len) == NULL)
        return false;
    count_quotes(probe, delimiter, '"', &opening, &closing);
    if (opening > 0)
        return false;
    for (size_t i = 0; i < probe.len; i++)
        lines += probe.data[i] == '\n';
    count_quotes(probe, delimiter, '\'', &opening, &closing);
    size_t difference = opening > closing ? opening - closing : closing - opening;
    return opening * 3 >= lines * 2 && opening >= 4 && difference * 20 <= opening;
}

// Quotes stand after a delimiter and a blank, and none directly after a delimiter.
static bool blanks_after_delimiters(struct ht_slice probe, char delimiter) {
    size_t behind_blank = 0, directly = 0;
    for (size_t i = 2; i < probe.len && directly == 0; i++) {
        if (probe.data[i] == '"') {
            directly += probe.data[i - 1] == delimiter;
            behind_blank += probe.data[i - 1] == ' ' && probe.data[i - 2] == delimiter;
        }
    }
    return behind_blank > 0 && directly == 0 && delimiter != ' ';
}

// A backslash and a quote that ends no field: by RFC 4180 that quote could not stand there.
static bool backslash_escapes(struct ht_slice text, char delimiter) {
    const char *end = text.data + text.len;
    for (const char *p = text.data; (p = memchr(p, '\\', (size_t)(end - p))) != NULL; p++) {
        size_t at = (size_t)(p - text.data);
        if (at + 1 < text.len && p[1] == '"' && !ends_field(text, at + 2, delimiter) && p[2] != '"')
            return true;
    }
    return false;
}

struct ht_dialect ht_dialect_of(struct ht_slice text, char delimiter) {
    struct ht_slice probe = {text.data, text.len < PROBED ? text.len : PROBED};
    struct ht_dialect dialect = {'"', false, false};
    if (single_quotes(probe, delimiter)) {
        dialect.quote = '\'';
        return dialect;
    }
    dialect.blanks = blanks_after_delimiters(probe, delimiter);
    dialect.escapes = backslash_escapes(text, delimiter);
    return dialect;
}
