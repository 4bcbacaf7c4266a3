// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What the files that answer questions share: the opened reference, its questions as one const table (ask.c), and
 * how a row of each becomes a struct (ask_rows.c).
 */
#ifndef HOLDTRACE_REFERENCE_ASK_H
#define HOLDTRACE_REFERENCE_ASK_H

#include "base/db.h"
#include "base/keyed.h"
#include "holdtrace/map.h"
#include "holdtrace/reference.h"
#include "holdtrace/reference_words.h"
#include "holdtrace/text.h"
#include "reference/about.h"
#include "reference/asked_keys.h"
#include "reference/key_blocks.h"
#include "reference/shelf.h"

enum question {
    ASK_META,
    ASK_ABOUT, // a page of about.h
    ASK_ENTITY_BY_KEY,
    ASK_LISTED_BY_KEY,
    ASK_ALIASES,          // of an entity
    ASK_TWINS,            // of an entity
    ASK_KEY_BLOCK,        // the one that would hold a key
    ASK_KEY_BLOCK_STARTS, // where those of a kind begin
    ASK_KEY_BLOCK_AT,     // one by its row
    ASK_KEY_BLOCKS_AFTER, // those that begin behind a key
    ASK_SECURITY_BLOCK,   // the one that holds a security
    ASK_SECURITY_BLOCK_STARTS,
    ASK_SECURITY_BLOCKS, // those that can hold securities of an entity
    ASK_SOURCE_SET,
    ASK_NAME_BY_KEY,
    ASK_NAME_ROWS_OF,
    ASK_NAME_PAGE, // of the index of names
    ASK_OWNERS,
    ASK_HOLDINGS,
    ASK_ALL_STAKES,
    ASK_RELATIONS,
    ASK_DESIGNATIONS_OF,
    ASK_ALL_DESIGNATIONS,
    ASK_STANDINGS,           // designations of one list, for the choice of targets
    ASK_STANDINGS_BY_GROUND, // the same with one ground
    ASK_STATEMENTS,
    ASK_REPORTED_HOLDINGS,
    ASK_LOOKALIKES_OF,
    ASK_LOOKALIKES_BY_ISIN,
    ASK_LOOKALIKES_BY_TICKER,
    ASK_LOOKALIKES_BY_NAME,
    ASK_LOOKALIKE_MARKS, // the ISINs, tickers and name keys of all, unless they are too many to hold
    ASK_LISTS,
    ASK_REACH,
    ASK_SOURCE,
    ASK_SCREENS,
    ASK_EXCEPTIONS,
    ASK_CONFLICTS_OF,
    ASK_ALL_CONFLICTS,
    ASK_LEFT_OUT,
    ASK_SOURCES,
    ASK_RATE, // the last of a currency on a day or before
    ASK_ANY_RATE,
    QUESTION_COUNT
};

enum { MOST_LOOKALIKE_MARKS = 2000 };

// Rows of an answer: an array of the structs that the question gives.
struct answer {
    const void *items;
    size_t count;
};

// The block of one kind of keys that was looked into last.
struct key_page {
    const unsigned char *data; // on the shelf, or `copy`
    unsigned char *copy;
    size_t size, room; // size: 0 when there is none; room: of `copy`
    struct shelf shelf;
    struct key_cursor cursor;
    char first[KEY_LENGTH_MAX + 1]; // its first key
    const char *last;
    size_t first_len, last_len;
};

// The block of securities that was looked into last.
struct security_page {
    const unsigned char *data; // on the shelf, or `copy`
    unsigned char *copy;
    size_t size, room;
    struct shelf shelf;
    uint64_t first, count, entity;
    const unsigned char *securities; // in `data`
};

struct ht_reference {
    struct db *db;
    struct ht_arena *arena; // all answers
    struct db_stmt *statements[QUESTION_COUNT];
    struct keyed entities, securities, source_sets;
    struct key_page pages[KEY_NAME + 1]; // by kind
    struct security_page security_page;
    struct asked_keys *asked_keys; // NULL before there are shelves
    uint64_t *numbers;             // of the last look-up of a key
    size_t number_count, number_room;
    struct keyed answers[QUESTION_COUNT]; // to questions about one entity, by its key
    struct about_pages about;
    struct ht_map *named;     // answers that found something to questions with texts, by question and texts
    struct ht_buffer scratch; // for the text of one question: what finds nothing must leave no trace
    struct ht_map *sources;
    struct ht_reference_info info;
    struct ht_lists lists;
    bool lists_read;
    struct answer all_designations;
    bool all_designations_read;
    struct ht_map *lookalike_marks; // NULL when there are too many
    bool lookalike_marks_read;
    struct near_memory *near; // near_index.h; NULL until the first name is looked for
    struct answer screens;    // struct stored_screen
    bool screens_read;
};

