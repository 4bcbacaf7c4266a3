// SPDX-License-Identifier: GPL-3.0-or-later
#include "update/json_path.h"

#include <stdlib.h>
#include <string.h>

static const struct ht_json_node *member(const struct ht_json_node *node, struct ht_slice name) {
    if (node->kind != HT_JSON_OBJECT)
        return NULL;
    for (const struct ht_json_node *child = node->first; child; child = child->next)
        if (ht_slice_equal(ht_slice_of(child->key), name))
            return child;
    return NULL;
}

static const struct ht_json_node *element_at(const struct ht_json_node *node, size_t index) {
    const struct ht_json_node *child = node->first;
    while (child && index-- > 0)
        child = child->next;
    return child;
}

static const struct ht_json_node *element_with(const struct ht_json_node *node, struct ht_slice name,
                                               struct ht_slice text) {
    for (const struct ht_json_node *child = node->first; child; child = child->next) {
        const struct ht_json_node *value = member(child, name);
        if (value && value->kind == HT_JSON_SCALAR && ht_slice_equal(ht_slice_of(value->text), text))
            return child;
    }
    return NULL;
}

// The element that INSIDE, the text between brackets, chooses.
static const struct ht_json_node *element(const struct ht_json_node *node, struct ht_slice inside) {
    if (node->kind != HT_JSON_ARRAY || inside.len == 0)
        return NULL;
    const char *equals = memchr(inside.data, '=', inside.len);
    if (equals) {
        size_t len = (size_t)(equals - inside.data);
        return element_with(node, (struct ht_slice){inside.data, len},
                            (struct ht_slice){equals + 1, inside.len - len - 1});
    }
    if (strspn(inside.data, "0123456789") < inside.len || inside.len > 9)
        return NULL;
    return element_at(node, (size_t)strtol(inside.data, NULL, 10));
}

// One step of the path at *AT, which is moved behind it.
static const struct ht_json_node *step(const struct ht_json_node *node, const char **at) {
    const char *start = *at;
    if (*start == '[') {
        size_t len = strcspn(start, "]");
        *at = start + len + (start[len] == ']');
        return start[len] == ']' ? element(node, (struct ht_slice){start + 1, len - 1}) : NULL;
    }
    size_t dot = *start == '.';
    size_t len = strcspn(start + dot, ".[");
    *at = start + dot + len;
    return len > 0 ? member(node, (struct ht_slice){start + dot, len}) : NULL;
}

const char *json_path_text(const struct ht_json_node *root, const char *path, struct ht_arena *arena,
                           const char **why) {
    const char *at = path;
    const struct ht_json_node *node = root;
    while (*at && node)
        node = step(node, &at);
    if (!node) {
        *why = ht_arena_format(arena, "it has nothing at %.*s", (int)(at - path), path);
        return NULL;
    }
    if (node->kind != HT_JSON_SCALAR) {
        *why = ht_arena_format(arena, "what it has at %s is no text", path);
        return NULL;
    }
    return node->text;
}
