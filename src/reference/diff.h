// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What the files of the comparison share. diff_rows.c alone knows the tables: it gives the rows of each as texts, in
 * one order for both databases. Where a table takes another shape, its line there follows.
 */
#ifndef HOLDTRACE_REFERENCE_DIFF_PRIVATE_H
#define HOLDTRACE_REFERENCE_DIFF_PRIVATE_H

#include "holdtrace/map.h"
#include "holdtrace/reference_diff.h"

enum { DIFF_COLUMNS = 20, DIFF_IDENTITIES = 4 };

// What the entity, list or other thing is to which a row belongs.
enum diff_about { DIFF_ABOUT_ENTITY, DIFF_ABOUT_LIST, DIFF_ABOUT_OTHER };

struct diff_table {
    const char *name, *sql; // SQL gives the columns below, ordered by all of them from the first to the last
    const char *columns[DIFF_COLUMNS]; // the first is the id of what the row is about; NULL ends them
    enum diff_about about;
    enum ht_ref_part part;
    // By which columns (bits) two rows that differ are one row changed, the strictest first; an empty cell is never
    // the same as another. 0 ends them.
    unsigned identities[DIFF_IDENTITIES];
    int other; // column with a second entity that decides whether the row matters; 0: none
};

extern const struct diff_table diff_tables[];
extern const size_t diff_table_count;

size_t diff_width(const struct diff_table *table);

// The rows of TABLE, one at a time.
struct diff_cursor {
    struct db_stmt *stmt;
    size_t width;
    bool any;                        // stands on a row
    const char *cells[DIFF_COLUMNS]; // of that row; NULL: empty; valid until the next step
};

struct diff_cursor diff_cursor_open(struct ht_reference *ref, const struct diff_table *table);
void diff_cursor_next(struct diff_cursor *cursor);

// Which comes first in the order of the cursors; 0 when both say the same.
int diff_compare(const char *const *a, const char *const *b, size_t width);

// Roles (enum ht_ref_role, bits) of entities by id.
struct diff_related {
    struct ht_arena *arena;
    struct ht_map *roles; // id to unsigned
};

struct diff_related diff_related_of(const struct ht_ref_side *before, const struct ht_ref_side *after,
                                    struct ht_arena *arena);
unsigned diff_roles(const struct diff_related *related, const char *id);

// Fills the targets of OUT.
void diff_targets(struct ht_ref_diff *out, struct ht_arena *arena);

// Compares TABLE and files what differs in OUT. With ALL, rows of HT_REF_OTHER are kept.
void diff_table_rows(const struct diff_table *table, const struct diff_related *related, bool all,
                     struct ht_ref_diff *out, struct ht_ref_count *count, struct ht_arena *arena);

#endif
