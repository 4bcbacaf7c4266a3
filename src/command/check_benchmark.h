// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The benchmark of a run: a holdings file that is scanned like the others and reported beside them, not among them.
 */
#ifndef HOLDTRACE_CHECK_BENCHMARK_H
#define HOLDTRACE_CHECK_BENCHMARK_H

#include "command/pipeline.h"

/*
 * Scans the one fund of PATH. What is wrong with the file is said on standard error, warnings unless QUIET; then
 * *OUT has no account, or the finding of trouble that it has. A status other than HT_OK is a failure of the
 * environment.
 */
enum ht_status benchmark_scan(const struct pipeline *pipeline, const char *path, bool quiet, struct ht_arena *arena,
                              struct ht_benchmark_file *out, struct ht_error *err);

#endif
