// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The inputs of a run: files as named, directories walked.
 */
#ifndef HOLDTRACE_INPUTS_H
#define HOLDTRACE_INPUTS_H

#include <stdbool.h>
#include <stddef.h>

#include "holdtrace/arena.h"
#include "holdtrace/report.h"

struct input {
    const char *path;
    bool walked;   // met in a directory: when it holds no holdings it is ignored, not trouble
    size_t folder; // which of the folders it was met in
    bool listed;   // named by a list
};

struct inputs {
    struct input *items; // sorted by the bytes of their paths
    size_t count, capacity;
    const char **folders; // the directories that were named
    size_t folder_count;
    bool *folder_waits;         // one of its files does
    size_t failed;              // names that could not be found or opened, each with a message
    struct ht_ignored *waiting; // left to the next run, by path
    size_t waiting_count;
};

/*
 * All files that OPERANDS name, directories walked to their depths (hidden names left out, symbolic links to
 * directories not followed). What cannot be opened is said on standard error and counted.
 */
void inputs_gather(const char *const *operands, size_t count, struct ht_arena *arena, struct inputs *out);

/*
 * The names that the file LIST holds ("-": standard input), one a line, or, when a NUL byte is among them, each ended
 * by one. Blank lines are left out. *NAMES, *COUNT of them, live in ARENA.
 */
enum ht_status inputs_listed(const char *list, struct ht_arena *arena, const char *const **names, size_t *count,
                             struct ht_error *err);

// Adds those of further OPERANDS; LISTED: a list names them.
void inputs_add(const char *const *operands, size_t count, bool listed, struct ht_arena *arena, struct inputs *out);

// Leaves those that are share NUMBER, from 0, of so many SHARES: each SHARES-th.
void inputs_take_share(struct inputs *inputs, size_t number, size_t shares);

/*
 * Takes those out that something may still be writing, and names them unless QUIET: files of a directory or a list
 * whose names are those of unfinished downloads, and, with SECONDS above 0, those that were changed in so many
 * seconds before now. One that was changed later than now is named as such, and stays.
 */
void inputs_wait(struct inputs *inputs, long seconds, bool quiet, struct ht_arena *arena);

#endif
