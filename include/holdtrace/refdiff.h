// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What differs between two references, told: the answer of `ref diff` as text and as JSON. Compares nothing itself.
 */
#ifndef HOLDTRACE_REFDIFF_H
#define HOLDTRACE_REFDIFF_H

#include "holdtrace/text.h"
#include "holdtrace/tie_changes.h"

// For a reader. WIDTH 0: no terminal. Without rows of HT_REF_OTHER only their numbers are told.
void ht_refdiff_text(const struct ht_ref_diff *diff, const struct ht_tie_changes *ties, size_t width, bool colour,
                     struct ht_arena *arena, struct ht_buffer *buffer);

// As schema holdtrace.refdiff/1.
void ht_refdiff_json(const struct ht_ref_diff *diff, const struct ht_tie_changes *ties, struct ht_arena *arena,
                     struct ht_buffer *buffer);

#endif
