// SPDX-License-Identifier: GPL-3.0-or-later
// The manifest of a bundle, read: bundle.h.
#include <stdlib.h>
#include <string.h>

#include "holdtrace/bundle.h"
#include "holdtrace/json_text.h"

// Reads members of objects; the first that is not as it has to be is remembered.
struct reading {
    struct ht_arena *arena;
    const char *wrong; // NULL: nothing yet
};

static const struct ht_json_node *member(const struct ht_json_node *object, const char *key) {
    const struct ht_json_node *node = object && object->kind == HT_JSON_OBJECT ? object->first : NULL;
    while (node && strcmp(node->key, key) != 0)
        node = node->next;
    return node;
}

static const char *text(struct reading *reading, const struct ht_json_node *object, const char *key) {
    const struct ht_json_node *node = member(object, key);
    if (node && node->kind == HT_JSON_SCALAR)
        return node->text;
    reading->wrong = reading->wrong ? reading->wrong : key;
    return "";
}

static bool truth(struct reading *reading, const struct ht_json_node *object, const char *key) {
    const char *value = text(reading, object, key);
    if (strcmp(value, "true") != 0 && strcmp(value, "false") != 0)
        reading->wrong = reading->wrong ? reading->wrong : key;
    return strcmp(value, "true") == 0;
}

static size_t number(struct reading *reading, const struct ht_json_node *object, const char *key) {
    const char *value = text(reading, object, key);
    char *end = NULL;
    unsigned long long count = ht_is_digit(*value) ? strtoull(value, &end, 10) : 0;
    if (!end || *end)
        reading->wrong = reading->wrong ? reading->wrong : key;
    return (size_t)count;
}

static const char *path(struct reading *reading, const char *value, const char *key) {
    if (!ht_bundle_path_fits(value))
        reading->wrong = reading->wrong ? reading->wrong : key;
    return value;
}

static const struct ht_json_node *array(struct reading *reading, const struct ht_json_node *object, const char *key) {
    static const struct ht_json_node none = {.kind = HT_JSON_ARRAY};
    const struct ht_json_node *node = member(object, key);
    if (node && node->kind == HT_JSON_ARRAY)
        return node;
    reading->wrong = reading->wrong ? reading->wrong : key;
    return &none;
}

static void read_options(struct reading *reading, const struct ht_json_node *root, struct ht_bundle *out) {
    const struct ht_json_node *list = array(reading, root, "options");
    struct ht_bundle_option *options = ht_arena_array(reading->arena, list->count, sizeof *options);
    for (const struct ht_json_node *node = list->first; node; node = node->next) {
        const struct ht_json_node *value = member(node, "value");
        options[out->option_count++] = (struct ht_bundle_option){
            .name = text(reading, node, "name"),
            .value = value && value->kind == HT_JSON_NOTHING ? NULL : text(reading, node, "value"),
        };
    }
    out->options = options;
}

static void read_operands(struct reading *reading, const struct ht_json_node *root, struct ht_bundle *out) {
    const struct ht_json_node *list = array(reading, root, "operands");
    const char **operands = ht_arena_array(reading->arena, list->count, sizeof *operands);
    for (const struct ht_json_node *node = list->first; node; node = node->next)
        operands[out->operand_count++] = path(reading, node->kind == HT_JSON_SCALAR ? node->text : "", "operands");
    out->operands = operands;
}

static void read_files(struct reading *reading, const struct ht_json_node *root, struct ht_bundle *out) {
    const struct ht_json_node *list = array(reading, root, "files");
    struct ht_bundle_file *files = ht_arena_array(reading->arena, list->count, sizeof *files);
    for (const struct ht_json_node *node = list->first; node; node = node->next)
        files[out->file_count++] = (struct ht_bundle_file){
            .role = text(reading, node, "role"),
            .path = path(reading, text(reading, node, "path"), "path"),
            .size = number(reading, node, "size"),
            .sha256 = text(reading, node, "sha256"),
            .enclosed = truth(reading, node, "enclosed"),
        };
    out->files = files;
}

static void read_members(struct reading *reading, const struct ht_json_node *root, struct ht_bundle *out) {
    const struct ht_json_node *list = array(reading, root, "members");
    struct ht_bundle_digest *members = ht_arena_array(reading->arena, list->count, sizeof *members);
    for (const struct ht_json_node *node = list->first; node; node = node->next)
        members[out->member_count++] = (struct ht_bundle_digest){
            .name = text(reading, node, "name"),
            .sha256 = text(reading, node, "sha256"),
            .size = number(reading, node, "size"),
        };
    out->members = members;
}

enum ht_status ht_bundle_manifest(struct ht_slice bytes, struct ht_arena *arena, struct ht_bundle *out,
                                  struct ht_error *err) {
    struct ht_findings findings = ht_findings_in(arena);
    struct reading reading = {.arena = arena};
    const struct ht_json_node *root = ht_json_parse(bytes, arena, &findings);
    *out = (struct ht_bundle){0};
    if (!root)
        return ht_fail(err, HT_ERR_FORMAT, "the manifest cannot be read: %s",
                       findings.count ? findings.items[0].message : "it is empty");
    if (strcmp(text(&reading, root, "schema"), "holdtrace.bundle/1") != 0)
        return ht_fail(err, HT_ERR_FORMAT, "the manifest is of no kind that this version knows");
    const struct ht_json_node *reference = member(root, "reference");
    out->version = text(&reading, root, "version");
    out->as_of = text(&reading, root, "as_of");
    out->reference_sha256 = text(&reading, reference, "content_sha256");
    out->reference_enclosed = truth(&reading, reference, "enclosed");
    read_options(&reading, root, out);
    read_operands(&reading, root, out);
    read_files(&reading, root, out);
    read_members(&reading, root, out);
    if (reading.wrong)
        return ht_fail(err, HT_ERR_FORMAT, "the manifest has no '%s' as it has to be", reading.wrong);
    return HT_OK;
}
