// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The same paper as Markdown (CommonMark with the tables of GitHub Flavored Markdown): paragraphs, headings and lists
 * by their indentation, tables as tables. Text of the user's data is escaped: it makes no markup, no HTML, no
 * mention.
 */
#ifndef HOLDTRACE_REPORT_PAPER_MARKDOWN_H
#define HOLDTRACE_REPORT_PAPER_MARKDOWN_H

#include "report/paper.h"

void ht_markdown_text(struct ht_paper *paper, size_t indent, enum ht_style style, const char *text);
void ht_markdown_gap(struct ht_paper *paper);

// A row that is followed by what is said of it: an item of a list, its cells named by their columns.
void ht_markdown_row(const struct ht_columns *columns, struct ht_paper *paper, const char *const *cells);

void ht_markdown_table(const struct ht_columns *columns, struct ht_paper *paper, const char *const *cells,
                       size_t rows);

#endif
