// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A table whose cells are shaded by their weights, each with its number: the darkest weigh half of the largest or
 * more, each lighter shade half of that. What is held short is outlined.
 */
#ifndef HOLDTRACE_REPORT_HTML_HEAT_H
#define HOLDTRACE_REPORT_HTML_HEAT_H

#include "report/cross.h"
#include "report/html.h"

// One side of the table.
struct ht_heat_side {
    const char **names;
    size_t *funds;      // the number of each on the page, for a link to it; NULL: no links
    const char **notes; // a word beside each; NULL: none
    const bool *plain;  // rows only: not shaded, since not counted; NULL: none
    size_t count;
    size_t step; // in `cells`, from one to the next
};

struct ht_heat {
    const char *class_name, *caption;
    const char *corner; // title of the rows
    struct ht_heat_side rows, columns;
    const struct ht_cross_cell *cells;
    struct ht_amount largest; // of all cells of the drawing; unknown: no weight is known
};

// Rows without a cell that is held are left out.
void ht_page_heat(struct ht_page *page, const struct ht_heat *heat);

// What the shades mean, once for the tables of one drawing, which have COUNT cells.
void ht_page_heat_scale(struct ht_page *page, const struct ht_cross_cell *cells, size_t count,
                        struct ht_amount largest);

#endif
