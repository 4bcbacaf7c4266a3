// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A build of the database, as its stages see it. They run in this order, each in a file of its own:
 *
 *   collections   the directories that are read
 *   load          their rows: small files into memory, large ones into scratch files; what points nowhere
 *   evidence      what says that two ids are one company
 *   unite         which of it is believed, and what is refused
 *   keys          the entities that are left, numbered in the order of their ids
 *   write_*       tables and blocks
 *
 * Nothing that is written depends on the order of rows, files or imported directories.
 */
#ifndef HOLDTRACE_REFERENCE_BUILD_PRIVATE_H
#define HOLDTRACE_REFERENCE_BUILD_PRIVATE_H

#include <stdint.h>

#include "base/db.h"
#include "reference/conflicts.h"
#include "reference/data.h"
#include "reference/digests.h"
#include "reference/entities.h"
#include "reference/packed.h"
#include "reference/scratch.h"
#include "reference/sorter.h"

struct ref_collection {
    const char *path; // of the directory
    const char *name; // as messages and the database call it: what stands below the --from
    bool curated;
    uint16_t number; // in `collections`
    bool has[REF_FILE_COUNT];
};

// Why rows of an import are left out.
enum ref_left_out {
    LEFT_OUT_ENTITY, // naming entities that no source describes
    LEFT_OUT_LIST,
    LEFT_OUT_ISSUER, // securities whose issuer no source knows
    LEFT_OUT_REASONS
};

// What was left out for one reason, and the first of it.
struct ref_left {
    int64_t rows;
    long line;         // 0: not told
    const char *named; // what that row names
};

// A row of a large file on its way: what it points to, and its other cells, packed.
struct ref_spooled {
    uint32_t len;  // of the packed cells that follow
    uint32_t a, b; // entities by number, TEXTS_NONE for none; of a security without issuer: b its number among them
    uint16_t collection;
    uint16_t unused; // it is written to a file, where no byte may be undefined
};

struct ref_spool {
    struct scratch file;
    size_t count;
};

struct unite;
struct ref_index;

// A name key that a careless spelling could be meant for, and whose it is.
struct ref_likely_key {
    const char *name_key;
    uint32_t entity;
};

struct ref_likely_keys {
    struct ref_likely_key *items;
    size_t count, capacity;
};

struct ref_build {
    struct ht_arena *arena;
    const char *output;
    struct ht_faults *faults, *notes;
    struct ref_collection *collections; // the curated ones first, then by path
    size_t collection_count;
    struct digests *digests;

    // Small files, in memory; rows of all collections, sorted by canonical row.
    struct ref_rows files[REF_FILE_COUNT];
    size_t capacities[REF_FILE_COUNT]; // of their items
    struct ht_map *sources, *lists;    // ids to rows
    struct ref_screens screens;
    struct ref_left *left_out; // by collection, file, reason

    // Large files.
    struct ref_entities entities;
    struct ref_spool spools[REF_FILE_COUNT];
    struct sorter *identifiers; // of securities, as evidence; NULL when one collection alone has any
    struct texts shared;        // identifiers of all collections but the largest
    struct sorter *registries;  // of entities, as evidence; NULL likewise
    size_t homeless;            // securities without issuer
    uint32_t *homes;            // of those, the entity to which an identifier leads; TEXTS_NONE: none

    struct ref_conflicts conflicts;

    // After keys.
    uint32_t *key_of;  // of an entity number; from 1
    uint32_t *head_of; // of a key - 1: the number of the entity whose id stands for all
    size_t key_count;
    struct ref_member *members; // entities that were united, by key
    size_t member_count;

    // While writing.
    struct db *db;
    struct texts source_sets;
    uint64_t last_source_set; // what write_source_set gave last; 0: nothing
    struct ref_index *index;  // entries of key blocks
    struct ht_map *list_keys;
    unsigned char *targets; // by key: 1 for entities that a list names, or that are curated
    struct ref_likely_keys likely;
    uint32_t entity; // whose names are written
    bool watched;    // whether these can be meant by careless spellings
    uint64_t securities, stakes, names, designations;
};

// An entity that was united with others, in the order of precedence within its key.
struct ref_member {
    uint32_t key, number, place;
};

enum ht_status ref_build_collections(struct ref_build *build, const char *const *from, size_t count,
                                     struct ht_error *err);
enum ht_status ref_build_load(struct ref_build *build, struct ht_error *err);
void ref_build_unite(struct ref_build *build);
void ref_build_keys(struct ref_build *build, struct unite *unite);
enum ht_status ref_build_write(struct ref_build *build, const char *path, struct ht_error *err);

// Counts one row of FILE of COLLECTION as left out, that of LINE (0: not known any more), which names NAMED.
void ref_leave_out(struct ref_build *build, uint16_t collection, enum ref_file_id file, enum ref_left_out reason,
                   long line, const char *named);
const struct ref_left *ref_left_out_of(const struct ref_build *build, uint16_t collection, enum ref_file_id file,
                                       enum ref_left_out reason);
// "naming entities that no source describes".
const char *ref_left_out_reason(enum ref_left_out reason);

// The key of the entity that a cell names.
uint32_t ref_build_key(const struct ref_build *build, const char *id);
// The id and main name of a key's entity.
const char *ref_build_id(const struct ref_build *build, uint32_t key);
const char *ref_build_name(const struct ref_build *build, uint32_t key);

// Hands the rows of a spool to TAKE, cells from packed bytes; they are valid during the call.
typedef void ref_spool_take(struct ref_build *build, const struct ref_spooled *row, unsigned char *packed);
void ref_spool_read(struct ref_build *build, enum ref_file_id file, ref_spool_take *take);

// A cell as a date, YYYYMMDD with zeros for what is not known; 0 for NULL.
int64_t ref_date_number(const char *cell);

// A and B, sources joined by a bar, without repeating one; in ARENA.
const char *ref_join_sources(struct ht_arena *arena, const char *a, const char *b);

#endif
