// SPDX-License-Identifier: GPL-3.0-or-later
// JSON by json-c, copied into an arena: json_text.h. The only file that includes json-c.
#include "holdtrace/json_text.h"

#include <json-c/json.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "holdtrace/large.h"
#include "holdtrace/map.h"
#include "ingest/json_scan.h"
#include "ingest/library.h"

// What is used of json-c, which is loaded when the first JSON is read.
struct json_c {
    json_tokener *(*open)(int depth);
    void (*set_flags)(json_tokener *tokener, int flags);
    json_object *(*parse)(json_tokener *tokener, const char *text, int len);
    enum json_tokener_error (*error)(json_tokener *tokener);
    size_t (*parse_end)(json_tokener *tokener);
    const char *(*error_text)(enum json_tokener_error error);
    void (*close)(json_tokener *tokener);
    int (*put)(json_object *value);
    enum json_type (*type)(const json_object *value);
    const char *(*text)(json_object *value);
    int (*text_length)(const json_object *value);
    uint64_t (*whole)(const json_object *value);
    int64_t (*signed_whole)(const json_object *value);
    size_t (*length)(const json_object *array);
    json_object *(*element)(const json_object *array, size_t index);
    struct json_object_iterator (*begin)(json_object *value);
    struct json_object_iterator (*end)(const json_object *value);
    void (*next)(struct json_object_iterator *at);
    const char *(*name)(const struct json_object_iterator *at);
    json_object *(*value)(const struct json_object_iterator *at);
    json_bool (*equal)(const struct json_object_iterator *a, const struct json_object_iterator *b);
};

static const struct ht_symbol symbols[] = {
    {"json_tokener_new_ex", offsetof(struct json_c, open)},
    {"json_tokener_set_flags", offsetof(struct json_c, set_flags)},
    {"json_tokener_parse_ex", offsetof(struct json_c, parse)},
    {"json_tokener_get_error", offsetof(struct json_c, error)},
    {"json_tokener_get_parse_end", offsetof(struct json_c, parse_end)},
    {"json_tokener_error_desc", offsetof(struct json_c, error_text)},
    {"json_tokener_free", offsetof(struct json_c, close)},
    {"json_object_put", offsetof(struct json_c, put)},
    {"json_object_get_type", offsetof(struct json_c, type)},
    {"json_object_get_string", offsetof(struct json_c, text)},
    {"json_object_get_string_len", offsetof(struct json_c, text_length)},
    {"json_object_get_uint64", offsetof(struct json_c, whole)},
    {"json_object_get_int64", offsetof(struct json_c, signed_whole)},
    {"json_object_array_length", offsetof(struct json_c, length)},
    {"json_object_array_get_idx", offsetof(struct json_c, element)},
    {"json_object_iter_begin", offsetof(struct json_c, begin)},
    {"json_object_iter_end", offsetof(struct json_c, end)},
    {"json_object_iter_next", offsetof(struct json_c, next)},
    {"json_object_iter_peek_name", offsetof(struct json_c, name)},
    {"json_object_iter_peek_value", offsetof(struct json_c, value)},
    {"json_object_iter_equal", offsetof(struct json_c, equal)},
};

struct copying {
    struct json_c json;
    struct ht_arena *arena;
    const char *why;                       // what cannot be kept; NULL: nothing
    json_tokener *tokeners[HT_JSON_DEPTH]; // for what stands so deep; NULL: none so far
};

static struct ht_json_node *copy(struct copying *c, struct json_object *value, const char *key);

static void add_child(struct ht_json_node *parent, struct ht_json_node ***end, struct ht_json_node *child) {
    **end = child;
    *end = &child->next;
    parent->count++;
}

static void copy_members(struct copying *c, struct json_object *value, struct ht_json_node *node) {
    struct ht_json_node **end = &node->first;
    struct json_object_iterator at = c->json.begin(value), last = c->json.end(value);
    for (; !c->json.equal(&at, &last); c->json.next(&at))
        add_child(node, &end, copy(c, c->json.value(&at), c->json.name(&at)));
}

