// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Many managers' files as one scheme: each mandate's exposure times its share of the scheme, the same company added
 * once over all mandates, and who holds what. An account over accounts: it scans nothing itself.
 *
 * A percentage of the scheme is share x weight / 100, rounded once to six decimals for each position of a mandate's
 * file; what several of them make is the sum of what is printed. Money is the mandate's value x weight / 100, and
 * known only where the scheme file states values: the values in a manager's file may be those of a pooled fund.
 */
#ifndef HOLDTRACE_SCHEME_H
#define HOLDTRACE_SCHEME_H

#include "holdtrace/exposure.h"
#include "holdtrace/scheme_file.h"

// A line of the scheme file with what was scanned for it.
struct ht_scheme_part {
    const struct ht_scheme_row *row;
    const struct ht_account *account; // NULL: nothing was read
    const char *why;                  // why not; NULL when it was
};

// The lines of one mandate and manager.
struct ht_scheme_mandate {
    const char *name, *manager; // manager: NULL when not stated
    struct ht_amount share_pct; // of the scheme
    struct ht_amount value;     // unknown unless each of its lines states one, all in one currency
    struct ht_amount unread_pct;
    const struct ht_scheme_part **parts;
    size_t part_count;
};

// Percentages of the scheme, long and short apart, and money in the scheme's currency.
struct ht_scheme_amounts {
    size_t positions;
    struct ht_amount long_pct, short_pct, weight_pct; // weight: both added; unknown when any weight is
    struct ht_amount value;
};

struct ht_scheme_holder {
    const struct ht_scheme_mandate *mandate;
    struct ht_scheme_amounts holds;
};

// What all mandates hold of a category, a target, a group or an issuer.
struct ht_scheme_sum {
    const struct ht_entity *entity; // NULL of a category as a whole
    enum ht_category category;      // HT_NO_CATEGORY of a group
    struct ht_scheme_amounts sum;
    struct ht_scheme_holder *held_by; // in the order of the mandates
    size_t held_by_count;
};

struct ht_scheme_sums {
    struct ht_scheme_sum *items; // by category, then the heaviest first, then by id
    size_t count;
};

struct ht_scheme {
    const struct ht_scheme_file *file;
    struct ht_scheme_part *parts; // one a line of the file
    size_t part_count;
    struct ht_scheme_mandate *mandates; // in the order in which the file names them first
    size_t mandate_count;
    struct ht_scheme_sums by_category, by_target, by_parent, by_issuer; // by_parent: counted positions alone
    size_t positions;                                                   // scanned, over all mandates
    size_t possible; // of them needing a decision, with rows of tables that are not counted
    size_t skipped;  // rows that could not be read
    // Shares of the scheme: read, named but not read, and in no line of the file.
    struct ht_amount read_pct, unread_pct, outside_pct;
    // As of a fund, of the whole scheme: what was not read and what is in no file is not covered; a mandate that
    // holds nothing but cash is.
    struct ht_amount comparable_pct, comparable_by_name_pct, resolved_pct, ownership_known_pct;
    struct ht_interval interval;
    struct ht_amount counted_long_pct, possible_long_pct; // exact
    bool exposed, has_possible;
    struct ht_date first_date, last_date; // of the holdings that were read
    bool undated;                         // some have no date
    struct ht_findings findings;          // of the file, then of the scheme
};

/*
 * Makes *OUT of FILE. PARTS has one item for each row of FILE, in its order, with account or why set. *OUT lives
 * in ARENA and points into FILE, PARTS and the accounts.
 */
void ht_scheme_make(const struct ht_scheme_file *file, struct ht_scheme_part *parts, struct ht_arena *arena,
                    struct ht_scheme *out);

// Share of the scheme of one position of ACCOUNT over all mandates that hold it; unknown when its weight is.
struct ht_amount ht_scheme_weight(const struct ht_scheme *scheme, const struct ht_account *account,
                                  const struct ht_line *line);

#endif
