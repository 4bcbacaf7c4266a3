// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The same paper as pages: lines for holdtrace-pdf, see pdf_protocol.h. What is set on it is what a terminal and
 * Markdown get; only headings that a terminal leaves to the titles of its tables are set besides.
 */
#ifndef HOLDTRACE_REPORT_PAPER_PAGES_H
#define HOLDTRACE_REPORT_PAPER_PAGES_H

#include "report/figures.h"
#include "report/paper.h"

extern const struct ht_paper_kind ht_paper_pages;

// A line of WORD and the COUNT texts at FIELDS.
void ht_pages_line(struct ht_paper *paper, const char *word, const char *const *fields, size_t count);
void ht_pages_word(struct ht_paper *paper, const char *word, const char *text); // of one text
void ht_pages_chapter(struct ht_paper *paper, const char *standing, const char *title);
void ht_pages_figures(struct ht_paper *paper, const struct ht_figure *figures, size_t count);

/*
 * The lines that begin a document of SCAN: size of paper, program, and its date, which is the day that lists are read
 * at: no clock is read, so that equal reports are equal bytes.
 */
void ht_pages_begin(struct ht_paper *paper, const struct ht_scan *scan);

#endif
