// SPDX-License-Identifier: GPL-3.0-or-later
// One portfolio looked through, and how much of its funds that covers.
#include <string.h>

#include "holdtrace/large.h"
#include "holdtrace/text.h"
#include "lookthrough/expand.h"

// What the shares of coverage are of, by values or by weights.
struct covered {
    struct ht_amount value, mapped, missing, inside;
    bool whole; // every amount of it is known, and they can be added
};

const struct ht_held_fund *ht_through_outermost(const struct ht_through *through) {
    while (through && through->outer)
        through = through->outer;
    return through ? through->fund : NULL;
}

static struct ht_amount magnitude(struct ht_amount amount) {
    return amount.known ? ht_amount_of(ht_decimal_abs(amount.number)) : amount;
}

static void add(struct covered *covered, struct ht_amount *sum, struct ht_amount amount) {
    covered->whole = covered->whole && amount.known && ht_amount_add(sum, magnitude(amount));
}

// Whether a rest is missing: one that has the other sign is what the file tells beyond the fund.
static bool is_missing(struct ht_amount rest, struct ht_amount of) {
    return rest.known && of.known && ht_decimal_sign(rest.number) == ht_decimal_sign(of.number);
}

static void cover(struct covered *covered, const struct ht_held_fund *held, struct ht_amount amount,
                  struct ht_amount rest) {
    if (!held->through) {
        add(covered, &covered->value, amount);
        if (!held->why)
            add(covered, &covered->mapped, amount);
    } else if (held->why) {
        add(covered, &covered->inside, amount);
    }
    if (!held->why && is_missing(rest, amount))
        add(covered, &covered->missing, rest);
}

// A derivative on a fund is no holding of it.
static void sum_coverage(struct ht_look_through *result) {
    struct ht_amount zero = ht_amount_of(ht_decimal_int(0));
    struct covered values = {zero, zero, zero, zero, true}, weights = values;
    bool any = false;
    for (size_t i = 0; i < result->count; i++) {
        const struct ht_held_fund *held = result->funds[i];
        if (held->is_derivative)
            continue;
        any = true;
        if (!ht_text_equal(held->currency, result->funds[0]->currency))
            values.whole = false;
        cover(&values, held, held->value, held->rest);
        cover(&weights, held, held->weight_file_pct, held->rest_file_pct);
    }
    const struct covered *base = values.whole ? &values : weights.whole ? &weights : NULL;
    if (!base || !any)
        return;
    result->coverage_base = base == &values ? "value" : "weight";
    result->coverage = ht_fund_coverage_of(base->value, base->mapped, base->missing, base->inside);
}

const struct ht_held_fund *ht_looked_through_as(const struct ht_portfolio *portfolio,
                                                const struct ht_position *position) {
    const struct ht_look_through *looked = portfolio->look_through;
    for (size_t i = 0; looked && position->opaque && i < looked->count; i++) {
        const struct ht_held_fund *held = looked->funds[i];
        if (!held->why && held->through == position->through && held->line == position->line)
            return held;
    }
    return NULL;
}

void ht_look_through(const struct ht_fund_library *library, const struct ht_portfolio *portfolio, const bool *kept,
                     struct ht_arena *arena, struct ht_portfolio *out) {
    struct ht_look_through *result = ht_arena_alloc(arena, sizeof *result);
    struct look look = {.library = library,
                        .kept = kept,
                        .arena = arena,
                        .scratch = ht_arena_new(),
                        .out = out,
                        .result = result,
                        .said = ht_map_new(arena),
                        .capacity = portfolio->position_count,
                        .aside_capacity = portfolio->looked_through_count};
    *out = *portfolio;
    out->look_through = result;
    out->positions = ht_arena_array(arena, portfolio->position_count, sizeof *out->positions);
    out->position_count = 0;
    out->findings = ht_findings_in(arena);
    ht_findings_add(&out->findings, &portfolio->findings);
    const struct level scanned = {.portfolio = portfolio, .ids = fund_ids_of(portfolio, false, arena)};
    for (size_t i = 0; i < portfolio->position_count; i++) {
        look_take(&look, &scanned, &portfolio->positions[i]);
        ht_large_rest();
    }
    ht_tally_rest(&look.tally, &out->findings);
    sum_coverage(result);
    ht_arena_free(look.scratch);
}
