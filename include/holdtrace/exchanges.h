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
    unsigned digits;     // tickers are numbers padded to this length (XSHE 6, XHKG 5); 0: they are words
};

// The exchange an export prints as TEXT ("Shenzhen Stock Exchange", "XSHE", "SZSE"), or NULL.
const struct ht_exchange *ht_exchange_named(const char *text);

const struct ht_exchange *ht_exchange_by_mic(const char *mic);

// The exchange of a Bloomberg code ("CH" is several: NULL; "C1", "HK", "AU") or a Reuters suffix ("SZ", "SS", "HK").
const struct ht_exchange *ht_exchange_bloomberg(const char *code, const char *ticker);
const struct ht_exchange *ht_exchange_reuters(const char *suffix);

struct ht_ticker {
    char code[HT_TICKER_TEXT];          // as the reference keeps it: "002415", "00700"; upper case
    const struct ht_exchange *exchange; // NULL when neither the ticker nor the export's exchange says
    bool repaired;                      // leading zeros that the exchange's rule requires were put back
    bool certain;                       // false: the repair is not certain, do not use it alone
};

/*
 * Understands a ticker as printed: "002415 CH", "002415.SZ", "700", "0700.HK", "NVDA ", with the export's EXCHANGE
 * (NULL when unknown) and the security's COUNTRY (ISO alpha-2, NULL when unknown). Hong Kong codes are padded without
 * calling it a repair. Chinese mainland codes that lost zeros ("2415") are repaired only when the exchange is a
 * mainland one and the number range fits it. False when there is no ticker in TEXT.
 */
bool ht_ticker_parse(const char *text, const char *exchange, const char *country, struct ht_ticker *out);

#endif
