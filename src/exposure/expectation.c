// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The expected exposure and the band around it. The expectation is exact: the sum of chance times weight. The band is
 * gone through outcome by outcome while there are few companies, and drawn by a seeded generator beyond, as the
 * distribution of a sum of many different weights has no short form.
 */
#include "exposure/expectation.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "holdtrace/hash.h"
#include "holdtrace/random.h"

enum { ALL_OUTCOMES_TO = 10, DRAWS = 10000, WEIGHT_PLACES = 6 };
static const double LOW = 0.05, HIGH = 0.95;

// The chance that LINE is one of those it may be which matter: they exclude each other. Unknown when one has none.
static struct ht_amount chance_of_candidates(struct acc_context *ctx, const struct ht_resolved *resolved,
                                             const char **key) {
    struct ht_decimal sum = ht_decimal_int(0), one = ht_decimal_int(1);
    *key = ht_arena_format(ctx->arena, "%s\n", resolved->position->name ? resolved->position->name : "");
    for (size_t i = 0; i < resolved->candidate_count; i++) {
        const struct ht_candidate *candidate = &resolved->candidates[i];
        if (!acc_concerns_target(ctx, candidate->entity))
            continue;
        if (!candidate->score.known || !ht_decimal_add(sum, candidate->score.number, &sum))
            return ht_amount_unknown();
        *key = ht_arena_format(ctx->arena, "%s%s\n", *key, candidate->entity->id);
    }
    return ht_amount_of(ht_decimal_cmp(sum, one) > 0 ? one : sum);
}

// The greatest chance among the ties of ENTITY that would count. Unknown when one of them has none.
static struct ht_amount chance_of_ties(struct acc_context *ctx, const struct ht_entity *entity) {
    const struct ht_ties *ties = &acc_issuer_of(ctx, entity)->ties;
    struct ht_amount best = ht_amount_unknown();
    for (size_t i = 0; i < ties->doubt_count; i++) {
        const struct ht_doubt *doubt = &ties->doubts[i];
        if (!acc_counts(ctx, doubt->category))
            continue;
        if (!doubt->chance.known)
            return ht_amount_unknown();
        if (!best.known || ht_decimal_cmp(doubt->chance.number, best.number) > 0)
            best = doubt->chance;
    }
    return best;
}

void acc_chances_add(struct acc_chances *chances, const struct ht_line *line) {
    const struct ht_resolved *resolved = line->resolved;
    const char *key = resolved->issuer ? resolved->issuer->id : NULL;
    bool by_candidates = line->category == HT_POSSIBLE;
    struct ht_decimal weight;
    // A guarantor's ties would be a second chance beside the issuer's: such a line has no number.
    struct ht_amount chance = by_candidates         ? chance_of_candidates(chances->ctx, resolved, &key)
                              : acc_guarantor(line) ? ht_amount_unknown()
                                                    : chance_of_ties(chances->ctx, resolved->issuer);
    if (!chance.known || !line->weight_pct.known ||
        !ht_decimal_round(line->weight_pct.number, WEIGHT_PLACES, &weight))
        return;
    chances->rows++;
    uintptr_t place = (uintptr_t)ht_map_get(chances->places, key);
    if (!place) {
        chances->items = ht_arena_grow(chances->ctx->arena, chances->items, chances->count, &chances->capacity,
                                       sizeof *chances->items);
        chances->items[chances->count++] = (struct acc_chance){key, chance.number, {0, WEIGHT_PLACES}};
        place = chances->count;
        ht_map_put(chances->places, key, (void *)place); // NOLINT(performance-no-int-to-ptr)
    }
    struct acc_chance *item = &chances->items[place - 1];
    // Rows that print one name can differ in what else they say: the likeliest speaks for all.
    if (ht_decimal_cmp(chance.number, item->chance) > 0)
        item->chance = chance.number;
    if (!ht_decimal_add(item->weight, weight, &item->weight))
        chances->ctx->overflow = true;
}

static int by_key(const void *left, const void *right) {
    return strcmp(((const struct acc_chance *)left)->key, ((const struct acc_chance *)right)->key);
}

struct outcome {
    long long weight; // in millionths of a percent
    double chance;
};

