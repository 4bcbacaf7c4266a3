// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The keys by which things are looked up: gathered in a sorter while tables are written, then written as blocks. An
 * ISIN of two issuers shows here, where its entries meet.
 */
#include <stdlib.h>
#include <string.h>

#include "base/feeder.h"
#include "base/memory.h"
#include "holdtrace/arena.h"
#include "holdtrace/index_terms.h"
#include "holdtrace/names.h"
#include "reference/name_pages.h"
#include "reference/write.h"

enum { TAIL = 13 }; // entity, number, whether it holds for a time only
enum { INDEX_MEMORY = 64 * 1024 * 1024 };

/*
 * Entries are made in a second thread: keys of names take as long as writing the rows they are of. What it is handed
 * is an entry as it will be sorted, with its length before it, or a name whose key is to be made, with KEY_OF_NAME
 * for its kind and its entity behind the tail.
 */
enum { KEY_OF_NAME = 0, ENTITY_SIZE = 4 };

struct ref_index {
    struct feeder *feeder;
    struct sorter *sorter;
    struct ht_arena *scratch; // the thread's
    size_t names;             // since it was cleared
    // Of these the writer of all names is the thread's, too.
    struct name_index_writer *by_term[NAME_INDEXES];
    uint64_t watched; // names
};

// What a term is handed on for.
struct term_taker {
    struct name_index_writer *writer;
    uint64_t number;
};

static void take_term(void *user, uint32_t term) {
    const struct term_taker *taker = user;
    name_index_add(taker->writer, term, taker->number);
}

// Adds the name of KEY to the index of watched names, under its words and under what careless spellings make of them.
static void watch_name(struct ref_index *index, struct ht_arena *scratch, const char *key, uint64_t number) {
    struct term_taker taker = {index->by_term[NAMES_WATCHED], number};
    key = ht_name_simplified(scratch, key);
    ht_terms_of_key(key, take_term, &taker);
    ht_terms_of_joined(key, take_term, &taker);
    for (const char *at = key; *at != '\0'; at += strspn(at, " ")) {
        size_t len = strcspn(at, " ");
        ht_terms_of_careless(at, len, take_term, &taker);
        at += len;
    }
    index->watched++;
}

// An entry: KEY (which may be cut) behind its kind, a NUL, and the tail.
static size_t entry_of(unsigned char *out, enum key_kind kind, const char *key, size_t len,
                       const unsigned char *tail) {
    len = len < KEY_LENGTH_MAX ? len : KEY_LENGTH_MAX;
    out[0] = (unsigned char)kind;
    memcpy(out + 1, key, len);
    out[1 + len] = '\0';
    memcpy(out + len + 2, tail, TAIL);
    return len + 2 + TAIL;
}

static void add_name_key(struct ref_index *index, const char *name, const unsigned char *tail) {
    enum { REST = 256 };
    unsigned char record[1 + KEY_LENGTH_MAX + 1 + TAIL];
    const char *name_key = ht_name_key(index->scratch, name);
    struct term_taker taker = {index->by_term[NAMES_ALL], packed_u32(tail + TAIL)};
    if (*name_key)
        sorter_add(index->sorter, record, entry_of(record, KEY_NAME, name_key, strlen(name_key), tail));
    if ((tail[TAIL - 2] & 3) != NAME_OF_SECURITY)
        ht_terms_of_key(ht_name_simplified(index->scratch, name_key), take_term, &taker);
    if (++index->names % REST == 0)
        ht_arena_clear(index->scratch);
}

static void take_entries(void *context, const unsigned char *records, size_t size) {
    struct ref_index *index = context;
    for (size_t at = 0; at < size;) {
        uint32_t len;
        memcpy(&len, records + at, sizeof len);
        const unsigned char *record = records + at + sizeof len;
        if (record[0] == KEY_OF_NAME)
            add_name_key(index, (const char *)record + 1, record + len - TAIL - ENTITY_SIZE);
        else
            sorter_add(index->sorter, record, len);
        at += sizeof len + len;
    }
}

struct ref_index *ref_index_new(const char *beside) {
    struct ref_index *index = ht_heap_alloc(sizeof *index);
    index->sorter = sorter_new(beside, INDEX_MEMORY);
    index->scratch = ht_arena_new();
    for (int i = 0; i < NAME_INDEXES; i++)
        index->by_term[i] = name_index_writer_new(beside, (enum name_index)i);
    index->feeder = feeder_new(take_entries, index);
    return index;
}

void ref_index_free(struct ref_index *index) {
    if (!index)
        return;
    feeder_free(index->feeder);
    sorter_free(index->sorter);
    for (int i = 0; i < NAME_INDEXES; i++)
        name_index_writer_free(index->by_term[i]);
    ht_arena_free(index->scratch);
    free(index);
}

static void put(unsigned char *out, uint64_t number, unsigned bytes) {
    for (unsigned i = 0; i < bytes; i++)
        out[i] = (unsigned char)(number >> (8 * (bytes - 1 - i)));
}

