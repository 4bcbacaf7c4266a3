// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The economic stakes of a whole reference, read in one pass into compact arrays: for networks too large to be asked
 * for one entity at a time.
 */
#ifndef HOLDTRACE_OWNERSHIP_TABLE_H
#define HOLDTRACE_OWNERSHIP_TABLE_H

#include "ownership/network.h"

/*
 * All that the COUNT entities OWNERS own, with the stakes between them, as own_network_below makes it for one; nodes
 * in order of their keys. SCREEN says how old a stake may be. Lives in ARENA.
 */
struct own_network own_table_below(struct ht_reference *ref, const struct ht_screen *screen,
                                   const struct ht_entity *const *owners, size_t count, struct ht_date as_of,
                                   struct ht_arena *arena);

#endif
