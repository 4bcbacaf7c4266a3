// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What says that two ids are one company, gathered from all collections, and what comes of it. Similar names never
 * unite: only identifiers, entries of lists and a reviewer do. See unite.h for what is refused.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "holdtrace/arena.h"
#include "holdtrace/map.h"
#include "holdtrace/names.h"
#include "holdtrace/text.h"
#include "reference/build.h"
#include "reference/unite.h"

// Who has one identifier, in a collection.
struct holder {
    uint32_t entity;
    uint16_t collection;
    bool receipt;
};

struct holders {
    struct holder *items;
    size_t count, capacity;
};

static bool is_curated(const void *context, uint32_t entity) {
    const struct ref_build *build = context;
    const struct ref_entities *e = &build->entities;
    for (uint32_t row = e->first[entity]; row != TEXTS_NONE; row = e->rows[row].next)
        if (build->collections[e->rows[row].collection].curated)
            return true;
    return false;
}

static const char *id_of(const void *context, uint32_t entity) {
    return texts_at(&((const struct ref_build *)context)->entities.ids, entity);
}

// The least of its LEIs: an id has more than one only where collections contradict each other.
static const char *lei_of(const void *context, uint32_t entity) {
    const struct ref_entities *e = &((const struct ref_build *)context)->entities;
    const char *id = id_of(context, entity), *least = ref_lei_of_id(id);
    for (uint32_t row = e->first[entity]; row != TEXTS_NONE; row = e->rows[row].next) {
        const char *cells[ENTITY_WIDTH];
        ref_entities_cells(e, row, id, cells);
        if (cells[ENTITY_LEI] && (!least || strcmp(cells[ENTITY_LEI], least) < 0))
            least = cells[ENTITY_LEI];
    }
    return least;
}

// Adds the sources of ENTITY's rows to SOURCES.
static const char *sources_of(const struct ref_build *build, uint32_t entity, const char *sources) {
    const struct ref_entities *e = &build->entities;
    for (uint32_t row = e->first[entity]; row != TEXTS_NONE; row = e->rows[row].next) {
        const char *cells[ENTITY_WIDTH];
        ref_entities_cells(e, row, id_of(build, entity), cells);
        sources = ref_join_sources(build->arena, sources, cells[ENTITY_SOURCE]);
    }
    return sources;
}

static void reviewed(struct ref_build *build, struct unite *unite) {
    for (size_t i = 0; i < build->files[REF_LINKS].count; i++) {
        const struct ref_row *row = &build->files[REF_LINKS].items[i];
        uint32_t a = ref_entities_find(&build->entities, row->cells[LINK_ENTITY]);
        uint32_t b = ref_entities_find(&build->entities, row->cells[LINK_OTHER]);
        if (a == TEXTS_NONE || b == TEXTS_NONE) {
            // A link to what is not imported today says nothing; in the curated directory as elsewhere.
            ref_leave_out(build, row->from->number, REF_LINKS, LEFT_OUT_ENTITY, row->line,
                          row->cells[a == TEXTS_NONE ? LINK_ENTITY : LINK_OTHER]);
            continue;
        }
        if (strcmp(row->cells[LINK_DECISION], "different") == 0)
            unite_forbid(unite, a, b);
        else if (a != b)
            unite_add(unite, (struct unite_edge){UNITE_REVIEWED, a, b, "reviewed", row->cells[LINK_SOURCE]});
    }
}

// Those whose id does not end in their LEI, with whoever else has it.
static void by_lei(struct ref_build *build, struct unite *unite) {
    const struct ref_entities *e = &build->entities;
    for (uint32_t entity = 0; entity < e->ids.count && e->leis.count; entity++) {
        const char *id = texts_at(&e->ids, entity);
        for (uint32_t row = e->first[entity]; row != TEXTS_NONE; row = e->rows[row].next) {
            const char *cells[ENTITY_WIDTH];
            if (!(e->rows[row].present >> ENTITY_LEI & 1))
                continue;
            ref_entities_cells(e, row, id, cells);
            const char *lei = cells[ENTITY_LEI];
            uint32_t other = ref_entities_by_lei(e, lei), first = e->lei_holder[texts_find(&e->leis, lei)];
            const char *on = ht_arena_string(build->arena, lei);
            if (other != entity)
                unite_add(unite, (struct unite_edge){UNITE_LEI, entity, other, on, NULL});
            if (first != entity && first != other)
                unite_add(unite, (struct unite_edge){UNITE_LEI, entity, first, on, NULL});
        }
    }
}

