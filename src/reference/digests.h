// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The content hash of a build: SHA-256 over the sorted SHA-256 digests of its rows, so that the order of rows and
 * files does not matter and no row has to be held. Digests are made in a thread of their own.
 */
#ifndef HOLDTRACE_REFERENCE_DIGESTS_H
#define HOLDTRACE_REFERENCE_DIGESTS_H

#include <stddef.h>

#include "holdtrace/hash.h"
#include "holdtrace/status.h"

struct digests;

// BESIDE: a path in whose directory a temporary file may be made.
struct digests *digests_new(const char *beside);
void digests_free(struct digests *digests);

// Takes a row, LEN bytes, of a KIND that is part of it.
void digests_add(struct digests *digests, const char *kind, const void *row, size_t len);

// Begins to make the hash of all rows, in a thread of its own; nothing is added after it.
void digests_finish(struct digests *digests);

// The hash of all rows, which is waited for; nothing is added after it.
enum ht_status digests_end(struct digests *digests, char text[HT_SHA256_TEXT], struct ht_error *err);

#endif
