// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What the reader made of a file, as a report: layout, columns and how each was recognised, fund, date, totals,
 * problems. Needs no reference.
 */
#ifndef HOLDTRACE_INSPECT_H
#define HOLDTRACE_INSPECT_H

#include "holdtrace/portfolio.h"
#include "holdtrace/text.h"

/*
 * Adds to BUFFER one object of schema holdtrace.inspect/1 on a line of its own for each fund of FILE; one for a file
 * that holds no holdings.
 */
void ht_inspect_json(const struct ht_holdings_file *file, struct ht_arena *arena, struct ht_buffer *buffer);

// The same for a reader.
void ht_inspect_text(const struct ht_holdings_file *file, struct ht_arena *arena, struct ht_buffer *buffer);

#endif
