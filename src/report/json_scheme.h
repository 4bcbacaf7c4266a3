// SPDX-License-Identifier: GPL-3.0-or-later
// A scheme and a comparison with a benchmark as JSON: members that are there only when they were asked for.
#ifndef HOLDTRACE_REPORT_JSON_SCHEME_H
#define HOLDTRACE_REPORT_JSON_SCHEME_H

#include "holdtrace/json.h"
#include "holdtrace/report.h"

// The member "scheme" of the report of SCAN, which has one; with the benchmark, if that was asked for, too.
void ht_json_scheme(struct ht_json *json, const struct ht_scan *scan, struct ht_arena *arena);

// The member "benchmark" of the file of ACCOUNT; null for a file that was not read (ACCOUNT NULL).
void ht_json_benchmark(struct ht_json *json, const struct ht_benchmark_file *benchmark,
                       const struct ht_account *account, struct ht_arena *arena);

#endif
