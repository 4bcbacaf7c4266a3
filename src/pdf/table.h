// SPDX-License-Identifier: GPL-3.0-or-later
// Tables: columns fitted to the page and to all rows, a head that is set again on each page, bars.
#ifndef HOLDTRACE_PDF_TABLE_H
#define HOLDTRACE_PDF_TABLE_H

#include "pdf/flow.h"
#include "pdf/script.h"

enum { TABLE_COLUMNS = 12 };

struct column {
    struct field title;
    char kind;                    // 'l', 'r', 'b' or 's' of the protocol
    double natural, least, width; // in one line; of its longest word, both at a scale of 1; as fitted
    double x;
};

struct table {
    struct column columns[TABLE_COLUMNS];
    size_t count;
    double scale; // of the letters: 1, or less where the columns are many
    bool titled;
};

// The table that begins with block FIRST of SCRIPT, fitted to its rows.
struct table table_fit(const struct script *script, size_t first, struct flow *flow);

void table_head(const struct table *table, struct flow *flow);

// Sets the row BLOCK; KEEP: how much of what follows has to stand on the same page.
void table_row(const struct table *table, struct flow *flow, const struct block *block, double keep);

#endif
