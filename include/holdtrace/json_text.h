// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * JSON text as a tree in an arena. Numbers keep the text of the file.
 */
#ifndef HOLDTRACE_JSON_TEXT_H
#define HOLDTRACE_JSON_TEXT_H

#include "holdtrace/arena.h"
#include "holdtrace/diag.h"
#include "holdtrace/text.h"

enum { HT_JSON_DEPTH = 32, HT_JSON_MIB = 64 };

enum ht_json_kind { HT_JSON_NOTHING, HT_JSON_SCALAR, HT_JSON_OBJECT, HT_JSON_ARRAY };

struct ht_json_node {
    enum ht_json_kind kind; // HT_JSON_NOTHING: null
    const char *key;        // of a member of an object, else NULL
    const char *text;       // of a scalar: a string's characters, a number as written, "true" or "false"
    struct ht_json_node *first, *next;
    size_t count; // members or elements
};

/*
 * The tree of TEXT, in ARENA; NULL when it is no JSON, is nested deeper than HT_JSON_DEPTH or larger than
 * HT_JSON_MIB, or holds a whole number too large to be kept exactly, or when json-c is missing; a finding then says
 * so.
 */
const struct ht_json_node *ht_json_parse(struct ht_slice text, struct ht_arena *arena, struct ht_findings *findings);

#endif
