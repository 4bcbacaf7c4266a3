// SPDX-License-Identifier: GPL-3.0-or-later
// Bundles written, and their members held against the manifest: bundle.h.
#include "holdtrace/bundle.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "holdtrace/json.h"

static bool is_utf8(const char *text) {
    for (const char *at = text; *at;) {
        const char *start = at;
        if (ht_utf8_next(&at) == 0xFFFD && strncmp(start, "\xEF\xBF\xBD", 3) != 0)
            return false;
    }
    return true;
}

bool ht_bundle_path_fits(const char *path) {
    const char *part = path;
    if (!*path || *path == '/' || strcmp(path, "-") == 0 || !is_utf8(path))
        return false;
    while (part) {
        if (strcmp(part, "..") == 0 || strncmp(part, "../", 3) == 0)
            return false;
        part = strchr(part, '/');
        part = part ? part + 1 : NULL;
    }
    return true;
}

const char *ht_bundle_member_name(const char *path, struct ht_arena *arena) {
    const char *name = "files";
    size_t count;
    const char **parts = ht_text_split(arena, path, '/', &count);
    for (size_t i = 0; i < count; i++)
        if (*parts[i] && strcmp(parts[i], ".") != 0)
            name = ht_arena_format(arena, "%s/%s", name, parts[i]);
    return name;
}

// --- writing

static int by_name(const void *left, const void *right) {
    return strcmp(((const struct ht_zip_member *)left)->name, ((const struct ht_zip_member *)right)->name);
}

static void write_options(const struct ht_bundle *bundle, struct ht_json *json) {
    ht_json_array(json, "options");
    for (size_t i = 0; i < bundle->option_count; i++) {
        ht_json_object(json, NULL);
        ht_json_string(json, "name", bundle->options[i].name);
        ht_json_string(json, "value", bundle->options[i].value);
        ht_json_end(json);
    }
    ht_json_end(json);
    ht_json_strings(json, "operands", bundle->operands, bundle->operand_count);
}

static void write_files(const struct ht_bundle *bundle, struct ht_json *json) {
    ht_json_array(json, "files");
    for (size_t i = 0; i < bundle->file_count; i++) {
        const struct ht_bundle_file *file = &bundle->files[i];
        ht_json_object(json, NULL);
        ht_json_string(json, "role", file->role);
        ht_json_string(json, "path", file->path);
        ht_json_count(json, "size", file->size);
        ht_json_string(json, "sha256", file->sha256);
        ht_json_bool(json, "enclosed", file->enclosed);
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void write_members(const struct ht_zip_member *members, size_t count, struct ht_json *json) {
    char sha256[HT_SHA256_TEXT];
    ht_json_array(json, "members");
    for (size_t i = 0; i < count; i++) {
        ht_json_object(json, NULL);
        ht_json_string(json, "name", members[i].name);
        ht_json_count(json, "size", members[i].bytes.len);
        ht_sha256_of(members[i].bytes.data, members[i].bytes.len, sha256);
        ht_json_string(json, "sha256", sha256);
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void write_manifest(const struct ht_bundle *bundle, const struct ht_zip_member *members, size_t count,
                           struct ht_buffer *buffer) {
    struct ht_json json = ht_json_to(buffer, true);
    ht_json_object(&json, NULL);
    ht_json_string(&json, "schema", "holdtrace.bundle/1");
    ht_json_string(&json, "version", bundle->version);
    ht_json_string(&json, "as_of", bundle->as_of);
    ht_json_object(&json, "reference");
    ht_json_string(&json, "content_sha256", bundle->reference_sha256);
    ht_json_bool(&json, "enclosed", bundle->reference_enclosed);
    ht_json_end(&json);
    write_options(bundle, &json);
    write_files(bundle, &json);
    write_members(members, count, &json);
    ht_json_end(&json);
    ht_json_finish(&json);
}

enum ht_status ht_bundle_write(const char *path, const struct ht_bundle *bundle, struct ht_zip_member *members,
                               size_t count, struct ht_arena *arena, struct ht_error *err) {
    struct ht_buffer manifest = {0};
    struct ht_zip_member *all = ht_arena_array(arena, count + 1, sizeof *all);
    size_t kept = 0;
    qsort(members, count, sizeof *members, by_name);
    for (size_t i = 0; i < count; i++) // one file may be named twice
        if (kept == 0 || strcmp(all[kept - 1].name, members[i].name) != 0)
            all[kept++] = members[i];
    write_manifest(bundle, all, kept, &manifest);
    all[kept++] = (struct ht_zip_member){.name = HT_BUNDLE_MANIFEST, .bytes = {manifest.data, manifest.len}};
    qsort(all, kept, sizeof *all, by_name);
    enum ht_status status = ht_zip_members_write(path, all, kept, err);
    ht_buffer_free(&manifest);
    return status;
}

// --- checking

const struct ht_zip_member *ht_bundle_member(const struct ht_zip_member *members, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(members[i].name, name) == 0)
            return &members[i];
    return NULL;
}

static const char *fault_of(const struct ht_bundle_digest *wanted, const struct ht_zip_member *member) {
    char sha256[HT_SHA256_TEXT];
    if (!member)
        return "is missing";
    if (!member->bytes.data)
        return member->why;
    ht_sha256_of(member->bytes.data, member->bytes.len, sha256);
    return strcmp(sha256, wanted->sha256) == 0 ? NULL : "has other bytes than the manifest says";
}

static bool in_manifest(const struct ht_bundle *bundle, const char *name) {
    for (size_t i = 0; i < bundle->member_count; i++)
        if (strcmp(bundle->members[i].name, name) == 0)
            return true;
    return strcmp(name, HT_BUNDLE_MANIFEST) == 0;
}

static int by_member(const void *left, const void *right) {
    return strcmp(((const struct ht_bundle_fault *)left)->member, ((const struct ht_bundle_fault *)right)->member);
}

const struct ht_bundle_fault *ht_bundle_faults(const struct ht_bundle *bundle, const struct ht_zip_member *members,
                                               size_t member_count, struct ht_arena *arena, size_t *count) {
    struct ht_bundle_fault *faults = ht_arena_array(arena, bundle->member_count + member_count, sizeof *faults);
    *count = 0;
    for (size_t i = 0; i < bundle->member_count; i++) {
        const char *name = bundle->members[i].name;
        const char *what = fault_of(&bundle->members[i], ht_bundle_member(members, member_count, name));
        if (what)
            faults[(*count)++] = (struct ht_bundle_fault){name, what};
    }
    for (size_t i = 0; i < member_count; i++) {
        const char *name = members[i].name;
        bool twice = ht_bundle_member(members, member_count, name) != &members[i];
        if (twice || !in_manifest(bundle, name))
            faults[(*count)++] = (struct ht_bundle_fault){name, twice ? "is there twice" : "is not in the manifest"};
    }
    if (*count)
        qsort(faults, *count, sizeof *faults, by_member);
    return faults;
}
