// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What the counted exposure is expected to be, from the chances of what may or may not count.
 */
#ifndef HOLDTRACE_EXPOSURE_EXPECTATION_H
#define HOLDTRACE_EXPOSURE_EXPECTATION_H

#include "exposure/account.h"

// One company that may or may not be the one meant, with the weights of its lines.
struct acc_chance {
    const char *key;
    struct ht_decimal chance; // from 0 to 1
    struct ht_decimal weight; // in percent, six decimals
};

struct acc_chances {
    struct acc_context *ctx;
    struct acc_chance *items;
    size_t count, capacity, rows;
    struct ht_map *places; // of each key in ITEMS, counted from 1
};

/*
 * Takes LINE, which is possible, or one whose ties the facts leave open. A line of which some chance has no number,
 * or whose weight is not known, is left out.
 */
void acc_chances_add(struct acc_chances *chances, const struct ht_line *line);

// The expectation and its band over SURE, the weight of what is counted (unknown: nothing is expected).
void acc_expect(struct acc_chances *chances, struct ht_amount sure);

#endif
