// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A shared library that is loaded when it is first needed, so that a run that does not need it starts as fast as if
 * it did not exist. Private to the ingest stage.
 */
#ifndef HOLDTRACE_LIBRARY_H
#define HOLDTRACE_LIBRARY_H

#include "base/symbols.h"
#include "holdtrace/diag.h"

/*
 * Fills TABLE with the COUNT functions SYMBOLS of the library NAME ("libarchive.so.13"). False, with a finding that
 * names PACKAGE, the Debian package to install, when the library is missing or lacks one of them. The library stays
 * loaded to the end of the process.
 */
bool ht_library_load(const char *name, const char *package, const struct ht_symbol *symbols, size_t count,
                     void *table, struct ht_findings *findings);

#endif
