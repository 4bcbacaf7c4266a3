// SPDX-License-Identifier: GPL-3.0-or-later
// What a divestment says in sentences, each in one place, so that every format says the same.
#include <string.h>

#include "report/divest.h"
#include "report/wording.h"

const char ht_divest_limits[] =
    "They do not tell whether a sale is allowed, wise, or of any effect on the companies. The holdings are those of "
    "one day, and volumes, prices and parameters those that were given: what is sold later, or faster, brings "
    "another "
    "price. Tracking error and beta are estimates from past returns and say nothing of gain or loss to come. What "
    "could not be compared with the lists, is only possible, or lies in a fund that was not looked through is not "
    "among the sales.";

const char ht_divest_funds_note[] =
    "Most exposure for the value moved first. What another fund would hold instead is not known here, so no fund is "
    "sold in what follows, and what is inside one is neither sold nor bought.";

const char *ht_divest_fund_name(const struct ht_divestment *divestment) {
    const struct ht_portfolio *portfolio = divestment->account->resolution->portfolio;
    return portfolio->fund.name ? portfolio->fund.name : portfolio->path;
}

const char *ht_divest_name(struct ht_arena *arena, const struct ht_position *position) {
    const char *name = position->name ? position->name : "without a name";
    if (position->lot && position->acquired)
        return ht_arena_format(arena, "%s, lot %s of %s", name, position->lot, position->acquired);
    if (position->lot)
        return ht_arena_format(arena, "%s, lot %s", name, position->lot);
    return position->acquired ? ht_arena_format(arena, "%s, acquired %s", name, position->acquired) : name;
}

const char *ht_divest_money(struct ht_arena *arena, const struct ht_divestment *divestment, bool held) {
    const char *words = NULL;
    for (size_t i = 0; i < divestment->sum_count; i++) {
        const struct ht_proceeds *sum = &divestment->sums[i];
        struct ht_amount amount = held ? sum->held_value : sum->value;
        if ((held ? sum->held : sum->positions) == 0)
            continue;
        words = ht_arena_format(arena, "%s%s%s", words ? words : "", words ? " + " : "",
                                amount.known ? ht_word_money(arena, amount, sum->currency)
                                             : "an amount that the file does not tell");
    }
    return words ? words : "nothing";
}

// A percentage between BEFORE and AFTER; nothing when it is not known.
static const char *percent_words(struct ht_arena *arena, struct ht_amount percent, const char *before,
                                 const char *after) {
    return percent.known ? ht_arena_format(arena, "%s%s%s", before, ht_word_percent(arena, percent), after) : "";
}

const char *ht_divest_lead(struct ht_arena *arena, const struct ht_divestment *divestment) {
    size_t sold = divestment->sale_count - divestment->restricted;
    const char *whole = ht_arena_format(arena, " %s", ht_word_denominator(divestment->account->denominator));
    if (sold == 0)
        return ht_arena_format(
            arena, "no position%s would be sold%s.", divestment->inside_funds > 0 ? " that is held directly" : "",
            divestment->restricted > 0 ? ", because a rule restricts the sale of what would go" : "");
    return ht_arena_format(arena, "selling %s would free %s%s.", ht_word_count(arena, sold, "position"),
                           ht_divest_money(arena, divestment, false),
                           percent_words(arena, divestment->sold_pct, ", ", whole));
}

// Whom the rules bind that restrict one of the sales.
static const char *bound(struct ht_arena *arena, const struct ht_divestment *divestment) {
    const char **holders = ht_arena_array(arena, ht_dealing_rule_count(), sizeof *holders);
    size_t count = 0;
    for (size_t i = 0; i < divestment->sale_count; i++)
        for (size_t k = 0; k < divestment->sales[i].dealing_count; k++) {
            const struct ht_dealing *dealing = &divestment->sales[i].dealings[k];
            bool named = !dealing->restricts;
            for (size_t n = 0; n < count && !named; n++)
                named = strcmp(holders[n], dealing->rule->holder) == 0;
            if (!named)
                holders[count++] = dealing->rule->holder;
        }
    return ht_word_and(arena, holders, count);
}

const char *ht_divest_held(struct ht_arena *arena, const struct ht_divestment *divestment) {
    bool one = divestment->restricted == 1;
    if (divestment->restricted == 0)
        return NULL;
    return ht_arena_format(
        arena,
        "%s that would go, %s%s, may not be sold freely by %s and stay%s held: not among "
        "the proceeds, no order, and still exposed afterwards.",
        ht_word_count(arena, divestment->restricted, "position"), ht_divest_money(arena, divestment, true),
        percent_words(arena, divestment->restricted_pct, " (", ")"), bound(arena, divestment), one ? "s" : "");
}

const char *ht_divest_kept(struct ht_arena *arena, const struct ht_divestment *divestment) {
    if (divestment->kept == 0)
        return NULL;
    return ht_arena_format(arena, "%s that the screen counts stay%s by your choice.",
                           ht_word_count(arena, divestment->kept, "position"), divestment->kept == 1 ? "s" : "");
}

const char *ht_divest_shorts(struct ht_arena *arena, const struct ht_divestment *divestment) {
    if (divestment->shorts == 0)
        return NULL;
    return ht_arena_format(arena, "%s short: to close one is a purchase; not among the sales.",
                           divestment->shorts == 1
                               ? "1 exposed position is"
                               : ht_arena_format(arena, "%zu exposed positions are", divestment->shorts));
}

