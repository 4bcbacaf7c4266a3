// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of a fund: figures.h.
#include "report/figures.h"

#include "report/wording.h"

static struct ht_figure side_figure(struct ht_arena *arena, const struct ht_account *account, const char *name,
                                    const struct ht_verdict_side *side) {
    if (side->positions == 0)
        return (struct ht_figure){name, account->line_count ? "none" : "not tested", ""};
    if (!side->weight_pct.known)
        return (struct ht_figure){name, "weight not known", side->money};
    return (struct ht_figure){
        name, ht_word_percent(arena, side->weight_pct),
        ht_arena_format(arena, "%s, %s", ht_word_denominator(account->denominator), side->money)};
}

size_t ht_figures(struct ht_arena *arena, const struct ht_account *account, const struct ht_verdict *verdict,
                  struct ht_figure figures[HT_FIGURES_MAX]) {
    const struct ht_coverage *coverage = &account->coverage;
    bool is_short = verdict->short_side.positions > 0;
    size_t count = 0;
    figures[count++] =
        side_figure(arena, account, is_short ? "Counted exposure, long" : "Counted exposure", &verdict->long_side);
    if (is_short)
        figures[count++] = side_figure(arena, account, "Counted exposure, short", &verdict->short_side);
    figures[count++] =
        (struct ht_figure){"Positions counted", ht_word_number(arena, (int64_t)verdict->counted),
                           ht_arena_format(arena, "of %s", ht_word_number(arena, (int64_t)account->line_count))};
    figures[count++] = (struct ht_figure){"Could be compared", ht_word_percent(arena, coverage->comparable_pct),
                                          ht_arena_format(arena, "of the %s by identifier, %s by name alone",
                                                          coverage->base ? coverage->base : "value",
                                                          ht_word_percent(arena, coverage->comparable_by_name_pct))};
    figures[count++] = (struct ht_figure){"Possible, not counted", ht_word_number(arena, (int64_t)verdict->possible),
                                          verdict->possible == 1 ? "position that needs a decision"
                                                                 : "positions that need a decision"};
    return count;
}
