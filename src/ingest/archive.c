// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Archives over libarchive: the one file that includes its headers. Only the formats that are needed are enabled:
 * with all of them, text can be taken for an archive, and some filters run other programs. A zip is read by its
 * directory, never as a stream: that is the part of libarchive that was attacked most, and it does not know sizes.
 */
#include "ingest/archive.h"

#include <stdlib.h>

#include <archive.h>
#include <archive_entry.h>

#include "base/utf8.h"
#include "holdtrace/text.h"
#include "ingest/library.h"

struct libarchive {
    struct archive *(*open)(void);
    int (*close)(struct archive *);
    int (*memory)(struct archive *, const void *, size_t);
    int (*next)(struct archive *, struct archive_entry **);
    la_ssize_t (*data)(struct archive *, void *, size_t);
    const char *(*why)(struct archive *);
    int (*zip)(struct archive *);
    int (*tar)(struct archive *);
    int (*raw)(struct archive *);
    int (*empty)(struct archive *);
    int (*filters[6])(struct archive *);
    const char *(*name_utf8)(struct archive_entry *);
    const char *(*name)(struct archive_entry *);
    int (*encrypted)(struct archive_entry *);
    mode_t (*type)(struct archive_entry *);
    const char *(*hard_link)(struct archive_entry *);
};

#define SYMBOL(member, name)                                                                                         \
    { name, offsetof(struct libarchive, member) }

static const struct ht_symbol symbols[] = {
    SYMBOL(open, "archive_read_new"),
    SYMBOL(close, "archive_read_free"),
    SYMBOL(memory, "archive_read_open_memory"),
    SYMBOL(next, "archive_read_next_header"),
    SYMBOL(data, "archive_read_data"),
    SYMBOL(why, "archive_error_string"),
    SYMBOL(zip, "archive_read_support_format_zip_seekable"),
    SYMBOL(tar, "archive_read_support_format_tar"),
    SYMBOL(raw, "archive_read_support_format_raw"),
    SYMBOL(empty, "archive_read_support_format_empty"),
    SYMBOL(filters[0], "archive_read_support_filter_xz"),
    SYMBOL(filters[1], "archive_read_support_filter_zstd"),
    SYMBOL(filters[2], "archive_read_support_filter_bzip2"),
    SYMBOL(filters[3], "archive_read_support_filter_lzma"),
    SYMBOL(filters[4], "archive_read_support_filter_lz4"),
    SYMBOL(filters[5], "archive_read_support_filter_compress"),
    SYMBOL(name_utf8, "archive_entry_pathname_utf8"),
    SYMBOL(name, "archive_entry_pathname"),
    SYMBOL(encrypted, "archive_entry_is_data_encrypted"),
    SYMBOL(type, "archive_entry_filetype"),
    SYMBOL(hard_link, "archive_entry_hardlink"),
};

struct ht_archive {
    struct libarchive lib;
    struct archive *reader;
    enum ht_archive_kind kind;
};

static const char *const nouns[] = {
    [HT_ARCHIVE_STREAM] = "compressed file",
    [HT_ARCHIVE_ZIP] = "zip archive",
    [HT_ARCHIVE_TAR] = "tar archive",
};

static void damaged(const struct ht_archive *archive, const char *lost, struct ht_findings *findings) {
    const char *why = archive->lib.why(archive->reader);
    ht_find(findings, HT_CODE_DAMAGED, 0, "the %s is damaged or truncated (%s); %s was not read",
            nouns[archive->kind], why != NULL ? why : "no reason is known", lost);
}

// A filter that would run another program answers ARCHIVE_WARN; then it is not there.
static bool enable(const struct ht_archive *archive) {
    const struct libarchive *lib = &archive->lib;
    if (archive->kind == HT_ARCHIVE_ZIP)
        return lib->zip(archive->reader) == ARCHIVE_OK;
    if (archive->kind == HT_ARCHIVE_TAR)
        return lib->tar(archive->reader) == ARCHIVE_OK;
    for (size_t i = 0; i < sizeof lib->filters / sizeof *lib->filters; i++)
        if (lib->filters[i](archive->reader) != ARCHIVE_OK)
            return false;
    return lib->raw(archive->reader) == ARCHIVE_OK && lib->empty(archive->reader) == ARCHIVE_OK;
}

