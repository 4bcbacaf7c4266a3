// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Possible matches that wait for a decision, over all funds of a run: each row that prints the same once, with what
 * is at stake in it, and the companies it may be. Decides nothing and prints nothing.
 */
#ifndef HOLDTRACE_QUEUE_H
#define HOLDTRACE_QUEUE_H

#include "holdtrace/exposure.h"

struct ht_at_stake {
    const char *currency;   // NULL: the file does not say
    struct ht_amount value; // exposure values of all rows in it, long and short alike, without their signs
};

struct ht_waiting_candidate {
    const struct ht_entity *entity;
    const char *why;        // the resolver's sentence
    struct ht_amount score; // unknown: none is claimed
    struct ht_ties ties;    // what makes it matter under the screen; at least one decides it
    struct ht_evidence evidence;
    struct ht_decided decided; // by whom it was left open, reopened, or in conflict; HT_STANDS_NOTHING: nobody yet
};

struct ht_waiting {
    struct ht_decision described; // the cells of what the row prints; no others
    const char *path;             // where it stands first
    long line;
    struct ht_at_stake *sums; // by currency, the unstated one last; none when no row has a value
    size_t sum_count;
    struct ht_amount
        weight_pct; // of the rows without a value, added over funds; unknown when one is, or none is such
    size_t rows, unvalued, funds;            // unvalued: rows without a value
    struct ht_waiting_candidate *candidates; // that concern a target, in the resolver's order
    size_t candidate_count;
};

// A row that is possible although no decision settles it: one of a table that is not counted, whose company is known.
struct ht_beyond {
    const char *path, *name;        // NAME NULL: the row prints none
    const struct ht_entity *entity; // whose it is; NULL when it is possible for another reason
    const char *why;                // why it is possible; NULL when nothing says it
    long line;
};

struct ht_queue {
    struct ht_waiting *items; // by the first currency of each, the most valuable first; then by weight; then the rest
    size_t count, rows, funds;
    const struct ht_beyond *beyond; // in the order of the accounts; no entry of the queue
    size_t beyond_count;
};

/*
 * The queue of ACCOUNTS, made under SCREEN and TARGETS as of AS_OF. *OUT lives in ARENA. Where values in one currency
 * do not fit one number, the sum is unknown.
 */
void ht_queue_make(struct ht_reference *ref, const struct ht_screen *screen, const struct ht_targets *targets,
                   struct ht_date as_of, const struct ht_account *accounts, size_t count, struct ht_arena *arena,
                   struct ht_queue *out);

#endif
