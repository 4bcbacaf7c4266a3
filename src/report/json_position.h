// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * One position as an object of schema holdtrace.check/1.
 */
#ifndef HOLDTRACE_REPORT_JSON_POSITION_H
#define HOLDTRACE_REPORT_JSON_POSITION_H

#include "holdtrace/json.h"
#include "report/pieces.h"

// Writes LINE; with CANDIDATES as an entry of `possible`.
void ht_json_position(struct ht_json *json, const struct ht_line *line, struct ht_date as_of, bool candidates);

// Writes the member "targets": each with its chain and its designations as of DAY.
void ht_json_targets(struct ht_json *json, const struct ht_exposed_target *targets, size_t count, struct ht_date day);

// Writes STATEMENT as an element of an array.
void ht_json_statement(struct ht_json *json, const struct ht_statement *statement);

// Writes the member "apart": listed companies that the issuer is known not to be.
void ht_json_apart(struct ht_json *json, const struct ht_apart *apart, size_t count, struct ht_date day);

// "doubts": ties that the facts leave open.
void ht_json_doubts(struct ht_json *json, const struct ht_doubt *doubts, size_t count);

#endif
