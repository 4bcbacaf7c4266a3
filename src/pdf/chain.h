// SPDX-License-Identifier: GPL-3.0-or-later
// A chain of owners as boxes and arrows, side by side.
#ifndef HOLDTRACE_PDF_CHAIN_H
#define HOLDTRACE_PDF_CHAIN_H

#include "pdf/flow.h"
#include "pdf/script.h"

// Draws the chain BLOCK; one of too many links for the page is told in words alone.
void chain_set(struct flow *flow, const struct block *block);

#endif
