// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Twins: two entities that bear one name in one country and that nothing united, one of them curated or on a list;
 * not both curated, as who curates two knows why. They may be one company out of two sources, which a machine may not
 * decide, and which must not be forgotten either: a holding of the one may be a holding of the other. A reviewed link
 * settles it, either way.
 *
 * Keys of names pass in their order, and beside them those of curated and listed entities.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "holdtrace/arena.h"
#include "holdtrace/text.h"
#include "reference/write.h"

struct twins {
    struct ref_build *build;
    struct db_stmt *insert;
    struct ht_arena *scratch;
    size_t next; // of build->likely, whose key is not before the one that passes
};

static int compare_likely(const void *a, const void *b) {
    const struct ref_likely_key *x = a, *y = b;
    int order = strcmp(x->name_key, y->name_key);
    return order ? order : (x->entity > y->entity) - (x->entity < y->entity);
}

struct twins *twins_new(struct ref_build *build) {
    struct twins *twins = ht_heap_alloc(sizeof *twins);
    if (build->likely.count)
        qsort(build->likely.items, build->likely.count, sizeof *build->likely.items, compare_likely);
    *twins = (struct twins){
        .build = build,
        .insert = db_prepare(build->db, "INSERT OR IGNORE INTO twin (entity, other) VALUES (?, ?)"),
        .scratch = ht_arena_new(),
    };
    return twins;
}

// Order of the key of an entry of the index, which has a length, and a likely one.
static int compare_key(const char *key, size_t len, const char *likely) {
    int order = strncmp(key, likely, len);
    return order ? order : likely[len] ? -1 : 0;
}

// The countries of the entity of KEY as the first of its rows that has any gives them; NULL: none has.
static const char *countries_of(const struct ref_build *build, uint32_t key) {
    const struct ref_entities *e = &build->entities;
    uint32_t number = build->head_of[key - 1];
    for (uint32_t row = e->first[number]; row != TEXTS_NONE; row = e->rows[row].next) {
        const char *cells[ENTITY_WIDTH];
        ref_entities_cells(e, row, texts_at(&e->ids, number), cells);
        if (cells[ENTITY_COUNTRIES])
            return cells[ENTITY_COUNTRIES];
    }
    return NULL;
}

/*
 * Whether A and B can be in one country. Where one of them has none, a name of several words is needed: many
 * companies bear one short word.
 */
static bool may_be_one(struct twins *twins, uint32_t a, uint32_t b, const char *key, size_t len) {
    const char *first = countries_of(twins->build, a), *second = countries_of(twins->build, b);
    if (!first || !second)
        return memchr(key, ' ', len) != NULL;
    ht_arena_clear(twins->scratch);
    size_t count, others;
    const char **codes = ht_text_split(twins->scratch, first, '|', &count);
    const char **other = ht_text_split(twins->scratch, second, '|', &others);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < others; k++)
            if (strcmp(codes[i], other[k]) == 0)
                return true;
    return false;
}

static bool is_curated(const struct ref_build *build, uint32_t key) {
    const struct ref_entities *e = &build->entities;
    for (uint32_t row = e->first[build->head_of[key - 1]]; row != TEXTS_NONE; row = e->rows[row].next)
        if (build->collections[e->rows[row].collection].curated)
            return true;
    return false;
}

static uint32_t key_named(const struct ref_build *build, const char *id) {
    uint32_t number = ref_entities_find(&build->entities, id);
    return number == TEXTS_NONE ? 0 : build->key_of[number];
}

// Whether a reviewer said that they are two companies.
static bool told_apart(const struct ref_build *build, uint32_t a, uint32_t b) {
    for (size_t i = 0; i < build->files[REF_LINKS].count; i++) {
        const char **cells = build->files[REF_LINKS].items[i].cells;
        uint32_t x = key_named(build, cells[LINK_ENTITY]), y = key_named(build, cells[LINK_OTHER]);
        if (strcmp(cells[LINK_DECISION], "different") == 0 && ((x == a && y == b) || (x == b && y == a)))
            return true;
    }
    return false;
}

static void add(struct twins *twins, uint32_t entity, uint32_t other) {
    struct ref_build *build = twins->build;
    const uint32_t both[][2] = {{entity, other}, {other, entity}};
    for (size_t i = 0; i < 2; i++) {
        db_bind_int(twins->insert, 1, both[i][0]);
        db_bind_int(twins->insert, 2, both[i][1]);
        db_step(twins->insert);
    }
    const char *text = ht_arena_format(build->arena,
                                       "%s (%s) bears the same name in the same country, and no source "
                                       "says whether it is the same company",
                                       ref_build_name(build, other), ref_build_id(build, other));
    ref_conflict_add(&build->conflicts, build->arena,
                     (struct ref_conflict){CONFLICT_TWIN, false, entity, text, NULL});
}

void twins_take(struct twins *twins, const char *key, size_t len, uint64_t number) {
    const struct ref_likely_keys *likely = &twins->build->likely;
    uint64_t has = number & 3;
    if (has != NAME_OF_ENTITY && has != NAME_LOCAL)
        return;
    while (twins->next < likely->count && compare_key(key, len, likely->items[twins->next].name_key) > 0)
        twins->next++;
    uint32_t other = (uint32_t)(number >> 2);
    for (size_t i = twins->next; i < likely->count && compare_key(key, len, likely->items[i].name_key) == 0; i++) {
        uint32_t entity = likely->items[i].entity;
        // Of two that are curated or listed, each passes as the other.
        if (entity == other || (write_is_target(twins->build, other) && entity > other) ||
            (is_curated(twins->build, entity) && is_curated(twins->build, other)))
            continue;
        if (may_be_one(twins, entity, other, key, len) && !told_apart(twins->build, entity, other))
            add(twins, entity, other);
    }
}

void twins_end(struct twins *twins) {
    ht_arena_free(twins->scratch);
    free(twins);
}
