// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A divestment on paper: for a terminal, as Markdown, and on pages, which set the same parts.
 */
#ifndef HOLDTRACE_REPORT_DIVEST_PAPER_H
#define HOLDTRACE_REPORT_DIVEST_PAPER_H

#include "report/divest.h"
#include "report/text.h"

struct ht_divest_page {
    struct ht_text_report text; // the paper, and the verdict of each fund, as a scan states it
    const struct ht_divest_report *report;
};

void ht_divest_page_begin(struct ht_divest_page *page, const struct ht_divest_report *report,
                          const struct ht_paper_kind *kind, struct ht_arena *arena, struct ht_buffer *buffer);

// What heads a fund, and all that stands below it.
void ht_divest_say_head(struct ht_divest_page *page, const struct ht_divestment *divestment);
void ht_divest_say_body(struct ht_divest_page *page, const struct ht_divestment *divestment);

// What holds for all funds: files that were not read, and what all free together.
void ht_divest_say_all(struct ht_divest_page *page);

#endif
