// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Decisions in schema holdtrace.check/1. Each of these members is there only where a ledger was given.
 */
#ifndef HOLDTRACE_REPORT_JSON_DECIDED_H
#define HOLDTRACE_REPORT_JSON_DECIDED_H

#include "holdtrace/json.h"
#include "holdtrace/resolve.h"

// One line of a ledger as member KEY; null when DECISION is NULL.
void ht_json_decision(struct ht_json *json, const char *key, const struct ht_decision *decision);

// The member "decided" of a position.
void ht_json_decided(struct ht_json *json, const struct ht_row_decisions *decided);

// The member "decided" of a file: the same of all its rows; RESOLUTION is NULL for a file that was not read.
void ht_json_decided_rows(struct ht_json *json, const struct ht_resolution *resolution);

#endif
