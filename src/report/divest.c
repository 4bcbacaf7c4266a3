// SPDX-License-Identifier: GPL-3.0-or-later
// What the figures of a divestment rest on, in words; and what stands behind a sale.
#include "report/divest.h"

#include <stdio.h>
#include <string.h>

#include "report/wording.h"

struct sentences {
    const char **items;
    size_t count, capacity;
    struct ht_arena *arena;
};

static void add(struct sentences *list, const char *sentence) {
    list->items = ht_arena_grow(list->arena, list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count++] = sentence;
}

static const char *number(struct ht_arena *arena, struct ht_amount amount) {
    return ht_word_decimal(arena, amount.number);
}

static void say_dealing(struct sentences *list, const struct ht_divest_terms *terms) {
    struct ht_arena *arena = list->arena;
    if (terms->volumes)
        add(list,
            ht_arena_format(arena,
                            "Days to sell: quantity over %s of the average day's volume in %s; positions are "
                            "sold side by side.",
                            ht_word_percentage(arena, terms->participation_pct), ht_volumes_path(terms->volumes)));
    else
        add(list, "Days to sell are not stated: no volumes were given (--volumes).");
    if (terms->impact_bp.known)
        add(list, ht_arena_format(arena,
                                  "Cost in basis points of value: %s + %s x square root of (quantity / average day's "
                                  "volume), both as given; of the sales alone, and not taken from the proceeds.",
                                  number(arena, terms->half_spread_bp), number(arena, terms->impact_bp)));
    else if (terms->half_spread_bp.known)
        add(list,
            ht_arena_format(arena,
                            "Cost: %s basis points of value, as given, without market impact (--impact-bp); of the "
                            "sales alone, and not taken from the proceeds.",
                            number(arena, terms->half_spread_bp)));
    else
        add(list, "Cost is not stated: no parameters were given (--half-spread-bp, --impact-bp).");
}

static void say_placing(struct sentences *list, const struct ht_divest_report *report,
                        const struct ht_divestment *divestment) {
    add(list,
        "Pro rata: proceeds go into the long securities that stay, in proportion to their value; none into cash, "
        "derivatives, or what the screen counts or may count.");
    add(list, "Cash: proceeds stay as cash, which is taken to have no risk.");
    if (report->terms->neutral)
        add(list,
            "Neutral: what a group frees goes pro rata into what stays in it, by the names that the file prints; "
            "where nothing does, over all that stays.");
    if (divestment->groups[HT_BY_SECTOR].count + divestment->groups[HT_BY_COUNTRY].count > 0)
        add(list, "Sectors and countries are the file's own; proceeds that stay as cash are in none of them.");
    if (divestment->restricted > 0)
        add(list, "What a rule restricts the sale of stays as it is in every alternative: it is not sold, brings no "
                  "proceeds, and is in the exposure after.");
    if (report->terms->not_us_person)
        add(list, "The holder is said to be no US person: rules that bind US persons restrict nothing here.");
}

static void say_limits(struct sentences *list, const struct ht_divest_terms *terms) {
    const char *turnover = "", *most = "";
    if (terms->turnover_pct.known)
        turnover = ht_arena_format(list->arena, ", turnover one way at most %s",
                                   ht_word_percent(list->arena, terms->turnover_pct));
    if (terms->max_weight_pct.known)
        most = ht_arena_format(list->arena, ", no security above %s",
                               ht_word_percent(list->arena, terms->max_weight_pct));
    add(list, ht_arena_format(list->arena,
                              "Least tracking error: securities that stay and have a series, long only%s%s; what has "
                              "none is not traded; nothing new is bought.",
                              turnover, most));
}

// Returns in a year: an estimate by their dates, of which two digits after the point are enough.
static const char *periods_words(struct ht_arena *arena, double periods) {
    char text[32];
    struct ht_decimal number;
    int len = snprintf(text, sizeof text, "%.2f", periods);
    bool is_number = len > 0 && (size_t)len < sizeof text && ht_decimal_parse(text, (size_t)len, &number);
    return is_number ? ht_word_decimal(arena, number) : "an unknown number";
}

