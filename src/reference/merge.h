// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Merging sorted runs of a file into one, in a thread that reads ahead of whoever takes the records.
 */
#ifndef HOLDTRACE_REFERENCE_MERGE_H
#define HOLDTRACE_REFERENCE_MERGE_H

#include "reference/scratch.h"

// Where a run stands in the file: records, each with its length (uint32_t) before it.
struct run {
    off_t start, end;
};

struct merge;

// FILE is flushed, and the merge's alone until merge_free.
struct merge *merge_new(struct scratch *file, const struct run *runs, size_t count);
void merge_free(struct merge *merge);

// The next record in order, valid until the next call; NULL at the end or when the file cannot be read.
const unsigned char *merge_next(struct merge *merge, size_t *len);

#endif
