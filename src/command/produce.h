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
    struct ht_part_wants wants;
    struct ht_arena *arena; // for what is remembered between inputs
    struct ht_map *told;    // sources whose records were made
};

// How often the path of input INDEX stands before it.
size_t input_occurrence(const struct inputs *inputs, size_t index);

// The input INDEX as it is now, without its number of parts.
struct ht_part_input input_now(const struct inputs *inputs, size_t index);

// Takes whole records, which are gone when it returns; false when no more are wanted.
typedef bool (*take_records)(void *taker, const char *records, size_t len);

/*
 * Scans input INDEX and gives its records to TAKE. A failure of the environment that ends the run is returned;
 * whatever is wrong with a file is a finding.
 */
enum ht_status produce(struct producer *producer, const struct inputs *inputs, size_t index, take_records take,
                       void *taker, struct ht_error *err);

#endif
