// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Funds that were looked through, as JSON. Nothing of it stands in a report for which that was not asked.
 */
#ifndef HOLDTRACE_REPORT_JSON_FUNDS_H
#define HOLDTRACE_REPORT_JSON_FUNDS_H

#include "holdtrace/json.h"
#include "holdtrace/report.h"

// The funds that a position is held through, the outermost first; an empty array for one that is held itself.
void ht_json_through(struct ht_json *json, const struct ht_through *through);

// What became of the funds of one file, and the counted exposure that each brings.
void ht_json_held_funds(struct ht_json *json, const struct ht_account *account);

// The files that were given to look through funds.
void ht_json_funds_files(struct ht_json *json, const struct ht_scan *scan);

#endif
