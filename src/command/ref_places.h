// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Where the reference's parts are: curated rows, imports, database; and building the one out of the others.
 */
#ifndef HOLDTRACE_REF_PLACES_H
#define HOLDTRACE_REF_PLACES_H

#include "command/command.h"
#include "holdtrace/reference_build.h"

struct ref_places {
    const char *const *from; // directories of curated rows; "reference", else the installed rows, when none is given
    size_t from_count;
    const char *imports; // directory of imports; beside the database when none is given
    const char *output;  // the database; "build/reference.db" when none is given
};

// FROM may be empty, IMPORTS and OUTPUT NULL. What is made up is in ARENA.
struct ref_places ref_places_of(const struct text_list *from, const char *imports, const char *output,
                                struct ht_arena *arena);

// DATABASE with its ".db" replaced by ENDING.
const char *ref_places_beside(const char *database, const char *ending, struct ht_arena *arena);

// Builds the database out of the curated rows and, WITH_IMPORTS, of those imports that are there; which these are,
// what was left out, unless QUIET, and what is wrong is said. Whether it was built.
bool ref_places_build(const struct ref_places *places, bool with_imports, bool quiet, struct ht_arena *arena);

// Says FAULTS, each with its directory, file and line; those of DIRECTORY where they tell none.
void ref_say_faults(const char *directory, const struct ht_faults *faults);

#endif
