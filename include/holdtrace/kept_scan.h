// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A scan of one fund as the store keeps it: what it was made of (digests of the inputs, the reference, the screen,
 * the day), what came out (totals, exposure, coverage, each exposed and each possible position with its ties, the
 * listings behind them, the decisions used), and nothing of the run: no path, no clock, no version. Plain rows by a
 * table of columns, so that SQL, JSON and the digest say the same. Holds and writes; does not open a store.
 */
#ifndef HOLDTRACE_KEPT_SCAN_H
#define HOLDTRACE_KEPT_SCAN_H

#include "holdtrace/hash.h"
#include "holdtrace/json.h"

enum ht_cell_type {
    HT_CELL_TEXT,   // const char *, NULL: not known
    HT_CELL_AMOUNT, // struct ht_amount
    HT_CELL_DATE,   // struct ht_date
    HT_CELL_NUMBER, // int64_t, below 0: not known
    HT_CELL_FLAG    // bool
};

struct ht_cell_column {
    const char *name; // of the column of SQL and the member of JSON; NULL ends a table
    enum ht_cell_type type;
    size_t offset;
};

// Rows that a scan has several of.
enum ht_kept_part {
    HT_KEPT_INPUTS,    // what was read beside holdings and reference
    HT_KEPT_LISTS,     // of the screen, as the reference had them
    HT_KEPT_TOTALS,    // of the fund, one a currency
    HT_KEPT_SUMS,      // of a category, one a currency
    HT_KEPT_POSITIONS, // exposed and possible ones, and rows of tables that are not counted
    HT_KEPT_TIES,      // of those positions, by their number
    HT_KEPT_LISTINGS,  // of the targets of those ties
    HT_KEPT_DECISIONS, // that concern a row of the fund, whether it is exposed or not
    HT_KEPT_PARTS
};

struct ht_kept_input {
    const char *what, *sha256; // "decisions", "exclusions", "rates", "look-through"
};

struct ht_kept_list {
    const char *list, *edition;
    struct ht_date retrieved_on;
    int64_t entries_held, entries_total;
};

struct ht_kept_total {
    const char *currency;
    int64_t positions;
    struct ht_amount value, long_value, short_value;
};

struct ht_kept_sum {
    const char *category, *currency;
    bool counted; // by the screen
    int64_t positions;
    struct ht_amount value, long_value, short_value, notional, weight_pct, attributed_value, attributed_unknown_value;
};

struct ht_kept_position {
    int64_t line;
    const char *key; // tells the security in any file: its strongest identifier, else its name
    const char *category;
    bool counted; // by the screen
    bool apart;   // a row of a table that repeats or looks through another
    const char *kind, *side, *name, *isin, *cusip, *sedol, *figi, *lei, *ticker, *exchange, *currency;
    struct ht_amount quantity, value, notional, exposure_value, weight_pct, attributed_value;
    const char *issuer, *issuer_name, *method; // NULL: not resolved
    const char *through; // names of the funds that it is held through, the outer one first; NULL when none
};

struct ht_kept_tie {
    int64_t position; // number among the positions, from 0
    const char *target, *target_name, *basis, *category;
    struct ht_amount share_pct;
    const char
        *path; // ids of the chain between bars, the owner's end first: "|cetc|hikvision|"; "|" when it has none
};

struct ht_kept_listing {
    const char *target, *target_name, *list, *listed_as, *ground, *status, *citation; // status: on the day
    struct ht_date listed_on, effective_on, divest_by, delisted_on;
    bool selects; // fits the screen and stands on the day
};

struct ht_kept_decision {
    const char *key, *name, *entity, *state, *decided_by, *evidence;
    struct ht_date decided_on;
};

struct ht_kept_rows {
    void *items; // of the part's own type
    size_t count, capacity;
};

struct ht_kept_scan {
    // Not in the digest.
    int64_t id;         // in the store; 0: not there yet
    const char *digest; // that it is kept under; NULL: not there yet
    const char *path;   // as the run named the file
    // Of the run that kept it first: when it began, in UTC, and how many seconds it took; NULL where it is not known.
    const char *run_began, *run_took;
    // In the digest. fund_key tells the fund in any file.
    const char *schema, *fund_key, *fund_name, *fund_id, *investor, *sha256, *part, *layout;
    struct ht_date holdings_date;
    const char *currency, *denominator;
    struct ht_amount net_assets;
    int64_t rows_read, rows_positions, rows_skipped, rows_ignored;
    struct ht_amount weight_file_sum_pct, comparable_pct, comparable_by_name_pct, resolved_pct, ownership_known_pct;
    struct ht_amount at_least_pct, at_most_pct, counted_long_pct;
    const char *reference_sha256;
    struct ht_date reference_date, as_of;
    const char *screen, *screen_sha256, *base_currency; // base_currency NULL: amounts are in those of the file
    const char *holdings;                               // digest of what tells all its positions apart
    struct ht_kept_rows parts[HT_KEPT_PARTS];
};

// A kind of row: the name of its table in SQL and of its array in JSON.
struct ht_kept_table {
    const char *name, *array;
    size_t size;
    const struct ht_cell_column *columns;
};

extern const struct ht_cell_column ht_kept_scan_columns[];
extern const struct ht_kept_table ht_kept_tables[HT_KEPT_PARTS];

// A new row, zeroed, at the end of PART.
void *ht_kept_add(struct ht_kept_scan *scan, enum ht_kept_part part, struct ht_arena *arena);

// The rows of a part by their type.
static inline const struct ht_kept_position *ht_kept_positions(const struct ht_kept_scan *scan) {
    return scan->parts[HT_KEPT_POSITIONS].items;
}
static inline const struct ht_kept_tie *ht_kept_ties(const struct ht_kept_scan *scan) {
    return scan->parts[HT_KEPT_TIES].items;
}
static inline const struct ht_kept_listing *ht_kept_listings(const struct ht_kept_scan *scan) {
    return scan->parts[HT_KEPT_LISTINGS].items;
}
static inline const struct ht_kept_sum *ht_kept_sums(const struct ht_kept_scan *scan) {
    return scan->parts[HT_KEPT_SUMS].items;
}

// The members of ROW by COLUMNS, inside an object that is open.
void ht_kept_json_row(struct ht_json *json, const struct ht_cell_column *columns, const void *row);

// All that the digest is over, as an object (schema holdtrace.scan/1).
void ht_kept_json(struct ht_json *json, const char *key, const struct ht_kept_scan *scan);

// What a list of scans tells of SCAN: what it was made of, and the sums.
void ht_kept_json_summary(struct ht_json *json, const char *key, const struct ht_kept_scan *scan);

// The fund of SCAN: {"key", "name", "id", "investor"}.
void ht_kept_json_fund(struct ht_json *json, const struct ht_kept_scan *scan);

// How the fund is called in text: by its name, its id, or what else tells it.
const char *ht_kept_fund_name(const struct ht_kept_scan *scan);

// Sums over the categories of SCAN that its screen counts, one a currency, in ARENA; `category` is NULL.
size_t ht_kept_counted(const struct ht_kept_scan *scan, struct ht_arena *arena, struct ht_kept_sum **out);

// SHA-256 of SCAN as compact JSON; of its parts alone.
void ht_kept_body_digest(const struct ht_kept_scan *scan, char text[HT_SHA256_TEXT]);
void ht_kept_digest(const struct ht_kept_scan *scan, char text[HT_SHA256_TEXT]);

#endif
