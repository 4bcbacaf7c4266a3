// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What a user types for `explain`, made entities. The ways are tried from the most to the least certain; the first
 * that knows something answers, so that an exact id is never buried under names that merely begin like it.
 */
#include <stdlib.h>
#include <string.h>

#include "holdtrace/exchanges.h"
#include "holdtrace/names.h"
#include "holdtrace/near_names.h"
#include "holdtrace/text.h"
#include "resolve/row.h"

enum { MAX_PARTS = 20 };

// From which probability on a name that is only like the query is an answer.
static const double least_shown = 0.4;

struct search {
    struct ht_reference *ref;
    struct ht_arena *arena;
    const char *query; // trimmed
    struct ht_lookup *items;
    size_t count, capacity;
};

static void add(struct search *search, const struct ht_entity *entity, const char *how) {
    for (size_t i = 0; i < search->count; i++)
        if (same_entity(search->items[i].entity, entity))
            return;
    search->items =
        ht_arena_grow(search->arena, search->items, search->count, &search->capacity, sizeof *search->items);
    search->items[search->count++] = (struct ht_lookup){entity, how};
}

static void by_id(struct search *search) {
    char *lower = ht_arena_string(search->arena, search->query);
    const struct ht_entity *entity = ht_reference_entity(search->ref, lower);
    for (char *c = lower; *c && !entity; c++)
        *c = ht_to_lower(*c);
    entity = entity ? entity : ht_reference_entity(search->ref, lower);
    if (entity)
        add(search, entity, "id");
}

static void by_identifier(struct search *search) {
    static const enum ht_id_kind kinds[] = {HT_ID_ISIN, HT_ID_LEI, HT_ID_FIGI, HT_ID_CUSIP, HT_ID_SEDOL};
    char id[HT_ID_TEXT];
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        if (!ht_id_parse(kinds[k], search->query, strlen(search->query), id))
            continue;
        if (kinds[k] == HT_ID_LEI) {
            const struct ht_entity *entity = ht_reference_entity_by_lei(search->ref, id);
            if (entity)
                add(search, entity, ht_id_name(HT_ID_LEI));
            continue;
        }
        struct ht_securities found = ht_reference_securities(search->ref, kinds[k], id);
        for (size_t i = 0; i < found.count; i++)
            add(search, found.items[i]->issuer, ht_id_name(kinds[k]));
    }
}

// A ticker with its exchange ("002415 CH", "0020.HK"), else on each exchange where the reference has securities.
static void by_ticker(struct search *search) {
    static const char *const mics[] = {"XSHE", "XSHG", "XHKG", "XBSE", "XNAS", "XNYS", "XLON", "XTKS", "XTAI",
                                       "XKRX", "XETR", "XPAR", "XAMS", "XSWX", "XTSE", "XASX", "XNSE", "XOSL"};
    struct ht_ticker ticker;
    if (strlen(search->query) >= HT_TICKER_TEXT)
        return;
    bool told = ht_ticker_parse(search->query, NULL, NULL, &ticker) && ticker.exchange;
    for (size_t m = 0; m < (told ? 1 : sizeof mics / sizeof *mics); m++) {
        if (!told && !(ht_ticker_parse(search->query, mics[m], NULL, &ticker) && ticker.exchange))
            continue;
        struct ht_securities found = ht_reference_by_ticker(search->ref, ticker.code, ticker.exchange->mic);
        for (size_t i = 0; i < found.count; i++)
            add(search, found.items[i]->issuer, "ticker");
    }
}

static void by_name(struct search *search) {
    const char *part = ht_name_issuer_part(search->arena, search->query);
    const char *keys[] = {ht_name_key(search->arena, search->query), ht_name_key(search->arena, part)};
    for (size_t k = 0; k < 2 && search->count == 0; k++) {
        struct ht_names names = {0};
        if (keys[k][0])
            names = ht_reference_names(search->ref, keys[k], false);
        for (size_t i = 0; i < names.count; i++)
            add(search, names.items[i].entity, "name");
    }
}

static void by_lookalike(struct search *search) {
    char isin[HT_ID_TEXT];
    bool is_isin = ht_id_parse(HT_ID_ISIN, search->query, strlen(search->query), isin);
    const char *key = ht_name_key(search->arena, search->query);
    struct ht_ticker ticker;
    bool told = strlen(search->query) < HT_TICKER_TEXT && ht_ticker_parse(search->query, NULL, NULL, &ticker) &&
                ticker.exchange;
    struct ht_lookalikes found =
        ht_reference_lookalikes(search->ref, is_isin ? isin : NULL, told ? ticker.code : NULL,
                                told ? ticker.exchange->mic : NULL, key[0] ? key : NULL);
    for (size_t i = 0; i < found.count; i++)
        add(search, found.items[i].entity, "lookalike");
}

static int in_order_of_id(const void *a, const void *b) {
    const struct ht_lookup *x = a, *y = b;
    return strcmp(x->entity->id, y->entity->id);
}

// Names that begin with the query.
static void by_part(struct search *search) {
    const char *key = ht_name_key(search->arena, search->query);
    if (ht_utf8_length(key) < 2)
        return;
    struct ht_names names = ht_reference_names(search->ref, key, true);
    for (size_t i = 0; i < names.count; i++)
        add(search, names.items[i].entity, "part of a name");
    if (search->count > 1)
        qsort(search->items, search->count, sizeof *search->items, in_order_of_id);
    search->count = search->count > MAX_PARTS ? MAX_PARTS : search->count;
}

// Names that are like the query: of companies that a screen can select, also carelessly spelled; else of any.
static void by_likeness(struct search *search) {
    static const enum ht_near_scope scopes[] = {HT_NEAR_WATCHED, HT_NEAR_ALL};
    const char *key = ht_name_key(search->arena, ht_name_issuer_part(search->arena, search->query));
    for (size_t s = 0; s < 2 && search->count == 0; s++) {
        struct ht_near_names near = ht_reference_near_names(search->ref, search->query, key, false, scopes[s]);
        for (size_t i = 0; i < near.count; i++)
            if (near.items[i].match.probability >= least_shown)
                add(search, near.items[i].name->entity, "similar name");
    }
}

size_t ht_lookup_text(struct ht_reference *ref, const char *query, struct ht_arena *arena,
                      const struct ht_lookup **out) {
    static void (*const ways[])(struct search *) = {by_id,        by_identifier, by_ticker,  by_name,
                                                    by_lookalike, by_part,       by_likeness};
    struct ht_slice trimmed = ht_slice_trim(ht_slice_of(query));
    struct search search = {.ref = ref, .arena = arena, .query = ht_arena_copy(arena, trimmed.data, trimmed.len)};
    for (size_t i = 0; i < sizeof ways / sizeof *ways && search.count == 0 && trimmed.len; i++)
        ways[i](&search);
    *out = search.items;
    return search.count;
}
