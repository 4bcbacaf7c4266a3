// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Scanning inputs one by one, each to the records of its parts, with nothing left behind: a run takes no more memory
 * for ten thousand files than for the largest of them.
 */
#ifndef HOLDTRACE_PRODUCE_H
#define HOLDTRACE_PRODUCE_H

#include "command/outcome.h"
#include "holdtrace/map.h"
#include "holdtrace/partial.h"

// What parts are made with.
struct producer {
    const struct pipeline *pipeline;
    struct ht_scan frame; // its accounts are not asked
    struct limits limits;
    unsigned wants;         // bits of enum ht_part_want
    struct ht_arena *arena; // for what is remembered between inputs
    struct ht_map *told;    // sources whose records were made
};

// How often the path of input INDEX stands before it.
size_t input_occurrence(const struct inputs *inputs, size_t index);

// The input INDEX as it is now, without its number of parts.
struct ht_part_input input_now(const struct inputs *inputs, size_t index);

// Whether input INDEX is so large that scanning its funds one by one saves memory, and several processes time.
bool input_is_large(const struct inputs *inputs, size_t index);

// What a process scans at a time: of an input those funds that are in one of so many slices.
struct piece {
    size_t input, slice, slices;
};

struct pieces {
    struct piece *items;
    size_t count;
    int64_t bytes; // of all inputs
};

// INPUTS for so many PROCESSES, in their order; a file that would keep one of them at work for long is cut. In ARENA.
void pieces_of(const struct inputs *inputs, size_t processes, struct ht_arena *arena, struct pieces *out);

// Takes whole records, which are gone when it returns; false when no more are wanted.
typedef bool (*take_records)(void *taker, const char *records, size_t len);

/*
 * Scans PIECE of INPUTS and gives its records to TAKE. A failure of the environment that ends the run is returned;
 * whatever is wrong with a file is a finding.
 */
enum ht_status produce(struct producer *producer, const struct inputs *inputs, const struct piece *piece,
                       take_records take, void *taker, struct ht_error *err);

#endif
