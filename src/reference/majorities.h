// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Stakes above one half, gathered while stakes are written: two owners who have one in the same company at one time
 * contradict each other.
 */
#ifndef HOLDTRACE_REFERENCE_MAJORITIES_H
#define HOLDTRACE_REFERENCE_MAJORITIES_H

#include "reference/build.h"

struct majorities;

struct majorities *majorities_new(void);

// Takes the row KEY of the table, which has CELLS, if it states a majority by capital or by votes.
void majorities_add(struct majorities *all, uint32_t key, uint32_t owner, uint32_t owned, const char *const *cells);

// Adds a conflict for each two owners of one company at one time, and ends ALL. The rows are read back from the
// table.
void majorities_end(struct majorities *all, struct ref_build *build);

#endif
