// SPDX-License-Identifier: GPL-3.0-or-later
// What stands before the chapters, and what of it heads a chapter too: title, lead, figures, contents.
#ifndef HOLDTRACE_PDF_FRONT_H
#define HOLDTRACE_PDF_FRONT_H

#include "pdf/flow.h"
#include "pdf/script.h"

void front_title(struct flow *flow, struct field title);
void front_subtitle(struct flow *flow, struct field subtitle);

// The sentence that says it all, beside a bar of INK.
void front_lead(struct flow *flow, struct field lead, enum ink ink);

// The figures of SCRIPT from block FIRST on, side by side; returns the number of the block behind them.
size_t front_figures(struct flow *flow, const struct script *script, size_t first);

// The chapters of SCRIPT and their sections, each a link to its page.
void front_contents(struct flow *flow, const struct script *script, struct field title);

// The name of the place of block INDEX.
const char *front_place(struct flow *flow, size_t index);

#endif
