// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Packed bytes to bytes, within bounds. What is damaged or too large is refused whole: half a file of holdings has
 * wrong totals. Private to the ingest stage.
 */
#ifndef HOLDTRACE_UNPACK_H
#define HOLDTRACE_UNPACK_H

#include <stdbool.h>
#include <stddef.h>

#include "holdtrace/diag.h"

// What is being unpacked. Zero-initialised but for the bounds; `data` belongs to the caller, who gives it to
// ht_large_free.
struct ht_unpacked {
    unsigned char *data;
    size_t size;
    size_t capacity;
    size_t packed; // size of the container: the ratio is of all that came out of it to this
    size_t before; // came out of the same container before
};

// Where the next bytes go; *ROOM of them, at least 1. NULL, with a finding, when a bound is reached.
unsigned char *ht_unpacked_room(struct ht_unpacked *out, size_t *room, struct ht_findings *findings);

// Ends DATA with a NUL that is not counted, as sources have it. False, with a finding, when a bound is reached.
bool ht_unpacked_end(struct ht_unpacked *out, struct ht_findings *findings);

// Unpacks one gzip file, which may hold several streams one after the other. gunzip.c
bool ht_gunzip(const unsigned char *bytes, size_t size, struct ht_unpacked *out, struct ht_findings *findings);

#endif
