// SPDX-License-Identifier: GPL-3.0-or-later
// A file without a name: see scratch.h.
#define _GNU_SOURCE // O_TMPFILE
#include "reference/scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "holdtrace/text.h"

enum { BUFFER = 256 * 1024 };

struct scratch scratch_beside(const char *beside) {
    return (struct scratch){.beside = beside, .fd = -1};
}

void scratch_close(struct scratch *file) {
    if (file->fd >= 0)
        close(file->fd);
    free(file->buffer);
    *file = scratch_beside(file->beside);
}

// Where the file system makes no file without a name, the name is taken away at once.
static void open_file(struct scratch *file) {
    struct ht_buffer path = {0};
    const char *slash = strrchr(file->beside, '/');
    ht_buffer_add(&path, slash ? file->beside : ".", slash ? (size_t)(slash - file->beside) + 1 : 1);
    file->fd = open(path.data, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file->fd < 0) {
        ht_buffer_clear(&path);
        ht_buffer_format(&path, "%s.XXXXXX", file->beside);
        file->fd = mkstemp(path.data);
        file->failed = file->fd < 0 ? errno : 0;
        if (file->fd >= 0)
            unlink(path.data);
    }
    ht_buffer_free(&path);
}

static void write_out(struct scratch *file, const unsigned char *data, size_t len) {
    if (file->fd < 0 && !file->failed)
        open_file(file);
    while (len > 0 && !file->failed) {
        ssize_t done = write(file->fd, data, len);
        if (done < 0 && errno != EINTR)
            file->failed = errno;
        if (done > 0) {
            data += done;
            len -= (size_t)done;
        }
    }
}

void scratch_flush(struct scratch *file) {
    write_out(file, file->buffer, file->waiting);
    file->waiting = 0;
}

void scratch_write(struct scratch *file, const void *data, size_t len) {
    if (!file->buffer)
        file->buffer = ht_heap_alloc(BUFFER);
    if (file->waiting + len > BUFFER)
        scratch_flush(file);
    if (len > BUFFER) {
        write_out(file, data, len);
    } else {
        memcpy(file->buffer + file->waiting, data, len);
        file->waiting += len;
    }
    file->size += (off_t)len;
}

bool scratch_read(struct scratch *file, off_t at, void *data, size_t len) {
    unsigned char *out = data;
    while (len > 0 && !file->failed) {
        ssize_t done = pread(file->fd, out, len, at);
        if (done == 0)
            file->failed = EIO;
        else if (done < 0 && errno != EINTR)
            file->failed = errno;
        if (done > 0) {
            out += done;
            at += done;
            len -= (size_t)done;
        }
    }
    return !file->failed;
}

enum ht_status scratch_status(const struct scratch *file, struct ht_error *err) {
    if (!file->failed)
        return HT_OK;
    return ht_fail(err, HT_ERR_IO, "a temporary file beside %s: %s", file->beside, strerror(file->failed));
}
