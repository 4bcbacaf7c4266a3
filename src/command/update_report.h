// SPDX-License-Identifier: GPL-3.0-or-later
// What `ref update` tells of a source: before anything is asked, and after.
#ifndef HOLDTRACE_COMMAND_UPDATE_REPORT_H
#define HOLDTRACE_COMMAND_UPDATE_REPORT_H

#include <stdbool.h>

#include "holdtrace/text.h"
#include "holdtrace/update.h"

// What would be asked for, and what is there in DOWNLOADS.
void plan_source(const struct ht_update_source *source, const char *downloads, struct ht_arena *arena,
                 struct ht_buffer *buffer);

// One line a file on standard output, unless QUIET; what failed on standard error.
void report_outcome(const struct ht_update_outcome *outcome, bool quiet, struct ht_arena *arena);

#endif