struct stored_screen {
    const char *name, *text;
};

// The prepared statement of QUESTION; NULL after a failure.
struct db_stmt *ask(struct ht_reference *ref, enum question question);

// Steps through STMT, reading every row; the array lives in the reference.
struct answer ask_rows(struct ht_reference *ref, enum question question, struct db_stmt *stmt);

// The answer to QUESTION about the row KEY, asked once.
struct answer ask_about(struct ht_reference *ref, enum question question, int64_t key);

/*
 * A name for QUESTION about the two texts, under which `named` keeps its answer; valid until the next call. Thousands
 * of funds hold the same securities, and each is looked up once.
 */
const char *ask_named(struct ht_reference *ref, enum question question, const char *first, const char *second);

// The answer to QUESTION about one or two texts (SECOND may be NULL), asked once when it found something.
struct answer ask_about_texts(struct ht_reference *ref, enum question question, const char *first,
                              const char *second);

// Cells of the row STMT stands on. Texts are copied into the reference.
const char *read_text(struct ht_reference *ref, struct db_stmt *stmt, int column);
// The entity of KEY, as ht_reference_entity_at, looked for first among those that lists name.
const struct ht_entity *ask_listed_entity(struct ht_reference *ref, int64_t key);

struct ht_date read_date(struct db_stmt *stmt, int column);
struct ht_amount read_amount(struct ht_reference *ref, struct db_stmt *stmt, int column);
// Place of a cell's word among WORDS, ABSENT for NULL; a word that is not known means a damaged database.
int read_word(struct ht_reference *ref, struct db_stmt *stmt, int column, const struct ref_words *words, int absent);

// One row into one struct, for the table of questions. *ROW is zeroed.
void read_name(struct ht_reference *ref, struct db_stmt *stmt, void *row);
void read_stake(struct ht_reference *ref, struct db_stmt *stmt, void *row);
// Without the entities, source and note.
void read_stake_facts(struct ht_reference *ref, struct db_stmt *stmt, struct ht_stake *stake);
void read_relation(struct ht_reference *ref, struct db_stmt *stmt, void *row);
void read_designation(struct ht_reference *ref, struct db_stmt *stmt, void *row);
void read_statement(struct ht_reference *ref, struct db_stmt *stmt, void *row);
void read_reported_holding(struct ht_reference *ref, struct db_stmt *stmt, void *row);
void read_lookalike(struct ht_reference *ref, struct db_stmt *stmt, void *row);
void read_reach(struct ht_reference *ref, struct db_stmt *stmt, void *row);
void read_screen(struct ht_reference *ref, struct db_stmt *stmt, void *row);
void read_exception(struct ht_reference *ref, struct db_stmt *stmt, void *row);
void read_conflict(struct ht_reference *ref, struct db_stmt *stmt, void *row);
void read_left_out(struct ht_reference *ref, struct db_stmt *stmt, void *row);
void read_source(struct ht_reference *ref, struct db_stmt *stmt, void *row);
void read_alias(struct ht_reference *ref, struct db_stmt *stmt, void *row);
void read_twin(struct ht_reference *ref, struct db_stmt *stmt, void *row);
void read_list(struct ht_reference *ref, struct db_stmt *stmt, void *row);

const struct ht_list *ask_list_at(struct ht_reference *ref, int64_t key);
// The name that NUMBER, found under a name's key, leads to: see enum key_name. False when there is none.
bool ask_name_at(struct ht_reference *ref, uint64_t number, struct ht_name *out);
const struct ht_security *ask_security_at(struct ht_reference *ref, int64_t key);

// The text of a number of source_set; NULL for 0.
const char *ask_source_set(struct ht_reference *ref, int64_t number);

// Gives back what ask_keys.c and ask_securities.c hold.
void ask_free_pages(struct ht_reference *ref);

#endif
