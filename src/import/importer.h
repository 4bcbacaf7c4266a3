// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What an importer is: it recognises a publisher's file and writes reference rows. One importer is one file and one
 * line in importers.c. Private to this stage.
 *
 * Ids of entities: "lei-LEI" where the file gives an LEI, else NAME-ID with the importer's own short name and the
 * publisher's id ("ofac-12345"). Companies of several sources are made one by the build, and only there.
 */
#ifndef HOLDTRACE_IMPORTER_H
#define HOLDTRACE_IMPORTER_H

#include <stdint.h>
#include <stdio.h>

#include "holdtrace/arena.h"
#include "holdtrace/grid.h"
#include "holdtrace/identifiers.h"
#include "holdtrace/json_text.h"
#include "holdtrace/reference_import.h"

struct import;

// The beginning of a file, for recognising it.
struct import_sample {
    const char *name;      // of the file, without folders
    struct ht_slice bytes; // first bytes of the file as it stands
    struct ht_slice text;  // first bytes of what is packed in it, or `bytes` again; a NUL follows
    struct ht_error why;   // status other than HT_OK: why it could not be unpacked as one file
    struct ht_row header;  // the first row of TEXT read as delimited text; width 0 when it is none
};

struct importer {
    const char *name; // as --format takes it; also the id of the source
    const char *title, *publisher, *url, *licence;
    bool redistributable;
    bool (*knows)(const struct import_sample *sample); // quick, and sure: a file has one importer
    /*
     * Reads the files of IMPORT (each once through import_open_file or import_table_read) and writes rows. What is
     * wrong with a row is a finding; a status other than HT_OK ends the import.
     */
    enum ht_status (*run)(struct import *import, struct ht_error *err);
};

// In the order in which they are asked; ended by NULL.
extern const struct importer *const importers[];

// An import under way.
struct import {
    const struct importer *importer;
    const struct ht_import_order *order;
    struct ht_arena *arena; // of the whole import
    struct ht_arena *row;   // of the row being read: cleared before the next
    struct ht_import_result *result;
    struct ht_imported_file *file; // being read
    long line;                     // of the row being read; 0: none
    bool uncounted;                // another reading of the same file counts its rows and tells its damage
    bool end_mark;                 // the file being read ended with the byte 0x1A, as some are written
    const char *source;            // id of the source, which rows get that name none
    const char *published_on;      // as the file says; set by the importer; NULL when it does not say
    const char *note;              // on the source; set by the importer
    const char *directory;         // being written
    FILE *out[REF_FILE_COUNT];
    struct ht_buffer written; // the row that was written last
    struct ht_tally *tallies; // one for each file
    struct id_set *ids;       // that import_first has seen
    int lock;                 // keeps a second import of the same source away
    bool write_failed;
};

// sample.c: whether the header has all of NAMES (ended by NULL), compared without case.
bool import_header_has(const struct import_sample *sample, const char *const *names);

/*
 * table.c: reading a delimited file by the names of its columns. A column that is required and missing ends the
 * import; so does, unless damage is skipped, a row with more cells than the header, or fewer where WHOLE_ROWS.
 */
struct import_column {
    const char *name;
    bool required;
};
struct import_row;
struct import_table {
    const struct import_column *columns; // ended by one without a name
    char delimiter;                      // 0: the first lines decide
    bool whole_rows;                     // the format writes every cell, so a short row is damaged
    bool headerless;                     // cells are found by their place in COLUMNS
    bool (*preamble)(struct import *import, const struct ht_row *row); // whether ROW stands before the header, and
                                                                       // is none; NULL: nothing stands there
    void (*take)(struct import *import, const struct import_row *row, void *context);
};

// One row by its columns.
struct import_row {
    const struct ht_row *cells;
    const size_t *place;              // of each column: index of its cell + 1; 0: the file has no such column
    const char *const *further_names; // of the columns that the table does not name, in the order of their names
    const size_t *further;            // index of the cell of each
    size_t further_count;
};

// Cell of COLUMN (its place in the table of columns) trimmed; NULL when it is empty or not there. Valid for the row.
const char *import_cell(const struct import_row *row, size_t column);

// NOTE (NULL: none) and behind it what stands in columns that the table does not name ("colour: red"), for the row.
const char *import_note(struct import *import, const struct import_row *row, const char *note);

enum ht_status import_table_read(struct import *import, size_t file, const struct import_table *table, void *context,
                                 struct ht_error *err);

// table.c: makes FILE the one being read, for formats that are no tables.
void import_open_file(struct import *import, size_t file);

/*
 * xml_records.c: reading an XML file as records of cells, so that one importer takes a publisher's CSV and XML. The
 * text of an element NAME that stands directly in a PARENT inside of a record is the cell of COLUMN; a NAME "@lang"
 * is the attribute of the element PARENT. Where COUNTED is given, the Nth element of that name in the record (N from
 * 0, below MOST) moves the cell by N * STEP columns; what is beyond is said.
 */
