// SPDX-License-Identifier: GPL-3.0-or-later
// An entity without a position.
#include "holdtrace/assess.h"

#include "exposure/account.h"

void ht_assess(struct ht_reference *ref, const struct ht_screen *screen, const struct ht_targets *targets,
               const struct ht_entity *entity, struct ht_date as_of, struct ht_arena *arena,
               struct ht_assessment *out) {
    struct acc_context ctx = {.ref = ref,
                              .screen = screen,
                              .targets = targets,
                              .as_of = as_of,
                              .arena = arena,
                              .issuers = ht_map_new(arena)};
    const struct acc_issuer *issuer = acc_issuer_of(&ctx, entity);
    struct ht_exposed_target *exposed = ht_arena_array(arena, issuer->ties.count, sizeof *exposed);
    *out = (struct ht_assessment){.category = HT_NO_CATEGORY,
                                  .targets = exposed,
                                  .target_count = issuer->ties.count,
                                  .doubts = issuer->ties.doubts,
                                  .doubt_count = issuer->ties.doubt_count,
                                  .head = issuer->head};
    for (size_t i = 0; i < issuer->ties.count; i++) {
        exposed[i].tie = issuer->ties.items[i];
        acc_designations(&ctx, entity, &exposed[i]);
        out->also |= 1u << exposed[i].tie.category;
    }
    if (issuer->ties.count)
        out->category = exposed[0].tie.category;
    out->also &= ~(1u << out->category);
}
