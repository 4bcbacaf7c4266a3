// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The part of a company that a fund holds: quantity over shares outstanding, by class and by issuer, where the
 * reference has a number of shares that held on the holdings date. Half a percent is the line from which Don't Bank
 * on the Bomb names an investor (its methodology: stake = held / outstanding, per class).
 */
#include "exposure/account.h"
#include "holdtrace/text.h"

#include <string.h>

enum { SHARE_PLACES = 6, LINE_PARTS = 200 }; // half a percent: 200 of it are the whole

struct sharing {
    struct acc_context *ctx;
    struct ht_date day;
    struct ht_account *account;
    size_t capacity;
};

static bool is_equity(const struct ht_security *security) {
    return security && ht_text_equal(security->type, "equity");
}

static bool is_class(const struct ht_security *a, const struct ht_security *b) {
    return a == b || (a && b && a->isin && b->isin && strcmp(a->isin, b->isin) == 0);
}

// Whether the number of shares of SECURITY is dated, and held on DAY.
static bool holds_on(const struct ht_security *security, struct ht_date day) {
    return security->shares_outstanding.known && ht_date_known(security->valid_from) &&
           ht_confidence_counts(security->confidence) &&
           ht_date_within(day, security->valid_from, security->valid_to);
}

// The row that states the number of shares of the class of SECURITY on DAY; NULL when none does. *STATED: one does
// for some day.
static const struct ht_security *number_of(const struct ht_securities *all, const struct ht_security *security,
                                           struct ht_date day, bool *stated) {
    const struct ht_security *found = NULL;
    for (size_t i = 0; i < all->count; i++) {
        const struct ht_security *row = all->items[i];
        if (!is_class(row, security))
            continue;
        *stated = *stated || row->shares_outstanding.known;
        if (!found && holds_on(row, day))
            found = row;
    }
    return found;
}

// Whether LINE is an exposed holding of shares, or of what the file does not tell from shares. What is held through
// funds is these funds'.
static bool is_held(const struct ht_line *line) {
    const struct ht_resolved *resolved = line->resolved;
    const struct ht_position *position = acc_position(line);
    if (line->category >= HT_POSSIBLE || !resolved->issuer || position->side != HT_LONG || position->through)
        return false;
    bool bond =
        position->kind == HT_KIND_BOND || (resolved->security && ht_text_equal(resolved->security->type, "bond"));
    return !bond && position->kind != HT_KIND_CASH && !ht_kind_is_derivative(position->kind);
}

static void set_share(struct ht_company_share *share) {
    struct ht_decimal times, pct, parts = ht_decimal_int(LINE_PARTS);
    if (share->why)
        return;
    if (!ht_decimal_percent(share->quantity.number, share->outstanding.number, SHARE_PLACES, &pct) ||
        !ht_decimal_mul(share->quantity.number, parts, &times)) {
        share->why = "the number of shares is zero or too large";
        return;
    }
    share->pct = ht_amount_of(pct);
    share->reaches_line = ht_decimal_cmp(times, share->outstanding.number) >= 0 ? HT_YES : HT_NO;
}

static const char *why_no_number(const struct sharing *sharing, bool stated) {
    if (!ht_date_known(sharing->day))
        return "the holdings date is not known";
    return stated ? "no number of shares is dated so that it holds on the holdings date"
                  : "no number of shares is known";
}

static struct ht_company_share *add(struct sharing *sharing, struct ht_company_share share) {
    struct ht_account *account = sharing->account;
    account->company_shares =
        ht_arena_grow(sharing->ctx->arena, account->company_shares, account->company_share_count, &sharing->capacity,
                      sizeof *account->company_shares);
    account->company_shares[account->company_share_count++] = share;
    return &account->company_shares[account->company_share_count - 1];
}

// Adds the quantity of LINE to SHARE; one that is absent makes the share unknown.
static void hold(struct sharing *sharing, struct ht_company_share *share, const struct ht_line *line) {
    struct ht_amount quantity = acc_position(line)->quantity;
    share->positions++;
    if (!quantity.known && !share->why)
        share->why = ht_arena_format(sharing->ctx->arena, "line %ld has no quantity", acc_position(line)->line);
    if (share->why || !ht_amount_add(&share->quantity, quantity))
        share->quantity = ht_amount_unknown();
}

