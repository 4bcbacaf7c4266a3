// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A piece of a delimited text, read by what the text's first piece showed of its form. Private to the ingest stage.
 */
#ifndef HOLDTRACE_CSV_PIECE_H
#define HOLDTRACE_CSV_PIECE_H

#include "holdtrace/csv.h"
#include "ingest/dialect.h"

struct ht_csv_form {
    char delimiter;
    struct ht_dialect dialect;
};

// What TEXT shows; DELIMITER 0: it decides on that, too.
struct ht_csv_form ht_csv_form_of(struct ht_slice text, char delimiter);

// As ht_csv_read, for text whose form is known.
enum ht_status ht_csv_read_piece(struct ht_slice text, const struct ht_csv_form *form, struct ht_arena *arena,
                                 struct ht_grid *out, struct ht_findings *findings, struct ht_error *err);

#endif
