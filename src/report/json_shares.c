// SPDX-License-Identifier: GPL-3.0-or-later
// A fund's wholes, issuers, kinds and concentration as JSON: see shares.h.
#include "report/shares.h"

static void write_share(struct ht_json *json, const struct ht_side_shares *share) {
    ht_json_amount(json, "long_pct", share->long_pct);
    ht_json_amount(json, "short_pct", share->short_pct);
    ht_json_amount(json, "net_pct", share->net_pct);
    ht_json_amount(json, "gross_pct", share->gross_pct);
}

static void write_denominators(struct ht_json *json, const struct ht_account *account) {
    ht_json_object(json, "denominators");
    ht_json_string(json, "nav_is", account->denominator);
    for (int i = 0; i < HT_DENOMINATOR_COUNT; i++)
        ht_json_amount(json, ht_denominator_name((enum ht_denominator)i), account->denominators[i]);
    write_share(json, &account->share);
    ht_json_end(json);
}

static void write_issuer(struct ht_json *json, const struct ht_issuer_sum *issuer) {
    const struct ht_sum *sum = &issuer->sum;
    ht_json_object(json, NULL);
    ht_json_entity(json, "entity", issuer->entity);
    ht_json_string(json, "category", ht_category_name(issuer->category));
    ht_json_string(json, "currency", sum->currency);
    ht_json_count(json, "positions", sum->positions);
    ht_json_amount(json, "long", sum->long_value);
    ht_json_amount(json, "short", sum->short_value);
    ht_json_amount(json, "net", sum->value);
    ht_json_amount(json, "gross", issuer->gross);
    ht_json_amount(json, "notional_long", issuer->notionals.long_side);
    ht_json_amount(json, "notional_short", issuer->notionals.short_side);
    ht_json_array(json, "shares");
    for (int i = 0; i < HT_DENOMINATOR_COUNT; i++) {
        ht_json_object(json, NULL);
        ht_json_string(json, "denominator", ht_denominator_name((enum ht_denominator)i));
        write_share(json, &issuer->shares[i]);
        ht_json_end(json);
    }
    ht_json_end(json);
    ht_json_array(json, "lines");
    for (size_t i = 0; i < sum->positions; i++)
        ht_json_integer(json, NULL, issuer->lines[i]);
    ht_json_end(json);
    ht_json_end(json);
}

static void write_kind(struct ht_json *json, const struct ht_kind_sum *kind) {
    ht_json_object(json, NULL);
    ht_json_string(json, "kind", kind->kind == HT_KIND_UNKNOWN ? NULL : ht_kind_name(kind->kind));
    ht_json_string(json, "currency", kind->sum.currency);
    ht_json_count(json, "positions", kind->sum.positions);
    ht_json_amount(json, "long", kind->sum.long_value);
    ht_json_amount(json, "short", kind->sum.short_value);
    ht_json_amount(json, "net", kind->sum.value);
    ht_json_amount(json, "notional_long", kind->notionals.long_side);
    ht_json_amount(json, "notional_short", kind->notionals.short_side);
    write_share(json, &kind->share);
    ht_json_end(json);
}

static void write_concentration(struct ht_json *json, const struct ht_concentration *concentration) {
    bool stated = concentration->base != NULL;
    ht_json_object(json, "concentration");
    ht_json_string(json, "base", concentration->base);
    if (stated) {
        ht_json_count(json, "issuers", concentration->issuers);
        ht_json_count(json, "unresolved_lines", concentration->unresolved_lines);
    } else {
        ht_json_null(json, "issuers");
        ht_json_null(json, "unresolved_lines");
    }
    ht_json_amount(json, "hhi", concentration->index);
    ht_json_amount(json, "effective_number", concentration->effective_number);
    ht_json_amount(json, "top_ten_pct", concentration->top_ten_pct);
    ht_json_end(json);
}

void ht_json_shares(struct ht_json *json, const struct ht_account *account) {
    write_denominators(json, account);
    ht_json_array(json, "by_issuer");
    for (size_t i = 0; i < account->by_issuer_count; i++)
        write_issuer(json, &account->by_issuer[i]);
    ht_json_end(json);
    ht_json_array(json, "by_kind");
    for (size_t i = 0; i < account->by_kind_count; i++)
        write_kind(json, &account->by_kind[i]);
    ht_json_end(json);
    write_concentration(json, &account->concentration);
}
