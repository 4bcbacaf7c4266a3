// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Keeping the scans of a run in the store, and what happened since those before them.
 */
#ifndef HOLDTRACE_KEEP_H
#define HOLDTRACE_KEEP_H

#include "holdtrace/events.h"

/*
 * Keeps all accounts of SCAN in the store PATH, or none: another run sees them together. With RULES (NULL: none)
 * *LIST gets what happened. Everything lives in ARENA.
 */
enum ht_status keep_scans(const char *path, const struct ht_event_rules *rules, const struct ht_scan *scan,
                          struct ht_arena *arena, struct ht_event_list *list, struct ht_error *err);

#endif
