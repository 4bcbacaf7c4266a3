// SPDX-License-Identifier: GPL-3.0-or-later
// Adding to a file under a lock: see append.h.
#include "holdtrace/append.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"

struct ht_append {
    int fd;
    bool empty; // nothing is in it yet
    char *path;
};

// Whether PATH still names the file that FD is: another may have been put in its place while the lock was waited for.
static bool is_still(const char *path, int fd) {
    struct stat named, opened;
    return stat(path, &named) == 0 && fstat(fd, &opened) == 0 && named.st_ino == opened.st_ino &&
           named.st_dev == opened.st_dev;
}

// The file under its lock; -1 with errno.
static int open_locked(const char *path) {
    for (;;) {
        int fd = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, 0600), failure;
        if (fd < 0)
            return -1;
        while (flock(fd, LOCK_EX) != 0) {
            failure = errno;
            if (failure == EINTR)
                continue;
            close(fd);
            errno = failure;
            return -1;
        }
        if (is_still(path, fd))
            return fd;
        close(fd);
    }
}

enum ht_status ht_append_open(const char *path, struct ht_append **out, bool *empty, struct ht_error *err) {
    struct stat info;
    int fd = open_locked(path);
    if (fd < 0)
        return ht_fail(err, HT_ERR_IO, "%s: cannot be added to: %s", path, strerror(errno));
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        close(fd);
        return ht_fail(err, HT_ERR_IO, "%s: cannot be added to: it is no file", path);
    }
    struct ht_append *append = ht_heap_alloc(sizeof *append);
    size_t len = strlen(path) + 1;
    append->fd = fd;
    append->empty = *empty = info.st_size == 0;
    append->path = ht_heap_alloc(len);
    memcpy(append->path, path, len);
    *out = append;
    return HT_OK;
}

static bool write_all(int fd, const char *data, size_t len) {
    while (len > 0) {
        ssize_t written = write(fd, data, len);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        data += written;
        len -= (size_t)written;
    }
    return fsync(fd) == 0;
}

enum ht_status ht_append_write(struct ht_append *append, const char *data, size_t len, struct ht_error *err) {
    off_t end = lseek(append->fd, 0, SEEK_END);
    if (end >= 0 && write_all(append->fd, data, len)) {
        append->empty = append->empty && len == 0;
        return HT_OK;
    }
    int failure = errno;
    if (end >= 0 && ftruncate(append->fd, end) != 0)
        return ht_fail(err, HT_ERR_IO, "%s: cannot be written, and its last line may be broken: %s", append->path,
                       strerror(failure));
    return ht_fail(err, HT_ERR_IO, "%s: cannot be written: %s; it is as it was", append->path, strerror(failure));
}

void ht_append_close(struct ht_append *append) {
    if (!append)
        return;
    if (append->empty)
        unlink(append->path); // the lock is still held: who waits for it will see that the name is gone
    close(append->fd);
    free(append->path);
    free(append);
}
