// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Rows of tables that are not counted: what they are worth in the fund is not computed, but a company that only they
 * name is told as possible. Funds are not looked through here.
 */
#include "exposure/account.h"

#include <string.h>

static bool is_same(const struct ht_entity *a, const struct ht_entity *b) {
    return a && b && strcmp(a->id, b->id) == 0;
}

static bool has_candidate(const struct ht_resolved *resolved, const struct ht_entity *entity) {
    for (size_t i = 0; i < resolved->candidate_count; i++)
        if (is_same(resolved->candidates[i].entity, entity))
            return true;
    return false;
}

/*
 * Whether a position of SIDE is counted for ENTITY; or, for what is only a candidate, is possible for it: then the
 * row repeats what is told already.
 */
static bool is_told(const struct acc_context *ctx, const struct ht_entity *entity, enum ht_side side,
                    bool is_candidate) {
    for (size_t i = 0; i < ctx->account->line_count; i++) {
        const struct ht_line *line = &ctx->account->lines[i];
        if (acc_position(line)->side != side)
            continue;
        if (acc_counts(ctx, line->category) && is_same(line->resolved->issuer, entity))
            return true;
        if (is_candidate && line->category == HT_POSSIBLE && has_candidate(line->resolved, entity))
            return true;
    }
    return false;
}

static bool adds_something(struct acc_context *ctx, const struct ht_line *line) {
    const struct ht_resolved *resolved = line->resolved;
    enum ht_side side = acc_position(line)->side;
    if (acc_counts(ctx, line->category))
        return !is_told(ctx, resolved->issuer, side, false);
    if (line->category != HT_POSSIBLE)
        return false;
    for (size_t i = 0; i < resolved->candidate_count; i++) {
        const struct ht_entity *entity = resolved->candidates[i].entity;
        if (acc_concerns_target(ctx, entity) && !is_told(ctx, entity, side, true))
            return true;
    }
    return false;
}

void acc_look_through(struct acc_context *ctx) {
    struct ht_account *account = ctx->account;
    const struct ht_resolution *resolution = account->resolution;
    size_t capacity = 0;
    for (size_t i = 0; i < resolution->looked_through_count; i++) {
        struct ht_line line = {.resolved = &resolution->looked_through[i], .category = HT_NO_CATEGORY};
        acc_classify_line(ctx, &line);
        if (!adds_something(ctx, &line))
            continue;
        if (line.category != HT_POSSIBLE)
            line.also |= 1u << line.category;
        line.category = HT_POSSIBLE;
        line.attributed_value = ht_amount_unknown();
        account->looked_through = ht_arena_grow(ctx->arena, account->looked_through, account->looked_through_count,
                                                &capacity, sizeof *account->looked_through);
        account->looked_through[account->looked_through_count++] = line;
    }
    account->possible = account->possible || account->looked_through_count > 0;
}
