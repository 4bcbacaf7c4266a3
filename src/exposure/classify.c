// SPDX-License-Identifier: GPL-3.0-or-later
// The category of each position, with the targets that give it.
#include "exposure/account.h"

#include <string.h>

// Whether ENTITY is a target, or has a counted tie to one.
static bool concerns_target(struct acc_context *ctx, const struct ht_entity *entity) {
    const struct ht_ties *ties = &acc_issuer_of(ctx, entity)->ties;
    for (size_t i = 0; i < ties->count; i++)
        if (ties->items[i].category == HT_DIRECT || acc_counts(ctx, ties->items[i].category))
            return true;
    return false;
}

static bool is_possible(struct acc_context *ctx, const struct ht_resolved *resolved) {
    for (size_t i = 0; i < resolved->candidate_count; i++)
        if (concerns_target(ctx, resolved->candidates[i].entity))
            return true;
    return false;
}

// The tie of a guarantor with the step between guarantor and issuer at the issuer's end.
static struct ht_tie through_guarantor(struct acc_context *ctx, const struct ht_line *line, struct ht_tie tie) {
    const struct ht_security *security = line->resolved->security;
    size_t count = tie.path.count;
    bool issuer_first = tie.category == HT_PARENT || tie.category == HT_STAKE;
    struct ht_step *steps = ht_arena_array(ctx->arena, count + 1, sizeof *steps);
    if (count)
        memcpy(steps + (issuer_first ? 1 : 0), tie.path.steps, count * sizeof *steps);
    steps[issuer_first ? 0 : count] = (struct ht_step){.owner = security->guarantor,
                                                       .owned = line->resolved->issuer,
                                                       .link = HT_LINK_RELATION,
                                                       .relation = "guarantor",
                                                       .confidence = security->confidence,
                                                       .source = security->source};
    tie.path = (struct ht_path){steps, count + 1};
    return tie;
}

// The ties of ENTITY with their designations; made once for all its positions.
static const struct ht_exposed_target *exposed(struct acc_context *ctx, const struct ht_entity *entity,
                                               size_t *count) {
    struct acc_issuer *issuer = acc_issuer_of(ctx, entity);
    *count = issuer->ties.count;
    if (!issuer->exposed) {
        issuer->exposed = ht_arena_array(ctx->arena, issuer->ties.count, sizeof *issuer->exposed);
        for (size_t i = 0; i < issuer->ties.count; i++) {
            issuer->exposed[i].tie = issuer->ties.items[i];
            acc_designations(ctx, entity, &issuer->exposed[i]);
        }
    }
    return issuer->exposed;
}

// The issuer's ties and its guarantor's, by category, the issuer's own first.
static void collect(struct acc_context *ctx, struct ht_line *line) {
    const struct ht_entity *guarantor = acc_guarantor(line);
    size_t own_count, other_count = 0, i = 0, k = 0;
    const struct ht_exposed_target *own = exposed(ctx, line->resolved->issuer, &own_count);
    const struct ht_exposed_target *other = guarantor ? exposed(ctx, guarantor, &other_count) : NULL;
    line->targets = own;
    line->target_count = own_count + other_count;
    if (!other_count)
        return;
    struct ht_exposed_target *both = ht_arena_array(ctx->arena, line->target_count, sizeof *both);
    for (size_t t = 0; t < line->target_count; t++) {
        if (k == other_count || (i < own_count && own[i].tie.category <= other[k].tie.category)) {
            both[t] = own[i++];
        } else {
            both[t] = other[k++];
            both[t].tie = through_guarantor(ctx, line, both[t].tie);
        }
    }
    line->targets = both;
}

static void classify(struct acc_context *ctx, struct ht_line *line) {
    if (!line->resolved->issuer) {
        line->category = is_possible(ctx, line->resolved) ? HT_POSSIBLE : HT_NO_CATEGORY;
        return;
    }
    collect(ctx, line);
    if (!line->target_count)
        return;
    line->category = line->targets[0].tie.category;
    for (size_t i = 0; i < line->target_count; i++)
        line->also |= 1u << line->targets[i].tie.category;
    line->also &= ~(1u << line->category);
    if (line->category == HT_DIRECT)
        line->attributed_value = acc_position(line)->value;
}

void acc_classify(struct acc_context *ctx) {
    for (size_t i = 0; i < ctx->account->line_count; i++) {
        struct ht_line *line = &ctx->account->lines[i];
        classify(ctx, line);
        ctx->account->exposed = ctx->account->exposed || acc_counts(ctx, line->category);
        ctx->account->possible = ctx->account->possible || line->category == HT_POSSIBLE;
        if (acc_position(line)->kind == HT_KIND_FUND)
            ht_find(&ctx->account->findings, HT_CODE_FUND_HELD, acc_position(line)->line,
                    "a fund is held (%s); what it holds is not known and counts as not covered",
                    acc_position(line)->name ? acc_position(line)->name : "without a name");
    }
}
