// SPDX-License-Identifier: GPL-3.0-or-later
// Size and digest as published; a web page in place of the file; an archive or document that ends in the middle.
#include "update/content.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "holdtrace/text.h"
#include "update/state.h"

// The end of a zip's directory: 22 bytes and a comment of at most 65535.
enum { HEAD_BYTES = 8192, ZIP_END = 22, TAIL_BYTES = 65535 + ZIP_END };

struct ends {
    unsigned char head[HEAD_BYTES], tail[TAIL_BYTES];
    size_t head_len, tail_len;
};

static bool read_at(int fd, int64_t offset, unsigned char *to, size_t len) {
    while (len > 0) {
        ssize_t got = pread(fd, to, len, offset);
        if (got <= 0)
            return false;
        to += got;
        offset += got;
        len -= (size_t)got;
    }
    return true;
}

static enum ht_status read_ends(const char *path, int64_t size, struct ends *ends, struct ht_error *err) {
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    ends->head_len = size < HEAD_BYTES ? (size_t)size : HEAD_BYTES;
    ends->tail_len = size < TAIL_BYTES ? (size_t)size : TAIL_BYTES;
    bool done = fd >= 0 && read_at(fd, 0, ends->head, ends->head_len) &&
                read_at(fd, size - (int64_t)ends->tail_len, ends->tail, ends->tail_len);
    int failure = errno;
    if (fd >= 0)
        close(fd);
    return done ? HT_OK : ht_fail(err, HT_ERR_IO, "%s: cannot be read: %s", path, strerror(failure));
}

// Whether the record that ends a zip stands at the end, its comment reaching to the last byte.
static bool ends_as_zip(const struct ends *ends) {
    for (size_t at = ends->tail_len; at-- > 0;) {
        const unsigned char *record = ends->tail + at;
        if (at + ZIP_END > ends->tail_len || memcmp(record, "PK\5\6", 4) != 0)
            continue;
        if (at + ZIP_END + record[20] + ((size_t)record[21] << 8) == ends->tail_len)
            return true;
    }
    return false;
}

// The last byte that is no blank; 0 when there is none.
static unsigned char last_byte(const struct ends *ends) {
    for (size_t at = ends->tail_len; at-- > 0;)
        if (!memchr(" \t\r\n", ends->tail[at], 4) && ends->tail[at])
            return ends->tail[at];
    return 0;
}

static bool is_whole(enum ht_content content, const struct ends *ends) {
    unsigned char last = last_byte(ends);
    switch (content) {
    case HT_CONTENT_ZIP:
        return ends_as_zip(ends);
    case HT_CONTENT_XML:
        return last == '>';
    case HT_CONTENT_JSON:
        return last == '}' || last == ']';
    default:
        return true;
    }
}

// A workbook is a zip by its first bytes.
static enum ht_content by_first_bytes(enum ht_content content) {
    bool workbook = content == HT_CONTENT_XLSX || content == HT_CONTENT_XLSB || content == HT_CONTENT_ODS;
    return workbook ? HT_CONTENT_ZIP : content;
}

static const char *ends_fault(const struct content_wish *wish, const struct ends *ends, struct ht_arena *arena) {
    enum ht_content content = by_first_bytes(ht_content_of_start(ends->head, ends->head_len));
    if (content == HT_CONTENT_EMPTY)
        return "is empty";
    if (content == HT_CONTENT_HTML)
        return "is an HTML page in place of the file";
    if (content == HT_CONTENT_GIT_LFS)
        return "is a Git LFS pointer in place of the file";
    if (wish->checks_content && content != by_first_bytes(wish->content))
        return ht_arena_format(arena, "is %s and not %s", ht_content_describe(content),
                               ht_content_describe(wish->content));
    if (!is_whole(content, ends))
        return ht_arena_format(arena, "is %s that ends in the middle", ht_content_describe(content));
    return NULL;
}

enum ht_status content_check(const char *path, const struct content_wish *wish, struct ht_arena *arena, int64_t *size,
                             char sha256[HT_SHA256_TEXT], const char **why, struct ht_error *err) {
    struct ends *ends = ht_arena_alloc(arena, sizeof *ends);
    *why = NULL;
    enum ht_status status = state_measure(path, size, sha256, err);
    if (status == HT_OK)
        status = read_ends(path, *size, ends, err);
    if (status != HT_OK)
        return status;
    *why = ends_fault(wish, ends, arena);
    if (!*why && wish->size >= 0 && wish->size != *size)
        *why = ht_arena_format(arena, "has %lld bytes where its publisher tells %lld", (long long)*size,
                               (long long)wish->size);
    if (!*why && wish->sha256 && strcmp(wish->sha256, sha256) != 0)
        *why = ht_arena_format(arena, "has the SHA-256 %s where its publisher tells %s", sha256, wish->sha256);
    return HT_OK;
}
