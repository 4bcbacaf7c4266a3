// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What the steps of accounting share. They run in this order, each on what the one before made: weigh, classify, look
 * through, sum, group (also by the funds that were looked through), find denominators and sum by issuer and kind,
 * cover, concentrate, bound, share companies.
 */
#ifndef HOLDTRACE_EXPOSURE_ACCOUNT_H
#define HOLDTRACE_EXPOSURE_ACCOUNT_H

#include "base/keyed.h"
#include "holdtrace/exposure.h"
#include "holdtrace/known_issuers.h"
#include "holdtrace/map.h"

// What is known of an issuer, kept for all its positions.
struct acc_issuer {
    struct ht_ties ties;
    const struct ht_entity *head;
    bool ownership_known;
    struct ht_exposed_target *exposed; // NULL until a position asks
    struct ht_apart *apart;            // likewise
    size_t apart_count, apart_capacity;
    bool apart_asked;
    struct ht_rule_readings rules; // none until a position asks
};

struct ht_known_issuers {
    struct ht_arena *arena;
    struct keyed issuers; // struct acc_issuer by the keys of entities
};

struct acc_context {
    struct ht_reference *ref;
    const struct ht_screen *screen;
    const struct ht_targets *targets;
    struct ht_date as_of;
    struct ht_arena *arena;
    struct ht_account *account;
    struct ht_known_issuers *known;
    struct ht_amount net; // the denominator of weights; unknown when there is none
    const char *currency; // of the denominator
    bool one_currency;    // all values that are not zero are of one currency, or of none
    bool overflow;
};

// Lines picked from the account, in its order.
struct acc_lines {
    const struct ht_line **items;
    size_t count, capacity;
};
void acc_lines_add(struct acc_context *ctx, struct acc_lines *lines, const struct ht_line *line);

// What is known of ENTITY under the screen; asked once.
struct acc_issuer *acc_issuer_of(struct acc_context *ctx, const struct ht_entity *entity);

// The ties of ENTITY with their designations; made once for all its positions.
const struct ht_exposed_target *acc_exposed(struct acc_context *ctx, const struct ht_entity *entity, size_t *count);

// Whether CATEGORY decides totals and the exit code under the screen.
bool acc_counts(const struct acc_context *ctx, enum ht_category category);

// The guarantor of the line's instrument when it is another than the issuer; NULL when none.
const struct ht_entity *acc_guarantor(const struct ht_line *line);

const struct ht_position *acc_position(const struct ht_line *line);

// Whether LINE is a fund, or what is left of one, that was not looked through.
bool acc_is_opaque(const struct ht_line *line);

// *SUM += B, where a sum too large is remembered in CTX and stays unknown.
void acc_add(struct acc_context *ctx, struct ht_amount *sum, struct ht_amount b);

// The sums of LINES, which are all of CURRENCY.
void acc_sum(struct acc_context *ctx, const struct acc_lines *lines, const char *currency, struct ht_sum *out);

// The share that LINES have of DENOMINATOR.
struct ht_side_shares acc_share(struct acc_context *ctx, const struct acc_lines *lines,
                                enum ht_denominator denominator);

void acc_weigh(struct acc_context *ctx);
void acc_classify(struct acc_context *ctx);
void acc_look_through(struct acc_context *ctx);
void acc_total(struct acc_context *ctx);
void acc_group(struct acc_context *ctx);
void acc_denominators(struct acc_context *ctx);
void acc_by_issuer(struct acc_context *ctx);
void acc_by_kind(struct acc_context *ctx);
void acc_group_by_fund(struct acc_context *ctx);
void acc_cover(struct acc_context *ctx);
void acc_concentrate(struct acc_context *ctx);
void acc_bound(struct acc_context *ctx);
void acc_share_companies(struct acc_context *ctx);

// The designations of ENTITY as they stand beside ISSUER; *COUNT of them.
const struct ht_exposed_designation *acc_designations(struct acc_context *ctx, const struct ht_entity *issuer,
                                                      const struct ht_entity *entity, size_t *count);

// The statements about the issuer of LINE that stand beside no designation of its targets.
void acc_statements(struct acc_context *ctx, struct ht_line *line);

// The targets that ENTITY is known not to be.
const struct ht_apart *acc_apart(struct acc_context *ctx, const struct ht_entity *entity, size_t *count);

// Gives LINE, whose category is known, the part of its value that is the targets' own.
void acc_attribute(struct acc_context *ctx, struct ht_line *line);

// classify.c: gives LINE its category, its further ones, and the ties that give them.
void acc_classify_line(struct acc_context *ctx, struct ht_line *line);
// Whether ENTITY is a target, or has a counted tie to one.
bool acc_concerns_target(struct acc_context *ctx, const struct ht_entity *entity);

#endif
