// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A cell of a CSV report (RFC 4180). Text from a file or the reference that a spreadsheet would take for a formula
 * gets an apostrophe in front (OWASP, CSV injection); its control characters are made visible, as a terminal may be
 * what shows them.
 */
#ifndef HOLDTRACE_REPORT_CSV_CELL_H
#define HOLDTRACE_REPORT_CSV_CELL_H

#include "holdtrace/arena.h"
#include "holdtrace/text.h"

// Writes TEXT (NULL: an empty cell); OURS: we wrote it ourselves and no spreadsheet can be fooled.
void ht_csv_write_cell(struct ht_buffer *buffer, const char *text, bool ours, struct ht_arena *arena);

#endif
