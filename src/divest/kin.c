// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What is bought though it is near to what goes: of a category that is neither counted nor chosen, or of a group that
 * also holds something that goes. It is no error, but nobody shall do it without being told.
 */
#include "divest/plan.h"
#include "holdtrace/map.h"

static const struct ht_entity *head_of(const struct div_plan *plan, const struct ht_line *line) {
    const struct ht_entity *issuer = line->resolved->issuer;
    return issuer ? ht_ownership_head(plan->ref, plan->targets, plan->screen, issuer, plan->as_of, plan->arena)
                  : NULL;
}

// The heads of the groups of what goes, by id.
static struct ht_map *heads_of_sales(const struct div_plan *plan) {
    struct ht_map *heads = ht_map_new(plan->arena);
    for (size_t i = 0; i < plan->out->sale_count; i++) {
        const struct ht_entity *head = head_of(plan, plan->out->sales[i].line);
        if (head)
            ht_map_put(heads, head->id, &plan->out->sales[i]);
    }
    return heads;
}

// The alternatives that buy line INDEX, as bits.
static unsigned buyers_of(const struct ht_divestment *out, size_t index) {
    unsigned buyers = 0;
    for (size_t k = 0; k < out->alternative_count; k++) {
        const struct ht_amount *changes = out->alternatives[k].changes;
        if (changes && changes[index].known && ht_decimal_sign(changes[index].number) > 0)
            buyers |= 1u << out->alternatives[k].which;
    }
    return buyers;
}

void div_note_kin(struct div_plan *plan) {
    struct ht_divestment *out = plan->out;
    struct ht_map *heads = out->sale_count ? heads_of_sales(plan) : NULL;
    out->kin = ht_arena_array(plan->arena, plan->account->line_count, sizeof *out->kin);
    for (size_t i = 0; heads && i < plan->account->line_count; i++) {
        const struct ht_line *line = &plan->account->lines[i];
        unsigned buyers = buyers_of(out, i);
        if (buyers == 0)
            continue;
        const struct ht_entity *head = head_of(plan, line);
        if (head && !ht_map_get(heads, head->id))
            head = NULL;
        if (head || line->category != HT_NO_CATEGORY)
            out->kin[out->kin_count++] = (struct ht_divest_kin){line, head, buyers};
    }
}
