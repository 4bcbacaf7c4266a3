// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of the build share: a database under construction, and the rows derived from other rows.
#ifndef HOLDTRACE_REFERENCE_BUILD_PRIVATE_H
#define HOLDTRACE_REFERENCE_BUILD_PRIVATE_H

#include "reference/data.h"
#include "reference/db.h"

struct ref_derived;

// Prepares what derived rows are written with. *OUT lives in the data's arena and serves one database.
struct ref_derived *ref_derived_begin(const struct ref_data *data, struct db *db);

// Writes what follows from ROW of FILE with KEY: names and their keys, identifiers.
void ref_derive(struct ref_derived *derived, enum ref_file_id file, const struct ref_row *row, int64_t key);

// Writes what follows from all rows: retrieval and number of entries of lists, meta.
void ref_derive_totals(const struct ref_data *data, struct db *db);

// A cell as a date, YYYYMMDD with zeros for what is not known; 0 for NULL.
int64_t ref_date_number(const char *cell);

#endif
