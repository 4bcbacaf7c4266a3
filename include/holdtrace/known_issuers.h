// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What is known of issuers under one screen on one day, remembered over the funds of a run: most funds hold the same
 * companies, and to find who owns one and what lists say of it takes far longer than all else that is done with a
 * row. For one thread.
 */
#ifndef HOLDTRACE_KNOWN_ISSUERS_H
#define HOLDTRACE_KNOWN_ISSUERS_H

struct ht_arena;
struct ht_known_issuers;

/*
 * Nothing known yet; what is learnt lives in ARENA. All that it is used with must be of one reference, one choice of
 * targets, and one day, and live as long; so must accounts that are made with it not outlive it.
 */
struct ht_known_issuers *ht_known_issuers_new(struct ht_arena *arena);

#endif
