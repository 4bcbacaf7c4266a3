// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Entities in the order of their keys, each with its names and securities: the rows of ids that were united become
 * one, the first of them (build_keys.c) has the word, and where the others contradict it, that is a conflict.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "holdtrace/arena.h"
#include "holdtrace/names.h"
#include "reference/write.h"

// A row of entities.csv that is about the entity.
struct entry {
    const char *cells[ENTITY_WIDTH];
    uint32_t number;
    bool curated;
};

struct entries {
    struct entry *items;
    size_t count, capacity;
};

struct stage {
    struct ref_build *build;
    struct ht_arena *scratch; // of some entities
    struct db_stmt *entity, *name, *alias;
    struct keyed_rows *names;
    struct name_set *known;
    struct security_stage *securities;
    struct entries entries;
    size_t next_member;
    struct ht_buffer keys; // name keys of the entity, each ended by a NUL, when it may be meant by careless ones
    uint32_t key;
};

static int compare_entries(const void *a, const void *b) {
    const struct entry *x = a, *y = b;
    if (x->curated != y->curated)
        return x->curated ? -1 : 1;
    for (size_t c = 0; c < ENTITY_WIDTH; c++) {
        int order = strcmp(x->cells[c] ? x->cells[c] : "", y->cells[c] ? y->cells[c] : "");
        if (order)
            return order;
    }
    return 0;
}

// Adds the rows of one id, in an order of their own.
static void add_entries(struct stage *s, uint32_t number) {
    const struct ref_entities *e = &s->build->entities;
    size_t first = s->entries.count;
    for (uint32_t row = e->first[number]; row != TEXTS_NONE; row = e->rows[row].next) {
        if (s->entries.count == s->entries.capacity) {
            s->entries.capacity = s->entries.capacity * 2 + 8;
            s->entries.items = ht_heap_resize(s->entries.items, s->entries.capacity * sizeof *s->entries.items);
        }
        struct entry *entry = &s->entries.items[s->entries.count++];
        entry->number = number;
        entry->curated = s->build->collections[e->rows[row].collection].curated;
        ref_entities_cells(e, row, texts_at(&e->ids, number), entry->cells);
    }
    if (s->entries.count - first > 1)
        qsort(s->entries.items + first, s->entries.count - first, sizeof *s->entries.items, compare_entries);
}

/*
 * Asks for what the entities of the next keys will want: in the order of ids they lie anywhere in memory, one thing
 * leads to the next, and waiting for each of them would take longer than all that is done here.
 */
static void ask_ahead(const struct stage *s) {
    enum { NEAR = 6, MIDDLE = 12, FAR = 18 }; // keys
    enum { LINE = 64 };                       // of memory
    const struct ref_build *build = s->build;
    const struct ref_entities *e = &build->entities;
    if (s->key + (size_t)FAR > build->key_count)
        return;
    const uint32_t *heads = build->head_of + s->key - 1;
    __builtin_prefetch(&e->first[heads[FAR]]);
    __builtin_prefetch(&e->ids.starts[heads[FAR]]);
    __builtin_prefetch(&e->rows[e->first[heads[MIDDLE]]]);
    __builtin_prefetch(texts_at(&e->ids, heads[MIDDLE]));
    size_t at = e->rows[e->first[heads[NEAR]]].at;
    __builtin_prefetch(e->bytes + at);
    if (at + LINE < e->used) // a row has two lines, mostly
        __builtin_prefetch(e->bytes + at + LINE);
}

static void gather(struct stage *s) {
    struct ref_build *build = s->build;
    s->entries.count = 0;
    if (s->next_member < build->member_count && build->members[s->next_member].key == s->key)
        while (s->next_member < build->member_count && build->members[s->next_member].key == s->key)
            add_entries(s, build->members[s->next_member++].number);
    else
        add_entries(s, build->head_of[s->key - 1]);
}

static void conflict(struct stage *s, enum ref_conflict_kind kind, const char *text, const struct entry *a,
                     const struct entry *b) {
    const char *sources = ref_join_sources(s->build->arena, a->cells[ENTITY_SOURCE], b->cells[ENTITY_SOURCE]);
    ref_conflict_add(&s->build->conflicts, s->build->arena,
                     (struct ref_conflict){kind, false, s->key, text, sources});
}

