// SPDX-License-Identifier: GPL-3.0-or-later
// A fund of a few resolved rows over a small reference, and its account.
#ifndef HOLDTRACE_SMALL_ACCOUNT_H
#define HOLDTRACE_SMALL_ACCOUNT_H

#include "small_reference.h"

#include "holdtrace/exposure.h"

struct small_holding {
    const char *issuer;                    // entity id; NULL: not resolved
    const char *value, *weight, *notional; // NULL: absent
    const char *currency;                  // NULL: the file does not say; "USD" in most
    enum ht_kind kind;
    enum ht_side side;
    const char *candidate; // entity id
    const char *score;     // of the candidate; NULL: none is claimed
    const char *name;      // NULL: "A holding"
    bool comparable, by_name;
    const char *isin;     // the security of the reference
    const char *own_isin; // what the row prints, of a security that the reference has not
};

struct small_fund {
    struct ht_portfolio portfolio;
    struct ht_resolution resolution;
    struct ht_account account;
    struct ht_screen screen;
    const struct small_holding *looked_through; // rows of a table that is not counted
    size_t looked_through_count;
};

static inline struct ht_amount small_amount(const char *text) {
    struct ht_decimal number;
    if (!text)
        return ht_amount_unknown();
    assert_true(ht_decimal_parse(text, strlen(text), &number));
    return ht_amount_of(number);
}

static inline struct ht_resolved small_resolve(struct small_reference *small, const struct small_holding *row,
                                               const struct ht_position *position) {
    struct ht_resolved resolved = {.position = position, .method = HT_UNMATCHED, .comparable = row->comparable};
    resolved.comparable_by_name = row->by_name;
    if (row->issuer) {
        resolved.issuer = small_get(small, row->issuer);
        resolved.method = HT_BY_ISIN;
        resolved.comparable = true;
    }
    if (row->isin)
        resolved.security = ht_reference_securities(small->ref, HT_ID_ISIN, row->isin).items[0];
    if (row->candidate) {
        struct ht_candidate *candidate = ht_arena_alloc(small->arena, sizeof *candidate);
        *candidate =
            (struct ht_candidate){small_get(small, row->candidate), small_amount(row->score), "resembles it"};
        resolved.candidates = candidate;
        resolved.candidate_count = 1;
        resolved.method = HT_BY_SIMILAR;
    }
    return resolved;
}

static inline struct ht_position small_position(const struct small_holding *row, long line) {
    return (struct ht_position){.line = line,
                                .kind = row->kind,
                                .side = row->side,
                                .name = row->name ? row->name : "A holding",
                                .isin = row->own_isin,
                                .currency = row->currency,
                                .value = small_amount(row->value),
                                .notional = small_amount(row->notional),
                                .weight_file_pct = small_amount(row->weight)};
}

static inline void small_look_through(struct small_reference *small, struct small_fund *fund) {
    size_t count = fund->looked_through_count;
    struct ht_position *positions = ht_arena_array(small->arena, count, sizeof *positions);
    fund->resolution.looked_through = ht_arena_array(small->arena, count, sizeof *fund->resolution.looked_through);
    fund->resolution.looked_through_count = count;
    for (size_t i = 0; i < count; i++) {
        positions[i] = small_position(&fund->looked_through[i], (long)i + 101);
        fund->resolution.looked_through[i] = small_resolve(small, &fund->looked_through[i], &positions[i]);
    }
}

/*
 * Fills FUND, whose screen, portfolio.fund and looked_through the caller has set, from COUNT rows; line numbers begin
 * at 1, those of looked_through at 101.
 */
static inline void small_account(struct small_reference *small, struct small_fund *fund,
                                 const struct small_holding *rows, size_t count) {
    struct ht_date as_of = small_date("2026-01-01");
    struct ht_position *positions = ht_arena_array(small->arena, count, sizeof *positions);
    fund->resolution = (struct ht_resolution){.portfolio = &fund->portfolio, .count = count};
    fund->resolution.rows = ht_arena_array(small->arena, count, sizeof *fund->resolution.rows);
    fund->resolution.findings = ht_findings_in(small->arena);
    for (size_t i = 0; i < count; i++) {
        positions[i] = small_position(&rows[i], (long)i + 1);
        fund->resolution.rows[i] = small_resolve(small, &rows[i], &positions[i]);
    }
    small_look_through(small, fund);
    fund->portfolio.positions = positions;
    fund->portfolio.position_count = count;
    ht_account_make(small->ref, &fund->screen, small_targets(small, &fund->screen, as_of),
                    ht_known_issuers_new(small->arena), &fund->resolution, as_of, small->arena, &fund->account);
}

static inline void expect_amount(struct ht_amount amount, const char *text) {
    char buffer[HT_DECIMAL_TEXT];
    if (!text) {
        assert_false(amount.known);
        return;
    }
    assert_true(amount.known);
    assert_string_equal(ht_decimal_text(amount.number, buffer), text);
}

static inline size_t count_findings(const struct ht_account *account, enum ht_code code) {
    size_t count = 0;
    for (size_t i = 0; i < account->findings.count; i++)
        count += account->findings.items[i].code == code;
    return count;
}

static inline bool has_reason(const struct ht_account *account, const char *part) {
    for (size_t i = 0; i < account->interval.reason_count; i++)
        if (strstr(account->interval.reasons[i].sentence.text, part))
            return true;
    return false;
}

#endif
