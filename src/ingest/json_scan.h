// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Where the parts of a JSON text end, by its brackets and quotes alone: whether what stands between them is JSON is
 * for the parser to say. Private to the ingest stage.
 */
#ifndef HOLDTRACE_JSON_SCAN_H
#define HOLDTRACE_JSON_SCAN_H

#include <stdbool.h>

#include "holdtrace/text.h"

// TEXT without the blanks of JSON at its ends.
struct ht_slice ht_json_trim(struct ht_slice text);

// The elements or members of an array or object, one after the other.
struct ht_json_scan {
    struct ht_slice inside; // of the brackets
    size_t at;
    bool members, first;
    bool broken; // it is no such thing
};

// TEXT, trimmed, is to be an array or object.
struct ht_json_scan ht_json_scan_of(struct ht_slice text);

// The next VALUE and, of a member, its KEY with the quotes, both trimmed. False at the end, or when the text is
// broken.
bool ht_json_scan_next(struct ht_json_scan *scan, struct ht_slice *key, struct ht_slice *value);

#endif
