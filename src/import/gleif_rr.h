// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of the register's relationships (level 2) that are read. Private to that importer.
#ifndef HOLDTRACE_IMPORT_GLEIF_RR_H
#define HOLDTRACE_IMPORT_GLEIF_RR_H

#include "import/gleif.h"

enum { RR_TIMES = 5 };

// Columns of one group.
enum { RR_PERIOD_START, RR_PERIOD_END, RR_PERIOD_TYPE, RR_PERIOD_WIDTH };
enum { RR_METHOD, RR_AMOUNT, RR_UNITS, RR_QUANTIFIER_WIDTH };

// START is the child, the fund or the branch; END the parent, the manager or the head office.
enum {
    RR_START,
    RR_START_TYPE,
    RR_END,
    RR_END_TYPE,
    RR_TYPE,
    RR_STATUS,
    RR_PERIODS,
    RR_QUANTIFIERS = RR_PERIODS + RR_TIMES * RR_PERIOD_WIDTH,
    RR_UPDATED = RR_QUANTIFIERS + RR_TIMES * RR_QUANTIFIER_WIDTH,
    RR_REGISTRATION,
    RR_VALIDATION,
    RR_DELETED,
    RR_WIDTH
};

extern const struct import_column rr_columns[RR_WIDTH + 1];
extern const struct import_xml_table rr_xml; // without `take`

// What a record says of time and share. Days are YYYY-MM-DD; NULL: not known.
struct rr_facts {
    const char *from, *to, *as_of;
    const char *percent;
    const char *flags; // "reported ended by 2020-01-01", "registration lapsed"; NULL: none
};
struct rr_facts rr_facts_of(struct import *import, const char *const *cells);

#endif
