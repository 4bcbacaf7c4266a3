// SPDX-License-Identifier: GPL-3.0-or-later
// How the sectors and countries of a fund shift: those that shift most, and the others together.
#include <stdlib.h>

#include "report/divest.h"
#include "report/wording.h"

enum { SHOWN = 10 };

struct shifted {
    const struct ht_divest_group *group;
    struct ht_decimal most; // the largest difference to before, whatever its sign
};

static struct ht_decimal largest_shift(const struct ht_divestment *divestment, const struct ht_divest_group *group) {
    struct ht_amount before = group->weight_pct[HT_LIKE_BEFORE];
    struct ht_decimal most = ht_decimal_int(0), shift;
    for (size_t k = HT_LIKE_PRO_RATA; before.known && k < divestment->alternative_count; k++) {
        struct ht_amount after = group->weight_pct[divestment->alternatives[k].which];
        if (!after.known || !ht_decimal_sub(after.number, before.number, &shift))
            continue;
        shift = ht_decimal_abs(shift);
        most = ht_decimal_cmp(shift, most) > 0 ? shift : most;
    }
    return most;
}

static int most_shifted_first(const void *left, const void *right) {
    const struct shifted *a = left, *b = right;
    int order = ht_decimal_cmp(b->most, a->most);
    return order ? order : (a->group > b->group) - (a->group < b->group);
}

static void add_group(const struct ht_divestment *divestment, const struct ht_divest_group *group,
                      struct ht_divest_row *row) {
    for (size_t k = 0; k < divestment->alternative_count; k++) {
        struct ht_amount weight = group->weight_pct[divestment->alternatives[k].which];
        if (!weight.known || (row->amounts[k].known && !ht_amount_add(&row->amounts[k], weight)))
            row->amounts[k] = ht_amount_unknown();
        else if (!row->amounts[k].known)
            row->amounts[k] = weight;
    }
}

const char *ht_divest_groups_title(enum ht_grouping by) {
    return by == HT_BY_SECTOR ? "Sectors as the file names them, %" : "Countries as the file names them, %";
}

const struct ht_divest_row *ht_divest_group_rows(struct ht_arena *arena, const struct ht_divestment *divestment,
                                                 enum ht_grouping by, size_t *count) {
    const struct ht_divest_groups *groups = &divestment->groups[by];
    struct shifted *order = ht_arena_array(arena, groups->count, sizeof *order);
    struct ht_divest_row *rows = ht_arena_array(arena, SHOWN + 1, sizeof *rows);
    size_t shown = groups->count <= SHOWN + 1 ? groups->count : SHOWN;
    for (size_t i = 0; i < groups->count; i++)
        order[i] = (struct shifted){&groups->items[i], largest_shift(divestment, &groups->items[i])};
    qsort(order, groups->count, sizeof *order, most_shifted_first);
    for (size_t i = 0; i < groups->count; i++) {
        struct ht_divest_row *row = &rows[i < shown ? i : shown];
        if (i < shown)
            row->title = order[i].group->name ? order[i].group->name : "not told";
        add_group(divestment, order[i].group, row);
    }
    if (groups->count > shown)
        rows[shown].title = ht_arena_format(arena, "%zu others, which shift less", groups->count - shown);
    *count = shown + (groups->count > shown);
    return rows;
}

const char *ht_divest_elsewhere(struct ht_arena *arena, const struct ht_alternative *alternative) {
    if (!alternative->elsewhere)
        return NULL;
    return ht_arena_format(arena,
                           "%s: nothing that may be bought stays in %s; %s of net assets went over all that may, in "
                           "proportion.",
                           ht_divest_alternative(alternative->which), alternative->elsewhere,
                           ht_word_percent(arena, alternative->elsewhere_pct));
}
