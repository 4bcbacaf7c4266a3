// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Integrated ownership in `explain`: the owners of an entity over all chains, what a target owns, and the rings among
 * them.
 */
#ifndef HOLDTRACE_REPORT_EXPLAIN_INTEGRATED_H
#define HOLDTRACE_REPORT_EXPLAIN_INTEGRATED_H

#include "holdtrace/explain.h"
#include "holdtrace/json.h"
#include "report/paper.h"

// "integrated": the owners; for a target also "integrated_holdings"; and "rings" where there are any.
void ht_json_integrated(struct ht_json *json, const struct ht_explanation *explanation);

void ht_paper_integrated(struct ht_paper *paper, const struct ht_explanation *explanation);

#endif
