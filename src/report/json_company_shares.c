// SPDX-License-Identifier: GPL-3.0-or-later
// How much of each company a fund holds, as JSON.
#include "report/json_company_shares.h"

// The class: null of a company as a whole.
static void write_security(struct ht_json *json, const struct ht_security *security, bool has_number) {
    if (!security) {
        ht_json_null(json, "security");
        return;
    }
    ht_json_object(json, "security");
    ht_json_string(json, "name", security->name);
    ht_json_string(json, "isin", security->isin);
    ht_json_string(json, "type", security->type);
    ht_json_date(json, "valid_from", has_number ? security->valid_from : (struct ht_date){0});
    ht_json_date(json, "valid_to", has_number ? security->valid_to : (struct ht_date){0});
    ht_json_string(json, "source", has_number ? security->source : NULL);
    ht_json_end(json);
}

void ht_json_company_shares(struct ht_json *json, const struct ht_account *account) {
    if (account->company_share_count == 0)
        return;
    ht_json_array(json, "company_shares");
    for (size_t i = 0; i < account->company_share_count; i++) {
        const struct ht_company_share *share = &account->company_shares[i];
        ht_json_object(json, NULL);
        ht_json_entity(json, "issuer", share->issuer);
        write_security(json, share->security, share->outstanding.known);
        ht_json_count(json, "positions", share->positions);
        ht_json_amount(json, "quantity", share->quantity);
        ht_json_amount(json, "shares_outstanding", share->outstanding);
        ht_json_amount(json, "share_pct", share->pct);
        ht_json_tri(json, "half_percent_or_more", share->reaches_line);
        ht_json_string(json, "why", share->why);
        ht_json_end(json);
    }
    ht_json_end(json);
}
