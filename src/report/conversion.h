// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * How reports show amounts that were converted: beside each what the file printed, the rate, its day and its source.
 */
#ifndef HOLDTRACE_REPORT_CONVERSION_H
#define HOLDTRACE_REPORT_CONVERSION_H

#include "holdtrace/json.h"
#include "report/text.h"

// The base currency and the rates of the run; of a fund; and of a position, whose ORIGINAL may be NULL.
void ht_json_base_currency(struct ht_json *json, const struct ht_base_currency *base);
void ht_json_conversion(struct ht_json *json, const struct ht_portfolio *portfolio);
void ht_json_original(struct ht_json *json, const struct ht_original *original);

// The same as text; they say nothing where nothing was converted.
void ht_text_conversion(struct ht_text_report *report, const struct ht_portfolio *portfolio);
void ht_text_original(struct ht_text_report *report, const struct ht_line *line);

#endif
