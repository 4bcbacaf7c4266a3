// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * One input as bytes. The file is read, not mapped: a mapped file that somebody shortens meanwhile kills the process,
 * and a holdings file is small.
 */
#include "holdtrace/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "holdtrace/text.h"
#include "ingest/sniff.h"

enum { FIRST_READ = 64 * 1024, SIZE_LIMIT_MIB = 2048 };

struct bytes {
    unsigned char *data; // always with room for a NUL after size
    size_t size;
    size_t capacity;
};

static bool make_room(struct bytes *bytes) {
    if (bytes->size + 1 < bytes->capacity)
        return true;
    size_t capacity = bytes->capacity < FIRST_READ ? FIRST_READ : bytes->capacity * 2;
    unsigned char *data = realloc(bytes->data, capacity);
    if (data == NULL)
        return false;
    bytes->data = data;
    bytes->capacity = capacity;
    return true;
}

static enum ht_status read_all(int fd, const char *path, struct bytes *bytes, struct ht_error *err) {
    for (;;) {
        if (bytes->size > (size_t)SIZE_LIMIT_MIB * 1024 * 1024 || !make_room(bytes))
            return ht_fail(err, HT_ERR_LIMIT, "%s: too large to read", path);
        ssize_t got = read(fd, bytes->data + bytes->size, bytes->capacity - bytes->size - 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return ht_fail(err, HT_ERR_IO, "%s: %s", path, strerror(errno));
        if (got == 0) {
            bytes->data[bytes->size] = 0;
            return HT_OK;
        }
        bytes->size += (size_t)got;
    }
}

// Opens PATH and prepares a buffer of the size the file says it has, so that one read suffices.
static enum ht_status open_path(const char *path, int *fd, struct bytes *bytes, struct ht_error *err) {
    struct stat st;
    *fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (*fd < 0 || fstat(*fd, &st) != 0)
        return ht_fail(err, HT_ERR_IO, "%s: %s", path, strerror(errno));
    if (S_ISDIR(st.st_mode))
        return ht_fail(err, HT_ERR_IO, "%s: is a directory", path);
    if (S_ISREG(st.st_mode) && st.st_size > 0 && st.st_size < (off_t)SIZE_LIMIT_MIB * 1024 * 1024) {
        bytes->capacity = (size_t)st.st_size + 2;
        bytes->data = malloc(bytes->capacity);
        if (bytes->data == NULL)
            return ht_fail(err, HT_ERR_LIMIT, "%s: too large to read", path);
    }
    return HT_OK;
}

struct ht_source *ht_source_adopt(const char *path, unsigned char *bytes, size_t size) {
    struct ht_source *source = calloc(1, sizeof *source);
    if (source != NULL) {
        source->path = path;
        source->bytes = bytes;
        source->size = size;
        source->content = ht_sniff(bytes, size);
        ht_sha256_of(bytes, size, source->sha256);
    }
    return source;
}

enum ht_status ht_source_open(const char *path, struct ht_source **out, struct ht_error *err) {
    struct bytes bytes = {NULL, 0, 0};
    struct ht_source *source = NULL;
    bool standard_input = strcmp(path, "-") == 0;
    int fd = STDIN_FILENO;
    enum ht_status status = standard_input ? HT_OK : open_path(path, &fd, &bytes, err);
    if (status == HT_OK)
        status = read_all(fd, path, &bytes, err);
    if (!standard_input && fd >= 0)
        close(fd);
    if (status != HT_OK)
        goto cleanup;
    source = ht_source_adopt(path, bytes.data, bytes.size);
    if (source == NULL) {
        status = ht_fail(err, HT_ERR_LIMIT, "%s: out of memory", path);
        goto cleanup;
    }
    bytes.data = NULL;
    *out = source;
cleanup:
    free(bytes.data);
    return status;
}

void ht_source_close(struct ht_source *source) {
    if (source != NULL) {
        union {
            const unsigned char *read;
            unsigned char *own;
        } bytes = {.read = source->bytes};
        free(bytes.own);
        free(source);
    }
}
