// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What tells a position in any file of a fund, so that two scans can be laid side by side.
 */
#ifndef HOLDTRACE_HISTORY_IDENTITY_H
#define HOLDTRACE_HISTORY_IDENTITY_H

#include "holdtrace/history.h"

// "isin:CNE100000PM8": the strongest identifier, else the key of the name. The codes of a derivative are those of
// what it is written on, so its kind stands in front: "option isin:...". In ARENA.
const char *ht_identity_of(const struct ht_position *position, struct ht_arena *arena);

// "name:hangzhou hikvision ..." of the printed NAME, without a kind; NULL when there is none.
const char *ht_identity_of_name(const char *name, struct ht_arena *arena);

// Both of each position of PORTFOLIO, in ARENA.
struct ht_held ht_identities_of(const struct ht_portfolio *portfolio, struct ht_arena *arena);

#endif
