// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Adding to the end of a file that several people add to: one at a time, whole or not at all. A new file is readable
 * by its owner alone.
 */
#ifndef HOLDTRACE_APPEND_H
#define HOLDTRACE_APPEND_H

#include <stdbool.h>
#include <stddef.h>

#include "holdtrace/status.h"

struct ht_append;

// Opens PATH, made when it is not there, and waits until nobody else adds to it; *EMPTY tells whether it has no
// bytes.
enum ht_status ht_append_open(const char *path, struct ht_append **out, bool *empty, struct ht_error *err);

// Adds LEN bytes at the end and sees to it that they are on the disk. On failure the file is as it was.
enum ht_status ht_append_write(struct ht_append *append, const char *data, size_t len, struct ht_error *err);

// Lets others add. A file that this one made, and to which nothing was added, is removed. NULL is allowed.
void ht_append_close(struct ht_append *append);

#endif
