// SPDX-License-Identifier: GPL-3.0-or-later
// Where the parts of a JSON text end: json_scan.h.
#include "ingest/json_scan.h"

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct ht_slice ht_json_trim(struct ht_slice text) {
    while (text.len > 0 && is_blank(text.data[0]))
        text = (struct ht_slice){text.data + 1, text.len - 1};
    while (text.len > 0 && is_blank(text.data[text.len - 1]))
        text.len--;
    return text;
}

// Past the string that begins at AT; the length of TEXT when it does not end.
static size_t string_end(struct ht_slice text, size_t at) {
    for (at++; at < text.len && text.data[at] != '"'; at++)
        at += text.data[at] == '\\';
    return at < text.len ? at + 1 : text.len;
}

// The first of STOP at or after FROM that stands in no brackets and no string; the length of TEXT when there is none.
static size_t find_outside(struct ht_slice text, size_t from, char stop) {
    size_t depth = 0;
    for (size_t at = from; at < text.len;) {
        char c = text.data[at];
        if (depth == 0 && c == stop)
            return at;
        depth += c == '{' || c == '[';
        depth -= (c == '}' || c == ']') && depth > 0;
        at = c == '"' ? string_end(text, at) : at + 1;
    }
    return text.len;
}

struct ht_json_scan ht_json_scan_of(struct ht_slice text) {
    struct ht_json_scan scan = {.first = true, .broken = true};
    if (text.len < 2)
        return scan;
    char first = text.data[0], last = text.data[text.len - 1];
    scan.members = first == '{';
    scan.broken = !(first == '{' && last == '}') && !(first == '[' && last == ']');
    scan.inside = ht_json_trim((struct ht_slice){text.data + 1, text.len - 2});
    return scan;
}

static struct ht_slice part(struct ht_slice text, size_t from, size_t to) {
    return ht_json_trim((struct ht_slice){text.data + from, to - from});
}

bool ht_json_scan_next(struct ht_json_scan *scan, struct ht_slice *key, struct ht_slice *value) {
    struct ht_slice text = scan->inside;
    *key = (struct ht_slice){0};
    if (scan->broken || scan->at > text.len || (scan->first && text.len == 0))
        return false;
    size_t end = find_outside(text, scan->at, ','), colon = scan->at;
    if (scan->members) {
        colon = find_outside((struct ht_slice){text.data, end}, scan->at, ':');
        *key = part(text, scan->at, colon);
        scan->broken = colon == end || key->len < 2 || key->data[0] != '"' || key->data[key->len - 1] != '"';
        colon += colon < end;
    }
    *value = part(text, colon, end);
    scan->broken = scan->broken || value->len == 0;
    scan->first = false;
    scan->at = end + 1; // past the text after the last one
    return !scan->broken;
}
