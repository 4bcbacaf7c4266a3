// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Why a position is exposed otherwise than before.
 */
#ifndef HOLDTRACE_HISTORY_CAUSES_H
#define HOLDTRACE_HISTORY_CAUSES_H

#include "holdtrace/history.h"

// All positions of the two files.
struct cause_question {
    const struct ht_held *held_before, *held_after;
};

// Sets the causes of CHANGE, whether the other file holds the position, and what holding and price did.
void causes_find(const struct cause_question *question, const struct ht_scan_diff *diff,
                 struct ht_position_change *change, struct ht_arena *arena);

#endif
