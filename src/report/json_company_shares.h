// SPDX-License-Identifier: GPL-3.0-or-later
// How much of each company a fund holds, as JSON.
#ifndef HOLDTRACE_REPORT_JSON_COMPANY_SHARES_H
#define HOLDTRACE_REPORT_JSON_COMPANY_SHARES_H

#include "holdtrace/exposure.h"
#include "holdtrace/json.h"

// The member "company_shares" of the file of ACCOUNT; none where no number of shares is known.
void ht_json_company_shares(struct ht_json *json, const struct ht_account *account);

#endif
