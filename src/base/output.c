// SPDX-License-Identifier: GPL-3.0-or-later
// Whole files or none: temporary file, fsync, rename.
#include "holdtrace/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "holdtrace/temporary.h"
#include "holdtrace/text.h"

struct ht_output {
    int fd;
    int failure;            // errno of the first failed write
    char *path, *temporary; // NULL: written in place (standard output, a device, a pipe)
};

// A device or pipe cannot be replaced by a file; it is written in place.
static bool is_special(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 && !S_ISREG(info.st_mode);
}

static char *join(const char *a, const char *b) {
    size_t len = strlen(a) + strlen(b) + 1;
    char *text = ht_heap_alloc(len);
    strcpy(text, a);
    strcat(text, b);
    return text;
}

static int open_target(struct ht_output *out, const char *path) {
    if (is_special(path))
        return open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    out->temporary = join(path, ".XXXXXX");
    return ht_temporary_make(out->temporary);
}

static void release(struct ht_output *out) {
    free(out->path);
    free(out->temporary);
    free(out);
}

enum ht_status ht_output_open(const char *path, struct ht_output **out, struct ht_error *err) {
    struct ht_output *opened = ht_heap_alloc(sizeof *opened);
    if (!path || strcmp(path, "-") == 0) {
        opened->fd = STDOUT_FILENO;
        *out = opened;
        return HT_OK;
    }
    opened->path = join(path, "");
    opened->fd = open_target(opened, path);
    if (opened->fd < 0) {
        ht_fail(err, HT_ERR_IO, "%s: cannot be written: %s", path, strerror(errno));
        release(opened);
        return HT_ERR_IO;
    }
    *out = opened;
    return HT_OK;
}

void ht_output_write(struct ht_output *out, const char *data, size_t len) {
    while (len > 0 && !out->failure) {
        ssize_t written = write(out->fd, data, len);
        if (written >= 0) {
            data += written;
            len -= (size_t)written;
        } else if (errno != EINTR) {
            out->failure = errno;
        }
    }
}

enum ht_status ht_output_commit(struct ht_output *out, struct ht_error *err) {
    enum ht_status status = HT_OK;
    const char *name = out->path ? out->path : "standard output";
    if (!out->failure && out->temporary && fsync(out->fd) != 0)
        out->failure = errno;
    if (out->fd != STDOUT_FILENO && close(out->fd) != 0 && !out->failure)
        out->failure = errno;
    if (!out->failure && out->temporary && rename(out->temporary, out->path) != 0)
        out->failure = errno;
    if (out->failure) {
        status = ht_fail(err, HT_ERR_IO, "%s: cannot be written: %s", name, strerror(out->failure));
        if (out->temporary)
            unlink(out->temporary);
    }
    if (out->temporary)
        ht_temporary_forget(out->temporary);
    release(out);
    return status;
}

void ht_output_discard(struct ht_output *out) {
    if (!out)
        return;
    if (out->fd != STDOUT_FILENO)
        close(out->fd);
    if (out->temporary) {
        unlink(out->temporary);
        ht_temporary_forget(out->temporary);
    }
    release(out);
}
