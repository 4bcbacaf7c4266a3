// SPDX-License-Identifier: GPL-3.0-or-later
// Containers opened, one file after the other: container.h.
#include "holdtrace/container.h"

#include <stdlib.h>
#include <string.h>

#include "holdtrace/large.h"
#include "ingest/archive.h"
#include "ingest/unpack.h"

struct ht_container {
    struct ht_source *given;   // as it was handed to us
    struct ht_source *single;  // `given` unpacked; NULL when that was not needed, or failed
    struct ht_source *member;  // the one stepped to
    struct ht_findings faults; // why `single` could not be unpacked
    struct ht_arena *arena;    // of `faults`
    struct ht_archive *archive;
    const struct ht_source *packed; // what the archive is in: `given` or `single`
    size_t unpacked, members;
    bool is_archive, done;
};

static bool is_archive(enum ht_content content) {
    return content == HT_CONTENT_ZIP || content == HT_CONTENT_TAR || content == HT_CONTENT_ARCHIVE;
}

// Unpacks one compressed file.
static bool unpack(const struct ht_source *packed, struct ht_unpacked *out, struct ht_arena *arena,
                   struct ht_findings *findings) {
    struct ht_archive_member member;
    if (packed->size >= 2 && packed->bytes[0] == 0x1F && packed->bytes[1] == 0x8B)
        return ht_gunzip(packed->bytes, packed->size, out, findings);
    struct ht_archive *archive = ht_archive_open(HT_ARCHIVE_STREAM, packed->bytes, packed->size, findings);
    if (archive == NULL)
        return false;
    enum ht_archive_step step = ht_archive_next(archive, arena, &member, findings);
    bool whole = step == HT_ARCHIVE_MEMBER ? ht_archive_read(archive, out, findings)
                                           : step == HT_ARCHIVE_END && ht_unpacked_end(out, findings);
    ht_archive_close(archive);
    return whole;
}

// PACKED unpacked as a source of its own; NULL, with a finding, when that failed.
static struct ht_source *unpacked_source(const struct ht_source *packed, size_t before, size_t whole_size,
                                         struct ht_arena *arena, struct ht_findings *findings) {
    struct ht_unpacked out = {.before = before, .packed = whole_size};
    struct ht_source *source = NULL;
    if (unpack(packed, &out, arena, findings))
        source = ht_source_adopt(packed->path, out.data, out.size);
    if (source == NULL)
        ht_large_free(out.data);
    return source;
}

static void refuse_nested(const struct ht_source *source, struct ht_findings *findings) {
    ht_find(findings, HT_CODE_UNSUPPORTED, 0,
            "this is %s inside another container, which is not opened; unpack it first",
            ht_content_describe(source->content));
}

// Whether SOURCE can be handed on; else a finding says why not.
static bool check_inner(const struct ht_source *source, bool tar_allowed, struct ht_findings *findings) {
    bool nested = is_archive(source->content) || source->content == HT_CONTENT_COMPRESSED;
    if (nested && !(tar_allowed && source->content == HT_CONTENT_TAR)) {
        refuse_nested(source, findings);
        return false;
    }
    return true;
}

enum ht_status ht_container_open(const char *path, struct ht_container **out, struct ht_error *err) {
    struct ht_source *given = NULL;
    enum ht_status status = ht_source_open(path, &given, err);
    if (status != HT_OK)
        return status;
    struct ht_container *container = calloc(1, sizeof *container);
    if (container == NULL) {
        ht_source_close(given);
        return ht_fail(err, HT_ERR_LIMIT, "%s: out of memory", path);
    }
    *out = container;
    container->given = given;
    container->packed = given;
    if (given->content == HT_CONTENT_COMPRESSED) {
        container->arena = ht_arena_new();
        container->faults = ht_findings_in(container->arena);
        container->single = unpacked_source(given, 0, given->size, container->arena, &container->faults);
        if (container->single != NULL && check_inner(container->single, true, &container->faults))
            container->packed = container->single;
    }
    container->is_archive =
        container->packed->content == HT_CONTENT_ZIP || container->packed->content == HT_CONTENT_TAR;
    return HT_OK;
}

void ht_container_close(struct ht_container *container) {
    if (container == NULL)
        return;
    ht_archive_close(container->archive);
    ht_source_close(container->member);
    ht_source_close(container->single);
    ht_source_close(container->given);
    ht_arena_free(container->arena);
    free(container);
}

const char *ht_container_sha256(const struct ht_container *container) {
    return container->given->sha256;
}

bool ht_container_is_archive(const struct ht_container *container) {
    return container->is_archive;
}

static struct ht_origin origin_of(const struct ht_container *container, struct ht_arena *arena) {
    struct ht_origin origin = {.path = ht_arena_string(arena, container->given->path)};
    memcpy(origin.sha256, container->given->sha256, sizeof origin.sha256);
    return origin;
}