static void say_sample(struct sentences *list, const struct ht_divest_terms *terms,
                       const struct ht_divest_risk *risk) {
    struct ht_arena *arena = list->arena;
    const struct ht_returns_sample *sample = &risk->sample;
    add(list,
        ht_arena_format(arena,
                        "Risk: %zu returns of %zu securities from %s of %s, %s to %s, %s a year; %s left out, "
                        "on which one of them has no value.",
                        sample->count, sample->series, ht_returns_are_prices(terms->returns) ? "prices" : "returns",
                        ht_returns_path(terms->returns), ht_word_date(arena, sample->first),
                        ht_word_date(arena, sample->last), periods_words(arena, sample->periods),
                        ht_word_count(arena, sample->days_left_out, "day")));
    add(list, ht_arena_format(arena,
                              "Covariances are shrunk by %s towards equal variances without covariances (Ledoit and "
                              "Wolf 2004); the standard error takes returns as independent and normal.",
                              number(arena, risk->shrinkage)));
    if (risk->without > 0)
        add(list, ht_arena_format(
                      arena,
                      "Of the securities that stay, %zu (%s of the fund) ha%s no series: taken to move as "
                      "those that stay and have one, together.",
                      risk->without, ht_word_percent(arena, risk->without_pct), risk->without == 1 ? "s" : "ve"));
    if (risk->benchmark_without_pct.known && ht_decimal_sign(risk->benchmark_without_pct.number) > 0)
        add(list, ht_arena_format(arena, "%s of the benchmark has no series; the rest stands for it.",
                                  ht_word_percent(arena, risk->benchmark_without_pct)));
}

const char *const *ht_divest_assumptions(const struct ht_divest_report *report,
                                         const struct ht_divestment *divestment, struct ht_arena *arena,
                                         size_t *count) {
    struct sentences list = {.arena = arena};
    const struct ht_divest_risk *risk = &divestment->risk;
    say_dealing(&list, report->terms);
    say_placing(&list, report, divestment);
    if (risk->why_not) {
        add(&list, ht_arena_format(arena, "Tracking error and beta are not stated: %s.", risk->why_not));
    } else {
        say_limits(&list, report->terms);
        say_sample(&list, report->terms, risk);
    }
    add(&list,
        "Taxes, which lot to sell first, settlement and what a fund's own documents allow are not considered.");
    *count = list.count;
    return list.items;
}

bool ht_dealing_is_repeated(const struct ht_sale *sale, size_t index) {
    for (size_t i = 0; i < index; i++)
        if (sale->dealings[i].shown->designation == sale->dealings[index].shown->designation)
            return true;
    return false;
}

// Whether a rule that restricts SALE stood before its entry INDEX already.
static bool rule_is_said(const struct ht_sale *sale, size_t index) {
    for (size_t i = 0; i < index; i++)
        if (sale->dealings[i].restricts && sale->dealings[i].rule == sale->dealings[index].rule)
            return true;
    return false;
}

const char *ht_divest_restriction(const struct ht_sale *sale, struct ht_arena *arena) {
    const char *entries = "", *rules = "";
    for (size_t i = 0; i < sale->dealing_count; i++) {
        const struct ht_dealing *dealing = &sale->dealings[i];
        const struct ht_designation *row = dealing->shown->designation;
        const struct ht_dealing_rule *rule = dealing->rule;
        if (!dealing->restricts)
            continue;
        if (!ht_dealing_is_repeated(sale, i))
            entries = ht_arena_format(arena, "%s%s%s is on %s%s%s", entries, *entries ? "; " : "",
                                      ht_word_entity(arena, row->entity), row->list->id,
                                      ht_date_known(row->divest_by) ? ", divestment was due by " : "",
                                      ht_date_known(row->divest_by) ? ht_word_date(arena, row->divest_by) : "");
        if (!rule_is_said(sale, i))
            rules = ht_arena_format(arena, "%s; for %s: %s (%s)", rules, rule->holder, rule->selling, rule->citation);
    }
    return *entries ? ht_arena_format(arena, "%s%s", entries, rules) : NULL;
}

const char *ht_divest_doubt(const struct ht_sale *sale, struct ht_arena *arena) {
    const char *lists = NULL;
    for (size_t i = 0; i < sale->dealing_count; i++)
        if (sale->dealings[i].may_restrict && !ht_dealing_is_repeated(sale, i))
            lists = ht_arena_format(arena, "%s%s%s", lists ? lists : "", lists ? ", " : "",
                                    sale->dealings[i].shown->designation->list->id);
    return lists ? ht_arena_format(
                       arena, "whether %s reaches this issuer is not known; where it does, a sale needs leave", lists)
                 : NULL;
}
