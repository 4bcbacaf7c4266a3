// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Rows of delimited text of any size, one at a time. The text is UTF-8 (as registers and reference files are); it is
 * read in pieces that end where a record does, so memory does not grow with the file. Knows nothing of what the rows
 * mean.
 */
#ifndef HOLDTRACE_ROWS_H
#define HOLDTRACE_ROWS_H

#include "holdtrace/diag.h"
#include "holdtrace/grid.h"
#include "holdtrace/status.h"

// Takes a row, which is valid during the call only; false ends the reading early.
typedef bool ht_rows_take(void *context, const struct ht_row *row);

/*
 * Hands the rows of the file PATH (plain, or packed as ht_stream_read takes it) to TAKE in their order, lines counted
 * from 1 through the whole file; blank lines are left out. DELIMITER 0: the first lines decide. A record with broken
 * quoting, or that is not UTF-8, is dropped with a finding and reading goes on. HT_OK also when TAKE ended it; other
 * statuses as ht_stream_read, with what came before already taken.
 */
enum ht_status ht_rows_read(const char *path, char delimiter, ht_rows_take *take, void *context,
                            struct ht_findings *findings, struct ht_error *err);

#endif
