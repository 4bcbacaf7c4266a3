// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Having the disk begin with a large file while it is still being written: at the end it must be on the disk, and
 * then nobody has anything else to do. Promises nothing; fsync does.
 */
#ifndef HOLDTRACE_REFERENCE_EARLY_SYNC_H
#define HOLDTRACE_REFERENCE_EARLY_SYNC_H

struct early_sync;

// Begins, in a thread of its own, with what of the file PATH was written up to now; NULL when that cannot be.
struct early_sync *early_sync_begin(const char *path);

// Waits until the disk has been told all. NULL is allowed.
void early_sync_end(struct early_sync *sync);

#endif
