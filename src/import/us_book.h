// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What the files of a US list say, gathered by entry before it is written: an entry's names, addresses and numbers
 * stand in several files, or in several rows of one. The lists have some ten thousands of entries, so they are held
 * in memory. Private to this stage.
 */
#ifndef HOLDTRACE_US_BOOK_H
#define HOLDTRACE_US_BOOK_H

#include "holdtrace/map.h"
#include "import/importer.h"
#include "import/us_lists.h"

// Texts without repetition, in their order.
struct us_texts {
    const char **items;
    size_t count, capacity;
    struct ht_map *map; // of the items, once there are many
};

// One name beside the main one.
struct us_name {
    const char *text, *kind; // a word of names.csv
};

// That an entry is on a list. NULL: not said.
struct us_listing {
    enum us_list_id list;
    const char *listed_as;
    const char *listed_on, *effective_on, *divest_by, *delisted_on;
    const char *status; // NULL: in_force, or delisted where there is an end
    const char *programme, *citation;
    struct us_texts notes;
};

struct us_ticker {
    const char *code, *mic;
};

struct us_party {
    const char *id; // where it has no LEI
    const char *name, *kind, *lei, *registry_id;
    const char *remarks, *programmes; // to be read when all of it was gathered
    struct us_texts countries, isins, notes;
    struct us_texts name_texts;   // of `names`
    struct ht_map *listing_texts; // places of listings by list, day and citation
    struct us_name *names;
    struct us_ticker *tickers;
    struct us_listing *listings;
    size_t name_count, name_capacity, ticker_count, ticker_capacity, listing_count, listing_capacity;
    size_t file; // where it was first read
    long line;
};

struct us_book {
    struct import *import;
    struct ht_arena *arena;            // of all that is gathered
    struct ht_map *by_id;              // struct us_party
    const char *confidence;            // of designations
    bool seen[US_LIST_COUNT];          // the files are about this list
    size_t persons, vessels, aircraft; // left out
    size_t unmarked[US_LIST_COUNT];    // left out of a list of persons: no mark of an organisation
};

void us_book_open(struct us_book *book, struct import *import, const char *confidence);
void us_book_close(struct us_book *book);

/*
 * The entry of ID; where there is none, a new one of NAME that stands in the row being read, and *FRESH (may be NULL)
 * is set.
 */
struct us_party *us_party_of(struct us_book *book, const char *id, const char *name, bool *fresh);

// All of these copy TEXT, and leave out what is NULL, "" or there already. An alias of one short word is kept as an
// abbreviation, which matches nothing without a country.
void us_add_text(struct us_book *book, struct us_texts *texts, const char *text);
void us_add_name(struct us_book *book, struct us_party *party, const char *kind, const char *text);
void us_add_ticker(struct us_book *book, struct us_party *party, const char *code, const char *mic);
// TEXT: a name of a country or its code; false when it is none.
bool us_add_country(struct us_book *book, struct us_party *party, const char *text);

// NAME without the abbreviation behind it ("(AASPT)"), which *ABBREVIATION becomes; NULL: there is none.
const char *us_without_abbreviation(struct us_book *book, const char *name, const char **abbreviation);

// A further listing of PARTY, or the one that it has on LIST with the same day and citation.
struct us_listing *us_listing_of(struct us_book *book, struct us_party *party, enum us_list_id list,
                                 const char *listed_on, const char *citation);

// TEXT with runs of blanks as single ones and none at the ends, in the book.
const char *us_clean(struct us_book *book, const char *text);

// "csl-4f1c..." of TEXT, an id that is the same in each edition.
const char *us_hashed_id(struct us_book *book, const char *prefix, const char *text);

// Whether NAME shows itself to be an organisation's: a legal form, a word of trade, a digit, "&".
bool us_is_organisation(const char *name, struct ht_arena *arena);

/*
 * Writes entities, names, securities and designations. Lists are counted: ENTRIES (by list) become the organisations
 * that stand on them.
 */
void us_book_write(struct us_book *book, size_t entries[US_LIST_COUNT]);

// Whether TYPE, which may be NULL, is that of a person, vessel or aircraft; then it is counted.
bool us_is_left_out(struct us_book *book, const char *type);

// Says what was left out ("left out: 12 persons, 3 vessels"), as a finding and in the source's note.
void us_say_left_out(struct us_book *book);

#endif
