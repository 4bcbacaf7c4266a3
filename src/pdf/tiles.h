// SPDX-License-Identifier: GPL-3.0-or-later
// A map of tiles across the page, each with its name where that fits.
#ifndef HOLDTRACE_PDF_TILES_H
#define HOLDTRACE_PDF_TILES_H

#include "pdf/flow.h"
#include "pdf/script.h"

// How much room a map takes with what is said of it.
double tiles_height(const struct flow *flow);

// Draws the tiles of SCRIPT behind block FIRST, which begins a map; returns the number of the block behind them.
size_t tiles_set(struct flow *flow, const struct script *script, size_t first);

#endif
