// SPDX-License-Identifier: GPL-3.0-or-later
// Targets that an issuer is known not to be: those with a lookalike that is one of its securities or its own name.
#include "exposure/account.h"
#include "holdtrace/names.h"

static bool is_among(const struct acc_issuer *issuer, const struct ht_entity *entity) {
    for (size_t i = 0; i < issuer->apart_count; i++)
        if (issuer->apart[i].entity == entity)
            return true;
    for (size_t i = 0; i < issuer->ties.count; i++)
        if (issuer->ties.items[i].target->entity == entity)
            return true;
    return false;
}

static void add(struct acc_context *ctx, struct acc_issuer *issuer, const struct ht_entity *entity,
                struct ht_lookalikes lookalikes) {
    for (size_t i = 0; i < lookalikes.count; i++) {
        const struct ht_lookalike *row = &lookalikes.items[i];
        // A tie says more than a resemblance.
        if (row->entity == entity || is_among(issuer, row->entity) || !ht_targets_find(ctx->targets, row->entity))
            continue;
        struct ht_apart apart = {.entity = row->entity, .why = row->why, .source = row->source};
        apart.designations = acc_designations(ctx, entity, row->entity, &apart.designation_count);
        issuer->apart = ht_arena_grow(ctx->known->arena, issuer->apart, issuer->apart_count, &issuer->apart_capacity,
                                      sizeof *issuer->apart);
        issuer->apart[issuer->apart_count++] = apart;
    }
}

const struct ht_apart *acc_apart(struct acc_context *ctx, const struct ht_entity *entity, size_t *count) {
    struct acc_issuer *issuer = acc_issuer_of(ctx, entity);
    *count = issuer->apart_count;
    if (issuer->apart_asked)
        return issuer->apart;
    issuer->apart_asked = true;
    struct ht_securities securities = ht_reference_securities_of(ctx->ref, entity);
    for (size_t i = 0; i < securities.count; i++) {
        const struct ht_security *security = securities.items[i];
        if (security->isin)
            add(ctx, issuer, entity, ht_reference_lookalikes(ctx->ref, security->isin, NULL, NULL, NULL));
    }
    add(ctx, issuer, entity,
        ht_reference_lookalikes(ctx->ref, NULL, NULL, NULL, ht_name_key(ctx->arena, entity->name)));
    *count = issuer->apart_count;
    return issuer->apart;
}
