// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What stands in a ledger: lines found again by their evidence, or by what their row prints, and judged without
 * regard to the order in which they were read.
 */
#include "holdtrace/decisions.h"

#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/map.h"
#include "resolve/decision_ledger.h"

struct ht_decision_index {
    struct ht_map *by_evidence, *by_key; // struct ledger_link, the last read first
};

// What makes two rows worth comparing: a name, an identifier, a ticker on an exchange.
enum { KEYS_MOST = HT_D_TICKER - HT_D_NAME + 1 };

struct ht_decisions *ht_decisions_in(struct ht_arena *arena) {
    struct ht_decisions *decisions = ht_arena_alloc(arena, sizeof *decisions);
    struct ht_decision_index *index = ht_arena_alloc(arena, sizeof *index);
    *index = (struct ht_decision_index){ht_map_new(arena), ht_map_new(arena)};
    *decisions = (struct ht_decisions){.arena = arena, .whole = true, .index = index};
    return decisions;
}

// The keys of the row that DECISION describes; returns their number.
static size_t keys_of(const struct ht_decision *decision, struct ht_arena *arena, const char *keys[KEYS_MOST]) {
    size_t count = 0;
    const char *const *cells = decision->cells;
    if (cells[HT_D_NAME])
        keys[count++] = ht_arena_format(arena, "name %s", cells[HT_D_NAME]);
    for (int column = HT_D_ISIN; column <= HT_D_TICKER; column++) {
        const char *cell = cells[column];
        bool ticker = column == HT_D_TICKER;
        if (!cell || (ticker && !cells[HT_D_EXCHANGE]))
            continue;
        char *key = ht_arena_format(arena, "%s %s %s", ht_decision_column_name((enum ht_decision_column)column),
                                    cell + strspn(cell, "0"), ticker ? cells[HT_D_EXCHANGE] : "");
        for (char *at = key; *at; at++)
            *at = ht_to_upper(*at);
        keys[count++] = key;
    }
    return count;
}

static void link_to(struct ht_decisions *decisions, struct ht_map *map, const char *key,
                    const struct ht_decision *decision) {
    struct ledger_link *link = ht_arena_alloc(decisions->arena, sizeof *link);
    *link = (struct ledger_link){decision, ht_map_get(map, key)};
    ht_map_put(map, key, link);
}

void ht_decisions_put(struct ht_decisions *decisions, const struct ht_decision *decision) {
    const char *keys[KEYS_MOST];
    size_t count = keys_of(decision, decisions->arena, keys);
    decisions->items = ht_arena_grow(decisions->arena, decisions->items, decisions->count, &decisions->capacity,
                                     sizeof *decisions->items);
    decisions->items[decisions->count++] = decision;
    if (decision->choice == HT_UNDECIDED)
        return;
    link_to(decisions, decisions->index->by_evidence, decision->cells[HT_D_EVIDENCE], decision);
    for (size_t i = 0; i < count; i++)
        link_to(decisions, decisions->index->by_key, keys[i], decision);
}

const struct ledger_link *ledger_on_evidence(const struct ht_decisions *decisions, const char *sha256) {
    return sha256 ? ht_map_get(decisions->index->by_evidence, sha256) : NULL;
}

static bool is_asked(const struct ht_decision *decision, const struct ht_decision *row, const char *entity) {
    return (!entity || ht_text_equal(decision->cells[HT_D_ENTITY], entity)) &&
           (!row || ledger_same_row(decision, row));
}

// By day, then by words and places that no order of files changes; facts are better than none.
static bool is_later(const struct ht_decision *a, const struct ht_decision *b) {
    int order = ht_date_first(a->on) - ht_date_first(b->on);
    order = order ? order : strcmp(b->cells[HT_D_BY], a->cells[HT_D_BY]);
    order = order ? order : (int)b->choice - (int)a->choice;
    order = order ? order : (a->cells[HT_D_FACTS] != NULL) - (b->cells[HT_D_FACTS] != NULL);
    order = order ? order : strcmp(b->cells[HT_D_WHY], a->cells[HT_D_WHY]);
    if (!order && a->file && b->file)
        order = strcmp(b->file->path, a->file->path);
    return (order ? order > 0 : a->line < b->line);
}

