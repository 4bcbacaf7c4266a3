// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Company and security names as printed, made comparable. Pure functions; Unicode by ICU.
 *
 * Nothing here measures likeness (name_match.h does): two names are the same key or they are not.
 */
#ifndef HOLDTRACE_NAMES_H
#define HOLDTRACE_NAMES_H

#include <stdbool.h>
#include <stddef.h>

struct ht_arena;

/*
 * The key of a company name: NFKC case folded, accents stripped, "&" as "and", apostrophes gone and other punctuation
 * as blanks ("S.A." and "A/S" stay one word), legal forms at the end (Co., Ltd., Inc, AG, 股份有限公司, ...), those
 * that stand first (PT, OAO, 株式会社) and a leading "The" dropped, a few unambiguous short forms written out (HLDGS,
 * GRP, INTL, TECHNOL), blanks single and none between East Asian characters. "Group" and "Holdings" stay. "" only
 * when NAME has no letter and no digit: a name that is nothing but a legal form stays. In ARENA. Two names with one
 * key are written alike; whether they are one company is for the caller to ask of the sources: SenseTime Group Inc.
 * and SenseTime Group Limited are two companies with one key.
 */
const char *ht_name_key(struct ht_arena *arena, const char *name);

/*
 * The same, but with legal forms kept and the commonest written alike ("limited" as "ltd"): "sensetime group inc".
 * For telling candidates with one ht_name_key apart where the printed name gives its form.
 */
const char *ht_name_key_with_form(struct ht_arena *arena, const char *name);

/*
 * The issuer part of a security's printed name: without par value ("HKD0.10", "NPV"), share class ("CLASS B", a last
 * "A" or "H" after a legal form), depositary words (ADR, GDR, REPRESENTING ...), coupon and maturity, "RegS", "MTN",
 * a country behind the legal form ("LTD/AUSTRALIA", "Ltd (Australia)"), "(China)" and "(Cayman)", footnote marks at
 * the end ("(a)(b)", "*"). At least one word stays; the legal form stays (ht_name_key drops
 * it). Returns NAME itself when there is nothing to take away, else text in ARENA.
 */
const char *ht_name_issuer_part(struct ht_arena *arena, const char *name);

/*
 * Whether NAME is written in Chinese characters, but for a class or digits behind them ("万科A"), without kana or
 * hangul. Japanese names of such characters alone are not told apart.
 */
bool ht_name_is_chinese(const char *name);

/*
 * NAME with those traditional characters that names of the reference are printed with in Hong Kong and Taiwan as
 * simplified ones ("海康威視" as "海康威视"). NAME itself when it has none, else text in ARENA.
 */
const char *ht_name_simplified(struct ht_arena *arena, const char *name);

/*
 * Whether SHORT_NAME, at least three Chinese characters, is taken out of LONG_NAME in their order, as the short names
 * of the mainland's exchanges are: "大华股份" of "浙江大华技术股份有限公司". Many names fit one; it needs a code
 * beside it.
 */
bool ht_name_is_chinese_short(const char *short_name, const char *long_name);

// Whether NAME stands at exactly 30 or 34 characters, where known exports cut names, so that it may be the start of a
// longer one. Trailing blanks that the export cut at are counted by RAW_LENGTH (characters before trimming).
bool ht_name_may_be_cut(const char *name, size_t raw_length);

// Whether NAME, which may be NULL, ends as names of companies do: in a legal form, "Group", "Holdings", 股份. Never
// by its only word ("SE").
bool ht_name_ends_as_company(const char *name);

// Whether NAME, which may be NULL, is one word of those that stand in the names of many companies ("Technology").
bool ht_name_is_common(const char *name);

#endif
