// SPDX-License-Identifier: GPL-3.0-or-later
// Funds that were looked through in words: see funds_words.h.
#include "report/funds_words.h"

#include "report/wording.h"

const char *ht_word_held_name(const struct ht_held_fund *held) {
    return held->name ? held->name : held->isin ? held->isin : "(no name)";
}

static const char *share_of(struct ht_arena *arena, const struct ht_through *step) {
    struct ht_decimal pct;
    bool fits = step->share.known && ht_decimal_percent(step->share.number, ht_decimal_int(1), 6, &pct);
    return fits ? ht_word_percent(arena, ht_amount_of(pct)) : "an unknown share";
}

static const char *way(struct ht_arena *arena, const struct ht_through *step) {
    if (!step)
        return NULL;
    const char *before = way(arena, step->outer);
    const char *of = ht_arena_format(arena, "%s%s%s (%s of it, ", before ? before : "", before ? ", there " : "",
                                     ht_word_held_name(step->fund), share_of(arena, step));
    if (step->line == 0)
        return ht_arena_format(arena, "%swhich was not looked through)", of);
    return ht_arena_format(arena, "%sline %ld of %s)", of, step->line, step->fund->constituents->portfolio->path);
}

const char *ht_word_held_through(struct ht_arena *arena, const struct ht_position *position) {
    return way(arena, position->through);
}

static const char *amount_of(struct ht_arena *arena, const struct ht_held_fund *held, struct ht_amount value,
                             struct ht_amount weight) {
    return held->value.known ? ht_word_money(arena, value, held->currency) : ht_word_percent(arena, weight);
}

const char *ht_word_held_amount(struct ht_arena *arena, const struct ht_held_fund *held) {
    return amount_of(arena, held, held->value, held->weight_file_pct);
}

const char *ht_word_held_outcome(struct ht_arena *arena, const struct ht_held_fund *held) {
    if (held->why)
        return ht_arena_format(arena, "not looked through: %s", held->why);
    const struct ht_portfolio *portfolio = held->constituents->portfolio;
    struct ht_amount left = held->value.known ? held->rest : held->rest_file_pct;
    const char *rest = "";
    if (left.known && ht_decimal_sign(left.number) != 0)
        rest = ht_arena_format(arena, "; part not looked through: %s",
                               amount_of(arena, held, held->rest, held->rest_file_pct));
    return ht_arena_format(arena, "by %s %s%s: %s of %s%s", ht_fund_method_name(held->method), held->matched_value,
                           held->by_file_name ? " in the name of the file" : "", portfolio->path,
                           ht_word_date(arena, portfolio->holdings_date), rest);
}

const char *ht_word_fund_coverage(struct ht_arena *arena, const struct ht_look_through *looked) {
    const struct ht_fund_coverage *coverage = &looked->coverage;
    if (!coverage->effective_pct.known)
        return "How much of the funds was looked through is not known.";
    if (!coverage->told_pct.known)
        return ht_arena_format(
            arena,
            "Effective coverage: %s of the funds' %s was looked through; no file that could be used was found.",
            ht_word_percent(arena, coverage->effective_pct), looked->coverage_base);
    return ht_arena_format(
        arena,
        "Effective coverage: %s of the funds' %s was looked through to the end. Files were found for %s; "
        "they tell %s of that, of which %s lies in further funds that were not looked through.",
        ht_word_percent(arena, coverage->effective_pct), looked->coverage_base,
        ht_word_percent(arena, coverage->mapped_pct), ht_word_percent(arena, coverage->told_pct),
        ht_word_percent(arena, coverage->lost_inside_pct));
}

const char *ht_word_funds_file(struct ht_arena *arena, const struct ht_funds_file *file) {
    return ht_arena_format(arena, "%s, %s used%s%s", ht_word_count(arena, file->count, "fund"),
                           ht_word_number(arena, (int64_t)file->used), file->sha256 ? "; SHA-256 " : "",
                           file->sha256 ? file->sha256 : "");
}
