// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A kept scan as bytes, by the tables of its columns, and its path.
 */
#ifndef HOLDTRACE_PARTS_KEPT_H
#define HOLDTRACE_PARTS_KEPT_H

#include "holdtrace/kept_scan.h"
#include "holdtrace/pack.h"

void ht_kept_pack(struct ht_buffer *to, const struct ht_kept_scan *scan);

// Texts lie in the bytes of FROM, rows in ARENA.
void ht_kept_unpack(struct ht_unpack *from, struct ht_arena *arena, struct ht_kept_scan *out);

#endif
