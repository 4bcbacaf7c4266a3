// SPDX-License-Identifier: GPL-3.0-or-later
// The weights of least tracking error as changes of lines: track.h. Weights are rounded before they touch money.
#include <math.h>

#include "divest/track.h"
#include "holdtrace/min_tracking.h"

enum { WEIGHT_PLACES = 12 };

struct bounds {
    double *held, *takes; // of each asset: all of it, and what may be bought or sold of it
    double *lower, *upper, *tracked, *weights;
    double budget;
};

static double fraction_of(struct ht_amount percent) {
    static const double PERCENT = 100;
    return div_double(percent.number) / PERCENT;
}

// What is held of each asset after the sales, and how far it may be bought and sold.
static void find_bounds(const struct div_plan *plan, const struct div_assets *assets, struct bounds *bounds) {
    double most = plan->terms->max_weight_pct.known ? fraction_of(plan->terms->max_weight_pct) : (double)INFINITY;
    double without = 0;
    double **vectors[] = {&bounds->held,  &bounds->takes,   &bounds->lower,
                          &bounds->upper, &bounds->tracked, &bounds->weights};
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
        *vectors[i] = ht_arena_array(plan->arena, assets->count, sizeof **vectors[i]);
    bounds->budget = div_weight(plan, plan->freed);
    for (size_t i = 0; i < plan->account->line_count; i++) {
        double weight = div_weight(plan, div_size(plan, &plan->account->lines[i]));
        long asset = assets->of_line[i];
        if (plan->roles[i] == DIV_GOES)
            continue;
        if (asset == DIV_NO_ASSET) {
            without += div_is_risky(&plan->account->lines[i]) ? weight : 0;
            continue;
        }
        bounds->held[asset] += weight;
        bounds->takes[asset] += plan->roles[i] == DIV_TAKES ? weight : 0;
        bounds->budget += weight;
    }
    for (size_t i = 0; i < assets->count; i++) {
        bounds->lower[i] = bounds->held[i] - bounds->takes[i];
        bounds->upper[i] =
            bounds->takes[i] > 0 ? fmax(bounds->lower[i], fmin(most, bounds->budget)) : bounds->lower[i];
        bounds->tracked[i] = assets->tracked[i] - without * assets->proxy[i];
    }
}

// What may be sold beside what goes, as a fraction; below zero: no limit.
static const char *find_sales(const struct div_plan *plan, double *sales) {
    const struct ht_amount limit = plan->terms->turnover_pct, goes = plan->out->sold_pct;
    char most[HT_FIGURE_TEXT], least[HT_FIGURE_TEXT];
    *sales = -1;
    if (!limit.known)
        return NULL;
    if (!goes.known || ht_decimal_cmp(limit.number, goes.number) < 0)
        return ht_arena_format(plan->arena, "what goes is %s alone, more than the %s of --turnover",
                               goes.known ? ht_told_percent(goes.number, least) : "? %",
                               ht_told_percent(limit.number, most));
    *sales = fmax(0, fraction_of(limit) - div_weight(plan, plan->freed));
    return NULL;
}

// Where the money of purchases comes from and goes to.
struct orders {
    const struct div_plan *plan;
    struct ht_amount *changes;
    struct ht_decimal *parts, *shares;
    size_t *lines, count; // lines that are bought
    struct ht_decimal money;
};

// By how much of net assets line I changes, as its part of its asset.
static double change_of(const struct div_plan *plan, const struct div_assets *assets, const struct bounds *bounds,
                        size_t i) {
    long asset = assets->of_line[i];
    if (plan->roles[i] != DIV_TAKES || asset == DIV_NO_ASSET)
        return 0;
    double weight = div_weight(plan, div_size(plan, &plan->account->lines[i]));
    return (bounds->weights[asset] - bounds->held[asset]) * weight / bounds->takes[asset];
}

// A sale of line I by CHANGE, below zero; all of it when nothing that counts would be left.
static bool sell(struct orders *orders, size_t i, struct ht_decimal change, bool whole) {
    const struct div_plan *plan = orders->plan;
    struct ht_decimal size = div_size(plan, &plan->account->lines[i]).number, sold;
    if (!ht_decimal_convert(plan->out->net.number, ht_decimal_neg(change), ht_decimal_int(1), plan->places, &sold))
        return false;
    if (whole || ht_decimal_cmp(sold, size) > 0)
        sold = size;
    orders->changes[i] = ht_amount_of(ht_decimal_neg(sold));
    return ht_decimal_add(orders->money, sold, &orders->money);
}

static bool place_orders(struct orders *orders, const struct div_assets *assets, const struct bounds *bounds) {
    const struct div_plan *plan = orders->plan;
    for (size_t i = 0; i < plan->account->line_count; i++) {
        struct ht_amount change = div_amount(change_of(plan, assets, bounds, i), WEIGHT_PLACES);
        if (!change.known)
            return false;
        int sign = ht_decimal_sign(change.number);
        long asset = assets->of_line[i];
        if (sign < 0 && !sell(orders, i, change.number, bounds->weights[asset] <= bounds->lower[asset]))
            return false;
        if (sign > 0) {
            orders->parts[orders->count] = change.number;
            orders->lines[orders->count++] = i;
        }
    }
    if (orders->count == 0 ||
        !div_share_out(orders->money, orders->parts, orders->count, plan->places, plan->arena, orders->shares))
        return false;
    for (size_t i = 0; i < orders->count; i++)
        orders->changes[orders->lines[i]] = ht_amount_of(orders->shares[i]);
    return true;
}

const char *div_least(const struct div_plan *plan, const struct div_assets *assets, struct ht_amount *changes) {
    static const double PRECISE = 1e-9;
    size_t lines = plan->account->line_count;
    struct bounds bounds = {0};
    struct ht_optimality optimality = {0};
    double sales, takes = 0;
    const char *why_not = find_sales(plan, &sales);
    if (why_not)
        return why_not;
    find_bounds(plan, assets, &bounds);
    for (size_t i = 0; i < assets->count; i++)
        takes += bounds.takes[i];
    if (takes <= 0)
        return "nothing is left that has a series of returns and could be bought";
    struct ht_min_tracking problem = {&assets->covariance, bounds.tracked, bounds.held, bounds.lower,
                                      bounds.upper,        bounds.budget,  sales};
    enum ht_tracked outcome = ht_min_tracking_solve(&problem, plan->arena, bounds.weights, &optimality);
    if (outcome != HT_TRACKED)
        return ht_tracked_words(outcome);
    if (optimality.feasibility > PRECISE || optimality.stationarity > PRECISE)
        return "the solution is not precise enough";
    for (size_t i = 0; i < assets->count; i++)
        bounds.weights[i] = fmin(fmax(bounds.weights[i], bounds.lower[i]), bounds.upper[i]);
    struct orders orders = {.plan = plan,
                            .changes = changes,
                            .parts = ht_arena_array(plan->arena, lines, sizeof(struct ht_decimal)),
                            .shares = ht_arena_array(plan->arena, lines, sizeof(struct ht_decimal)),
                            .lines = ht_arena_array(plan->arena, lines, sizeof(size_t)),
                            .money = plan->freed.number};
    return place_orders(&orders, assets, &bounds) ? NULL : "the amounts do not fit";
}