// "RA000665:123" and "RA000665:456": two numbers of one registry.
static bool of_one_registry(const char *a, const char *b) {
    size_t len = strcspn(a, ":");
    return strncmp(a, "RA", 2) == 0 && a[len] == ':' && strncmp(a, b, len + 1) == 0;
}

// What ENTRY says against FIRST, which has the word.
static void compare_facts(struct stage *s, const struct entry *first, const struct entry *entry) {
    struct ht_arena *arena = s->build->arena;
    const char *a = first->cells[ENTITY_LEI], *b = entry->cells[ENTITY_LEI];
    if (a && b && strcmp(a, b) != 0)
        conflict(s, CONFLICT_LEI, ht_arena_format(arena, "two LEIs: %s and %s", a, b), first, entry);
    a = first->cells[ENTITY_REGISTRY_ID];
    b = entry->cells[ENTITY_REGISTRY_ID];
    if (a && b && strcmp(a, b) != 0 && of_one_registry(a, b))
        conflict(s, CONFLICT_REGISTRY, ht_arena_format(arena, "two numbers of one registry: %s and %s", a, b), first,
                 entry);
}

static const char *joined_notes(struct stage *s, const char *a, const char *b) {
    if (!a || !b || strcmp(a, b) == 0)
        return a ? a : b;
    return ht_arena_format(s->scratch, "%s; %s", a, b);
}

// One row out of all of them.
static struct entry merged(struct stage *s) {
    assert(s->entries.items); // each entity has a row
    struct entry out = s->entries.items[0];
    for (size_t i = 1; i < s->entries.count; i++) {
        const struct entry *entry = &s->entries.items[i];
        compare_facts(s, &s->entries.items[0], entry);
        for (size_t c = ENTITY_LOCAL_NAME; c < ENTITY_CONFIDENCE; c++)
            out.cells[c] = out.cells[c] ? out.cells[c] : entry->cells[c];
        out.cells[ENTITY_SOURCE] =
            ref_join_sources(s->scratch, out.cells[ENTITY_SOURCE], entry->cells[ENTITY_SOURCE]);
        out.cells[ENTITY_NOTE] = joined_notes(s, out.cells[ENTITY_NOTE], entry->cells[ENTITY_NOTE]);
    }
    return out;
}

static void add_aliases(struct stage *s) {
    const struct entries *all = &s->entries;
    for (size_t i = 0; i < all->count; i++) {
        const char *id = all->items[i].cells[ENTITY_ID], *lei = all->items[i].cells[ENTITY_LEI];
        bool repeated = i > 0 && all->items[i - 1].number == all->items[i].number;
        if (lei)
            write_index(s->build, KEY_LEI, lei, 0, s->key, false);
        if (repeated)
            continue;
        if (!ref_lei_of_id(id))
            write_index(s->build, KEY_ID, id, 0, s->key, false);
        else if (!lei)
            write_index(s->build, KEY_LEI, ref_lei_of_id(id), 0, s->key, false);
        if (i == 0)
            continue;
        db_bind_text(s->alias, 1, id);
        db_bind_int(s->alias, 2, s->key);
        db_step(s->alias);
    }
}

// The keys of names are made in another thread, unless they are asked for here.
static struct ht_buffer *wanted_keys(struct stage *s) {
    return s->entries.count > 1 || write_is_target(s->build, s->key) ? &s->keys : NULL;
}

static void add_name_row(struct stage *s, const char *const *cells) {
    const struct ref_file *file = &ref_files[REF_NAMES];
    const char *kind = cells[NAME_KIND];
    s->build->names++;
    db_bind_int(s->name, 1, (int64_t)s->build->names);
    db_bind_int(s->name, 2, s->key);
    for (size_t c = NAME_NAME; c < NAME_WIDTH; c++)
        write_bind_cell(s->build, s->name, (int)c + 2, &file->columns[c], cells[c]);
    db_step(s->name);
    write_name_keys(s->build, s->scratch, cells[NAME_NAME], kind && strcmp(kind, "export_label") == 0, NAME_ROW,
                    s->build->names, wanted_keys(s));
    name_set_add(s->known, cells[NAME_NAME]);
}

static bool has_key(struct stage *s, const char *key) {
    for (const char *at = s->keys.data; s->keys.len && at < s->keys.data + s->keys.len; at += strlen(at) + 1)
        if (strcmp(at, key) == 0)
            return true;
    return false;
}

