// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The parts of a divestment as an HTML page, on the page of html.h.
 */
#ifndef HOLDTRACE_REPORT_DIVEST_PAGE_H
#define HOLDTRACE_REPORT_DIVEST_PAGE_H

#include "report/divest.h"
#include "report/html.h"

// The figures of the alternatives, drawn.
void ht_divest_picture(struct ht_page *page, const struct ht_divestment *divestment);

// Tables of a fund: what goes, what it frees and what the lists say, and the funds to change; of several, what all
// free.
void ht_divest_put_sales(struct ht_page *page, const struct ht_divestment *divestment);
void ht_divest_put_law(struct ht_page *page, const struct ht_divestment *divestment);
void ht_divest_put_proceeds(struct ht_page *page, const char *caption, const struct ht_proceeds *items, size_t count,
                            bool markets);
void ht_divest_put_funds(struct ht_page *page, const struct ht_divestment *divestment);

#endif
