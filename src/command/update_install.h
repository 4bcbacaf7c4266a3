// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The second half of an update: importing what was downloaded and building the database with it. Each import takes
 * its place whole, and so does the database, so that a run that is killed leaves the old one or the new one; what it
 * did not get done is done by the next.
 */
#ifndef HOLDTRACE_COMMAND_UPDATE_INSTALL_H
#define HOLDTRACE_COMMAND_UPDATE_INSTALL_H

#include "command/ref_places.h"
#include "holdtrace/update.h"

struct update_install {
    const struct ht_update_outcome *outcomes; // of the sources that were asked for
    size_t count;
    const char *downloads;
    const struct ref_places *places;
    bool quiet;
    struct ht_arena *arena;
};

/*
 * Imports the sources whose files are not those that were imported last, and builds the database if anything was
 * imported since it was built, or it is not there or of another version. Says what was done, or is wrong. False when
 * anything failed; a source of which nothing was ever imported keeps the database from being built.
 */
bool update_install(const struct update_install *install);

#endif
