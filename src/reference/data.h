// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A directory of reference files in memory: rows sorted by what they say, so that nothing later depends on the order
 * of rows or columns in the files.
 */
#ifndef HOLDTRACE_REFERENCE_DATA_H
#define HOLDTRACE_REFERENCE_DATA_H

#include <stdint.h>

#include "holdtrace/hash.h"
#include "holdtrace/map.h"
#include "holdtrace/reference_build.h"
#include "holdtrace/reference_files.h"
#include "reference/intake.h"

struct ref_collection;

struct ref_row {
    const struct ref_collection *from; // in a build
    long line;
    const char **cells;    // one for each column of the file; trimmed; NULL when empty
    const char *canonical; // file, names and values of all cells that are not empty: what the content hash is over
};

struct ref_rows {
    const struct ref_file *file;
    struct ref_row *items; // sorted by canonical
    size_t count;
};

struct ref_screen_file {
    const char *name; // without ".ini"
    const char *text;
};

struct ref_screens {
    struct ref_screen_file *items; // sorted by name
    size_t count, capacity;
};

struct ref_data {
    struct ht_arena *arena;
    struct ref_rows files[REF_FILE_COUNT];
    struct ht_map *ids[REF_FILE_COUNT]; // of files whose rows have an id: id to struct ref_row
    struct ref_screens screens;
};

/*
 * Reads the files of directory FROM and checks the form of their cells; a file that is not there has no rows. Faults
 * of form (broken quoting, a missing column, a bad date, an id used twice) go to FAULTS. HT_ERR_NOT_FOUND when the
 * directory has none of the files.
 */
enum ht_status ref_data_load(const char *from, struct ref_data *out, struct ht_faults *faults, struct ht_error *err);

// Checks that what rows point to (entities, lists, sources) is there.
void ref_data_check(const struct ref_data *data, struct ht_faults *faults);

// A copy of ROW that stays, in ARENA.
struct ref_row ref_row_copy(const struct ref_file *file, const struct intake_row *row, struct ht_arena *arena);

// Adds the files NAME.ini of the directory FROM/screens, if there is one, to SCREENS.
enum ht_status ref_screens_load(const char *from, struct ht_arena *arena, struct ref_screens *screens,
                                struct ht_faults *faults, struct ht_error *err);

// The row that id VALUE names in FILE, or NULL.
const struct ref_row *ref_row_by_id(const struct ref_data *data, enum ref_file_id file, const char *value);

// Adds a fault.
void ref_fault(struct ht_faults *faults, const char *file, long line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

// Puts faults in the order of directory, file, line and message, and drops repeated ones.
void ref_faults_sort(struct ht_faults *faults);

#endif