static void hold(struct ref_build *build, struct holders *holders, struct holder holder) {
    for (size_t i = 0; i < holders->count; i++)
        if (holders->items[i].entity == holder.entity && holders->items[i].collection == holder.collection) {
            holders->items[i].receipt = holders->items[i].receipt || holder.receipt;
            return;
        }
    holders->items =
        ht_arena_grow(build->arena, holders->items, holders->count, &holders->capacity, sizeof *holders->items);
    holders->items[holders->count++] = holder;
}

/*
 * A registry's number unites the entities of different collections, unless a collection gives it to several: then it
 * says nothing about which of them is meant.
 */
static void unite_registry(struct ref_build *build, struct unite *unite, const struct holders *holders,
                           const char *on) {
    for (size_t i = 0; i < holders->count; i++)
        for (size_t k = i + 1; k < holders->count; k++)
            if (holders->items[i].collection == holders->items[k].collection)
                return;
    for (size_t i = 0; i + 1 < holders->count; i++)
        for (size_t k = i + 1; k < holders->count; k++)
            if (holders->items[i].entity != holders->items[k].entity)
                unite_add(unite,
                          (struct unite_edge){UNITE_REGISTRY, holders->items[i].entity, holders->items[k].entity,
                                              ht_arena_string(build->arena, on), NULL});
}

static void by_registry(struct ref_build *build, struct unite *unite) {
    struct holders holders = {0};
    struct ht_buffer current = {0};
    const unsigned char *record;
    size_t len;
    while (build->registries && (record = sorter_next(build->registries, &len)) != NULL) {
        const char *text = (const char *)record;
        if (current.len == 0 || strcmp(current.data, text) != 0) {
            if (holders.count > 1)
                unite_registry(build, unite, &holders, current.data);
            holders.count = 0;
            ht_buffer_clear(&current);
            ht_buffer_string(&current, text);
        }
        const unsigned char *tail = record + len - 6;
        hold(build, &holders, (struct holder){packed_u32(tail + 2), (uint16_t)(tail[0] << 8 | tail[1]), false});
    }
    if (holders.count > 1)
        unite_registry(build, unite, &holders, current.data);
    ht_buffer_free(&current);
}

// Of several candidates for one home, the one whose id comes first, so that the order of rows does not matter.
static uint32_t home(const struct ref_build *build, const struct holders *holders) {
    uint32_t best = holders->items[0].entity;
    for (size_t i = 1; i < holders->count; i++)
        if (strcmp(id_of(build, holders->items[i].entity), id_of(build, best)) < 0)
            best = holders->items[i].entity;
    return best;
}

// Two entities that have an ISIN in common, in the order of collections.
struct shared_isin {
    struct holder a, b;
    const char *isin;
    bool ambiguous;
};

struct shared_isins {
    struct shared_isin *items;
    size_t count, capacity;
};

static int compare_first(const void *x, const void *y) {
    const struct shared_isin *p = x, *q = y;
    if (p->a.entity != q->a.entity)
        return p->a.entity < q->a.entity ? -1 : 1;
    if (p->b.collection != q->b.collection)
        return p->b.collection < q->b.collection ? -1 : 1;
    return (p->b.entity > q->b.entity) - (p->b.entity < q->b.entity);
}

// Marks those by which an entity of one collection would be several of another; then turns each pair round.
static void mark_ambiguous(struct shared_isins *all) {
    qsort(all->items, all->count, sizeof *all->items, compare_first);
    for (size_t i = 0, end; i < all->count; i = end) {
        bool several = false;
        for (end = i + 1; end < all->count && all->items[end].a.entity == all->items[i].a.entity &&
                          all->items[end].b.collection == all->items[i].b.collection;
             end++)
            several = several || all->items[end].b.entity != all->items[i].b.entity;
        for (size_t k = i; k < end; k++)
            all->items[k].ambiguous = all->items[k].ambiguous || several;
    }
    for (size_t i = 0; i < all->count; i++) {
        struct holder swap = all->items[i].a;
        all->items[i].a = all->items[i].b;
        all->items[i].b = swap;
    }
}

