// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The index of names: for each term (index_terms.h) the names or entities that have it, in pages of the table
 * name_page, of which a look-up reads one. There are two:
 *
 *   watched  names, all kinds of them, of the entities that a screen can select: curated ones and those on a list.
 * With the terms of careless spellings. What a scan asks, for a resemblance to any other company decides nothing. all
 * entities by the words of their names, without those of their securities. It tells how rare a word is, and gives
 * `explain` candidates among all. Without careless spellings, which would be five times as many.
 *
 * A term that more than NAME_PAGE_MOST have keeps their number alone: it tells nothing.
 *
 * A page holds the terms of which the highest `bits` bits are its number. Its data: how many terms (two bytes), the
 * terms in order (four bytes each), where the numbers of each begin behind these tables (three bytes each), and the
 * numbers: how many, then each but the first as what is added to the one before, as varints. Its key in the table:
 * the index times 2^32, and 1 + number of the page. Under the index times 2^32 alone: bits, and how many names or
 * entities there are, as varints.
 */
#ifndef HOLDTRACE_REFERENCE_NAME_PAGES_H
#define HOLDTRACE_REFERENCE_NAME_PAGES_H

#include <stddef.h>
#include <stdint.h>

#include "base/db.h"

// In the database: do not renumber.
enum name_index { NAMES_WATCHED, NAMES_ALL, NAME_INDEXES };

enum { NAME_PAGE_MOST = 1000, NAME_PAGE_LEAST_BITS = 4, NAME_PAGE_MOST_BITS = 24 };

static inline int64_t name_page_key(enum name_index index, uint32_t page) {
    return (int64_t)index << 32 | ((int64_t)page + 1);
}
static inline int64_t name_page_head(enum name_index index) {
    return (int64_t)index << 32;
}

// Numbers of one index, gathered in any order and written in theirs.
struct name_index_writer;

// BESIDE: as of sorter.h.
struct name_index_writer *name_index_writer_new(const char *beside, enum name_index index);
void name_index_writer_free(struct name_index_writer *writer); // NULL is allowed

void name_index_add(struct name_index_writer *writer, uint32_t term, uint64_t number);

// Writes the pages into DB, for NAMES names or entities.
enum ht_status name_index_write(struct name_index_writer *writer, struct db *db, uint64_t names,
                                struct ht_error *err);

// What a term leads to.
struct name_numbers {
    uint64_t count;          // of those that have it; 0: none
    const unsigned char *at; // their numbers, for name_numbers_next; NULL when they are too many
    const unsigned char *end;
    uint64_t last;
};

// Looks TERM up in a page's DATA. What a damaged page says does not lead out of it.
struct name_numbers name_page_find(const unsigned char *data, size_t size, uint32_t term);

// The next number; false at the end.
bool name_numbers_next(struct name_numbers *numbers, uint64_t *number);

#endif
