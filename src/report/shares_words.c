// SPDX-License-Identifier: GPL-3.0-or-later
// Sides, notionals, concentration and shares of companies in words: see shares_words.h.
#include "report/shares_words.h"

#include "report/wording.h"

bool ht_account_is_short(const struct ht_account *account) {
    for (size_t i = 0; i < account->by_kind_count; i++)
        if (account->by_kind[i].kind != HT_KIND_CASH && ht_sum_has_shorts(&account->by_kind[i].sum))
            return true;
    return false;
}

// "long USD 5.00, short USD -1.00".
static const char *notional_words(struct ht_arena *arena, const struct ht_notionals *notionals,
                                  const char *currency) {
    const char *longs = ht_word_money(arena, notionals->long_side, currency);
    const char *shorts = ht_word_money(arena, notionals->short_side, currency);
    if (!notionals->short_side.known)
        return ht_arena_format(arena, "long %s", longs);
    return notionals->long_side.known ? ht_arena_format(arena, "long %s, short %s", longs, shorts)
                                      : ht_arena_format(arena, "short %s", shorts);
}

const char *ht_word_fund_notionals(struct ht_arena *arena, const struct ht_account *account) {
    const char *words = NULL;
    for (size_t i = 0; i < account->by_kind_count; i++) {
        const struct ht_kind_sum *kind = &account->by_kind[i];
        if (!ht_kind_is_derivative(kind->kind) ||
            !(kind->notionals.long_side.known || kind->notionals.short_side.known))
            continue;
        const char *one =
            ht_arena_format(arena, "%s %s", ht_word_count(arena, kind->sum.positions, ht_kind_name(kind->kind)),
                            notional_words(arena, &kind->notionals, kind->sum.currency));
        words = words ? ht_arena_format(arena, "%s; %s", words, one) : one;
    }
    return words ? ht_arena_format(arena, "Notionals, which are in no sum of values: %s", words) : NULL;
}

const char *ht_word_fund_sides(struct ht_arena *arena, const struct ht_account *account) {
    const struct ht_side_shares *share = &account->share;
    if (!ht_account_is_short(account) || !share->net_pct.known)
        return NULL;
    return ht_arena_format(arena, "In shares %s: long %s, short %s, net %s; gross %s",
                           ht_word_denominator(account->denominator), ht_word_percent(arena, share->long_pct),
                           ht_word_percent(arena, share->short_pct), ht_word_percent(arena, share->net_pct),
                           ht_word_percent(arena, share->gross_pct));
}

const char *ht_word_concentration(struct ht_arena *arena, const struct ht_account *account) {
    const struct ht_concentration *c = &account->concentration;
    if (!c->index.known || !c->effective_number.known || c->issuers == 0)
        return NULL;
    return ht_arena_format(arena,
                           "Concentration, of the long %s without cash and derivatives: %s known, %s of unknown "
                           "issuers; the ten largest are %s; Herfindahl index %s, as of %s equal holdings",
                           c->base, ht_word_count(arena, c->issuers, "issuer"),
                           ht_word_count(arena, c->unresolved_lines, "row"), ht_word_percent(arena, c->top_ten_pct),
                           ht_word_decimal(arena, c->index.number),
                           ht_word_decimal(arena, c->effective_number.number));
}

const char *ht_word_shares_line(struct ht_arena *arena) {
    return ht_word_percentage(arena, (struct ht_decimal){5, 1});
}

const char *ht_word_quantity(struct ht_arena *arena, struct ht_amount quantity) {
    return quantity.known ? ht_word_grouped(arena, quantity.number) : "not known";
}

const char *ht_word_shared_company(struct ht_arena *arena, const struct ht_company_share *share) {
    const struct ht_security *security = share->security;
    const char *of = !security ? "all shares" : security->isin ? security->isin : security->name;
    return ht_arena_format(arena, "%s, %s", ht_word_entity(arena, share->issuer), of);
}
