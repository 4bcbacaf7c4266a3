// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * One semt.002 statement while it is read: semt002.c walks through its elements, semt002_row.c decides what a
 * finished balance says and whether the statement is whole. Private to the ingest stage.
 */
#ifndef HOLDTRACE_SEMT002_H
#define HOLDTRACE_SEMT002_H

#include "holdtrace/reader.h"
#include "holdtrace/xml.h"
#include "ingest/records.h"

enum semt_element {
#define SEMT_ELEMENT(symbol, name) SE_##symbol,
#include "ingest/semt002_names.h"
#undef SEMT_ELEMENT
    SEMT_ELEMENTS
};

enum semt_column {
#define SEMT_COLUMN(symbol, header) SC_##symbol,
#include "ingest/semt002_names.h"
#undef SEMT_COLUMN
    SEMT_COLUMNS,
    SEMT_CORE = SC_PRICE_CURRENCY + 1
};

// An amount with direction; members are NULL when absent.
struct semt_amount {
    const char *number, *currency;
    const char *sign; // "true" or "1": positive; "false" or "0": negative
};

struct semt_account {
    const char *id, *name;
};

struct semt {
    struct ht_arena *arena;
    struct ht_records records;
    long lines; // of the file before the document
    // the statement
    size_t reports;    // pages met
    long highest_page; // 0: none is numbered
    bool last_page, changes_only;
    struct semt_account account, sub_account;
    struct semt_amount total;
    // the balance that is open
    bool inside;
    size_t depth; // of its element
    long line;
    struct semt_amount base, local;
    const char *price, *price_kind, *price_currency, *other_id, *other_kind;
    bool market_price; // the price in the record is the market's
};

// Sorts the identifier just read, other than an ISIN, into its column.
void ht_semt_take_other_id(struct semt *semt);

// Notes the number of a page.
void ht_semt_take_page(struct semt *semt, struct ht_slice number);

// Makes a row of the finished balance.
void ht_semt_finish_balance(struct semt *semt);

// Whether all pages are there and the rows add up to the total that the statement gives.
void ht_semt_check(const struct semt *semt, struct ht_findings *findings);

#endif
