// SPDX-License-Identifier: GPL-3.0-or-later
// Rules, control and power in explain: see text_rules.h.
#include "report/text_rules.h"

#include "report/rule_words.h"
#include "report/wording.h"

static const char *or_dash(const char *text) {
    return ht_text_empty(text) ? "-" : text;
}

static void add_of_list(struct ht_paper *paper, const struct ht_rule_answer *answer) {
    struct ht_arena *arena = paper->arena;
    const struct ht_reach_rule *rule = answer->rule;
    ht_paper_format(paper, 4, 6, HT_PLAIN, "%s: %s: %s%s (%s%s%s%s%s)", answer->list->id,
                    ht_word_reached(answer->reached), answer->why, ht_word_through(arena, &answer->majority),
                    rule ? rule->rule : "no rule", ht_word_rule_terms(arena, rule), rule ? "; " : "",
                    rule ? or_dash(rule->citation) : "",
                    answer->assumed ? "; assumed by the screen, the rule on this day is not known" : "");
    for (size_t i = 0; i < answer->others.count; i++) {
        const struct ht_rule_reading *other = &answer->others.items[i];
        ht_paper_format(paper, 6, 8, HT_PLAIN, "by its rule of another day (%s%s; %s): %s%s", other->rule,
                        ht_word_rule_terms(arena, other->row), or_dash(other->row->citation),
                        ht_word_reached(other->answer.reached), ht_word_through(arena, &other->answer));
    }
}

static bool says_anything(const struct ht_rule_readings *readings) {
    for (size_t i = 0; i < readings->count; i++)
        if (readings->items[i].answer.reached != HT_NO)
            return true;
    return false;
}

static void add_from_targets(struct ht_paper *paper, const struct ht_rule_readings *readings) {
    static const char *const IN_FORCE[] = {[HT_UNKNOWN] = ", whether it is in force on this day is not known",
                                           [HT_NO] = ", not in force on this day",
                                           [HT_YES] = ""};
    struct ht_arena *arena = paper->arena;
    ht_paper_text(paper, 2, 2, HT_BOLD, "Every rule side by side, counted from the selected companies other than it");
    if (!says_anything(readings))
        ht_paper_text(paper, 4, 6, HT_PLAIN,
                      "not reached by any: no stake or control by one of them is known that would count");
    const char *told = NULL; // rules that say the same for the same reason need it once
    for (size_t i = 0; i < readings->count && says_anything(readings); i++) {
        const struct ht_rule_reading *reading = &readings->items[i];
        bool tell = reading->answer.reached != HT_NO && !ht_text_equal(told, reading->why.text);
        ht_paper_format(paper, 4, 6, HT_PLAIN, "%s%s%s: %s%s%s%s", reading->rule,
                        ht_word_rule_terms(arena, reading->row), IN_FORCE[reading->in_force],
                        ht_word_reached(reading->answer.reached), ht_word_through(arena, &reading->answer),
                        tell ? ": " : "", tell ? ht_told_in(arena, reading->why) : "");
        told = tell ? reading->why.text : told;
    }
}

// Who is said to control it.
static void add_control(struct ht_paper *paper, const struct ht_explain_query *query,
                        const struct ht_entity *entity) {
    struct ht_arena *arena = paper->arena;
    struct ht_stakes stakes = ht_ownership_standing(query->ref, entity, false, query->as_of, arena);
    bool titled = false;
    for (size_t i = 0; i < stakes.count; i++) {
        const struct ht_stake *stake = &stakes.items[i];
        if (stake->kind != HT_STAKE_CONTROL)
            continue;
        if (!titled)
            ht_paper_text(paper, 2, 2, HT_BOLD, "Who controls it, as said");
        titled = true;
        ht_paper_format(paper, 4, 6, HT_PLAIN, "%s: %s (source %s)", ht_word_entity(arena, stake->owner),
                        ht_word_code(arena, ht_word_control_basis(stake)), ht_word_sources(arena, stake->source));
    }
}

// "62.5 %"; with its standard error when it is simulated.
static const char *power(struct ht_arena *arena, struct ht_amount share, struct ht_amount error) {
    return error.known ? ht_arena_format(arena, "%s (standard error %s)", ht_word_percent(arena, share),
                                         ht_word_percent(arena, error))
                       : ht_word_percent(arena, share);
}

static void add_power(struct ht_paper *paper, const struct ht_deciders *deciders) {
    struct ht_arena *arena = paper->arena;
    if (deciders->why_not) {
        ht_paper_format(paper, 2, 4, HT_BOLD, "Who decides among its holders was not counted: %s", deciders->why_not);
        return;
    }
    ht_paper_format(paper, 2, 4, HT_BOLD,
                    "Who decides: %s with a known share, %s of the votes together%s (network power index, %s)",
                    ht_word_count(arena, deciders->holders, "holder"), ht_word_percentage(arena, deciders->known_pct),
                    ht_decimal_cmp(deciders->known_pct, ht_decimal_int(100)) < 0
                        ? "; the rest, not known here, is taken to be many small holders"
                        : "",
                    deciders->exact ? "exact"
                                    : ht_arena_format(arena, "simulated, %s draws",
                                                      ht_word_number(arena, (int64_t)deciders->draws)));
    for (size_t i = 0; i < deciders->count; i++) {
        const struct ht_decider *decider = &deciders->items[i];
        ht_paper_format(paper, 4, 6, HT_PLAIN, "%s: decides in %s; economic share %s",
                        ht_word_entity(arena, decider->entity), power(arena, decider->power_pct, decider->error_pct),
                        ht_word_percent(arena, decider->economic_pct));
    }
    if (ht_decimal_sign(deciders->dispersed_pct.number) > 0)
        ht_paper_format(paper, 4, 6, HT_PLAIN, "nobody known: decides in %s",
                        power(arena, deciders->dispersed_pct, deciders->dispersed_error_pct));
}

void ht_text_explained_rules(struct ht_paper *paper, const struct ht_explain_query *query,
                             const struct ht_explanation *explanation) {
    const char *settings = ht_word_rule_settings(paper->arena, query->screen);
    ht_paper_text(paper, 2, 2, HT_BOLD, "Each list's own rule");
    if (settings)
        ht_paper_text(paper, 4, 6, HT_PLAIN, settings);
    for (size_t i = 0; i < explanation->rule_count; i++)
        add_of_list(paper, &explanation->rules[i]);
    add_from_targets(paper, &explanation->from_targets);
    add_control(paper, query, explanation->found->entity);
    if (explanation->has_deciders)
        add_power(paper, &explanation->deciders);
}