struct ht_archive *ht_archive_open(enum ht_archive_kind kind, const unsigned char *bytes, size_t size,
                                   struct ht_findings *findings) {
    struct ht_archive *archive = calloc(1, sizeof *archive);
    if (archive == NULL)
        return NULL;
    archive->kind = kind;
    if (!ht_library_load("libarchive.so.13", "libarchive13", symbols, sizeof symbols / sizeof *symbols, &archive->lib,
                         findings))
        goto failed;
    archive->reader = archive->lib.open();
    if (archive->reader == NULL || !enable(archive)) {
        ht_find(findings, HT_CODE_UNSUPPORTED, 0, "the installed libarchive cannot read a %s", nouns[kind]);
        goto failed;
    }
    if (archive->lib.memory(archive->reader, bytes, size) == ARCHIVE_OK)
        return archive;
    damaged(archive, "it", findings);
failed:
    ht_archive_close(archive);
    return NULL;
}

// TEXT as valid UTF-8: names in an old code page keep what is ASCII in them.
static const char *valid_name(struct ht_arena *arena, const char *text) {
    struct ht_buffer buffer = {0};
    for (const char *at = text; *at != '\0';) {
        const char *start = at;
        if (ht_utf8_next(&at) == 0xFFFD)
            ht_buffer_string(&buffer, "\xEF\xBF\xBD");
        else
            ht_buffer_add(&buffer, start, (size_t)(at - start));
    }
    const char *name = ht_arena_copy(arena, buffer.data != NULL ? buffer.data : "", buffer.len);
    ht_buffer_free(&buffer);
    return name;
}

enum ht_archive_step ht_archive_next(struct ht_archive *archive, struct ht_arena *arena,
                                     struct ht_archive_member *member, struct ht_findings *findings) {
    const struct libarchive *lib = &archive->lib;
    struct archive_entry *entry;
    int result = lib->next(archive->reader, &entry);
    if (result == ARCHIVE_EOF)
        return HT_ARCHIVE_END;
    if (result != ARCHIVE_OK && result != ARCHIVE_WARN) {
        damaged(archive, archive->kind == HT_ARCHIVE_STREAM ? "it" : "what follows", findings);
        return HT_ARCHIVE_BROKEN;
    }
    const char *name = lib->name_utf8(entry);
    if (name == NULL)
        name = lib->name(entry);
    *member = (struct ht_archive_member){
        .name = valid_name(arena, name != NULL ? name : ""),
        .regular = lib->type(entry) == AE_IFREG && lib->hard_link(entry) == NULL,
        .encrypted = lib->encrypted(entry) > 0,
    };
    return HT_ARCHIVE_MEMBER;
}

bool ht_archive_read(struct ht_archive *archive, struct ht_unpacked *out, struct ht_findings *findings) {
    for (;;) {
        size_t room;
        unsigned char *target = ht_unpacked_room(out, &room, findings);
        if (target == NULL)
            return false;
        la_ssize_t got = archive->lib.data(archive->reader, target, room);
        if (got == 0)
            return ht_unpacked_end(out, findings);
        if (got < 0 && got != ARCHIVE_RETRY) {
            // Also a warning: a wrong checksum is one.
            damaged(archive, archive->kind == HT_ARCHIVE_STREAM ? "it" : "this member", findings);
            return false;
        }
        out->size += got > 0 ? (size_t)got : 0;
    }
}

void ht_archive_close(struct ht_archive *archive) {
    if (archive != NULL && archive->reader != NULL)
        archive->lib.close(archive->reader);
    free(archive);
}
