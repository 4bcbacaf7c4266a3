// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Which tables have rows about an entity: one byte for each entity, a bit a table, in pages of the table `about`.
 * Of most companies of a large reference nobody knows an owner, a relation or a namesake; one byte says so instead of
 * a query for each.
 */
#ifndef HOLDTRACE_REFERENCE_ABOUT_H
#define HOLDTRACE_REFERENCE_ABOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/db.h"

struct ht_arena;

// In the database: do not renumber.
enum about {
    ABOUT_OWNERS = 1,
    ABOUT_HOLDINGS = 2,
    ABOUT_RELATIONS = 4,
    ABOUT_TWINS = 8,
    ABOUT_DESIGNATIONS = 16,
    ABOUT_STATEMENTS = 32,
    ABOUT_LOOKALIKES = 64,
};

// Of ENTITIES entities, as they stand in the tables and indexes of DB, which are complete.
void about_write(struct db *db, size_t entities);

// The pages of a database that were met, kept in an arena.
struct about_pages {
    const unsigned char **pages;
    size_t count;
};

/*
 * Whether the table of WHAT can have rows about the entity of KEY: false is certain. FIND is the statement of the
 * question for a page, prepared by the caller; ENTITIES how many there are.
 */
bool about_may_have(struct about_pages *pages, struct db_stmt *find, size_t entities, int64_t key, enum about what,
                    struct ht_arena *arena);

extern const char about_find_sql[];

#endif
