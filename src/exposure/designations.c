// SPDX-License-Identifier: GPL-3.0-or-later
// The list entries of a target as they stand beside an issuer, each with its reach and the subject's own word.
#include "exposure/account.h"

#include <string.h>

static bool is_shown(const struct ht_designation *designation, struct ht_date as_of) {
    return !designation->list->is_event && ht_confidence_counts(designation->confidence) &&
           ht_date_first(designation->listed_on) <= ht_date_last(as_of);
}

// Whether STATEMENT answers an entry of LIST: it speaks of that list, or denies without naming one.
static bool answers(const struct ht_statement *statement, const struct ht_list *list) {
    return statement->list ? strcmp(statement->list, list->id) == 0 : strcmp(statement->status, "denial") == 0;
}

// The later word wins; of two on one day the one on this list.
static bool is_better(const struct ht_statement *a, const struct ht_statement *b) {
    if (!b || ht_date_first(a->as_of) != ht_date_first(b->as_of))
        return !b || ht_date_first(a->as_of) > ht_date_first(b->as_of);
    return a->list && !b->list;
}

static const struct ht_statement *response_to(struct acc_context *ctx, const struct ht_designation *designation) {
    struct ht_statements all = ht_reference_statements(ctx->ref, designation->entity);
    const struct ht_statement *best = NULL;
    for (size_t i = 0; i < all.count; i++)
        if (ht_date_first(all.items[i].as_of) <= ht_date_last(ctx->as_of) &&
            answers(&all.items[i], designation->list) && is_better(&all.items[i], best))
            best = &all.items[i];
    return best;
}

const struct ht_exposed_designation *acc_designations(struct acc_context *ctx, const struct ht_entity *issuer,
                                                      const struct ht_entity *entity, size_t *count) {
    struct ht_designations all = ht_reference_designations(ctx->ref, entity);
    struct ht_exposed_designation *shown = ht_arena_array(ctx->known->arena, all.count, sizeof *shown);
    *count = 0;
    for (size_t i = 0; i < all.count; i++) {
        const struct ht_designation *designation = &all.items[i];
        if (!is_shown(designation, ctx->as_of))
            continue;
        enum ht_standing standing = ht_designation_standing(designation, ctx->as_of);
        shown[(*count)++] = (struct ht_exposed_designation){
            .designation = designation,
            .standing = standing,
            .selects = standing != HT_NOT_IN_FORCE && ht_screen_takes(ctx->screen, designation),
            .reach = ht_reach_of(ctx->ref, designation, ctx->screen, issuer, ctx->as_of, ctx->known->arena),
            .response = response_to(ctx, designation)};
    }
    return shown;
}

static bool is_told(const struct ht_line *line, const struct ht_statement *statement) {
    for (size_t i = 0; i < line->target_count; i++)
        for (size_t k = 0; k < line->targets[i].designation_count; k++)
            if (line->targets[i].designations[k].response == statement)
                return true;
    return false;
}

// Of a target's own position the lists speak for themselves; of another's, that no list names it must be said.
static bool is_needed(const struct ht_line *line, const struct ht_statement *statement) {
    return line->category != HT_DIRECT || strcmp(statement->status, "not_listed") != 0;
}

void acc_statements(struct acc_context *ctx, struct ht_line *line) {
    struct ht_statements all = ht_reference_statements(ctx->ref, line->resolved->issuer);
    const struct ht_statement **kept = ht_arena_array(ctx->arena, all.count, sizeof *kept);
    for (size_t i = 0; i < all.count; i++)
        if (ht_date_first(all.items[i].as_of) <= ht_date_last(ctx->as_of) && is_needed(line, &all.items[i]) &&
            !is_told(line, &all.items[i]))
            kept[line->statement_count++] = &all.items[i];
    line->statements = kept;
}