const char *ht_divest_rule(struct ht_arena *arena, const struct ht_dealing_rule *rule) {
    return ht_arena_format(arena, "%s binds %s. Its securities %s; %s; they %s (%s).", rule->list, rule->holder,
                           rule->buying, rule->holding, rule->selling, rule->citation);
}

bool ht_divest_rule_is_met(const struct ht_divestment *divestment, const struct ht_dealing_rule *rule) {
    for (size_t i = 0; i < divestment->sale_count; i++)
        for (size_t k = 0; k < divestment->sales[i].dealing_count; k++)
            if (divestment->sales[i].dealings[k].rule == rule)
                return true;
    return false;
}

static const char *reach_words(enum ht_tri reaches) {
    return reaches == HT_YES  ? "its rule reaches this issuer"
           : reaches == HT_NO ? "its rule does not reach this issuer"
                              : "whether its rule reaches this issuer is not known";
}

// When the entry asks for divestment; nothing where its rule knows no such day.
static const char *divestment_words(struct ht_arena *arena, const struct ht_dealing *dealing) {
    struct ht_date by = dealing->shown->designation->divest_by;
    if (ht_date_known(by))
        return ht_arena_format(arena, "; divestment due by %s", ht_word_date(arena, by));
    return dealing->rule && dealing->rule->leave == HT_SALE_LEAVE_ALWAYS
               ? ""
               : "; divestment without a date that is known";
}

const char *ht_divest_dealing(struct ht_arena *arena, const struct ht_dealing *dealing) {
    const struct ht_designation *row = dealing->shown->designation;
    return ht_arena_format(arena, "%s is on %s since %s (%s)%s; %s%s.", ht_word_entity(arena, row->entity),
                           row->list->id, ht_word_date(arena, row->listed_on),
                           row->citation ? row->citation : "no citation", divestment_words(arena, dealing),
                           reach_words(dealing->shown->reach.reaches),
                           dealing->shown->standing == HT_STANDING_CONTESTED ? "; its removal is disputed" : "");
}

const char *ht_divest_without_rule(struct ht_arena *arena, const struct ht_sale *sale) {
    const char **lists = ht_arena_array(arena, sale->dealing_count, sizeof *lists);
    size_t count = 0;
    if (sale->dealing_count == 0)
        return "No entry of a list stands behind it.";
    for (size_t i = 0; i < sale->dealing_count; i++) {
        const char *list = sale->dealings[i].shown->designation->list->id;
        bool named = sale->dealings[i].rule != NULL;
        for (size_t k = 0; k < count && !named; k++)
            named = strcmp(lists[k], list) == 0;
        if (!named)
            lists[count++] = list;
    }
    return count == 0 ? NULL
                      : ht_arena_format(arena, "%s: no rule of %s on holding or selling securities is known here.",
                                        ht_word_and(arena, lists, count), count == 1 ? "this list" : "these lists");
}

// "X (line 7, minority)" or "X (line 7, of the group of Y)".
static const char *kin_words(struct ht_arena *arena, const struct ht_divest_kin *kin) {
    const char *name = ht_divest_name(arena, kin->line->resolved->position);
    long line = kin->line->resolved->position->line;
    if (kin->line->category != HT_NO_CATEGORY)
        return ht_arena_format(arena, "%s (line %ld, %s)", name, line, ht_category_name(kin->line->category));
    return ht_arena_format(arena, "%s (line %ld, of the group of %s)", name, line, kin->head->name);
}

const char *ht_divest_kin_words(struct ht_arena *arena, const struct ht_divestment *divestment) {
    enum { MOST = 6 };
    const char *names[MOST + 1];
    size_t count = 0;
    for (; count < divestment->kin_count && count < MOST; count++)
        names[count] = kin_words(arena, &divestment->kin[count]);
    if (divestment->kin_count > MOST)
        names[count++] = ht_arena_format(arena, "%zu more", divestment->kin_count - MOST);
    return count == 0 ? NULL
                      : ht_arena_format(arena,
                                        "What is bought is near to what goes: %s. The screen does not count it, and "
                                        "it was not chosen to go; --keep and --drop change what is sold.",
                                        ht_word_and(arena, names, count));
}

// The lines of the sales whose days are not known for the reason WHY, the first of them.
static const char *lines_without_days(struct ht_arena *arena, const struct ht_divestment *divestment,
                                      const char *why) {
    enum { MOST = 12 };
    const char *lines = "";
    size_t count = 0;
    for (size_t i = 0; i < divestment->sale_count; i++) {
        if (!ht_text_equal(divestment->sales[i].no_days, why))
            continue;
        if (count < MOST)
            lines = ht_arena_format(arena, "%s%s%ld", lines, count ? ", " : "",
                                    divestment->sales[i].line->resolved->position->line);
        count++;
    }
    lines = ht_arena_format(arena, "line%s %s", count == 1 ? "" : "s", lines);
    return count > MOST ? ht_arena_format(arena, "%s and %zu more", lines, count - MOST) : lines;
}

const char *ht_divest_untimed(struct ht_arena *arena, const struct ht_divestment *divestment, size_t index) {
    const char *why = divestment->sales[index].no_days;
    bool said = why == NULL;
    for (size_t k = 0; k < index && !said; k++)
        said = ht_text_equal(divestment->sales[k].no_days, why);
    return said ? NULL
                : ht_arena_format(arena, "Days of %s are not known: %s.", lines_without_days(arena, divestment, why),
                                  why);
}
