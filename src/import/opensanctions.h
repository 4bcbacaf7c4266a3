// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What the importers of OpenSanctions' exports share: how cells hold several values, and which of its datasets and
 * programmes are lists that the reference knows.
 */
#ifndef HOLDTRACE_IMPORT_OPENSANCTIONS_H
#define HOLDTRACE_IMPORT_OPENSANCTIONS_H

#include "import/importer.h"

#define OPENSANCTIONS_PUBLISHER "OpenSanctions"
#define OPENSANCTIONS_LICENCE "CC BY-NC 4.0"

// A list of the reference under OpenSanctions' names for it.
struct os_list {
    const char *dataset; // "us_dhs_uflpa"; NULL: no dataset is this list alone
    const char *program; // "US-UFLPA"; NULL: none is known
    const char *word;    // that a sanction's text of this list has in it
    const char *list;    // of the reference
    const char *ground;
    const char *doubt; // why being in the dataset does not mean being on the list; NULL: it does
    const char *note;
};
extern const struct os_list os_lists[]; // ended by one without a list

// One designation as an export tells it.
struct os_designation {
    const struct os_list *list;
    const char *entity, *listed_as;
    const char *listed_on, *delisted_on; // NULL: not told
    const char *confidence, *programme, *citation, *note;
};
bool os_write_designation(struct import *import, const struct os_designation *designation);

/*
 * The values of a cell that is a line of delimited text in itself: separated by ';', quoted where they hold one of
 * ';' and '"'. For the row; empty ones are left out.
 */
const char **os_nested(struct import *import, const char *cell, size_t *count);

// The countries of VALUES ("cn", "suhh") that have an ISO code, joined by bars, for the row; NULL without one.
const char *os_countries(struct import *import, const char *const *values, size_t count);

// VALUES joined by "; ", for the row; NULL without one.
const char *os_joined(struct import *import, const char *const *values, size_t count);

// Writes each of NAMES but MAIN as an alias of ENTITY; one short word as an abbreviation, which matches nothing
// without a country.
void os_write_aliases(struct import *import, const char *entity, const char *main, const char *const *names,
                      size_t count);

#endif
