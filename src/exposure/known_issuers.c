// SPDX-License-Identifier: GPL-3.0-or-later
// Of most issuers there is nothing to say but that: what was needed to find that out is not kept.
#include "holdtrace/known_issuers.h"

#include "exposure/account.h"

struct ht_known_issuers *ht_known_issuers_new(struct ht_arena *arena) {
    struct ht_known_issuers *known = ht_arena_alloc(arena, sizeof *known);
    known->arena = arena;
    return known;
}

// Whether anything is known of who owns ENTITY.
static bool knows_owners(struct acc_context *ctx, const struct ht_entity *entity, struct ht_arena *scratch) {
    return ht_targets_find(ctx->targets, entity) ||
           ht_ownership_standing(ctx->ref, entity, false, ctx->as_of, scratch).count > 0;
}

static struct ht_ties ties_of(struct acc_context *ctx, const struct ht_entity *entity, struct ht_arena *scratch) {
    struct ht_ties ties = ht_ownership_ties(ctx->ref, ctx->targets, ctx->screen, entity, ctx->as_of, scratch);
    if (ties.count == 0 && ties.doubt_count == 0)
        return (struct ht_ties){.share = ties.share};
    return ht_ownership_ties(ctx->ref, ctx->targets, ctx->screen, entity, ctx->as_of, ctx->known->arena);
}

struct acc_issuer *acc_issuer_of(struct acc_context *ctx, const struct ht_entity *entity) {
    struct ht_known_issuers *known = ctx->known;
    struct acc_issuer *issuer = keyed_get(&known->issuers, entity->key);
    if (!issuer) {
        struct ht_arena *scratch = ht_arena_new();
        issuer = ht_arena_alloc(known->arena, sizeof *issuer);
        issuer->ties = ties_of(ctx, entity, scratch);
        issuer->head = ht_ownership_head(ctx->ref, ctx->targets, ctx->screen, entity, ctx->as_of, scratch);
        issuer->ownership_known = knows_owners(ctx, entity, scratch);
        keyed_put(&known->issuers, known->arena, entity->key, issuer);
        ht_arena_free(scratch);
    }
    return issuer;
}
