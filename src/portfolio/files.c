// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A path to the holdings files it holds: one for a plain or a compressed file, one a member for an archive.
 */
#include <string.h>

#include "holdtrace/container.h"
#include "holdtrace/reader.h"
#include "portfolio/reading.h"

static struct ht_holdings_file *add_file(struct ht_holdings_files *files, struct ht_arena *arena, const char *path) {
    files->items = ht_arena_grow(arena, files->items, files->count, &files->capacity, sizeof *files->items);
    struct ht_holdings_file *file = &files->items[files->count++];
    *file = (struct ht_holdings_file){.path = path, .findings = ht_findings_in(arena)};
    return file;
}

// XML, JSON and old Office documents of kinds that no reader knows are met everywhere and are no holdings.
static bool is_everyday(const struct ht_source *source) {
    enum ht_content content = source->content;
    return (content == HT_CONTENT_XML || content == HT_CONTENT_JSON || content == HT_CONTENT_OLE) &&
           ht_reader_of(source) == NULL;
}

// Whether it is not known what FILE holds: nobody may take it for something other than holdings.
static bool stayed_closed(const struct ht_holdings_file *file, const struct ht_source *source) {
    for (size_t i = 0; i < file->findings.count; i++)
        switch (file->findings.items[i].code) {
        case HT_CODE_UNREADABLE:
        case HT_CODE_DAMAGED:
        case HT_CODE_ENCRYPTED:
        case HT_CODE_BOUND:
        case HT_CODE_MALFORMED:
            return true;
        case HT_CODE_UNSUPPORTED:
            return !is_everyday(source);
        default:
            break;
        }
    return false;
}

static enum ht_status read_item(const struct ht_item *item, const struct ht_read_options *options,
                                struct ht_arena *arena, struct ht_holdings_file *file, struct ht_error *err) {
    enum ht_status status = HT_OK;
    file->path = item->path;
    file->origin = item->origin;
    if (item->source != NULL) {
        memcpy(file->sha256, item->source->sha256, sizeof file->sha256);
        status = ht_read_source(item->source, options, arena, file, err);
    }
    file->closed = item->source == NULL || stayed_closed(file, item->source);
    file->aside = item->member && !file->is_holdings && !file->closed;
    return status;
}

static enum ht_status read_items(struct ht_container *container, const struct ht_read_options *options,
                                 struct ht_arena *arena, struct ht_holdings_files *out, struct ht_error *err) {
    for (;;) {
        struct ht_item item;
        struct ht_findings findings = ht_findings_in(arena);
        if (!ht_container_next(container, arena, &item, &findings))
            return HT_OK;
        struct ht_holdings_file *file = add_file(out, arena, item.path);
        file->findings = findings;
        enum ht_status status = read_item(&item, options, arena, file, err);
        if (status != HT_OK)
            return status;
    }
}

// An archive of which nothing is holdings, and nothing is in doubt, is itself what is wrong.
static void judge_archive(struct ht_holdings_files *files, struct ht_arena *arena, const char *path,
                          const char *sha256) {
    for (size_t i = 0; i < files->count; i++)
        if (!files->items[i].aside)
            return;
    struct ht_holdings_file *file = add_file(files, arena, path);
    memcpy(file->sha256, sha256, sizeof file->sha256);
    ht_find(&file->findings, HT_CODE_NOT_HOLDINGS, 0, "no member of the archive holds holdings");
}

// The message names the path already, as the finding does.
static void refuse(struct ht_holdings_file *file, const struct ht_error *failure) {
    size_t len = strlen(file->path);
    bool named = strncmp(failure->message, file->path, len) == 0 && strncmp(failure->message + len, ": ", 2) == 0;
    ht_find(&file->findings, HT_CODE_UNREADABLE, 0, "%s", failure->message + (named ? len + 2 : 0));
    file->closed = true;
}

enum ht_status ht_holdings_read(const char *path, const struct ht_read_options *options, struct ht_arena *arena,
                                struct ht_holdings_files *out, struct ht_error *err) {
    struct ht_container *container = NULL;
    struct ht_error failure = {HT_OK, ""};
    const char *kept = ht_arena_string(arena, path);
    *out = (struct ht_holdings_files){0};
    if (ht_container_open(kept, &container, &failure) != HT_OK) {
        refuse(add_file(out, arena, kept), &failure);
        return HT_OK;
    }
    enum ht_status status = read_items(container, options, arena, out, err);
    if (status == HT_OK && ht_container_is_archive(container))
        judge_archive(out, arena, kept, ht_container_sha256(container));
    ht_container_close(container);
    return status;
}
