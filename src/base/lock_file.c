// SPDX-License-Identifier: GPL-3.0-or-later
// A lock of the whole file, which the system gives back: see lock_file.h.
#include "holdtrace/lock_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

enum ht_status ht_lock_file(const char *path, const char *run, struct ht_error *err) {
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY, 0666);
    if (fd < 0)
        return ht_fail(err, HT_ERR_IO, "%s: cannot be written: %s", path, strerror(errno));
    if (flock(fd, LOCK_EX | LOCK_NB) == 0)
        return HT_OK; // held until the process ends
    int failure = errno;
    close(fd);
    if (failure == EWOULDBLOCK)
        return ht_fail(err, HT_ERR_LIMIT, "another %s is running; it holds %s", run, path);
    return ht_fail(err, HT_ERR_IO, "%s: cannot be locked: %s", path, strerror(failure));
}
