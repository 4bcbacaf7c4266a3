// SPDX-License-Identifier: GPL-3.0-or-later
// Ledgers of several people in one: see ht_decisions_merge.
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/map.h"
#include "resolve/decision_ledger.h"

struct merge {
    const struct ht_decisions *decisions;
    struct ht_map *written; // by what makes a decision the same
    struct ht_map *named;   // conflicts, by evidence and entity
    bool latest;
    const char **conflicts;
    size_t count, capacity;
};

// A line is the same as another when all that it decides is.
static const char *key_of(const struct ht_decision *decision, struct ht_arena *arena) {
    const char *const *cells = decision->cells;
    const char *key = ht_choice_name(decision->choice);
    static const enum ht_decision_column told[] = {HT_D_ENTITY, HT_D_BY, HT_D_ON, HT_D_WHY, HT_D_EVIDENCE};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        key = ht_arena_format(arena, "%s\n%s", key, cells[told[i]] ? cells[told[i]] : "");
    for (int column = HT_D_NAME; column <= HT_D_COUNTRY; column++)
        key = ht_arena_format(arena, "%s\n%s", key, cells[column] ? cells[column] : "");
    return key;
}

// The day of the latest decision on the evidence of DECISION.
static int32_t last_day(const struct ledger_link *links, const struct ht_decision *decision) {
    int32_t day = 0;
    for (; links; links = links->next) {
        bool same = ht_text_equal(links->decision->cells[HT_D_ENTITY], decision->cells[HT_D_ENTITY]) &&
                    ledger_same_row(links->decision, decision);
        if (same && ht_date_first(links->decision->on) > day)
            day = ht_date_first(links->decision->on);
    }
    return day;
}

// Whether those of the day DAY alone contradict each other.
static bool differ_on(const struct ledger_link *links, const struct ht_decision *decision, int32_t day) {
    for (; links; links = links->next) {
        const struct ht_decision *other = links->decision;
        if (ht_date_first(other->on) == day && other->choice != decision->choice &&
            ht_text_equal(other->cells[HT_D_ENTITY], decision->cells[HT_D_ENTITY]) &&
            ledger_same_row(other, decision))
            return true;
    }
    return false;
}

static void name_conflict(struct merge *merge, const struct ht_decision *decision, const struct ht_stance *stance) {
    struct ht_arena *arena = merge->decisions->arena;
    const struct ht_decision *a = stance->decision, *b = stance->other;
    const char *key = ht_arena_format(arena, "%s\n%s", decision->cells[HT_D_EVIDENCE], decision->cells[HT_D_ENTITY]);
    if (ht_map_get(merge->named, key))
        return;
    ht_map_put(merge->named, key, merge);
    merge->conflicts =
        ht_arena_grow(arena, merge->conflicts, merge->count, &merge->capacity, sizeof *merge->conflicts);
    merge->conflicts[merge->count++] = ht_arena_format(
        arena, "%s:%ld: the %s on \"%s\" as %s contradicts the %s in %s:%ld; both were kept, and decide nothing",
        a->file->path, a->line, ht_decision_words(a, arena), ht_decision_subject(a), a->cells[HT_D_ENTITY],
        ht_decision_words(b, arena), b->file->path, b->line);
}

// Whether DECISION is to be written; conflicts are named on the way.
static bool is_kept(struct merge *merge, const struct ht_decision *decision) {
    const struct ledger_link *links = ledger_on_evidence(merge->decisions, decision->cells[HT_D_EVIDENCE]);
    struct ht_stance stance = ledger_stance(links, decision, decision->cells[HT_D_ENTITY]);
    if (decision->choice == HT_UNDECIDED)
        return stance.choice == HT_STANDS_NOTHING;
    if (stance.choice != HT_STANDS_CONFLICT)
        return true;
    int32_t day = last_day(links, decision);
    bool settled = merge->latest && !differ_on(links, stance.decision, day);
    if (!settled)
        name_conflict(merge, decision, &stance);
    return !settled || ht_date_first(decision->on) == day;
}

size_t ht_decisions_merge(const struct ht_decisions *decisions, bool latest, struct ht_buffer *buffer,
                          const char ***conflicts) {
    struct ht_arena *scratch = ht_arena_new();
    struct merge merge = {decisions, ht_map_new(scratch), ht_map_new(scratch), latest, NULL, 0, 0};
    ht_decision_write_header(buffer);
    for (size_t i = 0; i < decisions->count; i++) {
        const struct ht_decision *decision = decisions->items[i];
        const char *key = key_of(decision, scratch);
        if (ht_map_get(merge.written, key) || !is_kept(&merge, decision))
            continue;
        ht_map_put(merge.written, key, &merge);
        ht_decision_write(buffer, decision);
    }
    ht_arena_free(scratch);
    *conflicts = merge.conflicts;
    return merge.count;
}
