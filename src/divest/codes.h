// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The codes by which the reader's own files name securities: an ISIN, or a ticker with or without its exchange.
 */
#ifndef HOLDTRACE_DIVEST_CODES_H
#define HOLDTRACE_DIVEST_CODES_H

#include "holdtrace/map.h"
#include "holdtrace/position.h"
#include "holdtrace/text.h"

enum { DIV_CODE_TEXT = 48 };

// Writes the key of a code as printed: an ISIN's normal form, "CODE@MIC", or "CODE". False when CELL has none.
bool div_code_key(struct ht_slice cell, char key[DIV_CODE_TEXT]);

// What MAP holds under the ISIN of POSITION, else under its ticker on its exchange, else under the bare ticker.
void *div_code_find(const struct ht_map *map, const struct ht_position *position);

#endif
