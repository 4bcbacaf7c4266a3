// SPDX-License-Identifier: GPL-3.0-or-later
// Filings and their wrapper: edgar.h.
#include "ingest/edgar.h"

#include <string.h>

enum { PROBE_BYTES = 64 * 1024, HEAD_BYTES = 64 * 1024 };

static const char *const wrappers[] = {"<SEC-DOCUMENT>", "<SEC-HEADER>", "<SUBMISSION>", "<DOCUMENT>",
                                       "-----BEGIN PRIVACY-ENHANCED MESSAGE"};

// WORD in the LEN bytes at TEXT, or NULL. Neither has NUL bytes that matter.
static const char *find(const char *text, size_t len, const char *word) {
    size_t size = strlen(word);
    while (len >= size) {
        const char *hit = memchr(text, word[0], len - size + 1);
        if (hit == NULL || memcmp(hit, word, size) == 0)
            return hit;
        len -= (size_t)(hit + 1 - text);
        text = hit + 1;
    }
    return NULL;
}

static bool wrapped(struct ht_slice text) {
    text = ht_slice_trim(text);
    for (size_t i = 0; i < sizeof wrappers / sizeof *wrappers; i++) {
        size_t len = strlen(wrappers[i]);
        if (text.len >= len && memcmp(text.data, wrappers[i], len) == 0)
            return true;
    }
    return false;
}

bool ht_edgar_mentions(const struct ht_source *source, const char *mark) {
    return find((const char *)source->bytes, source->size < PROBE_BYTES ? source->size : PROBE_BYTES, mark) != NULL;
}

bool ht_edgar_holds(const struct ht_source *source, const char *mark) {
    struct ht_slice head = {(const char *)source->bytes, source->size < PROBE_BYTES ? source->size : PROBE_BYTES};
    bool possible = source->content == HT_CONTENT_XML || (source->content == HT_CONTENT_TEXT && wrapped(head));
    return possible && ht_edgar_mentions(source, mark);
}

static long count_lines(const char *from, const char *to) {
    long lines = 0;
    while ((from = memchr(from, '\n', (size_t)(to - from))) != NULL) {
        lines++;
        from++;
    }
    return lines;
}

bool ht_edgar_next(struct ht_slice text, struct ht_edgar_document *document) {
    static const char begin[] = "<XML>", end[] = "</XML>";
    const char *close = text.data + text.len;
    bool first = document->xml.data == NULL;
    if (first && !wrapped(text)) {
        *document = (struct ht_edgar_document){text, 0};
        return text.len > 0;
    }
    const char *from = first ? text.data : document->xml.data + document->xml.len;
    const char *start = find(from, (size_t)(close - from), begin);
    if (start == NULL)
        return false;
    start += sizeof begin - 1;
    const char *stop = find(start, (size_t)(close - start), end);
    document->lines += count_lines(first ? text.data : document->xml.data, start);
    document->xml = (struct ht_slice){start, (size_t)((stop != NULL ? stop : close) - start)};
    return true;
}

struct ht_slice ht_edgar_head(struct ht_slice text, const char *label) {
    size_t len = text.len < HEAD_BYTES ? text.len : HEAD_BYTES;
    const char *stop = find(text.data, len, "<XML>");
    len = stop != NULL ? (size_t)(stop - text.data) : len;
    const char *hit = wrapped((struct ht_slice){text.data, len}) ? find(text.data, len, label) : NULL;
    if (hit == NULL)
        return (struct ht_slice){"", 0};
    const char *value = hit + strlen(label);
    size_t left = len - (size_t)(value - text.data);
    const char *newline = memchr(value, '\n', left);
    return ht_slice_trim((struct ht_slice){value, newline != NULL ? (size_t)(newline - value) : left});
}
