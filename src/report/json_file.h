// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What every report says of a file as JSON: its head, from the path to the rows, and its problems.
 */
#ifndef HOLDTRACE_REPORT_JSON_FILE_H
#define HOLDTRACE_REPORT_JSON_FILE_H

#include "holdtrace/json.h"
#include "holdtrace/position.h"

// The members path, sha256, layout, encoding, holdings_date, fund and rows. PORTFOLIO is NULL for a file that could
// not be read: then every fact but the first two is null.
void ht_json_file_head(struct ht_json *json, const char *path, const char *sha256,
                       const struct ht_portfolio *portfolio);

// The member container: {"path","sha256"}, or null for a file that was read as it stands. It follows the totals.
void ht_json_origin(struct ht_json *json, const struct ht_origin *origin);

// The member problems.
void ht_json_problems(struct ht_json *json, const struct ht_findings *findings);

#endif
