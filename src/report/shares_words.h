// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A fund's sides, notionals, concentration and shares of companies in words, for every format.
 */
#ifndef HOLDTRACE_REPORT_SHARES_WORDS_H
#define HOLDTRACE_REPORT_SHARES_WORDS_H

#include "holdtrace/exposure.h"

// Whether shares depend on their denominator: a fund that is short of more than cash.
bool ht_account_is_short(const struct ht_account *account);

// Each without a full stop; NULL when there is nothing to say. The sides of the whole fund; its derivatives by
// notional, also those on an index, which is no company; how concentrated it is.
const char *ht_word_fund_sides(struct ht_arena *arena, const struct ht_account *account);
const char *ht_word_fund_notionals(struct ht_arena *arena, const struct ht_account *account);
const char *ht_word_concentration(struct ht_arena *arena, const struct ht_account *account);

// "Hikvision (hikvision), CNE100000PM8"; ", all shares" of the company as a whole.
const char *ht_word_shared_company(struct ht_arena *arena, const struct ht_company_share *share);

// "0.5 %": from how much of a company's shares on a holding is marked.
const char *ht_word_shares_line(struct ht_arena *arena);

// "10,000"; "not known".
const char *ht_word_quantity(struct ht_arena *arena, struct ht_amount quantity);

#endif
