// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What sources say against each other, as a build meets it. Conflicts are kept, never settled in silence.
 */
#ifndef HOLDTRACE_REFERENCE_CONFLICTS_H
#define HOLDTRACE_REFERENCE_CONFLICTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ht_arena;

enum ref_conflict_kind {
    CONFLICT_LEI,         // two LEIs of one entity
    CONFLICT_PARENT,      // two majority owners at one time
    CONFLICT_NAME,        // main names that are not written alike
    CONFLICT_ISIN_ISSUER, // an ISIN of two issuers
    CONFLICT_STAKE,       // one stake with different figures
    CONFLICT_DESIGNATION, // one entry with different dates or states
    CONFLICT_REGISTRY,    // two numbers of one registry
    CONFLICT_TWIN,        // another entity of one name and country that may be the same
    CONFLICT_UNION,       // ids that something says are one company, and that were not united
    CONFLICT_KINDS
};

struct ref_conflict {
    enum ref_conflict_kind kind;
    bool numbered;   // `entity` is the number of an id yet, not a key
    uint32_t entity; // whom it is about
    const char *text, *sources;
};

struct ref_conflicts {
    struct ref_conflict *items;
    size_t count, capacity;
};

// Adds a conflict about the entity of KEY; TEXT and SOURCES live as long as ARENA.
void ref_conflict_add(struct ref_conflicts *conflicts, struct ht_arena *arena, struct ref_conflict conflict);

// The word for KIND in the database: "lei", "parent", ...
const char *ref_conflict_name(enum ref_conflict_kind kind);

// Puts conflicts in the order of kind, entity and text, and drops repeated ones. All have keys by now.
void ref_conflicts_sort(struct ref_conflicts *conflicts);

#endif
