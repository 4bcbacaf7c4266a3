// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Where on which page things come to stand: from the top to the bottom, with a head and a foot on each page but the
 * cover. A document is set twice: the second time it is known how many pages there are, and where each heading is.
 */
#ifndef HOLDTRACE_PDF_FLOW_H
#define HOLDTRACE_PDF_FLOW_H

#include "pdf/sheet.h"
#include "pdf/type.h"

struct table;

struct flow {
    struct sheet *sheet;
    struct type *type;
    double left, right, top, bottom; // of what is set
    double y;                        // where the next thing goes
    size_t page, pages;              // the one in hand; all, 0 when that is not known yet
    bool empty;                      // nothing stands on the page yet
    const char *running;             // in the head of the page; NULL: none
    const char *maker;               // in the foot
    const struct table *table;       // whose head is set again on each page that it goes on to
    const char *tag;                 // what texts are, see sheet_tag; NULL: paragraphs
    bool in_table;                   // the rows that were set last are of a table that has not ended
};

// Part of a row: a text in lines, the left edge of its column, and whether it ends at the right one instead.
struct cell {
    struct lines lines;
    double x, width;
    bool right;
};

void flow_open(struct flow *flow, struct sheet *sheet, struct type *type);

// Ends the page in hand, with its foot.
void flow_end_page(struct flow *flow);

// Begins a page, with the head of the table in hand. Nothing happens when the page in hand is empty.
void flow_next(struct flow *flow);

// Begins a page unless HEIGHT points are left.
void flow_need(struct flow *flow, double height);

// Leaves HEIGHT points free, unless at the top of a page.
void flow_skip(struct flow *flow, double height);

// The height of CELLS side by side.
double flow_height(const struct cell *cells, size_t count);

/*
 * Sets CELLS side by side and frees them. They stay on one page when that is short enough; else they go on to the
 * next, never with a single line on either. KEEP: how much else has to be on the same page below.
 */
void flow_cells(struct flow *flow, struct cell *cells, size_t count, double keep);

// The same as the row of a table, each cell a part TAG ("TH", "TD") of it.
void flow_row(struct flow *flow, struct cell *cells, size_t count, const char *tag, double keep);

// TEXT across the page, or from INDENT points on.
void flow_text(struct flow *flow, struct field field, struct face face, double indent, double keep);

#endif
