// SPDX-License-Identifier: GPL-3.0-or-later
// A record of the Consolidated Screening List, whatever form it was read from. Private to this stage.
#ifndef HOLDTRACE_US_CSL_H
#define HOLDTRACE_US_CSL_H

#include "import/us_book.h"

enum csl_column {
    CSL_SOURCE,
    CSL_NUMBER,
    CSL_TYPE,
    CSL_PROGRAMS, // joined with "; ", as are the following that may be several
    CSL_NAME,
    CSL_ADDRESSES, // "street, city, state, postcode, CC"
    CSL_NOTICE,
    CSL_START,
    CSL_END,
    CSL_ORDER,
    CSL_REQUIREMENT,
    CSL_POLICY,
    CSL_REMARKS,
    CSL_ALT_NAMES,
    CSL_IDS,     // "type, value, CC", or "CC, value, type"
    CSL_COUNTRY, // of the one address of a row of 2014
    CSL_COLUMNS
};

struct csl_record {
    const char *fields[CSL_COLUMNS]; // NULL: empty; valid during csl_take only
};

void csl_take(struct us_book *book, const struct csl_record *record);

// us_csl_json.c: hands each object of "results", or of an array that is the whole file, to csl_take.
enum ht_status csl_json_read(struct us_book *book, size_t file, struct ht_error *err);

#endif
