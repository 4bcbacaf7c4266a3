// SPDX-License-Identifier: GPL-3.0-or-later
// Rules in words: see rule_words.h.
#include "report/rule_words.h"

#include "report/wording.h"

// Owners that a sentence names; JSON has them all.
enum { MOST_NAMED = 8 };

const char *ht_word_control_basis(const struct ht_stake *stake) {
    // What the register of LEIs reports are parents by consolidated accounts, and it notes which of the two.
    static const char *const PARENTS[] = {"direct parent", "ultimate parent", "direct and ultimate parent"};
    if (stake->confidence == HT_CONFIDENCE_VENDOR)
        return "actual_controller";
    for (size_t i = 0; i < sizeof PARENTS / sizeof *PARENTS && stake->note; i++)
        if (ht_text_starts(stake->note, PARENTS[i]))
            return "consolidation";
    return "stated";
}

const char *ht_word_span(struct ht_arena *arena, struct ht_date from, struct ht_date to) {
    const char *text = "";
    if (ht_date_known(from))
        text = ht_arena_format(arena, ", from %s", ht_word_date(arena, from));
    if (ht_date_known(to))
        text = ht_arena_format(arena, "%s, to %s", text, ht_word_date(arena, to));
    return text;
}

const char *ht_word_rule_terms(struct ht_arena *arena, const struct ht_reach_rule *row) {
    static const char *const ADDED[] = {[HT_UNKNOWN] = ", how stakes are added is not known",
                                        [HT_NO] = ", stakes of several not added",
                                        [HT_YES] = ", stakes of several added"};
    if (!row || !row->threshold_pct.known)
        return row ? ht_word_span(arena, row->valid_from, row->valid_to) : "";
    return ht_arena_format(arena, row->inclusive == HT_NO ? ", more than %s%s%s" : ", %s or more%s%s",
                           ht_word_percentage(arena, row->threshold_pct.number), ADDED[row->aggregate],
                           ht_word_span(arena, row->valid_from, row->valid_to));
}

const char *ht_word_through(struct ht_arena *arena, const struct ht_majority *answer) {
    const char *text = "", *first = answer->reached == HT_UNKNOWN ? ", left open by " : ", through ";
    for (size_t i = 0; i < answer->by_count && i < MOST_NAMED; i++)
        text = ht_arena_format(arena, "%s%s%s", text, i ? " and " : first, answer->by[i]->name);
    if (answer->by_count > MOST_NAMED)
        text = ht_arena_format(arena, "%s and %s more", text,
                               ht_word_number(arena, (int64_t)(answer->by_count - MOST_NAMED)));
    if (answer->by_count && answer->reached == HT_YES && answer->depth > 1)
        text = ht_arena_format(arena, "%s, %u links up", text, answer->depth);
    return text;
}

const char *ht_word_other_days(struct ht_arena *arena, const struct ht_reach *reach) {
    static const char *const WORDS[] = {[HT_UNKNOWN] = "it would not be known",
                                        [HT_NO] = "it would not be reached",
                                        [HT_YES] = "it would be reached"};
    const char *text = "";
    for (size_t i = 0; i < reach->other_count; i++) {
        const struct ht_rule_reading *other = &reach->others[i];
        text = ht_arena_format(arena, "%s; by %s%s, %s%s", text, other->rule,
                               ht_word_span(arena, other->row->valid_from, other->row->valid_to),
                               WORDS[other->answer.reached], ht_word_through(arena, &other->answer));
    }
    return text;
}

const char *ht_word_reached(enum ht_tri reached) {
    static const char *const WORDS[] = {[HT_UNKNOWN] = "not known", [HT_NO] = "not reached", [HT_YES] = "reached"};
    return WORDS[reached];
}

// The names of RULES in force that answer REACHED; NULL when none does.
static const char *named(struct ht_arena *arena, const struct ht_rule_readings *rules, enum ht_tri reached) {
    const char *text = NULL;
    for (size_t i = 0; i < rules->count; i++) {
        const struct ht_rule_reading *reading = &rules->items[i];
        if (reading->in_force == HT_NO || reading->answer.reached != reached)
            continue;
        const char *one =
            ht_arena_format(arena, "%s%s%s", reading->rule, reading->in_force == HT_YES ? "" : " (if in force)",
                            reached == HT_YES ? ht_word_through(arena, &reading->answer) : "");
        text = text ? ht_arena_format(arena, "%s%s %s", text, reached == HT_YES ? ";" : ",", one) : one;
    }
    return text;
}

const char *ht_word_rules_in_short(struct ht_arena *arena, const struct ht_rule_readings *rules) {
    const char *yes = named(arena, rules, HT_YES), *no = named(arena, rules, HT_NO);
    const char *open = named(arena, rules, HT_UNKNOWN);
    if (!yes && !no && !open)
        return NULL;
    return ht_word_stop(arena,
                        ht_arena_format(arena, "By every rule, counted from the selected companies: %s%s%s%s%s%s%s%s",
                                        yes ? "reached by " : "", yes ? yes : "", yes && (no || open) ? "; " : "",
                                        no ? "not by " : "", no ? no : "", no && open ? "; " : "",
                                        open ? "not known by " : "", open ? open : ""));
}

const char *ht_word_rule_settings(struct ht_arena *arena, const struct ht_screen *screen) {
    const char *text = screen->joint_arrangement
                           ? "Listed owners are taken to act jointly: rules that add stakes only then add them."
                           : NULL;
    for (size_t i = 0; i < screen->assumed_rule_count; i++)
        text =
            ht_arena_format(arena, "%s%sWhere the rule of %s is not known, it is taken to be %s.", text ? text : "",
                            text ? " " : "", screen->assumed_rules[i].list, screen->assumed_rules[i].rule);
    return text;
}
