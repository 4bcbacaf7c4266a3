// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Delimited text to rows, strictly: a stray quote never swallows what follows. A record with broken quoting is
 * dropped with a finding and reading goes on at the next physical line.
 */
#ifndef HOLDTRACE_CSV_H
#define HOLDTRACE_CSV_H

#include "holdtrace/decode.h"
#include "holdtrace/diag.h"
#include "holdtrace/grid.h"

// The delimiter that TEXT most plainly uses: ',', ';', tab or '|'; ',' when nothing speaks for another.
char ht_csv_delimiter(struct ht_slice text);

/*
 * Reads TEXT with DELIMITER (0: ht_csv_delimiter decides) into *OUT, in ARENA. Quoted fields may hold line breaks,
 * which are kept as they are; a doubled quote inside quotes is one. CR, LF and CRLF end a record. Blanks round an
 * unquoted field are kept. Three dialects are taken where the text shows them plainly: apostrophes as the only
 * quotes, a blank after each delimiter, and quotes inside quotes written \".
 */
enum ht_status ht_csv_read(struct ht_slice text, char delimiter, struct ht_arena *arena, struct ht_grid *out,
                           struct ht_findings *findings, struct ht_error *err);

// The same with the rows and their cells in ROWS, which may be given back before ARENA: the text of the cells, which
// is in ARENA, stays.
enum ht_status ht_csv_read_apart(struct ht_slice text, char delimiter, struct ht_arena *arena, struct ht_arena *rows,
                                 struct ht_grid *out, struct ht_findings *findings, struct ht_error *err);

// One line: writes FIELD to BUFFER as CSV needs it (quoted when it has a comma, quote or line break).
void ht_csv_quote(struct ht_buffer *buffer, struct ht_slice field);

#endif
