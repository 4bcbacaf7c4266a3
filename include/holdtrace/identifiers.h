// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Security and entity identifiers: form and check digit, and what one implies about another. Pure functions of text.
 *
 * A check digit proves that there is no typing error, nothing more. One table row per kind (identifiers.c).
 */
#ifndef HOLDTRACE_IDENTIFIERS_H
#define HOLDTRACE_IDENTIFIERS_H

#include <stdbool.h>
#include <stddef.h>

enum ht_id_kind { HT_ID_ISIN, HT_ID_CUSIP, HT_ID_SEDOL, HT_ID_FIGI, HT_ID_LEI, HT_ID_WKN, HT_ID_USCC, HT_ID_KINDS };

enum { HT_ID_TEXT = 24 };

// "isin", "cusip", ...
const char *ht_id_name(enum ht_id_kind kind);

/*
 * Whether the LEN bytes at TEXT are an identifier of KIND, by the policy written in holdtrace-layouts(5): blanks at
 * the ends, single blanks, hyphens and dots between, and lower case are forgiven; then length, alphabet, country code
 * (ISIN) and check digit must be right. On success the normal form is written to OUT (upper case, no separators).
 */
bool ht_id_parse(enum ht_id_kind kind, const char *text, size_t len, char out[HT_ID_TEXT]);

// Whether TEXT has the right length and alphabet for KIND, whatever its check digit says.
bool ht_id_looks_like(enum ht_id_kind kind, const char *text, size_t len);

// The CUSIP inside a US or CA ISIN, the SEDOL inside a GB or IE one. False for other countries or no such inside.
bool ht_isin_to_cusip(const char *isin, char out[HT_ID_TEXT]);
bool ht_isin_to_sedol(const char *isin, char out[HT_ID_TEXT]);

// The ISIN whose first eleven characters are BODY, with its check digit. False when there is none.
bool ht_isin_of(const char *body, char out[HT_ID_TEXT]);

/*
 * A CUSIP that a spreadsheet or a publisher shortened: eight characters without the check digit, or leading zeros
 * lost. Repaired only when exactly one completion has a right check digit and, for lost zeros, ISIN (may be NULL)
 * agrees. False when it is not certain.
 */
bool ht_cusip_repair(const char *text, const char *isin, char out[HT_ID_TEXT]);

#endif
