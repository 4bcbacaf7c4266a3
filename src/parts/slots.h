// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Where the records of each input lie in a file of parts, and which inputs are done. Records come in any order, from
 * several processes that each scan a slice of an input, and again, when a run was ended and goes on: the last one of
 * a kind counts.
 */
#ifndef HOLDTRACE_PARTS_SLOTS_H
#define HOLDTRACE_PARTS_SLOTS_H

#include "holdtrace/partial.h"
#include "parts/record.h"

struct slots;

struct slot_place {
    uint64_t at;     // of the record
    size_t len;      // 0: there is none
    int64_t content; // what was read when it was made
};

struct slots *slots_new(struct ht_arena *arena);

// Notes RECORD, of the kind PARTS_FILE, PARTS_FUND or PARTS_INPUT, which lies AT. False when it is broken.
bool slots_note(struct slots *slots, struct ht_slice record, uint64_t at);

size_t slots_done_count(const struct slots *slots);
const struct ht_part_input *slots_done(const struct slots *slots, size_t index); // in the order of being done
size_t slots_rows(const struct slots *slots);

// The input of PATH and OCCURRENCE; NULL when it is not done.
const struct ht_part_input *slots_find(struct slots *slots, const char *path, size_t occurrence);

// Where file NUMBER of INPUT lies, where its FUND does; NULL when there is none.
const struct slot_place *slots_file(const struct slots *slots, const struct ht_part_input *input, size_t number);
const struct slot_place *slots_fund(const struct slots *slots, const struct ht_part_input *input, size_t number,
                                    size_t fund);

#endif
