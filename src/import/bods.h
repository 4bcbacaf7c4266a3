// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Statements of beneficial ownership (BODS 0.4). A record is what several statements say of one thing in the course
 * of time; the latest counts. Files are of any size and in any order, so they are read three times: which statement
 * of each record counts; entities and relationships; the persons who own.
 */
#ifndef HOLDTRACE_IMPORT_BODS_H
#define HOLDTRACE_IMPORT_BODS_H

#include <stdint.h>

#include "import/importer.h"

enum bods_flag {
    BODS_ENTITY = 1,
    BODS_PERSON = 2,
    BODS_CLOSED = 4,  // by the statement that counts
    BODS_UNNAMED = 8, // anonymous or unknown
    BODS_OWNS = 16    // met as owner
};

// What is kept of a record, in 32 bytes: there are millions.
struct bods_record {
    struct import_print print; // of its id
    uint32_t statement;        // the one that counts: its place among all, from 1
    int32_t date;              // YYYYMMDD; 0: not known
    uint32_t lei;              // place in `leis`, from 1; 0: none
    uint32_t flags;            // enum bods_flag
};

struct bods_index;
void bods_index_free(struct bods_index *index);
// The record ID, or NULL.
struct bods_record *bods_record_of(const struct bods_index *index, const char *id);
// The same, made when it is not there yet; valid until the next one is made.
struct bods_record *bods_record_make(struct bods_index **index, const char *id);
void bods_set_lei(struct bods_index *index, struct bods_record *record, const char *lei);
// The LEI of RECORD, or NULL; valid until the next one is set.
const char *bods_lei_of(const struct bods_index *index, const struct bods_record *record);

enum bods_left {
    BODS_LEFT_OLD,
    BODS_LEFT_CLOSED,
    BODS_LEFT_UNNAMED,
    BODS_LEFT_PERSON,
    BODS_LEFT_PARTY,
    BODS_LEFT_INTEREST,
    BODS_LEFT_FURTHER,
    BODS_LEFT
};

struct bods {
    struct bods_index *index;
    uint32_t statement; // place of the one being read
    int pass;
    size_t foreign;                  // statements of another version
    const char *publisher;           // of the first statement that names one
    bool several;                    // publishers
    char published_on[HT_DATE_TEXT]; // the latest day
    struct import_left left[BODS_LEFT + 1];
};

// The id in the reference of the record ID, for the row.
const char *bods_id(struct import *import, const struct bods *bods, const struct bods_record *record, const char *id);
// The day, month or year in TEXT, or NULL, for the row.
const char *bods_day(struct import *import, const char *text);
// Whether the entity or person in DETAILS is said to be anonymous or unknown.
bool bods_unnamed(const struct ht_json_node *details);

// bods_parties.c
bool bods_write_entity(struct import *import, const char *id, const char *lei, const struct ht_json_node *statement);
bool bods_write_person(struct import *import, const char *id, const struct ht_json_node *details);
// bods_interests.c: the stakes and relations of a relationship; whether there were any.
bool bods_write_interests(struct import *import, struct bods *bods, const char *owner, const char *owned,
                          const struct ht_json_node *statement);

#endif
