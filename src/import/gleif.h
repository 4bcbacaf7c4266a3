// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What the importers of the register of legal entities (GLEIF's golden copies) share. Each takes the publisher's CSV
 * and its XML through one table of columns.
 *
 * The CSV's columns are read by their names, as their number changes with the version of the format.
 */
#ifndef HOLDTRACE_IMPORT_GLEIF_H
#define HOLDTRACE_IMPORT_GLEIF_H

#include <string.h>

#include "import/importer.h"

#define GLEIF_PUBLISHER "Global Legal Entity Identifier Foundation (GLEIF)"
#define GLEIF_LICENCE "CC0-1.0"

// One kind of golden copy in both carriers.
struct gleif_format {
    const struct import_column *columns; // of the CSV; ended by one without a name
    size_t width;
    const struct import_xml_table *xml;
    void (*take)(struct import *import, const char *const *cells, void *context);
};

// Reads all files of IMPORT. A delta is refused, unless it is named as a source of its own.
enum ht_status gleif_read(struct import *import, const struct gleif_format *format, void *context,
                          struct ht_error *err);

// Whether A, which may be NULL, is the word B.
static inline bool gleif_is(const char *a, const char *b) {
    return a && strcmp(a, b) == 0;
}

// What the register says of how a record was checked: "official", but for what only the entity itself has told.
const char *gleif_confidence(const char *validation);

// Whether a record with this status of registration stands; else the count of LEFT (GLEIF_LEFT) that it belongs to.
enum gleif_left { GLEIF_ANNULLED, GLEIF_DUPLICATE, GLEIF_MOVED, GLEIF_PENDING, GLEIF_DELETED, GLEIF_LEFT };
bool gleif_stands(const char *status, const char *deleted_at, enum gleif_left *why);

// A word of the register in lower case with blanks ("pending transfer"), for the row.
const char *gleif_words(struct import *import, const char *word);

#endif
