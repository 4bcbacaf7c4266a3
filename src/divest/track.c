// SPDX-License-Identifier: GPL-3.0-or-later
// Risk of the alternatives, and the one of least tracking error.
#include "divest/track.h"

#include <math.h>

// Tracking error with its standard error, sqrt(2 (n - 1)) times smaller where returns are independent and normal; and
// beta to what is tracked.
static void measure_risk(const struct div_plan *plan, const struct div_assets *assets,
                         struct ht_alternative *alternative) {
    static const double PERCENT = 100;
    double *weights = ht_arena_array(plan->arena, assets->count, sizeof *weights);
    double *away = ht_arena_array(plan->arena, assets->count, sizeof *away);
    div_assets_weights(plan, assets, alternative, weights);
    for (size_t i = 0; i < assets->count; i++)
        away[i] = weights[i] - assets->tracked[i];
    double tracking = sqrt(fmax(0, ht_covariance_variance(&assets->covariance, away)));
    double whole = ht_covariance_variance(&assets->covariance, assets->tracked);
    double returns = (double)plan->out->risk.sample.count;
    alternative->tracking_pct = div_amount(PERCENT * tracking, DIV_PERCENT_PLACES);
    alternative->tracking_error_pct = div_amount(PERCENT * tracking / sqrt(2 * (returns - 1)), DIV_PERCENT_PLACES);
    if (whole > 0)
        alternative->beta = div_amount(ht_covariance_between(&assets->covariance, weights, assets->tracked) / whole,
                                       DIV_PERCENT_PLACES);
}

// What stays without a series has to be like something.
static bool is_stood_for(const struct div_plan *plan, const struct div_assets *assets) {
    double whole = 0;
    for (size_t i = 0; i < assets->count; i++)
        whole += assets->proxy[i];
    return plan->out->risk.without == 0 || whole > 0;
}

void div_track(struct div_plan *plan) {
    struct ht_alternative *alternatives = plan->out->alternatives;
    struct ht_alternative *least = &alternatives[HT_LIKE_MIN_TRACKING];
    struct ht_divest_risk *risk = &plan->out->risk;
    struct div_assets assets = {0};
    risk->why_not = least->why_not.text;
    if (!risk->why_not && !plan->terms->returns)
        risk->why_not = "no prices or returns were given (--returns)";
    if (!risk->why_not)
        risk->why_not = div_assets_make(plan, &assets);
    if (!risk->why_not && !is_stood_for(plan, &assets))
        risk->why_not = "none of the securities that stay has a series of returns";
    least->why_not.text = risk->why_not;
    if (risk->why_not)
        return;
    struct ht_amount *changes = div_changes_of_sales(plan);
    least->why_not = ht_told_of(plan->arena, div_least(plan, &assets, changes));
    least->changes = least->why_not.text ? NULL : changes;
    for (size_t i = 0; i < plan->out->alternative_count; i++)
        if (!alternatives[i].why_not.text)
            measure_risk(plan, &assets, &alternatives[i]);
}