static void copy_elements(struct copying *c, struct json_object *value, struct ht_json_node *node) {
    struct ht_json_node **end = &node->first;
    size_t count = c->json.length(value);
    for (size_t i = 0; i < count; i++)
        add_child(node, &end, copy(c, c->json.element(value, i), NULL));
}

// json-c keeps whole numbers as 64 bits and cuts larger ones off at the end of that range without a word.
static void check_whole(struct copying *c, struct json_object *value) {
    if (c->json.whole(value) == UINT64_MAX || c->json.signed_whole(value) == INT64_MIN)
        c->why = "it holds a whole number of more than 18 digits, which would not be kept exactly";
}

// Depth is bounded by the parser, and so is this recursion.
static struct ht_json_node *copy(struct copying *c, struct json_object *value, const char *key) {
    struct ht_json_node *node = ht_arena_alloc(c->arena, sizeof *node);
    node->key = ht_arena_string(c->arena, key);
    switch (c->json.type(value)) {
    case json_type_null:
        break;
    case json_type_object:
        node->kind = HT_JSON_OBJECT;
        copy_members(c, value, node);
        break;
    case json_type_array:
        node->kind = HT_JSON_ARRAY;
        copy_elements(c, value, node);
        break;
    case json_type_int:
        check_whole(c, value);
        node->kind = HT_JSON_SCALAR;
        node->text = ht_arena_string(c->arena, c->json.text(value));
        break;
    case json_type_string:
        node->kind = HT_JSON_SCALAR;
        node->text = ht_arena_copy(c->arena, c->json.text(value), (size_t)c->json.text_length(value));
        break;
    default:
        // A double keeps the text it was parsed from.
        node->kind = HT_JSON_SCALAR;
        node->text = ht_arena_string(c->arena, c->json.text(value));
    }
    return node;
}

static const char *reason(const struct copying *c, json_tokener *tokener) {
    enum json_tokener_error error = c->json.error(tokener);
    if (error == json_tokener_error_depth)
        return ht_arena_format(c->arena, "it is nested deeper than %d levels", HT_JSON_DEPTH);
    return error == json_tokener_continue ? "it ends in the middle"
                                          : ht_arena_format(c->arena, "it is no valid JSON at byte %zu: %s",
                                                            c->json.parse_end(tokener), c->json.error_text(error));
}

