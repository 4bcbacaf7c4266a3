// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A scheme on the command line: the files that it names are inputs like others, and what was scanned of them is put
 * together again.
 */
#ifndef HOLDTRACE_CHECK_SCHEME_H
#define HOLDTRACE_CHECK_SCHEME_H

#include "command/pipeline.h"
#include "holdtrace/scheme.h"

// Adds the files of FILE to INPUTS, each once and none that is among them.
void scheme_add_inputs(const struct ht_scheme_file *file, struct ht_arena *arena, struct inputs *inputs);

// The scheme of FILE by what RESULTS has of its files.
void scheme_of_results(const struct ht_scheme_file *file, const struct results *results, struct ht_arena *arena,
                       struct ht_scheme *out);

#endif
