// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The style sheet and the script of the HTML report, compiled in from src/report/html by scripts/embed_text.c.
 */
#ifndef HOLDTRACE_HTML_ASSETS_H
#define HOLDTRACE_HTML_ASSETS_H

extern const char ht_report_css[];
extern const char ht_report_js[];

#endif