static json_tokener *tokener_at(struct copying *c, size_t depth) {
    if (c->tokeners[depth] == NULL) {
        c->tokeners[depth] = c->json.open((int)(HT_JSON_DEPTH - depth));
        if (c->tokeners[depth] != NULL)
            c->json.set_flags(c->tokeners[depth], JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    }
    return c->tokeners[depth];
}

static void close_tokeners(struct copying *c) {
    for (size_t i = 0; i < HT_JSON_DEPTH; i++)
        if (c->tokeners[i] != NULL)
            c->json.close(c->tokeners[i]);
}

// --- large texts, part by part: a tree of json-c takes ten times the room of its text

enum { PART = 256 * 1024 }; // a text up to this is given to json-c whole

// A whole value that stands at DEPTH; NULL when json-c does not take all of TEXT for one.
static struct ht_json_node *parse_part(struct copying *c, struct ht_slice text, const char *key, size_t depth) {
    json_tokener *tokener = tokener_at(c, depth);
    char brief[64]; // a number ends with what follows it
    bool ends = strchr("{[\"", text.data[0]) != NULL;
    if (tokener == NULL || (!ends && text.len >= sizeof brief))
        return NULL;
    if (!ends) {
        memcpy(brief, text.data, text.len);
        brief[text.len] = '\0';
    }
    json_object *value = c->json.parse(tokener, ends ? text.data : brief, (int)(text.len + !ends));
    bool whole = c->json.error(tokener) == json_tokener_success && c->json.parse_end(tokener) == text.len;
    struct ht_json_node *node = whole ? copy(c, value, key) : NULL;
    c->json.put(value);
    return node;
}

static struct ht_json_node *parse_parts(struct copying *c, struct ht_slice text, const char *key, size_t depth);

// The name of a member; NULL when it is none, or was met before: then the last one stands, in the first one's place.
static const char *name_of(struct copying *c, struct ht_slice key, struct ht_map *seen, size_t depth) {
    const struct ht_json_node *name = parse_part(c, key, NULL, depth);
    if (name == NULL || ht_map_get(seen, name->text) != NULL)
        return NULL;
    ht_map_put(seen, name->text, seen);
    return name->text;
}

// The elements or members of TEXT; NULL when anything is not as it should be.
static struct ht_json_node *parse_inside(struct copying *c, struct ht_slice text, const char *key, size_t depth) {
    struct ht_json_scan scan = ht_json_scan_of(text);
    struct ht_json_node *node = ht_arena_alloc(c->arena, sizeof *node), **end = &node->first;
    struct ht_map *seen = ht_map_new(c->arena);
    struct ht_slice name, value;
    node->key = ht_arena_string(c->arena, key);
    node->kind = scan.members ? HT_JSON_OBJECT : HT_JSON_ARRAY;
    while (ht_json_scan_next(&scan, &name, &value)) {
        const char *member = scan.members ? name_of(c, name, seen, depth) : NULL;
        struct ht_json_node *child = scan.members && member == NULL ? NULL : parse_parts(c, value, member, depth + 1);
        if (child == NULL)
            return NULL;
        add_child(node, &end, child);
        ht_large_rest();
    }
    return scan.broken ? NULL : node;
}

static struct ht_json_node *parse_parts(struct copying *c, struct ht_slice text, const char *key, size_t depth) {
    bool whole = text.len <= PART || depth + 1 >= HT_JSON_DEPTH || strchr("{[", text.data[0]) == NULL;
    return whole ? parse_part(c, text, key, depth) : parse_inside(c, text, key, depth);
}

// --- texts that are not large, and those that are wrong: then json-c says where

static const struct ht_json_node *parse_whole(struct copying *c, struct ht_slice text) {
    json_tokener *tokener = tokener_at(c, 0);
    if (tokener == NULL) {
        c->why = "there is not enough memory";
        return NULL;
    }
    json_object *value = c->json.parse(tokener, text.data, (int)text.len);
    struct ht_json_node *node = NULL;
    if (value == NULL)
        c->why = reason(c, tokener);
    else
        node = copy(c, value, NULL);
    c->json.put(value);
    return node;
}

static const struct ht_json_node *parse(struct copying *c, struct ht_slice text) {
    struct ht_slice trimmed = ht_json_trim(text);
    const struct ht_json_node *node = trimmed.len > PART ? parse_parts(c, trimmed, NULL, 0) : NULL;
    if (node == NULL && c->why == NULL) {
        close_tokeners(c); // one that met an error keeps it
        memset(c->tokeners, 0, sizeof c->tokeners);
        node = parse_whole(c, text);
    }
    close_tokeners(c);
    return c->why == NULL ? node : NULL;
}

const struct ht_json_node *ht_json_parse(struct ht_slice text, struct ht_arena *arena, struct ht_findings *findings) {
    struct copying copying = {.arena = arena};
    if (!ht_library_load("libjson-c.so.5", "libjson-c5", symbols, sizeof symbols / sizeof *symbols, &copying.json,
                         findings))
        return NULL;
    const struct ht_json_node *root = NULL;
    if (text.len > (size_t)HT_JSON_MIB * 1024 * 1024)
        copying.why = ht_arena_format(arena, "it is larger than %d MiB", HT_JSON_MIB);
    else
        root = parse(&copying, text);
    if (root == NULL)
        ht_find(findings, HT_CODE_NOT_HOLDINGS, 0, "the JSON could not be read: %s", copying.why);
    return root;
}
