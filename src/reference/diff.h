// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What the files of the comparison share. diff_rows.c alone knows the tables: it gives the rows of each as texts, in
 * the order of ids. Where a table takes another shape, its line there follows.
 *
 * An id can lead to one entity in one reference and to another in the other: two were united, one was split, or
 * another of the ids of one company now stands for it. diff_ids.c finds those; to everything else they are one.
 */
#ifndef HOLDTRACE_REFERENCE_DIFF_PRIVATE_H
#define HOLDTRACE_REFERENCE_DIFF_PRIVATE_H

#include "holdtrace/map.h"
#include "holdtrace/reference_diff.h"
#include "reference/security_blocks.h"

enum { DIFF_COLUMNS = 20, DIFF_IDENTITIES = 4, DIFF_BEFORE = 0, DIFF_AFTER = 1, DIFF_SIDES = 2 };

// What the entity, list or other thing is to which a row belongs.
enum diff_about { DIFF_ABOUT_ENTITY, DIFF_ABOUT_LIST, DIFF_ABOUT_OTHER };

// How the rows of a table come.
enum diff_feeding {
    DIFF_BY_ENTITY, // SQL gives the key of an entity between ?1 and ?2, in that order, and then the columns
    DIFF_BLOCKS,    // likewise, out of the blocks of securities
    DIFF_SORTED,    // SQL gives the columns, ordered by all of them from the first to the last
    DIFF_FOUND      // no table: the ids that lead to another entity, found by diff_ids.c
};

struct diff_table {
    const char *name, *sql;
    const char *columns[DIFF_COLUMNS]; // the first is the id of what the row is about; NULL ends them
    enum diff_feeding feeding;
    enum diff_about about;
    enum ht_ref_part part;
    // By which columns (bits) two rows that differ are one row changed, the strictest first; an empty cell is never
    // the same as another. 0 ends them.
    unsigned identities[DIFF_IDENTITIES];
    unsigned entities; // columns (bits) with an id of an entity
    unsigned whose;    // columns (bits) with entities that decide whether the row matters; 0: the first column
    int other;         // column with the owner or object, where the row joins two entities; 0: none
};

extern const struct diff_table diff_tables[];
extern const size_t diff_table_count;

size_t diff_width(const struct diff_table *table);

// The rows of TABLE in one reference, in the order of the database.
struct diff_feed {
    struct ht_reference *ref;
    const struct diff_table *table;
    struct db_stmt *stmt, *issuer, *guarantor;
    size_t width;
    bool any;                 // stands on a row
    int64_t key, first, last; // of the entity the row is about; of those that are asked for
    // DIFF_BLOCKS: the rest of the block, how many securities that is, whose the first one was, and the row.
    const unsigned char *at, *end;
    uint64_t left, block_entity;
    struct stored_security security;
};

struct diff_feed diff_feed_open(struct ht_reference *ref, const struct diff_table *table);
// Begins with the rows of the entities of keys FIRST to LAST.
void diff_feed_begin(struct diff_feed *feed, int64_t first, int64_t last);
void diff_feed_next(struct diff_feed *feed);
// Of the row it stands on: the id of what it is about, valid until the next row; and all cells, copied into ARENA.
const char *diff_feed_id(struct diff_feed *feed);
void diff_feed_cells(struct diff_feed *feed, struct ht_arena *arena, const char **cells);

// A walk through ids in their order, each with the id of the entity that it leads to: of all entities, or of aliases.
struct diff_walk {
    struct db_stmt *stmt;
    bool any;
    const char *id, *head; // valid until the next step
};

struct diff_walk diff_walk_entities(struct ht_reference *ref);
struct diff_walk diff_walk_aliases(struct ht_reference *ref);
void diff_walk_next(struct diff_walk *walk);

// Entities, one or more in each reference, that ids lead to each other from.
struct diff_moved {
    const char *id; // that they go by in the comparison
    struct {
        const struct ht_entity **items; // by id
        size_t count;
    } sides[DIFF_SIDES];
};

// An id that leads to another entity than before.
struct diff_led {
    const char *id;
    const char *heads[DIFF_SIDES]; // NULL: it leads nowhere
};

struct diff_ids {
    struct diff_moved *moved; // by id
    size_t moved_count;
    struct ht_map *of; // the id of each of their entities, to its struct diff_moved
    struct {
        int64_t *items; // of the entities in `moved`, ascending
        size_t count;
    } keys[DIFF_SIDES];
    struct diff_led *led; // by id
    size_t led_count;
};

struct diff_ids diff_ids_of(struct ht_reference *before, struct ht_reference *after, struct ht_arena *arena);
// NULL when ID is of none of them.
const struct diff_moved *diff_moved_of(const struct diff_ids *ids, const char *id);
// What the entity of ID goes by in the comparison.
const char *diff_id(const struct diff_ids *ids, const char *id);

// The rows of TABLE on one SIDE, one at a time, with the ids that entities go by, in one order for both references.
struct diff_cursor {
    const struct diff_table *table;
    const struct diff_ids *ids;
    int side;
    bool any;                 // stands on a row
    const char *group;        // id of what it is about
    const char *const *cells; // of that row; NULL: empty; valid until the next step
    struct diff_feed walk, one;
    struct ht_arena *arena; // the rows of one group
    const char ***rows;
    size_t row_count, row_capacity, row, moved, key;
};

void diff_cursor_open(struct diff_cursor *cursor, struct ht_reference *ref, const struct diff_table *table,
                      const struct diff_ids *ids, int side);
void diff_cursor_next(struct diff_cursor *cursor);
void diff_cursor_close(struct diff_cursor *cursor);

// Which comes first in the order of the cursors; 0 when both say the same.
int diff_compare(const char *const *a, const char *const *b, size_t width);

// Roles (enum ht_ref_role, bits) of entities by the id they go by.
struct diff_related {
    struct ht_arena *arena;
    struct ht_map *roles; // id to unsigned
    const struct diff_ids *ids;
};

struct diff_related diff_related_of(const struct ht_ref_side *before, const struct ht_ref_side *after,
                                    const struct diff_ids *ids, struct ht_arena *arena);
unsigned diff_roles(const struct diff_related *related, const char *id);

// Fills the targets of OUT.
void diff_targets(struct ht_ref_diff *out, const struct diff_ids *ids, struct ht_arena *arena);

// Fills the related entities of OUT.
void diff_pairs(struct ht_ref_diff *out, const struct diff_related *related, struct ht_arena *arena);

// Compares TABLE and files what differs in OUT. With ALL, rows of HT_REF_OTHER are kept.
void diff_table_rows(const struct diff_table *table, const struct diff_related *related, bool all,
                     struct ht_ref_diff *out, struct ht_ref_count *count, struct ht_arena *arena);

#endif
