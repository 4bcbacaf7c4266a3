// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The scan of a bundle, done again in a folder of its own that is removed afterwards.
 */
#ifndef HOLDTRACE_REPEAT_H
#define HOLDTRACE_REPEAT_H

#include "holdtrace/bundle.h"

// Makes a new folder, that of its owner alone, below $TMPDIR or /tmp; repeat_end removes it with all that is in it.
enum ht_status repeat_begin(struct ht_arena *arena, const char **folder, struct ht_error *err);
void repeat_end(const char *folder); // NULL is allowed

// Writes BYTES to PATH below FOLDER; PATH fits, see bundle.h. A file that is there already is left as it is.
enum ht_status repeat_place(const char *folder, const char *path, const void *bytes, size_t size,
                            struct ht_arena *arena, struct ht_error *err);

/*
 * Runs check in FOLDER by the options and operands of BUNDLE, with REFERENCE, to the json report REPORT, in a process
 * of its own, whose messages are dropped: the first run said them. REPORT is not there when that made none.
 */
enum ht_status repeat_check(const struct ht_bundle *bundle, const char *folder, const char *reference,
                            const char *report, struct ht_arena *arena, struct ht_error *err);

#endif
