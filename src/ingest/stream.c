// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes of a file in pieces: stream.h.
#include "holdtrace/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "holdtrace/arena.h"
#include "holdtrace/container.h"
#include "ingest/sniff.h"
#include "ingest/zip.h"

enum { PIECE = 256 * 1024, HEAD = 4096 };

static enum ht_status no_memory(const char *path, struct ht_error *err) {
    return ht_fail(err, HT_ERR_LIMIT, "%s: out of memory", path);
}

// As read, but for signals.
static ssize_t read_some(int fd, char *room, size_t size) {
    ssize_t got;
    do
        got = read(fd, room, size);
    while (got < 0 && errno == EINTR);
    return got;
}

static enum ht_status read_plain(const char *path, ht_stream_take *take, void *context, struct ht_error *err) {
    enum ht_status status = HT_OK;
    ssize_t got = 0;
    char *piece = malloc(PIECE);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (piece == NULL)
        status = no_memory(path, err);
    else if (fd < 0)
        status = ht_fail(err, HT_ERR_IO, "%s: %s", path, strerror(errno));
    while (status == HT_OK && (got = read_some(fd, piece, PIECE)) > 0)
        if (!take(context, piece, (size_t)got))
            break;
    if (status == HT_OK && got < 0)
        status = ht_fail(err, HT_ERR_IO, "%s: %s", path, strerror(errno));
    if (fd >= 0)
        close(fd);
    free(piece);
    return status;
}

static bool is_file(const char *name) {
    size_t len = strlen(name);
    const char *base = strrchr(name, '/');
    base = base != NULL ? base + 1 : name;
    return len > 0 && name[len - 1] != '/' && base[0] != '.' && strncmp(name, "__MACOSX/", 9) != 0;
}

// The one file in the archive.
static enum ht_status only_member(const struct ht_zip *zip, const char *path, size_t *index, struct ht_error *err) {
    size_t files = 0;
    for (size_t i = 0; i < ht_zip_count(zip); i++) {
        if (is_file(ht_zip_name(zip, i))) {
            *index = files == 0 ? i : *index;
            files++;
        }
    }
    if (files == 1)
        return HT_OK;
    return ht_fail(err, HT_ERR_FORMAT, "%s: the zip archive holds %zu files, not one; unpack it first", path, files);
}

static enum ht_status read_zip(const char *path, ht_stream_take *take, void *context, struct ht_error *err) {
    struct ht_zip *zip = NULL;
    struct ht_error why;
    size_t index = 0;
    enum ht_status status = ht_zip_open_file(path, &zip, &why);
    if (status == HT_OK) {
        status = only_member(zip, path, &index, err);
        if (status != HT_OK)
            goto cleanup;
        status = ht_zip_read(zip, index, take, context, &why);
    }
    if (status != HT_OK)
        ht_fail(err, status, "%s: %s", path, why.message);
cleanup:
    ht_zip_close(zip);
    return status;
}

static enum ht_status read_packed(const char *path, ht_stream_take *take, void *context, struct ht_error *err) {
    struct ht_arena *arena = ht_arena_new();
    struct ht_container *container = NULL;
    struct ht_item item, further;
    struct ht_findings findings = ht_findings_in(arena);
    enum ht_status status = ht_container_open(path, &container, err);
    if (status != HT_OK)
        goto cleanup;
    if (!ht_container_next(container, arena, &item, &findings) || item.source == NULL) {
        status = ht_fail(err, HT_ERR_FORMAT, "%s: %s", path,
                         findings.count > 0 ? findings.items[0].message : "there is no file in it");
        goto cleanup;
    }
    take(context, (const char *)item.source->bytes, item.source->size);
    if (ht_container_next(container, arena, &further, &findings))
        status = ht_fail(err, HT_ERR_FORMAT, "%s: the archive holds several files, not one; unpack it first", path);
cleanup:
    ht_container_close(container);
    ht_arena_free(arena);
    return status;
}

// What the file is, by its first bytes.
static enum ht_status sniff(const char *path, enum ht_content *content, struct ht_error *err) {
    unsigned char head[HEAD];
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    ssize_t got = fd >= 0 ? read_some(fd, (char *)head, sizeof head) : -1;
    int reason = errno;
    if (fd >= 0)
        close(fd);
    if (got < 0)
        return ht_fail(err, HT_ERR_IO, "%s: %s", path, strerror(reason));
    bool zip = got >= 4 && memcmp(head, "PK\003\004", 4) == 0;
    *content = zip ? HT_CONTENT_ZIP : ht_sniff(head, (size_t)got);
    return HT_OK;
}

enum ht_status ht_stream_read(const char *path, ht_stream_take *take, void *context, struct ht_error *err) {
    enum ht_content content;
    enum ht_status status = sniff(path, &content, err);
    if (status != HT_OK)
        return status;
    switch (content) {
    case HT_CONTENT_ZIP:
        return read_zip(path, take, context, err);
    case HT_CONTENT_COMPRESSED:
    case HT_CONTENT_TAR:
        return read_packed(path, take, context, err);
    default:
        return read_plain(path, take, context, err);
    }
}

static bool take_digest(void *context, const char *bytes, size_t len) {
    ht_sha256_add(context, bytes, len);
    return true;
}

enum ht_status ht_stream_digest(const char *path, char sha256[HT_SHA256_TEXT], struct ht_error *err) {
    struct ht_sha256 *digest = ht_sha256_begin();
    enum ht_status status = read_plain(path, take_digest, digest, err);
    ht_sha256_end(digest, sha256);
    return status;
}
