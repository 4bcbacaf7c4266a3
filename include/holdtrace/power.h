// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Who decides in companies that several hold: the network power index of Mizuno, Doi and Kurizaki (PLoS ONE 15(8),
 * e0237862), which is the index of Shapley and Shubik carried up through chains of holders.
 *
 * Each company is decided by the holder whose votes lift the sum over the quota when the holders come in a random
 * order; holders that one owner decides come as one. Who decides a company decides what it holds. Votes that no known
 * holder has are many small holders, each of no weight of its own: an ocean, which can decide too, and with its
 * company whatever that decides; the oceans of two companies are not the same. Numbers in, numbers out: which stakes
 * vote is said elsewhere (deciders.h).
 */
#ifndef HOLDTRACE_POWER_H
#define HOLDTRACE_POWER_H

#include <stdbool.h>
#include <stddef.h>

#include "holdtrace/arena.h"
#include "holdtrace/decimal.h"

// HOLDER has PERCENT of the votes of COMPANY; both below the net's count, and not the same.
struct ht_power_stake {
    size_t holder, company;
    struct ht_decimal percent;
};

// Holders and companies alike are numbered from 0. Stakes: one for a pair, above 0; a company's votes sum to at most
// 100, and what lacks is dispersed.
struct ht_power_net {
    size_t count;
    const struct ht_power_stake *stakes;
    size_t stake_count;
    struct ht_decimal quota_pct; // a coalition decides with more than this
};

// How likely each owner decides. Index COUNT of the net stands for the dispersed holders: nobody known decides.
struct ht_power {
    bool exact;           // else simulated
    unsigned long draws;  // of a simulation; 0 when exact
    const double *shares; // of the company asked for, count + 1 of them, in sum 1
    const double *errors; // the standard errors of shares; 0 when exact
    const double *totals; // over all nodes of the net, each worth 1: the index itself, in sum COUNT
    const double *total_errors;
};

enum { HT_POWER_DRAWS = 20000 };

/*
 * The power over COMPANY and over all of NET: exactly where no company lies on a cycle and the orders are few enough
 * to be gone through, else by HT_POWER_DRAWS draws of the Mersenne Twister, seeded from the net, so that the same net
 * gives the same numbers. On a cycle that no outsider decides, a company decides itself. *OUT lives in ARENA; false,
 * and *OUT as it was, when a simulation is needed and GSL is not there to be loaded.
 */
bool ht_power_of(const struct ht_power_net *net, size_t company, struct ht_arena *arena, struct ht_power *out);

// The same by simulation, whatever the net; DRAWS above 0.
bool ht_power_simulate(const struct ht_power_net *net, size_t company, unsigned long draws, struct ht_arena *arena,
                       struct ht_power *out);

#endif
