// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The same paper as Markdown (CommonMark with the tables of GitHub Flavored Markdown): paragraphs, headings and lists
 * by their indentation, tables as tables. Text of the user's data is escaped: it makes no markup, no HTML, no
 * mention.
 */
#ifndef HOLDTRACE_REPORT_PAPER_MARKDOWN_H
#define HOLDTRACE_REPORT_PAPER_MARKDOWN_H

#include "report/paper.h"

extern const struct ht_paper_kind ht_paper_markdown;

#endif
