// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What OFAC says of an entry in labelled clauses ("ISIN HK0941009539", "Listing Date (CMIC) 03 Jun 2021"), which the
 * Consolidated Screening List repeats in two orders. Private to this stage.
 */
#ifndef HOLDTRACE_US_IDENTIFIERS_H
#define HOLDTRACE_US_IDENTIFIERS_H

#include "import/us_book.h"

/*
 * Takes one clause: "LABEL VALUE", as in OFAC's remarks. Clauses that are not known are left out: the manual names
 * what is taken. Dates are for the listings that PARTY has already.
 */
void us_take_clause(struct us_book *book, struct us_party *party, const char *clause);

// All clauses of REMARKS, which are divided by "; ".
void us_take_remarks(struct us_book *book, struct us_party *party, const char *remarks);

// One identifier of the Consolidated Screening List: "LABEL, VALUE, CC", or in the older order "CC, VALUE, LABEL".
void us_take_identifier(struct us_book *book, struct us_party *party, const char *text);

#endif