static void share(struct ref_build *build, struct shared_isins *all, const struct holders *holders,
                  const char *isin) {
    for (size_t i = 0; i < holders->count; i++)
        for (size_t k = i + 1; k < holders->count; k++)
            if (holders->items[i].collection == holders->items[k].collection)
                return; // as in unite_registry; that an ISIN has several issuers is found when it is written
    isin = ht_arena_string(build->arena, isin);
    for (size_t i = 0; i + 1 < holders->count; i++)
        for (size_t k = i + 1; k < holders->count; k++) {
            if (holders->items[i].entity == holders->items[k].entity)
                continue;
            all->items = ht_arena_grow(build->arena, all->items, all->count, &all->capacity, sizeof *all->items);
            all->items[all->count++] = (struct shared_isin){holders->items[i], holders->items[k], isin, false};
        }
}

static void unite_shared(struct unite *unite, struct shared_isins *all) {
    if (!all->count)
        return;
    mark_ambiguous(all);
    mark_ambiguous(all);
    for (size_t i = 0; i < all->count; i++)
        if (!all->items[i].ambiguous)
            unite_add(unite, (struct unite_edge){UNITE_ISIN, all->items[i].a.entity, all->items[i].b.entity,
                                                 all->items[i].isin, NULL});
}

struct isin_group {
    struct shared_isins shared;
    struct holders holders;
    uint32_t *homeless; // securities without issuer that have the identifier
    size_t homeless_count, homeless_capacity;
    struct ht_buffer current; // kind and identifier
};

static void end_identifier(struct ref_build *build, struct isin_group *g) {
    bool receipt = false;
    for (size_t i = 0; i < g->holders.count; i++)
        receipt = receipt || g->holders.items[i].receipt;
    if (g->holders.count > 1 && g->current.data && g->current.data[0] == 'I' && !receipt)
        share(build, &g->shared, &g->holders, g->current.data + 1);
    // ISINs come after FIGIs, and have the last word.
    for (size_t i = 0; i < g->homeless_count && g->holders.count; i++)
        build->homes[g->homeless[i]] = home(build, &g->holders);
    g->holders.count = g->homeless_count = 0;
}

static void by_isin(struct ref_build *build, struct unite *unite) {
    struct isin_group g = {0};
    const unsigned char *record;
    size_t len;
    build->homes = ht_heap_resize(NULL, (build->homeless + 1) * sizeof *build->homes);
    for (size_t i = 0; i < build->homeless; i++)
        build->homes[i] = TEXTS_NONE;
    while (build->identifiers && (record = sorter_next(build->identifiers, &len)) != NULL) {
        size_t value = len - 9;
        if (!g.current.data || g.current.len != value || memcmp(g.current.data, record, value) != 0) {
            if (g.current.len)
                end_identifier(build, &g);
            ht_buffer_clear(&g.current);
            ht_buffer_add(&g.current, (const char *)record, value);
        }
        uint32_t entity = packed_u32(record + value), number = packed_u32(record + value + 4);
        if (entity != TEXTS_NONE) {
            hold(build, &g.holders, (struct holder){entity, (uint16_t)number, record[len - 1]});
            continue;
        }
        g.homeless =
            ht_arena_grow(build->arena, g.homeless, g.homeless_count, &g.homeless_capacity, sizeof *g.homeless);
        g.homeless[g.homeless_count++] = number;
    }
    if (g.current.len)
        end_identifier(build, &g);
    unite_shared(unite, &g.shared);
    ht_buffer_free(&g.current);
}

static const char *entry_of(struct ref_build *build, const struct ref_row *row) {
    const char *listed_as = row->cells[DESIGNATION_LISTED_AS];
    const char *key = listed_as ? ht_name_key(build->arena, listed_as) : "";
    return *key ? ht_arena_format(build->arena, "%s\x1f%s", row->cells[DESIGNATION_LIST], key) : NULL;
}

