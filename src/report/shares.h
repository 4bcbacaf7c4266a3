// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * How reports show a fund's wholes, its issuers with long, short and notional apart, its kinds, and how concentrated
 * it is.
 */
#ifndef HOLDTRACE_REPORT_SHARES_H
#define HOLDTRACE_REPORT_SHARES_H

#include "holdtrace/json.h"
#include "report/text.h"

void ht_json_shares(struct ht_json *json, const struct ht_account *account);

// Where a share depends on its denominator: the whole fund's sides, each exposed issuer by every denominator.
void ht_text_sides(struct ht_text_report *report, const struct ht_account *account);
void ht_text_issuers(struct ht_text_report *report, const struct ht_account *account);
void ht_text_concentration(struct ht_text_report *report, const struct ht_account *account);

#endif
