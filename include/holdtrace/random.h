// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Random numbers that are the same on every run: GSL's Mersenne Twister (MT19937), seeded from a text. For
 * simulation; not for secrets.
 */
#ifndef HOLDTRACE_RANDOM_H
#define HOLDTRACE_RANDOM_H

#include <stddef.h>

struct ht_random;

/*
 * A generator whose numbers follow from SEED alone; ht_random_free gives it back. NULL when GSL, which is loaded on
 * first use, is not installed.
 */
struct ht_random *ht_random_from(const char *seed);
void ht_random_free(struct ht_random *random);

// The next number, from 0 (included) to 1 (not included).
double ht_random_next(struct ht_random *random);

#endif
