// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The same paper as pages: lines for holdtrace-pdf, see pdf_protocol.h. What is set on it is what a terminal and
 * Markdown get; only headings that a terminal leaves to the titles of its tables are set besides.
 */
#ifndef HOLDTRACE_REPORT_PAPER_PAGES_H
#define HOLDTRACE_REPORT_PAPER_PAGES_H

#include "report/paper.h"

extern const struct ht_paper_kind ht_paper_pages;

// A line of WORD and the COUNT texts at FIELDS.
void ht_pages_line(struct ht_paper *paper, const char *word, const char *const *fields, size_t count);

#endif
