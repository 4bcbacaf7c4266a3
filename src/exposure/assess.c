// SPDX-License-Identifier: GPL-3.0-or-later
// An entity without a position.
#include "holdtrace/assess.h"

#include "exposure/account.h"

void ht_assess(struct ht_reference *ref, const struct ht_screen *screen, const struct ht_targets *targets,
               struct ht_known_issuers *known, const struct ht_entity *entity, struct ht_date as_of,
               struct ht_arena *arena, struct ht_assessment *out) {
    struct acc_context ctx = {
        .ref = ref, .screen = screen, .targets = targets, .as_of = as_of, .arena = arena, .known = known};
    const struct acc_issuer *issuer = acc_issuer_of(&ctx, entity);
    *out = (struct ht_assessment){.category = HT_NO_CATEGORY,
                                  .doubts = issuer->ties.doubts,
                                  .doubt_count = issuer->ties.doubt_count,
                                  .head = issuer->head};
    out->targets = acc_exposed(&ctx, entity, &out->target_count);
    for (size_t i = 0; i < out->target_count; i++)
        out->also |= 1u << out->targets[i].tie.category;
    out->apart = acc_apart(&ctx, entity, &out->apart_count);
    if (out->target_count)
        out->category = out->targets[0].tie.category;
    out->also &= ~(1u << out->category);
}
