// SPDX-License-Identifier: GPL-3.0-or-later
// The figures below the sentence that heads a divestment, for those who read no sentence.
#include "report/divest.h"
#include "report/wording.h"

// The share of the fund that PERCENT is, beside MONEY.
static struct ht_figure share(struct ht_arena *arena, const struct ht_divestment *divestment, const char *name,
                              struct ht_amount percent, const char *money) {
    return (struct ht_figure){
        name, ht_word_percent(arena, percent),
        ht_arena_format(arena, "%s, %s", ht_word_denominator(divestment->account->denominator), money)};
}

// The longest of what is sold side by side.
static struct ht_amount longest(const struct ht_divestment *divestment) {
    struct ht_amount days = ht_amount_unknown();
    for (size_t i = 0; i < divestment->sum_count; i++)
        if (divestment->sums[i].days.known &&
            (!days.known || ht_decimal_cmp(divestment->sums[i].days.number, days.number) > 0))
            days = divestment->sums[i].days;
    return days;
}

// What is exposed before, and after the proceeds were placed pro rata.
static struct ht_figure exposure(struct ht_arena *arena, const struct ht_divestment *divestment) {
    const struct ht_alternative *before = &divestment->alternatives[HT_LIKE_BEFORE];
    const struct ht_alternative *after = &divestment->alternatives[HT_LIKE_PRO_RATA];
    if (after->why_not.text)
        after = &divestment->alternatives[HT_LIKE_CASH];
    if (!after->counted_pct.known)
        return (struct ht_figure){"Counted exposure afterwards", "not known", ""};
    return (struct ht_figure){
        "Counted exposure afterwards", ht_word_percent(arena, after->counted_pct),
        ht_arena_format(arena, "long, of %s before", ht_word_percent(arena, before->counted_pct))};
}

size_t ht_divest_figures(struct ht_arena *arena, const struct ht_divestment *divestment,
                         struct ht_figure figures[HT_FIGURES_MAX]) {
    size_t count = 0, sold = divestment->sale_count - divestment->restricted;
    struct ht_amount days = longest(divestment);
    figures[count++] =
        share(arena, divestment, "Would be sold", divestment->sold_pct, ht_divest_money(arena, divestment, false));
    if (divestment->restricted > 0)
        figures[count++] = share(arena, divestment, "Stays held, by a rule", divestment->restricted_pct,
                                 ht_divest_money(arena, divestment, true));
    else
        figures[count++] = (struct ht_figure){
            "Positions sold", ht_word_number(arena, (int64_t)sold),
            ht_arena_format(arena, "of %s", ht_word_number(arena, (int64_t)divestment->account->line_count))};
    if (sold > 0)
        figures[count++] = exposure(arena, divestment);
    if (divestment->fund_count > 0)
        figures[count++] =
            (struct ht_figure){"Funds to change", ht_word_number(arena, (int64_t)divestment->fund_count),
                               ht_arena_format(arena, "with %s inside",
                                               ht_word_count(arena, divestment->inside_funds, "exposed position"))};
    if (days.known)
        figures[count++] = (struct ht_figure){"Days to sell", ht_divest_number(arena, days), "the longest of all"};
    return count;
}
