// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Looking keys up in the blocks of key_block. The block looked into last stays at hand, so that keys asked for in
 * their order cost next to nothing.
 */
#ifndef HOLDTRACE_REFERENCE_ASK_KEYS_H
#define HOLDTRACE_REFERENCE_ASK_KEYS_H

#include "reference/ask.h"

// Numbers of a key, valid until the next look-up.
struct key_numbers {
    const uint64_t *items;
    size_t count;
};

// What KEY of KIND leads to.
struct key_numbers ask_key(struct ht_reference *ref, enum key_kind kind, const char *key);

// What all keys of KIND that begin with PREFIX lead to, in no order, and perhaps more than once.
struct key_numbers ask_key_prefix(struct ht_reference *ref, enum key_kind kind, const char *prefix);

#endif
