// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The rows of the tables of a web page, as browsers save it: tags of any case, unclosed cells, character references.
 * No more of HTML is understood. Private to this stage.
 */
#ifndef HOLDTRACE_HTML_ROWS_H
#define HOLDTRACE_HTML_ROWS_H

#include "holdtrace/arena.h"
#include "holdtrace/text.h"

enum { HTML_CELLS = 32 };

struct html_row {
    const char *cells[HTML_CELLS]; // text without tags, blanks single; "" where a cell is empty
    size_t width;                  // cells beyond HTML_CELLS are left out
    size_t table;                  // number of the table in the page, from 1
    long line;
    const char *before; // text between the table before and this one, for what heads it; at least ""
};

// Hands the rows of all tables of PAGE, which a NUL follows, to TAKE; texts in ARENA. False: no table is there.
bool html_rows_read(struct ht_slice page, struct ht_arena *arena,
                    void (*take)(void *context, const struct html_row *row), void *context);

#endif
