// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What a run reads must not be replaced by what it writes.
 */
#ifndef HOLDTRACE_OVERWRITES_H
#define HOLDTRACE_OVERWRITES_H

#include <stddef.h>

#include "holdtrace/arena.h"
#include "holdtrace/map.h"
#include "holdtrace/status.h"

// Paths that a run reads or has written, each with what it is: "an input", "the reference". All zero: none.
struct kept_paths {
    const struct kept_paths *before; // these, too; NULL: none
    struct ht_map *by_place;         // the first struct kept_path, by its folder, by whatever name, and its last name
    struct ht_map *by_file;          // likewise, by device and number, of those that were there
    size_t count;
};

// Keeps PATH, as it is now, from being written to; nothing for NULL and "-". The texts must outlive KEPT, and so must
// ARENA.
void keep_path(struct kept_paths *kept, struct ht_arena *arena, const char *path, const char *what);

/*
 * HT_ERR_USAGE with a message when writing to PATH would replace one of KEPT: the same file by whatever name, or the
 * same place where none is yet. Devices and pipes may be written to several times, and so may "-".
 */
enum ht_status refuse_overwrite(const struct kept_paths *kept, const char *path, struct ht_arena *arena,
                                struct ht_error *err);

#endif
