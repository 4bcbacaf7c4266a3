// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What a file said: positions and the fund they are in. Every fact is present and valid, or absent; nothing is
 * resolved.
 */
#ifndef HOLDTRACE_POSITION_H
#define HOLDTRACE_POSITION_H

#include "holdtrace/container.h"
#include "holdtrace/date.h"
#include "holdtrace/decimal.h"
#include "holdtrace/diag.h"
#include "holdtrace/hash.h"
#include "holdtrace/text.h"

enum ht_kind {
    HT_KIND_EQUITY,
    HT_KIND_BOND,
    HT_KIND_FUND,
    HT_KIND_CASH, // cash, receivables, payables, money market
    HT_KIND_FUTURE,
    HT_KIND_FORWARD, // currency forwards included
    HT_KIND_SWAP,
    HT_KIND_OPTION, // options, warrants, rights
    HT_KIND_OTHER,  // said to be something else
    HT_KIND_UNKNOWN // the file does not say
};

enum ht_side { HT_LONG, HT_SHORT };

struct ht_through;

const char *ht_kind_name(enum ht_kind kind); // "equity", ...
const char *ht_side_name(enum ht_side side); // "long", "short"
bool ht_kind_is_derivative(enum ht_kind kind);

// A value of the file that was put right, always reported.
struct ht_repair {
    const char *field; // "ticker", "cusip"
    const char *from;  // as printed
    const char *to;
    const char *why;
};

struct ht_original;   // base_currency.h
struct ht_conversion; // likewise

struct ht_position {
    long line;
    enum ht_kind kind;
    enum ht_side side; // by the sign of value, else notional, else quantity, else weight
    // Text is NULL when absent. Identifiers are valid and in normal form.
    const char *name;       // as printed, trimmed
    size_t name_raw_length; // characters before trimming, for names that an export cuts
    // Of a derivative they are those of what it is written on, where the file tells it.
    const char *isin, *cusip, *sedol, *figi, *lei; // lei: of the issuer
    const char *issuer_name;                       // as printed, where the file has it beside name
    const char *group_name, *group_lei;            // of the group that the issuer belongs to
    const char *underlying_name;                   // of a derivative, as printed
    const char *ticker;                            // as the exchange writes it ("002415"), upper case
    const char *exchange;                          // as printed
    const char *mic;                               // when exchange or ticker tell it
    bool ticker_uncertain;                         // its zeros or its exchange are not certain: no match alone
    bool is_sum;                                   // not counted, since it is the sum of rows beside it
    bool lei_uncertain;                            // of a derivative: perhaps the other party's; no match alone
    const char *country;                           // ISO alpha-2
    const char *incorporation;                     // ISO alpha-2
    const char *asset_class;                       // as printed
    const char *sector;                            // as printed
    const char *lot, *acquired;                    // as printed, where the file tells lots of a security apart
    const char *currency;                          // ISO code of value and notional; NULL when the file does not say
    const char *trade_currency;                    // ISO code
    struct ht_amount quantity, price, value, notional;
    struct ht_amount weight_file_pct; // in percent, whatever the file's unit
    bool weight_file_below;           // the file printed "<x%": weight_file_pct is absent
    const struct ht_repair *repairs;
    size_t repair_count;
    long table_line;        // of the header of a table that is not counted, when the row stands in one; else 0
    const char *table_part; // the sheet it stands in, when nothing tells how that belongs to the fund; else NULL
    const struct ht_original *original; // value and notional before ht_portfolio_convert; NULL: they are as printed
    // Looking through funds, see lookthrough.h; both NULL in what was read.
    const struct ht_through *through; // the funds that it is held through
    const char *opaque;               // it is a fund, or the rest of one: why that was not looked through
};

struct ht_fund {
    const char *name, *id, *currency, *investor; // NULL when absent; currency: of net_assets, else of all values
    struct ht_amount net_assets;                 // stated in the file; absent otherwise
    bool named_by_sheet;                         // name is that of its sheet: other files may call another fund so
    const struct ht_original *original;          // net assets before ht_portfolio_convert; NULL: they are as printed
};

struct ht_row_counts {
    size_t read; // data rows = positions + skipped + ignored
    size_t positions;
    size_t skipped; // could not be read; each has a finding
    size_t ignored; // hold no position: preamble, header, separator, footer rows
};

struct ht_sheet;
struct ht_look_through;

// One fund as one file holds it. A file with several funds gives several of these.
struct ht_portfolio {
    const char *path;
    char sha256[HT_SHA256_TEXT];  // of the file as unpacked
    struct ht_origin origin;      // the archive or compressed file it came out of
    const char *part;             // the sheet or section that holds it; NULL when it has no name
    const char *layout;           // NULL when nothing was recognised
    const struct ht_sheet *sheet; // what was recognised of that part
    const char *encoding;
    struct ht_date holdings_date;
    const char *holdings_date_basis; // "file", "file-name", "option"; NULL when unknown
    struct ht_fund fund;
    struct ht_row_counts rows;
    struct ht_position *positions;
    size_t position_count;
    // Rows of tables that repeat or look through an earlier one (ht_table.counted is false). They are read so that no
    // company in them goes unseen, are `ignored` rows, and are in no count, total or weight.
    // Looking through funds adds the rows of those in whose place it put what they hold.
    struct ht_position *looked_through;
    size_t looked_through_count;
    struct ht_findings findings;                // of this fund
    const struct ht_look_through *look_through; // what became of the funds that it holds; NULL: not asked
    const struct ht_conversion *conversion;     // by ht_portfolio_convert; NULL: amounts are as the file has them
};

/*
 * Whether A and B list the same positions in the same order: as many, counted and not, none with identifiers or
 * values that differ, or, where both have no identifier of one kind, with other names. What only one of them tells
 * differs in nothing, nor do weights and layouts: two exports of one list are the same.
 */
bool ht_portfolio_same_positions(const struct ht_portfolio *a, const struct ht_portfolio *b);

// The same for portfolios that are not at hand: adds to OUT what is compared of PORTFOLIO, 36 bytes a position, in
// the order of bytes of this machine; and compares what was kept of two. Two positions that differ are taken for the
// same once in four thousand million.
void ht_portfolio_marks(const struct ht_portfolio *portfolio, struct ht_buffer *out);
bool ht_marks_same(struct ht_slice a, struct ht_slice b);

// What tells the fund of PORTFOLIO on its day from all others: investor, id or name, and day. NULL when one of these
// is not known. In ARENA.
const char *ht_portfolio_day_key(const struct ht_portfolio *portfolio, struct ht_arena *arena);

#endif
