// SPDX-License-Identifier: GPL-3.0-or-later
// What goes, what stays, and what may be bought.
#include <string.h>

#include "divest/plan.h"
#include "holdtrace/text.h"

static bool among(const char *const *items, size_t count, const char *text) {
    for (size_t i = 0; text && i < count; i++)
        if (ht_text_same(items[i], text))
            return true;
    return false;
}

static bool of_lists(const struct ht_divest_choice *choice, const struct ht_line *line) {
    if (choice->list_count == 0)
        return true;
    for (size_t i = 0; i < line->target_count; i++)
        for (size_t k = 0; k < line->targets[i].designation_count; k++) {
            const struct ht_exposed_designation *shown = &line->targets[i].designations[k];
            if (shown->standing != HT_NOT_IN_FORCE &&
                among(choice->lists, choice->list_count, shown->designation->list->id))
                return true;
        }
    return false;
}

static bool of_parents(const struct div_plan *plan, const struct ht_line *line) {
    const struct ht_divest_choice *choice = plan->choice;
    const struct ht_entity *issuer = line->resolved->issuer;
    if (choice->parent_count == 0)
        return true;
    if (!issuer)
        return false;
    if (among(choice->parents, choice->parent_count, issuer->id))
        return true;
    for (size_t i = 0; i < line->target_count; i++)
        if (among(choice->parents, choice->parent_count, line->targets[i].tie.target->entity->id))
            return true;
    const struct ht_entity *head =
        ht_ownership_head(plan->ref, plan->targets, plan->screen, issuer, plan->as_of, plan->arena);
    return head && among(choice->parents, choice->parent_count, head->id);
}

static bool in_categories(unsigned categories, const struct ht_line *line) {
    return line->category < HT_POSSIBLE && (categories & 1u << line->category);
}

bool ht_divest_is_kept(const struct ht_divest_choice *choice, const struct ht_position *position) {
    return among(choice->keep, choice->keep_count, position->isin) ||
           among(choice->keep, choice->keep_count, position->ticker);
}

static bool is_chosen(const struct div_plan *plan, const struct ht_line *line) {
    const struct ht_divest_choice *choice = plan->choice;
    const struct ht_position *position = line->resolved->position;
    return in_categories(choice->categories, line) && !ht_divest_is_kept(choice, position) &&
           of_lists(choice, line) && of_parents(plan, line);
}

bool div_inside_fund(const struct ht_line *line) {
    return line->resolved->position->through != NULL;
}

static bool is_long(const struct div_plan *plan, const struct ht_line *line) {
    struct ht_amount size = div_size(plan, line);
    return line->resolved->position->side == HT_LONG && (!size.known || ht_decimal_sign(size.number) >= 0);
}

// Nothing is bought of what the screen counts, or may count.
static bool may_be_bought(const struct div_plan *plan, const struct ht_line *line) {
    const struct ht_position *position = line->resolved->position;
    struct ht_amount size = div_size(plan, line);
    return position->side == HT_LONG && position->kind != HT_KIND_CASH && !ht_kind_is_derivative(position->kind) &&
           size.known && ht_decimal_sign(size.number) > 0 && line->category != HT_POSSIBLE &&
           !in_categories(plan->screen->counted | plan->choice->categories, line) && !div_inside_fund(line);
}

void div_choose(struct div_plan *plan) {
    const struct ht_account *account = plan->account;
    struct ht_divestment *out = plan->out;
    bool *inside = ht_arena_array(plan->arena, account->line_count, sizeof *inside);
    plan->roles = ht_arena_array(plan->arena, account->line_count, sizeof *plan->roles);
    for (size_t i = 0; i < account->line_count; i++) {
        const struct ht_line *line = &account->lines[i];
        bool chosen = is_chosen(plan, line);
        if (chosen && div_inside_fund(line)) {
            inside[i] = true;
            out->inside_funds++;
        } else if (chosen && is_long(plan, line)) {
            plan->roles[i] = DIV_GOES;
            out->sale_count++;
        } else if (chosen) {
            out->shorts++;
        } else if (in_categories(plan->screen->counted, line)) {
            out->kept++;
        } else if (may_be_bought(plan, line)) {
            plan->roles[i] = DIV_TAKES;
        }
    }
    div_rank_funds(plan, inside);
}