// Whether the same person decided again on a later day.
static bool is_superseded(const struct ledger_link *links, const struct ht_decision *decision,
                          const struct ht_decision *row, const char *entity) {
    for (const struct ledger_link *link = links; link; link = link->next)
        if (is_asked(link->decision, row, entity) &&
            ht_text_equal(link->decision->cells[HT_D_BY], decision->cells[HT_D_BY]) &&
            ht_date_first(link->decision->on) > ht_date_first(decision->on))
            return true;
    return false;
}

// The latest that counts, of another choice than that of BUT (unless NULL).
static const struct ht_decision *latest(const struct ledger_link *links, const struct ht_decision *row,
                                        const char *entity, const struct ht_decision *but) {
    const struct ht_decision *found = NULL;
    for (const struct ledger_link *link = links; link; link = link->next) {
        const struct ht_decision *decision = link->decision;
        if (is_asked(decision, row, entity) && (!but || decision->choice != but->choice) &&
            (!found || is_later(decision, found)) && !is_superseded(links, decision, row, entity))
            found = decision;
    }
    return found;
}

struct ht_stance ledger_stance(const struct ledger_link *links, const struct ht_decision *row, const char *entity) {
    static const enum ht_standing_choice stands[] = {
        [HT_ACCEPT] = HT_STANDS_ACCEPT, [HT_REJECT] = HT_STANDS_REJECT, [HT_LATER] = HT_STANDS_LATER};
    struct ht_stance stance = {.decision = latest(links, row, entity, NULL)};
    if (!stance.decision)
        return stance;
    stance.other = latest(links, row, entity, stance.decision);
    stance.choice = stance.other ? HT_STANDS_CONFLICT : stands[stance.decision->choice];
    return stance;
}

struct ht_stance ht_decisions_ask(const struct ht_decisions *decisions, const struct ht_decision *described,
                                  const char *entity, const char *sha256) {
    struct ht_stance stance = ledger_stance(ledger_on_evidence(decisions, sha256), described, entity);
    const char *keys[KEYS_MOST];
    if (stance.choice != HT_STANDS_NOTHING)
        return stance;
    struct ht_arena *scratch = ht_arena_new();
    size_t count = keys_of(described, scratch, keys);
    for (size_t i = 0; i < count; i++) {
        const struct ht_decision *found = latest(ht_map_get(decisions->index->by_key, keys[i]), NULL, entity, NULL);
        if (found && (!stance.decision || is_later(found, stance.decision)))
            stance.decision = found;
    }
    ht_arena_free(scratch);
    if (stance.decision)
        stance.choice = stance.decision->choice == HT_LATER ? HT_STANDS_LATER : HT_STANDS_REOPENED;
    return stance;
}

static bool is_among(const char *const *ids, size_t count, const char *id) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(ids[i], id) == 0)
            return true;
    return false;
}

const char **ht_decisions_about(const struct ht_decisions *decisions, const struct ht_decision *described,
                                struct ht_arena *arena, size_t *count) {
    const char *keys[KEYS_MOST], **ids = NULL;
    size_t capacity = 0, key_count = keys_of(described, arena, keys);
    *count = 0;
    for (size_t i = 0; i < key_count; i++) {
        for (const struct ledger_link *link = ht_map_get(decisions->index->by_key, keys[i]); link;
             link = link->next) {
            const char *id = link->decision->cells[HT_D_ENTITY];
            if (is_among(ids, *count, id))
                continue;
            ids = ht_arena_grow(arena, ids, *count, &capacity, sizeof *ids);
            ids[(*count)++] = id;
        }
    }
    return ids;
}
