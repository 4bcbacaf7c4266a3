// SPDX-License-Identifier: GPL-3.0-or-later
// A benchmark in words: see benchmark_words.h.
#include "report/benchmark_words.h"

#include "report/text.h"
#include "report/wording.h"

const char *ht_word_benchmark(struct ht_arena *arena, const struct ht_benchmark_file *benchmark, const char *whole) {
    const struct ht_account *other = benchmark->account;
    const struct ht_portfolio *portfolio = other->resolution->portfolio;
    const struct ht_coverage *coverage = &other->coverage;
    return ht_arena_format(
        arena,
        "Compared with the benchmark %s, holdings of %s, file %s, SHA-256 %s: weights are %s and, in the "
        "benchmark, %s; of the benchmark %s could be compared by identifier and %s by name alone%s%s.",
        ht_text_fund_name(other), ht_word_date(arena, portfolio->holdings_date), portfolio->path, portfolio->sha256,
        whole, ht_word_denominator(other->denominator), ht_word_percent(arena, coverage->comparable_pct),
        ht_word_percent(arena, coverage->comparable_by_name_pct),
        benchmark->trouble ? "; it could not be read whole" : "",
        ht_account_is_part(other) ? "; its file seems to hold a part of it" : "");
}

const char *ht_word_no_benchmark(struct ht_arena *arena, const struct ht_benchmark_file *benchmark) {
    return ht_arena_format(arena, "Nothing is compared with the benchmark %s: %s.", benchmark->path, benchmark->why);
}

const char *ht_word_points(struct ht_arena *arena, struct ht_amount points) {
    if (!points.known)
        return "not known";
    return ht_arena_format(arena, "%s%s", ht_decimal_sign(points.number) > 0 ? "+" : "",
                           ht_word_decimal(arena, points.number));
}
