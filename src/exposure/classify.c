// SPDX-License-Identifier: GPL-3.0-or-later
// The category of each position, with the targets that give it.
#include "exposure/account.h"

#include <string.h>

bool acc_concerns_target(struct acc_context *ctx, const struct ht_entity *entity) {
    const struct ht_ties *ties = &acc_issuer_of(ctx, entity)->ties;
    for (size_t i = 0; i < ties->count; i++)
        if (ties->items[i].category == HT_DIRECT || acc_counts(ctx, ties->items[i].category))
            return true;
    return false;
}

static bool is_possible(struct acc_context *ctx, const struct ht_resolved *resolved) {
    for (size_t i = 0; i < resolved->candidate_count; i++)
        if (acc_concerns_target(ctx, resolved->candidates[i].entity))
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
    tie.share_pct = ht_amount_unknown(); // of the guarantor, not of the issuer
    return tie;
}

const struct ht_exposed_target *acc_exposed(struct acc_context *ctx, const struct ht_entity *entity, size_t *count) {
    struct acc_issuer *issuer = acc_issuer_of(ctx, entity);
    *count = issuer->ties.count;
    if (!issuer->exposed && *count > 0) {
        issuer->exposed = ht_arena_array(ctx->known->arena, issuer->ties.count, sizeof *issuer->exposed);
        for (size_t i = 0; i < issuer->ties.count; i++) {
            issuer->exposed[i].tie = issuer->ties.items[i];
            issuer->exposed[i].designations = acc_designations(ctx, entity, issuer->ties.items[i].target->entity,
                                                               &issuer->exposed[i].designation_count);
        }
    }
    return issuer->exposed;
}

// Puts the ties of ENTITY among those of LINE, by category, what was there first.
static void add_ties(struct acc_context *ctx, struct ht_line *line, const struct ht_entity *entity,
                     bool is_guarantor) {
    size_t count, own_count = line->target_count, i = 0, k = 0;
    const struct ht_exposed_target *more = acc_exposed(ctx, entity, &count), *own = line->targets;
    if (!count)
        return;
    struct ht_exposed_target *both = ht_arena_array(ctx->arena, own_count + count, sizeof *both);
    for (size_t t = 0; t < own_count + count; t++) {
        if (k == count || (i < own_count && own[i].tie.category <= more[k].tie.category)) {
            both[t] = own[i++];
        } else {
            both[t] = more[k++];
            if (is_guarantor)
                both[t].tie = through_guarantor(ctx, line, both[t].tie);
        }
    }
    line->targets = both;
    line->target_count = own_count + count;
}

// The issuer's ties, its guarantor's, and the line of the reader's own list that names the row beside the reference.
static void collect(struct acc_context *ctx, struct ht_line *line) {
    const struct ht_entity *guarantor = acc_guarantor(line);
    const struct ht_exclusion *exclusion = line->resolved->exclusion;
    line->targets = acc_exposed(ctx, line->resolved->issuer, &line->target_count);
    if (guarantor)
        add_ties(ctx, line, guarantor, true);
    if (exclusion && exclusion->entity != line->resolved->issuer)
        add_ties(ctx, line, exclusion->entity, false);
}

// Ties that the facts leave open, of the issuer and then of its guarantor.
static void collect_doubts(struct acc_context *ctx, struct ht_line *line) {
    const struct ht_entity *guarantor = acc_guarantor(line);
    const struct ht_ties *ties = &acc_issuer_of(ctx, line->resolved->issuer)->ties;
    const struct ht_ties *more = guarantor ? &acc_issuer_of(ctx, guarantor)->ties : NULL;
    line->doubts = ties->doubts;
    line->doubt_count = ties->doubt_count;
    if (!more || more->doubt_count == 0)
        return;
    struct ht_doubt *both = ht_arena_array(ctx->arena, ties->doubt_count + more->doubt_count, sizeof *both);
    if (ties->doubt_count)
        memcpy(both, ties->doubts, ties->doubt_count * sizeof *both);
    memcpy(both + ties->doubt_count, more->doubts, more->doubt_count * sizeof *both);
    line->doubts = both;
    line->doubt_count += more->doubt_count;
}

// Every rule side by side, where ownership or control is what ties the issuer, so that the answer is not obvious.
static struct ht_rule_readings rules_of(struct acc_context *ctx, const struct ht_entity *entity) {
    struct acc_issuer *issuer = acc_issuer_of(ctx, entity);
    bool tied = false;
    for (size_t i = 0; i < issuer->ties.count && !tied; i++)
        tied = issuer->ties.items[i].category == HT_OWNED || issuer->ties.items[i].category == HT_CONTROLLED;
    if (tied && !issuer->rules.count)
        issuer->rules =
            ht_rules_side_by_side(ctx->ref, ctx->targets, ctx->screen, entity, ctx->as_of, ctx->known->arena);
    return issuer->rules;
}

void acc_classify_line(struct acc_context *ctx, struct ht_line *line) {
    if (!line->resolved->issuer) {
        line->category = is_possible(ctx, line->resolved) ? HT_POSSIBLE : HT_NO_CATEGORY;
        return;
    }
    collect(ctx, line);
    collect_doubts(ctx, line);
    line->category = line->target_count ? line->targets[0].tie.category : HT_NO_CATEGORY;
    if (!acc_counts(ctx, line->category) && is_possible(ctx, line->resolved))
        line->category = HT_POSSIBLE;
    if (!line->target_count || line->category == HT_POSSIBLE)
        return;
    line->apart = acc_apart(ctx, line->resolved->issuer, &line->apart_count);
    acc_statements(ctx, line);
    for (size_t i = 0; i < line->target_count; i++)
        line->also |= 1u << line->targets[i].tie.category;
    line->also &= ~(1u << line->category);
    acc_attribute(ctx, line);
    line->rules = rules_of(ctx, line->resolved->issuer);
}

void acc_classify(struct acc_context *ctx) {
    for (size_t i = 0; i < ctx->account->line_count; i++) {
        struct ht_line *line = &ctx->account->lines[i];
        acc_classify_line(ctx, line);
        ctx->account->exposed = ctx->account->exposed || acc_counts(ctx, line->category);
        ctx->account->possible = ctx->account->possible || line->category == HT_POSSIBLE;
        // Looking through says why it did not.
        if (acc_position(line)->kind == HT_KIND_FUND && !acc_position(line)->opaque)
            ht_find(&ctx->account->findings, HT_CODE_FUND_HELD, acc_position(line)->line,
                    "a fund is held (%s); what it holds is not known and counts as not covered",
                    acc_position(line)->name ? acc_position(line)->name : "without a name");
    }
}
