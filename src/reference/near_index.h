// SPDX-License-Identifier: GPL-3.0-or-later
// What the files that look for near names share: pages of the index of names (near_index.c), and what is remembered.
#ifndef HOLDTRACE_REFERENCE_NEAR_INDEX_H
#define HOLDTRACE_REFERENCE_NEAR_INDEX_H

#include "holdtrace/near_names.h"
#include "reference/ask.h"
#include "reference/name_pages.h"

// Pages at hand: page N is kept in slot N modulo their number. An index of fewer pages has as many slots as those.
enum { NEAR_SLOT_BITS = 11, NEAR_SLOTS = 1 << NEAR_SLOT_BITS };

struct near_slot {
    unsigned char *data;
    size_t size, room;
    uint32_t page; // plus one; 0: free
};

struct near_index {
    bool read;
    unsigned bits;
    uint64_t names;
    struct near_slot *slots;
    size_t slot_count;
};

// A name that a word of the printed name leads to, while candidates are gathered.
struct near_lead {
    uint64_t number;
    float score;
    uint32_t word;  // the last that led to it
    uint32_t round; // of gathering; another: the place is free
    bool telling;   // a word led to it that is neither common nor a place
};

enum { NEAR_LEADS = 4096 }; // more than the numbers that are read for one name

struct near_memory {
    struct near_index indexes[NAME_INDEXES];
    struct ht_word_counts counts;
    struct near_lead *leads; // NEAR_LEADS of them, by number
    uint32_t round;
    uint32_t *touched; // places in `leads` of this round
    size_t touched_count;
    float whole; // what a name that shares every word would score
    // Forgotten when there is much of it.
    struct ht_arena *arena, *scratch;
    struct keyed prepared;  // struct near_prepared, by number
    struct ht_map *answers; // struct ht_near_names, by scope, cut and name
    size_t kept;
    struct ht_buffer question; // a key of `answers`
};

// A name of the reference made ready.
struct near_prepared {
    const struct ht_name *name;
    struct ht_prepared_name prepared;
};

// What is remembered of REF, made on first use.
struct near_memory *near_memory(struct ht_reference *ref);
void near_memory_free(struct near_memory *memory); // NULL is allowed

// What TERM leads to in INDEX; valid until the next call.
struct name_numbers near_find(struct ht_reference *ref, enum name_index index, uint32_t term);

// Whether KEY, the ht_name_key of a printed name, has a word that leads somewhere, or none that could: most names of
// a fund have not, and are told so before they are made ready.
bool near_may_lead(struct ht_reference *ref, enum name_index index, const char *key);

// Gathers in `leads` what the words of PRINTED lead to; KEY is its ht_name_key.
void near_gather(struct ht_reference *ref, enum name_index index, const struct ht_prepared_name *printed,
                 const char *key);

#endif
