// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The fund and what it is compared with as weights of assets that have a series of returns. Private to the stage.
 */
#ifndef HOLDTRACE_DIVEST_TRACK_H
#define HOLDTRACE_DIVEST_TRACK_H

#include "divest/plan.h"
#include "holdtrace/covariance.h"

enum { DIV_NO_ASSET = -1 };

struct div_assets {
    size_t count;
    long *series;  // of each asset
    long *of_line; // the asset of each line of the account; DIV_NO_ASSET
    double *proxy; // what stays without a series moves as this: fractions of 1; all 0 when nothing stands for it
    double *tracked;
    struct ht_covariance covariance;
};

// Finds assets, estimates their covariance, and sets what is tracked. NULL, or why that cannot be had.
const char *div_assets_make(const struct div_plan *plan, struct div_assets *assets);

// OUT becomes what ALTERNATIVE holds of each asset, what has no series included by the proxy.
void div_assets_weights(const struct div_plan *plan, const struct div_assets *assets,
                        const struct ht_alternative *alternative, double *out);

// Whether LINE is a security that a series could be asked for: no cash.
bool div_is_risky(const struct ht_line *line);

// The changes of least tracking error. NULL, or why they cannot be had.
const char *div_least(const struct div_plan *plan, const struct div_assets *assets, struct ht_amount *changes);

// The changes of what goes alone.
struct ht_amount *div_changes_of_sales(const struct div_plan *plan);

#endif
