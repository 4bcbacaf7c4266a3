// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Which funds of a store hold a company or what it owns, with what others reported of it: plain data, with text and
 * JSON. Asks nothing itself.
 */
#ifndef HOLDTRACE_HOLDERS_H
#define HOLDTRACE_HOLDERS_H

#include "holdtrace/kept_scan.h"

enum ht_holding {
    HT_HOLDING_ITSELF,  // the company issued it
    HT_HOLDING_OWNED,   // a company that it owns half of or more, or controls, through however many others
    HT_HOLDING_POSSIBLE // the row may be of the company, which nobody decided
};

const char *ht_holding_name(enum ht_holding holding); // "itself", "owned", "possible"

struct ht_holding_row {
    enum ht_holding holding;
    const struct ht_kept_position *position;
};

// A fund that holds something of it, as its last scan up to the day has it.
struct ht_holder {
    const struct ht_kept_scan *scan;
    struct ht_holding_row *rows; // by holding, then line
    size_t row_count, row_capacity;
    // Of the rows that are no possible ones. Values are unknown when currencies differ.
    struct ht_amount value, weight_pct;
    const char *currency;
};

struct ht_holders {
    struct ht_reference *ref;
    const struct ht_entity *entity;
    struct ht_date day;                   // of holdings; not known: the last scans
    const struct ht_holder *items;        // by weight, the heaviest first
    size_t count, funds;                  // funds: that were looked at
    struct ht_reported_holdings reported; // with the company as the holder or as what is held
};

// For a reader. WIDTH 0: no terminal.
void ht_holders_text(const struct ht_holders *holders, size_t width, bool colour, struct ht_arena *arena,
                     struct ht_buffer *buffer);

// As schema holdtrace.holders/1.
void ht_holders_json(const struct ht_holders *holders, struct ht_arena *arena, struct ht_buffer *buffer);

#endif
