// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Companies that two references tie to a screen's targets in different ways: what changes in ownership and control
 * come to. Targets that are only gained or lost are not among them.
 */
#ifndef HOLDTRACE_TIE_CHANGES_H
#define HOLDTRACE_TIE_CHANGES_H

#include "holdtrace/ownership.h"
#include "holdtrace/reference_diff.h"

// The first tie of a company in one reference.
struct ht_tied {
    const struct ht_entity *entity; // NULL: the reference does not have it
    enum ht_category category;      // HT_NO_CATEGORY: no tie
    const struct ht_entity *target; // NULL without a tie
};

struct ht_tie_change {
    struct ht_tied before, after;
};

struct ht_tie_changes {
    struct ht_tie_change *items; // by id
    size_t count, capacity;
};

// Compares the first tie of each entity that DIFF found related to a target. Lives in ARENA; what fails is remembered
// by the references.
struct ht_tie_changes ht_ownership_tie_changes(const struct ht_ref_diff *diff, struct ht_arena *arena);

#endif