// The class that LINE is of, among those of its issuer from FIRST on; made when it is new.
static struct ht_company_share *class_of(struct sharing *sharing, size_t first, const struct ht_securities *all,
                                         const struct ht_line *line) {
    const struct ht_security *security = line->resolved->security;
    struct ht_account *account = sharing->account;
    for (size_t i = first; i < account->company_share_count; i++)
        if (is_class(account->company_shares[i].security, security))
            return &account->company_shares[i];
    bool stated = false;
    const struct ht_security *row = number_of(all, security, sharing->day, &stated);
    struct ht_company_share made = {.issuer = line->resolved->issuer, .security = row ? row : security};
    if (row)
        made.outstanding = row->shares_outstanding;
    else
        made.why = why_no_number(sharing, stated);
    return add(sharing, made);
}

// Number and share of all classes of the issuer that are shares on the day; unknown unless each has a number.
static void add_classes(struct sharing *sharing, const struct ht_securities *all, struct ht_company_share *whole) {
    for (size_t i = 0; i < all->count && !whole->why; i++) {
        const struct ht_security *security = all->items[i];
        bool seen = false, stated = false;
        for (size_t k = 0; k < i; k++)
            seen = seen || is_class(all->items[k], security);
        if (seen || !is_equity(security))
            continue;
        const struct ht_security *row = number_of(all, security, sharing->day, &stated);
        if (!row)
            whole->why =
                ht_arena_format(sharing->ctx->arena, "%s: %s", security->isin ? security->isin : security->name,
                                why_no_number(sharing, stated));
        else if (!ht_amount_add(&whole->outstanding, row->shares_outstanding))
            whole->why = "the number of shares is too large";
    }
}

// The issuer as a whole: its classes from FIRST on, and UNKNOWN positions of which the class is not known.
static void add_issuer(struct sharing *sharing, const struct ht_securities *all, const struct ht_entity *issuer,
                       size_t first, size_t unknown) {
    struct ht_company_share whole = {.issuer = issuer, .positions = unknown};
    whole.why = unknown ? "of a position the class of shares is not known" : NULL;
    for (size_t i = first; i < sharing->account->company_share_count; i++) {
        const struct ht_company_share *share = &sharing->account->company_shares[i];
        whole.positions += share->positions;
        if (!is_equity(share->security) && !whole.why)
            whole.why = "a position is of a class that is counted in other units, such as receipts";
        if (share->why && !whole.why)
            whole.why = share->why;
        if (whole.why || !ht_amount_add(&whole.quantity, share->quantity))
            whole.quantity = ht_amount_unknown();
    }
    add_classes(sharing, all, &whole);
    if (whole.why)
        whole.quantity = whole.outstanding = ht_amount_unknown();
    set_share(&whole);
    add(sharing, whole);
}

static bool has_number(const struct ht_securities *all) {
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i]->shares_outstanding.known)
            return true;
    return false;
}

static bool is_done(const struct ht_account *account, const struct ht_entity *issuer) {
    for (size_t i = 0; i < account->company_share_count; i++)
        if (account->company_shares[i].issuer == issuer)
            return true;
    return false;
}

static void share_company(struct sharing *sharing, const struct ht_entity *issuer) {
    struct ht_account *account = sharing->account;
    struct ht_securities all = ht_reference_securities_of(sharing->ctx->ref, issuer);
    size_t first = account->company_share_count, unknown = 0;
    if (!has_number(&all))
        return;
    for (size_t i = 0; i < account->line_count; i++) {
        const struct ht_line *line = &account->lines[i];
        if (!is_held(line) || line->resolved->issuer != issuer)
            continue;
        if (line->resolved->security)
            hold(sharing, class_of(sharing, first, &all, line), line);
        else
            unknown++;
    }
    for (size_t i = first; i < account->company_share_count; i++)
        set_share(&account->company_shares[i]);
    add_issuer(sharing, &all, issuer, first, unknown);
}

void acc_share_companies(struct acc_context *ctx) {
    struct sharing sharing = {
        .ctx = ctx, .day = ctx->account->resolution->portfolio->holdings_date, .account = ctx->account};
    for (size_t i = 0; i < ctx->account->line_count; i++) {
        const struct ht_line *line = &ctx->account->lines[i];
        if (is_held(line) && !is_done(ctx->account, line->resolved->issuer))
            share_company(&sharing, line->resolved->issuer);
    }
}
