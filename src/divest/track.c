// SPDX-License-Identifier: GPL-3.0-or-later
// Risk of the alternatives, and the one of least tracking error.
#include "divest/plan.h"

void div_track(struct div_plan *plan) {
    plan->out->risk.why_not = "no prices or returns were given (--returns)";
    plan->out->alternatives[HT_LIKE_MIN_TRACKING].why_not = plan->out->risk.why_not;
}