// The one file of a container that is no archive.
static bool next_single(struct ht_container *container, struct ht_arena *arena, struct ht_item *item,
                        struct ht_findings *findings) {
    bool compressed = container->given->content == HT_CONTENT_COMPRESSED;
    if (container->done)
        return false;
    container->done = true;
    *item = (struct ht_item){.path = ht_arena_string(arena, container->given->path)};
    if (compressed)
        item->origin = origin_of(container, arena);
    for (size_t i = 0; i < container->faults.count; i++)
        ht_find(findings, container->faults.items[i].code, 0, "%s", container->faults.items[i].message);
    if (container->faults.count == 0)
        item->source = compressed ? container->single : container->given;
    return true;
}

// Hidden members, and what a Mac adds to archives for itself.
static bool is_hidden(const char *name) {
    const char *part = name, *slash;
    do {
        if ((part[0] == '.' && part[1] != '/' && strncmp(part, "../", 3) != 0) || strncmp(part, "__MACOSX/", 9) == 0)
            return true;
        slash = strchr(part, '/');
        part = slash != NULL ? slash + 1 : part;
    } while (slash != NULL);
    return name[0] == '\0';
}

static struct ht_source *read_member(struct ht_container *container, const char *path, struct ht_arena *arena,
                                     struct ht_findings *findings) {
    struct ht_unpacked out = {.before = container->unpacked, .packed = container->packed->size};
    if (!ht_archive_read(container->archive, &out, findings)) {
        ht_large_free(out.data);
        return NULL;
    }
    container->unpacked += out.size;
    struct ht_source *source = ht_source_adopt(path, out.data, out.size);
    if (source == NULL || source->content != HT_CONTENT_COMPRESSED)
        return source;
    struct ht_source *inner =
        unpacked_source(source, container->unpacked, container->packed->size + out.size, arena, findings);
    ht_source_close(source);
    container->unpacked += inner != NULL ? inner->size : 0;
    return inner;
}

static void take_member(struct ht_container *container, const struct ht_archive_member *member,
                        struct ht_arena *arena, struct ht_item *item, struct ht_findings *findings) {
    const char *name = strncmp(member->name, "./", 2) == 0 ? member->name + 2 : member->name;
    item->path = ht_arena_format(arena, "%s/%s", item->path, name);
    if (member->encrypted) {
        ht_find(findings, HT_CODE_ENCRYPTED, 0, "it is encrypted; unpack it with its password first");
        return;
    }
    container->member = read_member(container, item->path, arena, findings);
    if (container->member != NULL && check_inner(container->member, false, findings))
        item->source = container->member;
    // Past a bound there is no use in trying the rest.
    if (findings->count > 0 && findings->items[findings->count - 1].code == HT_CODE_BOUND)
        container->done = true;
}

// A zip without a member is its end record alone, which libarchive does not take for a zip.
static bool is_empty_zip(const struct ht_source *source) {
    return source->size >= 4 && memcmp(source->bytes, "PK\5\6", 4) == 0;
}

static bool open_archive(struct ht_container *container, struct ht_findings *findings) {
    const struct ht_source *packed = container->packed;
    enum ht_archive_kind kind = packed->content == HT_CONTENT_TAR ? HT_ARCHIVE_TAR : HT_ARCHIVE_ZIP;
    container->archive = ht_archive_open(kind, packed->bytes, packed->size, findings);
    return container->archive != NULL;
}

static bool next_member(struct ht_container *container, struct ht_arena *arena, struct ht_item *item,
                        struct ht_findings *findings) {
    struct ht_archive_member member;
    *item = (struct ht_item){.path = ht_arena_string(arena, container->given->path), .member = true};
    item->origin = origin_of(container, arena);
    ht_source_close(container->member);
    container->member = NULL;
    container->done |= is_empty_zip(container->packed);
    while (!container->done) {
        enum ht_archive_step step = HT_ARCHIVE_BROKEN;
        if (container->archive != NULL || open_archive(container, findings))
            step = ht_archive_next(container->archive, arena, &member, findings);
        container->done = step != HT_ARCHIVE_MEMBER;
        if (step == HT_ARCHIVE_END)
            return false;
        if (step == HT_ARCHIVE_BROKEN)
            return true;
        if (++container->members > HT_MEMBERS_MOST) {
            ht_find(findings, HT_CODE_BOUND, 0, "the archive has more than %d members; the others were not read",
                    HT_MEMBERS_MOST);
            container->done = true;
            return true;
        }
        if (member.regular && !is_hidden(member.name)) {
            take_member(container, &member, arena, item, findings);
            return true;
        }
    }
    return false;
}

bool ht_container_next(struct ht_container *container, struct ht_arena *arena, struct ht_item *item,
                       struct ht_findings *findings) {
    return container->is_archive ? next_member(container, arena, item, findings)
                                 : next_single(container, arena, item, findings);
}
