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

#include "holdtrace/large.h"
#include "holdtrace/text.h"
#include "ingest/sniff.h"

enum { MIB = 1024 * 1024, FIRST_READ = 64 * 1024, DOUBLED_UP_TO = 64 * MIB };
static const size_t size_limit = (size_t)HT_SOURCE_MOST_MIB * MIB;

struct bytes {
    unsigned char *data; // always with room for a NUL after size
    size_t size;
    size_t capacity;
};

static bool make_room(struct bytes *bytes) {
    if (bytes->size + 1 < bytes->capacity)
        return true;
    // Doubling would ask for twice the bound when what has no size turns out to have no end.
    size_t more = bytes->capacity < DOUBLED_UP_TO ? bytes->capacity : bytes->capacity / 4;
    size_t capacity = bytes->capacity < FIRST_READ ? FIRST_READ : bytes->capacity + more;
    capacity = capacity > size_limit + 2 ? size_limit + 2 : capacity;
    unsigned char *data = ht_large_resize(bytes->data, capacity);
    if (data == NULL)
        return false;
    bytes->data = data;
    bytes->capacity = capacity;
    return true;
}

static enum ht_status too_large(const char *path, struct ht_error *err) {
    return ht_fail(err, HT_ERR_LIMIT, "%s: more than %d MiB, too large to read", path, HT_SOURCE_MOST_MIB);
}

static enum ht_status no_memory(const char *path, struct ht_error *err) {
    return ht_fail(err, HT_ERR_LIMIT, "%s: %s", path, ht_large_failure());
}

static enum ht_status read_all(int fd, const char *path, struct bytes *bytes, struct ht_error *err) {
    for (;;) {
        if (bytes->size > size_limit)
            return too_large(path, err);
        if (!make_room(bytes))
            return no_memory(path, err);
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

// Whether what FD reads, by ST, is a device that holds no file: one may never end.
static bool is_device(int fd, const struct stat *st) {
    struct stat null;
    if (S_ISBLK(st->st_mode))
        return true;
    bool empty = stat("/dev/null", &null) == 0 && null.st_rdev == st->st_rdev;
    return S_ISCHR(st->st_mode) && !empty && !isatty(fd);
}

// Refuses what cannot be read, and prepares a buffer of the size the file says it has, so that one read suffices.
static enum ht_status prepare(int fd, const char *path, struct bytes *bytes, struct ht_error *err) {
    struct stat st;
    if (fstat(fd, &st) != 0)
        return ht_fail(err, HT_ERR_IO, "%s: %s", path, strerror(errno));
    if (S_ISDIR(st.st_mode))
        return ht_fail(err, HT_ERR_IO, "%s: is a directory", path);
    if (is_device(fd, &st))
        return ht_fail(err, HT_ERR_IO, "%s: is a device, not a file", path);
    if (!S_ISREG(st.st_mode) || st.st_size <= 0)
        return HT_OK;
    if (st.st_size > (off_t)size_limit)
        return too_large(path, err);
    bytes->capacity = (size_t)st.st_size + 2;
    bytes->data = ht_large_resize(NULL, bytes->capacity);
    return bytes->data != NULL ? HT_OK : no_memory(path, err);
}

static enum ht_status open_path(const char *path, int *fd, struct ht_error *err) {
    *fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    return *fd >= 0 ? HT_OK : ht_fail(err, HT_ERR_IO, "%s: %s", path, strerror(errno));
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
    enum ht_status status = standard_input ? HT_OK : open_path(path, &fd, err);
    if (status == HT_OK)
        status = prepare(fd, path, &bytes, err);
    if (status == HT_OK)
        status = read_all(fd, path, &bytes, err);
    if (!standard_input && fd >= 0)
        close(fd);
    if (status != HT_OK)
        goto cleanup;
    source = ht_source_adopt(path, bytes.data, bytes.size);
    if (source == NULL) {
        status = no_memory(path, err);
        goto cleanup;
    }
    bytes.data = NULL;
    *out = source;
cleanup:
    ht_large_free(bytes.data);
    return status;
}

void ht_source_close(struct ht_source *source) {
    if (source != NULL) {
        union {
            const unsigned char *read;
            unsigned char *own;
        } bytes = {.read = source->bytes};
        ht_large_free(bytes.own);
        free(source);
    }
}
