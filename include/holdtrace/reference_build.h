// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Compiling the reference's CSV files into the database, and checking them.
 */
#ifndef HOLDTRACE_REFERENCE_BUILD_H
#define HOLDTRACE_REFERENCE_BUILD_H

#include "holdtrace/status.h"
#include <stdbool.h>
#include <stddef.h>

struct ht_arena;

// One fault of the reference's rows.
struct ht_fault {
    const char *directory; // in which the file is
    const char *file;      // "ownership.csv"
    long line;
    const char *message;
};

enum { HT_FAULTS_MOST = 1000 }; // that are listed; further ones are counted

struct ht_faults {
    struct ht_fault *items;
    size_t count;
    size_t capacity;
    struct ht_arena *arena;
    size_t further;        // not listed
    const char *directory; // of the faults to come
};

/*
 * Compiles the directory FROM into the database OUTPUT (written beside it and renamed when whole). Rows that cannot
 * be stored (no such entity, bad dates) are faults; with any fault nothing is written and HT_ERR_FORMAT is returned.
 */
enum ht_status ht_reference_build(const char *from, const char *output, struct ht_faults *faults,
                                  struct ht_error *err);

/*
 * Compiles several directories. Each of FROM holds reference files, or directories that do; what the first one says
 * wins over the others, which are imports: rows of those that name what no source describes are left out, counted,
 * and said in NOTES (may be NULL), as far as something was written. The order of the others changes nothing.
 */
enum ht_status ht_reference_build_from(const char *const *from, size_t count, const char *output,
                                       struct ht_faults *faults, struct ht_faults *notes, struct ht_error *err);

/*
 * Checks the directory FROM as holdtrace-reference(5) says: missing sources, check digits, overlapping validity,
 * unknown keys, ownership above 100 %, an entity's own name among its lookalikes; with PUBLISHABLE also rows whose
 * sources may not be redistributed. HT_OK with faults listed; another status when the directory cannot be read.
 */
enum ht_status ht_reference_verify(const char *from, bool publishable, struct ht_faults *faults,
                                   struct ht_error *err);

#endif