// An imported entry that a curated row was reviewed against: the same list, the same name on it.
static void by_entry(struct ref_build *build, struct unite *unite) {
    static const char several[] = "several";
    struct ht_map *curated = ht_map_new(build->arena);
    const struct ref_rows *rows = &build->files[REF_DESIGNATIONS];
    for (size_t i = 0; i < rows->count; i++) {
        const char *entry = rows->items[i].from->curated ? entry_of(build, &rows->items[i]) : NULL;
        const char *known = entry ? ht_map_get(curated, entry) : NULL;
        const char *entity = rows->items[i].cells[DESIGNATION_ENTITY];
        if (entry)
            ht_map_put(curated, entry, (void *)(uintptr_t)(known && strcmp(known, entity) != 0 ? several : entity));
    }
    for (size_t i = 0; i < rows->count && ht_map_count(curated); i++) {
        const char *entry = rows->items[i].from->curated ? NULL : entry_of(build, &rows->items[i]);
        const char *entity = entry ? ht_map_get(curated, entry) : NULL;
        if (!entity || entity == several)
            continue;
        uint32_t a = ref_entities_find(&build->entities, rows->items[i].cells[DESIGNATION_ENTITY]);
        uint32_t b = ref_entities_find(&build->entities, entity);
        if (a != b)
            unite_add(unite, (struct unite_edge){UNITE_LISTED, a, b,
                                                 ht_arena_format(build->arena, "%s, \"%s\"",
                                                                 rows->items[i].cells[DESIGNATION_LIST],
                                                                 rows->items[i].cells[DESIGNATION_LISTED_AS]),
                                                 rows->items[i].cells[DESIGNATION_SOURCE]});
    }
}

static const char *refusal_words(enum unite_refusal why) {
    return why == UNITE_CURATED ? "both are curated" : "their LEIs differ";
}

static const char *reviewers_text(struct ref_build *build, const struct unite_edge *edge, enum unite_refusal why) {
    const char *a = id_of(build, edge->a), *b = id_of(build, edge->b);
    if (why == UNITE_DIFFERENT)
        return ht_arena_format(build->arena,
                               "one row of links.csv calls %s and %s the same, another calls them different; they "
                               "were not united",
                               a, b);
    return ht_arena_format(build->arena, "a reviewer calls %s and %s the same; they were not united: %s", a, b,
                           refusal_words(why));
}

static void told(void *context, const struct unite_edge *edge, enum unite_refusal why) {
    static const struct {
        enum ref_conflict_kind kind;
        const char *what;
    } rules[] = {
        [UNITE_REVIEWED] = {CONFLICT_UNION, "a reviewer calls"},
        [UNITE_LEI] = {CONFLICT_LEI, "the LEI"},
        [UNITE_REGISTRY] = {CONFLICT_REGISTRY, "the registry number"},
        [UNITE_ISIN] = {CONFLICT_ISIN_ISSUER, "the ISIN"},
        [UNITE_LISTED] = {CONFLICT_DESIGNATION, "the entry"},
    };
    struct ref_build *build = context;
    if (why == UNITE_DIFFERENT && edge->rule != UNITE_REVIEWED)
        return; // settled by a reviewer
    const char *text = edge->rule == UNITE_REVIEWED
                           ? reviewers_text(build, edge, why)
                           : ht_arena_format(build->arena, "%s %s is given to %s and to %s; they were not united: %s",
                                             rules[edge->rule].what, edge->on, id_of(build, edge->a),
                                             id_of(build, edge->b), refusal_words(why));
    const char *sources =
        edge->sources ? edge->sources : sources_of(build, edge->b, sources_of(build, edge->a, NULL));
    const uint32_t both[] = {edge->a, edge->b};
    for (size_t i = 0; i < 2; i++)
        ref_conflict_add(&build->conflicts, build->arena,
                         (struct ref_conflict){rules[edge->rule].kind, true, both[i], text, sources});
}

void ref_build_unite(struct ref_build *build) {
    const struct unite_facts facts = {build, is_curated, lei_of, id_of};
    struct unite *unite = unite_new(&facts, (uint32_t)build->entities.ids.count, build->arena);
    reviewed(build, unite);
    by_lei(build, unite);
    by_registry(build, unite);
    by_isin(build, unite);
    by_entry(build, unite);
    unite_apply(unite, told, build);
    ref_build_keys(build, unite);
    unite_free(unite);
}
