// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A directory that gets one report a fund: what they are called, and that none replaces what the run reads or has
 * written.
 */
#ifndef HOLDTRACE_REPORT_FOLDER_H
#define HOLDTRACE_REPORT_FOLDER_H

#include "command/reports.h"
#include "holdtrace/map.h"

struct report_folder {
    const struct report_order *order;
    struct kept_paths *kept; // each report is added
    struct ht_map *used;
    struct ht_arena *arena;
};

// Makes the directory of ORDER if need be; when that fails it is said, and false is returned.
bool report_folder_open(const struct report_order *order, struct kept_paths *kept, struct ht_arena *arena,
                        struct report_folder *out);

// DIRECTORY/NAME.FORMAT after the holdings file PATH, with a number where the name was used before. NULL when it
// would replace what is kept, which is said.
const char *report_folder_next(struct report_folder *folder, const char *path);

#endif
