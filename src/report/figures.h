// SPDX-License-Identifier: GPL-3.0-or-later
// The figures that stand below the sentence that heads a fund, for those who read no sentence.
#ifndef HOLDTRACE_REPORT_FIGURES_H
#define HOLDTRACE_REPORT_FIGURES_H

#include "report/text.h"

struct ht_figure {
    const char *name, *value;
    const char *beside; // what it is a figure of; "" when that is clear
};

enum { HT_FIGURES_MAX = 5 };

// Fills FIGURES with those of ACCOUNT, whose verdict is VERDICT; returns how many.
size_t ht_figures(struct ht_arena *arena, const struct ht_account *account, const struct ht_verdict *verdict,
                  struct ht_figure figures[HT_FIGURES_MAX]);

#endif
