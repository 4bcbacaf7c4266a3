// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Exchange rates by currency and day, wherever they come from: a file of the European Central Bank's reference rates
 * here, the reference in ht_reference_rates. Does not convert.
 */
#ifndef HOLDTRACE_RATES_H
#define HOLDTRACE_RATES_H

#include "holdtrace/arena.h"
#include "holdtrace/date.h"
#include "holdtrace/decimal.h"
#include "holdtrace/diag.h"
#include "holdtrace/hash.h"
#include "holdtrace/status.h"

struct ht_rate {
    struct ht_date date;
    struct ht_decimal per_eur; // units of the currency for one euro, above zero
    const char *source;        // who says so, to be cited
};

// Where rates come from. Lives as long as the arena or the reference that it was made in.
struct ht_rates {
    const char *publisher, *title;
    const char *path;            // of the file; NULL: the reference
    char sha256[HT_SHA256_TEXT]; // of the file as it stands; "" for the reference
    // The latest rate of CURRENCY on DAY or before. Not asked for EUR.
    bool (*find)(void *context, const char *currency, struct ht_date day, struct ht_rate *out);
    void *context;
};

/*
 * Reads the file PATH (eurofxref.csv, eurofxref-hist.csv, either in its zip, or as XML) into *OUT, in ARENA. What is
 * wrong with a row is a finding, and its rates are left out. Statuses as ht_ecb_file_read.
 */
enum ht_status ht_rates_read(const char *path, struct ht_arena *arena, struct ht_rates *out,
                             struct ht_findings *findings, struct ht_error *err);

#endif
