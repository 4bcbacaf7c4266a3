// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * One N-PORT document while it is read: nport.c walks through its elements, nport_row.c decides what a finished
 * holding says. Elements and their meaning: SEC, Form N-PORT XML technical specification. Private to the ingest
 * stage.
 */
#ifndef HOLDTRACE_NPORT_H
#define HOLDTRACE_NPORT_H

#include "holdtrace/diag.h"
#include "holdtrace/xml.h"
#include "ingest/records.h"

enum nport_element {
#define NPORT_ELEMENT(symbol, name) NP_##symbol,
#include "ingest/nport_names.h"
#undef NPORT_ELEMENT
    NP_ELEMENTS
};

enum nport_column {
#define NPORT_COLUMN(symbol, header) COL_##symbol,
#include "ingest/nport_names.h"
#undef NPORT_COLUMN
    COLUMNS,
    // Notes that are in no row: the instrument a derivative refers to.
    COL_REFERENCE_NAME = COLUMNS,
    COL_REFERENCE_TITLE,
    COL_REFERENCE_ISIN,
    COL_REFERENCE_CUSIP,
    COL_REFERENCE_SEDOL,
    COL_REFERENCE_FIGI,
    COL_REFERENCE_TICKER,
    CORE_COLUMNS = COL_LEVEL + 1
};

// A company inside a basket that a derivative refers to; a row of its own, so that it is not overlooked.
struct nport_component {
    const char *name, *isin, *cusip, *ticker, *sedol, *figi, *notional, *currency; // NULL: absent
};

struct nport {
    struct ht_arena *arena;
    struct ht_findings *findings;
    struct ht_records records;
    long lines;                               // of the file before the document
    bool filing;                              // an element that only an N-PORT document has was met
    bool inside;                              // a holding is open
    long line;                                // of that holding
    size_t derivatives;                       // open ones inside each other
    size_t notional_level, currency_level;    // at which they were found; 0: not yet
    bool receives_other, pays_other;          // legs of the outermost swap that are neither fixed nor floating
    struct nport_component *components, open; // of this holding; the one being read
    size_t component_count, component_capacity;
    const char *facts[NP_ELEMENTS]; // those of the fund; the other slots stay NULL
    size_t converted, foreign;      // notionals in another currency: converted, left out
    long first_converted, first_foreign;
};

// Whether VALUE says that there is nothing: blank, "N/A", zeros only, "XXXX".
bool ht_nport_absent(struct ht_slice value);

// Makes rows of the finished holding: its own, and one for each component of its basket.
void ht_nport_finish_holding(struct nport *nport);

#endif
