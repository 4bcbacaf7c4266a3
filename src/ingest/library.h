// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A shared library that is loaded when it is first needed, so that a run that does not need it starts as fast as if
 * it did not exist. Private to the ingest stage.
 */
#ifndef HOLDTRACE_LIBRARY_H
#define HOLDTRACE_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

#include "holdtrace/diag.h"

// A function to be found: its name, and where in the caller's table of function pointers its address goes.
struct ht_symbol {
    const char *name;
    size_t offset; // offsetof(struct TABLE, MEMBER)
};

/*
 * Fills TABLE with the COUNT functions SYMBOLS of the library NAME ("libarchive.so.13"). False, with a finding that
 * names PACKAGE, the Debian package to install, when the library is missing or lacks one of them. The library stays
 * loaded to the end of the process.
 */
bool ht_library_load(const char *name, const char *package, const struct ht_symbol *symbols, size_t count,
                     void *table, struct ht_findings *findings);

#endif
