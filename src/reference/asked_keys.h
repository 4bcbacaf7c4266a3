// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What look-ups of keys found last, also that they found nothing: each fund of a run asks for many LEIs and CUSIPs
 * that the ones before it asked for. A table of one size, in which what comes takes the place of what was there, so
 * that keys without end, of which nothing is known, leave no trace.
 */
#ifndef HOLDTRACE_REFERENCE_ASKED_KEYS_H
#define HOLDTRACE_REFERENCE_ASKED_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct asked_keys;

// What a look-up found; all zero when that was nothing.
union asked_answer {
    uint64_t number;
    const void *answer; // as long as the reference is open
};

// Given back with free().
struct asked_keys *asked_keys_new(void);

// Whether it is known what KEY of KIND (less than 255) leads to, and that.
bool asked_keys_know(const struct asked_keys *asked, int kind, const char *key, size_t len, union asked_answer *out);

// Remembers it, unless KEY is longer than any that matters.
void asked_keys_note(struct asked_keys *asked, int kind, const char *key, size_t len, union asked_answer found);

#endif
