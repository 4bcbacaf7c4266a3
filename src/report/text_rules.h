// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What each rule makes of one entity, and who decides in it, for a reader.
 */
#ifndef HOLDTRACE_REPORT_TEXT_RULES_H
#define HOLDTRACE_REPORT_TEXT_RULES_H

#include "holdtrace/explain.h"
#include "report/paper.h"

void ht_text_explained_rules(struct ht_paper *paper, const struct ht_explain_query *query,
                             const struct ht_explanation *explanation);

#endif
