// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Who decides in a company whose holders are several, by the stakes of the reference: the power index (power.h) of
 * each owner beside its economic share, which can differ widely.
 *
 * The votes of a holder are its closed stakes at their least: capital, or votes where more of them are stated than
 * the holders it heads have capital. A holder of which no share is known votes with the one company that is stated to
 * control it. The rest is taken to be dispersed. Nothing here sets a category, a share or a total.
 */
#ifndef HOLDTRACE_DECIDERS_H
#define HOLDTRACE_DECIDERS_H

#include "holdtrace/reference.h"

struct ht_decider {
    const struct ht_entity *entity;
    struct ht_amount power_pct;    // how often it decides, six decimals
    struct ht_amount error_pct;    // its standard error; unknown when the method is exact
    struct ht_amount economic_pct; // by all chains of known capital; unknown without, or with ranges or cycles
};

struct ht_deciders {
    const struct ht_decider *items; // who decides ever, and whoever holds directly; the most powerful first
    size_t count;
    struct ht_amount dispersed_pct; // how often nobody known decides
    struct ht_amount dispersed_error_pct;
    size_t holders;              // direct ones with a known share
    struct ht_decimal known_pct; // of the votes, held by them
    bool exact;
    unsigned long draws;
    const char *why_not; // what kept the power from being counted: then all but this is empty; NULL when counted
};

/*
 * False, and *OUT as it was, when fewer than two holders of ENTITY have a known share: then there is nothing to
 * weigh. *OUT lives in ARENA.
 */
bool ht_deciders_of(struct ht_reference *ref, const struct ht_entity *entity, struct ht_date as_of,
                    struct ht_arena *arena, struct ht_deciders *out);

#endif
