// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Company and security names as printed, made comparable. Pure functions; Unicode by ICU.
 *
 * Nothing here measures likeness: two names are the same key or they are not.
 */
#ifndef HOLDTRACE_NAMES_H
#define HOLDTRACE_NAMES_H

#include <stdbool.h>
#include <stddef.h>

struct ht_arena;

/*
 * The key of a company name: NFKC case folded, accents stripped, "&" as "and", punctuation as blanks, legal forms at
 * the end (Co., Ltd., Inc, AG, 股份有限公司, ...) and a leading "The" dropped, blanks single. "" when nothing is
 * left. Two names with one key are written alike; whether they are one company is for the caller to ask of the
 * sources.
 */
const char *ht_name_key(struct ht_arena *arena, const char *name);

/*
 * The issuer part of a security's printed name: without par value ("HKD0.10", "NPV"), share class ("CLASS B", a last
 * "A" or "H" after a legal form), depositary words (ADR, GDR, REPRESENTING ...), coupon and maturity, "RegS", "MTN".
 * Returns NAME itself when there is nothing to take away.
 */
const char *ht_name_issuer_part(struct ht_arena *arena, const char *name);

// Whether NAME stands at exactly 30 or 34 characters, where known exports cut names, so that it may be the start of a
// longer one. Trailing blanks that the export cut at are counted by RAW_LENGTH (characters before trimming).
bool ht_name_may_be_cut(const char *name, size_t raw_length);

#endif
