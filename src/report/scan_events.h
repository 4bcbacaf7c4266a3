// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What happened since the last scan in the store, in a report that was asked to fail on that.
 */
#ifndef HOLDTRACE_REPORT_EVENTS_H
#define HOLDTRACE_REPORT_EVENTS_H

#include "holdtrace/json.h"
#include "report/html.h"

// Why the exit code does not follow from the outcome, as the end of a clause; "" when it does.
const char *ht_word_exit_rule(const struct ht_scan *scan, struct ht_arena *arena);

// The same as text, and that there is none.
void ht_text_events(struct ht_text_report *report);

// The same on a page.
void ht_page_events(struct ht_page *page);

#endif
