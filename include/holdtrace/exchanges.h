// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Exchanges: the names by which exports print them, Bloomberg and Reuters codes, and how tickers look on each.
 * Tables of facts; pure functions.
 */
#ifndef HOLDTRACE_EXCHANGES_H
#define HOLDTRACE_EXCHANGES_H

#include <stdbool.h>
#include <stddef.h>

enum { HT_TICKER_TEXT = 24 };

struct ht_exchange {
    const char *mic;     // ISO 10383 operating or segment code: "XSHE"
    const char *country; // ISO 3166 alpha-2
    unsigned digits; // tickers are numbers padded to this length (XSHE 6, XHKG 5); 0: words, or of no fixed length
};

// The exchange an export prints as TEXT ("Shenzhen Stock Exchange", "XSHE", "SZSE"), or NULL; without case. A
// segment's MIC gives the exchange it belongs to (XNGS: XNAS). "OTC" and names that several exchanges share give
// NULL.
const struct ht_exchange *ht_exchange_named(const char *text);

const struct ht_exchange *ht_exchange_by_mic(const char *mic);

// The exchange of a Bloomberg code ("C1", "HK", "AU"; "CH" by the six digits of TICKER, which may be NULL; "US":
// NULL) or of a Reuters suffix ("SZ", "SS", "HK").
const struct ht_exchange *ht_exchange_bloomberg(const char *code, const char *ticker);
const struct ht_exchange *ht_exchange_reuters(const char *suffix);

struct ht_ticker {
    char code[HT_TICKER_TEXT];          // as the reference keeps it: "002415", "00700"; upper case
    const struct ht_exchange *exchange; // NULL when neither the ticker nor the export's exchange says
    bool repaired;                      // leading zeros that the exchange's rule requires were put back
    bool certain;                       // false: the repair is not certain, do not use it alone
    bool cleaned;                       // what a spreadsheet made of the code was undone: "2415.0", "'002415"
    bool formed;                        // false: no security of this exchange has a code of this form
};

/*
 * Understands a ticker as printed: "002415 CH", "002415.SZ", "700", "0700.HK", "NVDA ", with the export's EXCHANGE
 * (NULL when unknown) and the security's COUNTRY (ISO alpha-2, NULL when unknown). An exchange printed beside the
 * code is taken off only when it lies in the country of EXCHANGE, if that is known ("NDA SE" and "ATCO B" in
 * Stockholm are whole tickers); the EXCHANGE column wins. Hong Kong codes are padded without calling it a repair.
 * Shenzhen codes that lost zeros ("2415") are repaired when the number range fits, Korean ones always; Shanghai has
 * no code that begins with a zero. Without an exchange and with COUNTRY "CN", six digits name theirs by range, and
 * the same where EXCHANGE or the code says only China ("2415 CH"); fewer are repaired with `certain` false (2236 is
 * also a Hong Kong code). "US", "IN" and an unclear "CH" are taken off and leave the exchange NULL. "2415.0",
 * "2.415E+03" (all digits shown), "'002415" and "=\"002415\"" are read as the code; the exchange may also stand as
 * "SZ002415", "002415.XSHE" or "002415-CN". False when there is no ticker in TEXT; *out is then left alone.
 */
bool ht_ticker_parse(const char *text, const char *exchange, const char *country, struct ht_ticker *out);

#endif
