// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The rows of one reference file, of any size, one at a time: columns found by their names, cells trimmed and checked
 * for their form. Does not look at what a cell points to, and keeps nothing.
 */
#ifndef HOLDTRACE_REFERENCE_INTAKE_H
#define HOLDTRACE_REFERENCE_INTAKE_H

#include "holdtrace/arena.h"
#include "holdtrace/reference_build.h"
#include "holdtrace/reference_files.h"

// A row, valid while it is taken.
struct intake_row {
    long line;
    const char **cells; // one for each column of the file; NULL when empty
    // File, and names and values of all cells that are not empty, with NULs between: what the content hash is over.
    const char *canonical;
    size_t canonical_len;
};

typedef void intake_take(void *context, const struct intake_row *row);

struct intake {
    const struct ref_file *file;
    const char *path;
    bool check; // the form of cells; without, a caller checks
    struct ht_faults *faults;
    intake_take *take;
    void *context;
};

/*
 * Hands the rows to the caller, in their order, in a thread of their own when there are many; it has ended when this
 * returns. Faults of form go to the faults; other statuses than HT_OK as ht_rows_read.
 */
enum ht_status intake_read(const struct intake *intake, struct ht_error *err);

// Faults of ROW's cells by their columns' types, and of dates in the wrong order.
void intake_check(const struct ref_file *file, const struct intake_row *row, struct ht_arena *scratch,
                  struct ht_faults *faults);

#endif
