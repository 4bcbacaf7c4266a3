// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A fund, or a scheme, beside its benchmark: the weight of each category and target in both, and the difference. The
 * benchmark is an account like another, scanned under the same screen; nothing is scanned here.
 */
#ifndef HOLDTRACE_BENCHMARK_H
#define HOLDTRACE_BENCHMARK_H

#include "holdtrace/exposure.h"
#include "holdtrace/scheme.h"

// Weights in percent of each one's own denominator; zero where one of the two has no such position.
struct ht_active {
    const struct ht_entity *entity; // NULL of a category as a whole
    enum ht_category category;
    size_t fund_positions, benchmark_positions;
    struct ht_amount fund_pct, benchmark_pct; // unknown when any weight in it is
    struct ht_amount active_pct;              // fund less benchmark, in points; unknown when either is
};

struct ht_comparison {
    struct ht_active *by_category, *by_target; // by category; then the largest difference first
    size_t by_category_count, by_target_count;
};

// Compares the weights of FUND with those of BENCHMARK, possible positions left out. *OUT lives in ARENA.
void ht_benchmark_compare(const struct ht_account *fund, const struct ht_account *benchmark, struct ht_arena *arena,
                          struct ht_comparison *out);

// The same of a whole scheme, whose weights are percentages of it; positions are those of all mandates.
void ht_benchmark_compare_scheme(const struct ht_scheme *scheme, const struct ht_account *benchmark,
                                 struct ht_arena *arena, struct ht_comparison *out);

#endif
