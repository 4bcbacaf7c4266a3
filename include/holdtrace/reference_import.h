// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Files of other publishers (the register of legal entities, sanctions lists, lists of securities) to reference rows:
 * an import writes a directory of the reference's CSV files, one for each source, which `ref build` takes in beside
 * the curated one. Nothing is merged here, and no database is touched.
 *
 * An import is whole or not there: it is written beside its place and takes it when all rows are read. Damage (a
 * truncated archive, a missing column, a row that cannot be read, a key used twice, no row at all) refuses it, with
 * file and line. What has far fewer rows than the import whose place it takes is said to.
 */
#ifndef HOLDTRACE_REFERENCE_IMPORT_H
#define HOLDTRACE_REFERENCE_IMPORT_H

#include "holdtrace/date.h"
#include "holdtrace/diag.h"
#include "holdtrace/reference_files.h"
#include "holdtrace/status.h"

// What is to be imported: the files of one source.
struct ht_import_order {
    const char *const *paths;
    size_t path_count;
    const char *format;          // name of an importer; NULL: recognised by what the first file holds
    const char *into;            // directory of imports; made when it is not there
    const char *name;            // of the source, and of its directory in INTO; NULL: the importer's
    struct ht_date retrieved_on; // unknown: the day on which the first file was last changed
    const char *url;             // where it was retrieved from; NULL: the importer's
    bool skip_damaged;           // rows that cannot be read are left out, and said, instead of refusing the import
};

// One file that was read.
struct ht_imported_file {
    const char *path;
    size_t rows;    // of data
    size_t skipped; // of them, those that gave nothing; the findings tell why
    struct ht_findings findings;
};

struct ht_import_result {
    const char *format, *title; // of the importer; NULL: none knew the first file
    const char *directory;      // where the rows are; NULL: the import was refused
    struct ht_date retrieved_on;
    struct ht_imported_file *files;
    size_t file_count;
    size_t written[REF_FILE_COUNT];  // rows, by file of the reference
    size_t replaced[REF_FILE_COUNT]; // rows of the import whose place this one took; 0 without one
    struct ht_date replaced_of;      // the day on which that one's files were retrieved
};

/*
 * Imports. *OUT, in ARENA, is filled as far as reading came, also on failure. HT_ERR_NOT_FOUND: no importer knows the
 * file, or none has the name; HT_ERR_FORMAT: it is damaged; HT_ERR_IO, HT_ERR_LIMIT as for reading and writing.
 */
enum ht_status ht_reference_import(const struct ht_import_order *order, struct ht_arena *arena,
                                   struct ht_import_result *out, struct ht_error *err);

/*
 * The name of the importer that knows the file PATH, else NULL, and *ERR says what it is instead: HT_ERR_FORMAT for
 * an empty file or a damaged archive, HT_ERR_IO when it cannot be read, HT_ERR_NOT_FOUND for anything else.
 */
const char *ht_import_format_of(const char *path, struct ht_arena *arena, struct ht_error *err);

// The importers, in the order in which they are asked.
struct ht_import_format {
    const char *name;  // "gleif-lei"
    const char *title; // "GLEIF golden copy, level 1"
    const char *licence;
    bool redistributable;
};
size_t ht_import_format_count(void);
struct ht_import_format ht_import_format_at(size_t index);

#endif
