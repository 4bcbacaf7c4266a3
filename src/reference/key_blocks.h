// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Keys by which things are looked up, in blocks: one row of the table key_block holds some hundreds of them in order,
 * each with the numbers of what it leads to. A tenth of the size and of the time of a row for each key.
 *
 * A block's data: the length of its last key and that key, then its entries in order. An entry: how many bytes its
 * key has in common with the one before it (0 for the first), how many follow, those, how many numbers, and the
 * numbers, each but the first as what is added to the one before. All counts and numbers are varints (packed.h).
 */
#ifndef HOLDTRACE_REFERENCE_KEY_BLOCKS_H
#define HOLDTRACE_REFERENCE_KEY_BLOCKS_H

#include <stddef.h>
#include <stdint.h>

#include "base/db.h"

// What keys are of, and what their numbers say. In the database: do not renumber.
enum key_kind {
    KEY_ID = 1, // ids that are not "lei-X": entity
    KEY_LEI,    // entity
    KEY_ISIN,   // security; CUSIPs and SEDOLs that are part of an ISIN are found by it
    KEY_CUSIP,  // security
    KEY_SEDOL,  // security
    KEY_FIGI,   // security
    KEY_TICKER, // ticker, 0x1f, MIC: security
    KEY_NAME    // ht_name_key: a name, see enum key_name
};

// Of what a name is: the lowest two bits of the number under a name's key; the others are that thing's key.
enum key_name { NAME_ROW, NAME_OF_ENTITY, NAME_LOCAL, NAME_OF_SECURITY };

struct key_writer;

// Writes into key_block of DB.
struct key_writer *key_writer_new(struct db *db);

// Adds KEY of KIND with NUMBER: in the order of kinds, keys (by bytes) and numbers.
void key_writer_add(struct key_writer *writer, enum key_kind kind, const char *key, size_t len, uint64_t number);

// Writes what is left, and frees the writer.
void key_writer_end(struct key_writer *writer);

// A walk through the entries of one block.
struct key_cursor {
    const unsigned char *data, *at, *end; // end: of the entries
    const unsigned char *marks;           // where every sixteenth entry stands
    size_t mark_count;
    char key[1024]; // of the current entry; longer ones are not kept
    size_t len;
    const unsigned char *numbers; // of the current entry
    uint64_t count;               // of them
};

// The longest key that is kept.
enum { KEY_LENGTH_MAX = sizeof((struct key_cursor *)0)->key - 1 };

// Begins with a block's DATA; *LAST is its last key, not ended by a NUL.
void key_cursor_begin(struct key_cursor *cursor, const void *data, size_t size, const char **last, size_t *last_len);

// Goes to the next entry; false at the end.
bool key_cursor_next(struct key_cursor *cursor);

// Goes to the first entry whose key is not below KEY, backwards only as far as needed; false when there is none.
bool key_cursor_seek(struct key_cursor *cursor, const char *key, size_t len);

// Below, equal to or above 0 as the current key is to KEY.
int key_cursor_compare(const struct key_cursor *cursor, const char *key, size_t len);

#endif
