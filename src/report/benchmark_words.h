// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A benchmark in words, for every format.
 */
#ifndef HOLDTRACE_REPORT_BENCHMARK_WORDS_H
#define HOLDTRACE_REPORT_BENCHMARK_WORDS_H

#include "holdtrace/report.h"

// What is compared with, as a sentence, and how much of it could be compared itself: a weight of nothing there is
// only as good as that. WHOLE: what the other weights are percentages of.
const char *ht_word_benchmark(struct ht_arena *arena, const struct ht_benchmark_file *benchmark, const char *whole);

// That nothing is compared, and why.
const char *ht_word_no_benchmark(struct ht_arena *arena, const struct ht_benchmark_file *benchmark);

// "+1.234567", "-1.234567": a difference in percentage points; "not known".
const char *ht_word_points(struct ht_arena *arena, struct ht_amount points);

#endif
