// SPDX-License-Identifier: GPL-3.0-or-later
// JSON by json-c, copied into an arena: json_text.h. The only file that includes json-c.
#include "ingest/json_text.h"

#include <json-c/json.h>
#include <stdint.h>
#include <string.h>

struct copying {
    struct ht_arena *arena;
    const char *why; // what cannot be kept; NULL: nothing
};

static struct ht_json_node *copy(struct copying *c, struct json_object *value, const char *key);

static void add_child(struct ht_json_node *parent, struct ht_json_node ***end, struct ht_json_node *child) {
    **end = child;
    *end = &child->next;
    parent->count++;
}

static void copy_members(struct copying *c, struct json_object *value, struct ht_json_node *node) {
    struct ht_json_node **end = &node->first;
    struct json_object_iterator at = json_object_iter_begin(value), last = json_object_iter_end(value);
    for (; !json_object_iter_equal(&at, &last); json_object_iter_next(&at)) {
        add_child(node, &end, copy(c, json_object_iter_peek_value(&at), json_object_iter_peek_name(&at)));
    }
}

static void copy_elements(struct copying *c, struct json_object *value, struct ht_json_node *node) {
    struct ht_json_node **end = &node->first;
    size_t count = json_object_array_length(value);
    for (size_t i = 0; i < count; i++) {
        add_child(node, &end, copy(c, json_object_array_get_idx(value, i), NULL));
    }
}

// json-c keeps whole numbers as 64 bits and cuts larger ones off at the end of that range without a word.
static void check_whole(struct copying *c, struct json_object *value) {
    if (json_object_get_uint64(value) == UINT64_MAX || json_object_get_int64(value) == INT64_MIN) {
        c->why = "it holds a whole number of more than 18 digits, which would not be kept exactly";
    }
}

// Depth is bounded by the parser, and so is this recursion.
static struct ht_json_node *copy(struct copying *c, struct json_object *value, const char *key) {
    struct ht_json_node *node = ht_arena_alloc(c->arena, sizeof *node);
    node->key = ht_arena_string(c->arena, key);
    switch (json_object_get_type(value)) {
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
        node->text = ht_arena_string(c->arena, json_object_get_string(value));
        break;
    case json_type_string:
        node->kind = HT_JSON_SCALAR;
        node->text =
            ht_arena_copy(c->arena, json_object_get_string(value), (size_t)json_object_get_string_len(value));
        break;
    default:
        // A double keeps the text it was parsed from.
        node->kind = HT_JSON_SCALAR;
        node->text = ht_arena_string(c->arena, json_object_get_string(value));
    }
    return node;
}

static const char *reason(struct json_tokener *tokener, struct ht_arena *arena) {
    enum json_tokener_error error = json_tokener_get_error(tokener);
    if (error == json_tokener_error_depth) {
        return ht_arena_format(arena, "it is nested deeper than %d levels", HT_JSON_DEPTH);
    }
    return error == json_tokener_continue
               ? "it ends in the middle"
               : ht_arena_format(arena, "it is no valid JSON at byte %zu: %s", json_tokener_get_parse_end(tokener),
                                 json_tokener_error_desc(error));
}

const struct ht_json_node *ht_json_parse(struct ht_slice text, struct ht_arena *arena, const char **why) {
    if (text.len > (size_t)HT_JSON_MIB * 1024 * 1024) {
        *why = ht_arena_format(arena, "it is larger than %d MiB", HT_JSON_MIB);
        return NULL;
    }
    struct json_tokener *tokener = json_tokener_new_ex(HT_JSON_DEPTH);
    if (tokener == NULL) {
        *why = "there is not enough memory";
        return NULL;
    }
    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    struct json_object *value = json_tokener_parse_ex(tokener, text.data, (int)text.len);
    struct copying copying = {arena, NULL};
    struct ht_json_node *node = NULL;
    if (value == NULL) {
        *why = reason(tokener, arena);
    } else {
        node = copy(&copying, value, NULL);
        *why = copying.why;
    }
    json_object_put(value);
    json_tokener_free(tokener);
    return *why == NULL ? node : NULL;
}