struct import_xml_field {
    const char *parent, *name;
    size_t column;
    const char *counted;
    size_t step, most;
};
struct import_xml_table {
    const char *record;                    // element that holds one record
    const char *date;                      // element outside of the records with the day of publication, or NULL
    const struct import_xml_field *fields; // ended by one without a name
    size_t width;                          // columns
    // CELLS: trimmed, NULL where empty; valid for the row.
    void (*take)(struct import *import, const char *const *cells, void *context);
};
enum ht_status import_xml_read(struct import *import, size_t file, const struct import_xml_table *table,
                               void *context, struct ht_error *err);

// sample.c: whether TEXT stands in the beginning of what is packed in the file.
bool import_text_has(const struct import_sample *sample, const char *text);

// sample.c: the first day that stands in the name of the file PATH ("20260810-1600-...", "..._20260808_..."), as
// YYYY-MM-DD in ARENA; NULL without one.
const char *import_day_in_name(const char *path, struct ht_arena *arena);

// rows.c: the row being read, or its line, is wrong; said with file and line. HT_CODE_BAD_ROW refuses the import.
void import_find(struct import *import, enum ht_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
// rows.c: the row gave nothing, and why is said (BAD_ROW) or counted.
void import_skip(struct import *import);

// Rows that are sound and of no use here, by why.
struct import_left {
    const char *what; // "sole proprietors, who are persons"
    size_t count;
};
// rows.c: says each count of LEFT (ended by one without a text) that is not 0, as a finding and in the source's note.
void import_say_left(struct import *import, const struct import_left *left);
// rows.c: adds a sentence to the source's note.
void import_add_note(struct import *import, const char *format, ...) __attribute__((format(printf, 2, 3)));

/*
 * json_values.c: reading JSON value by value: the elements of an array, the lines of a file with an object in each,
 * or one object. A value that is no object, or cannot be read, is damage, and so is a file that ends within one.
 */
struct import_json {
    const char *inside; // the values are the elements of the array of this key in one object, or of an array; or NULL
    const char *having; // a value without this text is not looked into, and VALUE is NULL; or NULL
    // VALUE is valid during the call.
    void (*take)(struct import *import, const struct ht_json_node *value, void *context);
};
enum ht_status import_json_read(struct import *import, size_t file, const struct import_json *how, void *context,
                                struct ht_error *err);

// json_values.c: the member KEY of OBJECT; NULL when there is none, it is null, or OBJECT is NULL or no object.
const struct ht_json_node *import_json_member(const struct ht_json_node *object, const char *key);
// json_values.c: the characters of the member KEY, when it is a scalar and not empty; else NULL.
const char *import_json_text(const struct ht_json_node *object, const char *key);

/*
 * rows.c: writes a row of the reference's file FILE. CELLS has as many as the file has columns; the source is filled
 * in where it is NULL. A cell that its column does not allow is left out with a finding; where it is required, so is
 * the row (false).
 */
bool import_write(struct import *import, enum ref_file_id file, const char *const *cells);

// rows.c: TEXT in the normal form of an identifier of KIND, for the row; NULL, with a finding, when it is none. NULL
// stays NULL.
const char *import_identifier(struct import *import, enum ht_id_kind kind, const char *text);

// rows.c: the day in TEXT ("2021-05-10T00:00:00Z", "2021-05-10") as YYYY-MM-DD, for the row; NULL when there is none.
const char *import_day(struct import *import, const char *text);

// rows.c: TEXT with what may not stand in an id replaced by '_', after PREFIX, for the row.
const char *import_id(struct import *import, const char *prefix, const char *text);

// rows.c: "lei-" and LEI, for the row.
const char *import_lei_id(struct import *import, const char *lei);

// id_set.c: 128 bits of an id, as two ids that agree in so many do not happen. `a` is never 0.
struct import_print {
    uint64_t a, b;
};
struct import_print import_print_of(const char *id);

// id_set.c: ids, millions of them.
struct id_set *id_set_new(void);
bool id_set_has(const struct id_set *set, const char *id);
bool id_set_add(struct id_set *set, const char *id); // false: it was there

// id_set.c: whether ID is met for the first time in this import.
bool import_first(struct import *import, const char *id);
void id_set_free(struct id_set *set);

// replaced.c: holds what was written against what it takes the place of; refuses an import that would only empty it.
enum ht_status import_compare_replaced(struct import *import, struct ht_error *err);

// stage.c: the directory that is written to, and how it takes its place. See there.
enum ht_status import_stage_begin(struct import *import, struct ht_error *err);
enum ht_status import_stage_commit(struct import *import, struct ht_error *err);
void import_stage_discard(struct import *import);

// sample.c: reads the beginning of PATH.
enum ht_status import_sample_read(const char *path, struct ht_arena *arena, struct import_sample *out,
                                  struct ht_error *err);
const struct importer *import_importer_of(const struct import_sample *sample);

extern const struct importer importer_learned;
extern const struct importer importer_gleif_lei, importer_gleif_rr, importer_gleif_repex;
extern const struct importer importer_isin_lei, importer_esma_firds;
extern const struct importer importer_os_securities, importer_os_targets;
extern const struct importer importer_openfigi, importer_financedatabase, importer_hkex, importer_bods;
extern const struct importer importer_ecb_rates, importer_wikidata;
extern const struct importer importer_us_csl, importer_ofac_sdn, importer_ofac_cons, importer_dod_1260h,
    importer_us_uflpa;
extern const struct importer importer_own;

#endif
