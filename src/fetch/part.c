// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/part.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "holdtrace/fetch_protocol.h"
#include "holdtrace/output.h"

enum { LONGEST_PATH = 4096, LOCK_TRIES = 40 };

static bool failed(struct part *part) {
    if (!part->failure)
        part->failure = errno;
    return false;
}

// The helper of a run that was killed ends soon after it.
static bool lock(int fd) {
    const struct timespec moment = {.tv_nsec = 50L * 1000 * 1000};
    for (int i = 0; flock(fd, LOCK_EX | LOCK_NB) != 0; i++) {
        if (errno != EWOULDBLOCK || i == LOCK_TRIES)
            return false;
        nanosleep(&moment, NULL);
    }
    return true;
}

bool part_open(struct part *part, const char *path) {
    *part = (struct part){.path = path};
    part->fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY, 0666);
    return part->fd >= 0 && lock(part->fd) ? true : failed(part);
}

static bool write_validator(const char *name, const char *url, const char *validator) {
    struct ht_output *file;
    if (ht_output_open(name, &file, NULL) != HT_OK)
        return false;
    ht_output_write(file, url, strlen(url));
    ht_output_write(file, "\n", 1);
    ht_output_write(file, validator, strlen(validator));
    ht_output_write(file, "\n", 1);
    return ht_output_commit(file, NULL) == HT_OK;
}

bool part_restart(struct part *part, const char *url, const char *validator) {
    char name[LONGEST_PATH];
    int len = snprintf(name, sizeof name, "%s" HT_FETCH_VALIDATOR, part->path);
    if (len < 0 || (size_t)len >= sizeof name) {
        errno = ENAMETOOLONG;
        return failed(part);
    }
    if ((unlink(name) != 0 && errno != ENOENT) || ftruncate(part->fd, 0) != 0 || lseek(part->fd, 0, SEEK_SET) != 0)
        return failed(part);
    part->size = 0;
    return !validator || write_validator(name, url, validator) ? true : failed(part);
}

bool part_continue(struct part *part, int64_t from) {
    struct stat info;
    if (fstat(part->fd, &info) != 0 || info.st_size < from)
        return failed(part);
    if (ftruncate(part->fd, from) != 0 || lseek(part->fd, from, SEEK_SET) != from)
        return failed(part);
    part->size = from;
    return true;
}

bool part_write(struct part *part, const void *data, size_t len) {
    const char *at = data;
    while (len > 0) {
        ssize_t written = write(part->fd, at, len);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return failed(part);
        at += written;
        len -= (size_t)written;
        part->size += written;
    }
    return true;
}

bool part_close(struct part *part) {
    if (part->fd < 0)
        return !part->failure;
    if (fsync(part->fd) != 0 && !part->failure)
        part->failure = errno;
    if (close(part->fd) != 0 && !part->failure)
        part->failure = errno;
    part->fd = -1;
    return !part->failure;
}
