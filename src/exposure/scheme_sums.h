// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Sums of a scheme by what its mandates hold: private to scheme.c.
 */
#ifndef HOLDTRACE_EXPOSURE_SCHEME_SUMS_H
#define HOLDTRACE_EXPOSURE_SCHEME_SUMS_H

#include "holdtrace/scheme.h"

enum { SCHEME_PLACES = 6 };

/*
 * SHARE x PCT / 100, rounded half to even to PLACES digits, or exact where PLACES is SCHEME_EXACT; unknown when
 * either is, or it does not fit.
 */
enum { SCHEME_EXACT = 255 };
struct ht_amount scheme_part_of(struct ht_amount share, struct ht_amount pct, unsigned places);

// Adds PCT to *SUM, which stays unknown for good once BROKEN.
void scheme_add(struct ht_amount *sum, bool *broken, struct ht_amount pct);

// Fills the sums of SCHEME, whose parts and mandates are made.
void scheme_sum(struct ht_arena *arena, struct ht_scheme *scheme);

#endif