static int by_weight(const void *left, const void *right) {
    const struct outcome *a = left, *b = right;
    return (a->weight > b->weight) - (a->weight < b->weight);
}

// What share of the outcomes, which are sorted by weight, lies at or below the result: SHARE or just over.
static long long quantile(const struct outcome *outcomes, size_t count, double share) {
    double sum = 0;
    size_t i = 0;
    while (i + 1 < count && (sum += outcomes[i].chance) < share - 1e-12)
        i++;
    return outcomes[i].weight;
}

struct few {
    double chance;
    long long weight;
};

static void go_through(const struct few *few, size_t count, struct outcome *outcomes) {
    for (size_t set = 0; set < (size_t)1 << count; set++) {
        outcomes[set] = (struct outcome){0, 1};
        for (size_t i = 0; i < count; i++) {
            bool counts = set >> i & 1;
            outcomes[set].weight += counts ? few[i].weight : 0;
            outcomes[set].chance *= counts ? few[i].chance : 1 - few[i].chance;
        }
    }
}

static void draw(const struct few *few, size_t count, struct ht_random *random, struct outcome *outcomes) {
    for (size_t n = 0; n < DRAWS; n++) {
        outcomes[n] = (struct outcome){0, 1.0 / DRAWS};
        for (size_t i = 0; i < count; i++)
            if (ht_random_next(random) < few[i].chance)
                outcomes[n].weight += few[i].weight;
    }
}

static struct ht_amount over(struct ht_amount sure, long long millionths) {
    struct ht_decimal sum, more = {millionths, WEIGHT_PLACES};
    return ht_decimal_add(sure.number, more, &sum) ? ht_amount_of(sum) : ht_amount_unknown();
}

static const char *seed_of(struct acc_context *ctx) {
    return ht_arena_format(ctx->arena, "%s %s", ctx->account->resolution->portfolio->sha256,
                           ht_reference_info(ctx->ref)->content_sha256);
}

static void find_band(struct acc_chances *chances, const struct few *few, struct ht_amount sure) {
    struct ht_interval *interval = &chances->ctx->account->interval;
    bool all = chances->count <= ALL_OUTCOMES_TO;
    struct ht_random *random = all ? NULL : ht_random_from(seed_of(chances->ctx));
    size_t count = all ? (size_t)1 << chances->count : DRAWS;
    if (!all && !random)
        return;
    struct outcome *outcomes = ht_heap_alloc(count * sizeof *outcomes);
    if (all)
        go_through(few, chances->count, outcomes);
    else
        draw(few, chances->count, random, outcomes);
    qsort(outcomes, count, sizeof *outcomes, by_weight);
    interval->low_pct = over(sure, quantile(outcomes, count, LOW));
    interval->high_pct = over(sure, quantile(outcomes, count, HIGH));
    interval->draws = all ? 0 : DRAWS;
    free(outcomes);
    ht_random_free(random);
}

static double number_of(struct ht_decimal decimal) {
    char text[HT_DECIMAL_TEXT];
    return strtod(ht_decimal_text(decimal, text), NULL);
}

void acc_expect(struct acc_chances *chances, struct ht_amount sure) {
    struct ht_interval *interval = &chances->ctx->account->interval;
    struct few *few = ht_arena_array(chances->ctx->arena, chances->count, sizeof *few);
    struct ht_decimal sum = sure.number, product;
    bool fits = sure.known && chances->count;
    if (chances->count)
        qsort(chances->items, chances->count, sizeof *chances->items, by_key);
    for (size_t i = 0; i < chances->count && fits; i++) {
        const struct acc_chance *item = &chances->items[i];
        fits = ht_decimal_mul(item->chance, item->weight, &product) && ht_decimal_add(sum, product, &sum) &&
               item->weight.scale == WEIGHT_PLACES && item->weight.units <= INT64_MAX / DRAWS &&
               item->weight.units >= -(INT64_MAX / DRAWS);
        few[i] = (struct few){number_of(item->chance), (long long)item->weight.units};
    }
    if (!fits || !ht_decimal_round(sum, WEIGHT_PLACES, &sum))
        return;
    interval->expected_pct = ht_amount_of(sum);
    interval->expected_of = chances->rows;
    find_band(chances, few, sure);
}
