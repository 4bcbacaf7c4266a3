// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Writing a file whole or not at all: bytes go to a temporary file beside the target, which is renamed over it when
 * all is written and closed. A killed run leaves the old file or the new one; temporary.h lets a handler remove the
 * temporary one. New files are readable by their owner
 * alone. Standard output is written through the same interface, so that a full disk is noticed.
 */
#ifndef HOLDTRACE_OUTPUT_H
#define HOLDTRACE_OUTPUT_H

#include <stddef.h>

#include "holdtrace/status.h"

struct ht_output;

// Opens PATH for writing; NULL or "-" is standard output. *OUT is closed by ht_output_commit or ht_output_discard.
enum ht_status ht_output_open(const char *path, struct ht_output **out, struct ht_error *err);

// Adds bytes. A failure is remembered and reported by ht_output_commit.
void ht_output_write(struct ht_output *out, const char *data, size_t len);

// Flushes, closes and renames; gives OUT back in any case. On failure the target is as it was.
enum ht_status ht_output_commit(struct ht_output *out, struct ht_error *err);

// Removes the temporary file and gives OUT back. NULL is allowed.
void ht_output_discard(struct ht_output *out);

#endif
