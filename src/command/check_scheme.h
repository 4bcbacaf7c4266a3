// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A scheme on the command line: the files that it names are inputs like others, and what was scanned of them is put
 * together again.
 */
#ifndef HOLDTRACE_CHECK_SCHEME_H
#define HOLDTRACE_CHECK_SCHEME_H

#include "command/pipeline.h"
#include "holdtrace/scheme.h"

// OPERANDS, COUNT of them, and the files of FILE after them, each path once; *ALL of them.
const char *const *scheme_operands(const struct ht_scheme_file *file, const char *const *operands, size_t count,
                                   struct ht_arena *arena, size_t *all);

// The scheme of FILE by what RESULTS has of its files.
void scheme_of_results(const struct ht_scheme_file *file, const struct results *results, struct ht_arena *arena,
                       struct ht_scheme *out);

#endif
