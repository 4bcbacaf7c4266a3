// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Where the reference database is.
 */
#ifndef HOLDTRACE_LOCATE_H
#define HOLDTRACE_LOCATE_H

#include <stdbool.h>

#include "holdtrace/reference.h"

/*
 * Opens the reference: GIVEN when not NULL; else $HOLDTRACE_REFERENCE; else the one beside the program
 * (share/holdtrace/reference.db of the place it is installed in, or its own folder, as in build/); else the installed
 * one; else build/reference.db. HT_ERR_NOT_FOUND names the places looked at.
 */
enum ht_status reference_locate(const char *given, struct ht_arena *arena, struct ht_reference **out,
                                struct ht_error *err);

// The file NAME of the installed program's data, else the file HERE of the working directory; NULL: neither is there.
const char *data_locate(const char *name, const char *here, struct ht_arena *arena);

/*
 * The helper program NAME: beside the program, in libexec/holdtrace of the place it is installed in, or in
 * HT_LIBEXECDIR. NULL: it is not there.
 */
const char *helper_locate(const char *name, struct ht_arena *arena);

/*
 * The day to read lists and ownership as of: ASKED, or the data date of REF where that is not known. Says on standard
 * error, unless QUIET, when REF has no data of that day yet.
 */
struct ht_date as_of_day(const struct ht_reference *ref, struct ht_date asked, bool quiet);

#endif
