// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The reader's own list: a CSV with any of name, isin, lei, figi, sedol, cusip, country, note. What its lines tie to
 * in the reference are targets; a line that ties to nothing is reported, and still compared by its own identifiers
 * and name.
 */
#ifndef HOLDTRACE_EXCLUSIONS_H
#define HOLDTRACE_EXCLUSIONS_H

#include "holdtrace/diag.h"
#include "holdtrace/identifiers.h"
#include "holdtrace/reference.h"

struct ht_exclusion {
    long line;
    const char *name, *country, *note; // NULL when absent
    const char *ids[HT_ID_KINDS];      // valid, normal form; NULL when absent
    const char *name_key;              // NULL when there is no name
    const struct ht_entity *entity;    // what it ties to; an entity made for the line (id "exclusion:LINE") otherwise
    bool tied;                         // the entity is the reference's
};

struct ht_exclusions {
    const char *path;
    struct ht_exclusion *items;
    size_t count;
    char sha256[65];
};

// Reads PATH and ties its lines. Faulty lines are findings. *OUT lives in ARENA.
enum ht_status ht_exclusions_read(struct ht_reference *ref, const char *path, struct ht_arena *arena,
                                  struct ht_exclusions *out, struct ht_findings *findings, struct ht_error *err);

// The untied line that an identifier, or the name key with COUNTRY (NULL: unknown), belongs to; NULL when none.
const struct ht_exclusion *ht_exclusions_by_id(const struct ht_exclusions *list, enum ht_id_kind kind,
                                               const char *value);
const struct ht_exclusion *ht_exclusions_by_name(const struct ht_exclusions *list, const char *name_key,
                                                 const char *country);

#endif
