// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A file without a name, for what a build holds no longer in memory: written at its end, read anywhere. It lies in
 * the directory of the database that is made, where there must be room anyway, and goes when it is closed, also when
 * the program is killed. The first failure is remembered.
 */
#ifndef HOLDTRACE_REFERENCE_SCRATCH_H
#define HOLDTRACE_REFERENCE_SCRATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "holdtrace/status.h"

struct scratch {
    const char *beside; // a path in whose directory it is made
    int fd;             // -1: nothing was written out yet
    int failed;         // errno of the first failure
    off_t size;         // with what still waits in `buffer`
    unsigned char *buffer;
    size_t waiting;
};

struct scratch scratch_beside(const char *beside);
void scratch_close(struct scratch *file);

void scratch_write(struct scratch *file, const void *data, size_t len);

// Writes out what waits; needed before anything is read.
void scratch_flush(struct scratch *file);

// LEN bytes from AT; false when they cannot be read.
bool scratch_read(struct scratch *file, off_t at, void *data, size_t len);

enum ht_status scratch_status(const struct scratch *file, struct ht_error *err);

#endif