// BEHIND: bytes that the caller writes behind the entry, at what is returned.
static unsigned char *hand_on(struct ref_build *build, unsigned kind, const char *key, uint32_t entity,
                              uint64_t number, bool bounded, size_t behind) {
    size_t len = strlen(key);
    uint32_t size = (uint32_t)(len + 2 + TAIL + behind);
    unsigned char *room = feeder_room(build->index->feeder, sizeof size + size);
    memcpy(room, &size, sizeof size);
    room += sizeof size;
    room[0] = (unsigned char)kind;
    memcpy(room + 1, key, len + 1);
    put(room + len + 2, entity, 4);
    put(room + len + 6, number, 8);
    room[len + 14] = bounded;
    return room + len + 2 + TAIL;
}

void write_index(struct ref_build *build, enum key_kind kind, const char *key, uint32_t entity, uint64_t number,
                 bool bounded) {
    char cut[KEY_LENGTH_MAX + 1];
    if (strlen(key) > KEY_LENGTH_MAX) {
        memcpy(cut, key, KEY_LENGTH_MAX);
        cut[KEY_LENGTH_MAX] = '\0';
        key = cut;
    }
    (void)hand_on(build, (unsigned)kind, key, entity, number, bounded, 0);
}

void write_name_keys(struct ref_build *build, struct ht_arena *scratch, const char *name, bool printed,
                     enum key_name has, uint64_t key, struct ht_buffer *keys) {
    const char *const forms[] = {name, printed ? ht_name_issuer_part(scratch, name) : name};
    for (size_t i = 0; i < (printed ? 2u : 1u); i++) {
        const char *name_key = keys ? ht_name_key(scratch, forms[i]) : "";
        // Ordered by what has the name first: rows of names, then entities, then securities.
        uint32_t order = has == NAME_LOCAL ? NAME_OF_ENTITY : has;
        put(hand_on(build, KEY_OF_NAME, forms[i], order, key << 2 | has, false, ENTITY_SIZE), build->entity,
            ENTITY_SIZE);
        if (!*name_key)
            continue;
        ht_buffer_add(keys, name_key, strlen(name_key) + 1);
        if (build->watched)
            watch_name(build->index, scratch, name_key, key << 2 | has);
    }
}

uint64_t write_source_set(struct ref_build *build, const char *sources) {
    // Of millions of rows, most have the sources of the one before.
    uint64_t last = build->last_source_set;
    if (!sources || (last && strcmp(texts_at(&build->source_sets, (uint32_t)(last - 1)), sources) == 0))
        return sources ? last : 0;
    return build->last_source_set = (uint64_t)texts_add(&build->source_sets, sources) + 1;
}

// The issuers of the ISIN whose entries come by.
struct issuers {
    struct ht_buffer isin;
    uint32_t *items;
    size_t count, capacity;
};

static void end_isin(struct ref_build *build, struct issuers *all) {
    for (size_t i = 0; all->count > 1 && i < all->count; i++)
        for (size_t k = 0; k < all->count; k++)
            if (k != i)
                ref_conflict_add(
                    &build->conflicts, build->arena,
                    (struct ref_conflict){CONFLICT_ISIN_ISSUER, false, all->items[i],
                                          ht_arena_format(build->arena, "the ISIN %s is also given to %s (%s)",
                                                          all->isin.data, ref_build_name(build, all->items[k]),
                                                          ref_build_id(build, all->items[k])),
                                          NULL});
    all->count = 0;
}

static void add_issuer(struct ref_build *build, struct issuers *all, const char *isin, size_t len, uint32_t entity) {
    if (!all->isin.data || all->isin.len != len || memcmp(all->isin.data, isin, len) != 0) {
        end_isin(build, all);
        ht_buffer_clear(&all->isin);
        ht_buffer_add(&all->isin, isin, len);
    }
    if (all->count && all->items[all->count - 1] == entity)
        return; // entries of one key are in the order of entities
    all->items = ht_arena_grow(build->arena, all->items, all->count, &all->capacity, sizeof *all->items);
    all->items[all->count++] = entity;
}

static uint64_t number_of(const unsigned char *bytes) {
    return (uint64_t)packed_u32(bytes) << 32 | packed_u32(bytes + 4);
}

enum ht_status write_key_blocks(struct ref_build *build, struct ht_error *err) {
    struct key_writer *writer = key_writer_new(build->db);
    struct issuers issuers = {0};
    struct twins *twins = twins_new(build);
    const unsigned char *record;
    size_t len;
    feeder_end(build->index->feeder);
    while ((record = sorter_next(build->index->sorter, &len)) != NULL) {
        const unsigned char *tail = record + len - TAIL;
        size_t key_len = len - 2 - TAIL;
        const char *key = (const char *)record + 1;
        if (record[0] == KEY_ISIN && !tail[12])
            add_issuer(build, &issuers, key, key_len, packed_u32(tail));
        if (record[0] == KEY_NAME)
            twins_take(twins, key, key_len, number_of(tail + 4));
        key_writer_add(writer, (enum key_kind)record[0], key, key_len, number_of(tail + 4));
    }
    end_isin(build, &issuers);
    twins_end(twins);
    ht_buffer_free(&issuers.isin);
    key_writer_end(writer);
    return sorter_status(build->index->sorter, err);
}

enum ht_status write_name_index(struct ref_build *build, struct ht_error *err) {
    const uint64_t counts[NAME_INDEXES] = {[NAMES_WATCHED] = build->index->watched, [NAMES_ALL] = build->key_count};
    enum ht_status status = HT_OK;
    for (int i = 0; i < NAME_INDEXES && status == HT_OK; i++)
        status = name_index_write(build->index->by_term[i], build->db, counts[i], err);
    return status;
}
