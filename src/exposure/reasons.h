// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The reasons why the bounds of an exposure lie apart: weights gathered by reason, then ranked by how much they
 * widen.
 */
#ifndef HOLDTRACE_EXPOSURE_REASONS_H
#define HOLDTRACE_EXPOSURE_REASONS_H

#include "exposure/account.h"

// Weights of lines that may or may not count, added up where every one is known.
struct acc_spread {
    struct ht_decimal sum;       // of all
    struct ht_decimal low, high; // of those below zero, and of those above
    bool whole;                  // no weight is unknown, no sum too large
    size_t rows, without_weight;
};

struct acc_spread acc_spread_empty(void);
void acc_spread_add(struct acc_spread *spread, const struct ht_line *line);

// How a reason stands to the bounds.
enum acc_bearing {
    ACC_WIDENS,  // by its spread
    ACC_UNBOUND, // it leaves no bound
    ACC_BESIDE   // it is in neither
};

struct acc_reason {
    struct ht_reason told;
    enum acc_bearing bearing;
    size_t place; // in the order in which they were added
};

struct acc_reasons {
    struct acc_context *ctx;
    struct acc_reason *items;
    size_t count, capacity;
};

// Adds a reason of KIND about the lines of SPREAD, which may have none: "2 rows (1.5 %) SENTENCE".
void acc_reason_rows(struct acc_reasons *reasons, const char *kind, const struct acc_spread *spread, const char *one,
                     const char *many);

// Adds a reason with a SENTENCE of its own; SPREAD: the lines it is about, or NULL.
void acc_reason_add(struct acc_reasons *reasons, const char *kind, const struct acc_spread *spread,
                    enum acc_bearing bearing, const char *sentence);

// Ranks the reasons and gives them to the account.
void acc_reasons_rank(struct acc_reasons *reasons);

#endif