// The main names of the other rows; one that is written like none of the entity's names contradicts it.
static void add_other_names(struct stage *s) {
    const struct entry *first = &s->entries.items[0];
    for (size_t i = 1; i < s->entries.count; i++) {
        const struct entry *entry = &s->entries.items[i];
        const char *const names[] = {entry->cells[ENTITY_NAME], entry->cells[ENTITY_LOCAL_NAME]};
        if (!has_key(s, ht_name_key(s->scratch, names[0])))
            conflict(s, CONFLICT_NAME,
                     ht_arena_format(s->build->arena, "two main names: \"%s\" (%s) and \"%s\" (%s)",
                                     first->cells[ENTITY_NAME], first->cells[ENTITY_ID], names[0],
                                     entry->cells[ENTITY_ID]),
                     first, entry);
        for (size_t k = 0; k < 2; k++) {
            const char *cells[NAME_WIDTH] = {[NAME_NAME] = names[k],
                                             [NAME_KIND] = k ? "local" : "main",
                                             [NAME_SOURCE] = entry->cells[ENTITY_SOURCE]};
            if (names[k] && name_set_add(s->known, names[k]))
                add_name_row(s, cells);
        }
    }
}

static void add_names(struct stage *s, const struct entry *entity) {
    const char *main = entity->cells[ENTITY_NAME], *local = entity->cells[ENTITY_LOCAL_NAME];
    struct keyed_row row;
    name_set_clear(s->known);
    ht_buffer_clear(&s->keys);
    while (keyed_rows_next(s->names, s->key, &row))
        add_name_row(s, row.cells);
    if (name_set_add(s->known, main))
        write_name_keys(s->build, s->scratch, main, false, NAME_OF_ENTITY, s->key, wanted_keys(s));
    if (local && name_set_add(s->known, local))
        write_name_keys(s->build, s->scratch, local, false, NAME_LOCAL, s->key, wanted_keys(s));
    if (s->entries.count > 1)
        add_other_names(s);
}

static void add_entity(struct stage *s) {
    const struct ref_file *file = &ref_files[REF_ENTITIES];
    ask_ahead(s);
    gather(s);
    struct entry entity = merged(s);
    const char *confidence = entity.cells[ENTITY_CONFIDENCE];
    s->build->entity = s->key;
    s->build->watched =
        write_is_target(s->build, s->key) && !(confidence && strcmp(confidence, "from-knowledge") == 0);
    write_row(s->build, s->entity, file, s->key, entity.cells);
    add_aliases(s);
    add_names(s, &entity);
    security_stage_entity(s->securities, s->key, s->known, wanted_keys(s));
    if (!s->build->watched)
        return;
    struct ref_likely_keys *likely = &s->build->likely;
    for (const char *at = s->keys.data; s->keys.len && at < s->keys.data + s->keys.len; at += strlen(at) + 1) {
        likely->items =
            ht_arena_grow(s->build->arena, likely->items, likely->count, &likely->capacity, sizeof *likely->items);
        likely->items[likely->count++] = (struct ref_likely_key){ht_arena_string(s->build->arena, at), s->key};
    }
}

enum ht_status write_entities(struct ref_build *build, struct ht_error *err) {
    enum { REST = 256 }; // entities between two clearings of the scratch arena
    struct stage s = {.build = build, .scratch = ht_arena_new(), .known = name_set_new()};
    s.entity = write_prepare(build->db, &ref_files[REF_ENTITIES]);
    s.name = write_prepare(build->db, &ref_files[REF_NAMES]);
    s.alias = db_prepare(build->db, "INSERT INTO alias (id, entity) VALUES (?, ?)");
    s.names = keyed_rows_of(build, REF_NAMES);
    s.securities = security_stage_new(build);
    for (s.key = 1; s.key <= build->key_count; s.key++) {
        add_entity(&s);
        if (s.key % REST == 0)
            ht_arena_clear(s.scratch);
    }
    enum ht_status status = keyed_rows_status(s.names, err);
    enum ht_status securities = security_stage_end(s.securities, status == HT_OK ? err : NULL);
    keyed_rows_free(s.names);
    name_set_free(s.known);
    free(s.entries.items);
    ht_buffer_free(&s.keys);
    ht_arena_free(s.scratch);
    return status == HT_OK ? securities : status;
}
