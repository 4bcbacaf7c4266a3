// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What differs between two kept scans of a fund, and why: plain data, with its text and JSON. Compares nothing; that
 * is ht_scan_diff_make (history.h).
 */
#ifndef HOLDTRACE_SCAN_DIFF_H
#define HOLDTRACE_SCAN_DIFF_H

#include "holdtrace/kept_scan.h"

enum ht_change {
    HT_CHANGE_NEW,    // exposed or possible now, and not before
    HT_CHANGE_GONE,   // the other way round
    HT_CHANGE_MOVED,  // in another category
    HT_CHANGE_GROWN,  // in the same category with more value; with more weight where no value is known
    HT_CHANGE_SHRUNK, // with less
    HT_CHANGE_COUNT
};

const char *ht_change_name(enum ht_change change); // "new", "gone", "moved", "grown", "shrunk"

// Why a position is exposed otherwise than before. Bits; each that holds is told.
enum ht_cause {
    HT_CAUSE_HOLDING = 1,        // it was bought or sold
    HT_CAUSE_PRICE = 2,          // its price moved, or the exchange rate it was converted at
    HT_CAUSE_VALUE = 4,          // holding, price or size of the fund: quantities or values cannot be compared
    HT_CAUSE_LIST = 8,           // a listing began or ended between the two days
    HT_CAUSE_REFERENCE = 16,     // another reference: listings, owners, securities as it knows them
    HT_CAUSE_DAY = 32,           // the same reference asked about another day
    HT_CAUSE_SCREEN = 64,        // the screen, or the reader's own list, is another one
    HT_CAUSE_DECISION = 128,     // an analyst decided
    HT_CAUSE_FILE = 256,         // the file tells the position otherwise: other identifiers, another name
    HT_CAUSE_UNKNOWN = 512,      // nothing that is kept tells
    HT_CAUSE_LOOK_THROUGH = 1024 // it is held through a fund that was looked through by another file, or not at all
};
enum { HT_CAUSES = 11 };

const char *ht_cause_name(unsigned cause); // of one bit: "holding", ...

// Rows of one security on one side and in one category, added up. Amounts are unknown when one of any row is, or
// currencies differ.
struct ht_held_sum {
    size_t rows;
    const struct ht_kept_position *first; // NULL: no row
    struct ht_amount quantity, value, weight_pct;
};

struct ht_position_change {
    enum ht_change change;
    unsigned causes;
    struct ht_held_sum before, after;
    // Of HT_CHANGE_NEW and _GONE: whether the other file holds it, exposed or not; HT_UNKNOWN when that has its name
    // and other identifiers.
    enum ht_tri in_other;
    struct ht_amount by_holding, by_price; // what of the change of value; together they are all of it
};

struct ht_listing_change {
    const struct ht_kept_listing *before, *after; // NULL: not there
    bool brought;                                 // its target came in, or went, with a position alone
    bool with_target;                             // nothing of its target was kept in the other scan
};

struct ht_scan_diff {
    const struct ht_kept_scan *before, *after;
    bool same_file, same_reference, same_day, same_screen, same_exclusions, same_decisions, same_rates,
        same_look_through;
    struct ht_position_change *changes; // by kind, the most valuable first
    size_t change_count, change_capacity;
    size_t unchanged; // securities
    struct ht_listing_change *listings;
    size_t listing_count, listing_capacity;
};

// Whether anything in the exposure differs.
bool ht_scan_differs(const struct ht_scan_diff *diff);

// Why CHANGE is, as one sentence without a full stop.
const char *ht_change_why(const struct ht_scan_diff *diff, const struct ht_position_change *change,
                          struct ht_arena *arena);

// For a reader. WIDTH 0: no terminal.
void ht_scan_diff_text(const struct ht_scan_diff *diff, size_t width, bool colour, struct ht_arena *arena,
                       struct ht_buffer *buffer);

// As schema holdtrace.diff/1.
void ht_scan_diff_json(const struct ht_scan_diff *diff, struct ht_arena *arena, struct ht_buffer *buffer);

#endif
