// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The tables of the reference database, in one place. A change of meaning here is a new REF_FORMAT: a database of
 * another format is refused, and built again from the CSV files.
 */
#ifndef HOLDTRACE_REFERENCE_SCHEMA_H
#define HOLDTRACE_REFERENCE_SCHEMA_H

enum {
    REF_APPLICATION_ID = 0x48745266, // "HtRf", in the header of the file, as SQLite's application_id
    REF_FORMAT = 8                   // SQLite's user_version
};

extern const char ref_schema_tables[];  // before the rows
extern const char ref_schema_indexes[]; // after the rows, so that each index is written once and in order
extern const char ref_schema_listed[];  // after the indexes: a table, with its rows

#endif
