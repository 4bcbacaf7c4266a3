// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Where the reference's parts are: curated rows, imports, database; and building the one out of the others.
 */
#ifndef HOLDTRACE_REF_PLACES_H
#define HOLDTRACE_REF_PLACES_H

#include "command/command.h"

struct ref_places {
    const char *const *from; // directories of curated rows; "reference" when none is given
    size_t from_count;
    const char *imports; // directory of imports; beside the database when none is given
    const char *output;  // the database; "build/reference.db" when none is given
};

// FROM may be empty, IMPORTS and OUTPUT NULL. What is made up is in ARENA.
struct ref_places ref_places_of(const struct text_list *from, const char *imports, const char *output,
                                struct ht_arena *arena);

// Builds the database; what is wrong is said. Whether it was built.
bool ref_places_build(const struct ref_places *places, struct ht_arena *arena);

#endif
