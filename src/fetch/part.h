// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The file that an answer is written to, and beside it the validator of the version that its bytes are of. The
 * validator is gone before the first byte of another version is written, so that a file that a killed run left is
 * never continued with bytes of another version.
 */
#ifndef HOLDTRACE_FETCH_PART_H
#define HOLDTRACE_FETCH_PART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct part {
    int fd; // -1: not open
    const char *path;
    int64_t size;
    int failure; // errno of what failed first
};

/*
 * Opens PATH for this process alone. False with errno; EWOULDBLOCK: another process writes to it, also after a short
 * while of waiting.
 */
bool part_open(struct part *part, const char *path);

// Empties the file; VALIDATOR (NULL: none, it cannot be resumed) is of what will be written, as URL gave it.
bool part_restart(struct part *part, const char *url, const char *validator);

// Goes on behind the FROM bytes that are there. False when there are not that many.
bool part_continue(struct part *part, int64_t from);

bool part_write(struct part *part, const void *data, size_t len);

// Brings the bytes to the disk and closes. False when anything failed.
bool part_close(struct part *part);

#endif
